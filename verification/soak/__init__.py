"""Proof by trying: a desk of its own, real workers on the real broker, and everything at once.

Each scenario makes a mess of assigning: editors and runs at the same claims, messages twice,
workers killed, people who leave and come back. Afterwards every rule of
``verification.invariants`` must hold, and whatever could be given out must be with somebody.
``manage.py soak`` plays them; so do tests, each beside a control in which a guard is missing.
"""
