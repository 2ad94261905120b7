"""Two versions of the same thing side by side: the one saved meanwhile, and the one that was not.

Both are forms of one kind, so that whatever a form asks is shown, in the words it asks it in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from newsroom.dates import moment_words
from verification.watch.differing import Run, Runs, marked

LEAST_ALIKE = 0.4
THEIRS_AT = {"finding": "#finding_reasons", "verdict": "#verdict_conclusion"}


@dataclass(frozen=True, slots=True)
class Row:
    """One field in both versions, with what differs marked word by word."""

    label: str
    saved: Runs
    yours: Runs
    differs: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """``of`` is the form that they are versions of, ``said`` what happened."""

    of: str
    said: str
    rows: tuple[Row, ...]

    @property
    def is_of_a_side_card(self) -> bool:
        """Whether the form is too narrow to hold both, or there is none any more: then they stand
        on top of the page."""
        return self.of in ("finding", "adjudication_form", "schedule_form", "answer")

    @property
    def theirs_at(self) -> str:
        """Where on the workspace what was saved stands in a form; "" where it is no text that one
        goes on writing."""
        return THEIRS_AT.get(self.of, "")


def versions(of: str, said: str, saved: forms.Form, yours: forms.Form) -> Versions:
    return Versions(of, said, tuple(rows_of(saved, yours)))


def rows_of(saved: forms.Form, yours: forms.Form) -> Iterable[Row]:
    for field in yours.visible_fields():
        theirs, mine = told(saved[field.name]), told(field)
        if theirs or mine:
            yield row(str(field.label), theirs, mine)


def row(label: str, theirs: str, mine: str) -> Row:
    """Where little is the same, both stand unbroken: single words in common would only distract."""
    saved, yours = marked(theirs, mine)
    if alike(yours) < LEAST_ALIKE or alike(saved) < LEAST_ALIKE:
        saved, yours = [Run(theirs, True)] * bool(theirs), [Run(mine, True)] * bool(mine)
    return Row(label, saved, yours, differs=theirs != mine)


def alike(runs: Runs) -> float:
    """How much of a text stands in the other as well, from 0 to 1."""
    whole = sum(len(run.text.strip()) for run in runs)
    same = sum(len(run.text.strip()) for run in runs if not run.is_changed)
    return same / whole if whole else 1.0


def told(field: forms.BoundField) -> str:
    """What a field says, as a person reads it; "" for nothing."""
    value = field.value()
    if value in (None, ""):
        return ""
    if choices := getattr(field.field, "choices", None):
        return {str(key): str(label) for key, label in choices}.get(str(value), "")
    if isinstance(field.field, forms.DateTimeField):
        return moment_told(field.field, value)
    return str(value).replace("\r\n", "\n").strip()


def moment_told(field: forms.DateTimeField, value: Any) -> str:
    try:
        return moment_words(timezone.localtime(field.to_python(value)))
    except forms.ValidationError:
        return str(value)


def typed_again(data: QueryDict, **seen: str) -> QueryDict:
    """What was typed, as if it had been typed with the saved version in sight: saving it once more
    takes the other's place knowingly."""
    data = data.copy()
    for name, value in seen.items():
        data[name] = value
    return data
