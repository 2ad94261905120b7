"""Quotes that no verb of saying took: who goes on speaking."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from .claiming import OBJECT_RULE
from .passages import EDGES, pieces
from .reading import Attribution, Span

SHORTEST_QUOTE = 3
GOES_ON = "quote goes on"
_BEFORE_A_QUOTE = ("", "\n", ".", "!", "?", "”", '"', ":", "…")


def quotes_left(
    text: str,
    quotes: list[Span],
    found: list[Attribution],
    opening: list[Attribution] | None = None,
) -> list[Attribution]:
    """All that was found, with the quotes that no verb took: the speaker goes on from the
    sentence before, which makes the quote a further piece of what is said there, or from the
    paragraph before, which makes it an attribution of its own."""
    said = list(found)
    speaking = (one for one in (*found, *(opening or ())) if one.source and one.kind != "own")
    known = sorted(speaking, key=_ends)
    starts = [_ends(one) for one in known]
    for start, end in quotes:
        if len(text[start : min(end, start + 400)].split()) < SHORTEST_QUOTE:
            continue
        if text[max(0, start - 40) : start - 1].rstrip(" \t\r")[-1:] not in _BEFORE_A_QUOTE:
            continue
        if any(_covers(one, start, end) for one in _near(known, starts, start, end)):
            continue
        speaker = _speaker_before(text, known, starts, start, end)
        content = pieces(text, [(start, end)])
        if speaker is None or not content:
            continue
        if speaker.kind != "indirect" and _same_paragraph(text, speaker, start):
            one = replace(
                speaker,
                content=(*speaker.content, *content),
                rule=_going_on(speaker.rule),
            )
            said[_place(said, speaker)] = one
            at = _place(known, speaker)
            del known[at], starts[at]
        else:
            one = Attribution(content, speaker.source, None, "direct", "", "", GOES_ON)
            said.append(one)
        at = bisect_right(starts, end)
        known.insert(at, one)
        starts.insert(at, end)
    return said


def _place(some: list[Attribution], wanted: Attribution) -> int:
    return next(at for at in range(len(some) - 1, -1, -1) if some[at] is wanted)


def _going_on(rule: str) -> str:
    return rule if rule.endswith(GOES_ON) else f"{rule}; {GOES_ON}"


def _same_paragraph(text: str, said: Attribution, start: int) -> bool:
    last = _ends(said)
    if said.rule.startswith(OBJECT_RULE):
        return False
    return bool(said.content) and "\n" not in text[last:start]


def _ends(said: Attribution) -> int:
    """Where an attribution is over: the end of its last content or of its source."""
    last = said.content[-1][1] if said.content else 0
    return max(last, said.source[0][1] if last < said.source[0][1] < last + 3000 else 0)


def _near(known: list[Attribution], starts: list[int], start: int, end: int) -> list[Attribution]:
    low = bisect_right(starts, start - 3000)
    return known[low : bisect_right(starts, end + 3000)]


def covered(known: Sequence[Attribution], start: int, end: int) -> bool:
    """Whether most of a quote is somebody's already."""
    return any(_covers(one, start, end) for one in known)


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
