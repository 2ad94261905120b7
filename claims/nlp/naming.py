"""Names led back to the fullest one in the document; pronouns to who was last speaking."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from .lexicons.reporting import (
    COMPANY_ENDINGS,
    FEMALE,
    GROUP_PRONOUNS,
    MALE,
    PERSON_PRONOUNS,
    TITLES,
)
from .reading import Attribution, Mention

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
LONGEST_NAME = 80


class NameBook:
    """All mentions of a document, by the last word of the name."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = _one_kind_per_name(sorted(mentions, key=lambda mention: mention.start))
        self._starts = [mention.start for mention in self._mentions]
        self._fullest: dict[tuple[str, str], str] = {}
        self._gender: dict[str, str] = {}
        by_last: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for mention in self._mentions:
            by_last[_key(mention)][mention.name] += 1
        for key, names in by_last.items():
            most = max(len(name.split()) for name in names)
            longest = [name for name in names if len(name.split()) == most]
            self._fullest[key] = max(longest, key=lambda name: names[name])
        self._acronyms = {
            "".join(word[0] for word in name.split() if word[0].isupper()): name
            for (kind, _), name in self._fullest.items()
            if kind == "organisation" and len(name.split()) > 2
        }
        for mention in self._mentions:
            if gender := self._gender_near(mention):
                self._gender.setdefault(self.full(mention), gender)

    def full(self, mention: Mention) -> str:
        """The fullest name of this mention's person or organisation."""
        own = mention.name
        fullest = self._fullest[_key(mention)]
        if mention.kind == "organisation":
            return self._acronyms.get(own, own)
        words = own.lower().split()
        if len(words) > 1 and words[0] not in fullest.lower().split():
            return own
        return fullest

    def resolved(self) -> tuple[Mention, ...]:
        """The mentions in order, each with its fullest name."""
        return tuple(replace(mention, name=self.full(mention)) for mention in self._mentions)

    def _gender_near(self, mention: Mention) -> str:
        before = self._text[max(0, mention.start - 30) : mention.start].lower().split()[-2:]
        words = {word.strip(".,") for word in before}
        if words & FEMALE:
            return "she"
        return "he" if words & MALE else ""

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in a passage."""
        low = bisect_left(self._starts, start)
        return [m for m in self._mentions[low : bisect_left(self._starts, end)] if m.end <= end]

    def name(self, said: Sequence[Attribution]) -> list[Attribution]:
        """Give every attribution the full name of its source."""
        found = []
        speaker: tuple[str, str] | None = None
        for one in said:
            start, end = one.source[0] if one.source else (0, 0)
            surface = " ".join(self._text[start:end].split())[:LONGEST_NAME]
            low = surface.lower()
            if one.name:
                who = self._antecedent(one.name)
            elif low in PERSON_PRONOUNS:
                who = self._person_before(start, low, speaker)
            elif low in GROUP_PRONOUNS:
                who = speaker if speaker and speaker[1] != "person" else None
            else:
                who = self._named(start, end, surface)
            name, kind = who or (one.name or surface, "")
            if low in PERSON_PRONOUNS:
                kind = kind or "person"
            found.append(replace(one, name=name, source_kind=kind))
            if (who and low not in PERSON_PRONOUNS) or who:
                speaker = who
        return found

    def _antecedent(self, surface: str) -> tuple[str, str] | None:
        """Whom a "who" or "which" stands for, by the name in the noun phrase before it."""
        words = surface.lower().split()
        for at in range(len(words)):
            if name := self._fullest.get(("person", words[at])):
                return name, "person"
            if name := self._fullest.get(("organisation", " ".join(words[at:]))):
                return name, "organisation"
        return None

    def _named(self, start: int, end: int, surface: str) -> tuple[str, str]:
        """A person named in the noun phrase, else an organisation, else the phrase itself."""
        inside = self.inside(start, end)
        people = [mention for mention in inside if mention.kind == "person"]
        owner = [m for m in people if self._text[m.end : m.end + 2] in ("'s", "’s")]
        people = [mention for mention in people if mention not in owner]
        if people:
            return self.full(people[0]), "person"
        words = [word.lower().strip(".,") for word in surface.split()]
        if inside and inside[0].kind == "organisation" and not set(words) & (TITLES | {"a", "an"}):
            return self.full(inside[0]), "organisation"
        plain = re.sub(r"^(?:the|a|an)\s+", "", surface, flags=re.IGNORECASE)
        kind = "organisation" if words and words[-1] in COMPANY_ENDINGS else ""
        return (plain if kind else surface), kind

    def _person_before(
        self, start: int, pronoun: str, speaker: tuple[str, str] | None
    ) -> tuple[str, str] | None:
        """The last speaker, or the last person before, whom the pronoun fits."""
        wanted = {"she": "she", "her": "she", "he": "he", "him": "he", "his": "he"}.get(pronoun, "")

        def fits(name: str) -> bool:
            return not wanted or self._gender.get(name, wanted) == wanted

        if speaker and speaker[1] == "person" and fits(speaker[0]):
            return speaker
        at = bisect_right(self._starts, start) - 1
        for mention in self._mentions[max(0, at - 30) : at + 1][::-1]:
            if mention.kind == "person" and fits(self.full(mention)):
                return self.full(mention), "person"
        return None


def _one_kind_per_name(mentions: list[Mention]) -> list[Mention]:
    """A last name that a model once took for an organisation is still the person's."""
    people = {_key(m)[1] for m in mentions if m.kind == "person" and len(m.name.split()) > 1}
    return [
        replace(m, kind="person") if m.kind == "organisation" and m.name.lower() in people else m
        for m in mentions
    ]


