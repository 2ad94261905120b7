"""One claim's workspace, put together for whoever looks at it.

Everything is read through the reader's rights, in a number of queries that does not depend on
how much there is. Nothing is written: work starts with the first thing saved.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from newsroom.accounts.models import User
from verification.models import Assignment, ClaimReview, Contact
from verification.operations.interest_bar import bars_of
from verification.wording import is_to_be_worded

from .cited import evidence_context
from .fact_sheet import facts_context
from .forms_offered import evidence_forms, forms_for
from .in_hands import in_hands, left_open
from .moves import moves_of, steps_of
from .passage import chip_parts, passage_of
from .past import events_of, told
from .questions import preset, question_asked
from .rounds import beginnings_of, earlier_rounds
from .side_by_side import differ_in, sides_of
from .so_far import so_far
from .text import text_context
from .undo import offered_undo
from .waiver_list import covering, readable_waivers, waivers_context

LATEST_EVENTS = 6
NOT_YOURS = "This claim is not, or no longer, assigned to you. What you saved is kept."


def reviews_for(user: User) -> QuerySet[ClaimReview]:
    """Through the user's rights, each with what its page shows of it."""
    return (
        ClaimReview.objects.visible_to(user)
        .select_related(
            "claim__claimant",
            "claim__document",
            "claim__topic",
            "policy",
            "scale",
            "kept_for",
            "text_by",
        )
        .prefetch_related(
            "claim__figures",
            Prefetch(
                "assignments", Assignment.objects.select_related("reviewer").with_time_asked()
            ),
            Prefetch("contacts", Contact.objects.select_related("asked_by")),
        )
    )


def review_of(request: HttpRequest, claim_pk: int) -> ClaimReview:
    """The claim's review through the user's rights; a 404 where there is none to see."""
    return get_object_or_404(reviews_for(request.user), claim_id=claim_pk)


def own_assignment(request: HttpRequest, review: ClaimReview) -> Assignment:
    assignment = review.standing_assignment_of(request.user)
    if assignment is None:
        raise PermissionDenied(NOT_YOURS)
    return assignment


def show_workspace(
    request: HttpRequest, review: ClaimReview, *, status: int = 200, **instead: Any
) -> HttpResponse:
    """The page; ``instead`` holds forms that were refused, to be shown as they were typed, and
    ``stored`` what somebody else saved meanwhile."""
    context = workspace_context(request.user, review) | {"undoable": offered_undo(request, review)}
    if asked := question_asked(request, review):
        preset(context, asked)
        context["begins_adding"] = request.method == "GET"
    context.update(instead)
    return render(request, "verification/workspace.html", context, status=status)


def workspace_context(user: User, review: ClaimReview) -> dict[str, Any]:
    found = so_far(user, review)
    mine, verdict = found.mine, found.verdict
    bars = bars_of(review)
    moves = moves_of(
        user, review, mine=mine, findings=found.open_findings, proposal=found.proposal,
        verdict=verdict, bars=bars,
    )  # fmt: skip
    beginnings = beginnings_of(review)
    waivers = readable_waivers(user, review)
    ratings = list(review.scale.ratings.on_the_keys()) if review.claim.is_rated else []
    evidence = evidence_context(
        found, ratings, interest=moves.interest, waivers=covering(waivers, mine)
    )
    sources = [line.evidence.source for line in evidence["lines"] if not line.evidence.is_withheld]
    hands = in_hands(user, review)
    forms = forms_for(found, moves, bars)
    return {
        "nav": "claims",
        "review": review,
        "claim": review.claim,
        "mine": mine,
        "moves": moves,
        "steps": steps_of(review),
        "queue": queue_of(user, review) if mine and mine.is_live else None,
        "passage": passage_of(review.claim),
        "chips": [chip_parts(figure) for figure in review.claim.figures.all()],
        "role": role_words(review, mine),
        "hides_progress": review.is_blind_to(user),
        "own": found.own,
        "differ": differ_in(found.findings),
        "findings": found.findings,
        "sides": sides_of(
            found.open_findings, evidence["lines"], me=user.pk, departs=evidence["departs_of"]
        ),
        "earlier_rounds": earlier_rounds(review, found.readable, found.settlements, beginnings),
        "began": beginnings.get(review.round),
        "proposal": found.proposal,
        "settlement": found.settled,
        "verdict": verdict,
        "to_confirm": bool(verdict and not is_to_be_worded(review, verdict)),
        "sent_back": found.sent_back,
        "report": found.report,
        "events": told(events_of(review.claim, review, user)[:LATEST_EVENTS], review, user),
        "ratings": ratings,
        # (key on the keyboard, rating): those in the order of the scale, and those outside it
        "in_order": [pair for pair in enumerate(ratings, 1) if pair[1].position is not None],
        "outside_order": [pair for pair in enumerate(ratings, 1) if pair[1].position is None],
        "in_hands": hands,
        "my_hand": next((hand for hand in hands if hand.work.reviewer_id == user.pk), None),
        "left_open": left_open(user, review),
        "waiting_for": [contact for contact in review.contacts.all() if contact.is_waiting],
        **evidence,
        **forms,
        **evidence_forms(user, review, moves, evidence),
        **text_context(
            user,
            review,
            moves,
            verdict,
            evidence["lines"],
            evidence["basis"],
            forms.get("text_drafts", ()),
        ),
        **waivers_context(user, review, mine, waivers, evidence["checks"]),
        **facts_context(user, review, mine, found.findings, sources),
    }


def queue_of(user: User, review: ClaimReview) -> dict[str, Any] | None:
    """Where this claim stands in the reader's own queue, with its neighbours."""
    claims = list(
        Assignment.objects.live()
        .for_reviewer(user)
        .order_by("due_at", "id")
        .values_list("review__claim_id", flat=True)
    )
    if review.claim_id not in claims:
        return None
    at = claims.index(review.claim_id)
    return {
        "place": at + 1,
        "of": len(claims),
        "previous": claims[at - 1] if at else None,
        "next": claims[at + 1] if at + 1 < len(claims) else None,
    }


def role_words(review: ClaimReview, mine: Assignment | None) -> str:
    """ "second reviewer, blind" for the sub-bar; a lone reviewer needs no number."""
    if mine is None:
        return ""
    if mine.is_adjudicator:
        return mine.get_role_display()
    words = mine.get_role_display() if review.policy.reviewers > 1 else "your claim"
    return f"{words}, blind" if review.is_blind else words
