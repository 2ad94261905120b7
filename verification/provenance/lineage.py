"""Where evidence comes from: which piece repeats which, and how many origins there are.

Plain values in, plain values out. Independence counts origins, not copies: evidence that derives
from something is no origin, a publisher cited twice is one, and an own calculation is none: it
goes back to what it is made of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """A piece of evidence: its source, and the piece it derives from, if any.

    ``made_of`` are the pieces that an own calculation uses, in its order; ``None`` for what is no
    calculation. It is empty where they are hidden from who asks.
    """

    id: int
    source_id: int
    derives_from_id: int | None = None
    made_of: tuple[int, ...] | None = None

    @property
    def above(self) -> tuple[int, ...]:
        """What it comes from, directly."""
        repeated = () if self.derives_from_id is None else (self.derives_from_id,)
        return repeated + (self.made_of or ())


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree: how deep it stands, and whether it is the last below its parent.

    ``from_elsewhere``: it comes from a piece that is not among the citations.
    """

    id: int
    depth: int
    is_last: bool
    from_elsewhere: bool = False


Edges = Mapping[int, Collection[int]]
Parents = Mapping[int, int | None]
Publisher = tuple[str, int]


def edges_of(citations: Iterable[Citation]) -> dict[int, tuple[int, ...]]:
    return {citation.id: citation.above for citation in citations}


def would_cycle(edges: Edges, child: int, parent: int) -> bool:
    """Whether ``child`` would come from itself, directly or over others, if from ``parent``."""
    return child in _reached(edges, parent)


def _reached(edges: Edges, start: int) -> list[int]:
    """A piece, what it comes from, and so on to the origins; each once, the first line first."""
    reached: dict[int, None] = {}
    waiting = [start]
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached[current] = None
            waiting += reversed(tuple(edges.get(current, ())))
    return list(reached)


def ends_of(edges: Edges, start: int) -> list[int]:
    """The pieces at the ends of its lines, the first line first. Pieces in a circle, which no verb
    makes, have the one with the smallest number."""
    reached = _reached(edges, start)
    ends = [at for at in reached if not edges.get(at)]
    return ends or [min(at for at in reached if _comes_round(edges, at))]


def _comes_round(edges: Edges, at: int) -> bool:
    return any(at in _reached(edges, above) for above in edges[at])


def publishers_of(
    citations: Sequence[Citation], through: Sequence[Citation] = ()
) -> dict[int, tuple[Publisher, ...]]:
    """For each citation whom it goes back to: ``("source", its id)``, or ``("elsewhere", id)`` of
    a piece that is not given. Lines also go ``through`` pieces that do not count themselves.
    A calculation whose inputs are hidden goes back to nobody who could be named."""
    known = {citation.id: citation for citation in (*through, *citations)}
    edges = edges_of(known.values())
    return {
        citation.id: tuple(
            dict.fromkeys(
                ("source", known[end].source_id) if end in known else ("elsewhere", end)
                for end in ends_of(edges, citation.id)
                if end not in known or known[end].made_of is None
            )
        )
        for citation in citations
    }


def origins_of(citations: Sequence[Citation], through: Sequence[Citation] = ()) -> dict[int, int]:
    """For each citation the one that stands for its origin: of a calculation, for that of the
    first piece it is made of.

    That is the first, in the order given, that goes back to the same publisher. What derives from
    a piece that is not given goes back to that piece.
    """
    first_of: dict[Publisher, int] = {}
    return {
        at: first_of.setdefault(publishers[0], at) if publishers else at
        for at, publishers in publishers_of(citations, through).items()
    }


def independent_origins(citations: Sequence[Citation], through: Sequence[Citation] = ()) -> int:
    """How many independent origins citations have."""
    return len({one for each in publishers_of(citations, through).values() for one in each})


def parents_of(citations: Sequence[Citation]) -> dict[int, int | None]:
    """For each citation the one it stands below in the tree: the first that it comes from."""
    given = {citation.id for citation in citations}
    return {
        citation.id: next((at for at in citation.above if at in given), None)
        for citation in citations
    }


def root_of(parents: Parents, citation: int) -> int:
    """The piece at the top of its line in the tree; of a circle the one with the smallest
    number."""
    edges = {at: () if above is None else (above,) for at, above in parents.items()}
    return ends_of(edges, citation)[0]


def roots(citations: Sequence[Citation]) -> list[int]:
    """The citations that derive from none of the others, in the order given."""
    parents = parents_of(citations)
    return [
        citation.id
        for citation in citations
        if parents[citation.id] is None or root_of(parents, citation.id) == citation.id
    ]


def tree_lines(citations: Sequence[Citation]) -> list[Branch]:
    """The citations as a tree, each origin followed by what derives from it, in the order given."""
    parents, tops = parents_of(citations), roots(citations)
    below: dict[int, list[int]] = {}
    for at, parent in parents.items():
        if parent is not None and at not in tops:
            below.setdefault(parent, []).append(at)
    elsewhere = {
        citation.id: bool(citation.above) and parents[citation.id] is None for citation in citations
    }
    return [Branch(at, depth, is_last, elsewhere[at]) for at, depth, is_last in _walk(tops, below)]


def _walk(tops: Sequence[int], below: Mapping[int, list[int]]) -> Iterator[tuple[int, int, bool]]:
    waiting = _siblings(tops, 0)
    while waiting:
        at, depth, is_last = waiting.pop()
        yield at, depth, is_last
        waiting += _siblings(below.get(at, ()), depth + 1)


def _siblings(ids: Sequence[int], depth: int) -> list[tuple[int, int, bool]]:
    """The last first, as they are taken from the end."""
    return [(at, depth, place == 0) for place, at in enumerate(reversed(ids))]
