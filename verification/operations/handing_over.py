"""From one reviewer's hands into another's: handing over with a note, and taking a claim on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db import transaction

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from newsroom.refusals import Refused
from verification import workload
from verification.errors import NotReady
from verification.models import Assignment, ClaimReview, ReviewVerb
from verification.staff import Staff
from verification.states import AssignmentState

from .assignments import end_assignment, own_work
from .barring import barred
from .filling import Filling, Round, fill, refresh, rounds_of
from .locking import lock_person, lock_review
from .open_requests import tell_of_requests, with_requests, withdraw_requests
from .reviewers import candidate_of, candidates
from .reviews import call_for_reviewers, require_reason
from .together import TO_REVIEW, check_can_take_over


@transaction.atomic
def hand_over(assignment: Assignment, *, by: User, note: str, to: User | None = None) -> Assignment:
    """Give one's own work on, with a note and all that was gathered: to somebody able, by name,
    or to whoever is next. Answers the ended work. The note is read by who takes it up; what was
    asked for and not answered ends, and they and the editors are told."""
    review = lock_review(assignment.review_id)
    work = own_work(assignment, by)
    note = require_reason(note, "handing over")
    filling = None
    if to is not None:
        to, _ = lock_person(to)
        present = rounds_of([review], to)[review.pk]
        role = check_can_take_over(present, work, to, barred([review], [to]))
        check_able(review, to)
        filling = Filling(review, role, to, f"handed over by {by.name}")
    asked = withdraw_requests(review, work, by)
    end_assignment(work, AssignmentState.HANDED_OVER, note=with_requests(note, asked))
    review.record(ReviewVerb.HANDED_OVER, actor=by, name=to.name if to else "")
    tell_of_requests(review, asked, giver=by, taker=to)
    if filling:
        fill([filling], by=by, told=f"{by.name} hands over to you")
    else:
        refresh([review])
        call_for_reviewers()
    return work


@transaction.atomic
def take_on(review: ClaimReview, *, by: User) -> Assignment:
    """A reviewer takes a claim of their own accord: one that nobody has, or that was handed
    over. Only who is able and has room, and has not declined it in this round; a claim kept for
    somebody else waits for them."""
    require(by, "verification.take_on", otherwise="Only reviewers can take a claim on.")
    review = lock_review(review.pk)
    lock_person(by)
    if why := obstacles_to_taking([review], by)[review.pk]:
        raise NotReady(why)
    role = rounds_of([review])[review.pk].roles_open_to(by)[0]
    return fill([Filling(review, role, by, "took it on")], by=by, verb=ReviewVerb.TOOK_ON)[0]


def obstacles_to_taking(reviews: Sequence[ClaimReview], person: User) -> dict[int, str]:
    """What keeps this person from taking each review on, as a sentence to them, or "". In a fixed
    number of queries; reviews with their claim, document and policy."""
    rounds, bars = rounds_of(reviews, person), barred(reviews, [person])
    why_not = planner_for(person)
    return {
        review.pk: obstacle_to_taking(
            rounds[review.pk], person, bars.get(review.pk, {}).get(person.pk, ""), why_not(review)
        )
        for review in reviews
    }


def obstacle_to_taking(present: Round, person: User, interest: str, unable: str) -> str:
    review = present.review
    if review.state not in TO_REVIEW:
        return f"This review is {review.get_state_display()}, so nobody takes it on."
    if present.held_by(person):
        return "You have this claim already."
    if not present.open_roles:
        return "Others have this claim, and it needs nobody more."
    if present.declined_by(person):
        return "You gave this claim back. An editor can still assign it to you by name."
    if interest:
        return f"You have declared an interest ({interest}), so it is never given to you."
    if not present.roles_open_to(person):
        return "You have worked on it in the other reviewer’s place, and the review is blind."
    if present.waived_by_taker:
        return "You have decided in this round what its reviewers need not do."
    kept_for = review.kept_for
    if kept_for is not None and kept_for != person:
        return f"It is kept for {kept_for.name}. Ask an editor if you should take it."
    return f"You cannot take it on: {person.name} {unable}." if unable else ""


def able_colleagues(
    work: Assignment, *, staff: Staff | None = None, bars: Mapping[int, str] | None = None
) -> list[int]:
    """The keys of those who could take this work over now: who are here, read the language, cover
    the topic, have room and no interest. Of what is read once for a page: ``staff``, and ``bars``,
    whom an interest keeps from its review. In a fixed number of queries."""
    review = work.review
    others = [
        (person, candidate)
        for person in (staff or Staff()).people
        if person.pk != work.reviewer_id and (candidate := candidate_of(person))
    ]
    barred_here = barred([review]) if bars is None else {review.pk: dict(bars)}
    present, need = Round.of(review), need_for(review)
    return [
        person.pk
        for person, candidate in others
        if not workload.obstacle(candidate, need, candidate.load)
        and may_take_over(present, work, person, barred_here)
    ]


def may_take_over(
    present: Round, work: Assignment, person: User, bars: dict[int, dict[int, str]]
) -> bool:
    try:
        check_can_take_over(present, work, person, bars)
    except Refused:
        return False
    return True


def check_able(review: ClaimReview, person: User) -> None:
    if why := planner_for(person)(review):
        raise NotReady(
            f"{person.name} {why}. Name somebody else, or hand it over to whoever is next."
        )


def planner_for(person: User) -> Callable[[ClaimReview], str]:
    """What the planner would say of this person and a review, but for a part that they had in it
    before: "reads no Russian", or "" where they are able and have room."""
    found = candidates([person.pk]) if person.is_reviewer else []
    if not found:
        return lambda review: "is not an active reviewer"
    candidate = found[0]
    return lambda review: workload.obstacle(candidate, need_for(review), candidate.load)


def need_for(review: ClaimReview) -> workload.Need:
    return workload.Need(
        review=review.pk,
        wanted=1,
        topic=review.claim.topic.name if review.claim.topic else "",
        language=review.claim.document.language,
        kept_for=review.kept_for_id,
    )
