"""No input makes the reader raise, lie about an offset, or take more than linear time."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.nlp import read
from claims.nlp.door import record_of

from . import work
from .work import ALLOWED, slowdown

WORDS = st.sampled_from(
    [
        *("He", " said ", "that ", "5,000 people ", "left", ". ", "“", "”", "\n\n", "\r\n"),
        *("\0", "\ud800", "😀", "according to ", "Ana Ruiz", ", ", "today", "? ", "• "),
        *("今天有", "\u0665\u0660", "WINTER: ", "''", "%"),
    ]
)


def assert_offsets_hold(text, reading):
    for figure in reading.figures:
        assert text[figure.start : figure.end] == figure.quantity.text
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text
    for one in (*reading.sentences, *reading.claims):
        assert 0 <= one.start < one.end <= len(text)
    claimed = [figure for claim in reading.claims for figure in claim.figures]
    assert sorted(claimed, key=lambda figure: figure.start) == list(reading.figures)
    for figure in reading.figures:
        assert all(0 <= step.start < step.end <= len(text) for step in figure.steps)
    for said in reading.attributions:
        for start, end in (*said.content, *said.source):
            assert 0 <= start < end <= len(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=30).map("".join))
def test_offsets_hold_for_any_text(text):
    assert_offsets_hold(text, read(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_offsets_hold_for_any_text_without_a_model(text):
    assert_offsets_hold(text, read(text, model=""))


def test_carriage_returns_surrogates_and_nul_do_not_move_an_offset():
    text = "One.\r\n\r\nIt sold \ud800 5,000 hats\0 today.\r\nThen 30 more caps."
    reading = read(text)
    assert_offsets_hold(text, reading)
    assert [figure.quantity.text for figure in reading.figures] == ["5,000 hats", "30 more caps"]


def slowdown_of_reading(piece, length, **options):
    """How many times as long a text takes that is four times as long as this length."""
    short, long = (piece * (size // len(piece)) for size in (length, 4 * length))
    return slowdown(partial(read, **options), short, long)


@pytest.mark.parametrize(
    "piece", ["a", "1,", "“", "half ", "5 to ", "He said 5 left. ", "5\n", "😀", "(", "A.", "''"]
)
def test_reading_takes_linear_time(piece):
    assert slowdown_of_reading(piece, 10_000, model="") < ALLOWED


@pytest.mark.parametrize(
    "piece",
    ["He said that 5 ", ", which cost 3m", "and 5 rose 4% ", "; 5 fell 3%", "in Russia in 2015 "],
)
def test_parsing_and_cutting_a_sentence_without_end_takes_linear_time(piece):
    assert slowdown_of_reading(piece, 4_000) < ALLOWED


@pytest.mark.parametrize(("power", "is_linear"), [(1, True), (2, False)])
def test_work_that_grows_with_the_square_is_told_from_work_that_does_not(
    monkeypatch, power, is_linear
):
    monkeypatch.setattr(work, "seconds", lambda _, text: len(text) ** power / 10**6)
    assert (slowdown(len, "a" * 100_000, "a" * 400_000) < ALLOWED) is is_linear


def test_importing_the_reader_loads_neither_spacy_nor_django():
    code = (
        "import sys, claims.nlp as nlp; nlp.read_figures('5 people');"
        "print([m for m in ('spacy', 'django', 'pint', 'numpy') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "text",
    [
        "five hundred million " * 6,
        "million " * 8,
        "1 million " * 330,
        "1e99 million billion " * 330,
        "one trillion trillion trillion trillion trillion trillion people",
        "Officials said 1e99 people died, or 10^99, or 1 in 1e99.",
        "It had 5 per 1e99 people and 9999999999999999999999999999 trillion trillion more.",
        "1e-99 of it",
    ],
)
def test_no_number_is_read_that_no_quantity_can_keep(text):
    for figure in read(text, model="").figures:
        for bound in (figure.quantity.low, figure.quantity.high):
            assert bound is None or bound == 0 or Decimal("1e-27") <= abs(bound) <= Decimal("1e27")


class Counted(tuple):
    """A tuple that counts how often somebody walks through it."""

    walks = 0

    def __iter__(self):
        type(self).walks += 1
        return super().__iter__()


def test_a_record_walks_through_the_figures_as_often_for_many_claims_as_for_one():
    def walks(text):
        reading = read(text, model="")
        Counted.walks = 0
        record_of(replace(reading, figures=Counted(reading.figures)))
        return Counted.walks

    assert walks("It rose 5%. " * 60) == walks("It rose 5%.") > 0
