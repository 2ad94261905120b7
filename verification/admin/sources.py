"""Sources: what the desk thinks of who publishes evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from newsroom.console import DeskAdmin, ReadOnlyInline, ReasonForm
from verification.forms.sources import SourceForm
from verification.models import Source, SourceEvent
from verification.operations.sources import (
    MANAGED,
    add_source,
    change_source,
    confirm_source,
    retire_source,
)


class SourceEventInline(ReadOnlyInline):
    model = SourceEvent
    fields = ("at", "actor", "verb", "note", "data")
    verbose_name_plural = "history"
    show_change_link = False


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    may_add = may_change = may_act = "verification.manage_sources"
    list_display = ("name", "kind", "tier", "state", "country", "interest", "added_by", "added_at")
    list_filter = ("state", "kind", "tier", "country")
    search_fields = ("name", "interest", "notes", "homepage")
    list_select_related = ("added_by",)
    form = SourceForm
    fields = (*MANAGED, "state", "added_by", "added_at")
    readonly_fields = ("state", "added_by", "added_at")
    inlines = (SourceEventInline,)
    actions = ("confirm_rows", "retire_rows")

    def get_fields(self, request: HttpRequest, obj: Source | None = None) -> Any:
        return self.fields if obj else MANAGED

    def get_inlines(self, request: HttpRequest, obj: Source | None) -> Any:
        return self.inlines if obj else ()

    def save_model(
        self, request: HttpRequest, obj: Source, form: forms.ModelForm, change: bool
    ) -> None:
        columns = form.columns()
        if change:
            change_source(obj, by=request.user, **columns)
        else:
            obj.__dict__.update(add_source(by=request.user, **columns).__dict__)

    @admin.action(description="Confirm, to be used", permissions=["act"])
    def confirm_rows(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        self.each(
            request, queryset, lambda row: confirm_source(row, by=request.user), done="confirmed"
        )

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
