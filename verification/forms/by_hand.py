"""Claims by hand: to whom and why, until when, with which note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet

from newsroom.accounts.models import Role, User
from verification.models import ClaimReview
from verification.operations.barring import barred
from verification.states import LIVE_ASSIGNMENTS

from .fields import Moment, Prose


class PersonField(forms.ModelChoiceField):
    """Somebody who reviews or edits here, with what they have now. Rows from ``people``."""

    def label_from_instance(self, person: Any) -> str:
        reviewer = getattr(person, "reviewer", None)
        if reviewer is None:
            return f"{person.name} (has {person.has_now})"
        return f"{person.name} (has {person.has_now} of {reviewer.capacity})"


def people() -> QuerySet[User]:
    """Everybody whom an editor can give a claim, with ``has_now``, how many they have."""
    live = Count("assignments", filter=Q(assignments__state__in=LIVE_ASSIGNMENTS))
    return (
        User.objects.filter(
            Q(roles__contains=[Role.REVIEWER]) | Q(roles__contains=[Role.EDITOR]), is_active=True
        )
        .select_related("reviewer")
        .annotate(has_now=live)
        .order_by("name")
    )


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
        help_text: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = people().exclude(pk__in=list(but))
        if only_reviewers:
            choices = choices.filter(roles__contains=[Role.REVIEWER], reviewer__isnull=False)
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
