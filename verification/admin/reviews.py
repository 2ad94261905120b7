"""Reviews and assignments, with the desk's verbs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import Truncator

from newsroom.console import DeskAdmin, ReadOnlyInline, ReasonForm
from verification.models import Assignment, ClaimReview, Contact, Verdict
from verification.operations import reports, reviews
from verification.operations.assignments import assign, take_back

from .forms import AssignToForm, PublishForm
from .signing import SigningAdmin


class AssignmentInline(ReadOnlyInline):
    model = Assignment
    fields = ("round", "role", "reviewer", "state", "due_at", "reason", "end_note")

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
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ClaimReview]
    ) -> QuerySet[ClaimReview]:
        reviews = ClaimReview.objects
        chosen = {
            "late": lambda: (
                reviews.under_work()
                .filter(due_at__lt=timezone.now())
                .exclude(pk__in=reviews.waiting())
            ),
            "waiting": reviews.waiting,
            "held": lambda: reviews.filter(held_at__isnull=False),
            "nobody": reviews.nobody_can_take,
        }.get(self.value())
        return queryset.filter(pk__in=chosen()) if chosen else queryset


@admin.register(ClaimReview)
class ReviewAdmin(SigningAdmin):
    """Every review, whatever its state; a row's own page shows who is on it and what they wrote."""

    list_display = ("statement", "state", "round", "reviewers", "policy", "due_at", "now")
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
        return super().get_queryset(request).with_line_detail()

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
        form, page = self.ask_first(
            request, queryset, AssignToForm, title="Assign", button="Assign"
        )
        if form is None:
            return page
        answers = form.cleaned_data
        self.each(
            request,
            queryset,
            lambda row: assign(row, answers["reviewer"], by=request.user, reason=answers["reason"]),
            done="assigned",
        )
        return None

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


@admin.register(Assignment)
class AssignmentAdmin(DeskAdmin):
    """Who is asked for what, by when."""

    may_act = "verification.run_desk"
    list_display = (
        "statement", "reviewer", "role", "round", "state", "assigned_at", "due_at", "late",
    )  # fmt: skip
    list_filter = ("state", "role", "due_at", "reviewer", "review__state")
    search_fields = ("review__claim__statement", "reviewer__name")
    date_hierarchy = "assigned_at"
    ordering = ("-id",)
    list_select_related = ("reviewer", "review__claim")
    actions = ("take_back_rows",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        rows = super().get_queryset(request).visible_to(request.user)
        return rows.prefetch_related("review__contacts")

    @admin.display(description="claim", ordering="review__claim__statement")
    def statement(self, row: Assignment) -> str:
        return Truncator(row.review.claim.statement).chars(90)

    @admin.display(boolean=True)
    def late(self, row: Assignment) -> bool:
        return row.is_overdue

    @admin.action(description="Take back…", permissions=["act"])
    def take_back_rows(
        self, request: HttpRequest, queryset: QuerySet[Assignment]
    ) -> HttpResponse | None:
        form, page = self.ask_first(
            request, queryset, ReasonForm, title="Take work back", button="Take back"
        )
        if form is None:
            return page
        reason = form.cleaned_data["reason"]
        self.each(
            request,
            queryset,
            lambda row: take_back(row, by=request.user, reason=reason),
            done="taken back",
        )
        return None
