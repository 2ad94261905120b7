"""Finding a passage again: a pasted quote, and an excerpt that must be proved to stand in a text.

An excerpt is kept by two selectors of the W3C Web Annotation Data Model (recommendation of 23
February 2017, sections 4.2.4 and 4.2.5): a *text quote* (the exact words with what stands before
and after them) and a *text position* (start and end in Unicode code points). The quote survives
edits elsewhere, the position tells equals apart; annotation tools join the two under the name of
fuzzy anchoring. Here the joining is strict, because what is found is called proved:

- Words that stand at their old place between their old surroundings are *present*.
- Else they are *moved* if one place alone has them between these surroundings, and the
  surroundings stand nowhere else: where they do, the words may have been cut out or edited there,
  and this is a twin.
- Else they are *gone*. The same words between other surroundings are another passage.

:func:`passage_near` is the looser of the two: where a passage probably stands whose own words, or
whose surroundings, were edited. Both are near linear in the text: they look for fixed strings and
keep no list of places; the last resort is one pass over its words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from .folding import ALIKE, Folded, Span, fold, splits_word
from .likeness import Words, answering, best_run, most_alike, shared

__all__ = [
    "ALIKE",
    "Place",
    "Selector",
    "Span",
    "Standing",
    "locate",
    "occurrences",
    "passage_near",
    "selector_at",
]

CONTEXT = 32  # code points before and after a passage
TELLING = 12  # code points of surroundings that chance does not bring about
ASIDE = 1_000  # code points that may have been put between surroundings
RIVALS = 20  # times that surroundings are looked at, of which two are too many
SPEAKING = 4  # words that a text does not have twice by chance
LINE = 80  # code points that may stand between a passage and one side
LONG = 12  # words by which a passage is known wherever it stands
ENOUGH = 0.75  # of the words, where nothing else tells the place
LIKE = 0.6  # of a passage's words, where one side of its surroundings stands beside it


def occurrences(text: str, quote: str) -> list[Span]:
    """Where ``quote`` stands in ``text``, as (start, end) in code points.

    Runs of white space and the various quotation marks, apostrophes, dashes and ellipses count as
    equal: a quote copied from a page keeps its words, not its line breaks.
    """
    page, words = fold(text), fold(quote).text.strip()
    spans = (page.span(at, at + len(words)) for at in page.finds(words))
    return [span for span in spans if span is not None]


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage as it was cited: its words, what stood before and after, and where it stood.

    ``start`` and ``end`` are code points of the text it was taken from, ``None`` if unknown.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None


class Standing(StrEnum):
    """Whether a passage stands in a text."""

    PRESENT = "present"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands, without outer white space; ``None`` twice where it is gone."""

    standing: Standing
    start: int | None = None
    end: int | None = None


def selector_at(text: str, start: int, end: int) -> Selector:
    """The selector of ``text[start:end]``, without white space at its ends.

    Raises ``ValueError`` for a span outside the text or without a word.
    """
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise ValueError("A passage has words, and they stand in the text.")
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    return Selector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def locate(selector: Selector, text: str) -> Place:
    """Prove that a passage stands in ``text``, or say that it is gone; see the module's rules."""
    return place_of(Sought.of(selector), fold(text))


@dataclass(frozen=True, slots=True)
class Sought:
    """A selector, folded. ``start`` is that of the first word in the source.

    ``cut`` says for each side whether the surroundings were cut from a longer text, so that they
    may end within a word.
    """

    before: str
    words: str
    after: str
    start: int | None
    cut: tuple[bool, bool]

    @classmethod
    def of(cls, selector: Selector) -> Sought:
        exact = selector.exact
        lead = exact[: len(exact) - len(exact.lstrip())]
        tail = exact[len(exact.rstrip()) :] if exact.strip() else ""
        return cls(
            before=fold(selector.prefix + lead).text.lstrip(),
            words=fold(exact).text.strip(),
            after=fold(tail + selector.suffix).text.rstrip(),
            start=None if selector.start is None else selector.start + len(lead),
            cut=(len(selector.prefix) >= CONTEXT, len(selector.suffix) >= CONTEXT),
        )

    def closer(self) -> Sought:
        """With half the surroundings: an edit a few words away leaves these as they were."""
        half = CONTEXT // 2
        return replace(self, before=self.before[-half:], after=self.after[:half])


