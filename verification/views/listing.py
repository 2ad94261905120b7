"""All claims in review, and one claim's history."""

from __future__ import annotations

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
from verification.models import Assignment, ClaimReview, TimeRequest, Waiver
from verification.models.review import ReviewQuerySet
from verification.states import STANDING_ASSIGNMENTS, AssignmentState

from .by_hand import LAST
from .claim_lines import lines_of
from .editor_lists import which
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
        reviews = reviews.filter(Exists(held_by(user, STANDING_ASSIGNMENTS)))
    if user.has_perm("verification.run_desk"):
        if holder := wanted.get("holder"):
            at_work = held_by(holder, STANDING_ASSIGNMENTS).at_work_to(user)
            reviews = reviews.filter(Exists(at_work))
        if name := wanted.get("which"):
            reviews = reviews.filter(which(name, user, timezone.now()))
    if wanted.get("late"):
        reviews = reviews.filter(pk__in=ClaimReview.objects.overdue())
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
        asked = TimeRequest.objects.open_to(user).filter(assignment__review=OuterRef("pk"))
        reviews = reviews.filter(Exists(asked))
    if wanted.get("waivers") and user.has_perm("verification.run_desk"):
        reviews = reviews.filter(pk__in=Waiver.objects.open_to(user).values("review"))
    return reviews


def held_by(person: User, states: tuple[AssignmentState, ...]) -> Any:
    return Assignment.objects.filter(
        review=OuterRef("pk"), round=OuterRef("round"), reviewer=person, state__in=states
    )


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
    events = told(events_of(claim, review, request.user)[:EVENTS], review, request.user)
    context = {
        "nav": "claims",
        "claim": claim,
        "review": review,
        "events": events,
        "is_cut": len(events) == EVENTS,
    }
    return render(request, "verification/history.html", context)
