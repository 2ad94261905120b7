"""What an action asks before it does something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from newsroom.accounts.models import Role, User
from verification.forms.fields import meant
from verification.models import Verdict


class AssignToForm(forms.Form):
    reviewer = forms.ModelChoiceField(queryset=User.objects.none(), label="To")
    reason = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Needed where they have no room for more.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = User.objects.filter(
            Q(roles__contains=[Role.REVIEWER]) | Q(roles__contains=[Role.EDITOR]), is_active=True
        )


class SignForm(forms.Form):
    """``verdicts`` are the texts that stood on the page: those, and no later ones, are signed."""

    verdicts = forms.ModelMultipleChoiceField(
        queryset=Verdict.objects.all(), widget=forms.MultipleHiddenInput, required=False
    )
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))
    meant = meant("I have read exactly these texts and stand behind them.")


class PublishForm(forms.Form):
    meant = meant("Publish them now. What is published can be retracted, but not undone.")