def place_of(sought: Sought, page: Folded) -> Place:
    """:func:`locate` for a text that is folded already."""
    if not sought.words:
        return Place(Standing.GONE)
    at = _where_it_was(sought, page)
    if at is None:
        at = _between_both(sought, page)
    span = None if at is None else page.span(at, at + len(sought.words))
    if span is None:
        return Place(Standing.GONE)
    still = sought.start in (None, span[0])
    return Place(Standing.PRESENT if still else Standing.MOVED, *span)


def _where_it_was(sought: Sought, page: Folded) -> int | None:
    """At the old code point between the old surroundings, however often they stand elsewhere."""
    if sought.start is None:
        return None
    at = page.folded(sought.start)
    first = at - len(sought.before)
    whole = sought.before + sought.words + sought.after
    if first < 0 or page.source(at) != sought.start or not page.text.startswith(whole, first):
        return None
    return at if _ends_with_words(sought, page, first, first + len(whole)) else None


def _between_both(sought: Sought, page: Folded) -> int | None:
    """The one place that has words and surroundings in a row."""
    whole = sought.before + sought.words + sought.after
    first = page.only(whole)
    if first is None or not _ends_with_words(sought, page, first, first + len(whole)):
        return None
    if any(telling(side) and not _is_proof(side, page) for side in (sought.before, sought.after)):
        return None  # what stands there too may be the passage, edited, and this one its twin
    return first + len(sought.before)


def _is_proof(side: str, page: Folded) -> bool:
    return telling(side) and page.has_once(side.strip())


def _ends_with_words(sought: Sought, page: Folded, first: int, last: int) -> bool:
    """Whether the outer ends are ends of words, unless they were cut: "65." is not in "65.5"."""
    cut_before, cut_after = sought.cut
    return (cut_before or not splits_word(page.text, first)) and (
        cut_after or not splits_word(page.text, last)
    )


def telling(side: str) -> bool:
    """Whether surroundings are long enough to tell one place from another."""
    return len(side.strip()) >= TELLING


def passage_near(selector: Selector, text: str) -> Span | None:
    """Where a passage probably stands, its own words edited or its surroundings, else ``None``.

    What is alike between its two surroundings is it; so is what is alike beside one of them, and
    what has its very words once in the text. Failing these, it is the run of words most alike, if
    no other is nearly as much so, and last whatever short stretch replaced it. Where two places
    answer, none is guessed.
    """
    sought, page = Sought.of(selector), fold(text)
    place = place_of(sought, page)
    if place.start is not None and place.end is not None:
        return place.start, place.end
    between = _between_surroundings(sought, page) or _between_surroundings(sought.closer(), page)
    spans = [span for start, end in between if (span := _alike_within(sought, page, start, end))]
    if not spans and _cut_out(sought, page):
        spans = _verbatim(sought, page)
    elif not spans:
        spans = [*_beside_one(sought, page), *_verbatim(sought, page)]
        spans = spans or _most_alike(sought, page) or _replacing(sought, between)
    if not spans or max(start for start, _ in spans) >= min(end for _, end in spans):
        return None
    return page.span(min(start for start, _ in spans), max(end for _, end in spans))


def _between_surroundings(sought: Sought, page: Folded) -> list[Span]:
    """The stretches, without outer white space, that stand between the old surroundings."""
    before, after = sought.before.strip(), sought.after.strip()
    if not telling(before) or not telling(after):
        return []
    reach = 2 * len(sought.words) + ASIDE + len(after)
    found = []
    for at in islice(page.finds(before), RIVALS):
        start = at + len(before)
        end = page.text.find(after, start, start + reach)
        gap = page.text[start:end] if end >= 0 else ""
        if gap.strip():
            found.append((end - len(gap.lstrip()), start + len(gap.rstrip())))
    return found


