"""What the desk says of a source, as plain values: to people in words, and from their words.

A plain value is what the history and an import keep: text, the codes of kind, tier and languages,
and lists of topics' names and of domains ("ons.gov.uk", "stats.example (not verified)").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from verification.models import Source, SourceKind, Tier
from verification.registry import languages
from verification.registry.domain_names import NotADomain, in_words, read_words
from verification.registry.tables import tidy

LABELS = {
    "name": "Name",
    "kind": "Kind",
    "tier": "Tier",
    "homepage": "Homepage",
    "owner": "Owner",
    "country": "Country",
    "languages": "Languages",
    "licence": "Licence",
    "contact": "Contact",
    "topics": "Topics",
    "domains": "Domains",
    "interest": "Declared interest",
    "notes": "Notes",
}
WORDS: dict[str, dict[str, str]] = {
    "kind": {str(code): str(label) for code, label in SourceKind.choices},
    "tier": {str(code): str(label) for code, label in Tier.choices},
}
LISTS = ("languages", "topics", "domains")
is_web_address = URLValidator()


class NotAValue(ValueError):
    """Its text is a sentence for whoever wrote the cell."""


def told(name: str, value: Any) -> str:
    """A plain value in words."""
    if name == "languages":
        return ", ".join(languages.in_words(code) for code in value)
    if name in LISTS:
        return "; ".join(value)
    return WORDS.get(name, {}).get(value, tidy(str(value)))


def understood(name: str, words: str, topics: Mapping[str, str]) -> Any:
    """The plain value of a cell; ``topics`` are the desk's by their names in lower case. Raises
    ``NotAValue``, with the right words where only some will do."""
    return READERS.get(name, read_text)(name, words, topics)


def read_text(name: str, words: str, topics: Mapping[str, str]) -> str:
    longest = getattr(Source._meta.get_field(name), "max_length", None)
    if longest and len(words) > longest:
        raise NotAValue(f"It is longer than {longest} characters.")
    return words if name == "notes" else one_name(words)


def one_name(words: str) -> str:
    """A cell of one line, its white space as the desk keeps it."""
    return " ".join(words.split())


def read_choice(name: str, words: str, topics: Mapping[str, str]) -> str:
    asked = " ".join(words.split()).casefold()
    for code, label in WORDS[name].items():
        if asked in (code, label):
            return code
    offered = ", ".join(WORDS[name].values())
    raise NotAValue(
        f"“{words[:60]}” is no {name} of ours. Choose one of: {offered}."
        if asked
        else f"It is missing. Choose one of: {offered}."
    )


def read_homepage(name: str, words: str, topics: Mapping[str, str]) -> str:
    if not words:
        return ""
    address = words if "://" in words else f"https://{words}"
    try:
        is_web_address(address)
    except ValidationError:
        raise NotAValue(f"“{words[:60]}” is not a web address.") from None
    return str(read_text(name, address, topics))


def read_languages(name: str, words: str, topics: Mapping[str, str]) -> list[str]:
    try:
        return languages.codes_of(split(words))
    except languages.NotALanguage as wrong:
        raise NotAValue(str(wrong)) from None


def read_topics(name: str, words: str, topics: Mapping[str, str]) -> list[str]:
    found = set()
    for word in split(words, but=topics):
        topic = topics.get(word.casefold())
        if topic is None:
            near = get_close_matches(word.casefold(), topics, n=1)
            hint = f"Did you mean {topics[near[0]]}?" if near else "An admin can add it."
            raise NotAValue(f"The desk has no topic “{word[:60]}”. {hint}")
        found.add(topic)
    return sorted(found)


def read_domains(name: str, words: str, topics: Mapping[str, str]) -> list[str]:
    try:
        read = dict(read_words(word) for word in split(words))
    except NotADomain as wrong:
        raise NotAValue(str(wrong)) from None
    return sorted(in_words(*line) for line in read.items())


def split(words: str, but: Mapping[str, str] | None = None) -> list[str]:
    """The words of a list. One that ``but`` knows with its comma stays whole."""
    parts = [" ".join(part.split()) for part in re.split(r"[;\n]", words)]
    return [
        word.strip()
        for part in parts
        for word in ([part] if but and part.casefold() in but else part.split(","))
        if word.strip()
    ]


Reader = Callable[[str, str, Mapping[str, str]], Any]
READERS: dict[str, Reader] = {
    "kind": read_choice,
    "tier": read_choice,
    "homepage": read_homepage,
    "languages": read_languages,
    "topics": read_topics,
    "domains": read_domains,
}


def domains_of(words: list[str]) -> dict[str, bool]:
    """Plain domains as the verbs take them."""
    return dict(read_words(word) for word in words)
