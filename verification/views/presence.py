"""Who else is in a claim's workspace: asked for by the open page every ten seconds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from newsroom.accounts.models import User
from verification.models import ClaimReview
from verification.presence import DOING, Here, gone, seen_at

SOMEBODY = "Somebody else is working on this claim."


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
    there = seen_at(review.pk, request.user.pk, request.POST.get("doing", ""))
    told = sentences(there, blind=review.is_blind_to(request.user))
    return render(request, "verification/workspace/presence.html", {"there": told})


def sentences(there: list[Here], *, blind: bool) -> list[str]:
    """One for each, by name. To whom the review is blind it is the same one sentence whoever they
    are, however many, and whatever they do."""
    if blind:
        return [SOMEBODY] if there else []
    names = dict(
        User.objects.filter(pk__in=[each.user for each in there]).values_list("pk", "name")
    )
    return [f"{names[each.user]} {DOING[each.doing]}." for each in there if each.user in names]
