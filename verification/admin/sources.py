"""Sources: what the desk thinks of who publishes evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from newsroom.console import DeskAdmin, NamedValues, ReadOnlyInline, ReasonForm
from verification.forms.sources import SourceForm
from verification.models import Source, SourceEvent
from verification.operations.sources import (
    add_source,
    change_source,
    confirm_source,
    retire_source,
)
from verification.views.source_past import changes_of, note_of, sentence_of


class SourceEventInline(ReadOnlyInline):
    model = SourceEvent
    fields = readonly_fields = ("at", "actor", "happened", "why")
    verbose_name_plural = "history"
    show_change_link = False

    @admin.display(description="what happened")
    def happened(self, event: SourceEvent) -> str:
        """The sentence of the source's own page, and a line for each field that it changed."""
        changes = format_html_join(
            "",
            "<br>{}: {} → {}",
            (
                (label, old or "nothing", new or "nothing")
                for label, old, new in changes_of(event.data)
            ),
        )
        return format_html("{}{}", sentence_of(event.verb, event.data), changes)

    @admin.display(description="note")
    def why(self, event: SourceEvent) -> str:
        return note_of(event)


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    may_add = may_change = may_act = "verification.manage_sources"
    list_display = ("name", "kind", "tier", "state", "country", "interest", "added_by", "added_at")
    list_filter = ("state", "kind", "tier", ("country", NamedValues))
    search_fields = ("name", "owner", "interest", "notes", "homepage", "domains__domain")
    list_select_related = ("added_by",)
    form = SourceForm
    fieldsets = (
        (None, {"fields": ("name", ("kind", "tier"), "homepage", "domains")}),
        ("Whose it is", {"fields": ("owner", "country", "interest")}),
        ("Good for what", {"fields": ("topics", "notes")}),
        ("Using it", {"fields": ("languages", "licence", "contact")}),
    )
    readonly_fields = ("state", "merged_into", "added_by", "added_at")
    inlines = (SourceEventInline,)
    actions = ("confirm_rows", "merge_rows", "retire_rows")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).visible_to(request.user)

    def get_fieldsets(self, request: HttpRequest, obj: Source | None = None) -> Any:
        kept = ("On this desk", {"fields": self.readonly_fields})
        seen = (None, {"fields": ("seen",) if self.has_change_permission(request, obj) else ()})
        return (*self.fieldsets, kept, seen) if obj else self.fieldsets

    def get_inlines(self, request: HttpRequest, obj: Source | None) -> Any:
        return self.inlines if obj else ()

    def save_model(
        self, request: HttpRequest, obj: Source, form: forms.ModelForm, change: bool
    ) -> None:
        columns = form.columns()
        if change:
            change_source(obj, by=request.user, seen=form.cleaned_data["seen"], **columns)
        else:
            obj.__dict__.update(add_source(by=request.user, **columns).__dict__)

    @admin.action(description="Confirm, to be used", permissions=["act"])
    def confirm_rows(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        self.each(
            request, queryset, lambda row: confirm_source(row, by=request.user), done="confirmed"
        )

    @admin.action(description="Merge two into one…", permissions=["act"])
    def merge_rows(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        """Leads to the desk's own page, which shows both before anything moves. The younger one
        is taken for the duplicate; the page turns it round."""
        rows = list(queryset.order_by("-pk")[:3])
        if len(rows) != 2:
            messages.error(request, "Choose exactly two sources to compare. Nothing was changed.")
            return None
        address = reverse("verification:source_merge", args=[rows[0].pk])
        return redirect(f"{address}?into={rows[1].pk}")

    @admin.action(description="Retire…", permissions=["act"])
    def retire_rows(self, request: HttpRequest, queryset: QuerySet[Source]) -> HttpResponse | None:
        form, page = self.ask_first(
            request, queryset, ReasonForm, title="Retire sources", button="Retire"
        )
        if form is None:
            return page
        reason = form.cleaned_data["reason"]
        self.each(
            request,
            queryset,
            lambda row: retire_source(row, by=request.user, reason=reason),
            done="retired",
        )
        return None
