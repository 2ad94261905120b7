"""Figures, numbers, nouns and tallies in the words that people read."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.quantities import (
    Change,
    Entry,
    Quantity,
    compare,
    figure_words,
    in_number,
    number_words,
    percent_words,
    plural,
    said_once,
    tally,
    unit_words,
)

from .figures import about, by, down, fell, fig, moved, rose, up

FIGHTERS = fig("5,000 to 7,000 people", 5000, 7000, counted="person")


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (FIGHTERS, "5,000 – 7,000 people"),
        (fig("65-member", 65, counted="member"), "65 members"),
        (fig("1", 1, counted="person"), "1 person"),
        (fig("more than 50 %", 50, None, unit="percent"), "> 50 %"),
        (down("fell 3.2 points", "3.2", unit="percentage point"), "−3.2 pp"),
        (up("rose 12 %", 12, unit="percent"), "+12 %"),
        (down("fell by more than 3.2", "3.2", None, unit="percentage point"), "down > 3.2 pp"),
        (up("rose 5 to 7 %", 5, 7, unit="percent"), "up 5 – 7 %"),
        (about("some 6,300", 6300, counted="person"), "≈ 6,300 people"),
        (about("nearly 5,000", 5000), "nearly 5,000"),
        (fig("up to 4,700", None, 4700), "up to 4,700"),
        (fig("$4 million", 4000000, unit="US dollar"), "$4 million"),
        (fig("$5-7 million", 5000000, 7000000, unit="US dollar"), "$5 – 7 million"),
        (fig("-$2m", -2000000, unit="US dollar"), "−$2 million"),
        (fig("500", 500, unit="Swedish krona"), "500 Swedish kronor"),
        (fig("-5 to -3", -5, -3, unit="degree Celsius"), "−5 to −3 °C"),
        (fig("50", 50, unit="kilometre per hour"), "50 km/h"),
        (fig("$50", 50, unit="US dollar per barrel"), "$50 per barrel"),
        (fig("3", 3, counted="murder", per="100000 person"), "3 murders per 100,000 people"),
        (fig("1 in 5", 1, counted="child", per="5"), "1 in 5 children"),
        (fig("half of voters", "0.5", unit="proportion", counted="voter"), "half of voters"),
        (fig("0.37", "0.37", unit="proportion"), "37 %"),
        (fig("20 %", 20, unit="percent", counted="voter"), "20 % of voters"),
        (fig("4 t", 4, unit="tonne", counted="wheat"), "4 tonnes of wheat"),
        (moved("from 40 to 50", 40, 50, counted="person"), "40 → 50 people"),
        (fig("9 men", 9, counted="member of parliament"), "9 members of parliament"),
        (by("by 3", 3), "3"),
        (fig("29-year-old", 29, unit="year of age"), "29 years old"),
        (fig("fewer", None, 5, comparator="less_than"), "< 5"),
        (fig("at least", 5, None, comparator="at_least"), "at least 5"),
        (fig("climbed to 6.7 %", "6.7", unit="percent", change=Change.UP), "6.7 %"),
        (rose("doubled", 2), "doubled"),
        (rose("a doubling", 2), "doubled"),
        (rose("trebled", 3), "tripled"),
        (rose("more than tripled", 3, None), "more than tripled"),
        (rose("nearly doubled", 2, comparator="about"), "nearly doubled"),
        (fell("roughly halved", "0.5", comparator="about"), "about halved"),
        (rose("fivefold", 5), "up 5-fold"),
        (rose("more than fivefold", 5, None), "up > 5-fold"),
        (fell("tenfold", 10), "down 10-fold"),
        (rose("2.5 times", "2.5"), "up 2.5 times"),
        (rose("two to three times", 2, 3), "up 2 – 3 times"),
        (fig("twice", 2, unit="times"), "2 times"),
    ],
)
def test_a_figure_reads_as_on_a_chip(quantity, words):
    assert figure_words(quantity) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("5000", "5,000"),
        ("5000.0000000000", "5,000"),
        ("1400000", "1.4 million"),
        ("1234567", "1,234,567"),
        ("35000000000", "35 billion"),
        ("0.00040", "0.0004"),
        ("-3.20", "−3.2"),
        ("0", "0"),
        ("-0", "0"),
        ("1E+3", "1,000"),
        ("1E+28", "1 × 10²⁸"),
        ("0.00000000012", "1.2 × 10⁻¹⁰"),
        ("0.3333333333333333333333", "0.333333333333"),
    ],
)
def test_a_number_is_written_for_people(value, words):
    assert number_words(Decimal(value)) == words


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**17), max_value=10**17))
def test_no_ordinary_number_is_written_with_an_exponent(value):
    if value == 0 or abs(value) >= Decimal("0.000001"):
        words = number_words(value)
        assert "E" not in words
        assert "×" not in words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0.06", "6 %"),
        ("0.0154", "1.5 %"),
        ("0.00194", "0.2 %"),
        ("0.00004", "0.004 %"),
        ("0.163", "16 %"),
        ("0.999", "99.9 %"),
        ("0.99999", "over 99.9 %"),
        ("1", "100 %"),
        ("9.99", "999 %"),
    ],
)
def test_a_share_is_rounded_to_what_a_reader_needs(share, words):
    assert percent_words(Decimal(share)) == words


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("person", "people"),
        ("policeman", "policemen"),
        ("woman", "women"),
        ("German", "Germans"),
        ("country", "countries"),
        ("boy", "boys"),
        ("church", "churches"),
        ("tax", "taxes"),
        ("aircraft", "aircraft"),
        ("foreign fighter", "foreign fighters"),
        ("year of age", "years of age"),
        ("US dollar per barrel", "US dollars per barrel"),
        ("", ""),
    ],
)
def test_nouns_have_their_plural(noun, many):
    assert plural(noun) == many
    assert in_number(noun, Decimal(1)) == noun
    assert in_number(noun, Decimal("1.5")) == many


def test_the_axis_says_what_it_counts():
    assert unit_words(FIGHTERS) == "people"
    assert unit_words(fig("1 in 5", 1, counted="child", per="5")) == "percent of children"
    assert unit_words(fig("5", 5, unit="US dollar", per="barrel")) == "US dollars per barrel"
    assert unit_words(fig("5", 5)) == ""


INSIDE = compare(FIGHTERS, fig("6,000", 6000))
BELOW = compare(FIGHTERS, fig("up to 4,700", None, 4700))
FAR_BELOW = compare(FIGHTERS, fig("1,000", 1000))
WIDE = compare(FIGHTERS, fig("thousands", 1000, 10000))
OTHER = compare(FIGHTERS, fig("20 %", 20, unit="percent"))


def test_the_tally_counts_origins_and_says_where_they_lie():
    result = tally([Entry(INSIDE, "a"), Entry(BELOW, "b"), Entry(INSIDE, "c")])
    assert (result.comparable, result.inside, result.below) == (3, 2, 1)
    assert result.sentence == (
        "Of 3 comparable, independent sources 2 lie inside what was claimed and 1 lies 6 % below "
        "its lower end."
    )


def test_a_copy_of_a_source_is_not_counted_twice():
    result = tally([Entry(INSIDE, "a"), Entry(INSIDE, "a", repeats=True), Entry(BELOW, "b")])
    assert (result.inside, result.copies, result.further) == (1, 1, 0)
    assert result.sentence.endswith(" 1 only repeats another, so it does not count again.")


def test_a_reservation_keeps_a_source_out_until_it_is_explained():
    assert WIDE.reservations
    kept_out = tally([Entry(INSIDE, "a"), Entry(WIDE, "b")])
    assert (kept_out.comparable, kept_out.unexplained) == (1, 1)
    let_in = tally([Entry(INSIDE, "a"), Entry(WIDE, "b", explained=True)])
    assert (let_in.comparable, let_in.overlaps, let_in.unexplained) == (2, 1, 0)


def test_what_measures_something_else_is_named_but_not_counted():
    result = tally([Entry(OTHER, "a")])
    assert (result.comparable, result.not_comparable) == (0, 1)
    assert result.sentence == (
        "There is no comparable, independent source yet. 1 measures something else and does not "
        "count."
    )


def test_several_sources_on_one_side_give_the_span_of_their_distances():
    sentence = tally([Entry(BELOW, "a"), Entry(FAR_BELOW, "b")]).sentence
    assert sentence == (
        "Both comparable, independent sources lie 6 to 80 % below the lower end of what was "
        "claimed."
    )


def test_a_single_source_is_spoken_of_as_one():
    sentence = tally([Entry(INSIDE, "a")]).sentence
    assert sentence == "The one comparable, independent source lies inside what was claimed."


def test_a_single_source_that_lies_outside_is_not_given_the_claims_own_end():
    sentence = tally([Entry(BELOW, "a")]).sentence
    assert sentence == (
        "The one comparable, independent source lies 6 % below the lower end of what was claimed."
    )


# -- odds, scores and prices ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"low": Decimal(7), "unit": "ratio", "per": "2"}, "7 to 2"),
        ({"low": Decimal(3), "unit": "ratio", "per": "1"}, "3 to 1"),
        ({"low": Decimal("1.5"), "unit": "ratio"}, "1.5 to 1"),
        ({"low": Decimal(1), "high": Decimal(3), "unit": "score", "text": "3-1"}, "3–1"),
        ({"low": Decimal(1), "high": Decimal(3), "unit": "score", "text": "1-3"}, "1–3"),
        ({"low": Decimal(2), "unit": "score", "text": "2-2"}, "2–2"),
        ({"low": Decimal("2.8"), "unit": "pound sterling"}, "£2.80"),
        ({"low": Decimal("2.5"), "high": Decimal("3.5"), "unit": "euro"}, "€2.50 – 3.50"),
        ({"low": Decimal("2.5"), "high": Decimal(3), "unit": "euro"}, "€2.50 – 3"),
        ({"low": Decimal("1.5e6"), "unit": "euro"}, "€1.5 million"),
        ({"low": Decimal("2.8"), "unit": "kilogram"}, "2.8 kg"),
    ],
)
def test_odds_scores_and_prices_are_written_as_people_do(parts, words):
    assert figure_words(Quantity(**{"text": "", "high": parts["low"], **parts})) == words


def test_pounds_have_their_plural_where_the_name_begins():
    assert plural("pound sterling") == "pounds sterling"
    assert plural("gold coin") == "gold coins"


def test_names_of_a_module_that_bears_one_of_them_come_in_any_order():
    asked = "from claims.quantities import Entry, tally; assert callable(tally)"
    assert subprocess.run([sys.executable, "-c", asked]).returncode == 0


@pytest.mark.parametrize("exponent", [27, 60, 99, 400, -60, -400])
def test_a_number_of_any_size_is_worded(exponent):
    assert number_words(Decimal(f"-3.5e{exponent}")).startswith("−3.5 × 10")


@pytest.mark.parametrize(
    ("words", "parts", "beside"),
    [
        ("40 % of workers", ["workers"], []),
        ("40 %", ["workers", "Workers", ""], ["workers"]),
        ("at least 17", ["accidents", "last year", "at least"], ["accidents", "last year"]),
        # The controls: what is no whole word of it, and a year that is no repetition of a figure.
        ("40 % of dockworkers", ["workers"], ["workers"]),
        ("2024 boats", ["Norway", "2024"], ["Norway", "2024"]),
    ],
)
def test_each_thing_is_said_once_beside_a_figure(words, parts, beside):
    assert said_once(words, parts) == beside
