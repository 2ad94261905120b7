"""Saved copies, and what was asked to be saved, to be read."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from newsroom.console import DeskAdmin

from .models import Capture, Snapshot


@admin.register(Snapshot)
class SnapshotAdmin(DeskAdmin):
    list_display = ("name", "media_type", "size", "url", "captured_by", "captured_at")
    list_filter = ("media_type", "captured_at")
    search_fields = ("sha256", "url", "title", "filename")
    date_hierarchy = "captured_at"
    list_select_related = ("captured_by",)
    fields = (
        "sha256", "size", "media_type", "filename", "url", "final_url", "title", "author",
        "published_on", "captured_by", "captured_at", "as_page", "received", "beginning",
    )  # fmt: skip
    readonly_fields = ("as_page", "received", "beginning")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Snapshot]:
        rows = super().get_queryset(request).visible_to(request.user)
        return rows.defer("text", "parts", "headers")

    @admin.display(description="on the desk")
    def as_page(self, row: Snapshot) -> SafeString:
        return format_html('<a href="{}">Read it</a>', reverse("captures:copy", args=[row.pk]))

    @admin.display(description="headers as received")
    def received(self, row: Snapshot) -> str:
        return json.dumps(row.headers, indent=1, ensure_ascii=False) if row.headers else "none"

    @admin.display(description="how it begins")
    def beginning(self, row: Snapshot) -> str:
        return Truncator(row.text).chars(2000)


class ProblemFilter(admin.SimpleListFilter):
    """Each problem that occurs."""

    title = "problem"
    parameter_name = "problem"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = model_admin.get_queryset(request).exclude(problem="").order_by("problem")
        problems = found.values_list("problem", flat=True).distinct()
        return [(problem, problem.replace("_", " ")) for problem in problems]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Capture]
    ) -> QuerySet[Capture] | None:
        return queryset.filter(problem=self.value()) if self.value() else None


@admin.register(Capture)
class CaptureAdmin(DeskAdmin):
    may_read = "captures.follow"
    list_display = ("__str__", "state", "problem", "asked_by", "asked_at", "finished_at")
    list_filter = ("state", ProblemFilter, "asked_at")
    search_fields = ("url", "filename")
    list_select_related = ("asked_by",)
    fields = (
        "url", "filename", "media_type", "path", "state", "step", "attempt", "done", "total",
        "problem", "sentence", "snapshot", "asked_by", "asked_at", "finished_at",
    )  # fmt: skip
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        return super().get_queryset(request).visible_to(request.user)
