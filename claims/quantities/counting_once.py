"""Evidence counted once: by the sources it goes back to, in the words that every page uses."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """Each piece is one of six: it stands for its source, it only repeats another (``copies``),
    it is a further piece of a source that stands already, or such a one that counts for another
    of the claimed figures (``elsewhere``), a sum that we made of others, or the claimant's own
    word."""

    sources: int
    copies: int
    further: int
    sums: int = 0
    own_words: int = 0
    elsewhere: int = 0

    @property
    def pieces(self) -> int:
        further = self.further + self.elsewhere
        return self.sources + self.copies + further + self.sums + self.own_words

    @property
    def words(self) -> str:
        """ "8 pieces of evidence from 5 independent sources; 1 only repeats another and 2 are
        further pieces of the same sources, so they do not count again"."""
        pieces = f"{self.pieces} piece{_s(self.pieces)} of evidence"
        counted = f"{pieces} from {self.sources} independent source{_s(self.sources)}"
        told = (counted, own_words_told(self.own_words), self._elsewhere(), self.not_again("piece"))
        return "; ".join(part for part in told if part)

    def _elsewhere(self) -> str:
        if not self.elsewhere:
            return ""
        one = self.elsewhere == 1
        are, count = ("is a further piece", "counts") if one else ("are further pieces", "count")
        source = f"source{_s(self.sources)}"
        return f"{self.elsewhere} {are} of the same {source} and {count} for another figure"

    def not_again(self, what: str) -> str:
        """What does not count again, or ""; ``what`` a source has several of: "figure"."""
        parts = []
        if self.copies:
            parts.append(f"{self.copies} only repeat{'s' if self.copies == 1 else ''} another")
        if self.further:
            are = f"is a further {what}" if self.further == 1 else f"are further {what}s"
            parts.append(f"{self.further} {are} of the same source{_s(self.sources)}")
        if self.sums:
            are = "is our own calculation" if self.sums == 1 else "are our own calculations"
            parts.append(f"{self.sums} {are} from them")
        if not parts:
            return ""
        one = self.copies + self.further + self.sums == 1
        *most, last = parts
        said = f"{', '.join(most)} and {last}" if most else last
        return f"{said}, so {'it' if one else 'they'} {_does(one)} not count again"


def own_words_told(number: int) -> str:
    """Why those do not count, or ""."""
    if not number:
        return ""
    one = number == 1
    return f"{number} {'is' if one else 'are'} the claimant’s own word and {_does(one)} not count"


def all_of(number: int) -> str:
    """ "Both" or "All 3"."""
    return "Both" if number == 2 else f"All {number}"


def count_once(
    pieces: Iterable[tuple[Hashable, bool]],
    *,
    sums: int = 0,
    own_words: int = 0,
    elsewhere: int = 0,
) -> Counted:
    """Of pieces as (what they go back to, whether they repeat another), besides ``sums`` that we
    made of them and the claimant's ``own_words``. ``elsewhere`` of them are further pieces of
    their sources and count for another of the claimed figures. A source of which there are only
    copies is represented by one of them."""
    copies_of: dict[Hashable, list[bool]] = {}
    for origin, repeats in pieces:
        copies_of.setdefault(origin, []).append(repeats)
    copies = further = 0
    for repeating in copies_of.values():
        own = len(repeating) - sum(repeating)
        copies += sum(repeating) if own else len(repeating) - 1
        further += max(own - 1, 0)
    return Counted(len(copies_of), copies, further - elsewhere, sums, own_words, elsewhere)


def _does(one: bool) -> str:
    return "does" if one else "do"


def _s(number: int) -> str:
    return "" if number == 1 else "s"
