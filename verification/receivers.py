"""What verification hears from claims."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from claims.models import Claim, ClaimEvent, Document
from claims.signals import claim_sent_to_review, history_written, own_document_brought_in
from newsroom.accounts.models import User

from .operations.declared_interests import declare_authorship
from .operations.done_with import put_away_what_is_done
from .operations.reviews import open_review


@receiver(claim_sent_to_review, dispatch_uid="verification.open_review")
def open_review_of_sent_claim(sender: Any, claim: Claim, by: User, **kwargs: Any) -> None:
    open_review(claim, by=by)


@receiver(own_document_brought_in, dispatch_uid="verification.declare_own_document")
def declare_own_document(sender: Any, document: Document, by: User, **kwargs: Any) -> None:
    declare_authorship(document, by=by)


@receiver(post_save, sender=ClaimEvent, dispatch_uid="verification.put_away_after_one")
def put_away_after_one(sender: Any, instance: ClaimEvent, **kwargs: Any) -> None:
    put_away_what_is_done([instance])


@receiver(history_written, sender=ClaimEvent, dispatch_uid="verification.put_away_after_many")
def put_away_after_many(sender: Any, events: list[ClaimEvent], **kwargs: Any) -> None:
    put_away_what_is_done(events)
