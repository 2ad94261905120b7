"""When people are away and what they have a stake in, noted for others by editors and admins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from newsroom.accounts.models import Role, User
from newsroom.console import DeskAdmin, whether
from verification.models import Absence, DeclaredInterest
from verification.operations.availability import end_absence, note_absence
from verification.operations.declared_interests import declare_interest, end_declared_interest

SUBJECTS = ("source", "claimant", "document", "outlet")


def admin_page(model: str) -> str:
    return f"admin:verification_{model}"


def lines(rows: Iterable[Any], page: str, person: User, add: str) -> SafeString:
    """What a person's page shows of them, and where more is noted."""
    told = format_html_join("", "{}<br>", ((str(row),) for row in rows))
    return format_html(
        '{}<a href="{}?person={}">{}</a>', told, reverse(f"{page}_add"), person.pk, add
    )


class OfAPersonForm(forms.ModelForm):
    person = forms.ModelChoiceField(User.objects.none(), label="Who")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "person" in self.fields:  # where the row is only read it is not asked for
            self.fields["person"].queryset = User.objects.filter(
                is_active=True, roles__overlap=[Role.REVIEWER, Role.EDITOR]
            )


class AbsenceForm(OfAPersonForm):
    class Meta:
        model = Absence
        fields = ("person", "first_day", "last_day", "note")


class DeclaredInterestForm(OfAPersonForm):
    class Meta:
        model = DeclaredInterest
        fields = ("person", *SUBJECTS, "stake")


class OfOthersAdmin(DeskAdmin):
    """Added and ended, never edited."""

    may_read = may_add = may_act = "verification.keep_others"


@admin.register(Absence)
class AbsenceAdmin(OfOthersAdmin):
    list_display = ("who", "first_day", "last_day", "note", "noted_by")
    list_filter = ("first_day", "last_day")
    search_fields = ("reviewer__user__name", "note")
    list_select_related = ("reviewer__user", "noted_by")
    ordering = ("-first_day", "-id")
    actions = ("end_rows",)

    readonly_fields = ("who", "noted_by")

    def get_fields(self, request: HttpRequest, obj: Absence | None = None) -> Any:
        days = ("first_day", "last_day", "note")
        return ("who", *days, "noted_by") if obj else ("person", *days)

    def get_form(self, request: HttpRequest, obj: Absence | None = None, **kwargs: Any) -> Any:
        return super().get_form(request, obj, **({} if obj else {"form": AbsenceForm}), **kwargs)

    @admin.display(ordering="reviewer__user__name")
    def who(self, row: Absence) -> User:
        return row.reviewer.user

    def save_model(
        self, request: HttpRequest, obj: Absence, form: forms.ModelForm, change: bool
    ) -> None:
        noted = note_absence(by=request.user, **form.cleaned_data)
        obj.__dict__.update(noted.__dict__)

    @admin.action(description="They are back", permissions=["act"])
    def end_rows(self, request: HttpRequest, queryset: QuerySet[Absence]) -> None:
        self.each(request, queryset, lambda row: end_absence(row, by=request.user), done="ended")


@admin.register(DeclaredInterest)
class DeclaredInterestAdmin(OfOthersAdmin):
    form = DeclaredInterestForm
    list_display = ("person", "in_what", "stake", "declared_at", "declared_by", "ended_at")
    list_filter = (whether("ended_at", "end", there="ended", missing="holds"), "declared_at")
    search_fields = ("person__name", "stake", "outlet", "source__name", "claimant__name")
    list_select_related = ("person", "declared_by", "source", "claimant", "document")
    ordering = ("-id",)
    autocomplete_fields = ("source", "claimant", "document")
    actions = ("end_rows",)

    def get_fields(self, request: HttpRequest, obj: DeclaredInterest | None = None) -> Any:
        more = ("declared_by", "declared_at", "ended_at") if obj else ()
        return ("person", *SUBJECTS, "stake", *more)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("declared_by", "declared_at", "ended_at") if obj else ()

    @admin.display(description="in")
    def in_what(self, row: DeclaredInterest) -> str:
        return str(row.object)

    def save_model(
        self, request: HttpRequest, obj: DeclaredInterest, form: forms.ModelForm, change: bool
    ) -> None:
        answers = dict(form.cleaned_data)
        person = answers.pop("person")
        declared = declare_interest(person, by=request.user, **answers)
        obj.__dict__.update(declared.__dict__)

    @admin.action(description="End: the stake is no more", permissions=["act"])
    def end_rows(self, request: HttpRequest, queryset: QuerySet[DeclaredInterest]) -> None:
        self.each(
            request, queryset, lambda row: end_declared_interest(row, by=request.user), done="ended"
        )