def _replacing(sought: Sought, between: list[Span]) -> list[Span]:
    """What stands between the surroundings and is short enough to have replaced the passage."""
    longest = 2 * len(sought.words) + CONTEXT
    return [(start, end) for start, end in between if end - start <= longest]


def _cut_out(sought: Sought, page: Folded) -> bool:
    """Whether the surroundings meet where the passage was."""
    before, after = sought.before.strip(), sought.after.strip()
    both = telling(before) and telling(after)
    return both and any(f"{before}{joint}{after}" in page.text for joint in ("", " "))


def _beside_one(sought: Sought, page: Folded) -> list[Span]:
    """What is alike beside one side of the surroundings, at most an advert's line away."""
    reach = len(sought.words) * 3 // 2
    found = []
    for side, behind in ((sought.before, True), (sought.after, False)):
        at = page.text.find(side.strip()) if _is_proof(side, page) else -1
        if at < 0:
            continue
        edge = at + len(side.strip()) if behind else at
        begin, end = (edge, edge + reach) if behind else (max(0, edge - reach), edge)
        span = _alike_within(sought, page, begin, end)
        if span and (span[0] - edge if behind else edge - span[1]) <= LINE:
            found.append(span)
    return found


def _alike_within(sought: Sought, page: Folded, start: int, end: int) -> Span | None:
    """The part of ``page.text[start:end]`` that shares most of the words, without what else may
    have been put there."""
    wanted, words = Words.of(sought.words), Words.of(page.text, start, end)
    near = best_run(wanted.texts, words.texts)
    first, last = answering(wanted.texts, (0, len(wanted)), words.texts, near)
    if shared(wanted.texts, words.texts[first:last]) < max(1, LIKE * len(wanted)):
        return None
    return _with_marks(sought, page, (words.spans[first][0], words.spans[last - 1][1]))


def _with_marks(sought: Sought, page: Folded, span: Span) -> Span:
    """With the marks that stood at the passage's ends, where they still do: a full stop, a "$"."""
    wanted, (start, end) = Words.of(sought.words), span
    lead, tail = (
        (sought.words[: wanted.spans[0][0]], sought.words[wanted.spans[-1][1] :])
        if wanted
        else ("", "")
    )
    start -= len(lead) if page.text.endswith(lead, 0, start) else 0
    return start, end + (len(tail) if page.text.startswith(tail, end) else 0)


def _verbatim(sought: Sought, page: Folded) -> list[Span]:
    """The very words, between whatever surroundings, if they are enough and stand once."""
    at = page.only(sought.words) if len(Words.of(sought.words)) >= SPEAKING else None
    if at is None:
        return []
    end = at + len(sought.words)
    return [] if splits_word(page.text, at) or splits_word(page.text, end) else [(at, end)]


def _most_alike(sought: Sought, page: Folded) -> list[Span]:
    """The run of words most alike; a short passage is known by the words around it too."""
    wanted, words = Words.of(sought.words), Words.of(page.text)
    aside = ("", "") if len(wanted) >= LONG else (sought.before, sought.after)
    before, after = (Words.of(side).texts for side in aside)
    whole, core = (*before, *wanted.texts, *after), (len(before), len(before) + len(wanted))
    begin = most_alike(whole, core, words.texts, least=ENOUGH * len(whole))
    if begin is None:
        return []
    first, last = answering(whole, core, words.texts, begin)
    least = LIKE * len(wanted) if len(wanted) >= SPEAKING else 0
    if first >= last or shared(wanted.texts, words.texts[first:last]) < least:
        return []
    return [_with_marks(sought, page, (words.spans[first][0], words.spans[last - 1][1]))]
