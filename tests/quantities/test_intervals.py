"""How exactly a number was meant follows from how it was written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.quantities import Interval, implied

from .figures import about, fig


@pytest.mark.parametrize(
    ("quantity", "low", "high"),
    [
        (fig("1.4 million", 1400000), 1350000, 1450000),
        (fig("65", 65), "64.5", "65.5"),
        (fig("65-member", 65), "64.5", "65.5"),
        (fig("5,000 to 7,000", 5000, 7000), "4999.5", "7000.5"),
        (fig("5 to 7 million", 5000000, 7000000), 4500000, 7500000),
        (fig("5 to 50", 5, 50), "4.5", "50.5"),
        (fig("2.50", "2.5"), "2.495", "2.505"),
        (fig("$4m", 4000000), 3500000, 4500000),
        (fig("2 hundred thousand", 200000), 150000, 250000),
        (fig("five thousand", 5000), 4500, 5500),
        (fig("one hundred and three", 103), "102.5", "103.5"),
        (fig("twenty-one", 21), "20.5", "21.5"),
        (fig("three dozen", 36), 30, 42),
        (fig("hundreds", 100, 1000), 100, 1000),
        (fig("half", "0.5", unit="proportion"), "0.495", "0.505"),
        (fig("1 in 5", 1, per="5"), "0.975", "1.025"),
        (fig("1 in 100,000", 1, per="100000"), "0.5", "1.5"),
        (fig("12.34 percent", "12.34", unit="percent"), "12.335", "12.345"),
        (about("about 6,300", 6300), 5985, 6615),
        (about("about 6 million", 6000000), 5500000, 6500000),
        (about("nearly 5,000", 5000), 4750, 5000),
        (about("almost 5 million", 5000000), 4500000, 5000000),
        (about("about -20", -20), -21, -19),
        (fig("more than 3.2", "3.2", None), "3.15", None),
        (fig("up to 4,700", None, 4700), None, "4700.5"),
        (fig("typed in by hand", "3.250"), "3.245", "3.255"),
        (fig("", 5000), "4999.5", "5000.5"),
        (fig("5 000", 5000), "4999.5", "5000.5"),
        (fig("5\u00a0000", 5000), "4999.5", "5000.5"),
    ],
)
def test_the_way_of_writing_implies_an_interval(quantity, low, high):
    bounds = [None if bound is None else Decimal(str(bound)) for bound in (low, high)]
    assert implied(quantity) == Interval(*bounds)


def test_the_hedges_share_is_the_policys():
    interval = implied(about("about 6,300", 6300), hedge_share=Decimal("0.1"))
    assert interval == Interval(Decimal(5670), Decimal(6930))


def test_intervals_that_share_one_value_touch():
    low, high = Interval(Decimal(1), Decimal(2)), Interval(Decimal(2), Decimal(3))
    assert low.touches(high)
    assert high.touches(low)
    assert low.edge_with(high) == 2
    assert not low.touches(Interval(Decimal("2.1"), None))
    assert Interval(None, None).touches(low)
