"""Who says what: verbs of saying with their subject and clause, "according to", quotes.

Everything works on one Doc and returns attributions without a name; ``naming`` finds the full
name when the whole document is known.
"""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from .claiming import OBJECT_RULE
from .continuing import quotes_left
from .lexicons.reporting import (
    OBJECT_SAYING,
    SAYING,
    SAYING_NOUNS,
    SPEECH,
    UNDERTAKING,
)
from .passages import EDGES, kind, overlapping, pieces, text_of, trim
from .reading import Attribution, Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# A clause that opens with one of these behind what is said belongs to the narrator.
OWN_OPENERS = frozenset("after as when while although though before but following during".split())
NOBODY = frozenset("i we you me us what it there this".split())


def attribute(doc: Doc, quotes: list[Span]) -> list[Attribution]:
    """All attributions of a parsed Doc, in the order of their content."""
    found: list[Attribution] = []
    opening: list[Attribution] = []
    for sent in doc.sents:
        for said in _in_sentence(doc, sent, quotes):
            (found if said.content else opening).append(said)
    found = [_whole_quotes(said, quotes) for said in found]
    found.extend(quotes_left(text_of(doc), quotes, found, opening))
    return sorted(found, key=lambda said: said.content[0])


def _whole_quotes(said: Attribution, quotes: list[Span]) -> Attribution:
    """A quote that runs over sentences belongs whole to whom one of its sentences belongs."""
    pieces = []
    for start, end in said.content:
        for low, high in overlapping(quotes, start, end):
            most = min(end, high) - max(start, low) > (end - start) / 2
            if most and not any(low <= s < high for s, _ in said.source):
                start, end = min(start, low), max(end, high)
        pieces.append((start, end))
    return replace(said, content=tuple(pieces))


def _in_sentence(doc: Doc, sent: DocSpan, quotes: list[Span]) -> list[Attribution]:
    found = []
    for token in sent:
        if token.lower_ == "according":
            said = _according(doc, sent, token, quotes)
        elif token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in SAYING:
            said = _by_verb(doc, sent, token, quotes)
        elif token.lower_ in SAYING_NOUNS and token.pos_ == "NOUN":
            said = _by_noun(doc, token, quotes)
        else:
            continue
        if said:
            found.append(said)
    return found


def _by_verb(doc: Doc, sent: DocSpan, verb: Token, quotes: list[Span]) -> Attribution | None:
    """As in "Ruiz said (that) …", "…, Ruiz said", "… said Ruiz", "Ruiz added: “…”"."""
    subject = _subject(verb)
    if subject is None:
        return None
    if subject.lower_ in NOBODY:
        return None
    source = _source(subject, verb)
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i != subject.i), None)
    cue = (verb.idx, verb.idx + len(verb))
    if clause is not None and clause.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "PRON", "ADV"):
        content = _clause_content(doc, sent, verb, subject, clause)
        rule = "clause of a verb of saying"
    else:
        content = _speech_beside(doc, sent, verb, source, quotes)
        rule = "quote beside a verb of saying"
        if not content and verb.lemma_.lower() in OBJECT_SAYING | UNDERTAKING:
            content = _object(doc, verb)
            rule = OBJECT_RULE
    if not content and not _opens_speech(doc, sent, verb):
        return None
    how = kind(content, quotes)
    name = _antecedent(subject, verb)
    return Attribution(content, (source,), cue, how, name, "", f"{rule}: {verb.lower_}")


def _antecedent(subject: Token, verb: Token) -> str:
    """The noun that "who" or "which" stands for, as written; empty for any other source."""
    if subject.lower_ not in ("who", "which", "that") or verb.dep_ != "relcl":
        return ""
    noun = verb.head
    start, end = _source(noun, verb)
    return text_of(noun.doc)[start : min(end, verb.idx)]


