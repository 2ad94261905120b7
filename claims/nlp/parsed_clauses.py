"""Clauses by the dependency parse: coordination, contrast, relative and participle clauses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from .clauses import SENTENCE_RULE, Clause, whole, without
from .cuts import DASHES, MARKS, Cut, auxiliaries_left_out, cut_at
from .reading import Sentence, Span
from .trees import SUBJECTS, VERBAL, finite_of


class ParsedClauses:
    """Cuts the sentences of one parsed Doc."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]

    def asserts(self, start: int, end: int) -> bool:
        """Whether a passage holds a finite verb with its subject."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return any(
            token.dep_ in SUBJECTS
            and first <= token.head.i < last
            and (finite := finite_of(token.head)) is not None
            and first <= finite.i < last
            for token in self._doc[first:last]
        )

    def cut(self, sentence: Sentence, weighed: Sequence[Span]) -> list[Clause]:
        """The clauses of a sentence with these figures: in order, not overlapping."""
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        at = [bisect_right(self._starts, start) - 1 for start, _ in weighed]
        cuts = _worth_it([cut for i in range(first, last) if (cut := cut_at(self._doc[i]))], at)
        if not cuts:
            return [whole(sentence)]
        return self._built(first, last, cuts)

    def _built(self, first: int, last: int, cuts: list[Cut]) -> list[Clause]:
        """Clauses from nested cuts, the sentence itself as the outermost."""
        root = Cut(self._doc[first], first, last, first, SENTENCE_RULE)
        inner: dict[int, list[Cut]] = {id(root): []}
        stack = [root]
        for cut in sorted(cuts, key=lambda cut: (cut.first, -cut.last)):
            while stack[-1].last <= cut.first:
                stack.pop()
            inner[id(stack[-1])].append(cut)
            inner[id(cut)] = []
            stack.append(cut)
        found: list[Clause] = []
        waiting: list[tuple[Cut, tuple[Span, ...]]] = [(root, ())]
        while waiting:
            cut, lead = waiting.pop()
            holes = [self._hole(child, cut) for child in inner[id(cut)]]
            parts = without(self._chars(cut.first, cut.last), holes)
            told: tuple[Span | str, ...] = without(self._chars(cut.opening, cut.last), holes)
            if cut.verb:
                told = (cut.verb, *told)
            rule = "clause with a figure" if cut is root else cut.rule
            found.append(Clause(parts, told, rule, lead))
            for child in inner[id(cut)]:
                waiting.append((child, self._lead(child, cut, lead, parts, holes)))
        return sorted(found, key=lambda clause: clause.parts)

    def _lead(
        self,
        cut: Cut,
        outer: Cut,
        lead: tuple[Span, ...],
        parts: tuple[Span, ...],
        holes: list[Span],
    ) -> tuple[Span, ...]:
        """What goes before a clause inside ``outer``, whose own lead and parts are given."""
        if cut.sums_up:
            return (*lead, *(span for span in parts if span[0] < self._starts[cut.first]))
        if cut.shares is None:
            return cut.lead
        verb = cut.shares
        if verb.i <= outer.opening:
            return lead
        left_out = [*holes, *auxiliaries_left_out(verb, cut.head)]
        span = (self._starts[outer.opening], verb.idx)
        return (*lead, *without(span, sorted(left_out)))

    def _chars(self, first: int, last: int) -> Span:
        if first >= last:
            return self._starts[last - 1], self._starts[last - 1]
        end = self._doc[last - 1]
        return self._starts[first], end.idx + len(end)

    def _hole(self, cut: Cut, outer: Cut) -> Span:
        """A clause with the comma and the "and" that tie it to the one around it."""
        first, last = cut.first, cut.last
        while first - 1 > outer.first and _joins(self._doc[first - 1]):
            first -= 1
        opens = self._doc[first].text in (",", "(", *DASHES)
        closes = last + 1 < outer.last and self._doc[last].text in (",", ")", *DASHES)
        if opens and closes and self._doc[last + 1].pos_ in (*VERBAL, "ADV"):
            # Between a subject and its verb no comma stays.
            last += 1
        return self._chars(first, last)


def _joins(token: Token) -> bool:
    return token.text in MARKS or token.lower_ in ("and", "but", "yet", "so", "then")


def _worth_it(cuts: list[Cut], figures: list[int]) -> list[Cut]:
    """The cuts that leave a verdict on each side, or a clause without what is not its own."""
    kept: list[Cut] = []
    taken: set[int] = set()
    for cut in sorted(cuts, key=lambda cut: cut.last - cut.first):
        inside = figures[bisect_left(figures, cut.first) : bisect_left(figures, cut.last)]
        own = [at for at in inside if at not in taken]
        others = len(figures) - len(inside)
        if (own and (others or cut.alone)) or (not own and cut.idle):
            kept.append(cut)
            taken.update(own)
    return kept
