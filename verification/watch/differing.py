"""Two versions of a text side by side, with what is different marked. For people to look at.

Whole texts are compared by paragraphs and only near the place in question, whatever their length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\W_]+(?:[.,’'][^\W_]+)*|.", re.DOTALL)

MOST_WORDS = 2_000  # of a passage; a longer one is shown as a whole, unmarked
REACH = 60  # paragraphs before and after the place in question
MOST_PARAGRAPH = 1_200  # code points that are shown of one paragraph
MOST_SHOWN = 40  # pairs of paragraphs


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``is_changed`` where the other version says something else."""

    text: str
    is_changed: bool = False


Runs = list[Run]


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph in both versions; empty on the side where there is none."""

    old: Runs
    new: Runs
    is_same: bool = False


def marked(old: str, new: str) -> tuple[Runs, Runs]:
    """Both with what differs marked, word by word."""
    ours, theirs = _WORD.findall(old), _WORD.findall(new)
    if len(ours) + len(theirs) > MOST_WORDS:
        return [Run(old)], [Run(new)]
    left: Runs = []
    right: Runs = []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for how, i, i_end, j, j_end in matcher.get_opcodes():
        _add(left, "".join(ours[i:i_end]), is_changed=how != "equal")
        _add(right, "".join(theirs[j:j_end]), is_changed=how != "equal")
    return left, right


def _add(runs: Runs, text: str, *, is_changed: bool) -> None:
    if text:
        runs.append(Run(text, is_changed and bool(text.strip())))


def differences(old: str, new: str, *, old_at: int, new_at: int) -> tuple[list[Pair], bool]:
    """The paragraphs around a place that differ, each with one that does not before and after it;
    and whether there is more than is shown. ``old_at`` and ``new_at`` are code points."""
    ours, theirs = _paragraphs(old, old_at), _paragraphs(new, new_at)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    pairs: list[Pair] = []
    for group in matcher.get_grouped_opcodes(1):
        for how, i, i_end, j, j_end in group:
            if how == "equal":
                pairs.extend(_same(paragraph) for paragraph in ours[i:i_end])
            else:
                pairs.extend(_paired(ours[i:i_end], theirs[j:j_end]))
    return pairs[:MOST_SHOWN], len(pairs) > MOST_SHOWN


def _paragraphs(text: str, at: int) -> list[str]:
    """Those near the place, without empty ones, and none longer than can be shown."""
    before = [line for line in text[:at].split("\n")[-REACH:] if line.strip()]
    start = text.rfind("\n", 0, at) + 1
    if before and text[start:at].strip():
        before.pop()  # the place is within this one
    after = [line for line in text[start : start + REACH * MOST_PARAGRAPH].split("\n")[:REACH]
             if line.strip()]  # fmt: skip
    return [line.strip()[:MOST_PARAGRAPH] for line in before + after]


def _same(paragraph: str) -> Pair:
    return Pair([Run(paragraph)], [Run(paragraph)], is_same=True)


def _paired(ours: Sequence[str], theirs: Sequence[str]) -> list[Pair]:
    """Those that are alike beside each other, the rest alone."""
    pairs, left = [], list(theirs)
    for paragraph in ours:
        like = next((other for other in left if _alike(paragraph, other)), None)
        if like is None:
            pairs.append(Pair([Run(paragraph, True)], []))
            continue
        before = left[: left.index(like)]
        pairs.extend(Pair([], [Run(other, True)]) for other in before)
        left = left[len(before) + 1 :]
        pairs.append(Pair(*marked(paragraph, like)))
    return pairs + [Pair([], [Run(other, True)]) for other in left]


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.real_quick_ratio() >= 0.5 and matcher.ratio() >= 0.5
