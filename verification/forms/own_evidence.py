"""Evidence that is no page: an own calculation, an interview, a letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from django import forms
from django.utils import timezone

from verification.calculating import LONGEST as LONGEST_FORMULA
from verification.calculating import CannotCalculate, letters_of, read_formula
from verification.citing.limits import LONGEST
from verification.models import (
    ClaimReview,
    Evidence,
    EvidenceKind,
    Hand,
    Question,
    SourceKind,
    Stance,
)
from verification.operations.evidence import TOO_LONG

from .citing import PassageForm
from .confidence import Confidential
from .fields import Day, Prose

HOW = ("in person", "by phone", "by video", "by e-mail", "by letter")


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure that is cited already, under the letter that a formula may use; ``place`` is its
    place among the evidence's figures, from 0."""

    letter: str
    evidence: Evidence
    place: int

    @property
    def figure(self) -> Any:
        return self.evidence.figures.all()[self.place]

    @property
    def value(self) -> str:
        """What is posted for the letter: where the figure stands, and what it said there."""
        return f"{self.evidence.pk}:{self.place}:{self.figure.words}"


def choices_among(evidence: Sequence[Evidence]) -> list[Choice]:
    """All figures of what stands, a to z in the order cited; those beyond z are left out."""
    figures = [
        (item, place)
        for item in evidence
        if not item.is_withdrawn and not item.is_withheld
        for place in range(len(item.figures.all()))
    ]
    return [
        Choice(letter, item, place)
        for letter, (item, place) in zip(ascii_lowercase, figures, strict=False)
    ]


