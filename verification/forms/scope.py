"""What a reviewer answers about the scope of their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from claims.models import Figure
from claims.quantities import Match, figure_words
from verification.which_figure import ALL, FIGURE

from .fields import Prose

QUESTIONS = {
    "population": "The same people?",
    "place": "The same place?",
    "period": "The same period?",
    "definition": "The same definition?",
    "stock_or_flow": "Both a state, or both a change over time?",
}


class ExplainForm(forms.Form):
    """Why evidence that was handed in without a word of it counts all the same; empty takes back
    what was said."""

    explained = Prose(label="Why it counts all the same", required=False, rows=2, max_length=2000)


class ScopeForm(forms.Form):
    """A respect left open goes by the words of claim and evidence, and so does which of the claim's
    ``figures`` it is about; that is asked where there are several."""

    explained = Prose(label="Why it counts all the same", required=False, rows=2, max_length=2000)

    def __init__(self, *args: Any, figures: Sequence[Figure] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(figures) > 1:
            places = [
                (str(at), figure_words(one.held.quantity)) for at, one in enumerate(figures, 1)
            ]
            self.fields[FIGURE] = forms.ChoiceField(
                label="About which figure?", required=False, choices=[("", ""), *places, (ALL, ALL)]
            )
        for name, question in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=question, required=False, choices=[("", ""), *((m, m) for m in Match)]
            )

    @property
    def answers(self) -> dict[str, str]:
        asked = (FIGURE, *QUESTIONS)
        return {name: value for name in asked if (value := self.cleaned_data.get(name))}
