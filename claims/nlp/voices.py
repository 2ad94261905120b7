"""Which of the attributions inside another one are a second voice, and which only its echo."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from .claiming import OBJECT_RULE
from .clauses import within
from .denials import is_denial
from .forms import forms_of
from .lexicons.titles import SPEAKERS
from .lexicons.voices import COUNTING, ECHOES, MUTE, PASSING_ON, PASSING_ON_FIGURES
from .reading import Attribution, Span

_PASSING_ON = {*PASSING_ON, *forms_of(PASSING_ON), "saying", "reporting"}
_PASSING_ON_FIGURES = {*PASSING_ON_FIGURES, *forms_of(PASSING_ON_FIGURES)}
_ANOTHER_COUNTS = re.compile(
    rf";\s+(?:[\w'’-]+\s){{0,4}}?(?P<who>[\w-]+)\s(?:{'|'.join(forms_of(COUNTING))})\b"
)


def second_voices(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """All but the doubles, and but those inside somebody's words that pass nothing on: "Ruiz said
    he expects …" is Ruiz alone, "Ruiz said the ministry reports …" is the ministry, then Ruiz."""
    found = [_up_to_another(text, one) for one in found]
    single = sorted(_without_doubles(text, found), key=_place)
    cues = sorted(((one.cue or one.content[0])[0], at) for at, one in enumerate(single))
    around: dict[int, tuple[int, Span]] = {}
    for at, one in enumerate(single):
        for start, end in one.content:
            low, high = bisect_left(cues, (start, 0)), bisect_left(cues, (end, 0))
            around.update((inner, (at, (start, end))) for _, inner in cues[low:high] if inner > at)
    left_out: set[int] = set()
    kept = []
    for at in range(len(single) - 1, -1, -1):
        one, (outer, span) = single[at], around.get(at, (at, None))
        if span is None:
            kept.append((at, one))
        elif _is_denied_clause(single[outer]):
            continue
        elif _passes_on(text, one):
            if one.source == single[outer].source and _is_object(single[outer]):
                # "Ruiz repeated her claim that …" is said once, and what she claims is it.
                left_out.add(outer)
            kept.append((at, _within(one, single[outer])))
    return [one for at, one in kept[::-1] if one.content and at not in left_out]


def _up_to_another(text: str, one: Attribution) -> Attribution:
    """Without what stands behind a semicolon where somebody else says or counts: "Organisers
    claimed 100,000|; police counted 35,000". Quotes are one voice, and a verb behind all of it
    tells of all of it."""
    if one.kind != "indirect" or not one.cue or one.cue[1] > one.content[-1][0]:
        return one
    start, end = one.content[-1]
    for other in _ANOTHER_COUNTS.finditer(text, start, end):
        who = other["who"].lower()
        if start < other.start() and not SPEAKERS.isdisjoint((who, who.removesuffix("s"))):
            return replace(one, content=(*one.content[:-1], (start, other.start())))
    return one


def _is_denied_clause(one: Attribution) -> bool:
    """ "Police denied that the mayor had said so": what the mayor had not said is nobody's."""
    return is_denial(one) and not _is_object(one)


def _is_object(one: Attribution) -> bool:
    return one.rule.startswith(OBJECT_RULE)


def _place(one: Attribution) -> Span:
    """What starts first, and of two that start together the longer, goes around the other."""
    return one.content[0][0], -one.content[-1][1]


def _within(one: Attribution, outer: Attribution) -> Attribution:
    """What the inner voice says ends where the outer one does."""
    return replace(one, content=tuple(within(one.content, outer.content)))


def _without_doubles(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Of two readings of the same words, the one whose source is named."""
    best: dict[Span, Attribution] = {}
    for one in found:
        whole = one.content[0][0], one.content[-1][1]
        if whole not in best or _is_echo(text, best[whole]):
            best[whole] = one
    return list(best.values())


def _is_echo(text: str, one: Attribution) -> bool:
    return not one.source or text[slice(*one.source[0])].lower() in ECHOES


def _passes_on(text: str, one: Attribution) -> bool:
    if not one.cue or _is_echo(text, one):
        return False
    article, _, thing = text[slice(*one.source[0])].lower().rpartition(" ")
    if thing in MUTE and article in ("", "the", "these", "those"):
        return False
    cue = text[slice(*one.cue)].lower()
    if _is_object(one):
        return cue in _PASSING_ON_FIGURES
    return cue in _PASSING_ON or cue.startswith("according")
