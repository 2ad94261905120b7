"""What all evidence says together: one vote for each source, whatever was cited first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.quantities import Comparison, Entry, compare, count_once, tally
from claims.quantities.tallying import Vote, vote_of
from tests.quantities.figures import fig

# A busy machine is no fault.
unhurried = settings(deadline=None, max_examples=60)

CLAIMED = fig("5,000 to 7,000 people", 5000, 7000, counted="person")


def against(low: int | None, high: int | None = None) -> Comparison:
    return compare(CLAIMED, fig(f"{low} to {high}", low, high or low, counted="person"))


INSIDE, OVERLAPS = against(6000), against(6500, 7500)
BELOW, FARTHER, ABOVE = against(4700), against(4000), against(8000)
RESERVED = compare(CLAIMED, fig("thousands", 1000, 10000, counted="person"))
OTHER = compare(CLAIMED, fig("20 %", 20, unit="percent"))
ONE, THE_CLAIM = "The one comparable, independent source", "what was claimed"


@pytest.mark.parametrize(
    ("comparisons", "vote"),
    [
        ([INSIDE], Vote.INSIDE), ([INSIDE, INSIDE], Vote.INSIDE), ([OVERLAPS], Vote.OVERLAPS),
        ([INSIDE, OVERLAPS], Vote.OVERLAPS), ([BELOW, FARTHER], Vote.BELOW),
        ([ABOVE], Vote.ABOVE), ([BELOW, ABOVE], Vote.AROUND), ([INSIDE, ABOVE], Vote.BOTH),
        ([OVERLAPS, BELOW], Vote.BOTH), ([INSIDE, BELOW, ABOVE], Vote.BOTH),
    ],
)  # fmt: skip
def test_what_the_figures_of_one_source_say_together(comparisons, vote):
    assert {vote_of(comparisons), vote_of(comparisons[::-1])} == {vote}


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([Entry(ABOVE, 1), Entry(INSIDE, 1)],
         f"{ONE} says both: one figure lies inside or overlaps {THE_CLAIM}, another does not. "
         "1 is a further figure of the same source, so it does not count again."),
        ([Entry(BELOW, 1), Entry(ABOVE, 1), Entry(INSIDE, 2)],
         f"Of 2 comparable, independent sources 1 lies inside {THE_CLAIM} and 1 lies on both sides "
         "of it, with one figure below and another above. 1 is a further figure of the same "
         "sources, so it does not count again."),
        ([Entry(BELOW, 1), Entry(FARTHER, 1)],
         f"{ONE} lies 6 to 20 % below the lower end of {THE_CLAIM}. 1 is a further figure of the "
         "same source, so it does not count again."),
        # A copy has no vote where its source speaks, and has the source's where it does not.
        ([Entry(INSIDE, 1), Entry(ABOVE, 1, repeats=True)],
         f"{ONE} lies inside {THE_CLAIM}. 1 only repeats another, so it does not count again."),
        ([Entry(INSIDE, 1, repeats=True), Entry(INSIDE, 1, repeats=True)],
         f"{ONE} lies inside {THE_CLAIM}. 1 only repeats another, so it does not count again."),
        # One passage that two people cited is one piece, explained where one of them explains.
        ([Entry(INSIDE, 1, passage="p"), Entry(INSIDE, 1, passage="p")],
         f"{ONE} lies inside {THE_CLAIM}."),
        ([Entry(RESERVED, 1, passage="p"), Entry(RESERVED, 1, passage="p", explained=True)],
         f"{ONE} overlaps {THE_CLAIM} without lying wholly inside."),
        ([Entry(INSIDE, 1), Entry(RESERVED, 2)],
         f"{ONE} lies inside {THE_CLAIM}. 1 does not count: the evidence is far wider than the "
         "claim."),
        ([Entry(INSIDE, 1), Entry(OTHER, 2, otherwise="Ferries only."),
          Entry(OTHER, 3, otherwise="Crews")],
         f"{ONE} lies inside {THE_CLAIM}. 2 measure something else and do not count: Crews; "
         "Ferries only."),
        # The claimant has no vote, be it alone, twice, or beside others that agree.
        ([Entry(INSIDE, 1, own_word=True)],
         "There is no comparable, independent source yet. 1 is the claimant’s own word and does "
         "not count."),
        ([Entry(INSIDE, 1, own_word=True), Entry(RESERVED, 1, own_word=True), Entry(BELOW, 2)],
         f"{ONE} lies 6 % below the lower end of {THE_CLAIM}. 2 are the claimant’s own word and do "
         "not count."),
        ([Entry(INSIDE, 1), Entry(INSIDE, 2)],
         f"Both comparable, independent sources lie inside {THE_CLAIM}."),
        ([Entry(BELOW, 1), Entry(FARTHER, 2), Entry(BELOW, 3)],
         f"All 3 comparable, independent sources lie 6 to 20 % below the lower end of "
         f"{THE_CLAIM}."),
    ],
)  # fmt: skip
def test_what_it_says(entries, sentence):
    assert tally(entries).sentence == sentence
    assert tally(reversed(entries)).sentence == sentence


ENTRIES = st.builds(
    Entry,
    st.sampled_from([INSIDE, OVERLAPS, BELOW, FARTHER, ABOVE, RESERVED, OTHER]),
    st.integers(1, 4),
    explained=st.booleans(),
    repeats=st.booleans(),
    otherwise=st.sampled_from(["", "Ferries only", "Crews"]),
    own_word=st.booleans(),
)


@unhurried
@given(st.lists(ENTRIES, max_size=9), st.data())
def test_the_order_of_entry_never_changes_the_tally(entries, data):
    assert tally(data.draw(st.permutations(entries))) == tally(entries)


@unhurried
@given(st.lists(ENTRIES, max_size=9))
def test_every_piece_is_counted_in_one_place(entries):
    found = tally(entries)
    told = found.comparable + found.copies + found.further + found.own_words
    assert told + found.unexplained + found.not_comparable == len(entries)


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ([], "0 pieces of evidence from 0 independent sources"),
        ([("a", False)], "1 piece of evidence from 1 independent source"),
        ([("a", False), ("a", True), ("b", False), ("b", False), ("b", False)],
         "5 pieces of evidence from 2 independent sources; 1 only repeats another and 2 are "
         "further pieces of the same sources, so they do not count again"),
        ([("a", True), ("a", True), ("b", False)],
         "3 pieces of evidence from 2 independent sources; 1 only repeats another, so it does not "
         "count again"),
    ],
)  # fmt: skip
def test_evidence_is_counted_once(pieces, words):
    assert count_once(pieces).words == count_once(pieces[::-1]).words == words


def test_the_claimants_own_word_is_counted_apart():
    assert count_once([("a", False), ("b", False)], own_words=1).words == (
        "3 pieces of evidence from 2 independent sources; 1 is the claimant’s own word and does "
        "not count"
    )


def test_percentages_are_told_in_percentage_points():
    claimed = fig("40.5 %", "40.5", unit="percent")
    found = [fig(f"{at} %", at, unit="percent") for at in ("43.5", "45.5", "41.5")]
    entries = [Entry(compare(claimed, one), at) for at, one in enumerate(found)]
    assert tally(entries[:2]).sentence == (
        "Both comparable, independent sources lie 3 to 5 percentage points above what was claimed."
    )
    assert tally(entries[1:]).sentence == (
        "Both comparable, independent sources lie 1 to 5 percentage points above what was claimed."
    )
    assert tally(entries[2:]).sentence == (
        "The one comparable, independent source lies 1 percentage point above what was claimed."
    )
