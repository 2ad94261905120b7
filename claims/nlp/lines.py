"""Which line ends only wrap a sentence, and which part lines of their own.

Whoever wraps text by hand or machine breaks a line where the next word would not fit any more. So
a line that wraps *reaches*: its length and that of the next line's first word come up to what the
other wrapped lines of the text come up to. How far that is, is learnt from line ends that cannot
be anything else: the next line goes on in lower case. A heading, a list's item, a row of a table
or a verse ends where its writer wanted it to, and reaches by chance only.
"""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median

# Line ends that may wrap; a form feed and a paragraph separator never do.
_END = re.compile("\r\n|[\n\r\x0b\u2028]")
_PARTED = re.compile("[\x0c\u2029]")

LONGEST = 160
"""What is longer is a paragraph on one line. Terminals, mails and pages set fewer characters."""
FEWEST = 3
"""So many wrapped lines of a paragraph tell how wide it is set; else the whole text's do."""
# Of the lines that go on, so many do so in lower case where text is wrapped. In English prose four
# in five words are; verses and lists open nearly every line with a capital.
IN_LOWER_CASE = 0.4
# How uneven wrapped lines may be: proportional type holds more i's than m's, subtitles are ragged.
UNEVEN = 0.7
NEARLY = 0.9
NARROWEST = 20
"""Lines that reach less far are no column of prose but a list of words."""

_TERMINAL = re.compile(r"[.!?:;…][\"”’'»)\]]*$")
_STOP = re.compile(r"[.!?…][\"”’'»)\]]*$")
# Whose full stop ends no sentence.
_SHORT = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Rev|Hon|St|No|Nos|vs|Jan|Feb|"
    r"Mar|Apr|Aug|Sept?|Oct|Nov|Dec|approx|ca?|p|pp|cf)\.$"
)
# No line of its own ends in one of these, save one of a poem.
_HANGING = frozenset(
    """
    a an the this these those my your his her its our their whose every each
    and or but nor than as if because although whereas which whom that
    of at by for with from to into onto above below between among during per via toward towards
    about around nearly almost roughly approximately some only least most more fewer less
    """.split()
)
# Nor in one of these, save a heading, which a line with a capital follows.
_HANGING_VERBS = frozenset(
    """
    is are was were be been being has had have will would could should may might must cannot
    """.split()
)
_HYPHEN = re.compile(r"\w[-–]$")
_CUT = re.compile(r"(?:[$£€¥–/]|\w-)$")
_LAST_WORD = re.compile(r"(?:^|[\s(“\"‘])([a-z]+)$")
_NUMBER = r"[$£€(+−–-]{0,2}[0-9](?:[0-9.,]*[0-9])?(?:%|[kmb]n?)?\)?"
_ENDS_IN_NUMBER = re.compile(rf"(?:^|\s){_NUMBER}$")
_ROW = re.compile(rf"\S(?:\t|\s{{3,}}|\s?\|\s?)\S|(?:\s{_NUMBER}){{2}}$")

