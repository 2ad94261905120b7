"""Units have one name, a dimension, and exact conversion that costs nothing until it is needed."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from claims.quantities import Comparator, DatedRate, Quantity, canonical_unit
from claims.quantities.conversion import conversion_factor
from claims.quantities.measures import measure_of
from claims.quantities.units import DIMENSION_OF, dimension_of


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("km", "kilometre"),
        ("kilometers", "kilometre"),
        ("Kilometre", "kilometre"),
        ("liter", "litre"),
        ("%", "percent"),
        ("percentage", "percent"),
        ("USD", "US dollar"),
        ("dollar", "US dollar"),
        ("us dollar", "US dollar"),
        ("pound", "pound"),
        ("sterling", "pound sterling"),
        ("km/h", "kilometre per hour"),
        ("miles per hour", "mile per hour"),
        ("per mille", "per mille"),
        ("Arvan crown", "Arvan crown"),
        ("", ""),
    ],
)
def test_a_unit_has_one_name(written, canonical):
    assert canonical_unit(written) == canonical


@pytest.mark.parametrize("unit", sorted(DIMENSION_OF))
def test_every_physical_unit_is_known_to_the_library_that_converts_it(unit):
    siblings = [name for name in DIMENSION_OF if DIMENSION_OF[name] == DIMENSION_OF[unit]]
    if DIMENSION_OF[unit] == "temperature":
        return
    for other in siblings:
        there = conversion_factor(measure_of(unit), measure_of(other))
        back = conversion_factor(measure_of(other), measure_of(unit))
        assert abs(there * back - 1) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("found", "claimed", "factor"),
    [
        ("kilometre", "metre", "1000"),
        ("square kilometre", "hectare", "100"),
        ("week", "day", "7"),
        ("decade", "year", "10"),
        ("tonne", "kilogram", "1000"),
        ("barrel", "gallon", "42"),
        ("US dollar per barrel", "US cent per barrel", "100"),
        ("proportion", "percent", "100"),
        ("basis point", "percentage point", "0.01"),
        ("byte", "bit", "8"),
    ],
)
def test_conversion_follows_the_units_definition(found, claimed, factor):
    worked_out = conversion_factor(measure_of(found), measure_of(claimed))
    assert abs(worked_out - Decimal(factor)) < Decimal("1e-20")


def test_there_is_no_conversion_between_dimensions():
    with pytest.raises(ValueError, match="cannot be converted"):
        conversion_factor(measure_of("kilometre"), measure_of("kilogram"))


def test_currencies_are_dimensions_of_their_own():
    assert dimension_of("US dollar") != dimension_of("euro")
    assert dimension_of("US cent") == dimension_of("US dollar")
    assert dimension_of("pound") == "mass"
    assert dimension_of("pound sterling") == "money in pound sterling"


def test_a_rate_needs_a_day_and_a_size():
    with pytest.raises(ValueError, match="day"):
        DatedRate("euro", "US dollar", Decimal("1.1"), "")
    with pytest.raises(ValueError, match="above zero"):
        DatedRate("euro", "US dollar", Decimal(0), "1 May 2020")


def test_one_in_five_is_a_share_and_five_per_thousand_people_a_rate():
    assert measure_of("", per="5", counted="child").dimension == "share"
    assert measure_of("", per="1,000 children", counted="children").dimension == "share"
    assert measure_of("", per="1000 person", counted="doctor").dimension == "count per person"
    assert measure_of("", per="day", counted="person").dimension == "count per time"


def test_the_library_of_units_is_loaded_only_when_two_physical_units_meet():
    program = (
        "import sys\n"
        "from decimal import Decimal as D\n"
        "from claims.quantities import Quantity, compare\n"
        "km = lambda unit: Quantity('5', D(5), D(5), unit=unit)\n"
        "compare(km('kilometre'), km('km')); compare(km(''), km('percent'))\n"
        "compare(km('US dollar'), km('mile')); before = 'pint' in sys.modules\n"
        "compare(km('mile'), km('kilometre'))\n"
        "print(before, 'pint' in sys.modules, 'django' in sys.modules, 'spacy' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["False", "True", "False", "False"]


def test_a_quantity_takes_plain_words_and_refuses_unknown_ones():
    quantity = Quantity("65", Decimal(65), Decimal(65), comparator="about")
    assert quantity.comparator is Comparator.ABOUT
    with pytest.raises(ValueError, match="roughly"):
        Quantity("65", Decimal(65), Decimal(65), comparator="roughly")
    with pytest.raises(ValueError, match="lower bound"):
        Quantity("65", Decimal(66), Decimal(65))
    with pytest.raises(ValueError, match="finite"):
        Quantity("65", Decimal("NaN"), None)
    with pytest.raises(ValueError, match="at least one bound"):
        Quantity("many", None, None)
