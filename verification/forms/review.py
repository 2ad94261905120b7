"""What both reviewers and editors decide, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.shortcuts import get_object_or_404

from claims.models import Topic
from newsroom.accounts.models import User
from verification.models import ClaimReview, Finding, Rating, SuggestedEdit, Verdict, WasItSaid
from verification.operations.answers import found_not_said, said_by_all
from verification.operations.verdict_text import able_to_be_named
from verification.questions import may_go_unrated
from verification.states import ReviewState

from .fields import Moment, Prose, meant


class ReasonForm(forms.Form):
    """The verb itself asks for the reason where it needs one."""

    reason = Prose(label="Reason", rows=2, required=False, max_length=2000)


class FindingChoice(forms.ModelChoiceField):
    """One of the findings that differ, by whose it is, or none: both combined."""

    reader: User

    def label_from_instance(self, finding: Finding) -> str:
        whose = "Mine" if finding.reviewer_id == self.reader.pk else finding.reviewer.name
        answer = finding.rating.label if finding.rating else finding.was_not_said_words
        return f"{whose}, as it stands" + (f": {answer}" if answer else "")


class SettlementForm(forms.Form):
    """``takes`` is the finding that stands as it is; without it ``rating``, and of a quoted claim
    ``was_it_said``, combine both."""

    takes = FindingChoice(
        label="Which holds",
        queryset=Finding.objects.none(),
        required=False,
        blank=True,
        empty_label="Both, combined",
        widget=forms.RadioSelect,
    )
    rating = forms.ModelChoiceField(
        queryset=Rating.objects.none(),
        required=False,
        empty_label="Choose a rating",
        help_text="Only where both are combined.",
    )
    was_it_said = forms.ChoiceField(
        label="Was it said?",
        choices=[("", "Choose an answer"), *WasItSaid.choices],
        required=False,
        help_text="Only where both are combined.",
    )
    reasons = Prose(label="Why", rows=4)

    def __init__(self, *args: Any, review: ClaimReview, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["takes"].reader = by
        self.fields["takes"].queryset = (
            Finding.objects.readable_by(by, review)
            .submitted()
            .filter(review=review, round=review.round)
            .select_related("reviewer", "rating")
            .order_by("assignment__role")
        )
        self.review = review
        if review.claim.is_rated:
            self.fields["rating"].queryset = Rating.objects.filter(
                scale_id=review.scale_id
            ).on_the_keys()
        else:
            del self.fields["rating"]
        if review.claim.is_quoted:
            # What both findings say already need not be chosen again.
            self.said = said_by_all(list(self.fields["takes"].queryset))
            self.fields["was_it_said"].initial = self.said
        else:
            self.said = ""
            del self.fields["was_it_said"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("takes") or "takes" in self.errors:
            return data
        said = data["was_it_said"] = data.get("was_it_said") or self.said
        if "was_it_said" in self.fields and not said and "was_it_said" not in self.errors:
            self.add_error("was_it_said", "Choose the answer that both are combined under.")
        unrated = data.get("rating") is None and "rating" not in self.errors
        if unrated and not may_go_unrated(self.review, said):
            self.add_error("rating", "Choose the rating that both are combined under.")
        return data

    @property
    def decided(self) -> dict[str, Any]:
        """Of a valid form what the verbs that settle take: ``takes rating was_it_said reasons``."""
        asked_always = {"rating": None, "was_it_said": ""}
        return asked_always | self.cleaned_data


class AgreeForm(forms.Form):
    settlement = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class VerdictForm(forms.Form):
    """The text. ``seen`` is the wording the writer started from, if there was one, ``takes`` the
    editor's suggestion that it takes up; ``writers`` are those who can be named as its writer.
    ``not_said``: what was found is that it was not said, and no more, so that this alone is to be
    explained. ``verdict_form`` makes one for a review. ``version`` and ``kept_at`` are those of
    the writer's draft; ``from_before`` is what they had typed on earlier wordings.

    ``was_it_said`` is chosen only where the findings were not asked; the verb says which of the
    words about the two questions and about a departure from the numbers it needs."""

    conclusion = Prose(
        label="Conclusion",
        rows=2,
        max_length=600,
        help_text="One sentence that answers the claim. Readers see it first.",
    )
    explanation = Prose(
        label="Explanation",
        rows=9,
        help_text="Refer to the evidence by its number, such as [1].",
    )
    was_it_said = forms.ChoiceField(
        label="Was it said?",
        choices=WasItSaid.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    said_explanation = Prose(label="What shows whether it was said", rows=4, required=False)
    departs_because = Prose(
        label="Why the rating departs from what the numbers say",
        rows=3,
        required=False,
        help_text="Readers see it beside the numbers.",
    )
    writer = forms.ModelChoiceField(
        label="Named writer", queryset=User.objects.none(), required=False, empty_label=None
    )
    reply = Prose(label="Your answer to who sent it back", rows=2, required=False, max_length=2000)
    seen = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    takes = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    kept_at: datetime | None = None
    from_before: Sequence[Any] = ()

    def __init__(
        self, *args: Any, not_said: bool = False, writers: Sequence[User] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"auto_id": "verdict_%s", **kwargs})
        self.fields["explanation"].required = not not_said
        self.fields["writer"].queryset = User.objects.filter(pk__in=[w.pk for w in writers])
        self.fields["conclusion"].widget.attrs["data-key"] = "w"

    def seen_of(self, review: ClaimReview) -> Verdict | None:
        """Errors: ``Http404`` for a wording that is none of this review's."""
        if not self.cleaned_data["seen"]:
            return None
        return get_object_or_404(review.verdicts, pk=self.cleaned_data["seen"])

    def taken_from(self, review: ClaimReview) -> SuggestedEdit | None:
        """Errors: ``Http404`` for a suggestion that is none of this review's."""
        if not self.cleaned_data["takes"]:
            return None
        of_it = SuggestedEdit.objects.filter(verdict__review=review)
        return get_object_or_404(of_it, pk=self.cleaned_data["takes"])


