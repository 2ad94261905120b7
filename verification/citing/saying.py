"""Whether an excerpt denies something, or passes on what somebody said; by its words alone.

No model is loaded for it, so it may ask once too often whose knowledge an excerpt is; it decides
nothing. No Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.nlp.lexicons.reporting import DENYING, PLAIN
from claims.nlp.lexicons.voices import DENYING_NOUNS

# Verbs of passing on, besides the plainest ones: what stands behind them is somebody's word.
PASSING_ON = frozenset(
    """
    acknowledge add admit affirm allege announce assert claim confirm concede contend declare
    deny disclose insist maintain state tell testify
    """.split()  # noqa: SIM905 -- a word list reads better as running words
)
# Their base form and the one in -s are nouns more often than not.
LIKE_NOUNS = frozenset(["claim", "estimate", "find", "note", "report", "show", "state"])
IRREGULAR = {
    "say": ("said",),
    "tell": ("told",),
    "find": ("found",),
    "think": ("thought",),
    "show": ("shown",),
}
NOT_SO = re.compile(
    r"\b(?:there (?:is|was|were|are) no|no (?:truth|basis|evidence)|not true|untrue|"
    r"(?:is|are|was|were) false|never (?:said|happened|took place))\b",
    re.IGNORECASE,
)
ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)


def _forms(verbs: Iterable[str]) -> str:
    """All forms of regular verbs, and of the irregular ones above, as a pattern."""
    found = set()
    for verb in verbs:
        stem = verb.removesuffix("e")
        ends_in_y = verb.endswith("y") and verb[-2] not in "aeiou"
        found |= {verb, f"{stem}ing", *IRREGULAR.get(verb, ())}
        if verb in LIKE_NOUNS:
            found -= {verb}
            found |= {f"{stem}ed"}
        elif ends_in_y:
            found |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
        else:
            hisses = verb.endswith(("s", "ss", "sh", "ch", "x"))
            doubles = verb in ("rebut", "admit")
            last = verb[-1] if doubles else ""
            found |= {f"{verb}es" if hisses else f"{verb}s", f"{stem}{last}ed"}
    return "|".join(sorted(found, key=len, reverse=True))


_DENIES = re.compile(
    rf"\b(?:{_forms(DENYING)}|{'|'.join(sorted(DENYING_NOUNS))}s?)\b", re.IGNORECASE
)
_SAYS = re.compile(rf"\b(?:{_forms(PLAIN)}|{_forms(PASSING_ON)})\b", re.IGNORECASE)


def is_denial(excerpt: str) -> bool:
    return bool(_DENIES.search(excerpt) or NOT_SO.search(excerpt))


def is_passed_on(excerpt: str) -> bool:
    """Whether the excerpt gives somebody's word: "the ministry said", "according to"."""
    return bool(_SAYS.search(excerpt) or ACCORDING.search(excerpt))
