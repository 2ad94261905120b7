"""The empty desk: what a new admin does first, with a tick for what is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from claims.models import Document
from claims.states import ClaimState
from newsroom.accounts.models import Role, User
from verification.models import ClaimReview, Policy

from .console import admin_page, counted


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    text: str
    is_done: bool
    url: str = ""
    action: str = ""


def first_steps(user: User) -> list[Step]:
    """The steps of an admin, until the first claim is in review; then none."""
    if not user.is_admin or ClaimReview.objects.exists():
        return []
    return [invite_people(), look_at_policies(), paste_an_article(user), send_a_claim()]


def invite_people() -> Step:
    active = User.objects.filter(is_active=True)
    reviewers = active.filter(roles__contains=[Role.REVIEWER]).count()
    editors = active.filter(roles__contains=[Role.EDITOR]).count()
    return Step(
        "Invite your people",
        "A claim takes a reviewer who checks it and an editor who did not. On the desk now: "
        f"{counted(reviewers, 'reviewer')} and {counted(editors, 'editor')}.",
        is_done=bool(reviewers and editors),
        url=admin_page("accounts_user_add"),
        action="Invite somebody",
    )


def look_at_policies() -> Step:
    names = list(Policy.objects.filter(is_active=True).values_list("name", flat=True))
    in_force = f"In force now: {', '.join(names)}. " if names else "None is in force yet. "
    return Step(
        "Look at the policies",
        f"{in_force}They say how many reviewers a claim gets, whether blind, and by when.",
        is_done=bool(names),
        url=admin_page("verification_policy_changelist"),
        action="Policies",
    )


def paste_an_article(user: User) -> Step:
    can = user.has_perm("claims.capture_document")
    return Step(
        "Paste a first article",
        "The desk finds its claims, the figures in them and who says so."
        + ("" if can else " A reviewer or an editor does this."),
        is_done=Document.objects.exists(),
        url=reverse("claims:document_new") if can else "",
        action="Bring in a document",
    )


def send_a_claim() -> Step:
    waiting = Document.objects.filter(claims__state=ClaimState.DETECTED).exists()
    return Step(
        "Send a claim to review",
        "Accept in triage what is worth checking. From then on the desk asks reviewers by itself.",
        is_done=False,
        url=reverse("claims:triage") if waiting else "",
        action="Triage",
    )
