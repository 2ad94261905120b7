"""Sources that are no subject: "according to X", "X's claim that …", "reported by X"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from .beside import passed_on
from .claiming import OBJECT_RULE
from .denials import as_said, is_no_one
from .forms import lemma_of
from .lexicons.reporting import ADDRESSING, ISSUING, LIGHT, OBJECT, QUOTING, SAYING
from .lexicons.titles import PAPERS
from .lexicons.voices import (
    ACCOUNTS,
    ESTIMATES,
    FINDING,
    HEARSAY,
    LEADING,
    NO_SOURCES,
    NOBODY,
    OWN_VOICE,
    POLLS,
)
from .neighbours import before, mark_before, next_to
from .passages import kind, pieces, text_of, trim
from .reading import Attribution, Span
from .sources import phrase_of

_OPENS_CLAUSE = ("DET", "NUM", "PRON", "NOUN", "PROPN", "ADJ", "SCONJ")
# What goes on about the source, not about what it says: ", which analysed it".
_OF_THE_SOURCE = re.compile(r", (?:which|who|whose|where)\b")


def according(doc: Doc, sent: DocSpan, token: Token, quotes: list[Span]) -> Attribution | None:
    """As in "According to X, …" and "…, according to X": the rest of the sentence is content."""
    to = next((c for c in token.children if c.dep_ in ("prep", "pcomp") or c.lower_ == "to"), None)
    if to is None and token.i + 1 < sent.end and doc[token.i + 1].lower_ == "to":
        to = doc[token.i + 1]
    noun = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None) if to else None
    if noun is None or lemma_of(noun) in NO_SOURCES:
        return None
    source = phrase_of(noun, token)
    text = text_of(doc)
    if token.i - sent.start <= 1:
        spans = [(source[1], sent.end_char)]
    else:
        spans = [(_clause_start(sent, token), token.idx)]
        tail = text[source[1] : sent.end_char]
        if tail.startswith(",") and len(tail) > 12 and not _OF_THE_SOURCE.match(tail):
            spans.append((source[1], sent.end_char))
    content = pieces(text, spans)
    if not content:
        return None
    cue = trim(text, token.idx, source[0])
    return Attribution(content, (source,), cue, kind(content, quotes), "", "", "according to")


def _clause_start(sent: DocSpan, token: Token) -> int:
    """Where the clause starts that "according" opens inside somebody's words: in "Ruiz said that,
    according to X, …" she says it, and X is whom she goes by."""
    here = token
    while here.head.i != here.i and here.dep_ != "ccomp":
        here = here.head
    framed = here.dep_ == "ccomp" and here.head.i < token.i < here.i
    if not framed or lemma_of(here.head) not in SAYING:
        return sent.start_char
    opens = all(c.i > token.i for c in here.children if c.dep_ in ("nsubj", "nsubjpass", "expl"))
    return int(token.idx) if opens else sent.start_char


def by_account(doc: Doc, sent: DocSpan, token: Token, quotes: list[Span]) -> Attribution | None:
    """As in "In the words of X, …", "By the ministry's own count, …", "Per the ministry, …"."""
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    opens = token.i - sent.start <= 1
    if noun is None:
        return None
    owner = _poll(sent, token, noun, opens)
    if owner is None and (opens or mark_before(token) == ","):
        owner = _whose_account(token, noun, opens)
    if owner is None or owner.lower_ in ("my", "our", "your"):
        return None
    text = text_of(doc)
    end = noun.right_edge.idx + len(noun.right_edge)
    spans = [(end, sent.end_char)] if opens else [(sent.start_char, token.idx)]
    content = pieces(text, spans)
    if not content:
        return None
    cue = (token.idx, noun.idx + len(noun))
    rule = f"in whose words: {text[cue[0] : cue[1]].lower()}"
    return Attribution(content, (_owner_span(owner),), cue, kind(content, quotes), "", "", rule)


