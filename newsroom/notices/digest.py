"""A person's mail: all that is due in one letter, as plain text. Knows no Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

LONGEST_SUBJECT = 150
MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to tell: ``heading`` is what it counts under, ``address`` where it leads."""

    heading: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands under each letter: the desk's name, and two addresses of its site."""

    desk: str
    all_of_it: str
    choices: str


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    body: str


def letter(lines: Sequence[Line], foot: Foot) -> Letter:
    """One notice keeps its own subject; several are counted in it and grouped by heading, in the
    order in which each heading first comes."""
    if len(lines) == 1:
        (line,) = lines
        return Letter(
            cut(f"{foot.desk}: {line.text}", LONGEST_SUBJECT),
            f"{line.text}\n\n{line.address}\n{under(foot)}",
        )
    headings = list(dict.fromkeys(line.heading for line in lines))
    what = ", ".join(lower_first(heading) for heading in headings)
    waits = f"{len(lines)} things wait for you"
    parts = [f"{waits}.\n"]
    shown = lines[:MOST_LINES]
    for heading in headings:
        if theirs := [line for line in shown if line.heading == heading]:
            parts += [f"\n{heading}\n{'-' * len(heading)}\n", *map(entry, theirs)]
    if left := len(lines) - len(shown):
        parts.append(f"\nAnd {left} more: {foot.all_of_it}\n")
    return Letter(
        cut(f"{foot.desk}: {waits}: {what}", LONGEST_SUBJECT), "".join(parts) + under(foot)
    )


def entry(line: Line) -> str:
    return f"* {line.text}\n  {line.address}\n"


def under(foot: Foot) -> str:
    return (
        f"\n--\n{foot.desk} sends this to you. All you were told: {foot.all_of_it}\n"
        f"How often you get mail, and about what: {foot.choices}\n"
    )


def lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def cut(text: str, longest: int) -> str:
    """In one line, cut after a whole word, and seen to be; within the word if there is but one."""
    line = shorten(text, longest, placeholder=" …")
    return line if line != "…" else f"{text.strip()[: longest - 1]}…"