def _key(mention: Mention) -> tuple[str, str]:
    words = _WORD.findall(mention.name) or [mention.name]
    if mention.kind == "organisation":
        return mention.kind, mention.name.lower()
    return mention.kind, words[-1].lower()


_CAPITALS = re.compile(r"\b[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){1,4}")


def mentions_by_rules(
    text: str, said: Sequence[Attribution], known: Sequence[Mention]
) -> list[Mention]:
    """People whom no model named: sources of two to four capitals ("said Ana Ruiz"), every run
    of capitals that ends like one of them, and sources that are a known person's last name."""
    taken = {at for mention in known for at in (mention.start, mention.end)}
    lasts = {_key(mention)[1] for mention in known if mention.kind == "person"}
    places = sorted({span for one in said for span in one.source})
    full = {}
    for start, end in places:
        name = clean_name(text[start:end])
        if 1 < len(name.split()) < 5 and _may_be_person(name):
            full[(end - len(name), end)] = name
    lasts |= {name.split()[-1].lower() for name in full.values()}
    for start, end in places:
        name = clean_name(text[start:end])
        if name.lower() in lasts and name[0].isupper():
            full[(end - len(name), end)] = name
    for match in _CAPITALS.finditer(text):
        name = clean_name(match.group())
        if name.split()[-1].lower() in lasts and _may_be_person(name):
            full.setdefault((match.end() - len(name), match.end()), name)
    return [
        Mention(start, end, text[start:end], "person", name)
        for (start, end), name in sorted(full.items())
        if text[start:end] == name and not taken & {start, end}
    ]


def _may_be_person(name: str) -> bool:
    words = name.split()
    return all(word[0].isupper() for word in words) and not (
        {word.lower().strip(".") for word in words} & COMPANY_ENDINGS
    )


def clean_name(text: str, *, person: bool = True) -> str:
    """A name without white space runs, a leading article, a possessive, and, for a person,
    without title and office ("Secretary of State John Kerry")."""
    words = text.split()
    while len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if person:
        offices = [at for at, word in enumerate(words[:-1]) if word.lower().strip(".") in TITLES]
        if offices:
            words = words[offices[-1] + 1 :]
            if words[0] == "of" and len(words) > 3:
                words = words[2:]
    return re.sub(r"['’]s?$", "", " ".join(words))
