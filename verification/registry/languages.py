"""Languages in words and as ISO 639-1 codes, as the Unicode CLDR names them through Babel."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from babel.core import Locale
from babel.localedata import locale_identifiers


class NotALanguage(ValueError):
    """Its text is a sentence for whoever typed it."""


@cache
def names() -> dict[str, str]:
    """English names by code, of the languages that have a code of two letters."""
    named = Locale("en").languages
    return {code: str(name) for code, name in named.items() if len(code) == 2}


@cache
def codes() -> dict[str, str]:
    """Codes by what people call a language: its code, its English name, its own name."""
    told = frozenset(locale_identifiers())
    known: dict[str, str] = {}
    for code, name in names().items():
        own = Locale(code).get_language_name() if code in told else None
        for word in (code, name, own or ""):
            known.setdefault(word.casefold(), code)
    known.pop("", None)
    return known


def code_of(word: str) -> str:
    """The code of "German", "Deutsch", "de" or "de-AT". Raises ``NotALanguage``, with what it may
    have meant."""
    asked = " ".join(word.split()).casefold()
    known = codes()
    if code := known.get(asked) or known.get(asked.replace("_", "-").partition("-")[0]):
        return code
    near = get_close_matches(asked, known, n=1, cutoff=0.75)
    hint = f" Did you mean {in_words(known[near[0]])}?" if near else ""
    raise NotALanguage(f"“{word.strip()[:60]}” is no language we know by name or code.{hint}")


def codes_of(words: Iterable[str]) -> list[str]:
    """The code of each, once, in their order. Raises ``NotALanguage``."""
    return list(dict.fromkeys(code_of(word) for word in words))


def as_code(word: str) -> str:
    """The code of a language that was kept by its name; what is none stays as it is."""
    return codes().get(word.strip().casefold(), word)


def in_words(code: str) -> str:
    return names().get(code, code)
