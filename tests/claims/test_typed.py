"""What people type for a figure: numbers in any grouping, bounds as they are meant, nouns."""

from decimal import Decimal

import pytest

from claims.quantities import Comparator, Nature
from claims.typed import bounds_of, denominator, noun_phrase, number_of, number_typed

C, N = Comparator, Nature


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("5000", "5000"),
        ("5,000", "5000"),
        ("5 000", "5000"),
        ("5\u00a0000", "5000"),
        ("5'000", "5000"),
        ("5’000", "5000"),
        ("1.234.567", "1234567"),
        ("1,00,000", "100000"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("3.2", "3.2"),
        ("3,2", "3.2"),
        (".5", "0.5"),
        ("-3.2", "-3.2"),
        ("−3.2", "-3.2"),
        ("+4", "4"),
        ("1.2 million", "1200000"),
        ("1.2m", "1200000"),
        ("4bn", "4000000000"),
        ("five thousand", "5000"),
        ("  7  ", "7"),
    ],
)
def test_a_number_is_understood_as_it_is_typed(typed, number):
    assert number_of(typed) == Decimal(number)
    assert "E" not in str(number_of(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ships",
        "5-7",
        "1,2,3",
        "12 34",
        "1..2",
        "5,00,0",
        "9" * 29,
        "1" * 80,
        "5 to 7",
        "12,5000",
        "--5",
        "5e",
        "<script>alert(1)</script>",
        "1e99",
        "1e-99",
        "10^99",
        "ten trillion trillion trillion trillion",
    ],
)
def test_what_is_no_number_is_told_so(typed):
    with pytest.raises(ValueError, match=r"\.$"):
        number_of(typed)


@pytest.mark.parametrize("number", ["5000", "0.04", "-3.2", "1200000", "0", "1234567.89"])
def test_a_number_in_a_field_reads_back_to_itself(number):
    assert number_of(number_typed(Decimal(number))) == Decimal(number)


def d(number):
    return None if number is None else Decimal(number)


@pytest.mark.parametrize(
    ("low", "high", "comparator", "expected"),
    [
        (5, None, C.EXACT, (5, 5, C.EXACT)),
        (None, 5, C.ABOUT, (5, 5, C.ABOUT)),
        (5, 7, C.EXACT, (5, 7, C.BETWEEN)),
        (5, 7, C.ABOUT, (5, 7, C.ABOUT)),
        (5, None, C.AT_LEAST, (5, None, C.AT_LEAST)),
        (None, 5, C.MORE_THAN, (5, None, C.MORE_THAN)),
        (5, 5, C.AT_MOST, (None, 5, C.AT_MOST)),
        (5, None, C.LESS_THAN, (None, 5, C.LESS_THAN)),
    ],
)
def test_bounds_are_put_where_they_are_meant(low, high, comparator, expected):
    assert bounds_of(d(low), d(high), comparator, N.LEVEL) == expected


@pytest.mark.parametrize(
    ("low", "high", "comparator", "nature", "refusal"),
    [
        (None, None, C.EXACT, N.LEVEL, "at least one number"),
        (7, 5, C.BETWEEN, N.LEVEL, "above the higher"),
        (5, None, C.BETWEEN, N.LEVEL, "two numbers"),
        (5, 7, C.AT_LEAST, N.LEVEL, "one end open"),
        (5, None, C.EXACT, N.TRANSITION, "give both"),
    ],
)
def test_bounds_that_cannot_be_are_refused(low, high, comparator, nature, refusal):
    with pytest.raises(ValueError, match=refusal):
        bounds_of(d(low), d(high), comparator, nature)


def test_a_transition_may_go_down():
    assert bounds_of(d(50), d(40), C.EXACT, N.TRANSITION) == (50, 40, C.EXACT)


def test_nouns_are_kept_in_the_singular():
    assert noun_phrase("residential  burglaries") == "residential burglary"
    assert noun_phrase("people") == "person"
    assert noun_phrase("NHS") == "NHS"
    assert denominator("100,000 people") == "100000 person"
    assert denominator("barrels") == "barrel"
