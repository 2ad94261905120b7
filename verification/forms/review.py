"""What both reviewers and editors decide, each with its reason."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.models import Topic
from verification.models import ClaimReview, Rating, Verdict
from verification.states import ReviewState

from .fields import Moment, Prose, meant


class ReasonForm(forms.Form):
    """The verb itself asks for the reason where it needs one."""

    reason = Prose(label="Reason", rows=2, required=False, max_length=2000)


class SettlementForm(forms.Form):
    rating = forms.ModelChoiceField(queryset=Rating.objects.none(), empty_label="Choose a rating")
    reasons = Prose(label="Why", rows=4)

    def __init__(self, *args: Any, review: ClaimReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if review.claim.is_rated:
            self.fields["rating"].queryset = Rating.objects.filter(
                scale_id=review.scale_id
            ).on_the_keys()
            self.fields["rating"].required = not review.policy.what_we_know
        else:
            del self.fields["rating"]


class AgreeForm(forms.Form):
    settlement = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class VerdictForm(forms.Form):
    """The text. ``seen`` is the wording the writer started from, if there was one."""

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
    seen = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="verdict_%s", **kwargs)

    def seen_of(self, review: ClaimReview) -> Verdict | None:
        if not self.cleaned_data["seen"]:
            return None
        return review.verdicts.filter(pk=self.cleaned_data["seen"]).first()


class VerdictSeenForm(forms.Form):
    """Which wording somebody confirms or signs: the one they have read."""

    verdict = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class SignOffForm(VerdictSeenForm):
    """The tick is asked for once the text is on the screen."""

    note = Prose(label="Note", rows=2, required=False, max_length=2000)
    meant = meant("I have read exactly this text and stand behind it.")


class ScheduleForm(forms.Form):
    publish_at = Moment(
        label="Publish at", required=False, help_text="Empty: not by itself any more."
    )


class PublishForm(forms.Form):
    meant = meant("Publish it now. What is published can be retracted, but not undone.")


class FinalReasonForm(ReasonForm):
    meant = meant("I mean it; this cannot be undone.")


class ClaimFilter(forms.Form):
    """What a list of claims shows, and from where on. Garbage in an address filters nothing."""

    q = forms.CharField(label="Text", required=False, max_length=200)
    state = forms.ChoiceField(
        label="Stage", required=False, choices=[("", "any stage"), *ReviewState.choices]
    )
    topic = forms.ModelChoiceField(
        queryset=Topic.objects.all(), required=False, empty_label="any topic"
    )
    mine = forms.BooleanField(label="mine", required=False)
    unassigned = forms.BooleanField(label="to assign", required=False)
    late = forms.BooleanField(label="late", required=False)
    waiting = forms.BooleanField(label="waiting for a reply", required=False)
    held = forms.BooleanField(label="on hold", required=False)
    nobody = forms.BooleanField(label="nobody can take it", required=False)
    kept = forms.BooleanField(label="kept for somebody", required=False)
    asks = forms.BooleanField(label="more time asked for", required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    after = forms.IntegerField(required=False, min_value=1, max_value=2**62)
