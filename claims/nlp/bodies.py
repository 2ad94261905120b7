"""For whom a "we" speaks: the body that says it, the one whose head or spokesman says it, or the
one whose own report the document is."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from .reading import Attribution, Mention, Sentence

# Who speaks for a body as "we".
_SPEAKING = frozenset(
    """
    executive chairman chairwoman chair director president leader head founder boss manager
    spokesman spokeswoman spokesperson ceo secretary-general
    """.split()
)
# What a body publishes of its own, in a heading that names it.
_OWN_PAPER = re.compile(
    r"\b(?:annual (?:report|review)|accounts|press release|news release|strategy|"
    r"(?:interim |half-year |full-year )?results)\b",
    re.IGNORECASE,
)
# "Ana Ruiz|, the chief executive of |Northgate Trust" and "Northgate Trust|'s head, |Ana Ruiz".
_BEHIND_NAME = re.compile(r",? (?:the |its )?(?P<office>(?:[\w’'-]+ ){1,6})(?:of|at|for) (?:the )?")
_BEFORE_NAME = re.compile(r"(?:['’]s)? (?P<office>(?:[\w-]+,? ){1,5})")
_REACH = 80


class Bodies:
    """The bodies of a document, and who speaks for which of them."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]
    ) -> None:
        self._text = text
        self._mentions = sorted(mentions, key=lambda one: one.start)
        self._starts = [one.start for one in self._mentions]
        self._own = self._of_heading(sentences[0]) if sentences else ""
        self._led: dict[str, set[str]] = {}
        for person, body in self._offices():
            self._led.setdefault(person.name, set()).add(self._called(body))

    def of(self, speaker: Attribution | None) -> str:
        """The body for which this speaker says "we", with its article; empty where in doubt."""
        if speaker is None:
            return self._own
        if not speaker.source:
            return ""
        start, end = speaker.source[0]
        bodies = set(self._spoken_for(start, end)) or self._led.get(speaker.name, set())
        if speaker.source_kind == "organisation" and not bodies:
            return self._with_article(start, speaker.name)
        return next(iter(bodies)) if len(bodies) == 1 else ""

    def _spoken_for(self, start: int, end: int) -> Iterator[str]:
        """The body in "a spokesman for the Bank of Keld"."""
        if _SPEAKING & set(self._text[start:end].lower().split()):
            inside = bisect_left(self._starts, start), bisect_left(self._starts, end)
            named = self._mentions[slice(*inside)]
            yield from (self._called(one) for one in named if one.kind == "organisation")

    def _of_heading(self, first: Sentence) -> str:
        heading = self._text[first.start : first.end]
        if heading.rstrip().endswith((".", "!", "?")) or not _OWN_PAPER.search(heading):
            return ""
        last = bisect_right(self._starts, first.end)
        named = [one for one in self._mentions[:last] if one.kind == "organisation"]
        names = {self._called(one) for one in named if one.end <= first.end}
        return names.pop() if len(names) == 1 else ""

    def _offices(self) -> Iterator[tuple[Mention, Mention]]:
        """Persons, each with the body named beside them as the one they speak for."""
        for at, one in enumerate(self._mentions):
            beside = self._mentions[at + 1] if at + 1 < len(self._mentions) else None
            if beside is None or {one.kind, beside.kind} != {"person", "organisation"}:
                continue
            between = self._text[one.end : beside.start]
            if len(between) > _REACH:
                continue
            pattern = _BEHIND_NAME if one.kind == "person" else _BEFORE_NAME
            told = pattern.fullmatch(between)
            if told and _SPEAKING & set(told["office"].lower().replace(",", "").split()):
                yield (one, beside) if one.kind == "person" else (beside, one)

    def _called(self, body: Mention) -> str:
        return self._with_article(body.start, body.name)

    def _with_article(self, start: int, name: str) -> str:
        """The name with the "the" that it has there."""
        before = self._text[max(0, start - 4) : start + 4].lower()
        article = before.startswith("the ") or before.endswith("the ")
        return f"The {name}" if article and not name.lower().startswith("the ") else name
