"""What a reviewer answers about the scope of their evidence."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.quantities import Match

from .fields import Prose

QUESTIONS = {
    "population": "The same people?",
    "place": "The same place?",
    "period": "The same period?",
    "definition": "The same definition?",
    "stock_or_flow": "Both a state, or both a change over time?",
}


class ScopeForm(forms.Form):
    """A respect left open goes by the words of claim and evidence."""

    explained = Prose(label="Why it counts all the same", required=False, rows=2, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=question, required=False, choices=[("", ""), *((m, m) for m in Match)]
            )

    @property
    def answers(self) -> dict[str, str]:
        return {name: value for name in QUESTIONS if (value := self.cleaned_data[name])}
