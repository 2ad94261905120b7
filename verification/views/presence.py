"""Who else is in a claim's workspace: asked for by the open page every ten seconds."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from newsroom.accounts.models import User
from verification.models import ClaimReview
from verification.presence import DOING, Here, gone, seen_at
from verification.states import UNDER_WORK, AssignmentState, ReviewState

SOMEBODY = "Somebody else is working on this claim."


def works_on_it(user: User, review: ClaimReview) -> bool:
    return user.has_perm("verification.work_on", review.standing_assignment_of(user))


def may_ask(user: User, review: ClaimReview) -> bool:
    return review.state in UNDER_WORK and user.has_perm("verification.review", review)


def may_note_answers(user: User, review: ClaimReview) -> bool:
    return review.state in UNDER_WORK and user.has_perm("verification.end_contact", review)


def may_settle(user: User, review: ClaimReview) -> bool:
    return review.state == ReviewState.ADJUDICATION and (
        user.has_perm("verification.review", review)
        or user.has_perm("verification.adjudicate", review)
    )


def may_write_text(user: User, review: ClaimReview) -> bool:
    return (
        review.state in (ReviewState.IN_REVIEW, ReviewState.DECIDED)
        and all_in(review)
        and user.has_perm("verification.write_text", review)
    )


def all_in(review: ClaimReview) -> bool:
    states = [work.state for work in review.current_assignments if not work.is_adjudicator]
    return states.count(AssignmentState.SUBMITTED) >= review.policy.reviewers


def runs_the_desk(user: User, review: ClaimReview) -> bool:
    return user.has_perm("verification.run_desk")


# Who can be at what: the page says what somebody is at, and anybody can say it to the address.
MAY: dict[str, Callable[[User, ClaimReview], bool]] = {
    "finding": works_on_it,
    "evidence": works_on_it,
    "scope": works_on_it,
    "contact": may_ask,
    "answer": may_note_answers,
    "settlement": may_settle,
    "verdict": may_write_text,
    "desk": runs_the_desk,
}


@require_POST
def here(request: HttpRequest, pk: int) -> HttpResponse:
    """Says that this person has the claim open, and answers who else has; or that they have left
    it, and answers nothing. Without Redis, nobody."""
    review = get_object_or_404(
        ClaimReview.objects.visible_to(request.user)
        .select_related("policy")
        .prefetch_related("assignments"),
        claim_id=pk,
    )
    if request.POST.get("leaving"):
        gone(review.pk, request.user.pk)
        return HttpResponse(status=204)
    there = seen_at(review.pk, request.user.pk, doing_of(request, review))
    told = sentences(there, blind=review.is_blind_to(request.user))
    return render(request, "verification/workspace/presence.html", {"there": told})


def doing_of(request: HttpRequest, review: ClaimReview) -> str:
    """What somebody says they are at, or "" where it is nothing that they may do here."""
    doing = request.POST.get("doing", "")
    may = MAY.get(doing)
    return doing if may and may(request.user, review) else ""


def sentences(there: list[Here], *, blind: bool) -> list[str]:
    """One for each, by name. To whom the review is blind it is the same one sentence whoever they
    are, however many, and whatever they do."""
    if blind:
        return [SOMEBODY] if there else []
    names = dict(
        User.objects.filter(pk__in=[each.user for each in there]).values_list("pk", "name")
    )
    return [f"{names[each.user]} {DOING[each.doing]}." for each in there if each.user in names]
