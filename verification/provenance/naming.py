"""Does a passage name somebody as where it has it from: "According to the Harbour Gazette, …"?"""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST = 3  # letters of a name that can be told from a chance word
_BEFORE = (
    r"(?i:according to|as reported by|reported by|first reported in|cited by|as cited in|quoted in"
    r"|citing|quoting|referring to|told|interview with|figures (?:from|by)|data (?:from|of))"
)
_AFTER = r"(?i:reported|reports|said|says|wrote|writes|found|finds|estimates|estimated|counted)"
_THE = r"(?:[Tt]he )?"
_ASIDE = re.compile(r"\s*\(([^()]*)\)")


def names_of(source: str) -> tuple[str, ...]:
    """What a source is called: its name without "The", what stands in brackets, and what stands
    before a comma, if two words or more do."""
    words = " ".join(source.split())
    bare = _ASIDE.sub("", words).removeprefix("The ").removeprefix("the ")
    first = bare.partition(",")[0]
    names = [bare, *([first] if " " in first else []), *_ASIDE.findall(words)]
    return tuple(dict.fromkeys(name for name in names if len(name) >= SHORTEST))


@lru_cache(maxsize=512)
def _pattern(source: str) -> re.Pattern[str] | None:
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names_of(source))
    if not names:
        return None
    return re.compile(rf"\b{_BEFORE}\s+{_THE}(?:{names})\b|\b(?:{names})\s+{_AFTER}\b")


def says_it_has_it_from(passage: str, source: str) -> bool:
    """Whether a reporting phrase in the passage holds the source's name, in its own case."""
    pattern = _pattern(source)
    return bool(pattern and pattern.search(passage))
