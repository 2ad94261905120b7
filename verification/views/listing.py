"""All claims in review, and one claim's history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.models import Claim
from claims.views.paging import PLACES, neighbours, page_of
from newsroom.accounts.models import User
from verification.forms.review import ClaimFilter
from verification.models import Assignment, ClaimReview, TimeRequest
from verification.models.review import ReviewQuerySet
from verification.operations.handing_over import obstacles_to_taking
from verification.states import STANDING_ASSIGNMENTS, UNDER_WORK

from .by_hand import LAST
from .in_hands import left_open
from .past import events_of, told

PAGE = 40
EVENTS = 200


@require_safe
def claim_list(request: HttpRequest) -> HttpResponse:
    form = ClaimFilter(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    reviews = found(ClaimReview.objects.visible_to(request.user), wanted, request.user)
    rows, is_newer, is_older = page_of(
        reviews.with_line_detail().select_related("kept_for"),
        before=wanted.get("before"),
        after=wanted.get("after"),
        size=PAGE,
    )
    newer, older = neighbours(request.GET, rows, is_newer, is_older)
    lines = lines_of(rows, request.user)
    is_editor = request.user.has_perm("verification.run_desk")
    context = {
        "nav": "claims",
        "form": form,
        "search": wanted.get("q", ""),
        "reviews": rows,
        "lines": lines,
        "may_decide": is_editor,
        "takes_on": any(line.may_take for line in lines),
        "nobody": is_editor and ClaimReview.objects.nobody_can_take().exists(),
        "last": request.session.pop(LAST, None) if is_editor else None,
        "here": request.get_full_path(),
        "newer": newer,
        "older": older,
        "is_filtered": any(value for key, value in wanted.items() if key not in PLACES),
    }
    return render(request, "verification/claims.html", context)


def found(reviews: ReviewQuerySet, wanted: dict[str, Any], user: User) -> ReviewQuerySet:
    """The reviews that fit everything asked for."""
    if words := wanted.get("q"):
        reviews = reviews.filter(
            Q(claim__statement__icontains=words) | Q(claim__claimant__name__icontains=words)
        )
    if state := wanted.get("state"):
        reviews = reviews.filter(state=state)
    if topic := wanted.get("topic"):
        reviews = reviews.filter(claim__topic=topic)
    if wanted.get("mine"):
        reviews = reviews.filter(
            Exists(
                Assignment.objects.filter(
                    review=OuterRef("pk"),
                    round=OuterRef("round"),
                    reviewer=user,
                    state__in=STANDING_ASSIGNMENTS,
                )
            )
        )
    if wanted.get("late"):
        reviews = reviews.filter(state__in=UNDER_WORK, due_at__lt=timezone.now()).exclude(
            pk__in=ClaimReview.objects.waiting()
        )
    if wanted.get("waiting"):
        reviews = reviews.filter(pk__in=ClaimReview.objects.waiting())
    if wanted.get("held"):
        reviews = reviews.filter(held_at__isnull=False)
    if wanted.get("nobody"):
        reviews = reviews.filter(pk__in=ClaimReview.objects.nobody_can_take())
    if wanted.get("unassigned"):
        reviews = reviews.awaiting_reviewers()
    if wanted.get("kept"):
        reviews = reviews.filter(kept_for__isnull=False)
    if wanted.get("asks"):
        asked = TimeRequest.objects.open().filter(assignment__review=OuterRef("pk"))
        reviews = reviews.filter(Exists(asked))
    return reviews


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in the list: ``why`` says of each who has it why they do, for editors;
    ``left_by`` who handed it over; ``may_take`` that the reader can take it on."""

    review: ClaimReview
    why: list[Assignment]
    left_by: list[str]
    asks: list[str]
    may_take: bool

    @property
    def waits_for(self) -> Any:
        return [contact for contact in self.review.contacts.all() if contact.is_waiting]


def lines_of(reviews: list[ClaimReview], user: User) -> list[ClaimLine]:
    """In a fixed number of queries."""
    is_editor = user.has_perm("verification.run_desk")
    takeable = takeable_by(reviews, user)
    asks = dict(
        TimeRequest.objects.open()
        .filter(assignment__review__in=reviews)
        .values_list("assignment", "assignment__reviewer__name")
    )
    return [
        ClaimLine(
            review,
            why=[a for a in review.current_assignments if a.is_live] if is_editor else [],
            left_by=[left.work.reviewer.name for left in left_open(user, review)],
            asks=[asks[a.pk] for a in review.current_assignments if a.pk in asks],
            may_take=review.pk in takeable,
        )
        for review in reviews
    ]


def takeable_by(reviews: list[ClaimReview], user: User) -> set[int]:
    if not user.has_perm("verification.take_on"):
        return set()
    open_ones = [review for review in reviews if review.needs_reviewers]
    if not open_ones:
        return set()
    return {pk for pk, why in obstacles_to_taking(open_ones, user).items() if not why}


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    claim = get_object_or_404(
        Claim.objects.visible_to(request.user).select_related("document", "claimant"), pk=pk
    )
    review = (
        ClaimReview.objects.filter(claim=claim)
        .select_related("policy")
        .prefetch_related("assignments")
        .first()
    )
    events = told(events_of(claim, review, request.user)[:EVENTS])
    context = {
        "nav": "claims",
        "claim": claim,
        "review": review,
        "events": events,
        "is_cut": len(events) == EVENTS,
    }
    return render(request, "verification/history.html", context)