class CalculationForm(Confidential):
    """A formula over figures that are cited already. The letters are posted with what they stood
    for on the page, so that evidence which is added, corrected or withdrawn meanwhile moves none:
    a letter whose figure is gone stands for nothing."""

    # The page had letters, even if none is posted with it.
    lettered = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    formula = forms.CharField(
        max_length=LONGEST_FORMULA,
        widget=forms.TextInput(
            attrs={"placeholder": "share(a, b)", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": "Write a formula, such as share(a, b)."},
    )
    stance = forms.ChoiceField(
        choices=[("", "Choose"), *Stance.choices],
        error_messages={"required": "Say whether it supports, refutes or gives context."},
    )
    as_of = Day(label="As of", required=False)
    measures_otherwise = forms.CharField(
        label="Measures something else",
        max_length=200,
        required=False,
        help_text="Say what, such as “Citizens only”. It then stays out of the tally.",
    )
    answers = forms.ChoiceField(
        label="Which question it answers",
        choices=Question.choices,
        initial=Question.IS_IT_SO,
        required=False,
    )

    def __init__(
        self, *args: Any, review: ClaimReview, evidence: Sequence[Evidence], **kwargs: Any
    ) -> None:
        super().__init__(*args, auto_id="sum_%s", **kwargs)
        self.gone: set[str] = set()
        self.choices = choices_among(evidence)
        if self.is_bound and ("lettered" in self.data or letters_posted(self.data)):
            posted = list(posted_choices(self.data, evidence))
            self.gone = letters_posted(self.data) - {choice.letter for choice in posted}
            self.choices = [*posted, *under_free_letters(self.choices, posted, self.gone)]
            self.usable = {choice.letter for choice in posted}
        else:
            self.usable = {choice.letter for choice in self.choices}
        if review.claim.attribution == "own":
            del self.fields["answers"]

    def clean_formula(self) -> str:
        formula = self.cleaned_data["formula"]
        try:
            used = letters_of(read_formula(formula))
        except CannotCalculate as refusal:
            raise forms.ValidationError(refusal.sentence) from None
        if gone := sorted(used & self.gone):
            raise forms.ValidationError(
                f"The figure that was {gone[0]} does not stand any more as the page showed it. "
                "Nothing was calculated; your formula is kept. Use the letters that stand above."
            )
        if unknown := sorted(used - self.usable):
            raise forms.ValidationError(f"No figure stands for {unknown[0]}.")
        if not used:
            raise forms.ValidationError("Use at least one of the figures, by its letter.")
        return formula

    def inputs(self) -> dict[str, tuple[Evidence, int]]:
        used = letters_of(read_formula(self.cleaned_data["formula"]))
        return {
            choice.letter: (choice.evidence, choice.place)
            for choice in self.choices
            if choice.letter in used
        }

    def columns(self) -> dict[str, Any]:
        names = ("stance", "as_of", "measures_otherwise")
        return {
            **{name: self.cleaned_data[name] for name in names},
            **self.confidence(),
            "answers": self.cleaned_data.get("answers") or Question.IS_IT_SO,
        }


def letters_posted(data: Mapping[str, Any]) -> set[str]:
    return {letter for letter in ascii_lowercase if f"figure_{letter}" in data}


def posted_choices(data: Mapping[str, Any], evidence: Sequence[Evidence]) -> Iterator[Choice]:
    """What the letters stood for when the page was shown, as far as it still stands and, where
    the page told it, still says the same."""
    standing = {str(item.pk): item for item in evidence if not item.is_withdrawn}
    for letter in ascii_lowercase:
        key, _, rest = str(data.get(f"figure_{letter}", "")).partition(":")
        place, _, said = rest.partition(":")
        item = standing.get(key)
        if item is None or item.is_withheld or not (place.isascii() and place.isdigit()):
            continue
        if len(place) < 4 and int(place) < len(item.figures.all()):
            choice = Choice(letter, item, int(place))
            if said in ("", choice.figure.words):
                yield choice


def under_free_letters(
    today: Sequence[Choice], posted: Sequence[Choice], gone: set[str]
) -> list[Choice]:
    """Figures that the page did not show, to choose from next time: under letters that stood for
    nothing."""
    taken = {choice.letter for choice in posted} | gone
    shown = {(choice.evidence.pk, choice.place) for choice in posted}
    free = [letter for letter in ascii_lowercase if letter not in taken]
    new = [choice for choice in today if (choice.evidence.pk, choice.place) not in shown]
    return [
        Choice(letter, choice.evidence, choice.place)
        for letter, choice in zip(free, new, strict=False)
    ]


class ConversationForm(PassageForm):
    """What somebody said in an interview, or wrote in a letter."""

    kind = forms.ChoiceField(
        label="It was",
        choices=[
            (EvidenceKind.INTERVIEW, "an interview"),
            (EvidenceKind.LETTER, "a letter, e-mail or message"),
        ],
        initial=EvidenceKind.INTERVIEW,
    )
    held_with = forms.CharField(
        label="With whom",
        max_length=200,
        error_messages={"required": "Say who was spoken with, or who wrote."},
    )
    held_on = Day(
        label="On which day",
        error_messages={"required": "Give the day it was held or came."},
    )
    held_how = forms.CharField(
        label="How",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "talk_hows", "placeholder": "in person"}),
    )
    new_kind = forms.ChoiceField(
        label="Kind", choices=SourceKind.choices, required=False, initial=SourceKind.PERSON
    )
    excerpt = Prose(
        label="What was said",
        rows=4,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        help_text="Word for word, as far as you have it. Its figures are read from it.",
    )
    hand = forms.ChoiceField(
        label="First- or second-hand",
        choices=Hand.choices,
        initial=Hand.FIRST,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="talk_%s", **kwargs)
        del self.fields["derives_from"]
        self.hows = HOW

    def excerpt_cited(self) -> str:
        return self.cleaned_data.get("excerpt", "")

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Give a day that is not in the future.")
        return day

    def columns(self) -> dict[str, Any]:
        names = (
            "kind", "held_with", "held_on", "held_how", "excerpt", "stance", "hand", "as_of",
            "measures_otherwise",
        )  # fmt: skip
        return {
            **{name: self.cleaned_data[name] for name in names},
            **self.confidence(),
            "answers": self.cleaned_data.get("answers") or Question.IS_IT_SO,
        }
