"""Saved copies, to be read."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from newsroom.console import DeskAdmin

from .models import Snapshot


@admin.register(Snapshot)
class SnapshotAdmin(DeskAdmin):
    list_display = ("sha256", "media_type", "size", "url", "captured_by", "captured_at")
    list_filter = ("media_type", "captured_at")
    search_fields = ("sha256", "url")
    date_hierarchy = "captured_at"
    list_select_related = ("captured_by",)
    fields = ("sha256", "size", "media_type", "url", "captured_by", "captured_at", "beginning")
    readonly_fields = ("beginning",)
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Snapshot]:
        return super().get_queryset(request).defer("text")

    @admin.display(description="how it begins")
    def beginning(self, row: Snapshot) -> str:
        return Truncator(row.text).chars(2000)
