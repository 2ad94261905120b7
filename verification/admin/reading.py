"""What is there to be read: findings, evidence, history and what was published.

While a review is blind, nobody reads here what its reviewers hide from each other.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from claims.models import ClaimEvent
from newsroom.console import DeskAdmin, ReadOnlyInline, whether
from verification.models import (
    OF_A_PART,
    ClaimReview,
    Contact,
    Evidence,
    EvidenceFigure,
    Finding,
    Report,
    Settlement,
)


class OnReviewAdmin(DeskAdmin):
    """For rows of a review."""

    list_select_related = ("review__claim",)
    search_fields = ("review__claim__statement",)
    ordering = ("-id",)

    @admin.display(ordering="review__claim__statement")
    def claim(self, row: Evidence | Finding | Contact | Settlement | Report) -> str:
        return Truncator(row.review.claim.statement).chars(80)


@admin.register(Finding)
class FindingAdmin(OnReviewAdmin):
    list_display = ("claim", "reviewer", "round", "rating", "was_it_said", "submitted_at")
    list_filter = (
        "rating",
        "was_it_said",
        whether("submitted_at", "submission", there="submitted", missing="a draft"),
    )
    list_select_related = ("review__claim", "reviewer", "rating")
    search_fields = ("review__claim__statement", "reasons", "said_reasons", "reviewer__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Finding]:
        return super().get_queryset(request).visible_to(request.user)


class EvidenceFigureInline(ReadOnlyInline):
    model = EvidenceFigure
    fields = ("text", "low", "high", "comparator", "unit", "counted", "nature", "per", "as_of")
    show_change_link = False


@admin.register(Evidence)
class EvidenceAdmin(OnReviewAdmin):
    list_display = ("passage", "claim", "source", "stance", "hand", "cited_by", "cited_at")
    list_filter = (
        "stance",
        "hand",
        "answers",
        whether("withdrawn_at", "withdrawal", there="withdrawn", missing="stands"),
    )
    list_select_related = ("review__claim", "source", "cited_by")
    search_fields = ("review__claim__statement", "excerpt", "source__name", "url")
    inlines = (EvidenceFigureInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).visible_to(request.user)

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Whoever may not read what is confidential does not find out by searching for it."""
        if request.user.has_perm("verification.run_desk"):
            return self.search_fields
        return ("review__claim__statement",)

    def get_inlines(self, request: HttpRequest, obj: Evidence | None) -> Any:
        return () if obj and obj.is_withheld else self.inlines

    @admin.display(description="passage")
    def passage(self, row: Evidence) -> str:
        return Truncator(row.excerpt).chars(80)


@admin.register(Contact)
class ContactAdmin(OnReviewAdmin):
    list_display = ("whom", "claim", "asked_by", "asked_at", "reply_by", "answered_at")
    list_filter = (
        whether("answered_at", "answer", there="answered", missing="no answer yet"),
        "reply_by",
    )
    list_select_related = ("review__claim", "asked_by")
    search_fields = ("whom", "question", "answer", "review__claim__statement")


@admin.register(Settlement)
class SettlementAdmin(OnReviewAdmin):
    list_display = (
        "claim",
        "round",
        "how",
        "rating",
        "was_it_said",
        "decided_by",
        "agreed_by",
        "agreed_at",
    )
    list_filter = ("how", whether("agreed_at", "agreement", there="agreed", missing="not agreed"))
    list_select_related = ("review__claim", "rating", "decided_by", "agreed_by")


@admin.register(Report)
class ReportAdmin(OnReviewAdmin):
    list_display = ("claim", "version", "is_public", "published_by", "published_at", "hash")
    list_filter = ("is_public", "published_at")
    list_select_related = ("review__claim", "published_by")
    date_hierarchy = "published_at"

    @admin.display(description="SHA-256", ordering="sha256")
    def hash(self, row: Report) -> str:
        return f"{row.sha256[:12]}…"


@admin.register(ClaimEvent)
class ClaimEventAdmin(DeskAdmin):
    list_display = ("at", "who", "verb", "statement", "note")
    list_filter = ("verb", "at")
    search_fields = ("claim__statement", "note", "actor__name")
    list_select_related = ("actor", "claim")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClaimEvent]:
        blind = ClaimReview.objects.blind().filter(claim=OuterRef("claim"))
        private = Q(private_to__isnull=False) & ~Q(private_to=request.user) & Exists(blind)
        own_part = Exists(blind.with_a_part_of(request.user))
        of_another_part = Q(verb__in=OF_A_PART) & ~Q(actor=request.user) & own_part
        return super().get_queryset(request).filter(~private, ~of_another_part)

    @admin.display(ordering="actor__name")
    def who(self, row: ClaimEvent) -> str:
        return str(row.actor or "the desk")

    @admin.display(description="claim", ordering="claim__statement")
    def statement(self, row: ClaimEvent) -> str:
        return Truncator(row.claim.statement).chars(60)