def _object(doc: Doc, verb: Token) -> tuple[Span, ...]:
    """What was reported, where that is a noun phrase: "the study found 31 cases"."""
    wanted = ("dobj", "xcomp") if verb.lemma_.lower() in UNDERTAKING else ("dobj",)
    noun = next((c for c in verb.children if c.dep_ in wanted and c.i > verb.i), None)
    if noun is None:
        return ()
    last = noun.right_edge
    return pieces(text_of(doc), [(noun.left_edge.idx, last.idx + len(last))])


def _opens_speech(doc: Doc, sent: DocSpan, verb: Token) -> bool:
    """As in "The paper reports:", whose quote is the next paragraph."""
    tail = text_of(doc)[sent.start_char : sent.end_char].rstrip()
    return tail.endswith(":") and verb.lemma_.lower() in SPEECH


def _subject(verb: Token) -> Token | None:
    """The verb's subject, or that of the verb it is joined to or depends on."""
    here = verb
    for _ in range(4):
        subject = next((c for c in here.children if c.dep_ in SUBJECTS), None)
        passive = here is not verb and any(c.dep_ == "nsubjpass" for c in here.children)
        if subject is not None:
            if subject.dep_ == "nsubjpass" and verb is here and verb.lower_ not in ("told",):
                return None
            if subject.lower_ in ("it", "there", "this", "that", "what", "which") and passive:
                return None
            return subject
        if here.dep_ in ("conj", "advcl", "xcomp", "acl") and here.head is not here:
            if here.dep_ == "acl":
                return here.head if here.head.pos_ in ("NOUN", "PROPN") else None
            here = here.head
            continue
        return None
    return None


def _source(subject: Token, verb: Token) -> Span:
    """The noun phrase of the subject, without its relative clauses, not reaching past the verb."""
    first, last = subject.left_edge, subject.right_edge
    for child in subject.children:
        if child.dep_ in ("relcl", "acl") and child.i > subject.i:
            edge = child.left_edge.i - 1
            if subject.i <= edge < last.i:
                last = subject.doc[edge]
    if subject.i < verb.i <= last.i:
        last = subject.doc[verb.i - 1]
    if first.i <= verb.i < subject.i:
        first = subject.doc[verb.i + 1]
    return trim(text_of(subject.doc), first.idx, last.idx + len(last))


def _clause_content(
    doc: Doc, sent: DocSpan, verb: Token, subject: Token, clause: Token
) -> tuple[Span, ...]:
    """The clause: behind the verb to where it ends; before it, from the sentence's start, and
    whatever follows the "Ruiz said" in the middle of it."""
    text = text_of(doc)
    low = min(verb.i, subject.left_edge.i)
    high = max(verb.i, subject.right_edge.i if subject.i > verb.i else verb.i)
    if clause.i > verb.i:
        start = clause.left_edge
        if start.i <= verb.i:
            start = doc[verb.i + 1]
        if start.lower_ == "that" and start.i < clause.i:
            start = start.nbor(1)
        end = _end_of_speech(sent, verb, clause)
        return pieces(text, [(start.idx, end.idx + len(end))])
    start_at = max(sent.start, clause.left_edge.i)
    if start_at - sent.start <= 3:
        start_at = sent.start
    before = (doc[start_at].idx, doc[low - 1].idx + len(doc[low - 1])) if low > start_at else None
    tail = doc[high + 1 : sent.end]
    after = None
    if clause.right_edge.i > high + 1 and len(tail) and doc[high + 1].text in (",", "—", "–"):
        after = (tail.start_char, tail.end_char)
    return pieces(text, [span for span in (before, after) if span])


def _end_of_speech(sent: DocSpan, verb: Token, clause: Token) -> Token:
    """The last token of what is said behind the verb: to the sentence's end, unless the
    sentence goes on with something of its own ("… and left", "…, after he had arrived")."""
    last = clause.right_edge
    if verb.dep_ not in ("ROOT", "ccomp"):
        return last
    for token in verb.children:
        if token.i <= last.i:
            continue
        if token.dep_ in ("cc", "conj") or (
            token.dep_ in ("advcl", "prep") and token.left_edge.lower_ in OWN_OPENERS
        ):
            before = token.left_edge.i - 1
            return sent.doc[max(before, last.i)]
    return sent[-1] if verb.dep_ == "ROOT" else last


