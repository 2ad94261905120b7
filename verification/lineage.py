"""Where evidence comes from: which piece repeats which, and how many origins there are.

Plain values in, plain values out. Independence counts origins, not copies: evidence that derives
from something is no origin, and a publisher cited twice is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """A piece of evidence: its source, and the piece it derives from, if any."""

    id: int
    source_id: int
    derives_from_id: int | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree: how deep it stands, and whether it is the last below its parent.

    ``from_elsewhere``: it derives from a piece that is not among the citations.
    """

    id: int
    depth: int
    is_last: bool
    from_elsewhere: bool = False


Edges = Mapping[int, int | None]


def would_cycle(edges: Edges, child: int, parent: int) -> bool:
    """Whether ``child`` would derive from itself, directly or over others, if from ``parent``."""
    return child in _line(edges, parent)


def _line(edges: Edges, start: int) -> list[int]:
    """A piece, what it derives from, and so on to the origin; a circle is walked once."""
    line: dict[int, None] = {}
    current: int | None = start
    while current is not None and current not in line:
        line[current] = None
        current = edges.get(current)
    return list(line)


def root_of(edges: Edges, citation: int) -> int:
    """The piece at the root of its line. Pieces in a circle, which no verb makes, have the one
    with the smallest number."""
    line = _line(edges, citation)
    again = edges.get(line[-1])
    return line[-1] if again is None else min(line[line.index(again) :])


def origins_of(citations: Sequence[Citation]) -> dict[int, int]:
    """For each citation the one that stands for its origin.

    That is the first, in the order given, that goes back to the same publisher. What derives from
    a piece that is not given goes back to that piece.
    """
    edges = _edges(citations)
    source_of = {citation.id: citation.source_id for citation in citations}
    first_of: dict[tuple[str, int], int] = {}
    origins = {}
    for citation in citations:
        root = root_of(edges, citation.id)
        known = root in source_of
        publisher = ("source", source_of[root]) if known else ("elsewhere", root)
        origins[citation.id] = first_of.setdefault(publisher, citation.id)
    return origins


def independent_origins(citations: Sequence[Citation]) -> int:
    """How many independent origins citations have."""
    return len(set(origins_of(citations).values()))


def independence_words(citations: Sequence[Citation]) -> str:
    """ "4 citations, 1 independent origin"."""
    origins = independent_origins(citations)
    cited = f"{len(citations)} citation{'' if len(citations) == 1 else 's'}"
    return f"{cited}, {origins} independent origin{'' if origins == 1 else 's'}"


def roots(citations: Sequence[Citation]) -> list[int]:
    """The citations that derive from none of the others, in the order given."""
    edges, given = _edges(citations), {citation.id for citation in citations}
    return [
        citation.id
        for citation in citations
        if citation.derives_from_id not in given or root_of(edges, citation.id) == citation.id
    ]


def tree_lines(citations: Sequence[Citation]) -> list[Branch]:
    """The citations as a tree, each origin followed by what derives from it, in the order given."""
    given = {citation.id for citation in citations}
    edges, tops = _edges(citations), roots(citations)
    below: dict[int, list[int]] = {}
    for citation in citations:
        if citation.derives_from_id is not None and citation.id not in tops:
            below.setdefault(citation.derives_from_id, []).append(citation.id)
    return [
        Branch(at, depth, is_last, edges[at] is not None and edges[at] not in given)
        for at, depth, is_last in _walk(tops, below)
    ]


def _walk(tops: Sequence[int], below: Mapping[int, list[int]]) -> Iterator[tuple[int, int, bool]]:
    waiting = _siblings(tops, 0)
    while waiting:
        at, depth, is_last = waiting.pop()
        yield at, depth, is_last
        waiting += _siblings(below.get(at, ()), depth + 1)


def _siblings(ids: Sequence[int], depth: int) -> list[tuple[int, int, bool]]:
    """The last first, as they are taken from the end."""
    return [(at, depth, place == 0) for place, at in enumerate(reversed(ids))]


def _edges(citations: Sequence[Citation]) -> dict[int, int | None]:
    return {citation.id: citation.derives_from_id for citation in citations}
