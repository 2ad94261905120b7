"""People: invited, changed and deactivated here; nobody sets another's password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from newsroom.accounts.models import Role, User
from newsroom.accounts.operations import invite_again
from newsroom.console import AT_ONCE, DeskAdmin, ReasonForm
from verification.forms.hours import Week, Zone, week_of
from verification.forms.sources import LanguagesField
from verification.models import Absence, DeclaredInterest, Reviewer
from verification.operations import people
from verification.operations.availability import set_hours
from verification.views.holdings import held_by

from .own_matters import admin_page, lines

TAKES_ON = ("capacity", "topics", "languages")
HOURS = ("week", "time_zone")


class PersonForm(forms.ModelForm):
    """Who somebody is and what they do here."""

    roles = forms.TypedMultipleChoiceField(
        choices=Role.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = User
        fields = ("name", "email", "roles")


class RoleFilter(admin.SimpleListFilter):
    title = "role"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Role.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(roles__contains=[self.value()]) if self.value() else queryset


class ReviewerForm(forms.ModelForm):
    """What somebody can take on, and when they work."""

    languages = LanguagesField(
        required=False,
        max_length=300,
        help_text="By name or code, such as “English, cy”. Empty: every language.",
    )
    week = Week()
    time_zone = Zone()

    class Meta:
        model = Reviewer
        fields = ("capacity", "topics", "languages", "week", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["week"].initial = week_of(self.instance)


class ReviewerInline(admin.StackedInline):
    model = Reviewer
    form = ReviewerForm
    verbose_name_plural = "what they can take on, and when"
    fields = ("capacity", "topics", "languages", "week", "time_zone")
    filter_horizontal = ("topics",)
    max_num = 1
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("accounts.manage_people")

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class PersonAdmin(DeskAdmin):
    """Adding a person invites them: they get a link at which to choose a password."""

    may_read = may_add = may_change = may_act = "accounts.manage_people"
    form = PersonForm
    list_display = ("name", "email", "what_they_do", "capacity", "away", "is_active", "standing")
    list_filter = (RoleFilter, "is_active", "reviewer__topics")
    search_fields = ("name", "email")
    ordering = ("name",)
    list_select_related = ("reviewer",)
    readonly_fields = (
        "absences", "declared_interests", "is_active", "invited_at", "date_joined", "last_login",
    )  # fmt: skip
    actions = ("invite_rows_again", "deactivate_rows", "reactivate_rows")

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return ("name", "email", "roles", *(self.readonly_fields if obj else ()))

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        return (ReviewerInline,) if obj else ()

    @admin.display(description="roles")
    def what_they_do(self, row: User) -> str:
        return ", ".join(Role(role).label for role in row.roles) or "none"

    @admin.display(ordering="reviewer__capacity")
    def capacity(self, row: User) -> int | None:
        return row.reviewer.capacity if hasattr(row, "reviewer") else None

    @admin.display(boolean=True)
    def away(self, row: User) -> bool:
        return hasattr(row, "reviewer") and row.reviewer.is_away()

    @admin.display(description="password")
    def standing(self, row: User) -> str:
        return "chosen" if row.has_usable_password() else "invited, none chosen yet"

    @admin.display(description="away")
    def absences(self, row: User) -> str:
        return lines(
            Absence.objects.filter(reviewer__user=row), admin_page("absence"), row, "Note days away"
        )

    @admin.display(description="interests they declared")
    def declared_interests(self, row: User) -> str:
        return lines(
            DeclaredInterest.objects.filter(person=row).standing().with_objects(),
            admin_page("declaredinterest"),
            row,
            "Note an interest",
        )

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool
    ) -> None:
        answers = {name: form.cleaned_data[name] for name in ("name", "email", "roles")}
        if change:
            people.change_person(obj, by=request.user, **answers)
        else:
            invited = people.invite_person(**answers, by=request.user)
            obj.__dict__.update(invited.__dict__)
            messages.success(request, f"{obj.name} is invited by a mail to {obj.email}.")

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        for formset in formsets:
            for reviewing in formset.forms:
                self.save_reviewing(request, form.instance, reviewing)
            formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []

    def save_reviewing(self, request: HttpRequest, person: User, form: forms.ModelForm) -> None:
        """Each verb for what of it has changed."""
        answers, changed = form.cleaned_data, set(form.changed_data)
        if changed & set(TAKES_ON):
            people.set_reviewing(
                person, by=request.user, **{name: answers[name] for name in TAKES_ON}
            )
        if changed & set(HOURS):
            set_hours(person, by=request.user, **{name: answers[name] for name in HOURS})

    @admin.action(description="Send the invitation again", permissions=["act"])
    def invite_rows_again(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self.each(request, queryset, lambda row: invite_again(row, by=request.user), done="invited")

    @admin.action(description="Deactivate…", permissions=["act"])
    def deactivate_rows(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> HttpResponse | None:
        people_chosen = list(queryset[: AT_ONCE + 1])
        held = held_by(people_chosen)
        for row in people_chosen:
            row.holds = held[row.pk]
        form, page = self.ask_first(
            request,
            people_chosen,
            ReasonForm,
            title="Deactivate people, and give their live work to others",
            button="Deactivate",
            template="admin/deactivate.html",
        )
        if form is None:
            return page
        reason = form.cleaned_data["reason"]
        self.each(
            request,
            queryset,
            lambda row: people.deactivate_person(row, by=request.user, reason=reason),
            done="deactivated",
        )
        return None

    @admin.action(description="Take back, in the roles they had", permissions=["act"])
    def reactivate_rows(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self.each(
            request,
            queryset,
            lambda row: people.reactivate_person(row, by=request.user),
            done="taken back",
        )
