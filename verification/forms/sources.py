"""Adding to and keeping the desk's sources."""

from __future__ import annotations

from django import forms

from verification.models import Source, SourceKind, SourceState, Tier
from verification.operations.sources import MANAGED

from .fields import Prose


class SourceForm(forms.ModelForm):
    homepage = forms.URLField(max_length=500, required=False, assume_scheme="https")
    notes = Prose(
        label="Good for what",
        rows=4,
        required=False,
        help_text="What it knows first-hand, how often it revises, how to reach it.",
    )

    class Meta:
        model = Source
        fields = MANAGED
        labels = {"interest": "Whose interest"}
        help_texts = {"interest": "Its stake, such as who funds it."}

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class SourceFilter(forms.Form):
    q = forms.CharField(label="Name", required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=[("", "any kind"), *SourceKind.choices])
    tier = forms.ChoiceField(required=False, choices=[("", "any tier"), *Tier.choices])
    state = forms.ChoiceField(required=False, choices=[("", "any state"), *SourceState.choices])
    before = forms.CharField(required=False, max_length=200)
    after = forms.CharField(required=False, max_length=200)
