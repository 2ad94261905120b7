"""Trying one thing as every kind of person, and telling how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.messages import ERROR, get_messages
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from tests.scenes import PEOPLE


def outcome_of(response: HttpResponse) -> str:
    """Whether that person may, is kept out, or was told something."""
    sign_in = (reverse("accounts:login"), reverse("admin:login"))
    if response.status_code in (403, 404) or (
        response.status_code == 302 and response.url.startswith(sign_in)
    ):
        return "kept out"
    if response.status_code == 409:
        return f"told: {response.context['sentence']}"
    assert response.status_code in (200, 204, 302), response.status_code
    said = [str(m) for m in get_messages(response.wsgi_request) if m.level == ERROR]
    return f"told: {said[0]}" if said else "may"


def expected(line: Any) -> dict[str, str]:
    def of(who: str) -> str:
        return "may" if who in line.may else "told" if who in line.told else "kept out"

    return {who: of(who) for who in PEOPLE}


def tried_by_everybody(attempt: Callable[[str], str]) -> dict[str, str]:
    """What happens to each, one after the other, each time as if for the first time."""
    outcomes = {}
    for who in PEOPLE:
        with transaction.atomic():
            outcomes[who] = attempt(who)
            transaction.set_rollback(True)
    return outcomes


def short(outcomes: dict[str, str]) -> dict[str, str]:
    return {who: outcome.split(":")[0] for who, outcome in outcomes.items()}
