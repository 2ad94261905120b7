"""When somebody works, as people write it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from newsroom.zones import zones_offered
from verification.models import Reviewer
from verification.working_time import Stretch, parse_week, write_week

HELP = (
    "As in “mon-thu 9:00-18:00, fri 9:00-12:00 13:00-16:00”; “22:00-6:00” runs past midnight. "
    "Empty: the desk’s."
)


class Week(forms.CharField):
    """A working week in words; cleaned it is the same text, known to be readable."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Working hours")
        kwargs.setdefault("help_text", HELP)
        kwargs.setdefault("widget", forms.TextInput({"size": 60, "spellcheck": "false"}))
        super().__init__(required=False, max_length=300, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            parse_week(text)
        except ValueError as problem:
            raise ValidationError(str(problem)) from None
        return text


def zone_choices() -> list[tuple[str, str]]:
    return [
        ("", f"The desk’s ({settings.TIME_ZONE})"),
        *zones_offered(),
    ]


class Zone(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Time zone")
        super().__init__(required=False, choices=zone_choices, **kwargs)


class HoursForm(forms.Form):
    """One's own hours."""

    week = Week()
    time_zone = Zone()


def week_of(reviewer: Reviewer | None) -> str:
    """Their own hours in words, "" for somebody who has none."""
    if reviewer is None or reviewer.pk is None:
        return ""
    return write_week(Stretch(one.weekday, one.starts, one.ends) for one in reviewer.hours.all())


def of_the_desk() -> str:
    return write_week(settings.DESK_HOURS) or "round the clock"
