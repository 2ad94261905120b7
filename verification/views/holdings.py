"""What people hold now, in words, before they leave the desk."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from newsroom.accounts.models import User
from newsroom.arrays import Keys
from verification.models import Assignment, ClaimReview
from verification.states import AssignmentState, ReviewState

from .reviewer_home import Mine, after_findings_of, next_step

# What is held: one of it, and several.
WORDS = {
    "review": ("claim to review", "claims to review"),
    "settle": ("disagreement to settle", "disagreements to settle"),
    "confirm": ("text to confirm", "texts to confirm"),
    "write": ("verdict to write", "verdicts to write"),
    "kept": ("claim kept for them", "claims kept for them"),
}


def held_by(rows: Iterable[User]) -> dict[int, str]:
    """ "2 claims to review, 1 verdict to write" by the user's key; "nothing" for those who hold
    nothing. In a fixed number of queries."""
    users = {row.pk: row for row in rows}
    people = users.keys()
    found: dict[int, Counter[str]] = defaultdict(Counter)
    live = Assignment.objects.live().filter(reviewer__among=Keys(people)).order_by()
    for person in live.values_list("reviewer", flat=True):
        found[person]["review"] += 1
    for review in after_findings_of(people):
        for person in people & whose_it_is(review):
            if what := step_of(next_step(review, users[person])):
                found[person][what] += 1
    kept = ClaimReview.objects.filter(kept_for__among=Keys(people)).order_by()
    for person in kept.values_list("kept_for", flat=True):
        found[person]["kept"] += 1
    return {person: in_words(found[person]) for person in people}


def whose_it_is(review: ClaimReview) -> set[int]:
    """Who handed in a finding, and who was given the text to write."""
    found = {
        work.reviewer_id
        for work in review.current_assignments
        if work.state == AssignmentState.SUBMITTED and not work.is_adjudicator
    }
    return found | ({review.text_by_id} if review.text_by_id else set())


def step_of(mine: Mine) -> str:
    if not mine.task:
        return ""
    if mine.review.state == ReviewState.ADJUDICATION:
        return "settle"
    return "confirm" if mine.task.startswith("confirm") else "write"


def in_words(counts: Counter[str]) -> str:
    told = [
        f"{counts[what]} {one if counts[what] == 1 else several}"
        for what, (one, several) in WORDS.items()
        if counts[what]
    ]
    return ", ".join(told) or "nothing"
