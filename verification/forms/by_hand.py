"""Claims by hand: to whom and why, until when, with which note."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator

from newsroom.accounts.models import User
from verification.operations.reviewers import whereabouts
from verification.staff import Staff, people, reviewer_of, reviewers

from .fields import Moment, Prose


class AbleFirst(ModelChoiceIterator):
    """Who is here and has room first, then by name."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        rows = self.queryset if self.field.rows is None else self.field.rows
        yield from map(self.choice, sorted(rows, key=self.field.rank))


class PersonField(forms.ModelChoiceField):
    """Somebody who reviews or edits here, with where they are and what they have now. Rows from
    ``people``, those offered given as ``rows`` where a page has read them already; ``bars`` are
    the interests that keep people from the claim, by their keys."""

    iterator = AbleFirst
    bars: Mapping[int, str] = {}
    rows: Sequence[Any] | None = None

    def offer(
        self, among: QuerySet[User], rows: Sequence[Any] | None, but: Collection[int]
    ) -> None:
        """Those of ``among`` who are not in ``but``; ``rows`` are the same, as they were read."""
        if rows is not None:
            self.rows = [person for person in rows if person.pk not in but]
        self.queryset = among.exclude(pk__in=list(but))

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


class ToSomebodyForm(forms.Form):
    """To whom, and why. The verb itself asks for the reason where it needs one. ``staff`` has been
    read for the whole page; so it is below."""

    reviewer = PersonField(queryset=User.objects.none(), empty_label="Choose somebody", label="To")
    reason = Prose(label="Reason", rows=2, required=False, max_length=2000)

    def __init__(
        self,
        *args: Any,
        but: Any = (),
        label: str = "To",
        only_reviewers: bool = False,
        bars: Mapping[int, str] | None = None,
        staff: Staff | None = None,
        help_text: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].bars = bars or {}
        if only_reviewers:
            self.fields["reviewer"].offer(reviewers(), staff and staff.reviewers, but)
        else:
            self.fields["reviewer"].offer(people(), staff and staff.people, but)
        self.fields["reviewer"].label = label
        self.fields["reason"].help_text = help_text


class GiveTextForm(forms.Form):
    """Who is to write the verdict: of all who are here, those without an interest in the claim."""

    writer = PersonField(
        queryset=User.objects.none(), empty_label="Choose somebody", label="Who writes it"
    )
    reason = Prose(label="Reason", rows=2, max_length=2000)

    def __init__(
        self, *args: Any, bars: Mapping[int, str], staff: Staff | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, auto_id="text_%s", **kwargs)
        self.fields["writer"].offer(people(), staff and staff.people, bars)


class TakeBackForm(forms.Form):
    """Why, and for whom it waits then; for nobody, the desk asks somebody else at once."""

    reason = Prose(label="Why", rows=2, max_length=2000)
    kept_for = PersonField(
        queryset=User.objects.none(),
        required=False,
        empty_label="nobody: the desk asks somebody else at once",
        label="Keep it for",
    )

    def __init__(
        self,
        *args: Any,
        but: Any = (),
        bars: Any = None,
        staff: Staff | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept_for"].bars = bars or {}
        self.fields["kept_for"].offer(reviewers(), staff and staff.reviewers, but)


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

    def __init__(
        self, *args: Any, able: Any = (), staff: Staff | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, auto_id="handover_%s", **kwargs)
        able_people = people().filter(pk__in=list(able))
        self.fields["to"].offer(able_people, staff and staff.among(able), but=())


class MoreTimeForm(forms.Form):
    until = Moment(label="Until")
    because = Prose(label="Why", rows=2, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="time_%s", **kwargs)


class ReplyByForm(forms.Form):
    reply_by = Moment(label="Reply by")
