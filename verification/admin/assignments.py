"""Who is asked for what, by when; and who asks for more time."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator

from newsroom.console import DeskAdmin, ReasonForm
from verification.models import Assignment, TimeRequest
from verification.operations.time_requests import grant_time, refuse_time
from verification.operations.together import reassign_together, take_back_together
from verification.states import AssignmentState

from .by_hand import ByHandAdmin
from .forms import AnswerForm, ReassignForm, TakeBackForm


def told_note(row: Assignment) -> str:
    """Why the work ended. While a review is blind, nothing in the words of a reviewer who had
    begun: they may tell what was found."""
    own_words = (AssignmentState.DECLINED, AssignmentState.HANDED_OVER)
    if row.state in own_words and row.started_at and row.review.is_blind:
        return "not shown until both are in"
    return row.end_note


@admin.register(Assignment)
class AssignmentAdmin(ByHandAdmin):
    may_act = "verification.run_desk"
    list_display = (
        "statement", "reviewer", "role", "round", "state", "assigned_at", "due_at", "late",
    )  # fmt: skip
    list_filter = ("state", "role", "due_at", "reviewer", "review__state")
    search_fields = ("review__claim__statement", "reviewer__name")
    date_hierarchy = "assigned_at"
    ordering = ("-id",)
    list_select_related = ("reviewer", "review__claim", "review__policy")
    exclude = ("end_note",)
    readonly_fields = ("note",)
    actions = ("reassign_rows", "take_back_rows")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        rows = super().get_queryset(request).visible_to(request.user)
        return rows.prefetch_related("review__contacts")

    def review_key(self, row: Assignment) -> int:
        return row.review_id

    @admin.display(description="claim", ordering="review__claim__statement")
    def statement(self, row: Assignment) -> str:
        return Truncator(row.review.claim.statement).chars(90)

    @admin.display(boolean=True)
    def late(self, row: Assignment) -> bool:
        return row.is_overdue

    @admin.display(description="note at the end")
    def note(self, row: Assignment) -> str:
        return told_note(row)

    @admin.action(description="Reassign to…", permissions=["act"])
    def reassign_rows(
        self, request: HttpRequest, queryset: QuerySet[Assignment]
    ) -> HttpResponse | None:
        return self.to_somebody(
            request, queryset, reassign_together, ReassignForm, button="Reassign",
            done="reassigned",
        )  # fmt: skip

    @admin.action(description="Take back…", permissions=["act"])
    def take_back_rows(
        self, request: HttpRequest, queryset: QuerySet[Assignment]
    ) -> HttpResponse | None:
        return self.at_once(
            request, queryset, take_back_together, TakeBackForm, button="Take back",
            done="taken back",
        )  # fmt: skip


class OpenFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "to be answered"), ("no", "answered, or over")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[TimeRequest]
    ) -> QuerySet[TimeRequest]:
        still_open = TimeRequest.objects.open_to(request.user).values("pk")
        if self.value() == "yes":
            return queryset.filter(pk__in=still_open)
        return queryset.exclude(pk__in=still_open) if self.value() == "no" else queryset


@admin.register(TimeRequest)
class TimeRequestAdmin(DeskAdmin):
    """Why somebody asks is on the claim's page, for editors who do not review it."""

    may_act = "verification.run_desk"
    list_display = ("statement", "reviewer", "until", "asked_at", "outcome", "decided_by")
    list_filter = (OpenFilter, "is_granted")
    search_fields = ("assignment__review__claim__statement", "assignment__reviewer__name")
    ordering = ("-id",)
    list_select_related = ("assignment__reviewer", "assignment__review__claim", "decided_by")
    exclude = ("because",)
    actions = ("grant_rows", "refuse_rows")

    @admin.display(description="claim", ordering="assignment__review__claim__statement")
    def statement(self, row: TimeRequest) -> str:
        return Truncator(row.assignment.review.claim.statement).chars(90)

    @admin.display(description="who asks", ordering="assignment__reviewer__name")
    def reviewer(self, row: TimeRequest) -> str:
        return row.assignment.reviewer.name

    @admin.action(description="Give the time…", permissions=["act"])
    def grant_rows(
        self, request: HttpRequest, queryset: QuerySet[TimeRequest]
    ) -> HttpResponse | None:
        form, page = self.ask_first(
            request, queryset, AnswerForm, title="Give the time", button="Give the time"
        )
        if form is None:
            return page
        answer = form.cleaned_data["answer"]
        self.each(
            request, queryset, lambda row: grant_time(row, by=request.user, answer=answer),
            done="granted",
        )  # fmt: skip
        return None

    @admin.action(description="Give no more time…", permissions=["act"])
    def refuse_rows(
        self, request: HttpRequest, queryset: QuerySet[TimeRequest]
    ) -> HttpResponse | None:
        form, page = self.ask_first(
            request, queryset, ReasonForm, title="Give no more time", button="Refuse"
        )
        if form is None:
            return page
        answer = form.cleaned_data["reason"]
        self.each(
            request, queryset, lambda row: refuse_time(row, by=request.user, answer=answer),
            done="refused",
        )  # fmt: skip
        return None
