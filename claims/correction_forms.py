"""What people type to correct a part that was read. Every form refuses NUL with a sentence, and
carries along what the person had before them (``seen``)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from claims.errors import NotSo
from claims.quantities import (
    Change,
    Comparator,
    Nature,
    Quantity,
    canonical_unit,
    figure_words,
)

from .forms import NUL, NUL_IN_FIELD, seen_field, text_field
from .models import AttributionKind, Claim, Claimant, ClaimKind, Figure, Mood, NoFigure
from .models.quantity import COMPARATORS
from .operations.corrections import read_one
from .operations.keeping import Plain, plain_figure, plain_part, seen_of
from .operations.mentions import words_naming
from .typed import bounds_of, denominator, noun_phrase, number_of, number_typed, other_numbers

NATURES = (
    (Nature.LEVEL, "level (is 5 %)"),
    (Nature.DIFFERENCE, "difference (by 5 %)"),
    (Nature.TRANSITION, "transition (40 to 50)"),
)
CHANGES = ((Change.NONE, "none"), (Change.UP, "up"), (Change.DOWN, "down"))
LONGEST = {"unit": 80, "counted": 200, "per": 120, "as_of": 120, "population": 200, "place": 200}
HOLDS_FOR = ("as_of", "population", "place")
BLANK: Plain = {
    **dict.fromkeys(("low", "high", "unit", "counted", "per", *HOLDS_FOR), ""),
    "comparator": Comparator.EXACT.value,
    "nature": Nature.LEVEL.value,
    "change": Change.NONE.value,
}


class NumberField(forms.CharField):
    """A number in any grouping that people type."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})
        super().__init__(
            required=False, widget=widget, error_messages={NUL: NUL_IN_FIELD}, **options
        )

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return number_of(typed)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class FigureForm(forms.Form):
    """A figure in its parts. What is typed into ``typed`` is read once into the parts
    (``typed_read`` names the words that the parts belong to), and these can then be refined."""

    typed = text_field(
        label="The figure",
        longest=300,
        required=False,
        widget=forms.TextInput(
            attrs={
                "autofocus": True,
                "autocomplete": "off",
                "placeholder": "as in 5,000 to 7,000 people",
            }
        ),
        help_text="Write it as you would say it; the parts below follow.",
    )
    typed_read = text_field(longest=300, required=False, widget=forms.HiddenInput)
    low = NumberField(label="From")
    high = NumberField(label="To")
    comparator = forms.ChoiceField(label="Meant as", choices=list(COMPARATORS.items()))
    unit = text_field(label="Unit", longest=LONGEST["unit"], required=False)
    counted = text_field(label="Counted", longest=LONGEST["counted"], required=False)
    per = text_field(label="Per", longest=LONGEST["per"], required=False)
    nature = forms.ChoiceField(label="It gives a", choices=NATURES)
    change = forms.ChoiceField(label="Direction", choices=CHANGES)
    as_of = text_field(label="When", longest=LONGEST["as_of"], required=False)
    population = text_field(label="Of whom", longest=LONGEST["population"], required=False)
    place = text_field(label="Where", longest=LONGEST["place"], required=False)
    words = text_field(
        label="Words in the text",
        longest=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "read-field"}),
        help_text="More or fewer, if they are not the right ones: type or select them.",
    )
    near = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    seen = seen_field()

    parts = (
        "low", "high", "comparator", "unit", "counted", "per", "nature", "change",
        "as_of", "population", "place",
    )  # fmt: skip
    source = "typed"  # the field that is read into the parts
    starts_empty = False

    def __init__(self, data: Any = None, **options: Any) -> None:
        self.unread: NotSo | None = None
        self.by_hand = False  # nothing was read of these words, and the parts are a person's own
        if data is not None:
            data = data.copy()
            self._read_into(data, options.get("initial", {}))
        super().__init__(data, **options)

    @classmethod
    def about(cls, figure: Figure, data: QueryDict | None = None) -> FigureForm:
        initial = {
            **values_of(figure.value, figure.population, figure.place),
            "quantity": figure.value,
            "words": figure.text,
            "near": figure.start,
            "seen": seen_of(plain_figure(figure)),
        }
        return cls(data, initial=initial, auto_id=f"figure-{figure.pk}-%s")

    def _read_into(self, data: QueryDict, initial: Plain) -> None:
        """Let the parts follow what was typed, unless they do already. Parts that came of other
        words go with those words; what was set by hand stays where nothing else is read."""
        typed, before = (
            " ".join(data.get(name, "").split()) for name in (self.source, "typed_read")
        )
        if typed == before or any("\x00" in said or len(said) > 300 for said in (typed, before)):
            return
        start = {**BLANK, **initial}
        came, values = self._read(before, start), self._read(typed, start)
        self.by_hand = not before and self.starts_empty
        for name in self.parts:
            if name in HOLDS_FOR and not before and not values[name]:
                continue  # when, of whom and where hold on for a figure said anew
            stale = data.get(name, "") == came[name]
            follows = typed and not self.unread and (values[name] or name not in HOLDS_FOR)
            if stale or follows:
                data[name] = values[name]
        data["typed_read"] = typed

    def _read(self, words: str, start: Plain) -> Plain:
        """The parts as these words give them; without words, as the form began."""
        self.unread = None
        if not words:
            return start
        try:
            read = read_one(words)
        except NotSo as refusal:
            self.unread = refusal
            return BLANK
        return values_of(read.quantity, read.population, read.place)

    @property
    def reads_as(self) -> str:
        """The figure in words as it would be saved, or empty."""
        if self.is_bound:
            self.is_valid()
        quantity = (self.cleaned_data if self.is_bound else self.initial).get("quantity")
        return figure_words(quantity) if quantity else ""

    @property
    def contradicts(self) -> str:
        """What the text says where the figure's numbers are others, or empty."""
        if not self.is_bound or not self.is_valid():
            return ""
        words = self.cleaned_data["words"] or self.initial.get("words", "")
        return words if other_numbers(words, self.cleaned_data["quantity"]) else ""

    def clean_unit(self) -> str:
        return canonical_unit(self.cleaned_data["unit"])

    def clean_counted(self) -> str:
        return noun_phrase(self.cleaned_data["counted"]) if self.cleaned_data["counted"] else ""

    def clean_per(self) -> str:
        return denominator(self.cleaned_data["per"]) if self.cleaned_data["per"] else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = data.get("low") is not None or data.get("high") is not None
        if self.unread and not (self.by_hand and given):
            self.add_error(self.source, self.unread.sentence)
        if self.errors:
            return data
        comparator, nature = Comparator(data["comparator"]), Nature(data["nature"])
        try:
            low, high, comparator = bounds_of(data["low"], data["high"], comparator, nature)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        data["quantity"] = Quantity(
            text=data["typed_read"] or data["words"],
            low=low,
            high=high,
            comparator=comparator,
            unit=data["unit"],
            counted=data["counted"],
            nature=nature,
            change=Change(data["change"]),
            per=data["per"],
            as_of=data["as_of"],
        )
        return data


