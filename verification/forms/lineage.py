"""Which other piece of evidence is meant."""

from __future__ import annotations

from typing import Any

from django import forms

from newsroom.accounts.models import User
from verification.models import ClaimReview, Evidence


class OtherPieceForm(forms.Form):
    other = forms.ModelChoiceField(
        queryset=Evidence.objects.none(),
        error_messages={
            "required": "Choose the evidence that it repeats. Nothing was changed.",
            "invalid_choice": "This evidence is not, or no longer, there to be chosen. Nothing "
            "was changed.",
        },
    )

    def __init__(self, *args: Any, review: ClaimReview, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        readable = Evidence.objects.filter(review=review).readable_by(by, review)
        self.fields["other"].queryset = readable.standing().select_related("source")
