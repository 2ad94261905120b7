"""What every page of the Django admin is made of: rights by role, actions that call verbs.

A page is read-only unless its class names a right for more, and nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DataError, IntegrityError, models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from newsroom.refusals import Refused

AT_ONCE = 200


class NamedValues(admin.AllValuesFieldListFilter):
    """The stock filter, with a word where the value is empty: a link needs a name."""

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "none"}


def whether(column: str, title: str, *, there: str, missing: str) -> type[admin.SimpleListFilter]:
    """A filter, in these words, by whether a column or a row of another table is there."""

    class Whether(admin.SimpleListFilter):
        parameter_name = f"has_{column}"

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            return [("yes", there), ("no", missing)]

        def queryset(
            self, request: HttpRequest, queryset: models.QuerySet
        ) -> models.QuerySet | None:
            if self.value() not in ("yes", "no"):
                return None
            return queryset.filter(**{f"{column}__isnull": self.value() == "no"})

    Whether.title = title
    return Whether


class DeskAdmin(admin.ModelAdmin):
    """Rights are the names of permissions that the rules know; empty means nobody."""

    may_read: ClassVar[str] = "accounts.read_desk"
    may_add: ClassVar[str] = ""
    may_change: ClassVar[str] = ""
    may_act: ClassVar[str] = ""
    list_per_page = 50
    show_full_result_count = False
    formfield_overrides: ClassVar[dict[Any, Any]] = {models.URLField: {"assume_scheme": "https"}}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if any("\x00" in value for _, values in request.GET.lists() for value in values):
            raise BadRequest("A NUL character in an address; PostgreSQL knows none.")
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(key.isascii() and key.isdigit() for key in chosen):
            raise BadRequest("What was chosen are not the keys of rows.")
        return super().changelist_view(request, extra_context)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """A filter in the address that no row can be compared with is an unknown filter: Django
        itself only expects some of what PostgreSQL and Python refuse."""
        try:
            return super().get_changelist_instance(request)
        except (DataError, IndexError, OverflowError, TypeError, ValueError) as error:
            if not request.GET:
                raise
            raise IncorrectLookupParameters(error) from error

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What a verb refuses comes back as it was typed, with the refusal; nothing is saved."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refusal:
            request.refused_because = refusal.sentence
        except IntegrityError:  # saved by somebody else between the look and the write
            request.refused_because = (
                "Somebody else saved the same at the same moment, so yours was not saved. "
                "Look at the list before you save it again."
            )
        return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[forms.Form]:
        form_class = super().get_form(request, obj, **kwargs)
        sentence = getattr(request, "refused_because", "")
        return refused_form(form_class, sentence) if sentence else form_class

    def history_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Django looks for the row first, and answers otherwise where it finds none to show.
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, *args, **kwargs)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(self.may_read)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(self.may_add) and request.user.has_perm(self.may_add)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.may_change) and request.user.has_perm(self.may_change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_act_permission(self, request: HttpRequest) -> bool:
        """What an action asks for with ``permissions=["act"]``."""
        return bool(self.may_act) and request.user.has_perm(self.may_act)

    def each(
        self,
        request: HttpRequest,
        rows: Iterable[models.Model],
        verb: Callable[[Any], object],
        *,
        done: str,
    ) -> None:
        """Call the verb for each row. One row's refusal is told and the rest goes on."""
        count, refusals = 0, []
        for row in rows:
            name = str(row)
            try:
                verb(row)
            except (Refused, PermissionDenied) as refusal:
                refusals.append(f"{name}: {refusal}")
            else:
                count += 1
                self.log_change(request, row, done.capitalize() + ".")
        if not refusals:
            messages.success(request, f"{count} {done}.")
            return
        messages.warning(
            request, f"{count} {done}; {len(refusals)} refused: " + " / ".join(refusals)
        )

    def ask_first(
        self,
        request: HttpRequest,
        rows: Sequence[models.Model] | models.QuerySet,
        form_class: type[forms.Form],
        *,
        title: str,
        button: str,
        at_once: int | None = None,
        template: str = "admin/verb.html",
        **context: Any,
    ) -> tuple[forms.Form | None, HttpResponse | None]:
        """The page between choosing rows and acting on them: the form filled in, or the page
        that asks for it."""
        at_once = at_once or AT_ONCE
        rows = list(rows[: at_once + 1])
        if len(rows) > at_once:
            messages.error(
                request, f"Choose at most {at_once:,} at a time. Nothing was changed so far."
            )
            return None, None
        answered = "answered" in request.POST
        form = form_class(request.POST if answered else None)
        if answered and form.is_valid():
            return form, None
        return None, TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "title": title,
                "button": button,
                "opts": self.opts,
                "rows": rows,
                "form": form,
                "action": request.POST.get("action", ""),
                "checkbox_name": ACTION_CHECKBOX_NAME,
                **context,
            },
        )


def refused_form(form_class: type[forms.Form], sentence: str) -> type[forms.Form]:
    """The same form, which ``sentence`` forbids to save."""

    class RefusedForm(form_class):
        def full_clean(self) -> None:
            super().full_clean()
            self.add_error(None, sentence)

    return RefusedForm


class ReadOnlyInline(admin.TabularInline):
    """Rows that belong to the one on the page, to be read."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever sees the row they belong to

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NoteForm(forms.Form):
    """Something that may be said about it."""

    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))


class ReasonForm(forms.Form):
    """Why; the history keeps it."""

    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="It is kept in the history.",
    )
