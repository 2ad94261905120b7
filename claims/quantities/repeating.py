"""Do two pieces of evidence probably go back to one another? A suggestion, with its reason.

Two signs count: many words in a row that both have, and figures too unusual to be found twice. A
round or a small number is no sign, however often it stands in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .changed import counts_alike, in_one_measure
from .quantity import Change, Quantity
from .wording import figure_words

IN_A_ROW = 12  # words that no two people write alike by chance …
DIFFERENT = 8  # … if so many of them are different ones
SEEN = 40  # words at a run's end that are looked through for different ones
UNUSUAL = 4  # significant digits of a figure that is a sign alone
TELLING = 3  # … of one that is a sign with another
LARGE = 1000  # both ends of a range that is a sign in round numbers too
_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")
_MARKS = str.maketrans("’‘ʼ", "'''", "\u00ad")


@dataclass(frozen=True, slots=True)
class Repeat:
    """Why two passages probably go back to one another.

    ``words`` is the longest run of words both have, 0 where it is too short to tell; ``figures``
    are the unusual ones of the first passage that the second has too.
    """

    reason: str
    words: int = 0
    figures: tuple[Quantity, ...] = ()


def repeats(
    passage: str,
    figures: Sequence[Quantity],
    other: str,
    other_figures: Sequence[Quantity],
) -> Repeat | None:
    """Whether two passages share their wording or unusual figures; ``None`` if neither tells."""
    run = longest_run(passage, other)
    shared = _shared(figures, other_figures)
    reasons = []
    if run:
        reasons.append(f"the same {run} words in a row")
    if len(shared) == 1:
        reasons.append(f"the same figure, {figure_words(shared[0])}")
    elif shared:
        listed = [figure_words(figure) for figure in shared]
        reasons.append(f"the same figures, {', '.join(listed[:-1])} and {listed[-1]}")
    return Repeat("; ".join(reasons), run, shared) if reasons else None


def signs_of(passage: str, figures: Sequence[Quantity]) -> frozenset[object]:
    """What two passages have in common if one repeats the other: runs of words, and the digits of
    telling figures. Where no sign is shared, :func:`repeats` need not be asked; so thirty passages
    are held against each other in milliseconds. Digits that another unit would change are missed.
    """
    digits = (
        tuple("" if bound is None else _significant(bound) for bound in (figure.low, figure.high))
        for figure in figures
        if _digits(figure) >= TELLING
    )
    return frozenset((*_shingles(_words(passage)), *digits))


def longest_run(passage: str, other: str) -> int:
    """How many words in a row two texts share at most; 0 where too few or too much alike.

    One pass over either: a run grows while the shingle at its end is the next one of the first
    text. Where a shingle stands in that twice, its first place counts.
    """
    ours, theirs = _words(passage), _words(other)
    place = {shingle: at for at, shingle in reversed(list(enumerate(_shingles(ours))))}
    best, length, last = 0, 0, -2
    for end, shingle in enumerate(_shingles(theirs), start=IN_A_ROW):
        at = place.get(shingle, -2)
        follows = length > 0 and at == last + 1
        length = (at >= 0) * (length + 1 if follows else IN_A_ROW)
        last = at
        if length > best and len(set(theirs[end - min(length, SEEN) : end])) >= DIFFERENT:
            best = length
    return best


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_MARKS).casefold())


def _shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[step:] for step in range(IN_A_ROW)), strict=False)


def _shared(figures: Sequence[Quantity], others: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The figures both have, if one alone or two together are unusual; each value once."""
    both: list[Quantity] = []
    for figure in figures:
        known = any(_says_the_same(figure, other) for other in both)
        if _digits(figure) >= TELLING and not known:
            both += [figure] * any(_says_the_same(figure, other) for other in others)
    unusual = any(_digits(figure) >= UNUSUAL for figure in both)
    return tuple(both) if unusual or len(both) > 1 else ()


def _says_the_same(one: Quantity, two: Quantity) -> bool:
    """The same bounds, hedged or not, of the same thing and the same way."""
    both = in_one_measure(one, two) if counts_alike(one, two) else None
    if both is None or {Change.UP, Change.DOWN} == {reading.change for reading in both}:
        return False
    ours, theirs = ([span.stated for span in reading.spans] for reading in both)
    return both[0].nature is both[1].nature and ours == theirs


def _digits(figure: Quantity) -> int:
    """Significant digits: 4 of 6,387, 3 of 65.3 %, 2 of 1.4 million, 1 of 7,000.

    A range has those of both ends less one; one of large round numbers is unusual too, since both
    must agree. A range of ages is not: those are the brackets that everybody uses.
    """
    bounds = {abs(bound) for bound in (figure.low, figure.high) if bound is not None}
    digits = sum(len(_significant(bound)) for bound in bounds)
    if len(bounds) == 1:
        return digits
    if figure.unit.endswith(" of age"):
        return 0
    return max(digits - 1, UNUSUAL if min(bounds) >= LARGE else 0)


def _significant(bound: Decimal) -> str:
    return "".join(map(str, bound.as_tuple().digits)).strip("0")
