"""Whose verb it is: the subject of a verb of saying, and its noun phrase."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .denials import is_no_one
from .forms import lemma_of
from .lexicons.reporting import ASKING, SAYING
from .lexicons.voices import NOBODY
from .neighbours import mark_before, next_to
from .passages import text_of, trim
from .reading import Span

SUBJECTS = ("nsubj", "csubj")
RELATIVES = ("who", "which", "that")
# How a verb without a subject of its own leans on the verb that has one: "spoke and said",
# "left, saying", "wants to say", "ended by saying", "a letter saying".
_LEANS = ("conj", "advcl", "xcomp", "pcomp", "acl", "dep", "ccomp")
# A participle that has one of these is no passive: "the man who wrote it called him a fake".
_ACTIVE = ("dobj", "ccomp")
_ASKED = ("asked", "pressed", "questioned")
_FURTHEST = 5


def subject_of(verb: Token) -> Token | None:
    """The head of the noun phrase that is given as saying it, or None."""
    if _is_passive_aside(verb):
        return None
    here = _main_verb_of(verb)
    for _ in range(_FURTHEST):
        own = [c for c in here.children if c.dep_ in SUBJECTS or c.dep_ == "nsubjpass"]
        if not own and here.pos_ == "NOUN":
            own = [c for c in here.children if c.dep_ == "compound"][-1:]
        if own:
            subject = own[-1] if own[-1].i < here.i else own[0]
            if subject.dep_ == "nsubjpass" and (here.i == verb.i or verb.dep_ == "xcomp"):
                return None
            return _unless_empty(subject)
        if here.dep_ == "pcomp" and here.head.dep_ == "prep":
            governor = here.head.head
            if theirs := _object(governor, here.head.lower_):
                return theirs
            here = governor
        elif here.dep_ == "acl":
            done = here.tag_ == "VBN" and not any(c.dep_ in _ACTIVE for c in here.children)
            return None if done else _whose_paper(here.head)
        elif here.dep_ in _LEANS and here.head.i != here.i:
            if (
                here.dep_ == "xcomp"
                and here.head.dep_ != "acl"
                and (theirs := _object(here.head, "to"))
            ):
                return theirs if theirs.pos_ != "NOUN" else None
            here = here.head
        else:
            return None
        if here.pos_ not in ("VERB", "AUX"):
            return here if here.pos_ in ("NOUN", "PROPN") and here.dep_ in SUBJECTS else None
    return None


def _is_passive_aside(verb: Token) -> bool:
    """As in "Asked about it, Ruiz said …": whoever asked is not named."""
    if verb.lower_ in _ASKED and not any(c.dep_ in SUBJECTS for c in verb.children):
        return verb.dep_ == "advcl"
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("advcl", "dep", "nmod", "amod")
        and not any(c.dep_ in ("aux", *_ACTIVE) for c in verb.children)
    )


def _main_verb_of(verb: Token) -> Token:
    """Of ", citing …" behind what somebody said, the verb of saying."""
    head = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or mark_before(verb) != ",":
        return verb
    while head.dep_ == "ccomp" and head.i < verb.i and lemma_of(head.head) in SAYING:
        head = head.head
    return head if head.i != verb.head.i else verb


def _unless_empty(subject: Token) -> Token | None:
    return None if subject.lower_ in NOBODY or is_no_one(subject) else subject


def _object(verb: Token, joint: str) -> Token | None:
    """Whom "scolded him for saying", "quoted an official as saying" and "urged him to say" are
    about."""
    if joint not in ("for", "of", "as", "to"):
        return None
    objects = (c for c in verb.children if c.dep_ == "dobj")
    asked = joint == "as" or lemma_of(verb) in ASKING
    return next((c for c in objects if asked or c.pos_ != "NOUN"), None)


def _whose_paper(noun: Token) -> Token | None:
    """Of "issued a statement saying", who issued it; else the noun itself."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        return next((c for c in noun.head.children if c.dep_ == "nsubj"), noun)
    return noun


def phrase_of(noun: Token, verb: Token) -> Span:
    """The noun phrase, without its relative clauses, not reaching over the verb."""
    first, last = noun.left_edge, noun.right_edge
    while first.i < noun.i and first.pos_ in ("ADV", "CCONJ", "SCONJ", "PUNCT"):
        first = next_to(first)
    for child in noun.children:
        if child.dep_ in ("relcl", "acl") and child.i > noun.i:
            edge = child.left_edge.i - 1
            if noun.i <= edge < last.i:
                last = noun.doc[edge]
    if noun.i < verb.i <= last.i:
        last = noun.doc[verb.i - 1]
    if first.i <= verb.i < noun.i:
        first = noun.doc[verb.i + 1]
    return trim(text_of(noun.doc), first.idx, last.idx + len(last))


def stands_for(subject: Token, verb: Token) -> str:
    """The noun that "who" or "which" stands for, as written; empty for any other source."""
    if subject.lower_ not in RELATIVES or verb.dep_ != "relcl":
        return ""
    start, end = phrase_of(verb.head, verb)
    return _text(verb.doc, start, min(end, verb.idx))


def _text(doc: Doc, start: int, end: int) -> str:
    return text_of(doc)[start:end]
