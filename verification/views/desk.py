"""The first page: what waits for whoever opens it. Its parts depend on the person's roles."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.accounts.models import User
from verification.health import health

from .console import console
from .editor_home import editor_home
from .first_steps import first_steps
from .loads import away_by
from .reviewer_home import SOON, TO_REVIEW, reviewer_home

NOTICES = 8
WORDS = (
    "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
    "Eleven", "Twelve",
)  # fmt: skip


@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    user = request.user
    editor = editor_home(user, request.GET.get("part", "")) if user.is_editor else None
    reviewer = None
    if user.is_reviewer or user.is_editor:
        reviewer = reviewer_home(user, away_by(editor["loads"], user) if editor else None)
    if reviewer and not (user.is_reviewer or reviewer["has_claims"]):
        reviewer = None  # an editor who reviews nothing needs no part of a reviewer
    steps = first_steps(user)
    notices = list(user.notices.unseen()[:NOTICES])
    context = {
        "nav": "desk",
        "editor": editor,
        "reviewer": reviewer,
        "steps": steps,
        "health": health() if user.is_admin else None,
        "console": console() if user.is_admin else [],
        "notices": notices,
        "newest_notice": notices[0].pk if notices else None,
        "headline": "First steps" if steps else headline(user, editor, reviewer),
        "lede": lede(editor, reviewer),
        "keyed": bool(editor or reviewer),
    }
    return render(request, "verification/desk.html", context)


def headline(user: User, editor: dict[str, Any] | None, reviewer: dict[str, Any] | None) -> str:
    """As many as stand in “Yours to decide” and “Yours to review”; the lede says of what kind."""
    if not editor and not reviewer:
        return "The desk" if user.is_admin else "You have no role on this desk yet"
    waits = claims_waiting(editor, reviewer)
    if not waits:
        return "Nothing waits for you"
    return f"{number_words(waits)} {'claim waits' if waits == 1 else 'claims wait'} for you"


def claims_waiting(*parts: dict[str, Any] | None) -> int:
    return sum(part["claims_waiting"] for part in parts if part)


def what_waits(*parts: dict[str, Any] | None) -> list[tuple[int, tuple[str, str]]]:
    """How many of each kind, with its words for one and for several."""
    return [kind for part in parts if part for kind in part["waits"]]


def lede(editor: dict[str, Any] | None, reviewer: dict[str, Any] | None) -> str:
    """What the number above is made of, and what is pressing of one's own, in one sentence."""
    kinds = what_waits(reviewer, editor)
    parts = []
    if [words for _, words in kinds] != [TO_REVIEW]:
        parts.append(
            ", ".join(
                f"{number_words(count)} {one if count == 1 else several}"
                for count, (one, several) in kinds
            )
            + more_than_claims(sum(count for count, _ in kinds), claims_waiting(editor, reviewer))
        )
    if reviewer and reviewer["late"]:
        parts.append(f"{number_words(reviewer['late'])} of yours {is_are(reviewer['late'])} late")
    if reviewer and reviewer["soon"]:
        hours = SOON.seconds // 3600
        parts.append(f"{number_words(reviewer['soon'])} due within {hours} hours")
    sentence = "; ".join(filter(None, parts)).lower()
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def more_than_claims(things: int, claims: int) -> str:
    """Why more waits than claims do, if it is so: a claim can ask for several things."""
    if things == claims:
        return ""
    why = "one claim asks" if things - claims == 1 else "a claim can ask"
    return f": {number_words(things)} in all, as {why} for more than one thing"


def number_words(count: int) -> str:
    return WORDS[count] if count < len(WORDS) else f"{count:,}"


def is_are(count: int) -> str:
    return "is" if count == 1 else "are"
