"""Parts are kept as compact JSON and come back as they were."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.captures.reading import Part, as_json, from_json
from newsroom.captures.reading.parts import KINDS

NUMBERS = st.integers(0, 10_000_000)
WORDS = st.text(max_size=8)
PARTS = st.builds(
    Part, st.sampled_from(KINDS), NUMBERS, NUMBERS, WORDS, WORDS, WORDS, NUMBERS, NUMBERS, NUMBERS
)


@settings(deadline=None)
@given(st.lists(PARTS, max_size=12))
def test_parts_come_back_as_they_were(parts):
    assert from_json(json.loads(json.dumps(as_json(parts)))) == tuple(parts)


def test_nothing_kept_is_no_parts():
    assert from_json([]) == from_json("") == from_json(as_json([])) == ()


def test_a_head_is_kept_once_however_many_cells_stand_under_it():
    parts = [Part("cell", n, n + 1, "", "North", "People in work", n, 2) for n in range(1000)]
    kept = as_json(parts)
    assert kept["words"] == ["", "North", "People in work"]
    assert len(json.dumps(kept, separators=(",", ":"))) < 30 * len(parts)
