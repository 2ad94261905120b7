"""Asking that a requirement of the policy be waived, and waiving it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from verification.models import Requirement

from .fields import Prose

TOLD = "Once it is published, readers are told it."


class AskWaiverForm(forms.Form):
    """``open`` are the requirements that are neither met nor waived."""

    requirement = forms.ChoiceField(label="What you cannot meet")
    because = Prose(
        label="Why", rows=2, max_length=2000, help_text="An editor without a part in it decides."
    )

    def __init__(self, *args: Any, open: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="ask_waiver_%s", **kwargs)
        self.fields["requirement"].choices = choices_of(open)


class WaiveForm(forms.Form):
    """``asked`` are the requirements that the policy has and that are not waived for the claim."""

    requirement = forms.ChoiceField(label="What need not be met")
    reason = Prose(
        label="Why", rows=2, max_length=2000,
        help_text=f"Its reviewers read it. {TOLD}",
    )  # fmt: skip

    def __init__(self, *args: Any, asked: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="waive_%s", **kwargs)
        self.fields["requirement"].choices = choices_of(asked)


class AnswerWaiverForm(forms.Form):
    reason = Prose(label="Why", rows=2, max_length=2000)


def choices_of(requirements: Iterable[str]) -> list[tuple[str, str]]:
    return [(str(one), Requirement(one).label.capitalize()) for one in requirements]
