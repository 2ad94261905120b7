"""What people were told, to be read."""

from __future__ import annotations

from django.contrib import admin

from newsroom.console import DeskAdmin

from .models import Notice


@admin.register(Notice)
class NoticeAdmin(DeskAdmin):
    list_display = ("text", "recipient", "created_at", "seen_at", "mailed_at")
    list_filter = (
        ("seen_at", admin.EmptyFieldListFilter),
        ("mailed_at", admin.EmptyFieldListFilter),
        "created_at",
    )
    search_fields = ("text", "recipient__name")
    list_select_related = ("recipient",)
