"""Small questions about verbs and noun phrases in a dependency parse."""

from __future__ import annotations

from spacy.tokens import Token

from .reading import Span

# How far a look up the tree goes, so that a sentence without end costs no more than its length.
FARTHEST = 25
VERBAL = ("VERB", "AUX")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
FINITE = ("VBD", "VBZ", "VBP", "MD")


def subject_of(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def finite_of(verb: Token) -> Token | None:
    """The finite word of a verb: itself, or its auxiliary."""
    if verb.tag_ in FINITE:
        return verb
    return next((c for c in verb.children if c.tag_ in FINITE and c.dep_[:3] == "aux"), None)


def is_verbal(token: Token) -> bool:
    """Whether it is a verb, or was parsed as one with its subject though tagged as a noun: "…
    smoked and 30 per cent drank"."""
    if token.pos_ in VERBAL:
        return True
    subject = subject_of(token) if token.dep_ == "conj" and token.pos_ == "NOUN" else None
    return subject is not None and subject.i < token.i and token.head.pos_ in VERBAL


def is_finite(verb: Token) -> bool:
    """Whether a verb is finite; "40 shops closed" is, though a tagger may take it for passive."""
    if finite_of(verb) is not None or (verb.pos_ == "NOUN" and is_verbal(verb)):
        return True
    return verb.tag_ == "VBN" and any(child.dep_ == "nsubj" for child in verb.children)


def first_joined(verb: Token) -> Token:
    """The first of the verbs that this one is joined to, up to the one with the subject."""
    here = verb.head
    for _ in range(FARTHEST):
        if here.dep_ != "conj" or subject_of(here) is not None or here.head.pos_ not in VERBAL:
            break
        here = here.head
    return here


def noun_phrase(noun: Token, before: Token) -> Span:
    """The noun phrase, without the clauses that hang on it, as far as it stands before a verb."""
    last = noun.right_edge.i
    for child in noun.children:
        if child.i > noun.i and child.dep_ in ("relcl", "acl", "punct", "appos", "cc", "conj"):
            last = min(last, child.left_edge.i - 1)
    last = max(noun.i, min(last, before.i - 1))
    end = noun.doc[last]
    return noun.left_edge.idx, end.idx + len(end)
