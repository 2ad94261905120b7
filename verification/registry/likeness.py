"""Which sources may be the same one under two names. A suggestion; an editor decides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verification.registry.domain_names import NotADomain, domain_of, shown

# Legal forms as they stand at the end of a name, without dots, and articles at its beginning.
LEGAL_FORMS = frozenset(
    {
        "ab", "ag", "aps", "as", "asa", "bv", "co", "company", "corp", "corporation", "eg", "ev",
        "gbr", "gmbh", "inc", "incorporated", "kg", "kk", "lda", "limited", "llc", "llp", "lp",
        "ltd", "nv", "oy", "oyj", "plc", "pte", "pty", "sa", "sarl", "sas", "se", "sl", "spa",
        "sprl", "srl",
    }
)  # fmt: skip
ARTICLES = frozenset(
    {"a", "an", "das", "de", "der", "die", "el", "het", "il", "la", "las", "le", "les", "lo",
     "los", "the"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A source as far as it matters here; the older one of two has the lower key."""

    key: int
    name: str
    homepage: str = ""
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twins:
    """Two that may be the same, the older first, and why in words."""

    into: int
    duplicate: int
    why: str


def core_of(name: str) -> str:
    """What is left of a name without case, accents, punctuation, article and legal form; the name
    itself where nothing would be left."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.sub(r"[^\w\s]", " ", re.sub(r"(?<=\w)\.(?=\w)|['’]", "", plain)).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS | {"the"}:  # "Northern Wire, The"
        words.pop()
    while len(words) > 1 and words[0] in ARTICLES:
        words.pop(0)
    return name.casefold() if set(words) <= ARTICLES else " ".join(words)


def twins_among(sources: Iterable[Named]) -> list[Twins]:
    """Every source that shares its name's core or a domain with an older one, once."""
    first_of: dict[tuple[str, str], int] = {}
    found = []
    for source in sorted(sources, key=lambda source: source.key):
        twin = None
        for sign in signs_of(source):
            older = first_of.setdefault(sign, source.key)
            if twin is None and older != source.key:
                twin = Twins(older, source.key, WHY[sign[0]].format(shown(sign[1])))
        if twin:
            found.append(twin)
    return found


WHY = {"name": "the same name but for its spelling", "domain": "both at {}"}


def signs_of(source: Named) -> Iterator[tuple[str, str]]:
    yield "name", core_of(source.name)
    for domain in dict.fromkeys([*source.domains, *home_of(source.homepage)]):
        yield "domain", domain


def home_of(homepage: str) -> list[str]:
    """The domain of a home page that is nothing but a site: a page deeper down may be anybody's
    part of a larger one."""
    if not re.fullmatch(r"https?://[^/?#]+/?", homepage):
        return []
    try:
        return [domain_of(homepage)]
    except NotADomain:
        return []
