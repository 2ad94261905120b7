"""The one thing claims says to the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction that locks the claim, so that the review it opens is there or the
# sending never happened. Arguments: ``claim`` and ``by`` (the User who sent it).
claim_sent_to_review = Signal()
