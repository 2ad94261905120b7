"""Whose hands are clean, and who can sign a verdict, asked for many reviews at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from newsroom.accounts.models import Role, User
from verification.models import (
    Assignment,
    ClaimReview,
    Confirmation,
    Contact,
    Evidence,
    Explanation,
    Finding,
    Policy,
    Settlement,
    Verdict,
)
from verification.states import LIVE_ASSIGNMENTS, AssignmentState

# Each kind of work in a round, the column that names who did it, and what else makes it count.
# The same as ``ClaimReview.work_of`` asks for one person and one review.
KINDS: tuple[tuple[Any, str, str, dict[str, Any]], ...] = (
    (Finding, "", "reviewer", {"submitted_at__isnull": False}),
    (Evidence, "", "cited_by", {}),
    (Explanation, "evidence__", "by", {}),
    (Contact, "", "asked_by", {}),
    (Contact, "", "answered_to", {"answered_to__isnull": False, "answer__gt": ""}),
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


def can_be_signed_by(user: User) -> Q:
    """Reviews whose verdict this editor may sign: the policy names them or nobody, and their
    hands are clean or need not be."""
    signers = Policy.signers.through.objects.filter(policy=OuterRef("policy"))
    named = Exists(signers.filter(user=user)) | ~Exists(signers)
    return Q(named) & (Q(policy__waive_four_eyes=True) | ~worked_on_by(user))


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


def able_to_sign(reviews: Collection[ClaimReview]) -> dict[int, list[User]]:
    """The editors who can sign each review's verdict, by the review's id and by name: those whom
    its policy names, or else all, whose hands are clean or need not be. In three queries."""
    editors = list(User.objects.with_role(Role.EDITOR).order_by("name", "pk"))
    hands = hands_in(reviews)
    named = named_by({review.policy_id for review in reviews}, "signers")
    return {
        review.pk: [
            editor
            for editor in editors
            if (review.policy.waive_four_eyes or editor.pk not in hands[review.pk])
            and editor.pk in named.get(review.policy_id, {editor.pk})
        ]
        for review in reviews
    }


def named_by(policies: Collection[int], column: str) -> dict[int, set[int]]:
    """The ids of whom these policies name as ``signers`` or ``adjudicators``; a policy that names
    nobody is left out."""
    people: dict[int, set[int]] = defaultdict(set)
    rows = Policy.objects.filter(pk__in=policies).exclude(**{column: None})
    for policy, person in rows.values_list("pk", column):
        people[policy].add(person)
    return dict(people)


def among(policy: Policy, column: str) -> str:
    """Whom the policy names for it, as a sentence that follows another, or ""."""
    names = [person.name for person in getattr(policy, column).order_by("name")]
    if not names:
        return ""
    *most, last = names
    who = f"{', '.join(most)} or {last}" if most else last
    return f" “{policy}” names who may: {who}."
