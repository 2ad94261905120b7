"""Origins are counted, not copies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verification.provenance.lineage import (
    Branch,
    Citation,
    edges_of,
    independent_origins,
    origins_of,
    parents_of,
    root_of,
    roots,
    tree_lines,
    would_cycle,
)

# A busy machine is no fault.
unhurried = settings(deadline=None)

# An agency's report, two papers that repeat it, one that repeats a paper, and a ministry.
AGENCY, MINISTRY, PAPER, OTHER, BLOG = 10, 20, 30, 40, 50
LINE = [
    Citation(1, PAPER, derives_from_id=3),
    Citation(2, MINISTRY),
    Citation(3, AGENCY),
    Citation(4, BLOG, derives_from_id=1),
    Citation(5, OTHER, derives_from_id=3),
]


def test_a_piece_goes_back_to_the_first_of_its_publisher():
    assert origins_of(LINE) == {1: 1, 2: 2, 3: 1, 4: 1, 5: 1}


@pytest.mark.parametrize(
    ("citations", "origins"),
    [
        ([], 0),
        ([Citation(1, AGENCY)], 1),
        ([c for c in LINE if c.id != 2], 1),
        (LINE, 2),
        ([Citation(1, AGENCY), Citation(2, AGENCY)], 1),
        ([Citation(1, AGENCY), Citation(2, PAPER)], 2),
        # What a publisher copies does not count for the publisher.
        (
            [Citation(1, AGENCY), Citation(2, PAPER, 1), Citation(3, PAPER)],
            2,
        ),
        # Two copies of a piece that is not among them, and one of another.
        (
            [Citation(1, PAPER, 99), Citation(2, OTHER, 99), Citation(3, BLOG, 98)],
            2,
        ),
        # The number of a missing piece is not that of a source.
        ([Citation(1, PAPER, 20), Citation(2, MINISTRY)], 2),
    ],
)
def test_independence_counts_origins(citations, origins):
    assert independent_origins(citations) == origins


@pytest.mark.parametrize(
    ("made_of", "origins"),
    [
        ((1, 2), 2),
        ((1,), 2),
        # Inputs that are hidden from who asks: the calculation is no origin all the same.
        ((), 2),
        # One that is made of a piece that is not among them goes back to that piece.
        ((1, 99), 3),
    ],
)
def test_an_own_calculation_goes_back_to_what_it_is_made_of(made_of, origins):
    desk = 90
    citations = [Citation(1, AGENCY), Citation(2, MINISTRY), Citation(3, desk, made_of=made_of)]
    assert independent_origins(citations) == origins
    assert origins_of(citations)[3] == (1 if made_of else 3)
    as_a_passage = [*citations[:2], Citation(3, desk)]
    assert independent_origins(as_a_passage) == 3


def test_lines_go_through_pieces_that_do_not_count():
    """A withdrawn piece is cited no more, and its publisher is still where the copy comes from."""
    withdrawn = [Citation(9, AGENCY)]
    cited = [Citation(1, PAPER, derives_from_id=9), Citation(2, AGENCY)]
    assert independent_origins(cited, withdrawn) == 1
    assert origins_of(cited, withdrawn) == {1: 1, 2: 1}
    assert independent_origins(cited) == 2


def test_a_calculation_stands_below_the_first_piece_it_is_made_of():
    citations = [Citation(1, AGENCY), Citation(2, MINISTRY), Citation(3, 90, made_of=(2, 1))]
    assert [(line.id, line.depth) for line in tree_lines(citations)] == [(1, 0), (2, 0), (3, 1)]
    assert would_cycle(edges_of(citations), 1, 3)


def test_the_tree_is_told_line_by_line():
    assert tree_lines(LINE) == [
        Branch(2, 0, is_last=False),
        Branch(3, 0, is_last=True),
        Branch(1, 1, is_last=False),
        Branch(4, 2, is_last=True),
        Branch(5, 1, is_last=True),
    ]
    assert roots(LINE) == [2, 3]


def test_what_derives_from_a_piece_that_is_not_given_stands_at_the_top():
    assert tree_lines([Citation(1, PAPER, 99), Citation(2, BLOG, 1)]) == [
        Branch(1, 0, is_last=True, from_elsewhere=True),
        Branch(2, 1, is_last=True),
    ]


@pytest.mark.parametrize(
    ("child", "parent", "cycle"),
    [(3, 4, True), (1, 4, True), (1, 1, True), (4, 5, False), (2, 3, False), (7, 8, False)],
)
def test_a_line_that_would_close_is_known_before(child, parent, cycle):
    assert would_cycle(edges_of(LINE), child, parent) is cycle


def test_a_circle_that_no_verb_makes_is_drawn_and_counted_once():
    circle = [Citation(5, PAPER, 7), Citation(6, OTHER, 5), Citation(7, BLOG, 6), Citation(8, 1, 7)]
    assert [branch.id for branch in tree_lines(circle)] == [5, 6, 7, 8]
    assert independent_origins(circle) == 1


def test_a_line_of_thousands_is_no_trouble():
    line = [Citation(n, n, n - 1 if n > 1 else None) for n in range(1, 3001)]
    assert [branch.depth for branch in tree_lines(line)] == list(range(3000))
    assert root_of(parents_of(line), 3000) == 1


@st.composite
def forests(draw):
    """Citations that derive from earlier ones, from none, or from one that is not given."""
    rows = []
    for n in range(1, draw(st.integers(0, 9)) + 1):
        parent = draw(st.sampled_from([None, 99, *range(1, n)]))
        rows.append(Citation(n, draw(st.integers(1, 3)), parent))
    return draw(st.permutations(rows))


@unhurried
@given(forests())
def test_every_citation_has_one_line_below_its_parent(citations):
    branches = tree_lines(citations)
    assert sorted(branch.id for branch in branches) == sorted(c.id for c in citations)
    depth = {branch.id: branch.depth for branch in branches}
    parent = {c.id: c.derives_from_id for c in citations}
    assert all(
        depth[id_] == (depth[parent[id_]] + 1 if parent[id_] in depth else 0) for id_ in depth
    )


@unhurried
@given(forests(), st.integers(1, 9), st.integers(1, 9))
def test_an_edge_is_refused_exactly_if_the_tree_would_lose_lines(citations, child, parent):
    edges = {c.id: c.derives_from_id for c in citations}
    if child not in edges or parent not in edges:
        return
    after = {**edges, child: parent}
    seen, at = set(), child
    while at is not None and at not in seen:
        seen.add(at)
        at = after.get(at)
    assert would_cycle(edges_of(citations), child, parent) is (at is not None)


@unhurried
@given(forests(), st.randoms())
def test_the_number_of_origins_does_not_hang_on_the_order(citations, random):
    shuffled = list(citations)
    random.shuffle(shuffled)
    assert independent_origins(shuffled) == independent_origins(citations)
