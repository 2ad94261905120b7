"""How wide words will be, and how they break into lines, before any browser has drawn them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

ELLIPSIS = "…"
# Widths in parts of the font size, a little above those of Inter and of the usual fallbacks, so
# that what is kept apart here stays apart on the screen.
_NARROW = frozenset("iljItfr.,:;'’‘|!()[]/ ·-\u2009")
_WIDE = frozenset("mwMW@%—≈×→GOQ…")
_STRONG = 1.08


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style: "strong", "plain", "quiet" or "amber"."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces that stand on one line, with its estimated width in pixels."""

    pieces: tuple[Piece, ...]
    width: float

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, strong: bool = False) -> float:
    """The estimated width in pixels; meant to be too large rather than too small."""
    ems = sum(_em(character) for character in text)
    return ems * size * (_STRONG if strong else 1.0)


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.40
    if character in _WIDE:
        return 0.98
    if ord(character) > 0x2E80:
        return 1.05
    if character.isupper():
        return 0.76
    return 0.64


def _width_of(piece: Piece, size: float) -> float:
    return text_width(piece.text, size, strong=piece.style == "strong")


def shortened(text: str, room: float, size: float, *, strong: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if text_width(text, size, strong=strong) <= room:
        return text
    kept = text
    while kept and text_width(kept + ELLIPSIS, size, strong=strong) > room:
        kept = kept[:-1]
    return _cut(kept, len(kept))


def flow(pieces: Iterable[Piece], room: float, size: float, *, most: int = 2) -> list[Line]:
    """Set pieces one after the other, joined by " · ", on at most ``most`` lines of ``room`` px.

    Lines break between words. What does not fit is cut with an ellipsis.
    """
    lines: list[list[Piece]] = [[]]
    words = list(_words(pieces))
    for index, word in enumerate(words):
        ahead = [*lines[-1], word]
        if not lines[-1] or _measured(_tidy(ahead), size) <= room:
            lines[-1] = ahead
        elif len(lines) < most:
            lines.append([word])
        else:
            lines[-1] += words[index:]
            break
    return [_fitted(_tidy(line), room, size) for line in lines if _tidy(line)]


def flow_keeping(
    before: Piece, name: Piece, behind: Piece, room: float, size: float, *, most: int = 2
) -> list[Line]:
    """As ``flow``, but where it all is too long the name is cut, and what is behind it kept."""

    def whole(length: int) -> list[Line] | None:
        cut = name.text if length == len(name.text) else _cut(name.text, length)
        lines = flow([before, Piece(cut, name.style), behind], room, size, most=most + 1)
        fits = len(lines) <= most and lines[-1].text.endswith(behind.text)
        return lines if fits else None

    everything = whole(len(name.text))
    if everything is not None:
        return everything
    best: list[Line] | None = None
    least, most_letters = 0, len(name.text) - 1
    while least <= most_letters:
        length = (least + most_letters) // 2
        lines = whole(length)
        if lines is None:
            most_letters = length - 1
        else:
            best, least = lines, length + 1
    return best or flow([before, name, behind], room, size, most=most)


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip(" ,;·–-") + ELLIPSIS


def _words(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Words with the space behind them; the joint is a word of its own."""
    first = True
    for piece in pieces:
        if not piece.text:
            continue
        if not first:
            yield Piece("· ", "quiet")
        first = False
        for word in piece.text.split(" "):
            yield Piece(word + " ", piece.style)


def _tidy(words: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one style joined; no joint or space at either end of the line."""
    kept = list(words)
    while kept and kept[0].text == "· ":
        kept.pop(0)
    while kept and kept[-1].text == "· ":
        kept.pop()
    joined: list[Piece] = []
    for word in kept:
        if joined and joined[-1].style == word.style:
            joined[-1] = Piece(joined[-1].text + word.text, word.style)
        else:
            joined.append(word)
    if joined:
        joined[-1] = Piece(joined[-1].text.rstrip(" "), joined[-1].style)
    return joined


def line_of(pieces: Sequence[Piece], size: float) -> Line:
    """The pieces on one line as they are, however wide that is."""
    return Line(tuple(pieces), _measured(pieces, size))


def _measured(pieces: Sequence[Piece], size: float) -> float:
    return sum(_width_of(piece, size) for piece in pieces)


def _fitted(pieces: list[Piece], room: float, size: float) -> Line:
    fitted: list[Piece] = []
    left = room
    for piece in pieces:
        width = _width_of(piece, size)
        if width > left:
            strong = piece.style == "strong"
            fitted.append(Piece(shortened(piece.text, left, size, strong=strong), piece.style))
            break
        fitted.append(piece)
        left -= width
    return Line(tuple(fitted), min(_measured(fitted, size), room))
