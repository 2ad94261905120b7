"""When a disagreement, a verdict or a signature is late: those whose turn it is are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from claims.models import ClaimEvent
from newsroom.accounts.models import Role, User
from newsroom.notices.models import NoticeKind
from verification.clean_hands import able_to_sign
from verification.models import ClaimReview, Finding, ReviewVerb, Verdict
from verification.models.review import ReviewQuerySet
from verification.states import ReviewState

from .sweeping import hold, in_batches
from .telling import Telling, tell_of_each

LATE = {
    ReviewState.OPEN: "Late, and nobody has it",
    ReviewState.IN_REVIEW: "Late, the verdict’s text",
    ReviewState.ADJUDICATION: "Late, to be settled",
    ReviewState.DECIDED: "Late, to be signed off",
}


def follow_up_late_steps() -> int:
    """Tell those whose turn it is, and the editors, once, that a step after the findings is late,
    or that there is nobody for the findings. Answers how many reviews it was."""
    return in_batches(follow_up_some)


def follow_up_some() -> int:
    late = late_steps()
    held = hold(late)
    reviews = [held[pk] for pk in late.filter(pk__in=held).values_list("pk", flat=True)]
    ClaimReview.objects.filter(pk__in=[review.pk for review in reviews]).update(alerted_at=Now())
    words = {review.pk: LATE[step_of(review)] for review in reviews}
    ClaimEvent.objects.bulk_create(
        ClaimEvent(claim=review.claim, verb=ReviewVerb.OVERDUE, note=f"{words[review.pk]}.")
        for review in reviews
    )
    editors = list(User.objects.with_role(Role.EDITOR))
    turn = whose_turn(reviews)
    tell_of_each(
        (
            Telling(person, words[review.pk], review)
            for review in reviews
            for person in [*turn[review.pk], *editors]
        ),
        NoticeKind.LATE,
        of_many="{count} claims are late.",
        path=f"{reverse('verification:claims')}?late=on",
    )
    return len(reviews)


def late_steps() -> ReviewQuerySet:
    """Late, and nobody was told so: not those that reviewers have, of which they are told as the
    work they have (``deadlines``)."""
    late = ClaimReview.objects.overdue().filter(alerted_at=None)
    all_in = ClaimReview.objects.with_all_findings().values("pk")
    return late.filter(
        Q(state__in=(ReviewState.ADJUDICATION, ReviewState.DECIDED))
        | Q(state=ReviewState.IN_REVIEW, pk__in=all_in)
        | Q(pk__in=ClaimReview.objects.nobody_can_take().values("pk"))
    )


def step_of(review: ClaimReview) -> ReviewState:
    """The state that names its step: one that lost a reviewer is as open as one that had none."""
    return ReviewState.OPEN if review.needs_reviewers else ReviewState(review.state)


def whose_turn(reviews: Iterable[ClaimReview]) -> dict[int, list[User]]:
    """Who has to do something next, by the review's id: both reviewers while they settle it,
    whoever is to word or confirm the verdict, the editors who can sign it."""
    by_step: dict[ReviewState, list[ClaimReview]] = defaultdict(list)
    for review in reviews:
        by_step[step_of(review)].append(review)
    at_verdict = by_step[ReviewState.IN_REVIEW]
    reviewers = reviewers_of([*at_verdict, *by_step[ReviewState.ADJUDICATION]])
    words = {verdict.review_id: verdict for verdict in wordings_of(at_verdict)}
    given_to = User.objects.in_bulk({review.text_by_id for review in at_verdict} - {None})
    turn = {**able_to_sign(by_step[ReviewState.DECIDED]), **reviewers}
    turn |= {
        review.pk: at_the_words(
            reviewers[review.pk], words.get(review.pk), given_to.get(review.text_by_id)
        )
        for review in at_verdict
    }
    return defaultdict(list, turn)


def at_the_words(
    reviewers: list[User], verdict: Verdict | None, given_to: User | None
) -> list[User]:
    """The first reviewer words the verdict, or whoever was given the text; a reviewer who did not
    word it confirms."""
    if given_to and (
        verdict is None or verdict.is_confirmed or verdict.drafted_by_id != given_to.pk
    ):
        return [given_to]
    if verdict is None or verdict.is_confirmed or len(reviewers) == 1:
        return reviewers[:1]
    return [reviewer for reviewer in reviewers if reviewer.pk != verdict.drafted_by_id]


def reviewers_of(reviews: list[ClaimReview]) -> dict[int, list[User]]:
    """Who submitted the findings of this round, the first reviewer first."""
    found: dict[int, list[User]] = {review.pk: [] for review in reviews}
    findings = Finding.objects.submitted().filter(review__in=reviews, round=F("review__round"))
    for finding in findings.select_related("reviewer").order_by("assignment__role"):
        found[finding.review_id].append(finding.reviewer)
    return found


def wordings_of(reviews: list[ClaimReview]) -> Iterable[Verdict]:
    """Their wordings of this round, the newest last."""
    wordings = Verdict.objects.filter(review__in=reviews, round=F("review__round"))
    return wordings.select_related("confirmation").order_by("pk")
