"""The desk's own run: due reviews to able reviewers, without anybody pushing."""

from __future__ import annotations

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Count

from newsroom.accounts.models import Role, User
from verification import workload
from verification.models import Assignment, ClaimReview, Reviewer, ReviewVerb

from .places import create_assignment, open_roles

BATCH = 500


@transaction.atomic
def assign_reviewers() -> int:
    """The desk's own run: give due reviews to the least loaded able reviewers.

    Takes the rows nobody else is working on (SKIP LOCKED), plans in memory and writes; two runs
    at once share the work. Answers how many assignments were made.
    """
    reviews = list(
        ClaimReview.objects.awaiting_reviewers()
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("claim__document", "claim__topic", "policy")
        .order_by("due_at", "id")[:BATCH]
    )
    if not reviews:
        return 0
    people = {reviewer.user_id: reviewer.user for reviewer in lock_reviewers()}
    plan = workload.plan([need_of(review) for review in reviews], candidates(people))
    by_id = {review.pk: review for review in reviews}
    for choice in plan.choices:
        create_assignment(
            by_id[choice.review], people[choice.reviewer], reason=choice.reason, by=None
        )
    for review in reviews:
        note_shortage(review, plan.nobody.get(review.pk, workload.Shortage("", "")))
    return len(plan.choices)


def lock_reviewers() -> list[Reviewer]:
    """Everybody who may be asked, locked so that two runs do not both use their last place. Not
    who was invited and has chosen no password yet: they could not even decline."""
    return list(
        Reviewer.objects.select_for_update(of=("self",))
        .filter(user__is_active=True, user__roles__contains=[Role.REVIEWER])
        .exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        .select_related("user")
        .prefetch_related("topics", "absences")
        .order_by("pk")
    )


def candidates(people: dict[int, User]) -> list[workload.Candidate]:
    load = dict(
        Assignment.objects.live()
        .filter(reviewer__in=people)
        .values_list("reviewer")
        .annotate(Count("pk"))
    )
    return [
        workload.Candidate(
            id=user.pk,
            name=user.name,
            capacity=user.reviewer.capacity,
            load=load.get(user.pk, 0),
            topics=frozenset(topic.name for topic in user.reviewer.topics.all()),
            languages=frozenset(user.reviewer.languages),
            away=user.reviewer.is_away(),
        )
        for user in people.values()
    ]


def need_of(review: ClaimReview) -> workload.Need:
    had_a_part = review.assignments.filter(round=review.round).values_list("reviewer", flat=True)
    return workload.Need(
        review=review.pk,
        wanted=len(open_roles(review)),
        topic=review.claim.topic.name if review.claim.topic else "",
        language=review.claim.document.language,
        taken=frozenset(had_a_part),
        brought_in_by=review.claim.document.added_by_id,
    )


def note_shortage(review: ClaimReview, short: workload.Shortage) -> None:
    """Remember why nobody could take it; a line of history only when the reason is new."""
    if short.because == review.nobody_because:
        return
    if short.because and not review.nobody_because:
        review.record(ReviewVerb.NOBODY_FREE, note=short.because)
    review.nobody_because, review.would_help = short.because, short.would_help
    review.save(update_fields=["nobody_because", "would_help"])
