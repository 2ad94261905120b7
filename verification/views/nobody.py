"""Claims that nobody can take, by the reason, with what would help: for editors, who assign them
all the same, and for admins, who invite people and change what they cover."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from verification.models import ClaimReview
from verification.models.review import ReviewQuerySet
from verification.registry.languages import in_words
from verification.wording import without_a_writer

from .editor_cards import no_writer_words

SHOWN = 200


@dataclass(slots=True)
class Group:
    """Claims that wait for the same: ``help`` is what would, ``because`` the reasons as told."""

    help: str
    reviews: list[ClaimReview] = field(default_factory=list)

    @property
    def lines(self) -> list[tuple[ClaimReview, str]]:
        """Each claim with its language, in words."""
        return [(review, in_words(review.claim.document.language)) for review in self.reviews]

    @property
    def because(self) -> str:
        """The reason, where it is the same for all; else each claim tells its own."""
        told = {review.nobody_because for review in self.reviews}
        return told.pop() if len(told) == 1 else ""

    @property
    def ticked(self) -> str:
        """These claims, as the page for many takes them."""
        claims = [("claim", review.claim_id) for review in self.reviews]
        return urlencode([*claims, ("next", reverse("verification:nobody"))])


@require_safe
def nobody(request: HttpRequest) -> HttpResponse:
    may_assign = request.user.has_perm("verification.run_desk")
    if not may_assign and not request.user.has_perm("accounts.manage_people"):
        raise PermissionDenied("Only editors and admins see what nobody can take.")
    waiting = ClaimReview.objects.visible_to(request.user).nobody_can_take()
    reviews = list(
        waiting.with_line_detail().select_related("kept_for").order_by("due_at", "id")[:SHOWN]
    )
    no_writer = without_a_writer().visible_to(request.user)
    texts = list(no_writer.with_line_detail().order_by("due_at", "id")[:SHOWN])
    context = {
        "nav": "claims",
        "texts": [(review, no_writer_words(review)) for review in texts],
        "may_assign": may_assign,
        "groups": groups_of(reviews),
        "shown": len(reviews) + len(texts),
        "total": total_of(waiting, reviews) + total_of(no_writer, texts),
    }
    return render(request, "verification/nobody.html", context)


def total_of(found: ReviewQuerySet, shown: list[ClaimReview]) -> int:
    return found.count() if len(shown) == SHOWN else len(shown)


def groups_of(reviews: list[ClaimReview]) -> list[Group]:
    """The largest first: that help frees most claims."""
    groups: dict[str, Group] = {}
    for review in reviews:
        key = review.would_help or review.nobody_because
        groups.setdefault(key, Group(review.would_help)).reviews.append(review)
    return sorted(groups.values(), key=lambda group: -len(group.reviews))
