"""What an editor would word otherwise, and what the writer answers."""

from __future__ import annotations

from typing import Any

from django import forms

from verification.models import Verdict

from .fields import Prose

REFERRING = ("explanation", "said_explanation")


class SuggestForm(forms.Form):
    """Starts from the text there is. ``verdict`` is the wording it is about."""

    conclusion = Prose(label="Conclusion", rows=3, max_length=600)
    explanation = Prose(label="Explanation", rows=12, required=False)
    said_explanation = Prose(label="What shows whether it was said", rows=6, required=False)
    note = Prose(
        label="Why", rows=3, max_length=2000, help_text="Its writer reads this with your words."
    )
    verdict = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, about: Verdict | None = None, **kwargs: Any) -> None:
        if about is not None:
            words = {name: getattr(about, name) for name in ("conclusion", *REFERRING)}
            kwargs["initial"] = {**words, "verdict": about.pk}
        super().__init__(*args, **{"auto_id": "suggest_%s", **kwargs})
        for name in REFERRING:
            if about is not None:
                self.fields[name].required = True
                if not getattr(about, name):
                    del self.fields[name]  # the verdict has no such part


class LeaveForm(forms.Form):
    reply = Prose(
        label="Why it stays as it is",
        rows=3,
        max_length=2000,
        help_text="Whoever suggested the edits reads it before signing.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "leave_%s", **kwargs})
