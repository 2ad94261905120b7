"""Whose hands are clean: who may sign a verdict, asked for many reviews at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from newsroom.accounts.models import User
from verification.models import (
    Assignment,
    ClaimReview,
    Confirmation,
    Contact,
    Evidence,
    Finding,
    Settlement,
    Verdict,
)
from verification.states import LIVE_ASSIGNMENTS, AssignmentState

# Each kind of work in a round, the column that names who did it, and what else makes it count.
# The same as ``ClaimReview.work_of`` asks for one person and one review.
KINDS: tuple[tuple[Any, str, str, dict[str, Any]], ...] = (
    (Finding, "", "reviewer", {"submitted_at__isnull": False}),
    (Evidence, "", "cited_by", {}),
    (Contact, "", "asked_by", {}),
    (Contact, "", "answered_to", {"answered_to__isnull": False}),
    (Settlement, "", "decided_by", {}),
    (Verdict, "", "drafted_by", {}),
    (Verdict, "", "writer", {}),
    (Confirmation, "verdict__", "by", {}),
    (
        Assignment, "", "reviewer",
        {"state__in": LIVE_ASSIGNMENTS, "started_at__isnull": False},
    ),
    (
        Assignment, "", "reviewer",
        {"state": AssignmentState.HANDED_OVER, "started_at__isnull": False},
    ),
)  # fmt: skip


def worked_on_by(user: User) -> Q:
    """Reviews in whose present round this person did any of the work."""
    worked = Q()
    for model, to_review, who, more in KINDS:
        worked |= Q(
            Exists(
                model.objects.filter(
                    **{
                        f"{to_review}review": OuterRef("pk"),
                        f"{to_review}round": OuterRef("round"),
                        who: user,
                    },
                    **more,
                )
            )
        )
    return worked


def hands_in(reviews: Collection[ClaimReview]) -> dict[int, set[int]]:
    """The ids of everybody who did any of the work, by the review's id, in one query."""
    rows = [
        model.objects.filter(
            **{
                f"{to_review}review__in": [review.pk for review in reviews],
                f"{to_review}round": F(f"{to_review}review__round"),
            },
            **more,
        )
        .order_by()
        .values_list(f"{to_review}review", f"{who}_id")
        for model, to_review, who, more in KINDS
    ]
    hands: dict[int, set[int]] = defaultdict(set)
    for review, person in rows[0].union(*rows[1:]):
        hands[review].add(person)
    return hands
