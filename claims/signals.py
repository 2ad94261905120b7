"""What claims says to the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction that locks the claim, so that the review it opens is there or the
# sending never happened. Arguments: ``claim`` and ``by`` (the User who sent it).
claim_sent_to_review = Signal()

# Sent inside the transaction that brings in a document that its bringer wrote: whether that
# keeps them from anything is for the apps above to say. Arguments: ``document`` and ``by``.
own_document_brought_in = Signal()

# Sent with ``events``, the lines just written together into claims' histories. A line that is
# written by itself is heard of by Django's own ``post_save``.
history_written = Signal()
