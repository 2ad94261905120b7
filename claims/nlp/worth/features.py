"""What a sentence has that bears on whether it is worth a check, and from which words.

A feature is there or it is not, and its name is one that people understand: where it raises the
score, the name is the reason they are shown. What each adds is fitted and stands elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from claims.quantities import Change

from ..lexicons.worth import DEEDS, MANNERS, PEOPLE, PERSONS, THEMES
from ..reading import Figure, Span
from .words import View, Word

Found = dict[str, list[Span]]
"""Feature -> the passages it was found in; none where it is the sentence as a whole."""

PAST = "past, so checkable"
NAMED = {
    "ORG": "an organisation named",
    "GPE": "a place named",
    "LOC": "a place named",
    "FAC": "a place named",
    "NORP": "a people or party named",
    "ORDINAL": "a rank",
}
GRADED = {
    "JJS": "a superlative",
    "RBS": "a superlative",
    "JJR": "more or less of something",
    "RBR": "more or less of something",
}
SUBJECTS = ("nsubj", "nsubjpass", "expl")
AUXILIARIES = ("aux", "auxpass")
PRONOUNS = ("PRP", "PRP$")
REPORTING = frozenset(chain(MANNERS["a view"].split(), DEEDS["saying"].split()))
YEAR = re.compile(r"(?:1[789]|20)[0-9][0-9]s?")
QUESTION = re.compile(r"\?['\"”’)\s]*$")
CONDITION = ("if", "when")
# How many times over somebody may say that somebody says.
DEEPEST = 3
MANY = 100
LARGE = 1000
VERY_LARGE = 1_000_000
SHARES = ("percent", "percentage point", "proportion")
MONEY = re.compile(
    r"\b(?:dollar|euro|pound|cent|yen|yuan|rupee|rouble|ruble|franc|krona|peso|real|lira)\b"
)
SPANS_OF_TIME = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")


FEATURES = frozenset(
    {
        *NAMED.values(), *GRADED.values(), *DEEDS, *MANNERS, *PERSONS,
        PAST, "several pasts", "has happened, so checkable", "a year", "a figure",
        "several figures", "a share", "money", "a span of time", "a count", "about many people",
        "a small number", "a large number", "a very large number", "a change", "a public matter",
        "several public matters", "something done", "several things done",
        "what somebody else says", "what something is", "not so yet", "a command", "a question",
        "quotation marks", "a condition first", "under 10 words", "several names", "few nouns",
        "many pronouns",
    }
)  # fmt: skip


class Lexicon:
    """Words and phrases, by what they are signs of."""

    def __init__(self, *tables: dict[str, str]) -> None:
        self._words: dict[str, list[str]] = {}
        self._phrases: dict[str, list[tuple[list[str], str]]] = {}
        for name, entry in chain.from_iterable(map(_entries, tables)):
            first, *rest = entry.split("_")
            if rest:
                self._phrases.setdefault(first, []).append((rest, name))
            else:
                self._words.setdefault(first, []).append(name)

    def find(self, words: Sequence[Word]) -> Iterator[tuple[str, Span]]:
        for at, word in enumerate(words):
            forms = (word.low,) if word.low == word.lemma else (word.low, word.lemma)
            for form in forms:
                for name in self._words.get(form, ()):
                    yield name, (word.start, word.end)
                for rest, name in self._phrases.get(form, ()):
                    after = words[at + 1 : at + 1 + len(rest)]
                    if len(after) == len(rest) and all(
                        part in (one.low, one.lemma) for part, one in zip(rest, after, strict=True)
                    ):
                        yield name, (word.start, after[-1].end)


def _entries(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, entry) for name, entries in table.items() for entry in entries.split()]


_MATTERS = Lexicon(THEMES)
_DEEDS = Lexicon(DEEDS)
_LEXICON = Lexicon(MANNERS, PERSONS)


def features(view: View) -> Found:
    """The features of one sentence, with the passages that show them in the document."""
    words = view.words
    if not words:
        return {}
    matters = _gathered(_MATTERS.find(words))
    deeds = _gathered(_DEEDS.find(words))
    found = _gathered(
        chain(
            _LEXICON.find(words),
            _in_words(words),
            _in_figures(view.figures),
            _in_the_main_clause(words),
        )
    )
    # Which public matter it is makes no difference, only that it is one; what is done does.
    found |= deeds
    found |= _together(matters, "a public matter", "several public matters")
    found |= _together(deeds, "something done", "several things done")
    return found | {name: [] for name in _of_the_whole(view)}


def _gathered(pairs: Iterable[tuple[str, Span]]) -> Found:
    found: Found = {}
    for name, span in pairs:
        found.setdefault(name, []).append(span)
    return {name: list(dict.fromkeys(spans)) for name, spans in found.items()}


def _together(found: Found, one: str, several: str) -> Found:
    """Many lists of words as one feature, and as a second where two of them are met."""
    spans = sorted({span for spans in found.values() for span in spans})
    return {name: spans for name, least in ((one, 1), (several, 2)) if len(found) >= least}


def _in_words(words: Sequence[Word]) -> Iterator[tuple[str, Span]]:
    names = [word for word in words if word.tag in ("NNP", "NNPS")]
    for word in names if len(names) >= 3 else ():
        yield "several names", (word.start, word.end)
    pasts = 0
    perfect = False
    for word in words:
        span = (word.start, word.end)
        if word.entity in NAMED:
            yield NAMED[word.entity], span
        if word.tag in GRADED:
            yield GRADED[word.tag], span
        if word.tag == "VBD":
            pasts += 1
            yield PAST if pasts == 1 else "several pasts", span
        perfect = perfect or word.lemma == "have" or word.low in ("'ve", "’ve")
        if perfect and word.tag == "VBN":
            perfect = False
            yield "has happened, so checkable", span
        if YEAR.fullmatch(word.low):
            yield "a year", span


def _in_figures(figures: Sequence[Figure]) -> Iterator[tuple[str, Span]]:
    for number, figure in enumerate(figures):
        for name in _of_a_figure(figure):
            yield name, (figure.start, figure.end)
        if number:
            yield "several figures", (figure.start, figure.end)


def _of_a_figure(figure: Figure) -> Iterator[str]:
    quantity = figure.quantity
    unit = quantity.unit
    size = abs(quantity.high or quantity.low or Decimal(0))
    yield "a figure"
    if unit in SHARES:
        yield "a share"
    elif MONEY.search(unit):
        yield "money"
    elif unit in SPANS_OF_TIME:
        yield "a span of time"
    elif not unit:
        yield "a count"
        if size >= MANY and not PEOPLE.isdisjoint(quantity.counted.split()):
            yield "about many people"
    if size < 10:
        yield "a small number"
    if size >= LARGE:
        yield "a large number"
    if size >= VERY_LARGE:
        yield "a very large number"
    if quantity.change is not Change.NONE:
        yield "a change"


def _in_the_main_clause(words: Sequence[Word]) -> Iterator[tuple[str, Span]]:
    """Of the clause that is asserted: what is said, where somebody is said to say or think it."""
    root = next((at for at, word in enumerate(words) if word.head == at), None)
    if root is None:
        return
    for _ in range(DEEPEST):
        inner = _said_in(words, root)
        if inner is None:
            break
        if _subject(words, root) != "i":
            yield "what somebody else says", (words[root].start, words[root].end)
        root = inner
    span = (words[root].start, words[root].end)
    if words[root].lemma == "be":
        yield "what something is", span
    if any(word.head == root and word.tag == "MD" for word in words):
        yield "not so yet", span
    elif words[root].tag == "VB" and not _helpers(words, root):
        yield "a command", span


def _said_in(words: Sequence[Word], root: int) -> int | None:
    """The verb of the clause that is the object of a verb of saying or thinking."""
    if words[root].lemma not in REPORTING:
        return None
    after = range(root + 1, len(words))
    return next((at for at in after if words[at].head == root and words[at].role == "ccomp"), None)


def _subject(words: Sequence[Word], root: int) -> str:
    return next((w.low for w in words if w.head == root and w.role in SUBJECTS), "")


def _helpers(words: Sequence[Word], root: int) -> list[Word]:
    return [word for word in words if word.head == root and word.role in AUXILIARIES]


def _of_the_whole(view: View) -> Iterator[str]:
    words = [word for word in view.words if not word.is_mark]
    number = max(1, len(words))
    if QUESTION.search(view.text[-20:]):
        yield "a question"
    if '"' in view.text or "“" in view.text:
        yield "quotation marks"
    if view.words[0].low in CONDITION:
        yield "a condition first"
    if number < 10:
        yield "under 10 words"
    if view.words[0].role:  # a model has told the word classes
        if sum(word.tag.startswith("NN") for word in words) < number / 5:
            yield "few nouns"
        if sum(word.tag in PRONOUNS for word in words) >= number / 5:
            yield "many pronouns"
