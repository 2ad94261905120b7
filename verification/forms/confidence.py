"""Evidence that may be named but not shown: two fields that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms


class Confidential(forms.Form):
    """Put before another form among the bases; ``confidence`` is what the columns are given."""

    is_confidential = forms.BooleanField(
        label="It may be named, but not shown",
        required=False,
        help_text="Its words and figures stay with you, the editors and, once all findings are "
        "in, the claim’s other reviewers; so does the name of a source that is proposed with it, "
        "until an editor confirms it. An editor must have seen it before sign-off.",
    )
    shown_as = forms.CharField(
        label="What readers are told",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "An internal memo, seen by the editor"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        told = " ".join((data.get("shown_as") or "").split())
        if data.get("is_confidential") and not told:
            self.add_error("shown_as", "Say what readers are told instead, without its content.")
        elif told and not data.get("is_confidential"):
            self.add_error("is_confidential", "Tick this, or leave empty what readers are told.")
        data["shown_as"] = told
        return data

    def confidence(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("is_confidential", "shown_as")}