def _whose_account(token: Token, noun: Token, opens: bool) -> Token | None:
    if token.lower_ == "per":
        return noun if opens and (noun.pos_ == "PROPN" or noun.left_edge.pos_ == "DET") else None
    if noun.lower_ not in ACCOUNTS.get(token.lower_, ()):
        return None
    return next((c for c in noun.children if c.dep_ == "poss"), None) or next(
        (p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"),
        None,
    )


def _poll(sent: DocSpan, token: Token, noun: Token, opens: bool) -> Token | None:
    """The poll itself, where it opens or ends a sentence with what it found."""
    if token.lower_ != "in" or noun.lower_ not in POLLS or not _has_number(token.head):
        return None
    if lemma_of(token.head) in FINDING:
        return None
    ends = noun.right_edge.i >= sent.end - 2 and lemma_of(token.head) in LEADING
    return noun if opens or ends else None


def by_noun(doc: Doc, noun: Token, quotes: list[Span]) -> Attribution | None:
    """As in "the ministry's claim that …", "his promise to …", "an estimate of 300 by X"."""
    owner = owner_of(noun)
    if owner is None or owner.lower_ in NOBODY | OWN_VOICE | {"my", "our", "your"}:
        return None
    if is_no_one(owner):
        return None
    said = next((c for c in noun.children if c.i > noun.i and _is_said(c)), None)
    if said is None:
        return _estimate(doc, noun, owner, quotes)
    start, end = said.left_edge, said.right_edge
    if start.lower_ == "that" or said.dep_ == "prep":
        start = next_to(start)
    clause = said.dep_ != "prep" and start.lower_ != "to"
    content = pieces(text_of(doc), [(start.idx, end.idx + len(end))])
    if not content:
        return None
    cue = (noun.idx, noun.idx + len(noun))
    rule = "noun of saying" if clause else f"{OBJECT_RULE}, of a noun"
    how = kind(content, quotes)
    return Attribution(content, (_owner_span(owner),), cue, how, "", "", as_said(rule, noun))


def by_taken_noun(doc: Doc, sent: DocSpan, word: Token, quotes: list[Span]) -> Attribution | None:
    """As in "Records obtained by the paper show he lost …", where "show" was taken for a noun
    and what the paper says for another clause."""
    if word.dep_ != "pobj" or word.i + 2 >= sent.end or doc[word.i + 1].pos_ not in _OPENS_CLAUSE:
        return None
    here = word
    while here.dep_ in ("pobj", "prep", "agent", "acl") and here.head.i < here.i:
        here = here.head
    if lemma_of(here) not in PAPERS and here.lower_ not in PAPERS:
        return None
    before_it = before(word)
    text = text_of(doc)
    source = trim(text, here.left_edge.idx, before_it.idx + len(before_it))
    content = pieces(text, [(doc[word.i + 1].idx, sent.end_char)])
    if not content or source[0] >= source[1]:
        return None
    cue = (word.idx, word.idx + len(word))
    rule = f"clause of a verb of saying: {word.lower_}"
    return Attribution(content, (source,), cue, kind(content, quotes), "", "", rule)


def _estimate(doc: Doc, noun: Token, owner: Token, quotes: list[Span]) -> Attribution | None:
    """As in "It raised its forecast for growth to 2.5 percent"."""
    verb = noun.head
    if lemma_of(noun) not in ESTIMATES or noun.dep_ != "dobj" or not _has_number(verb):
        return None
    end = max((c.right_edge for c in verb.children if c.i >= noun.i), key=lambda one: one.i)
    content = pieces(text_of(doc), [(noun.idx + len(noun), end.idx + len(end))])
    if not content:
        return None
    cue = (noun.idx, noun.idx + len(noun))
    rule = f"{OBJECT_RULE}, of a noun: {noun.lower_}"
    return Attribution(content, (_owner_span(owner),), cue, kind(content, quotes), "", "", rule)


def owner_of(noun: Token) -> Token | None:
    """Whose claim it is: "the ministry's claim", "a claim by the ministry", "made a claim"."""
    for child in noun.children:
        if child.dep_ == "poss" and child.tag_ == "PRP$" and noun.dep_ == "dobj":
            return next((c for c in noun.head.children if c.dep_ == "nsubj"), child)
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    for child in noun.children:
        if child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN":
            return child
    if noun.dep_ == "dobj" and lemma_of(noun.head) in ISSUING | LIGHT:
        return next((c for c in noun.head.children if c.dep_ == "nsubj"), None)
    return None


def _is_said(child: Token) -> bool:
    if child.dep_ in ("acl", "ccomp", "relcl"):
        first = child.left_edge
        return (first.lower_ == "that" and first.dep_ == "mark") or first.lower_ == "to"
    return child.dep_ == "prep" and child.lower_ in ("of", "about", "for") and _has_number(child)


def _has_number(token: Token) -> bool:
    return any(one.like_num or one.is_digit for one in token.subtree)


def _owner_span(owner: Token) -> Span:
    last = owner.right_edge
    if last.tag_ == "POS" and last.i > owner.left_edge.i:
        last = before(last)
    return trim(text_of(owner.doc), owner.left_edge.idx, last.idx + len(last))


def _topics(verb: Token) -> tuple[str, ...]:
    """What leads to what is said in a passive: "was quoted as saying", "is accused of"."""
    return ("as",) if lemma_of(verb) in QUOTING else ("of", "for")


def by_agent(doc: Doc, sent: DocSpan, verb: Token, quotes: list[Span]) -> Attribution | None:
    """As in "The dam is said to leak" and "31 cases were reported by the ministry"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None or lemma_of(verb) not in SAYING | OBJECT:
        return None
    agent = next(
        (p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"),
        None,
    )
    rest = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "oprd")), None) or next(
        (c for c in verb.children if c.dep_ == "prep" and c.lower_ in _topics(verb)), None
    )
    if agent is None and (rest is None or lemma_of(verb) not in HEARSAY):
        return None
    spans = list(passed_on(doc, sent, verb)) if agent is not None else []
    told = rest is not None and rest.dep_ == "ccomp" and lemma_of(verb) in ADDRESSING
    if not told and subject.lower_ not in ("it", "that", "which", "who"):
        spans.append(phrase_of(subject, verb))
    if rest is not None and rest.i > verb.i:
        start = rest.left_edge if rest.left_edge.i > verb.i else rest
        start = next_to(start) if start.lower_ == "that" and start.i < rest.i else start
        spans.append((start.idx, rest.right_edge.idx + len(rest.right_edge)))
    content = pieces(text_of(doc), spans)
    if not content:
        return None
    source = (phrase_of(agent, verb),) if agent is not None else ()
    rule = "by whom a passive is said" if source else "hearsay"
    cue = (verb.idx, verb.idx + len(verb))
    clause = rest is not None and rest.dep_ in ("ccomp", "xcomp")
    rule = as_said(rule if clause else f"{OBJECT_RULE}, passive", verb)
    return Attribution(content, source, cue, kind(content, quotes), "", "", rule)
