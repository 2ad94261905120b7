"""A table of comparisons, each with the relation that a careful reader would give it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.quantities import (
    Change,
    Quantity,
    Relation,
    compare,
)

from .figures import about, by, down, fell, fig, moved, rose, up

INSIDE, OVERLAPS, BELOW, ABOVE = "inside", "overlaps", "below", "above"
NOT = "not_comparable"
FIGHTERS = fig("5,000 to 7,000 people", 5000, 7000, counted="person")
PP, PC, PROP = "percentage point", "percent", "proportion"
USD, EUR, GBP = "US dollar", "euro", "pound sterling"

RANGES = [
    (FIGHTERS, fig("6,000 people", 6000, counted="person"), INSIDE, None),
    (FIGHTERS, fig("5,000", 5000), INSIDE, None),
    (FIGHTERS, fig("7,000", 7000), INSIDE, None),
    (FIGHTERS, fig("5,500 to 6,500", 5500, 6500), INSIDE, None),
    (FIGHTERS, fig("5,000 to 7,000", 5000, 7000), INSIDE, None),
    (FIGHTERS, fig("4,000 to 6,000", 4000, 6000), OVERLAPS, None),
    (FIGHTERS, fig("6,500 to 8,000", 6500, 8000), OVERLAPS, None),
    (FIGHTERS, fig("4,000 to 8,000", 4000, 8000), OVERLAPS, None),
    (FIGHTERS, fig("4,700", 4700), BELOW, "0.06"),
    (FIGHTERS, fig("3,000 to 4,000", 3000, 4000), BELOW, "0.2"),
    (FIGHTERS, fig("7,700", 7700), ABOVE, "0.1"),
    (FIGHTERS, fig("8,400 to 9,000", 8400, 9000), ABOVE, "0.2"),
    (FIGHTERS, fig("4,999", 4999), OVERLAPS, None),
    (FIGHTERS, fig("4,998", 4998), BELOW, "0.0004"),
    (fig("5 to 7 million", 5000000, 7000000), fig("7.4 million", 7400000), INSIDE, None),
    (fig("5 to 7 million", 5000000, 7000000), fig("7.7 million", 7700000), ABOVE, "0.1"),
    (fig("5 to 7 million", 5000000, 7000000), fig("4.5 million", 4500000), INSIDE, None),
    (fig("hundreds of people", 100, 1000), fig("700 people", 700), INSIDE, None),
    (fig("hundreds of people", 100, 1000), fig("90 people", 90), BELOW, "0.1"),
    (fig("thousands", 1000, 10000), fig("25,000", 25000), ABOVE, "1.5"),
    (fig("tens of thousands", 10000, 100000), fig("64,000", 64000), INSIDE, None),
    (fig("dozens", 24, 100), fig("12", 12), BELOW, "0.5"),
    (fig("dozens", 24, 100), fig("31", 31), INSIDE, None),
    (fig("-5 to -3", -5, -3), fig("-4", -4), INSIDE, None),
    (fig("-5 to -3", -5, -3), fig("-7", -7), BELOW, "0.4"),
    (fig("-5 to -3", -5, -3), fig("3", 3), ABOVE, "2"),
    (fig("-2 to 2", -2, 2), fig("0", 0), INSIDE, None),
]
ROUNDING = [
    (fig("65", 65), fig("65", 65), INSIDE, None),
    (fig("65", 65), fig("65.4", "65.4"), INSIDE, None),
    (fig("65", 65), fig("65.5", "65.5"), INSIDE, None),
    (fig("65", 65), fig("65.6", "65.6"), ABOVE, "0.0092307692"),
    (fig("65", 65), fig("66", 66), OVERLAPS, None),
    (fig("65", 65), fig("67", 67), ABOVE, "0.0307692308"),
    (fig("65", 65), fig("63", 63), BELOW, "0.0307692308"),
    (fig("65.0", "65.0"), fig("65.4", "65.4"), ABOVE, "0.0061538462"),
    (fig("65.0", "65.0"), fig("65", 65), INSIDE, None),
    (fig("65.2", "65.2"), fig("65", 65), OVERLAPS, None),
    (fig("1.4 million", 1400000), fig("1,350,000", 1350000), INSIDE, None),
    (fig("1.4 million", 1400000), fig("1,449,999", 1449999), INSIDE, None),
    (fig("1.4 million", 1400000), fig("1,349,000", 1349000), BELOW, "0.0364285714"),
    (fig("1.4 million", 1400000), fig("1.5 million", 1500000), OVERLAPS, None),
    (fig("1.4 million", 1400000), fig("1.6 million", 1600000), ABOVE, "0.1428571429"),
    (fig("1.40 million", 1400000), fig("1.41 million", 1410000), OVERLAPS, None),
    (fig("1.40 million", 1400000), fig("1.42 million", 1420000), ABOVE, "0.0142857143"),
    (fig("1,400,000", 1400000), fig("1,400,001", 1400001), OVERLAPS, None),
    (fig("1,400,000", 1400000), fig("1,410,000", 1410000), ABOVE, "0.0071428571"),
    (fig("5 million", 5000000), fig("5,400,000", 5400000), INSIDE, None),
    (fig("5m", 5000000), fig("5,400,000", 5400000), INSIDE, None),
    (fig("5bn", 5000000000), fig("5.4bn", 5400000000), INSIDE, None),
    (fig("35k", 35000), fig("35,499", 35499), INSIDE, None),
    (fig("35k", 35000), fig("36,000", 36000), ABOVE, "0.0285714286"),
    (fig("five thousand", 5000), fig("5,400", 5400), INSIDE, None),
    (fig("five thousand two hundred", 5200), fig("5,240", 5240), INSIDE, None),
    (fig("five thousand two hundred", 5200), fig("5,400", 5400), ABOVE, "0.0384615385"),
    (fig("sixty-five", 65), fig("65.3", "65.3"), INSIDE, None),
    (fig("a dozen", 12), fig("17", 17), INSIDE, None),
    (fig("two hundred thousand", 200000), fig("240,000", 240000), INSIDE, None),
    (fig("half a million", 500000), fig("530,000", 530000), INSIDE, None),
    (fig("half a million", 500000), fig("600,000", 600000), ABOVE, "0.2"),
    (about("about 5,000", 5000), fig("5,250", 5250), INSIDE, None),
    (about("about 5,000", 5000), fig("5,251", 5251), ABOVE, "0.0502"),
    (about("about 5,000", 5000), fig("4,749", 4749), BELOW, "0.0502"),
    (about("about 5,000", 5000), fig("4,700", 4700), BELOW, "0.06"),
    (about("about 5,000", 5000), about("around 5,500", 5500), OVERLAPS, None),
    (about("about 5,000", 5000), about("around 6,000", 6000), ABOVE, "0.2"),
    (about("about 5 million", 5000000), fig("5.5 million", 5500000), INSIDE, None),
    (about("nearly 5,000", 5000), fig("4,800", 4800), INSIDE, None),
    (about("nearly 5,000", 5000), fig("5,000", 5000), INSIDE, None),
    (about("nearly 5,000", 5000), fig("5,100", 5100), ABOVE, "0.02"),
    (about("almost 200", 200), fig("190", 190), INSIDE, None),
    (about("almost 200", 200), fig("210", 210), ABOVE, "0.05"),
    (fig("0", 0), fig("0", 0), INSIDE, None),
    (fig("0", 0), fig("2", 2), ABOVE, None),
    (fig("2", 2), fig("0", 0), BELOW, "1"),
]
OPEN_ENDS = [
    (fig("more than 50", 50, None), fig("60", 60), INSIDE, None),
    (fig("more than 50", 50, None), fig("50", 50), INSIDE, None),
    (fig("more than 50", 50, None), fig("45", 45), BELOW, "0.1"),
    (fig("more than 50", 50, None), fig("more than 60", 60, None), INSIDE, None),
    (fig("more than 50", 50, None), fig("up to 40", None, 40), BELOW, "0.2"),
    (fig("more than 50", 50, None), fig("40 to 60", 40, 60), OVERLAPS, None),
    (fig("at least 1,000", 1000, None), fig("1,500", 1500), INSIDE, None),
    (fig("fewer than 50", None, 50), fig("30", 30), INSIDE, None),
    (fig("fewer than 50", None, 50), fig("60", 60), ABOVE, "0.2"),
    (fig("fewer than 50", None, 50), fig("more than 75", 75, None), ABOVE, "0.5"),
    (fig("up to 4,700", None, 4700), fig("4,700", 4700), INSIDE, None),
    (fig("up to 4,700", None, 4700), fig("up to 4,000", None, 4000), INSIDE, None),
    (FIGHTERS, fig("up to 4,700", None, 4700), BELOW, "0.06"),
    (FIGHTERS, fig("more than 7,700", 7700, None), ABOVE, "0.1"),
    (FIGHTERS, fig("more than 12", 12, None), OVERLAPS, None),
    (fig("100", 100), fig("more than 90", 90, None), OVERLAPS, None),
    (fig("100", 100), fig("more than 120", 120, None), ABOVE, "0.2"),
    (fig("more than 0", 0, None), fig("3", 3), INSIDE, None),
    (fig("below zero", None, 0), fig("-4", -4), INSIDE, None),
]
UNITS = [
    (fig("10 miles", 10, unit="mile"), fig("16 km", 16, unit="kilometre"), INSIDE, None),
    (fig("10 miles", 10, unit="mile"), fig("20 km", 20, unit="km"), ABOVE, "0.2427423845"),
    (fig("5 tonnes", 5, unit="tonne"), fig("5,000 kg", 5000, unit="kg"), INSIDE, None),
    (fig("5 tonnes", 5, unit="tonne"), fig("4,000 kg", 4000, unit="kilogram"), BELOW, "0.2"),
    (fig("2 hours", 2, unit="hour"), fig("120 minutes", 120, unit="minute"), INSIDE, None),
    (fig("2 hours", 2, unit="hour"), fig("3 days", 3, unit="day"), ABOVE, "35"),
    (
        fig("100 km/h", 100, unit="kilometre per hour"),
        fig("62 mph", 62, unit="mile per hour"),
        INSIDE,
        None,
    ),
    (fig("3 acres", 3, unit="acre"), fig("1.2 hectares", "1.2", unit="hectare"), INSIDE, None),
    (fig("20 °C", 20, unit="degree Celsius"), fig("68 °F", 68, unit="fahrenheit"), INSIDE, None),
    (fig("20 °C", 20, unit="degree Celsius"), fig("77 °F", 77, unit="fahrenheit"), ABOVE, None),
    (
        up("2 °C", 2, unit="degree Celsius"),
        up("3.6 °F", "3.6", unit="degree Fahrenheit"),
        INSIDE,
        None,
    ),
    (
        up("2 °C", 2, unit="degree Celsius"),
        up("5.4 °F", "5.4", unit="degree Fahrenheit"),
        ABOVE,
        "0.5",
    ),
    (fig("5 km", 5, unit="kilometer"), fig("5 km", 5, unit="kilometre"), INSIDE, None),
    (fig("5 km", 5, unit="kilometre"), fig("5 kg", 5, unit="kilogram"), NOT, None),
    (fig("5 km", 5, unit="kilometre"), fig("5", 5), NOT, None),
    (fig("5 years", 5, unit="year"), fig("60 months", 60, unit="month"), INSIDE, None),
    (fig("29 years old", 29, unit="year of age"), fig("29 years", 29, unit="year"), NOT, None),
    (fig("1 GWh", 1, unit="gigawatt hour"), fig("990 MWh", 990, unit="MWh"), INSIDE, None),
    (fig("5 widgets", 5, unit="widget"), fig("5", 5, unit="Widget"), INSIDE, None),
    (fig("5 widgets", 5, unit="widget"), fig("5", 5, unit="gadget"), NOT, None),
    (
        fig("40 a day", 40, counted="person", per="day"),
        fig("280 a week", 280, counted="person", per="week"),
        INSIDE,
        None,
    ),
    (
        fig("40 a day", 40, counted="person", per="day"),
        fig("40", 40, counted="person"),
        NOT,
        None,
    ),
    (
        fig("5 per 1,000", 5, counted="doctor", per="1000 person"),
        fig("500 per 100,000", 500, counted="doctor", per="100,000 people"),
        INSIDE,
        None,
    ),
    (
        fig("5 per 1,000", 5, counted="doctor", per="1000 person"),
        fig("300 per 100,000", 300, counted="doctor", per="100000 person"),
        BELOW,
        "0.4",
    ),
    (
        fig("3 per 100,000", 3, counted="murder", per="100000 person"),
        fig("30 per million people", 30, counted="murder", per="million people"),
        INSIDE,
        None,
    ),
    (
        fig("$50 a barrel", 50, unit="US dollar per barrel"),
        fig("$50 a barrel", 50, unit=USD, per="barrel"),
        INSIDE,
        None,
    ),
    (
        fig("10 knots", 10, unit="knot"),
        fig("18.5 km/h", "18.5", unit="kilometre per hour"),
        INSIDE,
        None,
    ),
]
MONEY = [
    (fig("$4 million", 4000000, unit=USD), fig("$4.2m", 4200000, unit="dollar"), INSIDE, None),
    (fig("$4 million", 4000000, unit=USD), fig("$4bn", 4000000000, unit=USD), ABOVE, "999"),
    (fig("$4 billion", 4000000000, unit=USD), fig("$4m", 4000000, unit=USD), BELOW, "0.999"),
    (fig("$4 million", 4000000, unit=USD), fig("€4 million", 4000000, unit=EUR), NOT, None),
    (fig("£3", 3, unit=GBP), fig("300p", 300, unit="penny"), INSIDE, None),
    (fig("$3", 3, unit=USD), fig("300p", 300, unit="penny"), NOT, None),
    (fig("3 pounds", 3, unit="pound"), fig("£3", 3, unit=GBP), NOT, None),
    (fig("C$5", 5, unit="Canadian dollar"), fig("$5", 5, unit=USD), NOT, None),
    (fig("500 crowns", 500, unit="Arvan crown"), fig("500", 500, unit="Arvan crown"), INSIDE, None),
    (fig("500 crowns", 500, unit="Arvan crown"), fig("$500", 500, unit=USD), NOT, None),
    (fig("$4 million", 4000000, unit=USD), fig("4 million", 4000000), NOT, None),
]
SHARES = [
    (fig("half", "0.5", unit=PROP), fig("50 %", 50, unit=PC), INSIDE, None),
    (fig("half", "0.5", unit=PROP), fig("49.6 percent", "49.6", unit=PC), INSIDE, None),
    (fig("half", "0.5", unit=PROP), fig("49.4 percent", "49.4", unit=PC), BELOW, "0.012"),
    (fig("half", "0.5", unit=PROP), fig("40 %", 40, unit="%"), BELOW, "0.2"),
    (fig("20 %", 20, unit=PC), fig("1 in 5", 1, per="5"), INSIDE, None),
    (
        fig("1 in 5 children", 1, counted="child", per="5"),
        fig("20 %", 20, unit=PC, counted="child"),
        INSIDE,
        None,
    ),
    (fig("1 in 5", 1, per="5"), fig("1 in 4", 1, per="4"), ABOVE, "0.25"),
    (fig("a third", "0.3333333333333333", unit=PROP), fig("33 %", 33, unit=PC), INSIDE, None),
    (
        fig("two thirds", "0.6666666666666667", unit=PROP),
        fig("66.7 %", "66.7", unit=PC),
        INSIDE,
        None,
    ),
    (fig("twice", 2, unit="times"), fig("200 %", 200, unit=PC), INSIDE, None),
    (fig("0.25", "0.25", unit=PROP), fig("25.4 %", "25.4", unit=PC), INSIDE, None),
    (fig("more than half", "0.5", None, unit=PROP), fig("62 %", 62, unit=PC), INSIDE, None),
    (fig("more than half", "0.5", None, unit=PROP), fig("1 in 5", 1, per="5"), BELOW, "0.6"),
    (fig("5 %", 5, unit=PC), fig("5", 5), NOT, None),
    (fig("5 %", 5, unit=PC), fig("5 points", 5, unit=PP), NOT, None),
    (fig("5 %", 5, unit=PC), fig("7 %", 7, unit=PC), ABOVE, "0.4"),
    (fig("1 per mille", 1, unit="per mille"), fig("0.1 %", "0.1", unit=PC), INSIDE, None),
    (
        up("25 basis points", 25, unit="basis point"),
        up("0.25 points", "0.25", unit=PP),
        INSIDE,
        None,
    ),
]
FELL = down("fell by more than 3.2 percentage points", "3.2", None, unit=PP)
CHANGES = [
    (FELL, down("fell 4 points", 4, unit=PP), INSIDE, None),
    (FELL, down("fell 2 points", 2, unit=PP), BELOW, "0.375"),
    (FELL, up("rose 2 points", 2, unit=PP), ABOVE, "1.625"),
    (up("rose 3 points", 3, unit=PP), down("fell 3 points", 3, unit=PP), BELOW, "2"),
    (up("up 3 %", 3, unit=PC), up("up 3.3 %", "3.3", unit=PC), INSIDE, None),
    (up("up 3 %", 3, unit=PC), up("up 6 %", 6, unit=PC), ABOVE, "1"),
    (up("up 3 %", 3, unit=PC), down("down 3 %", 3, unit=PC), BELOW, "2"),
    (down("down 3 %", 3, unit=PC), up("up 3 %", 3, unit=PC), ABOVE, "2"),
    (down("down 3 %", 3, unit=PC), down("down 6 %", 6, unit=PC), ABOVE, "1"),
    (down("down 3 %", 3, unit=PC), by("-3 %", -3, unit=PC), INSIDE, None),
    (down("down 3 %", 3, unit=PC), by("by 3 %", 3, unit=PC), INSIDE, None),
    (up("up 3 %", 3, unit=PC), by("-3 %", -3, unit=PC), BELOW, "2"),
    (by("by 3 %", 3, unit=PC), by("by 4 %", 4, unit=PC), OVERLAPS, None),
    (by("by 3 %", 3, unit=PC), by("by 5 %", 5, unit=PC), ABOVE, "0.6666666667"),
    (up("up 3 %", 3, unit=PC), up("up 3 points", 3, unit=PP), NOT, None),
    (up("up 300", 300), up("up 3 %", 3, unit=PC), NOT, None),
    (up("up 300", 300), fig("300", 300), NOT, None),
    (fig("5 %", 5, unit=PC), up("up 5 %", 5, unit=PC), NOT, None),
    (down("by half", "0.5", unit=PROP), down("down 50 %", 50, unit=PC), INSIDE, None),
    (
        fig("climbed to 6.7 %", "6.7", unit=PC, change=Change.UP),
        fig("stood at 6.7 %", "6.7", unit=PC),
        INSIDE,
        None,
    ),
    (
        fig("climbed to 6.7 %", "6.7", unit=PC, change=Change.UP),
        fig("fell to 6.7 %", "6.7", unit=PC, change=Change.DOWN),
        BELOW,
        None,
    ),
    (
        fig("fell to 6.7 %", "6.7", unit=PC, change=Change.DOWN),
        fig("climbed to 6.7 %", "6.7", unit=PC, change=Change.UP),
        ABOVE,
        None,
    ),
    (
        fig("climbed to 6 %", 6, unit=PC, change=Change.UP),
        fig("fell to 9 %", 9, unit=PC, change=Change.DOWN),
        ABOVE,
        "0.5",
    ),
    (moved("from 40 to 50", 40, 50), moved("from 40 to 50", 40, 50), INSIDE, None),
    (moved("from 40 to 50", 40, 50), moved("from 40 to 60", 40, 60), ABOVE, "0.2"),
    (moved("from 40 to 50", 40, 50), moved("from 30 to 50", 30, 50), BELOW, "0.25"),
    (moved("from 40 to 50", 40, 50), moved("from 50 to 40", 50, 40), BELOW, "0.2"),
    (moved("from 40 to 50", 40, 50), up("by 10", 10), INSIDE, None),
    (moved("from 40 to 50", 40, 50), up("by 20", 20), ABOVE, "1"),
    (moved("from 40 to 50", 40, 50), down("by 10", 10), BELOW, "2"),
    (moved("from 40 to 50", 40, 50), up("by 25 %", 25, unit=PC), INSIDE, None),
    (up("by 25 %", 25, unit=PC), moved("from 40.0 to 50.0", "40.0", "50.0"), INSIDE, None),
    (up("by 10 %", 10, unit=PC), moved("from 40.0 to 50.0", "40.0", "50.0"), ABOVE, "1.5"),
    (
        down("by 5 points", 5, unit=PP),
        moved("from 40.0 % to 35.0 %", "40.0", "35.0", unit=PC),
        INSIDE,
        None,
    ),
    (
        down("by 5 points", 5, unit=PP),
        moved("from 40.0 % to 30.0 %", "40.0", "30.0", unit=PC),
        ABOVE,
        "1",
    ),
    (moved("from 40 to 50", 40, 50), fig("50", 50), NOT, None),
    (fig("50", 50), moved("from 40 to 50", 40, 50), NOT, None),
    (up("up 0 %", 0, unit=PC), down("down 0 %", 0, unit=PC), INSIDE, None),
]
DOUBLED, TRIPLED, FIVEFOLD = rose("doubled", 2), rose("tripled", 3), rose("fivefold", 5)
HALVED, FIVE_TIMES = fell("halved", "0.5"), rose("five times", 5)
TWICE = fig("twice", 2, unit="times")
FACTORS = [
    (DOUBLED, up("by 100 percent", 100, unit=PC), INSIDE, None),
    (up("by 100 percent", 100, unit=PC), DOUBLED, INSIDE, None),
    (DOUBLED, up("by 60 percent", 60, unit=PC), BELOW, "0.4"),
    (DOUBLED, up("by 200 percent", 200, unit=PC), ABOVE, "1"),
    (DOUBLED, moved("from 40 to 79", 40, 79), OVERLAPS, None),
    (DOUBLED, moved("from 40 to 80", 40, 80), INSIDE, None),
    (DOUBLED, moved("from 5 % to 10 %", 5, 10, unit=PC), INSIDE, None),
    (DOUBLED, moved("from 80 to 40", 80, 40), BELOW, "1.5"),
    (DOUBLED, TRIPLED, ABOVE, "1"),
    (DOUBLED, HALVED, BELOW, "1.5"),
    (DOUBLED, rose("twofold", 2), INSIDE, None),
    (DOUBLED, fig("200 %", 200, unit=PC), NOT, None),
    (DOUBLED, up("by 5 points", 5, unit=PP), NOT, None),
    (DOUBLED, up("by 300", 300), NOT, None),
    (DOUBLED, TWICE, INSIDE, None),
    (rose("more than doubled", 2, None), up("by 150 %", 150, unit=PC), INSIDE, None),
    (rose("more than doubled", 2, None), up("by 80 %", 80, unit=PC), BELOW, "0.2"),
    (rose("nearly doubled", 2, comparator="about"), up("by 94 %", 94, unit=PC), INSIDE, None),
    (rose("nearly doubled", 2, comparator="about"), up("by 106 %", 106, unit=PC), ABOVE, "0.06"),
    (TRIPLED, moved("from 100 to 300", 100, 300), INSIDE, None),
    (TRIPLED, up("by 300 percent", 300, unit=PC), ABOVE, "0.5"),
    (FIVEFOLD, moved("from 10 to 50", 10, 50), INSIDE, None),
    (FIVEFOLD, moved("from 10.0 to 60.0", "10.0", "60.0"), ABOVE, "0.25"),
    (rose("1.5-fold", "1.5"), up("by 50 %", 50, unit=PC), INSIDE, None),
    (rose("tenfold", 10), up("by 900 %", 900, unit=PC), INSIDE, None),
    (rose("quadrupled", 4), fig("from 10 to 40", 10, 40), INSIDE, None),
    (fig("from 10 to 40", 10, 40), rose("quadrupled", 4), INSIDE, None),
    (fig("10 to 40", 10, 40), rose("quadrupled", 4), NOT, None),
    # Five times as much, or five times more: both may have been meant.
    (FIVE_TIMES, up("by 400 %", 400, unit=PC), INSIDE, None),
    (FIVE_TIMES, up("by 500 %", 500, unit=PC), INSIDE, None),
    (FIVE_TIMES, up("by 300 %", 300, unit=PC), BELOW, "0.25"),
    (FIVE_TIMES, up("by 600 %", 600, unit=PC), ABOVE, "0.2"),
    (fell("five times", 5), down("by 80 %", 80, unit=PC), INSIDE, None),
    (HALVED, down("by 50 %", 50, unit=PC), INSIDE, None),
    (HALVED, down("by half", "0.5", unit=PROP), INSIDE, None),
    (HALVED, down("by 60 %", 60, unit=PC), ABOVE, "0.2"),
    (HALVED, moved("from 80 to 40", 80, 40), INSIDE, None),
    (fell("more than halved", "0.5", None), down("by 60 %", 60, unit=PC), INSIDE, None),
    (fell("tenfold", 10), down("by 90 %", 90, unit=PC), INSIDE, None),
    (TWICE, up("by 100 %", 100, unit=PC), INSIDE, None),
    (TWICE, moved("from 40 to 60", 40, 60), BELOW, "0.5"),
    (fig("twice", 2, unit="times", change=Change.UP), DOUBLED, INSIDE, None),
]
NEW_JOBS = fig("500 new jobs", 500, counted="new job")
LOST_JOBS = fig("500 lost jobs", 500, counted="lost job")
CAME_AND_WENT = [
    (NEW_JOBS, up("by 480 jobs", 480, counted="job"), BELOW, "0.04"),
    (up("by 480 jobs", 480, counted="job"), NEW_JOBS, ABOVE, "0.0416666667"),
    (NEW_JOBS, up("by 500", 500), INSIDE, None),
    (up("by 500", 500), NEW_JOBS, INSIDE, None),
    (NEW_JOBS, down("by 500 jobs", 500, counted="job"), BELOW, "2"),
    (down("by 500 jobs", 500, counted="job"), NEW_JOBS, ABOVE, "2"),
    (LOST_JOBS, down("by 500 jobs", 500, counted="job"), INSIDE, None),
    (down("by 500 jobs", 500, counted="job"), LOST_JOBS, INSIDE, None),
    (LOST_JOBS, up("by 500 jobs", 500, counted="job"), ABOVE, "2"),
    (NEW_JOBS, moved("from 1,000 to 1,500", 1000, 1500, counted="job"), INSIDE, None),
    (moved("from 1,000 to 1,500", 1000, 1500, counted="job"), NEW_JOBS, INSIDE, None),
    (NEW_JOBS, up("by 500 boats", 500, counted="boat"), NOT, None),
    (NEW_JOBS, fig("500 jobs", 500, counted="job"), INSIDE, None),
    # Created or there to begin with, only the words around it tell.
    (fig("500 jobs", 500, counted="job"), up("by 500 jobs", 500, counted="job"), NOT, None),
    (up("by 500 jobs", 500, counted="job"), fig("500 jobs", 500, counted="job"), NOT, None),
]
COUNTED = [
    (fig("9", 9, counted="death"), fig("9", 9, counted="fatality"), INSIDE, None),
    (FIGHTERS, fig("6,300 individuals", 6300, counted="individual"), INSIDE, None),
    (FIGHTERS, fig("6,300 fighters", 6300, counted="fighter"), INSIDE, None),
    (FIGHTERS, fig("6,300 vehicles", 6300, counted="vehicle"), NOT, None),
    (FIGHTERS, fig("6,300 km", 6300, unit="kilometre"), NOT, None),
    (
        fig("65-member", 65, counted="member"),
        fig("65 countries", 65, counted="country"),
        NOT,
        None,
    ),
    (
        fig("65 members", 65, counted="member"),
        fig("67 coalition members", 67, counted="coalition member"),
        ABOVE,
        "0.0307692308",
    ),
    (
        fig("9 men", 9, counted="American soldier"),
        fig("9 men", 9, counted="Russian soldier"),
        NOT,
        None,
    ),
    (fig("4 tonnes", 4, unit="tonne", counted="wheat"), fig("4", 4, unit="tonne"), INSIDE, None),
    (
        fig("4 tonnes", 4, unit="tonne", counted="wheat"),
        fig("4", 4, unit="tonne", counted="maize"),
        NOT,
        None,
    ),
]
ROWS = [
    *RANGES,
    *ROUNDING,
    *OPEN_ENDS,
    *UNITS,
    *MONEY,
    *SHARES,
    *CHANGES,
    *FACTORS,
    *CAME_AND_WENT,
    *COUNTED,
]


def _name(row: tuple[Quantity, Quantity, str, str | None]) -> str:
    claimed, found, relation, _ = row
    return f"{claimed.text}|{found.text}|{relation}"


@pytest.mark.parametrize(("claimed", "found", "relation", "distance"), ROWS, ids=map(_name, ROWS))
def test_a_found_figure_lies_where_a_careful_reader_puts_it(claimed, found, relation, distance):
    comparison = compare(claimed, found)
    assert comparison.relation == relation
    if distance is None:
        assert comparison.distance is None
    else:
        assert round(comparison.distance, 10) == Decimal(distance)
    assert comparison.sentence.endswith(".")
    assert all(step.endswith(".") for step in comparison.steps)


def test_the_table_is_as_long_as_it_promises():
    assert len(ROWS) >= 150
    assert {row[2] for row in ROWS} == {relation.value for relation in Relation}
