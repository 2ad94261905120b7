"""A finding, and what it rests on: evidence and answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from claims.anchoring import occurrences
from newsroom.accounts.models import User
from verification.models import (
    ClaimReview,
    Evidence,
    Hand,
    Rating,
    Source,
    SourceKind,
    Stance,
    Tier,
    WasItSaid,
)
from verification.models.evidence import Question

from .fields import Day, Moment, Prose


class FindingForm(forms.Form):
    """A draft: everything may still be missing. ``version`` is the one the writer saw."""

    was_it_said = forms.ChoiceField(
        label="Was it said?",
        choices=WasItSaid.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    rating = forms.ModelChoiceField(queryset=Rating.objects.none(), required=False)
    reasons = Prose(
        label="Why", required=False, rows=7, placeholder="What the evidence shows, and how far."
    )
    version = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, review: ClaimReview, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="finding_%s", **kwargs)
        if review.claim.is_rated:
            self.fields["rating"].queryset = Rating.objects.filter(scale_id=review.scale_id)
        else:
            del self.fields["rating"]
        if review.claim.attribution == "own":
            del self.fields["was_it_said"]


class EvidenceForm(forms.Form):
    """A passage that somebody cites. A source that the desk does not know yet is proposed with
    it, by name, kind and tier."""

    source = forms.ModelChoiceField(
        queryset=Source.objects.none(), required=False, empty_label="Choose a source"
    )
    new_source = forms.CharField(label="Its name", max_length=200, required=False)
    new_kind = forms.ChoiceField(label="Kind", choices=SourceKind.choices, required=False)
    new_tier = forms.ChoiceField(
        label="Tier", choices=Tier.choices, required=False, initial=Tier.RELIABLE
    )
    stance = forms.ChoiceField(
        label="Stance", choices=[("", "Choose"), *Stance.choices], error_messages={
            "required": "Say whether it supports, refutes or gives context."
        },
    )  # fmt: skip
    excerpt = Prose(
        label="Excerpt",
        rows=4,
        help_text="The passage word for word. Its figures are read from it.",
    )
    hand = forms.ChoiceField(
        label="First- or second-hand", choices=Hand.choices, initial=Hand.SECOND
    )
    answers = forms.ChoiceField(
        label="It answers", choices=Question.choices, initial=Question.IS_IT_SO, required=False
    )
    url = forms.URLField(
        label="Address",
        max_length=2000,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://…"}),
    )
    as_of = Day(label="As of", required=False)
    measures_otherwise = forms.CharField(
        label="Measures something else",
        max_length=200,
        required=False,
        help_text="Say what, such as “Citizens only”. It then stays out of the tally.",
    )
    derives_from = forms.ModelChoiceField(
        label="Repeats",
        queryset=Evidence.objects.none(),
        required=False,
        empty_label="Nothing here: a source of its own",
        help_text="If it only repeats evidence that is already here, it counts once.",
    )

    copy = Prose(
        label="Text of the page",
        rows=4,
        required=False,
        max_length=1_000_000,
        help_text="Pasted whole, it is kept as a saved copy, should the page change or go.",
    )

    def __init__(self, *args: Any, review: ClaimReview, by: User, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="evidence_%s", **kwargs)
        self.fields["source"].queryset = Source.objects.visible_to(by).citable()
        self.fields["derives_from"].queryset = (
            Evidence.objects.filter(review=review)
            .readable_by(by, review)
            .standing()
            .select_related("source")
        )
        if review.claim.attribution == "own":
            del self.fields["answers"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        name = " ".join((data.get("new_source") or "").split())
        if data.get("source") and name:
            self.add_error("new_source", "Choose a source or name a new one, not both.")
        elif "source" in data and not data["source"] and not name:
            self.add_error("source", "Choose who says it, or name a new source.")
        elif name and (known := Source.objects.filter(name__iexact=name).first()):
            # Proposing a name the desk has is the same as choosing it.
            data["source"], data["new_source"] = known, ""
        else:
            data["new_source"] = name
        copy, excerpt = data.get("copy", ""), data.get("excerpt", "")
        if copy.strip() and excerpt and not occurrences(copy, excerpt):
            self.add_error("copy", "The excerpt does not stand in this text. Compare the two.")
        if name and not data.get("source"):
            data["new_kind"] = data.get("new_kind") or SourceKind.NEWS
            data["new_tier"] = data.get("new_tier") or Tier.RELIABLE
        return data

    def passage(self) -> dict[str, Any]:
        """What ``cite`` takes, but for the source."""
        names = ("stance", "excerpt", "hand", "url", "as_of", "measures_otherwise", "derives_from")
        answers = self.cleaned_data.get("answers") or Question.IS_IT_SO
        return {**{name: self.cleaned_data[name] for name in names}, "answers": answers}


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
