"""Citing: a place in a saved copy, or a passage typed in; and having a page saved for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.db.models import Q, QuerySet, Subquery

from newsroom.accounts.models import User
from newsroom.captures.models import Snapshot
from verification.citing.limits import LONGEST
from verification.citing.passages import Part, Selection, select
from verification.citing.saying import is_denial, is_passed_on
from verification.models import (
    ClaimReview,
    Evidence,
    Hand,
    Question,
    Source,
    SourceKind,
    Stance,
    Tier,
)
from verification.operations.domains import likely_kind, source_for
from verification.operations.evidence import TOO_LONG
from verification.own_evidence import OWN_CALCULATION
from verification.registry.domain_names import NotADomain, host_of, shown, site_of

from .confidence import Confidential
from .fields import ChoiceOfRows, Day, Prose

LARGEST_FILE = 10 * 1024 * 1024
# Whose word it is matters where the source speaks for itself.
SPEAK_FOR_THEMSELVES = (SourceKind.OFFICIAL, SourceKind.PERSON)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class SaveForm(forms.Form):
    """What to save: an address, a file, or the text of a page. ``anew`` says that a copy which
    the desk has already will not do. The file and the text stand beside the form on its page and
    name it."""

    address = forms.CharField(
        label="Paste an address, or drop a file",
        max_length=2000,
        required=False,
        widget=forms.TextInput(
            attrs={"placeholder": "https://…", "autocomplete": "off", "inputmode": "url"}
        ),
    )
    file = forms.FileField(label="A file", required=False)
    text = Prose(label="The text of the page", rows=6, required=False, max_length=1_000_000)
    anew = forms.BooleanField(required=False, widget=forms.HiddenInput)
    ID = "save-copy"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="save_%s", **kwargs)
        self.fields["text"].widget.attrs["form"] = self.ID

    def clean_address(self) -> str:
        return whole_address(self.cleaned_data["address"])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError(
                "The file is larger than 10 MB. Save the part that you need, or paste its text."
            )
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.errors:
            return data
        if data["text"].strip() and data["file"]:
            self.add_error("text", "Give the file or the text, not both.")
        elif not (data["address"] or data["file"] or data["text"].strip()):
            self.add_error("address", "Paste the address of the page, or choose a file.")
        return data


def whole_address(typed: str) -> str:
    """An address as a browser would take it: with its scheme, without its place on the page."""
    address = "".join(typed.split())
    if not address:
        return ""
    if not _SCHEME.match(address) or re.match(r"[^/:]+:\d", address):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        is_page = parts.scheme in ("http", "https") and parts.hostname and " " not in typed.strip()
    except ValueError:
        is_page = False
    if not is_page or ("." not in parts.hostname and ":" not in parts.hostname):
        raise forms.ValidationError(
            "This is no address of a web page. Paste the whole of it, such as "
            "https://example.org/page, or give the file or the text instead."
        )
    return parts._replace(fragment="").geturl()


def citable_sources(by: User) -> QuerySet[Source]:
    """What the desk works out itself is cited by calculating, not by hand."""
    return Source.objects.visible_to(by).citable().exclude(name=OWN_CALCULATION)


class PassageForm(Confidential):
    """What somebody says of a passage that they cite. A source that the desk does not know yet is
    proposed with it, by name, kind and tier."""

    source = ChoiceOfRows(
        queryset=Source.objects.none(), required=False, empty_label="Choose a source"
    )
    new_source = forms.CharField(label="Its name", max_length=200, required=False)
    new_kind = forms.ChoiceField(
        label="Kind", choices=SourceKind.choices, required=False, initial=SourceKind.NEWS
    )
    new_tier = forms.ChoiceField(
        label="Tier", choices=Tier.choices, required=False, initial=Tier.RELIABLE
    )
    stance = forms.ChoiceField(
        label="Stance",
        choices=Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it supports, refutes or gives context."},
    )
    hand = forms.ChoiceField(
        label="First- or second-hand",
        choices=Hand.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    answers = forms.ChoiceField(
        label="Which question it answers",
        choices=Question.choices,
        initial=Question.IS_IT_SO,
        required=False,
    )
    as_of = Day(label="As of", required=False)
    population = forms.CharField(label="Of whom", max_length=200, required=False)
    place = forms.CharField(label="Where", max_length=200, required=False)
    measures_otherwise = forms.CharField(
        label="Measures something else",
        max_length=200,
        required=False,
        help_text="Say what, such as “Citizens only”. It then stays out of the tally.",
    )
    derives_from = ChoiceOfRows(
        label="Repeats",
        queryset=Evidence.objects.none(),
        required=False,
        empty_label="Nothing here: a source of its own",
        help_text="If it only repeats evidence that is already here, it counts once.",
    )

    COLUMNS = ("stance", "as_of", "population", "place", "measures_otherwise", "derives_from")

    def __init__(
        self,
        *args: Any,
        review: ClaimReview,
        by: User,
        sources: QuerySet[Source] | None = None,
        evidence: Sequence[Evidence] | None = None,
        **kwargs: Any,
    ) -> None:
        """``sources`` and ``evidence`` are what can be chosen, where a page reads it once for
        several forms."""
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = citable_sources(by) if sources is None else sources
        self.fields["source"].rows = sources
        self.fields["derives_from"].rows = evidence
        self.fields["derives_from"].queryset = (
            Evidence.objects.filter(review=review)
            .readable_by(by, review)
            .standing()
            .select_related("source")
        )
        if review.claim.attribution == "own":
            del self.fields["answers"]

    def excerpt_cited(self) -> str:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.clean_source_or_name(data)
        asked = asked_because(kind_of(data), self.excerpt_cited())
        if asked and "hand" in data and not data["hand"]:
            self.add_error("hand", f"Say whether it is first- or second-hand. {asked}")
        return data

    def clean_source_or_name(self, data: dict[str, Any]) -> None:
        name = " ".join((data.get("new_source") or "").split())
        if data.get("source") and name and name == self.initial.get("new_source"):
            name = ""  # what was proposed is not what they chose
        if data.get("source") and name:
            self.add_error("new_source", "Choose a source or name a new one, not both.")
        elif "source" in data and not data["source"] and not name:
            self.add_error("source", "Choose who says it, or name a new source.")
        elif name and (known := Source.objects.filter(name__iexact=name).first()):
            # Proposing a name the desk has is the same as choosing it.
            data["source"], name = known, ""
        data["new_source"] = name
        if name and not data.get("source"):
            data["new_kind"] = data.get("new_kind") or SourceKind.NEWS
            data["new_tier"] = data.get("new_tier") or Tier.RELIABLE

    def passage(self) -> dict[str, Any]:
        """The columns of the evidence, but for its source and its place."""
        return {
            **{name: self.cleaned_data[name] for name in self.COLUMNS},
            **self.confidence(),
            "hand": self.cleaned_data["hand"] or Hand.SECOND,
            "answers": self.cleaned_data.get("answers") or Question.IS_IT_SO,
        }


class EvidenceForm(PassageForm):
    """A passage typed in, from what has no page: a book, a broadcast, a page one cannot save."""

    excerpt = Prose(
        label="Excerpt",
        rows=4,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        help_text="The passage word for word. Its figures are read from it.",
    )
    url = forms.URLField(
        label="Address",
        max_length=2000,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://…"}),
    )
    COLUMNS = (*PassageForm.COLUMNS, "excerpt", "url")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="evidence_%s", **kwargs)

    def excerpt_cited(self) -> str:
        return self.cleaned_data.get("excerpt", "")


class CitingForm(PassageForm):
    """A place in a saved copy. What stands there, on which page and under which heads, is read
    from the copy; the form only says where. ``read_for`` is the place that day, people and place
    were filled in for: of another one they are read anew."""

    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput, required=False)
    read_for = forms.CharField(max_length=40, widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        text: str,
        parts: tuple[Part, ...],
        address: str,
        selection: Selection | None = None,
        snapshot: Snapshot | None = None,
        **kwargs: Any,
    ) -> None:
        self.text, self.parts, self.selection = text, parts, selection
        self.known_source = known_to(kwargs["by"], address) or cited_as(kwargs["by"], snapshot)
        initial = {**self.proposed(address), **prefilled(selection), **kwargs.pop("initial", {})}
        super().__init__(*args, auto_id="cite_%s", initial=initial, **kwargs)
        if self.site:
            self.fields["source"].empty_label = f"{self.site}, new to the desk"

    def proposed(self, address: str) -> dict[str, Any]:
        """The source that the address tells, or a new one by its site's name."""
        self.site = ""
        if self.known_source:
            return {"source": self.known_source.pk}
        try:
            site = site_of(host_of(address)) if address else ""
        except NotADomain:
            site = ""
        self.site = shown(site) if site else ""
        if not site:
            return {}
        return {
            "new_source": self.site,
            "new_kind": likely_kind(site),
            "new_tier": Tier.WITH_CARE,
        }

    def excerpt_cited(self) -> str:
        return self.selection.excerpt if self.selection else ""

    def clean(self) -> dict[str, Any]:
        start, end = (self.cleaned_data.get(name) for name in ("start", "end"))
        self.selection = None
        if start is None or end is None:
            self.add_error(None, "Take a passage first: move to it and press Enter.")
        else:
            try:
                self.selection = select(self.text, self.parts, start, end)
            except ValueError as error:
                self.add_error(None, str(error))
        data = super().clean()
        if self.selection and data.get("read_for") != f"{start}-{end}":
            data |= {name: prefilled(self.selection)[name] for name in ("as_of", *HOLDS_FOR)}
        return data