# What stands before an item, and who speaks in a transcript.
_BULLET = re.compile(r"[•▪●◦*·‣■□►✓#]+\s|[>|]")
_DASH = re.compile(r"[–—-]{1,2}\s")
_NUMBERED = re.compile(r"\(?[0-9]{1,2}[.)]\s|\(?(?:[a-z]|[ivx]{1,4})\)\s")
_SPEAKER = re.compile(
    r"[\"“]?(?:[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]+){0,3}|(?:[A-Z][a-z'’.-]+ ){1,3}[A-Z][a-z'’-]+)"
    r"(?: \([^)]{1,40}\))?:\s"
)
# A mail's quotation signs. Before a number one may mean "more than", save below a quoted line.
_QUOTED = re.compile(r"(?:> ?)+(?=[^\s>0-9=]|$)")
_QUOTED_STILL = re.compile(r"(?:> ?)+(?=[^\s>=]|$)")
# Inside a sentence these are in lower case: with a capital they open one.
_OPENING = re.compile(
    r"[\"“‘(]*(?:The|A|An|This|That|These|Those|It|He|She|They|We|You|In|On|At|By|For|With|From|To|"
    r"And|But|Or|So|Yet|If|As|When|While|After|Before|Since|Although|Because|What|Who|Why|How|There"
    r"|His|Her|Their|Our|My|Its|Not|No|More|About|Some|Of|Is|Are|Was|Were|Do|Does|Did)\b"
)
_FIRST_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space and the mail's quotation signs at its edges."""

    first: int
    """Where the line begins, with all of that."""
    start: int
    end: int
    body: str
    quoted: int
    parted: bool
    """Nothing before it goes on in it."""

    @property
    def length(self) -> int:
        return self.end - self.first


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two lines one below the other, and what is known about the end between them."""

    above: _Line
    below: _Line
    reach: int
    ends: bool
    """The upper line ends a sentence, a clause or what announces a list."""
    stops: bool
    hangs: bool
    """Its last word asks for another."""
    low: bool
    """The lower line goes on in lower case."""
    indented: bool


@dataclass(frozen=True, slots=True)
class _Setting:
    """How far wrapped lines reach: so far at least, and never beyond."""

    least: float
    most: float

    def holds(self, pair: _Pair) -> bool:
        return self.least <= pair.reach <= self.most and pair.above.length <= LONGEST


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text whose wrapped lines were joined, and where its code points stood before."""

    text: str
    starts: tuple[int, ...] = ()
    """Where in ``text`` the lines begin that were joined to the one above."""
    shifts: tuple[int, ...] = (0,)
    """How much further on the text given has what stands before each of them, and behind all."""

    def start(self, at: int) -> int:
        """Where the code point at that place stood."""
        return at + self.shifts[bisect_right(self.starts, at)]

    def end(self, at: int) -> int:
        """Where a passage that ends here ended: behind its last code point."""
        return self.start(at - 1) + 1 if at else 0

    def joined(self, at: int) -> int:
        """Where a code point of the text given stands now; of what was cut out, what is behind."""
        number = range(len(self.starts))
        line = bisect_right(number, at, key=lambda one: self.starts[one] + self.shifts[one + 1])
        now = at - self.shifts[line]
        return min(now, self.starts[line]) if line < len(self.starts) else now


def unwrapped(text: str) -> Unwrapped:
    """The text with one space for each line end that only wraps it, and with none where a hyphen
    parts the word. All other line ends stay. What indents a line, and a mail's quotation signs, are
    left out. Linear in the text's length."""
    if not _END.search(text):
        return Unwrapped(text)
    pieces, starts, shifts = [], [], [0]
    at = length = 0
    for start, end, instead in _cuts(text):
        pieces += [text[at:start], instead]
        length += start - at + len(instead)
        at = end
        starts.append(length)
        shifts.append(at - length)
    return Unwrapped("".join(pieces) + text[at:], tuple(starts), tuple(shifts))


def wrapping(text: str) -> frozenset[int]:
    """Where the code points stand that only wrap a line: its end, and an indent behind it."""
    joined = (range(above.end, below.start) for above, below in _wraps(list(_lines(text))))
    return frozenset(chain.from_iterable(joined))


def _cuts(text: str) -> Iterator[tuple[int, int, str]]:
    """What is to be cut out, and what stands there instead."""
    lines = list(_lines(text))
    above = {lower.first: upper for upper, lower in _wraps(lines)}
    for line in lines:
        if line.first in above:
            upper = above[line.first]
            yield upper.end, line.start, "" if _is_cut_word(upper, line) else " "
        elif text.startswith("\r\n", line.first - 2) and line.first > 1:
            yield line.first - 2, line.start, "\n"
        elif line.start > line.first:
            yield line.first, line.start, ""


def _is_cut_word(above: _Line, below: _Line) -> bool:
    """Whether a word goes on below: "65-" and "member", unlike "20-" and "to 30-minute"."""
    word = _FIRST_WORD.match(below.body)
    suspended = word is not None and word.group() in ("and", "or", "to")
    return _HYPHEN.search(above.body) is not None and not suspended


def _wraps(lines: list[_Line]) -> Iterator[tuple[_Line, _Line]]:
    blocks = [list(map(_pair, block, block[1:])) for block in _blocks(lines)]
    whole = _setting([pair for block in blocks for pair in block])
    for block in blocks:
        setting = _setting(block, FEWEST) or whole
        for pair in block:
            if _is_wrap(pair, setting):
                yield pair.above, pair.below


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines between blank ones, as far as they are quoted alike and none is a table's row."""
    block: list[_Line] = []
    for line in lines:
        apart = line.parted or not line.body or (block and block[-1].quoted != line.quoted)
        if apart and block:
            yield block
            block = []
        if line.body:
            block.append(line)
    if block:
        yield block


