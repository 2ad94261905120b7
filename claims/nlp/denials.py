"""Whether who is named asserts what stands behind the verb, or says that it is not so."""

from __future__ import annotations

from spacy.tokens import Token

from .forms import lemma_of
from .lexicons.reporting import DENYING
from .lexicons.voices import DENYING_NOUNS, NO_ONE
from .reading import Attribution

DENIAL = "; a denial"


def as_said(rule: str, cue: Token) -> str:
    """The rule by which an attribution was read, with its word, and whether that denies."""
    return f"{rule}: {cue.lower_}{DENIAL if _denies(cue) else ''}"


def is_denial(one: Attribution) -> bool:
    """Whether its source says that the content is not so, or does not say that it is."""
    return one.rule.endswith(DENIAL)


def _denies(cue: Token) -> bool:
    if cue.pos_ == "NOUN":
        return lemma_of(cue) in DENYING_NOUNS
    negated = any(child.dep_ == "neg" and child.i < cue.i for child in cue.children)
    return negated or lemma_of(cue) in DENYING


def is_no_one(noun: Token) -> bool:
    """As in "no evidence", "nobody", "none of the judges", "not one witness"."""
    opener = noun.left_edge
    if opener.lower_ == "not":
        return opener.i < noun.i and opener.nbor().lower_ in ("a", "one", "many")
    return noun.lower_ in NO_ONE or (opener.lower_ in NO_ONE and noun.pos_ != "NUM")
