"""What a line of the list says of a claim: in whose hands it is and why, and what it waits for."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.accounts.models import User
from verification.models import Assignment, ClaimReview, Contact, TimeRequest, Waiver
from verification.operations.handing_over import obstacles_to_taking
from verification.states import UNDER_WORK

from .in_hands import left_open


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in the list: ``why`` says of each who has it why they do, for editors;
    ``left_by`` who handed it over; ``asks`` who wants more time, ``waivers`` who wants one;
    ``may_take`` that the reader can take it on."""

    review: ClaimReview
    why: list[Assignment]
    left_by: list[str]
    asks: list[str]
    waivers: list[str]
    may_take: bool

    @property
    def waits_for(self) -> list[Contact]:
        return [contact for contact in self.review.contacts.all() if contact.is_waiting]

    @property
    def unanswered(self) -> list[Contact]:
        """Whose time to reply has passed, as long as nobody wrote that down."""
        is_open = self.review.state in UNDER_WORK
        return [c for c in self.review.open_contacts if is_open and not c.is_waiting]


def lines_of(reviews: list[ClaimReview], user: User) -> list[ClaimLine]:
    """In a fixed number of queries."""
    is_editor = user.has_perm("verification.run_desk")
    takeable = takeable_by(reviews, user)
    asks = dict(
        TimeRequest.objects.open_to(user)
        .filter(assignment__review__in=reviews)
        .values_list("assignment", "assignment__reviewer__name")
    )
    waivers = waivers_asked_for(reviews, user) if is_editor else {}
    return [
        ClaimLine(
            review,
            why=[a for a in review.current_assignments if is_editor and a.is_at_work_to(user)],
            left_by=[left.work.reviewer.name for left in left_open(user, review)],
            asks=[asks[a.pk] for a in review.current_assignments if a.pk in asks],
            waivers=waivers.get(review.pk, []),
            may_take=review.pk in takeable,
        )
        for review in reviews
    ]


def waivers_asked_for(reviews: list[ClaimReview], user: User) -> dict[int, list[str]]:
    """Who asks for one, as far as it is this person's to answer, by the review."""
    found: dict[int, list[str]] = {}
    asked = Waiver.objects.open_to(user).filter(review__in=reviews)
    for review, name in asked.values_list("review", "assignment__reviewer__name"):
        found.setdefault(review, []).append(name)
    return found


def takeable_by(reviews: list[ClaimReview], user: User) -> set[int]:
    if not user.has_perm("verification.take_on"):
        return set()
    open_ones = [review for review in reviews if review.needs_reviewers]
    if not open_ones:
        return set()
    return {pk for pk, why in obstacles_to_taking(open_ones, user).items() if not why}
