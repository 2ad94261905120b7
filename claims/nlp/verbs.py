"""Finite forms of English verbs, for a participle that becomes a sentence."""

from __future__ import annotations

from .lexicons.clauses import DOUBLING, IRREGULAR_PAST


def past(lemma: str) -> str:
    """ "killed", "left", "dropped", "carried"."""
    if lemma in IRREGULAR_PAST:
        return IRREGULAR_PAST[lemma]
    if lemma in DOUBLING:
        return f"{lemma}{lemma[-1]}ed"
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ied"
    return f"{lemma}ed"


def third_person(lemma: str) -> str:
    """ "kills", "pushes", "carries"."""
    if lemma == "have":
        return "has"
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{lemma}es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ies"
    return f"{lemma}s"


def finite_form(lemma: str, tag: str, word: str, *, plural: bool) -> str:
    """The verb in the tense of the main clause, whose finite word has the tag ``tag``."""
    if tag == "MD":
        return f"{word} {lemma}"
    if tag == "VBD":
        return past(lemma)
    return lemma if plural else third_person(lemma)
