"""Facts beside the review, set where one works: kind, topic, priority, when it is due, and one's
own interest in what the claim is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from claims.models import Claim, ClaimKind, Priority, Topic
from claims.operations.describing import description
from claims.operations.keeping import seen_of
from newsroom.accounts.models import User
from verification.models import ClaimReview
from verification.subjects import Subject, named

from .fields import Moment, Prose, meant


class FactsForm(forms.Form):
    """``seen`` tells whether somebody else changed them while the form was open. How urgent it is
    is for editors."""

    kind = forms.ChoiceField(choices=ClaimKind.choices)
    topic = forms.ModelChoiceField(
        queryset=Topic.objects.all(), required=False, empty_label="no topic"
    )
    priority = forms.ChoiceField(choices=Priority.choices)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_editor: bool, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="facts_%s", **kwargs)
        if not is_editor:
            del self.fields["priority"]


def facts_of(claim: Claim) -> dict[str, Any]:
    """Where the form starts."""
    return {
        "kind": claim.kind,
        "topic": claim.topic_id,
        "priority": claim.priority,
        "seen": seen_of(description(claim)),
    }


class DueForm(forms.Form):
    due_at = Moment(label="Due")
    reason = Prose(
        label="Why", rows=2, max_length=2000, help_text="Its reviewers are told; it is kept."
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="due_%s", **kwargs)

    def clean_seen(self) -> datetime | None:
        """``None`` where nothing, or garbage, came along."""
        try:
            moment = parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            return None
        return moment if moment and timezone.is_aware(moment) else None


def due_of(review: ClaimReview) -> dict[str, Any]:
    due = review.due_at
    return {"due_at": timezone.localtime(due), "seen": due.isoformat()} if due else {}


class OwnInterestForm(forms.Form):
    """A stake of one's own in something of this claim: ``subjects``."""

    what = forms.ChoiceField(
        label="In what",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is in."},
    )
    stake = forms.CharField(
        label="What the interest is",
        max_length=300,
        help_text="Such as “worked there until 2024”. You, editors and admins read it; others see "
        "only that there is one.",
    )
    meant = meant("Work of mine that this bars goes to somebody else at once.")

    def __init__(self, *args: Any, subjects: Iterable[Subject], user: User, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="own_interest_%s", **kwargs)
        self.user = user
        self.fields["what"].choices = [(subject.key, subject.words) for subject in subjects]

    def clean_what(self) -> dict[str, Any]:
        subject = named(self.cleaned_data["what"], self.user)
        if subject is None:
            raise forms.ValidationError("This is no longer there. Reload the page.")
        return subject

    def declared(self) -> dict[str, Any]:
        """What ``declare_interest`` takes."""
        return {"stake": self.cleaned_data["stake"], **self.cleaned_data["what"]}
