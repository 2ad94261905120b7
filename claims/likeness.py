"""How alike two passages are, by their words; near linear in the length of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+(?:[.,'-]\w+)*")
LEAD = 3  # words more than any other place
_AROUND = 40  # words that are aligned at either end


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text without case, and where each begins and ends."""

    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Words:
        found = list(_WORD.finditer(text, start, len(text) if end is None else end))
        return cls(
            tuple(match[0].casefold() for match in found), tuple(match.span() for match in found)
        )

    def __len__(self) -> int:
        return len(self.texts)


def shared(one: Sequence[str], two: Sequence[str]) -> int:
    """How many words two passages have in common, each as often as both have it."""
    return (Counter(one) & Counter(two)).total()


def best_run(wanted: Sequence[str], words: Sequence[str]) -> int:
    """Where in ``words`` the first run of ``len(wanted)`` begins that shares most words with it."""
    scores = _overlaps(wanted, [*words, *[""] * len(wanted)])
    return max(range(len(scores)), key=scores.__getitem__, default=0)


def most_alike(
    whole: Sequence[str], core: tuple[int, int], words: Sequence[str], *, least: float
) -> int | None:
    """Where in ``words`` the run that shares most words with ``whole`` begins; it may begin before
    the first of them (below zero) and reach beyond the last.

    ``None`` where no run shares ``least`` of them, or where another, whose ``core`` does not
    overlap the best one's, shares about as many: there is no guessing between two equals.
    """
    first, last = core
    padded = [*[""] * first, *words, *[""] * (len(whole) - last)]
    scores = _overlaps(whole, padded)
    if not scores:
        return None
    best = max(range(len(scores)), key=scores.__getitem__)
    apart = max(last - first, 2 * LEAD)
    before, behind = scores[: max(0, best - apart + 1)], scores[best + apart :]
    rival = max(max(before, default=0), max(behind, default=0))
    found = scores[best] >= least and scores[best] - rival >= LEAD
    return best - first if found else None


def _overlaps(wanted: Sequence[str], words: Sequence[str]) -> list[int]:
    """For every run of ``len(wanted)`` words, how many of them it shares; in one pass."""
    size = len(wanted)
    missing = Counter(wanted)
    overlap, scores = 0, []
    for index, word in enumerate(words):
        if word in missing:
            overlap += missing[word] > 0
            missing[word] -= 1
        if index >= size and (left := words[index - size]) in missing:
            missing[left] += 1
            overlap -= missing[left] > 0
        if index >= size - 1:
            scores.append(overlap)
    return scores


def answering(
    whole: Sequence[str], core: tuple[int, int], words: Sequence[str], near: int
) -> tuple[int, int]:
    """The part of ``words`` that answers to ``whole[core]``, where ``whole`` stands about ``near``.

    Runs that both have in common tell it: what is edited stands between two of them.
    """
    first, last = core
    begin = _counterpart(whole, first, words, near + first)
    end = len(words) - _counterpart(
        whole[::-1], len(whole) - last, words[::-1], len(words) - near - last
    )
    return begin, max(begin, end)


def _counterpart(whole: Sequence[str], at: int, words: Sequence[str], near: int) -> int:
    """Where in ``words`` that stands, or would, which is ``whole[at]``."""
    low, start = max(0, at - _AROUND), max(0, near - 2 * _AROUND)
    region = words[start : max(0, near + 2 * _AROUND)]
    matcher = SequenceMatcher(None, whole[low : at + _AROUND], region, autojunk=False)
    behind = None
    for block in matcher.get_matching_blocks()[:-1]:
        theirs = start + block.b + at - low - block.a
        if block.a + block.size <= at - low:
            behind = start + block.b + block.size
        elif block.a <= at - low or behind is None:
            return max(0, theirs)
        else:
            break
    return min(max(0, near), len(words)) if behind is None else behind
