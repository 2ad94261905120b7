"""Claims by hand: to whom and why, until when, with which note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.forms.models import ModelChoiceIterator

from newsroom.accounts.models import Role, User
from verification.models import ClaimReview, Reviewer
from verification.operations.barring import barred
from verification.operations.reviewers import whereabouts
from verification.states import LIVE_ASSIGNMENTS

from .fields import Moment, Prose


class AbleFirst(ModelChoiceIterator):
    """Who is here and has room first, then by name."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from map(self.choice, sorted(self.queryset, key=self.field.rank))


class PersonField(forms.ModelChoiceField):
    """Somebody who reviews or edits here, with where they are and what they have now. Rows from
    ``people``; ``bars`` are the interests that keep people from the claim, by their keys."""

    iterator = AbleFirst
    bars: Mapping[int, str] = {}

    def label_from_instance(self, person: Any) -> str:
        reviewer = reviewer_of(person)
        has_now = f"has {person.has_now}" + (f" of {reviewer.capacity}" if reviewer else "")
        parts = (self.interest(person), whereabouts(reviewer), has_now)
        return f"{person.name} ({'; '.join(filter(None, parts))})"

    def interest(self, person: Any) -> str:
        return "has an interest in it" if person.pk in self.bars else ""

    def rank(self, person: Any) -> tuple[bool, bool, bool, str]:
        reviewer = reviewer_of(person)
        is_full = reviewer is not None and person.has_now >= reviewer.capacity
        return (bool(self.interest(person)), bool(whereabouts(reviewer)), is_full, person.name)


def reviewer_of(person: Any) -> Reviewer | None:
    """An editor may have none."""
    return getattr(person, "reviewer", None)


def people() -> QuerySet[User]:
    """Everybody whom an editor can give a claim, with ``has_now``, how many they have."""
    live = Count("assignments", filter=Q(assignments__state__in=LIVE_ASSIGNMENTS))
    return (
        User.objects.filter(
            Q(roles__contains=[Role.REVIEWER]) | Q(roles__contains=[Role.EDITOR]), is_active=True
        )
        .select_related("reviewer")
        .prefetch_related("reviewer__absences", "reviewer__hours")
        .annotate(has_now=live)
        .order_by("name")
    )


def reviewers() -> QuerySet[User]:
    """Those of them whom the desk itself asks."""
    return people().filter(roles__contains=[Role.REVIEWER], reviewer__isnull=False)


def bars_of(review: ClaimReview) -> Mapping[int, str]:
    """Whom an interest keeps from a review, and in what words."""
    return barred([review], people().values_list("pk", flat=True)).get(review.pk, {})


class ToSomebodyForm(forms.Form):
    """To whom, and why. The verb itself asks for the reason where it needs one."""

    reviewer = PersonField(queryset=User.objects.none(), empty_label="Choose somebody", label="To")
    reason = Prose(label="Reason", rows=2, required=False, max_length=2000)

    def __init__(
        self,
        *args: Any,
        but: Any = (),
        label: str = "To",
        only_reviewers: bool = False,
        bars: Mapping[int, str] | None = None,
        help_text: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = (reviewers() if only_reviewers else people()).exclude(pk__in=list(but))
        self.fields["reviewer"].bars = bars or {}
        self.fields["reviewer"].queryset = choices
        self.fields["reviewer"].label = label
        self.fields["reason"].help_text = help_text


class GiveTextForm(forms.Form):
    """Who is to write the verdict: of all who are here, those without an interest in the claim."""

    writer = PersonField(
        queryset=User.objects.none(), empty_label="Choose somebody", label="Who writes it"
    )
    reason = Prose(label="Reason", rows=2, max_length=2000)

    def __init__(self, *args: Any, review: ClaimReview, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="text_%s", **kwargs)
        kept_from_it = barred([review], people()).get(review.pk, {})
        self.fields["writer"].queryset = people().exclude(pk__in=list(kept_from_it))


class TakeBackForm(forms.Form):
    """Why, and for whom it waits then; for nobody, the desk asks somebody else at once."""

    reason = Prose(label="Why", rows=2, max_length=2000)
    kept_for = PersonField(
        queryset=User.objects.none(),
        required=False,
        empty_label="nobody: the desk asks somebody else at once",
        label="Keep it for",
    )

    def __init__(self, *args: Any, but: Any = (), bars: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept_for"].bars = bars or {}
        self.fields["kept_for"].queryset = reviewers().exclude(pk__in=list(but))


class HandOverForm(forms.Form):
    """``able`` are the keys of the colleagues who could take it up now."""

    to = PersonField(
        queryset=User.objects.none(), required=False, empty_label="whoever is next", label="To"
    )
    note = Prose(
        label="Note",
        rows=3,
        max_length=2000,
        help_text="What is done, and what is left to do. Who takes it up reads it.",
    )

    def __init__(self, *args: Any, able: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, auto_id="handover_%s", **kwargs)
        self.fields["to"].queryset = people().filter(pk__in=list(able))


class MoreTimeForm(forms.Form):
    until = Moment(label="Until")
    because = Prose(label="Why", rows=2, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="time_%s", **kwargs)


class ReplyByForm(forms.Form):
    reply_by = Moment(label="Reply by")
