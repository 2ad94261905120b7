"""The parts of the pipeline, as spaCy components that leave their findings on the Doc.

Each writes one list of plain values to ``doc._``: offsets are code points into ``doc.text``.
They work on a tagged and parsed Doc and, with less to go on, on a blank one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from .attribution import attribute
from .claiming import claims_of
from .figures import find_figures
from .figures.lexemes import Lexeme, Tagger, is_plural, tag_by_rules
from .holding import held
from .marked_clauses import MarkedClauses
from .parsed_bonds import ParsedBonds
from .parsed_clauses import ParsedClauses
from .passages import text_of
from .patterns import by_patterns
from .quotes import find_quotes
from .reading import Sentence
from .transcripts import turns
from .worth.scorer import ON_DOC, Scorer, shipped
from .worth.scoring import weigh
from .worth.words import View, words_by_rules, words_of

COMPONENTS = (
    "plumbline_figures",
    "plumbline_holding",
    "plumbline_attribution",
    "plumbline_checkworthiness",
    "plumbline_claims",
)
# Line ends that only wrap a sentence are spaces by now.
_BREAK = re.compile(r"\n")
# A sign that opens a number is no bullet: "> 5", and "- 5" where nothing but a number follows.
_EDGES = re.compile(
    r"^(?:[\s•▪●◦*·|#]|>(?!=?\s?[0-9]))+(?:[-–—]\s+)?"
    r"|^[-–—]\s+(?![0-9.,/\s]+(?:[kKmMbB]n?|hundred|thousand|[mbtr]+illion)?\s*$)|[\s|]+$"
)

for name in ("sentences", "figures", "quotes", "said", "claims"):
    if not Doc.has_extension(name):
        Doc.set_extension(name, default=[])


@Language.component("plumbline_blocks")
def blocks(doc: Doc) -> Doc:
    """Let no sentence run over the end of a line of its own: a paragraph, a heading, an item."""
    starts = {match.end() for match in _BREAK.finditer(text_of(doc))}
    if not starts:
        return doc
    pending = False
    marks = sorted(starts)
    at = 0
    for token in doc:
        while at < len(marks) and marks[at] <= token.idx:
            pending, at = True, at + 1
        if pending and not token.is_space:
            if token.i:
                token.is_sent_start = True
            pending = False
    return doc


@Language.component("plumbline_figures")
def figures(doc: Doc) -> Doc:
    """Quantities, sentence by sentence."""
    found = []
    tagged = doc.has_annotation("TAG")
    for start, end, sent in _spans(doc):
        found.extend(
            find_figures(text_of(doc), start, end, _tagger(sent) if tagged else tag_by_rules)
        )
    doc._.figures = found
    return doc


@Language.component("plumbline_holding")
def holding(doc: Doc) -> Doc:
    """What each figure holds for: a date, a population, a place."""
    if not doc._.figures:
        return doc
    bonds = ParsedBonds(doc) if doc.has_annotation("DEP") else None
    starts = [figure.start for figure in doc._.figures]
    found = []
    for start, end, _ in _spans(doc):
        inside = doc._.figures[bisect_left(starts, start) : bisect_left(starts, end)]
        found.extend(held(text_of(doc), start, end, inside, bonds))
    doc._.figures = found
    return doc


@Language.component("plumbline_attribution")
def attribution(doc: Doc) -> Doc:
    """Who says what."""
    doc._.quotes = find_quotes(text_of(doc))
    read = attribute if doc.has_annotation("DEP") else by_patterns
    taking_turns = turns(text_of(doc))
    said = read(doc, doc._.quotes)
    if taking_turns:
        # In a transcript, "I" is whoever's turn it is.
        said = [*taking_turns, *(one for one in said if one.kind != "own")]
    doc._.said = sorted(said, key=lambda one: one.content[0])
    return doc


@Language.component("plumbline_checkworthiness")
def checkworthiness(doc: Doc) -> Doc:
    """A score and its reasons for every sentence, by the scorer that the Doc brought along."""
    scorer: Scorer = doc.user_data.get(ON_DOC) or shipped()
    doc._.sentences = [
        Sentence(start, end, *weigh(view, scorer)) for start, end, view in views_of(doc)
    ]
    return doc


def views_of(doc: Doc) -> Iterator[tuple[int, int, View]]:
    """Every sentence's span, and the sentence as check-worthiness sees it."""
    starts = [figure.start for figure in doc._.figures]
    tagged = doc.has_annotation("TAG")
    for start, end, sent in _spans(doc):
        inside = doc._.figures[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]
        body = text_of(doc)[start:end]
        yield (
            start,
            end,
            View(body, words_of(sent) if tagged else words_by_rules(body, start), inside),
        )


@Language.component("plumbline_claims")
def claims(doc: Doc) -> Doc:
    """The assertions one could check."""
    clauses = ParsedClauses(doc) if doc.has_annotation("DEP") else MarkedClauses(text_of(doc))
    doc._.claims = claims_of(
        text_of(doc), doc._.sentences, doc._.figures, doc._.said, doc._.quotes, clauses
    )
    return doc


def _spans(doc: Doc) -> list[tuple[int, int, DocSpan]]:
    """Sentences without the white space, bullets and bars at their edges; empty ones left out."""
    found = []
    for sent in doc.sents:
        text = sent.text
        head = _EDGES.match(text)
        lead = head.end() if head else 0
        body = text[lead:].rstrip(" \t\n|")
        if body and any(char.isalnum() for char in body[:2000]):
            start = sent.start_char + lead
            found.append((start, start + len(body), sent))
    return found


def _tagger(sent: DocSpan) -> Tagger:
    """Word classes and lemmas from spaCy's tokens, by where each lexeme starts."""

    def tag(lexemes: list[Lexeme]) -> None:
        tokens = iter(sent)
        token = next(tokens, None)
        for lexeme in lexemes:
            if lexeme.kind != "word":
                continue
            while token is not None and token.idx + len(token) <= lexeme.start:
                token = next(tokens, None)
            if token is None:
                break
            pos = token.pos_
            lexeme.tag = "X" if pos in ("AUX", "PRON", "DET", "ADP", "CCONJ", "SCONJ") else pos
            if pos in ("NOUN", "PROPN"):
                plural = token.tag_ in ("NNS", "NNPS")
                lexeme.plural = plural or (pos == "NOUN" and is_plural(lexeme.low))
                lexeme.lemma = token.lemma_

    return tag
