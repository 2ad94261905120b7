"""What must always be true of the desk's rows, told by the rows alone.

Each rule is a sentence and a query for the rows that break it. The queries share nothing with the
code that writes those rows, not even the names of the states: a mistake there is not repeated
here. ``manage.py check_invariants`` asks them all.
"""