def verdict_form(review: ClaimReview, by: User, *args: Any, **kwargs: Any) -> VerdictForm:
    """The form as this person fills it in."""
    not_said, writers = found_not_said(review), able_to_be_named(review, by)
    return VerdictForm(*args, not_said=not_said, writers=writers, **kwargs)


def text_draft_form(review: ClaimReview, by: User, data: QueryDict) -> VerdictForm:
    """The form half filled in: nothing of it need be there but the version of the draft."""
    form = verdict_form(review, by, data)
    for name, field in form.fields.items():
        field.required = name == "version"
    return form


class VerdictSeenForm(forms.Form):
    """Which wording somebody confirms or signs: the one they have read."""

    verdict = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class SignOffForm(VerdictSeenForm):
    """``page`` is the hash of the page that was read. The tick is asked for once it is on the
    screen."""

    page = forms.CharField(max_length=64, widget=forms.HiddenInput)
    note = Prose(label="Note", rows=2, required=False, max_length=2000)
    meant = meant("I have read exactly this page and stand behind it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs["data-key"] = "s"


class ScheduleForm(forms.Form):
    publish_at = Moment(
        label="Publish at", required=False, help_text="Empty: not by itself any more."
    )


class PublishForm(forms.Form):
    meant = meant("Publish it now. What is published can be retracted, but not undone.")


class FinalReasonForm(ReasonForm):
    meant = meant("I mean it; this cannot be undone.")


class Places(forms.Form):
    """From where on a list that is newest first is shown."""

    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    after = forms.IntegerField(required=False, min_value=1, max_value=2**62)


WHICH = {
    "with_reviewers": "in review: open, at work or to settle",
    "going_out": "going out today",
    "scheduled": "scheduled for later",
    "handed_over": "handed over today",
    "corrections": "reopened or retracted, no new report yet",
}


class ClaimFilter(Places):
    """What a list of claims shows, and from where on. Garbage in an address filters nothing.
    ``which`` and ``holder`` are for editors."""

    q = forms.CharField(label="Text", required=False, max_length=200)
    state = forms.ChoiceField(
        label="Stage", required=False, choices=[("", "any stage"), *ReviewState.choices]
    )
    topic = forms.ModelChoiceField(
        queryset=Topic.objects.all(), required=False, empty_label="any topic"
    )
    which = forms.ChoiceField(
        label="Which", required=False, choices=[("", "all of them"), *WHICH.items()]
    )
    holder = forms.ModelChoiceField(
        label="With", queryset=User.objects.all(), required=False, empty_label="anybody"
    )
    mine = forms.BooleanField(label="mine", required=False)
    unassigned = forms.BooleanField(label="to assign", required=False)
    late = forms.BooleanField(label="late", required=False)
    waiting = forms.BooleanField(label="waiting for a reply", required=False)
    held = forms.BooleanField(label="on hold", required=False)
    nobody = forms.BooleanField(label="nobody can take it", required=False)
    kept = forms.BooleanField(label="kept for somebody", required=False)
    asks = forms.BooleanField(label="more time asked for", required=False)
    waivers = forms.BooleanField(label="waivers asked for", required=False)

    @property
    def narrowed(self) -> list[str]:
        """What is set beside the text, in words: "in review", "Harbours", "with Ann", "late"."""
        told = {name: self.cleaned_data.get(name) for name in self.fields if name != "q"}
        words = {
            "state": dict(ReviewState.choices).get(told["state"], ""),
            "topic": str(told["topic"] or ""),
            "which": WHICH.get(told["which"], ""),
            "holder": f"with {told['holder'].name}" if told["holder"] else "",
        }
        ticked = [str(self.fields[name].label) for name, value in told.items() if value is True]
        return [*filter(None, words.values()), *ticked]
