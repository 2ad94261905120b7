"""What an action asks before it does something."""

from __future__ import annotations

from typing import Any

from django import forms

from newsroom.accounts.models import User
from verification.forms.by_hand import PersonField
from verification.forms.fields import meant
from verification.models import Verdict
from verification.staff import people, reviewers


class AssignToForm(forms.Form):
    reviewer = PersonField(queryset=User.objects.none(), label="To")
    reason = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Needed where they have no room for more.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = people()


class ReassignForm(AssignToForm):
    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Whoever had it is told; the history keeps it.",
    )


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Whoever had it is told, and the desk asks somebody else at once. Reassign it "
        "instead to give it to one person; on the claim’s page it can be kept for one.",
    )


class KeepForm(ReassignForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].label = "For"
        self.fields["reviewer"].queryset = reviewers()
        self.fields["reason"].help_text = "Everybody sees it beside the claim."


class AnswerForm(forms.Form):
    answer = forms.CharField(required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))


class SignForm(forms.Form):
    """``verdicts`` are the texts that stood on the page: those, and no later ones, are signed;
    ``pages`` says of each, as "verdict:hash", which page readers would have seen."""

    verdicts = forms.ModelMultipleChoiceField(
        queryset=Verdict.objects.all(), widget=forms.MultipleHiddenInput, required=False
    )
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))
    meant = meant("I have read exactly these texts and stand behind them.")

    @property
    def pages(self) -> dict[str, str]:
        pairs = (entry.partition(":") for entry in self.data.getlist("pages"))
        return {verdict: page for verdict, _, page in pairs}


class PublishForm(forms.Form):
    meant = meant("Publish them now. What is published can be retracted, but not undone.")