def known_to(by: User, address: str) -> Source | None:
    """Who publishes there, if this person may know of it."""
    source = source_for(address) if address else None
    if source is None or not Source.objects.visible_to(by).filter(pk=source.pk).exists():
        return None
    return source


def cited_as(by: User, snapshot: Snapshot | None) -> Source | None:
    """Whose the page or text was when it was cited last, as far as this person may read it."""
    if snapshot is None:
        return None
    same = Q(snapshot__sha256=snapshot.sha256)
    if snapshot.url:
        same |= Q(snapshot__url=snapshot.url)
    cited = Evidence.objects.visible_to(by).filter(same, is_confidential=False).order_by("-id")
    return citable_sources(by).filter(pk=Subquery(cited.values("source")[:1])).first()


HOLDS_FOR = ("population", "place")


def prefilled(selection: Selection | None) -> dict[str, Any]:
    if selection is None:
        return {}
    return {
        "start": selection.start,
        "end": selection.end,
        "read_for": f"{selection.start}-{selection.end}",
        "as_of": selection.day,
        "population": selection.population,
        "place": selection.place,
    }


def kind_of(data: dict[str, Any]) -> str:
    """Of what kind the source is that was chosen or named; empty as long as there is none."""
    if source := data.get("source"):
        return source.kind
    return (data.get("new_kind") or "") if data.get("new_source") else ""


def asked_because(source_kind: str, excerpt: str) -> str:
    """Why it must be said whether the source knows it itself, in a line; empty where it need
    not be."""
    if is_denial(excerpt):
        return "Does whoever denies it know it themselves, or pass it on?"
    if source_kind in SPEAK_FOR_THEMSELVES:
        whom = "an office" if source_kind == SourceKind.OFFICIAL else "a person"
        return f"The source is {whom}: does it know this itself, or pass it on?"
    if is_passed_on(excerpt):
        return "The passage gives somebody’s word: is it their own knowledge?"
    return ""
