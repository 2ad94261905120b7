"""Reviews and assignments, with the desk's verbs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator

from newsroom.console import ReadOnlyInline, ReasonForm
from verification.models import Assignment, ClaimReview, Contact, TimeRequest, Verdict
from verification.operations import reports, reviews
from verification.operations.keeping_for import keep_for_nobody_together, keep_for_together
from verification.operations.together import assign_together

from .assignments import told_note
from .by_hand import ByHandAdmin, reassign_reviews, take_back_reviews
from .forms import AssignToForm, KeepForm, PublishForm, ReassignForm, TakeBackForm
from .signing import SigningAdmin


class AssignmentInline(ReadOnlyInline):
    model = Assignment
    fields = readonly_fields = (
        "round", "role", "reviewer", "state", "due_at", "reason", "beyond_capacity", "note",
    )  # fmt: skip

    @admin.display(description="note at the end")
    def note(self, row: Assignment) -> str:
        return told_note(row)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        return super().get_queryset(request).visible_to(request.user)


class VerdictInline(ReadOnlyInline):
    model = Verdict
    fields = ("round", "rating", "conclusion", "writer", "drafted_by", "drafted_at")


class ContactInline(ReadOnlyInline):
    model = Contact
    fields = ("whom", "question", "asked_by", "asked_at", "reply_by", "answered_at")


class NowFilter(admin.SimpleListFilter):
    """The facts beside the state."""

    title = "what holds it up"
    parameter_name = "now"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("late", "late"),
            ("waiting", "waiting for a reply"),
            ("held", "on hold"),
            ("nobody", "nobody can take it"),
            ("kept", "kept for somebody"),
            ("asks", "more time asked for"),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ClaimReview]
    ) -> QuerySet[ClaimReview]:
        reviews = ClaimReview.objects
        chosen = {
            "late": reviews.overdue,
            "waiting": reviews.waiting,
            "held": lambda: reviews.filter(held_at__isnull=False),
            "nobody": reviews.nobody_can_take,
            "kept": lambda: reviews.filter(kept_for__isnull=False),
            "asks": lambda: reviews.filter(
                Exists(
                    TimeRequest.objects.open_to(request.user).filter(
                        assignment__review=OuterRef("pk")
                    )
                )
            ),
        }.get(self.value())
        return queryset.filter(pk__in=chosen()) if chosen else queryset


@admin.register(ClaimReview)
class ReviewAdmin(ByHandAdmin, SigningAdmin):
    """Every review, whatever its state; a row's own page shows who is on it and what they wrote."""

    list_display = (
        "statement", "state", "round", "reviewers", "kept_for", "policy", "due_at", "now",
    )  # fmt: skip
    list_filter = (
        "state",
        NowFilter,
        "policy",
        "claim__priority",
        "claim__topic",
        "claim__document__purpose",
    )
    search_fields = ("claim__statement", "claim__claimant__name", "claim__document__title")
    search_help_text = "Words of the claim, who says so, or the document’s title"
    date_hierarchy = "opened_at"
    ordering = ("-id",)
    inlines = (AssignmentInline, VerdictInline, ContactInline)
    actions = (
        "assign_rows",
        "reassign_rows",
        "take_back_rows",
        "keep_rows",
        "keep_no_more_rows",
        "sign_off_rows",
        "send_back_rows",
        "publish_rows",
        "hold_rows",
        "release_rows",
        "close_rows",
        "reopen_rows",
        "retract_rows",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClaimReview]:
        return super().get_queryset(request).with_line_detail().select_related("kept_for")

    def verdict_of(self, row: ClaimReview) -> Verdict | None:
        return row.current_verdict

    def review_of(self, row: ClaimReview) -> ClaimReview:
        return row

    @admin.display(description="claim", ordering="claim__statement")
    def statement(self, row: ClaimReview) -> str:
        return Truncator(row.claim.statement).chars(90)

    @admin.display(description="with")
    def reviewers(self, row: ClaimReview) -> str:
        people = ", ".join(str(assignment.reviewer) for assignment in row.current_assignments)
        return people or ("nobody yet" if row.needs_reviewers else "")

    @admin.display
    def now(self, row: ClaimReview) -> str:
        """What stands beside the state."""
        facts = (
            ("late", row.is_overdue),
            ("waiting for a reply", row.is_waiting),
            ("on hold", row.on_hold),
            ("nobody can take it", bool(row.nobody_because)),
        )
        return ", ".join(words for words, is_so in facts if is_so)

    @admin.action(description="Assign to…", permissions=["act"])
    def assign_rows(
        self, request: HttpRequest, queryset: QuerySet[ClaimReview]
    ) -> HttpResponse | None:
        return self.to_somebody(
            request, queryset, assign_together, AssignToForm, button="Assign", done="assigned"
        )

    @admin.action(description="Reassign to…", permissions=["act"])
    def reassign_rows(
        self, request: HttpRequest, queryset: QuerySet[ClaimReview]
    ) -> HttpResponse | None:
        return self.to_somebody(
            request, queryset, reassign_reviews, ReassignForm, button="Reassign",
            done="reassigned",
        )  # fmt: skip

    @admin.action(description="Take back…", permissions=["act"])
    def take_back_rows(
        self, request: HttpRequest, queryset: QuerySet[ClaimReview]
    ) -> HttpResponse | None:
        return self.at_once(
            request,
            queryset,
            take_back_reviews,
            TakeBackForm,
            button="Take back",
            done="taken back",
        )

    @admin.action(description="Keep for…", permissions=["act"])
    def keep_rows(
        self, request: HttpRequest, queryset: QuerySet[ClaimReview]
    ) -> HttpResponse | None:
        return self.to_somebody(
            request, queryset, keep_for_together, KeepForm, button="Keep", done="kept"
        )

    @admin.action(description="Keep for nobody any more…", permissions=["act"])
    def keep_no_more_rows(
        self, request: HttpRequest, queryset: QuerySet[ClaimReview]
    ) -> HttpResponse | None:
        return self.at_once(
            request, queryset, keep_for_nobody_together, forms.Form,
            button="Keep for nobody any more", done="kept for nobody any more",
        )  # fmt: skip

    @admin.action(description="Publish…", permissions=["act"])
    def publish_rows(
        self, request: HttpRequest, queryset: QuerySet[ClaimReview]
    ) -> HttpResponse | None:
        form, page = self.ask_first(
            request, queryset, PublishForm, title="Publish", button="Publish"
        )
        if form is None:
            return page
        self.each(
            request,
            queryset,
            lambda row: reports.publish(row, by=request.user),
            done="published",
        )
        return None

    def with_reason(
        self,
        request: HttpRequest,
        queryset: QuerySet[ClaimReview],
        verb: Callable[..., Any],
        *,
        button: str,
        done: str,
    ) -> HttpResponse | None:
        form, page = self.ask_first(request, queryset, ReasonForm, title=button, button=button)
        if form is None:
            return page
        reason = form.cleaned_data["reason"]
        self.each(
            request, queryset, lambda row: verb(row, by=request.user, reason=reason), done=done
        )
        return None

    @admin.action(description="Place a legal hold…", permissions=["act"])
    def hold_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.with_reason(
            request, queryset, reviews.hold_review, button="Place a legal hold", done="put on hold"
        )

    @admin.action(description="Release the legal hold…", permissions=["act"])
    def release_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.with_reason(
            request, queryset, reviews.release_review, button="Release the hold", done="released"
        )

    @admin.action(description="Close without verdict…", permissions=["act"])
    def close_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.with_reason(
            request, queryset, reviews.close_review, button="Close without verdict", done="closed"
        )

    @admin.action(description="Reopen…", permissions=["act"])
    def reopen_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.with_reason(
            request, queryset, reviews.reopen_review, button="Reopen", done="reopened"
        )

    @admin.action(description="Retract…", permissions=["act"])
    def retract_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.with_reason(
            request, queryset, reports.retract, button="Retract", done="retracted"
        )
