"""A sentence as the features of check-worthiness see it: its words, its figures, its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lexicons.worth import IRREGULAR_PASTS, MODALS
from ..reading import Figure

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan

_PIECE = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?(?<!\w\w\.)|[0-9]+(?:[.,][0-9]+)*|[^\w\s]")


@dataclass(slots=True)
class Word:
    """A word or a mark; ``start`` and ``end`` are code points into the document's text.

    ``tag`` is a Penn Treebank tag, ``role`` spaCy's dependency label, ``head`` the number within
    the sentence of the word it depends on (its own for the root), ``entity`` the kind of name it
    is part of. Where no model has tagged the text, role and entity are empty, tags are rough and
    there is no head.
    """

    start: int
    end: int
    low: str
    lemma: str
    tag: str
    role: str = ""
    head: int = -1
    entity: str = ""

    @property
    def is_mark(self) -> bool:
        return not (self.low[0].isalnum() or self.low[-1].isalnum())


@dataclass(slots=True)
class View:
    """One sentence: ``text`` is the sentence itself, all offsets are the document's."""

    text: str
    words: list[Word]
    figures: Sequence[Figure]


def words_of(sentence: DocSpan) -> list[Word]:
    """The words of a sentence that spaCy has tagged, without the white space."""
    tokens = [token for token in sentence if not token.is_space]
    number = {token.i: at for at, token in enumerate(tokens)}
    return [
        Word(
            token.idx,
            token.idx + len(token),
            token.lower_,
            token.lemma_.lower(),
            token.tag_,
            token.dep_,
            number.get(token.head.i, -1),
            token.ent_type_,
        )
        for token in tokens
    ]


def words_by_rules(text: str, start: int) -> list[Word]:
    """The words of an untagged sentence that begins at ``start``."""
    return list(_rough(text, start))


def _rough(text: str, start: int) -> Iterator[Word]:
    for match in _PIECE.finditer(text):
        low = match.group().lower()
        lemma = low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else low
        tag = _tag(match.group(), low, first=match.start() == 0)
        yield Word(start + match.start(), start + match.end(), low, lemma, tag)


def _tag(word: str, low: str, *, first: bool) -> str:
    """A rough Penn tag for what the features ask about; empty for all else."""
    if low in MODALS:
        return "MD"
    if low in IRREGULAR_PASTS or (len(low) > 4 and low.endswith("ed")):
        return "VBD"
    if len(low) > 5 and low.endswith("est"):
        return "JJS"
    return "NNP" if word[0].isupper() and not first and len(word) > 1 else ""
