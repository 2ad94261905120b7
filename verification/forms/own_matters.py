"""What people say of themselves: days away, and their own stakes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from newsroom.accounts.models import User
from verification.subjects import named, subjects_called

from .fields import Day


class AwayForm(forms.Form):
    first_day = Day(label="From")
    last_day = Day(
        label="Until, and including", required=False, help_text="Empty: until further notice."
    )
    note = forms.CharField(
        required=False, max_length=200, help_text="Editors and admins read it, such as “on leave”."
    )


class StakeForm(forms.Form):
    """One of the things that were found for the words, and the stake in it."""

    what = forms.ChoiceField(
        label="In what",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is in."},
    )
    stake = forms.CharField(
        label="What the interest is",
        max_length=300,
        help_text="Such as “worked there until 2024”. You, editors and admins read it; others see "
        "only that there is one.",
    )

    def __init__(self, *args: Any, user: User, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["what"].choices = [
            (subject.key, subject.words) for subject in subjects_called(words, user)
        ]

    def declared(self) -> dict[str, Any]:
        """What ``declare_interest`` takes."""
        return {"stake": self.cleaned_data["stake"], **self.cleaned_data["what"]}

    def clean_what(self) -> dict[str, Any]:
        subject = named(self.cleaned_data["what"], self.user)
        if subject is None:
            raise ValidationError("This is no longer there. Search again.")
        return subject
