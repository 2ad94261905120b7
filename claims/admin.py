"""Topics, which an admin keeps; documents, claims and readings, to be read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator

from newsroom.console import DeskAdmin, NamedValues, ReadOnlyInline

from .models import (
    Appearance,
    Claim,
    Claimant,
    Correction,
    Document,
    DocumentEvent,
    ExtractionRun,
    Figure,
    Topic,
)
from .operations.topics import add_topic, rename_topic


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    may_read = may_add = may_change = "claims.manage_topics"
    list_display = ("name",)
    search_fields = ("name",)

    def save_model(
        self, request: HttpRequest, obj: Topic, form: forms.ModelForm, change: bool
    ) -> None:
        name = form.cleaned_data["name"]
        if change:
            rename_topic(obj, name, by=request.user)
        else:
            obj.pk = add_topic(name, by=request.user).pk


class RunInline(ReadOnlyInline):
    model = ExtractionRun
    fields = ("state", "attempt", "pipeline", "version", "model", "created_at", "finished_at")


class DocumentEventInline(ReadOnlyInline):
    model = DocumentEvent
    fields = ("at", "actor", "verb", "note")
    verbose_name_plural = "history"


@admin.register(Document)
class DocumentAdmin(DeskAdmin):
    list_display = (
        "title",
        "purpose",
        "outlet",
        "published_on",
        "language",
        "added_by",
        "added_at",
    )
    list_filter = ("purpose", "language", "added_at")
    search_fields = ("title", "outlet", "url")
    date_hierarchy = "added_at"
    list_select_related = ("added_by",)
    inlines = (RunInline, DocumentEventInline)


class AppearanceInline(ReadOnlyInline):
    model = Appearance
    fields = ("exact", "start", "end")
    show_change_link = False


class FigureInline(ReadOnlyInline):
    model = Figure
    fields = (
        "text", "low", "high", "comparator", "unit", "counted", "nature", "per", "as_of",
        "population", "place",
    )  # fmt: skip
    show_change_link = False


@admin.register(Claim)
class ClaimAdmin(DeskAdmin):
    list_display = (
        "text", "state", "kind", "claimant", "topic", "priority", "score", "document",
    )  # fmt: skip
    list_filter = ("state", "kind", "priority", "topic", "attribution")
    search_fields = ("statement", "claimant__name", "document__title")
    list_select_related = ("claimant", "topic", "document")
    inlines = (AppearanceInline, FigureInline)

    @admin.display(description="statement", ordering="statement")
    def text(self, row: Claim) -> str:
        return Truncator(row.statement).chars(90)

    @admin.display(description="score", ordering="checkworthiness")
    def score(self, row: Claim) -> str:
        return f"{row.checkworthiness:.2f}"


@admin.register(Correction)
class CorrectionAdmin(DeskAdmin):
    list_display = ("at", "by", "part", "claim", "was_read", "is_said", "withdraws", "version")
    list_filter = (
        "part",
        "at",
        *((name, NamedValues) for name in ("pipeline", "version", "model")),
    )
    list_select_related = ("by", "claim", "withdraws__claim")
    ordering = ("-id",)

    @admin.display(description="read")
    def was_read(self, row: Correction) -> str:
        return in_short(row.read)

    @admin.display(description="said")
    def is_said(self, row: Correction) -> str:
        return in_short(row.said)


def in_short(values: dict[str, Any] | None) -> str:
    """The values that say something, in one line."""
    if values is None:
        return "nothing"
    told = {name: value for name, value in values.items() if value not in ("", None, [])}
    return Truncator(", ".join(f"{name} {value}" for name, value in told.items())).chars(120)


@admin.register(Claimant)
class ClaimantAdmin(DeskAdmin):
    list_display = ("name", "kind")
    list_filter = ("kind",)
    search_fields = ("name",)


@admin.register(ExtractionRun)
class ExtractionRunAdmin(DeskAdmin):
    list_display = (
        "document", "state", "attempt", "version", "model", "created_at", "finished_at",
    )  # fmt: skip
    list_filter = ("state", *((name, NamedValues) for name in ("pipeline", "version", "model")))
    search_fields = ("document__title", "error")
    list_select_related = ("document",)
    ordering = ("-id",)


@admin.register(DocumentEvent)
class DocumentEventAdmin(DeskAdmin):
    list_display = ("at", "who", "verb", "document", "note")
    list_filter = ("verb", "at")
    search_fields = ("document__title", "note")
    list_select_related = ("actor", "document")
    ordering = ("-id",)

    @admin.display(ordering="actor__name")
    def who(self, row: Any) -> str:
        return str(row.actor or "the desk")
