"""What a form that changes something carries along, to tell whether it was changed meanwhile."""

from __future__ import annotations

from typing import Any

from django import forms, template

from verification.models import ClaimReview, Contact, Evidence, EvidenceFigure, Settlement
from verification.operations.contacts import time_of
from verification.operations.evidence_figures import parts_of
from verification.operations.evidence_scope import answered
from verification.operations.explaining import explained_now
from verification.operations.lineage import repeated_by
from verification.operations.reviews import publication_of
from verification.operations.seen import seen_of
from verification.operations.verdicts import proposed_now

register = template.Library()


@register.filter
def scope_seen(evidence: Evidence) -> str:
    return seen_of(answered(evidence))


@register.filter
def explained_seen(evidence: Evidence) -> str:
    return seen_of(explained_now(evidence))


@register.filter
def origin_seen(evidence: Evidence) -> str:
    return seen_of(repeated_by(evidence))


@register.filter
def figure_seen(figure: EvidenceFigure) -> str:
    return seen_of(parts_of(figure))


@register.filter
def time_seen(contact: Contact) -> str:
    return seen_of(time_of(contact))


@register.filter
def proposal_seen(latest: Settlement | None) -> str:
    return seen_of(proposed_now(latest))


@register.filter
def publication_seen(review: ClaimReview) -> str:
    return seen_of(publication_of(review))


@register.filter
def typed_in(form: forms.Form, name: str) -> Any:
    """What was typed into the field of that name."""
    return form[name].value() or ""
