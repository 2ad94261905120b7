"""Giving claims to people by hand, many at once: to somebody, from one to another, taken back.

Each verb is one transaction that locks the reviews, then the person, and writes in a fixed number
of statements. What cannot be done is left out, with a sentence that says why; the rest is done.
Given ``dry``, a verb only says what it would do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from claims.models import ClaimEvent
from newsroom.accounts.models import Role, User
from newsroom.refusals import Refused
from verification.errors import IllegalTransition, NotReady, Overtaken
from verification.models import Assignment, AssignmentRole, ClaimReview, Reviewer, ReviewVerb
from verification.states import LIVE_ASSIGNMENTS, AssignmentState, ReviewState

from .barring import barred
from .filling import (
    Filling,
    Round,
    fill,
    foreseen,
    refresh,
    rounds_of,
    tell_of_lost_work,
)
from .locking import lock_person, lock_reviews, require_desk
from .reviews import call_for_reviewers, require_reason

BATCH = 2000
TO_REVIEW = (ReviewState.OPEN, ReviewState.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Together:
    """What came of it, by the review's key: the assignments that were made or ended, and what
    was not done, with why."""

    done: dict[int, list[Assignment]] = field(default_factory=dict)
    refused: dict[int, Refused] = field(default_factory=dict)

    def raise_refusal(self) -> None:
        """Of one review: what was refused is no remark, but an error."""
        for refusal in self.refused.values():
            raise refusal

    def only(self) -> Assignment:
        """Of one review: its assignment, or the refusal raised."""
        self.raise_refusal()
        return next(iter(self.done.values()))[0]


@dataclass(slots=True)
class Taker:
    """Somebody who is to be given work, locked, with the room they have left. ``beyond`` is why
    they are given more than that; without it they are not."""

    person: User
    room: int | None  # None: an editor without a row as a reviewer has no limit
    beyond: str = ""

    @classmethod
    def locked(cls, person: User, *, beyond: str) -> Taker:
        person, reviewer = lock_person(person)
        if not person.has_role(Role.REVIEWER, Role.EDITOR):
            raise NotReady(f"{person.name} is not an active reviewer or editor.")
        return cls(person, room_of(person, reviewer), beyond)

    def take(self, review: ClaimReview, role: AssignmentRole, reason: str) -> Filling:
        """One claim more; raises ``NotReady`` where there is no room and no reason for it."""
        is_full = self.room is not None and self.room <= 0
        if is_full and not self.beyond:
            raise NotReady(
                f"{self.person.name} has no room for more. Give a reason to assign it all the same."
            )
        if self.room is not None:
            self.room -= 1
        return Filling(review, role, self.person, reason, self.beyond if is_full else "")


def room_of(person: User, reviewer: Reviewer | None) -> int | None:
    if reviewer is None:
        return None
    return reviewer.capacity - Assignment.objects.live().filter(reviewer=person).count()


@transaction.atomic
def assign_together(
    reviews: Iterable[int], person: User, *, by: User, reason: str = "", dry: bool = False
) -> Together:
    """An editor gives reviews to somebody by name, beyond their room with a reason. Who declined
    or did not start may be asked again; a declared interest keeps them from it in any case."""
    require_desk(by, "assign a review")
    locked = lock_reviews(reviews)
    taker = Taker.locked(person, beyond=reason.strip())
    why = reason.strip() or f"chosen by {by.name}"
    rounds, bars = rounds_of(locked, taker.person), barred(locked, [taker.person])
    fillings, refused = [], {}
    for review in locked:
        try:
            role = place_for(rounds[review.pk], taker.person, bars)
            fillings.append(taker.take(review, role, why))
        except Refused as refusal:
            refused[review.pk] = refusal
    return Together(by_review(foreseen(fillings) if dry else fill(fillings, by=by)), refused)


def place_for(present: Round, person: User, bars: dict[int, dict[int, str]]) -> AssignmentRole:
    """The place of the review that this person can fill, or a refusal."""
    check_free_to_take(present, person, bars)
    if not present.open_roles:
        raise Overtaken(
            "This review already has its reviewers. Take it back from one of them first."
        )
    roles = present.roles_open_to(person)
    if not roles:
        raise NotReady(other_place(person))
    return roles[0]


def check_free_to_take(present: Round, person: User, bars: dict[int, dict[int, str]]) -> None:
    """What keeps this person from the review whichever place it is."""
    review = present.review
    if review.state not in TO_REVIEW:
        raise IllegalTransition(
            f"This review is {review.get_state_display()}, so you cannot assign it. Nothing was "
            "changed."
        )
    if present.held_by(person):
        raise Overtaken(f"{person.name} already has this claim.")
    if interest := bars.get(review.pk, {}).get(person.pk):
        raise NotReady(
            f"{person.name} has declared an interest ({interest}), so it is never given to them. "
            "Choose somebody else."
        )
    if present.waived_by_taker:
        raise NotReady(
            f"{person.name} has decided in this round what its reviewers need not do, so it is not "
            "given to them. Choose somebody else."
        )


def other_place(person: User) -> str:
    return (
        f"{person.name} has worked on it in the other reviewer’s place, and the review is blind. "
        "Choose somebody else."
    )


@transaction.atomic
def reassign_together(
    assignments: Iterable[int], person: User, *, by: User, reason: str, dry: bool = False
) -> Together:
    """Take work from whoever has it and give it to somebody else; what was gathered goes along."""
    require_desk(by, "reassign a review")
    reason = reason if dry else require_reason(reason, "reassigning")
    reviews, theirs = locked_work(assignments)
    why = f"{by.name}: {reason.strip()}" if reason.strip() else ""
    at_work = seen_at_work(theirs, by)
    taker = Taker.locked(person, beyond=why)
    rounds, bars = rounds_of(reviews, taker.person), barred(reviews, [taker.person])
    ended, fillings, refused = [], [], {}
    for review in reviews:
        try:
            work = the_one_at_work(theirs[review.pk], at_work)
            role = check_can_take_over(rounds[review.pk], work, taker.person, bars)
            if not dry:
                check_live(work, at_work)
            fillings.append(taker.take(review, role, why))
            ended.append(work)
        except Refused as refusal:
            refused[review.pk] = refusal
    if dry:
        return Together(by_review(foreseen(fillings)), refused)
    end_together(ended, AssignmentState.TAKEN_BACK, by=by, reason=reason)
    return Together(by_review(fill(fillings, by=by)), refused)


def seen_at_work(theirs: dict[int, list[Assignment]], by: User) -> set[int]:
    """The keys of what is live, as far as this person may know."""
    keys = [assignment.pk for work in theirs.values() for assignment in work]
    return set(Assignment.objects.at_work_to(by).filter(pk__in=keys).values_list("pk", flat=True))


def the_one_at_work(assignments: Sequence[Assignment], at_work: Collection[int]) -> Assignment:
    theirs = [assignment for assignment in assignments if assignment.pk in at_work]
    if not theirs:
        check_live(assignments[0], at_work)
    if len(theirs) > 1:
        names = " and ".join(assignment.reviewer.name for assignment in theirs)
        raise NotReady(f"{names} both have it. Reassign the one you mean on the claim’s own page.")
    return theirs[0]


def check_live(assignment: Assignment, at_work: Collection[int]) -> None:
    """``at_work`` is what the person who asks may know to be live: of the rest of it, a refusal
    does not say why."""
    if assignment.is_live:
        return
    if assignment.pk in at_work:
        raise IllegalTransition("This cannot be taken back now. Nothing was changed.")
    raise IllegalTransition(
        f"The work of {assignment.reviewer.name} is {assignment.get_state_display()}, so it "
        "cannot be taken back. Nothing was changed."
    )


def check_can_take_over(
    present: Round, work: Assignment, person: User, bars: dict[int, dict[int, str]]
) -> AssignmentRole:
    check_free_to_take(present, person, bars)
    role = AssignmentRole(work.role)
    if work.is_adjudicator:
        raise NotReady("An adjudicator’s work is not given on. Take it back instead.")
    left = Round(present.review, [a for a in present.assignments if a.pk != work.pk])
    if role not in left.roles_open_to(person):
        raise NotReady(other_place(person))
    return role


@transaction.atomic
def take_back_together(
    assignments: Iterable[int], *, by: User, reason: str, dry: bool = False
) -> Together:
    """An editor takes work from whoever has it; what they gathered is kept for the next."""
    require_desk(by, "take work back")
    reason = reason if dry else require_reason(reason, "taking back")
    return give_up_together(assignments, by=by, reason=reason, dry=dry)


def give_up_together(
    assignments: Iterable[int], *, by: User, reason: str, dry: bool = False
) -> Together:
    """Given ``dry``, what is live as far as this person may know would be given up."""
    reviews, theirs = locked_work(assignments)
    at_work = seen_at_work(theirs, by)
    ended, refused = [], {}
    for review in reviews:
        seen = [assignment for assignment in theirs[review.pk] if assignment.pk in at_work]
        live = [assignment for assignment in seen if dry or assignment.is_live]
        ended += live
        if not live:
            try:
                check_live((seen or theirs[review.pk])[0], at_work)
            except Refused as refusal:
                refused[review.pk] = refusal
    if not dry:
        end_together(ended, AssignmentState.TAKEN_BACK, by=by, reason=reason)
        refresh(review for review in reviews if review.pk not in refused)
        call_for_reviewers()
    return Together(by_review(ended), refused)


def locked_work(
    assignments: Iterable[int],
) -> tuple[list[ClaimReview], dict[int, list[Assignment]]]:
    """The reviews of these assignments, locked, and the assignments as they are now."""
    keys = set(assignments)
    reviews = lock_reviews(
        Assignment.objects.filter(pk__in=keys).values_list("review_id", flat=True)
    )
    by_key = {review.pk: review for review in reviews}
    rows = Assignment.objects.filter(pk__in=keys).select_related("reviewer").order_by("pk")
    theirs: dict[int, list[Assignment]] = {}
    for assignment in rows:
        assignment.review = by_key[assignment.review_id]
        theirs.setdefault(assignment.review_id, []).append(assignment)
    return reviews, theirs


def end_together(
    ended: Collection[Assignment], state: AssignmentState, *, by: User, reason: str
) -> None:
    """End live work with its history line, and tell whoever had it."""
    now = timezone.now()
    Assignment.objects.filter(pk__in=[a.pk for a in ended], state__in=LIVE_ASSIGNMENTS).update(
        state=state, ended_at=now, end_note=reason
    )
    for assignment in ended:
        assignment.state, assignment.ended_at, assignment.end_note = state, now, reason
    ClaimEvent.objects.bulk_create(
        [
            ClaimEvent(
                claim_id=assignment.review.claim_id,
                verb=ReviewVerb.TAKEN_BACK,
                actor=by,
                note=reason,
                data={"reviewer": assignment.reviewer_id, "name": assignment.reviewer.name},
            )
            for assignment in ended
        ],
        batch_size=BATCH,
    )
    tell_of_lost_work(list(ended), by, reason)


def by_review(assignments: Iterable[Assignment]) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = {}
    for assignment in assignments:
        found.setdefault(assignment.review_id, []).append(assignment)
    return found