def _lines(text: str) -> Iterator[_Line]:
    at, depth, parted = 0, 0, True
    ends = [match.span() for match in _END.finditer(text)]
    for end, next_at in [*ends, (len(text), len(text))]:
        whole = text[at:end]
        body = whole.strip()
        start = at + len(whole) - len(whole.lstrip())
        signs = (_QUOTED_STILL if depth else _QUOTED).match(body)
        depth = signs.group().count(">") if signs else 0
        skipped = signs.end() if signs else 0
        yield _Line(
            at,
            start + skipped,
            start + len(body),
            body[skipped:],
            depth,
            parted or bool(_PARTED.search(whole)),
        )
        parted, at = bool(_PARTED.search(whole)), next_at


def _pair(above: _Line, below: _Line) -> _Pair:
    word = _FIRST_WORD.match(below.body)
    last = _LAST_WORD.search(above.body.lower() if above.body.isupper() else above.body)
    short = _SHORT.search(above.body) is not None
    first = below.body[0]
    hanging = _HANGING if first.isupper() else _HANGING | _HANGING_VERBS
    return _Pair(
        above,
        below,
        reach=above.length + 1 + (word.end() if word else 0),
        ends=_TERMINAL.search(above.body) is not None and not short,
        stops=_STOP.search(above.body) is not None,
        hangs=short or bool(_CUT.search(above.body)) or bool(last and last[1] in hanging),
        low=first.islower() or first in "&,;)%",
        indented=below.start - below.first > above.start - above.first,
    )


def _setting(pairs: Sequence[_Pair], fewest: int = 1) -> _Setting | None:
    """How far the lines reach that go on in lower case; None where too few do, or where most go on
    with a capital and are verses or a list."""
    going_on = [
        pair for pair in pairs if not (pair.ends or _stand_apart(pair) or _may_be_items(pair))
    ]
    reaches = sorted(p.reach for p in going_on if p.low and p.above.length <= LONGEST)
    if len(reaches) < max(fewest, IN_LOWER_CASE * len(going_on)):
        return None
    middle = median(reaches)
    least = min(reaches[len(reaches) // 10], NEARLY * middle)
    return _Setting(max(least, UNEVEN * middle), 2 * middle)


def _stand_apart(pair: _Pair) -> bool:
    """Whether either line is an item, a row or a speaker's, whatever its length."""
    above, below = pair.above.body, pair.below.body
    if _ROW.search(_without_marker(above)) or _ROW.search(_without_marker(below)):
        return True
    return any(mark.match(below) for mark in (_BULLET, _NUMBERED, _SPEAKER))


def _without_marker(body: str) -> str:
    marker = _BULLET.match(body) or _DASH.match(body) or _NUMBERED.match(body)
    return body[marker.end() :].lstrip() if marker else body


def _may_be_items(pair: _Pair) -> bool:
    """Whether the lines are alike as those of a list are, though they may be prose: both end in a
    number, or the lower opens with a dash."""
    below = pair.below.body
    if _DASH.match(below):
        return True
    return bool(_ENDS_IN_NUMBER.search(pair.above.body) and _ENDS_IN_NUMBER.search(below))


def _is_wrap(pair: _Pair, setting: _Setting | None) -> bool:
    if _stand_apart(pair):
        return False
    reaches = setting is not None and setting.holds(pair)
    if _may_be_items(pair) and not reaches:
        return False
    if pair.ends:
        return reaches and not pair.indented and (pair.low or pair.stops)
    if pair.hangs:
        return True
    if pair.low:
        return _ENDS_IN_NUMBER.search(pair.above.body) is not None or _goes_on(pair, setting)
    if _OPENING.match(pair.below.body) and not pair.above.body.endswith(","):
        return False
    return reaches


def _goes_on(pair: _Pair, setting: _Setting | None) -> bool:
    least = setting.least if setting else 0
    return pair.reach >= max(NARROWEST, UNEVEN * least)
