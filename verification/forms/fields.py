"""Fields that all forms of the review share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator

FIRST_YEAR, LAST_YEAR = 1000, 2999


class Prose(forms.CharField):
    """Text in lines of its own, as typed or pasted; only the line ends are made the same."""

    def __init__(self, *, rows: int = 3, placeholder: str = "", **kwargs: Any) -> None:
        attrs: dict[str, Any] = {"rows": rows}
        if placeholder:
            attrs["placeholder"] = placeholder
        kwargs.setdefault("widget", forms.Textarea(attrs=attrs))
        kwargs.setdefault("strip", False)
        kwargs.setdefault("max_length", 20_000)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class Moment(forms.DateTimeField):
    """A day and a time of the desk's clock."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        )
        kwargs.setdefault("error_messages", {"invalid": "Give a day and a time."})
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs)

    def clean(self, value: Any) -> Any:
        return within_the_calendar(super().clean(value))


class Day(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        return within_the_calendar(super().clean(value))


def within_the_calendar(day: Any) -> Any:
    """The day or time as given; nothing so near an end of the calendar that adding to it fails."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(f"Give a year from {FIRST_YEAR} to {LAST_YEAR}.")
    return day


class RowsIterator(ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        if self.field.rows is None:
            yield from super().__iter__()
            return
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from map(self.choice, self.field.rows)


class ChoiceOfRows(forms.ModelChoiceField):
    """A choice among ``rows`` where a page has read them already. What is posted is looked up in
    the ``queryset`` all the same."""

    iterator = RowsIterator
    rows: Sequence[Any] | None = None


def meant(sentence: str) -> forms.BooleanField:
    """A tick that says "I mean it", for what cannot be undone."""
    return forms.BooleanField(
        label=sentence,
        error_messages={"required": "Tick the box to say that you mean it. Nothing was done."},
    )


def first_error(form: forms.BaseForm) -> str:
    """One sentence for a short form's message: which field, and what is wrong with it."""
    for name, errors in form.errors.items():
        label = form[name].label if name in form.fields else ""
        widget = form.fields[name].widget if name in form.fields else None
        if label and not isinstance(widget, forms.CheckboxInput):
            return f"{label}: {errors[0]}"
        return str(errors[0])
    return ""
