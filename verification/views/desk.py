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
from .reviewer_home import SOON, reviewer_home

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
    reviewer = reviewer_home(user) if user.is_reviewer or user.is_editor else None
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
    """As many as stand in “Yours to decide” and “Yours to review”; the lede has the others."""
    if not editor and not reviewer:
        return "The desk" if user.is_admin else "You have no role on this desk yet"
    waits = sum(part["waits"] for part in (editor, reviewer) if part)
    if not waits:
        is_asked = editor and any(editor[name] for name in ("nobody", "time", "waivers"))
        return "Nothing is yours alone to decide" if is_asked else "Nothing waits for you"
    return f"{number_words(waits)} {'claim waits' if waits == 1 else 'claims wait'} for you"


def lede(editor: dict[str, Any] | None, reviewer: dict[str, Any] | None) -> str:
    """What is pressing among them, in one sentence."""
    parts = []
    if reviewer and reviewer["late"]:
        parts.append(f"{number_words(reviewer['late'])} of yours {is_are(reviewer['late'])} late")
    if reviewer and reviewer["soon"]:
        hours = SOON.seconds // 3600
        parts.append(f"{number_words(reviewer['soon'])} due within {hours} hours")
    if editor and editor["nobody"]:
        one = editor["nobody"] == 1
        parts.append(
            f"{number_words(editor['nobody'])} {'claim has' if one else 'claims have'} "
            f"nobody to take {'it' if one else 'them'}"
        )
    if editor and editor["time"]:
        asks = "asks" if editor["time"] == 1 else "ask"
        parts.append(f"{number_words(editor['time'])} {asks} for more time")
    if editor and editor["waivers"]:
        asks = "asks" if editor["waivers"] == 1 else "ask"
        parts.append(f"{number_words(editor['waivers'])} {asks} for a waiver")
    if editor and editor["late"]:
        parts.append(f"{number_words(editor['late'])} {is_are(editor['late'])} late on the desk")
    sentence = "; ".join(parts).lower()
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def number_words(count: int) -> str:
    return WORDS[count] if count < len(WORDS) else f"{count:,}"


def is_are(count: int) -> str:
    return "is" if count == 1 else "are"
