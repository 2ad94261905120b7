"""What verification hears from claims."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from claims.models import Claim, Document
from claims.signals import claim_sent_to_review, own_document_brought_in
from newsroom.accounts.models import User

from .operations.declared_interests import declare_authorship
from .operations.reviews import open_review


@receiver(claim_sent_to_review, dispatch_uid="verification.open_review")
def open_review_of_sent_claim(sender: Any, claim: Claim, by: User, **kwargs: Any) -> None:
    open_review(claim, by=by)


@receiver(own_document_brought_in, dispatch_uid="verification.declare_own_document")
def declare_own_document(sender: Any, document: Document, by: User, **kwargs: Any) -> None:
    declare_authorship(document, by=by)
