"""Which published verdicts to show or to export."""

from __future__ import annotations

from typing import Any

from django import forms

from verification.models import Rating
from verification.reports.selection import NOT_RATED, OTHERS_CLAIMS, PURPOSE_WORDS, Selection

from .fields import Day


class ReportFilter(forms.Form):
    """An empty field filters nothing. ``before`` is the page: reports published
    before the one of this id."""

    since = Day(label="From", required=False)
    until = Day(label="To", required=False)
    rating = forms.ChoiceField(required=False)
    purpose = forms.ChoiceField(choices=list(PURPOSE_WORDS.items()), required=False)
    before = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rating"].choices = rating_choices()

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        since, until = values.get("since"), values.get("until")
        if since and until and since > until:
            self.add_error("until", "This day is before the first one, so nothing could fit.")
        return values

    def selection(self) -> Selection:
        """What a valid form asks for."""
        values = self.cleaned_data
        return Selection(
            since=values["since"],
            until=values["until"],
            rating=values["rating"],
            purpose=values["purpose"] or OTHERS_CLAIMS,
        )


def rating_choices() -> list[Any]:
    """Every rating of every scale once, grouped by what is rated."""
    groups: dict[str, dict[str, str]] = {}
    ratings = Rating.objects.on_the_keys().values_list("scale__purpose", "slug", "label")
    for purpose, slug, label in ratings:
        groups.setdefault(PURPOSE_WORDS.get(purpose, purpose), {})[slug] = label
    grouped = [(words, list(labels.items())) for words, labels in sorted(groups.items())]
    return [("", "any rating"), *grouped[::-1], (NOT_RATED, "not rated")]
