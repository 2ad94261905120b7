"""What people do by hand with claims that the desk's run gives out as well."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from newsroom.accounts.models import User
from verification.models import Assignment, ClaimReview
from verification.operations.assignments import assign, decline, reassign, take_back
from verification.operations.handing_over import hand_over, take_on
from verification.operations.keeping_for import keep_for, keep_for_nobody
from verification.operations.together import assign_together, take_back_together

from .stage import Stage

AT_ONCE = 50
REASONS = ("", "", "knows the subject")  # one makes it go beyond somebody's room


def in_bulk(stage: Stage, *, by: User, chance: Random) -> None:
    """All the claims, as many at once as are ticked on a page; now and then some taken back."""
    reviews = stage.shuffled(chance)
    for start in range(0, len(reviews), AT_ONCE):
        keys = [review.pk for review in reviews[start : start + AT_ONCE]]
        give(stage, keys, by=by, chance=chance)
        if chance.random() < 0.3:
            held = live_work(stage, chance, most=10)
            stage.tries("bulk taken back", take_back_together, held, by=by, reason="urgent")


def give(stage: Stage, keys: list[int], *, by: User, chance: Random) -> None:
    person, reason = chance.choice(stage.desk.reviewers), chance.choice(REASONS)
    stage.tries("bulk given", assign_together, keys, person, by=by, reason=reason)


def one_by_one(stage: Stage, *, by: User, chance: Random) -> None:
    """A fifth of the claims, each by whatever verb."""
    acts = [act for act, weight in ACTS for _ in range(weight)]
    reviews = stage.shuffled(chance)
    for review in reviews[: len(reviews) // 5]:
        chance.choice(acts)(stage, review, chance.choice(stage.desk.reviewers), by, chance)


def assigned(stage: Stage, review: ClaimReview, person: User, by: User, chance: Random) -> None:
    reason = chance.choice(REASONS)
    stage.tries("given", assign, review, person, by=by, reason=reason)


def given_on(stage: Stage, review: ClaimReview, person: User, by: User, chance: Random) -> None:
    if work := held_of(review):
        stage.tries("reassigned", reassign, work, person, by=by, reason="knows the subject")


def taken(stage: Stage, review: ClaimReview, person: User, by: User, chance: Random) -> None:
    if work := held_of(review):
        stage.tries("taken back", take_back, work, by=by, reason="urgent")


def kept(stage: Stage, review: ClaimReview, person: User, by: User, chance: Random) -> None:
    stage.tries("kept", keep_for, review, person, by=by, reason="knows the subject")
    if chance.random() < 0.5:
        stage.tries("kept no more", keep_for_nobody, review, by=by)


def taken_on(stage: Stage, review: ClaimReview, person: User, by: User, chance: Random) -> None:
    stage.tries("taken on", take_on, review, by=person)


def declined(stage: Stage, review: ClaimReview, person: User, by: User, chance: Random) -> None:
    if work := held_of(review):
        stage.tries("declined", decline, work, by=work.reviewer, reason="ill")


def handed_over(stage: Stage, review: ClaimReview, person: User, by: User, chance: Random) -> None:
    if work := held_of(review):
        to = chance.choice((None, person))
        stage.tries("handed over", hand_over, work, by=work.reviewer, note="see the draft", to=to)


Act = Callable[[Stage, ClaimReview, User, User, Random], None]
# What is done to a claim, and in how many cases of ten.
ACTS: tuple[tuple[Act, int], ...] = (
    (assigned, 3),
    (given_on, 1),
    (taken, 1),
    (kept, 1),
    (taken_on, 2),
    (declined, 1),
    (handed_over, 1),
)


def held_of(review: ClaimReview) -> Assignment | None:
    return Assignment.objects.live().filter(review=review).select_related("reviewer").first()


def live_work(stage: Stage, chance: Random, *, most: int) -> list[int]:
    held = list(Assignment.objects.live().values_list("pk", flat=True))
    return chance.sample(held, min(most, len(held)))