def _speech_beside(
    doc: Doc, sent: DocSpan, verb: Token, source: Span, quotes: list[Span]
) -> tuple[Span, ...]:
    """The quotes of the verb's own sentence, for a verb of speech that has no clause."""
    if verb.lemma_.lower() not in SPEECH | {"call", "describe", "dub"}:
        return ()
    inside = []
    for start, end in overlapping(quotes, sent.start_char, sent.end_char):
        clear = not (start <= verb.idx < end or start <= source[0] < end)
        if start < sent.start_char and not clear:
            continue
        if clear:
            inside.append((max(start, sent.start_char), min(end, sent.end_char)))
    if not inside and (before := _quote_before(text_of(doc), min(verb.idx, source[0]), quotes)):
        inside = [before]
    if not inside and verb.i + 1 < len(doc) and doc[verb.i + 1].text == ":":
        inside = [(doc[verb.i + 1].idx + 1, sent.end_char)]
    return pieces(text_of(doc), inside)


def _quote_before(text: str, at: int, quotes: list[Span]) -> Span | None:
    """The quote that ends right before the name or the verb: '“… so far?” Ruiz asked'."""
    index = bisect_right(quotes, (at, at)) - 1
    if index < 0 or not 0 < at - quotes[index][1] <= 4:
        return None
    return quotes[index] if not text[quotes[index][1] : at].strip(EDGES) else None


def _according(doc: Doc, sent: DocSpan, token: Token, quotes: list[Span]) -> Attribution | None:
    """As in "According to X, …" and "…, according to X": the rest of the sentence is content."""
    to = next((c for c in token.children if c.dep_ in ("prep", "pcomp") or c.lower_ == "to"), None)
    if to is None and token.i + 1 < sent.end and doc[token.i + 1].lower_ == "to":
        to = doc[token.i + 1]
    noun = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None) if to else None
    if noun is None or noun.lower_ in ("plan", "plans", "law", "schedule"):
        return None
    source = _source(noun, token)
    cue = (token.idx, source[0])
    if token.i - sent.start <= 1:
        start = source[1]
        content = pieces(text_of(doc), [(start, sent.end_char)])
    else:
        spans = [(sent.start_char, token.idx)]
        tail = text_of(doc)[source[1] : sent.end_char]
        if tail.startswith(",") and len(tail) > 12:
            spans.append((source[1], sent.end_char))
        content = pieces(text_of(doc), spans)
    if not content:
        return None
    how = kind(content, quotes)
    return Attribution(content, (source,), trim(text_of(doc), *cue), how, "", "", "according to")


def _by_noun(doc: Doc, noun: Token, quotes: list[Span]) -> Attribution | None:
    """As in "the ministry's claim that …", "his warning that …"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or next(
        (c for c in noun.children if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"), None
    )
    clause = next(
        (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > noun.i), None
    )
    if owner is None or clause is None or clause.left_edge.lower_ != "that":
        return None
    if clause.left_edge.dep_ != "mark":
        return None
    start, end = clause.left_edge.nbor(1), clause.right_edge
    content = pieces(text_of(doc), [(start.idx, end.idx + len(end))])
    last = owner.right_edge
    if last.tag_ == "POS" and last.i > owner.left_edge.i:
        last = last.nbor(-1)
    source = trim(text_of(doc), owner.left_edge.idx, last.idx + len(last))
    if not content:
        return None
    cue = (noun.idx, noun.idx + len(noun))
    how = kind(content, quotes)
    return Attribution(content, (source,), cue, how, "", "", f"noun of saying: {noun.lower_}")
