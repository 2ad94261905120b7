"""What people type about documents and claims. Every form refuses NUL with a sentence."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from .models import AttributionKind, Claim, ClaimKind, Document, Priority, Purpose, Topic
from .operations.keeping import seen_of
from .operations.triage import editable

# A day in parliament has about 3 million characters.
LONGEST_TEXT = 4_000_000
LARGEST_KEY = 2**63 - 1
NUL = "null_characters_not_allowed"
NUL_IN_TEXT = (
    "This holds a NUL character, which no article has: it is probably a file and not its text. "
    "Nothing was saved. Your text is still below, with � where a NUL stood; take those out, or "
    "open the file and paste what you can read in it."
)
NUL_IN_FIELD = "This holds a NUL character, which cannot be kept. Take it out and save again."
CURSOR = re.compile(r"(0|1|0\.\d{1,20}|1\.0|\de-\d{1,3}|\d\.\d{1,20}e-\d{1,3})_(\d{1,18})")


def text_field(**options: Any) -> forms.CharField:
    """Text without a ``maxlength`` in the page: a browser would silently cut off a paste."""
    longest = options.pop("longest")
    messages = options.pop("error_messages", {})
    return forms.CharField(
        validators=[
            MaxLengthValidator(
                longest, "At most %(limit_value)d characters fit here; this has %(show_value)d."
            )
        ],
        error_messages={NUL: NUL_IN_FIELD, **messages},
        **options,
    )


def seen_field() -> forms.CharField:
    """What the person had before them, to tell whether somebody changed it meanwhile."""
    return forms.CharField(
        required=False,
        widget=forms.HiddenInput,
        empty_value=None,
        error_messages={NUL: NUL_IN_FIELD},
    )


class DocumentForm(forms.Form):
    title = text_field(
        longest=300,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
        error_messages={"required": "Give the document a title, as it stands over the text."},
    )
    text = text_field(
        longest=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "read-field", "spellcheck": "false"}),
        help_text=(
            "Paste it as it is. It is kept exactly as it arrives, and every claim points into it."
        ),
        error_messages={"required": "Paste the text that is to be read.", NUL: NUL_IN_TEXT},
    )
    purpose = forms.ChoiceField(
        label="What it is",
        choices=(
            (Purpose.OTHERS_CLAIMS, "Others’ claims: rated, and what we find gets a public page"),
            (Purpose.OWN_COPY, "Own copy: checked before we publish it, and never public"),
        ),
        initial=Purpose.OTHERS_CLAIMS,
        widget=forms.RadioSelect,
    )
    outlet = text_field(longest=200, required=False, help_text="Who published or broadcast it.")
    published_on = forms.DateField(
        label="Date",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Give a day, as in 2026-10-16."},
    )
    url = forms.URLField(
        label="Address",
        required=False,
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        error_messages={
            "invalid": "This is not an address of a page, such as https://example.org/article.",
            NUL: NUL_IN_FIELD,
        },
        help_text="Where it can be read. It is written down, not fetched.",
    )
    wrote_it = forms.BooleanField(
        label="I wrote this", required=False, help_text="Then you are never asked to check it."
    )

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError("Paste the text that is to be read.", code="required")
        return text


class ClaimForm(forms.Form):
    """What can be said about a claim: its statement, kind, who says it, what it is about."""

    statement = text_field(
        longest=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        help_text="One sentence that stands on its own, without the text around it.",
        error_messages={"required": "A claim needs a statement that stands on its own."},
    )
    claimant = text_field(
        label="Who says so",
        longest=200,
        required=False,
        help_text="A person or an organisation; empty for the document’s own voice.",
    )
    attribution = forms.ChoiceField(
        label="How", choices=AttributionKind.choices, initial=AttributionKind.OWN
    )
    kind = forms.ChoiceField(choices=ClaimKind.choices, initial=ClaimKind.NUMBER)
    topic = forms.ModelChoiceField(Topic.objects.all(), required=False, empty_label="no topic")
    priority = forms.ChoiceField(choices=Priority.choices, initial=Priority.NORMAL)
    seen = seen_field()

    @classmethod
    def about(cls, claim: Claim, data: Any = None) -> ClaimForm:
        names = ("statement", "attribution", "kind", "topic", "priority")
        initial = {name: getattr(claim, name) for name in names}
        initial["claimant"] = str(claim.claimant or "")
        initial["seen"] = seen_of(editable(claim))
        return cls(data, initial=initial, auto_id=f"claim-{claim.pk}-%s")


class AddClaimForm(forms.Form):
    """A claim the reading did not find, by its quote. ``start`` is where it was selected."""

    exact = text_field(
        label="Quote",
        longest=5000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "read-field"}),
        help_text="Select the words in the text, or paste them exactly as the document has them.",
        error_messages={"required": "Paste the words of the document that make the claim."},
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    statement = text_field(
        longest=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence that stands on its own. Left empty, the quote is taken.",
    )
    claimant = text_field(
        label="Who says so",
        longest=200,
        required=False,
        help_text="Empty for the document’s own voice.",
    )
    attribution = forms.ChoiceField(
        label="How", choices=AttributionKind.choices, initial=AttributionKind.INDIRECT
    )
    kind = forms.ChoiceField(choices=ClaimKind.choices, initial=ClaimKind.NUMBER)

    def clean_exact(self) -> str:
        quote = self.cleaned_data["exact"]
        if not quote.strip():
            raise ValidationError("Paste the words of the document that make the claim.")
        return quote


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        Claim.objects.none(),
        label="It says the same as",
        empty_label=None,
        widget=forms.Select(attrs={"autofocus": True}),
        error_messages={
            "required": "Choose the claim that this one says again.",
            "invalid_choice": "This claim is not one of the document’s kept claims any more.",
        },
    )

    def __init__(self, *args: Any, choices: Any, shown: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = choices
        self.fields["into"].choices = shown


class BulkForm(forms.Form):
    """Which claims, and what with them: ``accept`` and ``dismiss`` hold "ticked" or one key."""

    claim = forms.TypedMultipleChoiceField(coerce=int, required=False)
    accept = forms.RegexField(r"^(ticked|\d{1,18})$", required=False)
    dismiss = forms.RegexField(r"^(ticked|\d{1,18})$", required=False)
    most = 500

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        keys = [key for key in data.getlist("claim")[: self.most] if re.fullmatch(r"\d{1,18}", key)]
        self.fields["claim"].choices = [(key, key) for key in keys]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        verb = "accept" if data.get("accept") else "dismiss"
        which = data.get(verb)
        if not which:
            raise ValidationError("Choose accept or dismiss. Nothing was changed.")
        keys = data.get("claim") or [] if which == "ticked" else [int(which)]
        if not keys:
            raise ValidationError("No claim was ticked, so nothing was changed. Tick some first.")
        return {"verb": verb, "keys": keys}


def place(**options: Any) -> forms.IntegerField:
    """A key in a page's address: nothing that PostgreSQL could not compare."""
    return forms.IntegerField(required=False, min_value=1, max_value=LARGEST_KEY, **options)


class DocumentFilter(forms.Form):
    q = text_field(
        label="Title",
        longest=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Words of the title"}),
    )
    purpose = forms.ChoiceField(
        label="Kind", required=False, choices=(("", "all documents"), *Purpose.choices)
    )
    before = place(widget=forms.HiddenInput)
    after = place(widget=forms.HiddenInput)


class PageFilter(forms.Form):
    """What of a document is shown: a part, the claims of a kind, and what is to be filled in."""

    show = forms.ChoiceField(
        required=False, choices=(("", "all"), ("figures", "figures"), ("open", "open"))
    )
    part = place()
    claim = place()
    figure = place()


class TriageFilter(forms.Form):
    worth = forms.ChoiceField(
        label="Worth checking",
        required=False,
        choices=(("", "any"), ("high", "high"), ("medium", "medium or high")),
    )
    figures = forms.BooleanField(label="With figures", required=False)
    document = forms.ModelChoiceField(
        Document.objects.none(), required=False, empty_label="all documents"
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents

    def clean_before(self) -> tuple[float, int] | None:
        match = CURSOR.fullmatch(self.cleaned_data["before"])
        return (float(match[1]), int(match[2])) if match else None
