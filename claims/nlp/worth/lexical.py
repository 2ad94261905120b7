"""The words a desk checks: a sentence as weighted terms, and what each term adds to its score.

The terms come in kinds, each scaled to length 1 by itself, so that neither a long sentence nor
a kind with many terms outweighs the rest. Training and scoring share this file: what a model
was fitted on is what it is asked about.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..lexicons.grammar import FUNCTION_WORDS
from .features import PAST, Found
from .words import View, Word

Vector = dict[str, float]
Vocabulary = Mapping[str, float]
"""Term -> its inverse document frequency."""

# What is said of whom, and how: with these a word may count for more or for less.
GRAMMAR = (
    PAST, "has happened, so checkable", "a figure", "a question", "a command", "not so yet",
    "what something is", "what somebody else says", "about the speaker", "about him or her",
)  # fmt: skip
EDGE = "|"


def _words(view: View, found: Found) -> list[str]:
    """Words and pairs of words, with names and numbers by their kind."""
    return _runs([EDGE, *(kind or word.low for word, kind in _by_kind(view)), EDGE], 1, 2)


def _phrases(view: View, found: Found) -> list[str]:
    """Three lemmas in a row, and two with one or two left out: "cut _ by", "cut _ _ by"."""
    line = [EDGE, EDGE, *(kind or word.lemma for word, kind in _by_kind(view)), EDGE]
    once = [f"{one} _ {two}" for one, two in zip(line, line[2:], strict=False)]
    twice = [f"{one} _ _ {two}" for one, two in zip(line, line[3:], strict=False)]
    return _runs(line, 3, 3) + once + twice


def _by_kind(view: View) -> Iterator[tuple[Word, str]]:
    """Words, those of a name as one, with the kind of a name or number: "[GPE]", "[number]"."""
    last = ""
    for word in view.words:
        if word.entity and word.entity == last:
            continue
        last = word.entity
        yield word, f"[{last}]" if last else "[number]" if word.low[0].isdigit() else ""


def _lemmas(view: View, found: Found) -> list[str]:
    """Lemmas with their class: "vote/VBD"."""
    return [_lemma(word) for word in view.words]


def _patterns(view: View, found: Found) -> list[str]:
    """Two to four in a row, function words as they stand and all others by their class."""
    mixed = [word.tag if word.tag[:2] in OPEN_CLASSES else word.low for word in view.words]
    return _runs([EDGE, *mixed, EDGE], 2, 4)


def _classes(view: View, found: Found) -> list[str]:
    """Two and three word classes in a row."""
    return _runs([EDGE, *(word.tag for word in view.words), EDGE], 2, 3)


def _dependencies(view: View, found: Found) -> list[str]:
    """A word with the one it depends on: "dobj: bill < veto"."""
    words = view.words
    return [
        f"{word.role}: {word.lemma} < {words[word.head].lemma}" for word in words if word.head >= 0
    ]


def _words_in_grammar(view: View, found: Found) -> list[str]:
    """Lemmas, each with what holds for its sentence: "vote + past, so checkable"."""
    here = [name for name in GRAMMAR if name in found]
    return [f"{word.lemma} + {name}" for word in view.words for name in here]


def _features_in_pairs(view: View, found: Found) -> list[str]:
    return [f"{one} + {two}" for one, two in combinations(sorted(found), 2)]


def _features_by_length(view: View, found: Found) -> list[str]:
    """Features, each with the length of its sentence: a figure among five words tells more."""
    number = sum(not word.is_mark for word in view.words)
    size = round(2 * math.log2(1 + number))
    return [f"{name} | length {size}" for name in sorted(found)]


def _runs(items: Sequence[str], shortest: int, longest: int) -> list[str]:
    return [
        " ".join(items[at : at + size])
        for size in range(shortest, longest + 1)
        for at in range(len(items) - size + 1)
    ]


def _lemma(word: Word) -> str:
    return f"{word.lemma}/{word.tag}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of taking a sentence apart; a term counts from ``least`` texts on."""

    terms: Callable[[View, Found], list[str]]
    scale: float
    least: int


KINDS = {
    "words": Kind(_words, 1.0, 2),
    "lemmas": Kind(_lemmas, 1.0, 2),
    "patterns": Kind(_patterns, 0.7, 3),
    "word classes": Kind(_classes, 0.5, 4),
    "dependencies": Kind(_dependencies, 0.7, 2),
    "words in their grammar": Kind(_words_in_grammar, 1.0, 3),
    "features in pairs": Kind(_features_in_pairs, 0.7, 10),
    "phrases": Kind(_phrases, 0.7, 3),
    "features by length": Kind(_features_by_length, 0.5, 5),
}
# What these add can be shown to people, word by word.
SHOWN = ("words", "lemmas")
OPEN_CLASSES = ("NN", "VB", "JJ", "CD")
CONTENT = ("NN", "VB", "JJ")
LIGHT = frozenset(("be", "have", "do", "go", "get", "make", "take", "come"))


def vector(terms: Sequence[str], vocabulary: Vocabulary, scale: float) -> Vector:
    """The known terms of a sentence, weighed by how often and how rare, of length ``scale``."""
    counts = Counter(term for term in terms if term in vocabulary)
    raw = {term: (1 + math.log(count)) * vocabulary[term] for term, count in counts.items()}
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {term: value * scale / length for term, value in raw.items()}


@dataclass(frozen=True, slots=True)
class Lexical:
    """What terms add to a score: kind -> term -> (inverse document frequency, weight)."""

    terms: Mapping[str, Mapping[str, tuple[float, float]]]

    def weigh(self, view: View, found: Found) -> tuple[float, Vector]:
        """What the terms add in all, and what each single word adds, by itself and as lemma."""
        total = 0.0
        words: Vector = {}
        for name, known in self.terms.items():
            kind = KINDS[name]
            terms = kind.terms(view, found)
            rarity = {term: known[term][0] for term in terms if term in known}
            for term, value in vector(terms, rarity, kind.scale).items():
                added = value * known[term][1]
                total += added
                if name in SHOWN and " " not in term:
                    words[term] = words.get(term, 0.0) + added
        return total, words


def telling(words: Sequence[Word], added: Vector, *, least: float, most: int) -> list[Word]:
    """The words of a sentence that added most to its score, none of them a function word."""
    ranked = sorted(
        filter(_has_content, words),
        key=lambda word: (-_both(word, added), word.start),
    )
    found: dict[str, Word] = {}
    for word in ranked:
        if _both(word, added) >= least and len(found) < most:
            found.setdefault(word.low, word)
    return list(found.values())


def _has_content(word: Word) -> bool:
    if not word.low.isalpha():
        return False
    if word.role:  # a model has told the word classes
        return word.tag[:2] in CONTENT and word.lemma not in LIGHT
    return word.low not in FUNCTION_WORDS


def _both(word: Word, added: Vector) -> float:
    return added.get(word.low, 0.0) + added.get(_lemma(word), 0.0)
