"""What differs between two wordings of a text, word by word. A machine: texts in, runs out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# With the space before it: a number, a reference, a word or a mark; at the end space alone.
WORDS = re.compile(r"\s*(?:\d[\d.,]*\d|\[\d+\]|\w+|[^\w\s])|\s+$")
# Comparing costs about as much as there are pairs of equal words; beyond this it is not worth it.
MOST_PAIRS = 400_000
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words that are in both texts (``same``), only in the one before (``gone``) or
    only in the one after (``new``)."""

    kind: str
    text: str


def reworded(before: str, after: str) -> list[Run]:
    """The runs in reading order. ``same`` and ``gone`` together are the text before, ``same`` and
    ``new`` the one after, letter for letter. Texts too long to be compared are told as one
    that went and one that came."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    head = common(old, new)
    tail = common(old[head:][::-1], new[head:][::-1])
    middle = changed(old[head : len(old) - tail], new[head : len(new) - tail])
    runs = [Run(SAME, "".join(old[:head])), *middle, Run(SAME, "".join(old[len(old) - tail :]))]
    return [run for run in runs if run.text]


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words the two begin with alike."""
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))


def changed(old: list[str], new: list[str]) -> Iterator[Run]:
    if pairs(old, new) > MOST_PAIRS:
        yield Run(GONE, "".join(old))
        yield Run(NEW, "".join(new))
        return
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for step, old_from, old_to, new_from, new_to in steps:
        if step == "equal":
            yield Run(SAME, "".join(old[old_from:old_to]))
            continue
        yield Run(GONE, "".join(old[old_from:old_to]))
        yield Run(NEW, "".join(new[new_from:new_to]))


def pairs(old: list[str], new: list[str]) -> int:
    counts = Counter(new)
    return sum(counts[word] for word in old)
