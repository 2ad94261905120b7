"""Policies and rating scales: what reviews rest on is superseded, not edited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from newsroom.accounts.models import Role, User
from newsroom.console import DeskAdmin
from verification.models import Policy, Rating, RatingScale
from verification.operations.policies import (
    RatingLine,
    add_policy,
    revise_policy,
    revise_scale,
    scope_words,
)

PARTS = (
    (None, {"fields": ("name", "is_active")}),
    ("For which claims", {"fields": ("topic", "priority", "purpose")}),
    (
        "How they are checked",
        {
            "fields": (
                "reviewers",
                "blind",
                "agree_within",
                "what_we_know",
            )
        },
    ),
    (
        "By when",
        {
            "fields": (
                "review_hours",
                "settle_hours",
                "verdict_hours",
                "sign_off_hours",
                "remind_hours",
                "working_hours",
            )
        },
    ),
    (
        "What a finding needs",
        {
            "fields": (
                "evidence_needed",
                "origins_needed",
                "first_hand_needed",
                "comment_needed",
            )
        },
    ),
    ("Who decides", {"fields": ("adjudicators", "signers")}),
    ("Where the desk is too small", {"fields": ("waive_four_eyes", "waiver_reason")}),
)


class VersionedAdmin(DeskAdmin):
    """Rows with versions: ``reviews`` counts what rests on one."""

    may_read = may_change = "verification.manage_policies"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(rest_on_it=Count("reviews"))

    @admin.display(description="reviews that rest on it", ordering="rest_on_it")
    def reviews(self, row: Any) -> int:
        return row.rest_on_it

    def take_over(self, request: HttpRequest, obj: Any, holds: Any) -> None:
        """Go on with the row that holds now; say so if it is another."""
        if holds.pk != obj.pk:
            messages.info(
                request,
                f"Reviews rest on the version you opened, so it was kept. {holds} takes its place "
                "for reviews that open from now on.",
            )
        obj.__dict__.update(holds.__dict__)


@admin.register(Policy)
class PolicyAdmin(VersionedAdmin):
    may_add = "verification.manage_policies"
    list_display = (
        "name", "version", "is_active", "scope", "reviewers_and_blind", "hours", "reviews",
    )  # fmt: skip
    list_filter = ("is_active", "priority", "purpose", "topic", "waive_four_eyes")
    search_fields = ("name",)
    list_select_related = ("topic",)
    fieldsets = PARTS
    filter_horizontal = ("adjudicators", "signers")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only editors adjudicate and sign off."""
        kwargs["queryset"] = User.objects.with_role(Role.EDITOR)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description="for which claims", ordering="topic__name")
    def scope(self, row: Policy) -> str:
        return scope_words(row)

    @admin.display(description="hours: review, sign-off", ordering="review_hours")
    def hours(self, row: Policy) -> str:
        return f"{row.review_hours}, {row.sign_off_hours}"

    @admin.display(description="reviewers")
    def reviewers_and_blind(self, row: Policy) -> str:
        if row.reviewers == 1:
            return "1"
        return f"{row.reviewers}, {'blind' if row.blind else 'open'}"

    def save_model(
        self, request: HttpRequest, obj: Policy, form: forms.ModelForm, change: bool
    ) -> None:
        if change:
            self.take_over(request, obj, revise_policy(obj, by=request.user, **form.cleaned_data))
        else:
            obj.__dict__.update(add_policy(by=request.user, **form.cleaned_data).__dict__)


class RatingForm(forms.ModelForm):
    """A rating is checked against the others on the page, not against those it replaces."""

    class Meta:
        model = Rating
        fields = ("label", "slug", "position", "definition")
        widgets = {"definition": forms.Textarea({"rows": 2})}

    def validate_unique(self) -> None:
        """The formset and the verb compare the ratings with each other."""

    def validate_constraints(self) -> None:
        """As above: two ratings that change places are fine."""


class RatingFormSet(forms.BaseInlineFormSet):
    """A column's heading names its fields for the eye only; each says its own name as well."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", field.label)


class RatingInline(admin.TabularInline):
    model = Rating
    form = RatingForm
    formset = RatingFormSet
    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("verification.manage_policies")

    # Left out of the next version, not deleted from this one.
    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.register(RatingScale)
class ScaleAdmin(VersionedAdmin):
    list_display = ("name", "purpose", "version", "is_active", "ratings_in_order", "reviews")
    list_filter = ("purpose", "is_active")
    search_fields = ("name", "ratings__label")
    fields = ("name", "purpose", "version", "is_active")
    readonly_fields = ("purpose", "version", "is_active")
    inlines = (RatingInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RatingScale]:
        return super().get_queryset(request).prefetch_related("ratings")

    @admin.display(description="ratings")
    def ratings_in_order(self, row: RatingScale) -> str:
        return ", ".join(rating.label for rating in row.ratings.all())

    def save_model(
        self, request: HttpRequest, obj: RatingScale, form: forms.ModelForm, change: bool
    ) -> None:
        """Saved with its ratings, by one verb, in ``save_related``."""

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        columns = ("slug", "label", "definition", "position")
        (formset,) = formsets
        lines = [
            RatingLine(**{name: answers.get(name) for name in columns})
            for answers in formset.cleaned_data
            if answers and not answers.get("DELETE")
        ]
        scale = form.instance
        holds = revise_scale(scale, by=request.user, name=form.cleaned_data["name"], ratings=lines)
        self.take_over(request, scale, holds)
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
