"""Fitting a scorer on rows that people have labelled, and asking whether it is any better.

Whatever is measured is measured on rows that the fit has not seen: five folds, or each group
left out in turn. The same rows fitted twice give the same scorer.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .features import FEATURES, Found, features
from .lexical import KINDS, Lexical, vector
from .rows import Row
from .scorer import Scorer
from .scoring import added_up
from .words import View

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

LEAST_ROWS = 20
FOLDS = 5
MOST_GROUPS_LEFT_OUT_ONE_BY_ONE = 20
# Less of it holds the weights closer to zero; a feature counts as a term of this weight.
FREEDOM = 3.0
FEATURE_SCALE = 0.3
LEAST_TEXTS_WITH_FEATURE = 5
# How much freer a term is the more one-sided its rows are, and what every term is taken to have
# on either side at first, in the length of a sentence.
ONE_SIDED = 0.3
AT_FIRST = 0.05
WEIGHT_DIGITS = 4
ITERATIONS = 1000


class TooLittle(ValueError):
    """There is not enough to learn from; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Example:
    """A row with its reading: the longest sentence stands for the text."""

    row: Row
    view: View
    found: Found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Average precision on the same unseen rows. ``used`` is None where the scorer in use knows
    too many of them by heart to be measured."""

    new: float
    used: float | None
    how: str
    rows: int

    @property
    def is_better(self) -> bool:
        return self.used is not None and self.new > self.used


def examples_of(rows: Sequence[Row], readings: Iterable[list[View]]) -> list[Example]:
    """Rows with their readings. Errors: ``TooLittle`` if they cannot teach anything."""
    for worth, what in ((True, "worth checking"), (False, "not worth checking")):
        number = sum(row.worth is worth for row in rows)
        if number < LEAST_ROWS:
            raise TooLittle(
                f"Only {number} of {len(rows)} rows are {what}; it takes at least {LEAST_ROWS} "
                "of either kind to learn a difference."
            )
    found = []
    for row, views in zip(rows, readings, strict=True):
        view = max(views, key=lambda view: len(view.words), default=View(row.text, [], ()))
        found.append(Example(row, view, features(view)))
    return found


def fit(examples: Sequence[Example], *, with_words: bool) -> Scorer:
    """Weights for the readable features, and with words for the terms of a lexical scorer."""
    from scipy.sparse import hstack
    from sklearn.linear_model import LogisticRegression

    held = Counter(name for example in examples for name in example.found)
    names = sorted(name for name in FEATURES if held[name] >= LEAST_TEXTS_WITH_FEATURE)
    sets = [dict.fromkeys(example.found, FEATURE_SCALE) for example in examples]
    worth = [example.row.worth for example in examples]
    columns = [_matrix(sets, names)]
    scales = [FEATURE_SCALE] * len(names)
    rarities: dict[str, dict[str, float]] = {}
    for kind in KINDS if with_words else ():
        terms = [_terms(kind, example) for example in examples]
        rarities[kind] = rarity = _rarity(terms, KINDS[kind].least)
        vectors = [vector(these, rarity, KINDS[kind].scale) for these in terms]
        matrix = _matrix(vectors, list(rarity))
        freedom = one_sidedness(matrix, worth)
        columns.append(matrix.multiply(freedom).tocsr())
        scales += freedom.tolist()
    table = hstack(columns, format="csr")
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    regression = LogisticRegression(C=FREEDOM, solver="liblinear", max_iter=ITERATIONS)
    regression.fit(table, worth)
    weights = iter((regression.coef_[0] * scales).tolist())
    return Scorer(
        bias=round(float(regression.intercept_[0]), WEIGHT_DIGITS),
        weights={name: round(next(weights), WEIGHT_DIGITS) for name in names},
        lexical=Lexical(
            {
                kind: {
                    term: (round(rare, WEIGHT_DIGITS), round(next(weights), WEIGHT_DIGITS))
                    for term, rare in rarity.items()
                }
                for kind, rarity in rarities.items()
            }
        )
        if with_words
        else None,
        seen=frozenset(example.row.fingerprint for example in examples if with_words),
    )


def compare(examples: Sequence[Example], in_use: Scorer, *, with_words: bool) -> Comparison:
    """A fit as ``fit`` makes it against the scorer in use, on rows that neither has learnt."""
    scores = [0.0] * len(examples)
    folds, how = _folds(examples)
    for tested in folds:
        left_out = set(tested)
        rest = [example for at, example in enumerate(examples) if at not in left_out]
        if len({example.row.worth for example in rest}) < 2:
            raise TooLittle("All rows of one kind are in one group, so nothing can be measured.")
        scorer = fit(rest, with_words=with_words)
        for at in tested:
            scores[at] = _score(examples[at], scorer)
    unseen = [at for at, one in enumerate(examples) if one.row.fingerprint not in in_use.seen]
    kinds = Counter(examples[at].row.worth for at in unseen)
    comparable = min(kinds[True], kinds[False]) >= LEAST_ROWS
    chosen = unseen if comparable else list(range(len(examples)))
    rows = [examples[at].row for at in chosen]
    used = [_score(examples[at], in_use) for at in chosen] if comparable else None
    return Comparison(
        new=precision(rows, [scores[at] for at in chosen]),
        used=precision(rows, used) if used is not None else None,
        how=how,
        rows=len(chosen),
    )


def precision(rows: Sequence[Row], scores: Sequence[float]) -> float:
    """Average precision: the mean over the groups that have rows of either kind, or of all."""
    groups: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for row, score in zip(rows, scores, strict=True):
        groups[row.group].append((score, row.worth))
    mixed = [them for them in groups.values() if len({worth for _, worth in them}) == 2]
    if len(mixed) < 2:
        mixed = [[pair for them in groups.values() for pair in them]]
    return sum(map(average_precision, mixed)) / len(mixed)


def average_precision(pairs: Sequence[tuple[float, bool]]) -> float:
    """How far up the rows worth checking stand; equal scores share their places."""
    positives: Counter[float] = Counter()
    sizes: Counter[float] = Counter()
    for score, worth in pairs:
        sizes[score] += 1
        positives[score] += worth
    seen = hits = 0
    total = 0.0
    for score in sorted(sizes, reverse=True):
        seen += sizes[score]
        hits += positives[score]
        total += positives[score] * hits / seen
    return total / hits if hits else 0.0


def _score(example: Example, scorer: Scorer) -> float:
    return added_up(example.view, example.found, scorer)[0]


def _folds(examples: Sequence[Example]) -> tuple[list[list[int]], str]:
    """Numbers of examples to be tested together, and what such a division is called.

    A text, and with groups a group, is never on both sides.
    """
    groups = {example.row.group for example in examples}
    if 1 < len(groups) <= MOST_GROUPS_LEFT_OUT_ONE_BY_ONE:
        fold_of = {group: number for number, group in enumerate(sorted(groups))}
        keys, how = [example.row.group for example in examples], "one group left out at a time"
    elif len(groups) > 1:
        fold_of = {group: number % FOLDS for number, group in enumerate(sorted(groups))}
        keys, how = [example.row.group for example in examples], "five folds of whole groups"
    else:
        keys, how = [example.row.fingerprint for example in examples], "five folds"
        kinds = {key: example.row.worth for key, example in zip(keys, examples, strict=True)}
        ordered = sorted(kinds, key=lambda key: (kinds[key], key))
        fold_of = {key: number % FOLDS for number, key in enumerate(ordered)}
    folds: dict[int, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        folds[fold_of[key]].append(at)
    return list(folds.values()), how


def _terms(kind: str, example: Example) -> list[str]:
    return [sys.intern(term) for term in KINDS[kind].terms(example.view, example.found)]


def _rarity(texts: Sequence[list[str]], least: int) -> dict[str, float]:
    """Inverse document frequency, smoothed, of the terms that are in enough texts."""
    held = Counter(term for terms in texts for term in set(terms))
    return {
        term: math.log((1 + len(texts)) / (1 + held[term])) + 1
        for term in sorted(held)
        if held[term] >= least
    }


def one_sidedness(matrix: csr_matrix, worth: Sequence[bool]) -> NDArray[float64]:
    """What each term is multiplied by in the fit: more the further its log-odds are from even.

    So a regression that holds all weights close to zero holds those of telling terms less: naive
    Bayes within it (Wang and Manning, 2012).
    """
    import numpy

    held = numpy.array(worth)
    sides = [AT_FIRST + matrix[side].sum(axis=0).A1 for side in (held, ~held)]
    odds = numpy.log(sides[0] / sides[0].sum()) - numpy.log(sides[1] / sides[1].sum())
    return 1 - ONE_SIDED + ONE_SIDED * numpy.abs(odds)


def _matrix(rows: Sequence[dict[str, float]], names: Sequence[str]) -> csr_matrix:
    """One row each, a column for each name."""
    from scipy.sparse import csr_matrix

    column = {name: number for number, name in enumerate(names)}
    cells = [
        (at, column[n], v) for at, row in enumerate(rows) for n, v in row.items() if n in column
    ]
    across, down, values = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_matrix((values, (across, down)), shape=(len(rows), len(names)))
