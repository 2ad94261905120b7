"""A finding, and the answers it rests on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from verification.models import ClaimReview, Rating, WasItSaid

from .fields import Moment, Prose


class FindingForm(forms.Form):
    """A draft: everything may still be missing. ``version`` is the one the writer saw."""

    was_it_said = forms.ChoiceField(
        label="Was it said?",
        choices=WasItSaid.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    said_reasons = Prose(
        label="What shows whether it was said",
        required=False,
        rows=3,
        placeholder="Where it can be heard or read, or why nobody said it.",
    )
    rating = forms.ModelChoiceField(queryset=Rating.objects.none(), required=False)
    reasons = Prose(
        label="Why", required=False, rows=7, placeholder="What the evidence shows, and how far."
    )
    departs_because = Prose(
        label="Why the rating departs from the numbers",
        required=False,
        rows=3,
        placeholder="What the numbers leave out.",
    )
    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, review: ClaimReview, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="finding_%s", **kwargs)
        if review.claim.is_rated:
            self.fields["rating"].queryset = Rating.objects.filter(scale_id=review.scale_id)
        else:
            del self.fields["rating"], self.fields["departs_because"]
        if not review.claim.is_quoted:
            del self.fields["was_it_said"], self.fields["said_reasons"]


def tomorrow() -> Any:
    return timezone.localtime() + timedelta(days=1)


class ContactForm(forms.Form):
    whom = forms.CharField(label="Whom", max_length=200)
    question = Prose(label="Question", rows=3)
    reply_by = Moment(label="Reply by", initial=tomorrow)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="contact_%s", **kwargs)


class AnswerForm(forms.Form):
    answer = Prose(label="What came back", rows=3, required=False)
