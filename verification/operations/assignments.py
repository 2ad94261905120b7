"""Getting the claim to a reviewer: by the desk's own run, or by an editor's hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from newsroom.accounts.models import Role, User
from newsroom.accounts.rights import require
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from verification import workload
from verification.errors import NotReady, Overtaken
from verification.models import Assignment, AssignmentRole, ClaimReview, Reviewer, ReviewVerb
from verification.states import (
    STANDING_ASSIGNMENTS,
    AssignmentState,
    ReviewState,
)

from .locking import lock_review, require_desk, require_state
from .reviews import call_for_reviewers, require_reason

BATCH = 500
REMIND_BEFORE = timedelta(hours=2)


@transaction.atomic
def assign_reviewers() -> int:
    """The desk's own run: give due reviews to the least loaded able reviewers.

    Takes the rows nobody else is working on (SKIP LOCKED), plans in memory and writes; two runs
    at once share the work. Answers how many assignments were made.
    """
    reviews = list(
        ClaimReview.objects.awaiting_reviewers()
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("claim__document", "policy")
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
        note_shortage(review, plan.nobody.get(review.pk, ""))
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
            topics=frozenset(topic.pk for topic in user.reviewer.topics.all()),
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
        topic=review.claim.topic_id,
        language=review.claim.document.language,
        taken=frozenset(had_a_part),
        brought_in_by=review.claim.document.added_by_id,
    )


def open_roles(review: ClaimReview) -> list[AssignmentRole]:
    """The reviewer's places of this round that nobody fills."""
    places = [AssignmentRole.FIRST, AssignmentRole.SECOND][: review.policy.reviewers]
    filled = set(
        review.assignments.filter(round=review.round, state__in=STANDING_ASSIGNMENTS).values_list(
            "role", flat=True
        )
    )
    return [role for role in places if role not in filled]


def create_assignment(
    review: ClaimReview, reviewer: User, *, reason: str, by: User | None
) -> Assignment:
    """Write the assignment, its history line and its notice; the caller holds the review's lock."""
    role = open_roles(review)[0]
    assignment = Assignment.objects.create(
        review=review,
        round=review.round,
        reviewer=reviewer,
        role=role,
        reason=reason,
        assigned_by=by,
        due_at=max(
            review.due_at or timezone.now(),
            timezone.now() + timedelta(hours=review.policy.review_hours),
        ),
    )
    if review.state == ReviewState.OPEN:
        review.move_to(ReviewState.IN_REVIEW)
    review.record(
        ReviewVerb.ASSIGNED, actor=by, note=reason, reviewer=reviewer.pk, name=reviewer.name
    )
    tell(
        reviewer,
        f"You are asked to review: {review.claim.statement}",
        review.get_absolute_url(),
        kind=NoticeKind.ASKED,
    )
    refresh_need(review)
    return assignment


def refresh_need(review: ClaimReview) -> None:
    """Keep the to-do mark in step with the places filled."""
    review.needs_reviewers = bool(open_roles(review))
    if not review.needs_reviewers:
        review.nobody_because = ""
    review.save(update_fields=["needs_reviewers", "nobody_because"])


def note_shortage(review: ClaimReview, because: str) -> None:
    """Remember why nobody could take it; a line of history only when the reason is new."""
    if because == review.nobody_because:
        return
    if because and not review.nobody_because:
        review.record(ReviewVerb.NOBODY_FREE, note=because)
    review.nobody_because = because
    review.save(update_fields=["nobody_because"])


@transaction.atomic
def assign(review: ClaimReview, reviewer: User, *, by: User, reason: str = "") -> Assignment:
    """An editor gives the review to somebody by name. It may exceed their capacity, with a
    reason, and who declined or did not start may be asked again by name."""
    require_desk(by, "assign a review")
    review = lock_review(review.pk)
    require_state(review, ReviewState.OPEN, ReviewState.IN_REVIEW, to="assign it")
    if not reviewer.has_role(Role.REVIEWER, Role.EDITOR):
        raise NotReady(f"{reviewer.name} is not an active reviewer or editor.")
    if review.standing_assignment_of(reviewer):
        raise Overtaken(f"{reviewer.name} already has this claim.")
    if not open_roles(review):
        raise Overtaken(
            "This review already has its reviewers. Take it back from one of them first."
        )
    if is_full(reviewer) and not reason.strip():
        raise NotReady(
            f"{reviewer.name} has no room for more. Give a reason to assign it all the same."
        )
    return create_assignment(
        review, reviewer, reason=reason.strip() or f"chosen by {by.name}", by=by
    )


def is_full(user: User) -> bool:
    reviewer = Reviewer.objects.select_for_update().filter(user=user).first()
    load = Assignment.objects.live().filter(reviewer=user).count()
    return reviewer is not None and load >= reviewer.capacity


@transaction.atomic
def start_work(assignment: Assignment, *, by: User) -> Assignment:
    """The reviewer opened the workspace to work on it; opening it again changes nothing."""
    lock_review(assignment.review_id)
    assignment = own_work(assignment, by)
    if assignment.state == AssignmentState.ASKED:
        assignment.move_to(AssignmentState.STARTED)
        assignment.save(update_fields=["state", "started_at"])
        assignment.review.record(ReviewVerb.STARTED, actor=by)
    return assignment