class MissedFigureForm(FigureForm):
    """A figure the reader did not find: its words are the figure, unless its parts are given."""

    typed = None
    words = text_field(
        label="Words in the text",
        longest=300,
        widget=forms.TextInput(
            attrs={"autofocus": True, "autocomplete": "off", "class": "read-field"}
        ),
        help_text="Select them in the text, or type them as they stand in the claim’s sentence.",
        error_messages={"required": "Give the words of the text that the figure stands in."},
    )
    source = "words"
    starts_empty = True

    @classmethod
    def of(cls, claim: Claim, data: QueryDict | None = None) -> MissedFigureForm:
        return cls(data, initial=BLANK, auto_id=f"missed-{claim.pk}-%s")


def values_of(quantity: Quantity, population: str, place: str) -> Plain:
    """A figure's parts as the form shows them."""
    return {
        "low": number_typed(quantity.low),
        "high": number_typed(quantity.high),
        "comparator": quantity.comparator.value,
        "unit": quantity.unit,
        "counted": quantity.counted,
        "per": quantity.per,
        "nature": quantity.nature.value,
        "change": quantity.change.value,
        "as_of": quantity.as_of,
        "population": population,
        "place": place,
    }


class TakeOffForm(forms.Form):
    why = forms.ChoiceField(label="It is", choices=[("", "Choose what it is"), *NoFigure.choices])
    seen = seen_field()


class MoveFigureForm(forms.Form):
    to = forms.ModelChoiceField(
        Claim.objects.none(),
        label="It belongs to",
        empty_label=None,
        error_messages={
            "required": "Choose the claim that the figure belongs to.",
            "invalid_choice": "This claim is not one of the document’s kept claims any more.",
        },
    )
    seen = seen_field()

    def __init__(self, *args: Any, choices: Any, shown: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = choices
        self.fields["to"].choices = shown


class ClaimantForm(forms.Form):
    name = text_field(
        label="Who says so",
        longest=200,
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
        help_text="By the fullest name the text gives; empty for the document’s own voice.",
    )
    kind = forms.ChoiceField(label="That is", choices=Claimant.Kind.choices)
    how = forms.ChoiceField(label="How", choices=AttributionKind.choices)
    words = text_field(
        label="The words that name them here",
        longest=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "read-field"}),
        help_text="As in “the minister” or “he”. Empty, the name is looked for near the claim.",
    )
    passed_on_by = text_field(
        label="Passed on by",
        longest=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One name a line, whoever heard it first on top.",
    )
    seen = seen_field()

    @classmethod
    def about(cls, claim: Claim, data: QueryDict | None = None) -> ClaimantForm:
        initial = {
            "name": str(claim.claimant or ""),
            "kind": claim.claimant.kind if claim.claimant else Claimant.Kind.PERSON,
            "how": claim.attribution,
            "words": words_naming(claim),
            "passed_on_by": "\n".join(claim.passed_on_by),
            "seen": seen_of(plain_part(claim, "claimant")),
        }
        return cls(data, initial=initial, auto_id=f"claimant-{claim.pk}-%s")

    def clean_passed_on_by(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["passed_on_by"].splitlines()]
        names = [name for name in names if name]
        if len(names) > 5 or any(len(name) > 200 for name in names):
            raise ValidationError("At most 5 names of at most 200 characters fit here.")
        return names

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        own = data.get("name") and data.get("how") == AttributionKind.OWN
        if own and self.initial.get("how") == AttributionKind.OWN:
            # Only a name was given, where nobody was named before.
            data["how"] = AttributionKind.INDIRECT
        elif own:
            self.add_error(
                "how",
                "The document’s own voice has no name. Choose how it is said, or leave the name "
                "empty.",
            )
        return data


class KindForm(forms.Form):
    kind = forms.ChoiceField(
        label="What it claims",
        choices=ClaimKind.choices,
        widget=forms.Select(attrs={"autofocus": True}),
    )
    mood = forms.ChoiceField(
        label="How it is put",
        choices=Mood.choices,
        help_text="A question, a wish or a prediction asserts nothing yet that one could check.",
    )
    seen = seen_field()

    @classmethod
    def about(cls, claim: Claim, data: QueryDict | None = None) -> KindForm:
        initial = {"kind": claim.kind, "mood": claim.mood}
        initial["seen"] = seen_of({"kind": claim.kind, "mood": claim.mood})
        return cls(data, initial=initial, auto_id=f"kind-{claim.pk}-%s")
