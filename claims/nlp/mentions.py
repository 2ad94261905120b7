"""People and organisations as they are mentioned, with their names cleaned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .lexicons.titles import COMPANY_ENDINGS, TITLES
from .reading import Attribution, Mention, Span

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_CAPITALS = re.compile(r"\b[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){1,4}")
# What follows a name in its noun phrase: "Ana Ruiz, a nurse", "Ana Ruiz (D)", "Ruiz – who …".
_ASIDE = re.compile(r"\s*(?:,(?=\s)|\(| [—–-] |\n)")
# And behind a person with a title: "Dr. Ana Ruiz of Varn University".
_PLACE = re.compile(r"(?<=[a-z]) (?:of|at|from) (?=[A-Z])")


def key_of(mention: Mention) -> tuple[str, str]:
    """By what mentions of one are known: a person's last name, the whole name of a body."""
    name = mention.name.replace("’", "'")
    words = _WORD.findall(name) or [name]
    if mention.kind == "organisation":
        return mention.kind, name.lower()
    return mention.kind, words[-1].lower()


def one_kind_per_name(mentions: Sequence[Mention]) -> list[Mention]:
    """A last name that a model once took for an organisation is still the person's."""
    people = {key_of(m)[1] for m in mentions if m.kind == "person" and len(m.name.split()) > 1}
    return [
        replace(m, kind="person") if m.kind == "organisation" and key_of(m)[1] in people else m
        for m in mentions
    ]


def head_of(text: str, start: int, end: int) -> Span:
    """A noun phrase without what is added behind a comma or in brackets."""
    aside = _ASIDE.search(text, start + 1, end)
    end = aside.start() if aside else end
    place = _PLACE.search(text, start, end)
    if place is None:
        return start, end
    words = [word.lower().strip(".") for word in text[start : place.start()].split()]
    titled = words[0] in TITLES and words[-1] not in TITLES
    return (start, place.start()) if titled else (start, end)


def mentions_by_rules(
    text: str, said: Sequence[Attribution], known: Sequence[Mention]
) -> list[Mention]:
    """People whom no model named: sources of two to four capitals ("said Ana Ruiz"), every run
    of capitals that ends like one of them, and sources that are a known person's last name."""
    taken = {at for mention in known for at in (mention.start, mention.end)}
    lasts = {key_of(mention)[1] for mention in known if mention.kind == "person"}
    places = sorted({head_of(text, *span) for one in said for span in one.source})
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
