"""Quotes that no verb of saying took: who goes on speaking."""

from __future__ import annotations

from bisect import bisect_right

from .passages import EDGES, pieces
from .reading import Attribution, Span

SHORTEST_QUOTE = 3
_BEFORE_A_QUOTE = ("", "\n", ".", "!", "?", "”", '"', ":", "…")


def quotes_left(
    text: str,
    quotes: list[Span],
    found: list[Attribution],
    opening: list[Attribution] | None = None,
) -> list[Attribution]:
    """Quotes that no verb took: the speaker goes on from the sentence or paragraph before."""
    more: list[Attribution] = []
    known = sorted([*found, *(opening or ())], key=_ends)
    starts = [_ends(said) for said in known]
    for start, end in quotes:
        if len(text[start : min(end, start + 400)].split()) < SHORTEST_QUOTE:
            continue
        if text[max(0, start - 40) : start - 1].rstrip(" \t\r")[-1:] not in _BEFORE_A_QUOTE:
            continue
        if any(_covers(said, start, end) for said in _near(known, starts, start, end)):
            continue
        speaker = _speaker_before(text, known, starts, start, end)
        if speaker is None:
            continue
        content = pieces(text, [(start, end)])
        if content:
            one = Attribution(content, speaker.source, None, "direct", "", "", "quote goes on")
            more.append(one)
            at = bisect_right(starts, end)
            known.insert(at, one)
            starts.insert(at, end)
    return more


def _ends(said: Attribution) -> int:
    """Where an attribution is over: the end of its last content or of its source."""
    last = said.content[-1][1] if said.content else 0
    return max(last, said.source[0][1] if last < said.source[0][1] < last + 3000 else 0)


def _near(known: list[Attribution], starts: list[int], start: int, end: int) -> list[Attribution]:
    low = bisect_right(starts, start - 3000)
    return known[low : bisect_right(starts, end + 3000)]


def _covers(said: Attribution, start: int, end: int) -> bool:
    return any(min(end, e) - max(start, s) > (end - start) / 2 for s, e in said.content)


def _speaker_before(
    text: str, known: list[Attribution], starts: list[int], start: int, end: int
) -> Attribution | None:
    """The last speaker of this paragraph, or of the one before where the quote opens this one."""
    at = bisect_right(starts, start) - 1
    line = text.rfind("\n", 0, start) + 1
    opens = text[line:start].strip(EDGES) == ""
    if at >= 0:
        between = text[starts[at] : start]
        goes_on = known[at].cue is None or not known[at].content
        if "\n" not in between.strip(EDGES + ".") and len(between) < 400:
            return known[at]
        if opens and len(between) < 120 and (goes_on or between.count("\n\n") <= 1):
            return known[at]
    return None