def own_work(assignment: Assignment, by: User) -> Assignment:
    """The assignment, fresh; raises ``PermissionDenied`` unless it is this person's live work."""
    assignment = Assignment.objects.select_related("review__claim", "review__policy").get(
        pk=assignment.pk
    )
    require(
        by,
        "verification.work_on",
        assignment,
        otherwise="This claim is not, or no longer, assigned to you. What you saved is kept.",
    )
    return assignment


@transaction.atomic
def decline(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """Give the work back; the next able reviewer is asked."""
    review = lock_review(assignment.review_id)
    assignment = own_work(assignment, by)
    reason = require_reason(reason, "declining")
    end_assignment(assignment, AssignmentState.DECLINED, note=reason)
    review.record(ReviewVerb.DECLINED, actor=by, note=reason)
    refresh_need(review)
    call_for_reviewers()
    return assignment


@transaction.atomic
def take_back(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    """An editor takes work from a reviewer; what they gathered is kept."""
    require_desk(by, "take work back")
    return give_to_next(assignment, by=by, reason=require_reason(reason, "taking back"))


def give_to_next(assignment: Assignment, *, by: User, reason: str) -> Assignment:
    review = lock_review(assignment.review_id)
    assignment = Assignment.objects.select_related("review", "reviewer").get(pk=assignment.pk)
    end_assignment(assignment, AssignmentState.TAKEN_BACK, note=reason)
    review.record(
        ReviewVerb.TAKEN_BACK,
        actor=by,
        note=reason,
        reviewer=assignment.reviewer_id,
        name=assignment.reviewer.name,
    )
    tell(
        assignment.reviewer,
        f"{by.name} took this back from you ({reason}): {review.claim.statement}",
        review.get_absolute_url(),
        kind=NoticeKind.TAKEN,
    )
    refresh_need(review)
    call_for_reviewers()
    return assignment


def end_assignment(assignment: Assignment, state: AssignmentState, *, note: str = "") -> None:
    assignment.move_to(state)
    assignment.end_note = note
    assignment.save(update_fields=["state", "ended_at", "end_note"])


def remind_of_due_work(now: datetime | None = None) -> int:
    """Tell reviewers, once, of work that is due soon. Answers how many were told."""
    now = now or timezone.now()
    told = 0
    due_soon = Assignment.objects.live().filter(
        reminded_at__isnull=True, due_at__gt=now, due_at__lte=now + REMIND_BEFORE
    )
    for assignment in due_soon.select_related("review__claim", "reviewer"):
        with transaction.atomic():
            if (
                not Assignment.objects.live()
                .filter(pk=assignment.pk, reminded_at=None)
                .update(reminded_at=now)
            ):
                continue
            tell(
                assignment.reviewer,
                f"Due soon: {assignment.review.claim.statement}",
                assignment.review.get_absolute_url(),
                kind=NoticeKind.DUE,
            )
            told += 1
    return told


def follow_up_overdue() -> int:
    """Untouched late work goes to the next; started late work alerts reviewer and editors.

    Answers how many assignments were acted on.
    """
    acted = 0
    late = Assignment.objects.overdue().filter(
        Q(state=AssignmentState.ASKED) | Q(alerted_at__isnull=True)
    )
    for pk, review_id in late.values_list("pk", "review_id")[:BATCH]:
        with transaction.atomic():
            acted += follow_up_one(pk, lock_review(review_id))
    return acted


def follow_up_one(pk: int, review: ClaimReview) -> bool:
    assignment = Assignment.objects.overdue().select_related("reviewer").filter(pk=pk).first()
    if assignment is None:
        return False
    if assignment.state == AssignmentState.ASKED:
        end_assignment(assignment, AssignmentState.TAKEN_BACK, note="not started in time")
        review.record(
            ReviewVerb.TAKEN_BACK, note="not started in time", name=assignment.reviewer.name
        )
        tell(
            assignment.reviewer,
            f"Not started in time, so somebody else is asked: {review.claim.statement}",
            review.get_absolute_url(),
            kind=NoticeKind.TAKEN,
        )
        refresh_need(review)
        call_for_reviewers()
        return True
    if assignment.alerted_at:
        return False
    assignment.alerted_at = timezone.now()
    assignment.save(update_fields=["alerted_at"])
    review.record(ReviewVerb.OVERDUE, name=assignment.reviewer.name)
    for person in {assignment.reviewer, *User.objects.with_role(Role.EDITOR)}:
        tell(
            person,
            f"Late, with {assignment.reviewer.name}: {review.claim.statement}",
            review.get_absolute_url(),
            kind=NoticeKind.LATE,
        )
    return True


def release_work_of(person: User, *, by: User, reason: str) -> int:
    """Take back all live work of somebody who can no longer do it; answers how much there was.
    The caller has asked whether ``by`` may."""
    live = list(Assignment.objects.live().for_reviewer(person).order_by("review_id"))
    for assignment in live:
        give_to_next(assignment, by=by, reason=reason)
    return len(live)
