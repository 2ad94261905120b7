"""Adding to and keeping the desk's sources."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.models import Topic
from newsroom.accounts.models import User
from verification.models import Source, SourceKind, SourceState, Tier
from verification.operations.source_domains import taken_by, taken_domain
from verification.operations.sources import COLUMNS, MANAGED
from verification.registry import languages
from verification.registry.domain_names import NotADomain, in_words, read_words
from verification.registry.likeness import home_of
from verification.registry.values import told

from .fields import Prose


class LanguagesField(forms.CharField):
    """Languages by name or code, with commas between; a list of codes."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return ", ".join(languages.in_words(code) for code in value)
        return value

    def to_python(self, value: Any) -> list[str]:
        words = [word for word in re.split(r"[,;\n]", super().to_python(value)) if word.strip()]
        try:
            return languages.codes_of(words)
        except languages.NotALanguage as wrong:
            raise ValidationError(str(wrong)) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial or []), data)


class DomainsField(forms.CharField):
    """Domains, one a line; those that nobody has verified end in "(not verified)". A mapping of
    domain to whether it is verified."""

    widget = forms.Textarea({"rows": 3, "spellcheck": "false", "autocapitalize": "none"})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(in_words(*line) for line in value.items())
        return value

    def to_python(self, value: Any) -> dict[str, bool]:
        lines = [line for line in re.split(r"[,;\n]", super().to_python(value)) if line.strip()]
        try:
            return dict(read_words(line) for line in lines)
        except NotADomain as wrong:
            raise ValidationError(str(wrong)) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial or {}), data)


class SourceForm(forms.ModelForm):
    """Of a source that is there, ``seen`` is the last line of its history when it was shown. What
    others changed since is named at its field, with their words, and nothing is saved."""

    seen = forms.IntegerField(
        required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput
    )
    homepage = forms.URLField(max_length=500, required=False, assume_scheme="https")
    languages = LanguagesField(
        required=False, max_length=300, help_text="By name or code, such as “English, cy”."
    )
    topics = forms.ModelMultipleChoiceField(
        label="Topics it is good for",
        queryset=Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    domains = DomainsField(
        required=False,
        max_length=5000,
        help_text="One a line, such as ons.gov.uk. An address that is pasted finds its source by "
        "these; one marked “(not verified)” is a guess until you take the mark off.",
    )
    notes = Prose(
        label="Good for what",
        rows=4,
        required=False,
        help_text="What it knows first-hand, how often it revises, how to reach it.",
    )

    class Meta:
        model = Source
        fields = (*COLUMNS, "topics")
        labels = {"interest": "Declared interest", "contact": "How to reach it"}
        help_texts = {
            "interest": "Its stake, such as “Funded by the port authority”.",
            "owner": "Who owns or runs it.",
            "licence": "Under which its material may be used.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if source := kwargs.get("instance"):
            seen = source.last_line()
            source.refresh_from_db()  # what is shown is no older than what is said to be seen
        super().__init__(*args, **kwargs)
        for name, choices in (("kind", SourceKind.choices), ("tier", Tier.choices)):
            self.fields[name].choices = [("", "Choose"), *choices]
        if self.instance.pk:
            self.initial["seen"] = seen
            self.initial["domains"] = {
                row.domain: row.is_verified for row in self.instance.domains.all()
            }

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_domains(self) -> dict[str, bool]:
        domains = self.cleaned_data["domains"]
        if taken := taken_domain(domains, self.instance.pk):
            raise ValidationError(taken_by(taken))
        return domains

    def clean(self) -> dict[str, Any]:
        """A new source without a domain gets its home page's, if that is nobody else's."""
        data = super().clean()
        if self.instance.pk is None and data.get("domains") == {}:
            home = home_of(data.get("homepage") or "")
            if not taken_domain(home, None):
                data["domains"] = dict.fromkeys(home, True)
        self.name_what_others_changed(data.get("seen"))
        return data

    def name_what_others_changed(self, seen: int | None) -> None:
        """An error at each field that has other words since. Whoever has read them may save."""
        if seen is None or self.instance.pk is None:
            return
        later = list(self.instance.events.filter(pk__gt=seen).select_related("actor"))
        if not later:
            return
        who = later[-1].actor or "the desk"
        self.add_error(
            None,
            f"Nothing was saved, because {who} has changed this source since you opened it. What "
            "you wrote is still here: put the two together and save again.",
        )
        now = {
            name: value for event in later for name, value in event.data.get("after", {}).items()
        }
        for name, value in now.items():
            words = told(name, value)
            self.add_error(name, f"It now says “{words}”." if words else "It is now empty.")
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(later[-1].pk)

    def columns(self) -> dict[str, Any]:
        """What the verbs take."""
        return {name: self.cleaned_data[name] for name in MANAGED}


# By default those that are offered to be cited; the retired ones are asked for.
STATES = [
    ("", "in use or proposed"),
    (SourceState.PROPOSED, "to confirm"),
    (SourceState.RETIRED, "retired"),
    ("any", "all of them"),
]


class SourceFilter(forms.Form):
    q = forms.CharField(label="Name or domain", required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=[("", "any kind"), *SourceKind.choices])
    tier = forms.ChoiceField(required=False, choices=[("", "any tier"), *Tier.choices])
    topic = forms.ModelChoiceField(
        label="Good for", queryset=Topic.objects.all(), required=False, empty_label="any topic"
    )
    state = forms.ChoiceField(required=False, choices=STATES)
    before = forms.CharField(required=False, max_length=200)
    after = forms.CharField(required=False, max_length=200)


class PassagePlace(forms.Form):
    """Where in the cited passages of a source a page begins."""

    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    after = forms.IntegerField(required=False, min_value=1, max_value=2**62)


class MergeSearch(forms.Form):
    q = forms.CharField(label="Name or domain of the other", required=False, max_length=200)


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(queryset=Source.objects.none(), widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why they are one source",
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text="It is kept in the history of both.",
    )

    def __init__(self, *args: Any, duplicate: Source, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Source.objects.visible_to(by)
        self.fields["into"].queryset = others.citable().exclude(pk=duplicate.pk)


class StakeForm(forms.Form):
    stake = forms.CharField(label="Which interest it has", max_length=300)
