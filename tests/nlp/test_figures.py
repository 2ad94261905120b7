"""What is read as a quantity, by kind: each line is a sentence and all that must be found in it."""

from decimal import Decimal

import pytest

from claims.nlp import read_figures

# sentence -> [(text, low, high, comparator, unit, counted)], with None for an open end.
PLAIN = [
    ("The town has 12,400 homes.", [("12,400 homes", 12400, 12400, "exact", "", "home")]),
    (
        "It sold 7 boats and 350 oars.",
        [
            ("7 boats", 7, 7, "exact", "", "boat"),
            ("350 oars", 350, 350, "exact", "", "oar"),
        ],
    ),
    (
        "The dam holds 12,34,567 litres.",
        [("12,34,567 litres", 1234567, 1234567, "exact", "litre", "")],
    ),
    ("Growth was 0.75 percent.", [("0.75 percent", "0.75", "0.75", "exact", "percent", "")]),
    ("It was -5 °C at dawn.", [("-5 °C", -5, -5, "exact", "degree Celsius", "")]),
    ("They waited 2½ hours.", [("2½ hours", "2.5", "2.5", "exact", "hour", "")]),
]
IN_WORDS = [
    ("Sixty-five members voted.", [("Sixty-five members", 65, 65, "exact", "", "member")]),
    ("A dozen ships left.", [("A dozen ships", 12, 12, "exact", "", "ship")]),
    (
        "Three hundred and twelve pupils passed.",
        [("Three hundred and twelve pupils", 312, 312, "exact", "", "pupil")],
    ),
    (
        "Half of the voters stayed home.",
        [("Half of the voters", "0.5", "0.5", "exact", "proportion", "voter")],
    ),
    (
        "Half a million people came.",
        [("Half a million people", 500000, 500000, "exact", "", "person")],
    ),
    (
        "It cost two and a half million dollars.",
        [("two and a half million dollars", 2500000, 2500000, "exact", "US dollar", "")],
    ),
    ("Exports grew sixfold.", [("sixfold", 6, 6, "exact", "times", "")]),
]
SCALED = [
    ("The bill is £3tn.", [("£3tn", 3 * 10**12, 3 * 10**12, "exact", "pound sterling", "")]),
    ("It lent 4bn euros.", [("4bn euros", 4 * 10**9, 4 * 10**9, "exact", "euro", "")]),
    ("Some 1.2 m people fled.", [("Some 1.2 m people", 1200000, 1200000, "about", "", "person")]),
    ("The wall is 12 m high.", [("12 m", 12, 12, "exact", "metre", "")]),
    ("It raised $5m.", [("$5m", 5000000, 5000000, "exact", "US dollar", "")]),
    ("Three lakh crore was lost.", [("Three lakh crore", 3 * 10**12, 3 * 10**12, "exact", "", "")]),
]
RANGES = [
    (
        "The chief said 5,000 to 7,000 people had joined.",
        [("5,000 to 7,000 people", 5000, 7000, "between", "", "person")],
    ),
    ("Between 20 and 30 boats sank.", [("Between 20 and 30 boats", 20, 30, "between", "", "boat")]),
    (
        "It costs $2 to $4 million.",
        [("$2 to $4 million", 2000000, 4000000, "between", "US dollar", "")],
    ),
    (
        "It costs $200 to $4 million.",
        [("$200 to $4 million", 200, 4000000, "between", "US dollar", "")],
    ),
    ("Turnout was 20–30 per cent.", [("20–30 per cent", 20, 30, "between", "percent", "")]),
    ("Two or three dogs barked.", [("Two or three dogs", 2, 3, "between", "", "dog")]),
]
HYPHENATED = [
    ("the council-led, 65-member, alliance", [("65-member", 65, 65, "exact", "", "member")]),
    ("a 12-year-old girl", [("12-year-old", 12, 12, "exact", "year of age", "")]),
    ("a three-day march", [("three-day", 3, 3, "exact", "day", "")]),
    ("a $200-million bridge", [("$200-million", 2 * 10**8, 2 * 10**8, "exact", "US dollar", "")]),
]
HEDGED = [
    ("More than 40 firms closed.", [("More than 40 firms", 40, None, "more_than", "", "firm")]),
    ("At least nine miners died.", [("At least nine miners", 9, None, "at_least", "", "miner")]),
    ("No fewer than 300 left.", [("No fewer than 300", 300, None, "at_least", "", "")]),
    ("Up to 50 trees fell.", [("Up to 50 trees", None, 50, "at_most", "", "tree")]),
    ("Under 10 per cent agreed.", [("Under 10 per cent", None, 10, "less_than", "percent", "")]),
    ("Nearly 700 nurses quit.", [("Nearly 700 nurses", 700, 700, "about", "", "nurse")]),
    ("It has 500 seats or more.", [("500 seats or more", 500, None, "at_least", "", "seat")]),
]
ROUGH = [
    ("Hundreds of people marched.", [("Hundreds of people", 100, 1000, "between", "", "person")]),
    ("Dozens of homes burned.", [("Dozens of homes", 24, 100, "between", "", "home")]),
    ("Thousands fled.", [("Thousands", 1000, 10000, "between", "", "")]),
    (
        "Tens of thousands of homes burned.",
        [("Tens of thousands of homes", 10000, 100000, "between", "", "home")],
    ),
]
MONEY_AND_UNITS = [
    ("It paid US$12.", [("US$12", 12, 12, "exact", "US dollar", "")]),
    ("It paid A$12.", [("A$12", 12, 12, "exact", "Australian dollar", "")]),
    ("It paid GBP 350.", [("GBP 350", 350, 350, "exact", "pound sterling", "")]),
    ("It paid RM79.", [("RM79", 79, 79, "exact", "Malaysian ringgit", "")]),
    ("It paid 10 € each.", [("10 €", 10, 10, "exact", "euro", "")]),
    ("The train does 300 km/h.", [("300 km/h", 300, 300, "exact", "kilometre per hour", "")]),
    ("He weighs 80 pounds.", [("80 pounds", 80, 80, "exact", "pound", "")]),
    (
        "The gap is 3.2 percentage points.",
        [("3.2 percentage points", "3.2", "3.2", "exact", "percentage point", "")],
    ),
    ("Sixty per cent of voters agreed.", [("Sixty per cent", 60, 60, "exact", "percent", "voter")]),
]
READ = [
    *PLAIN, *IN_WORDS, *SCALED, *RANGES, *HYPHENATED, *HEDGED, *ROUGH, *MONEY_AND_UNITS
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), READ, ids=[sentence for sentence, _ in READ])
def test_a_quantity_is_read_with_its_bounds_unit_and_noun(sentence, expected):
    assert [
        (q.text, q.low, q.high, q.comparator, q.unit, q.counted)
        for q in (figure.quantity for figure in read_figures(sentence))
    ] == [
        (
            text,
            None if low is None else Decimal(low),
            None if high is None else Decimal(high),
            comparator,
            unit,
            counted,
        )
        for text, low, high, comparator, unit, counted in expected
    ]


NOT_QUANTITIES = [
    "The strikes began Sept. 30, he said.",
    "It was signed on 16 October 2015.",
    "A plan for 2016-2020 was agreed.",
    "It opened in 1998.",
    "Between 1600 and 1900 it cooled.",
    "They met at 5.30 p.m. and again at 17:45.",
    "The G20 met.",
    "A Boeing 737 landed.",
    "He bought an iPhone 11.",
    "It was the 3rd of its kind.",
    "See Article 50 and Section 12.",
    "Call +44 20 7946 0958 or 555-0134.",
    "Music of the 1990s and the '80s.",
    "COVID-19 spread.",
    "No one came, and nobody saw one another.",
    "The third man left in the second half.",
    "1. First of all, be quick.",
    "Write to desk12@example.org or see https://example.org/a/45.",
]


@pytest.mark.parametrize("sentence", NOT_QUANTITIES)
def test_a_date_a_time_or_a_name_is_no_quantity(sentence):
    assert [figure.quantity.text for figure in read_figures(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("On 16 October 2015 it had 30 members.", "30 members"),
        ("In 2016 about 2,016 goats died.", "about 2,016 goats"),
        ("The G20 met 20 ministers.", "20 ministers"),
        ("By 1998 it owned 2000 trucks.", "2000 trucks"),
        ("At 17:45 it sold 45 cakes.", "45 cakes"),
    ],
)
def test_a_quantity_beside_a_date_or_a_name_is_still_read(sentence, text):
    assert [figure.quantity.text for figure in read_figures(sentence)] == [text]


@pytest.mark.parametrize(
    ("sentence", "text", "nature", "change"),
    [
        ("Rents fell by 3 percent.", "3 percent", "difference", "down"),
        ("Rents fell to 3 percent.", "3 percent", "level", "down"),
        ("Rents climbed to 6.7 percent.", "6.7 percent", "level", "up"),
        ("Rents rose 4 percent.", "4 percent", "difference", "up"),
        ("Rents are up 4 percent.", "4 percent", "difference", "up"),
        ("There was a 4 percent rise.", "4 percent", "difference", "up"),
        ("Rents are 4 percent.", "4 percent", "level", "none"),
    ],
)
def test_a_change_is_told_from_a_level(sentence, text, nature, change):
    (figure,) = read_figures(sentence)
    quantity = figure.quantity
    assert (quantity.text, quantity.nature, quantity.change) == (text, nature, change)


def test_a_move_from_one_value_to_another_is_a_transition():
    (figure,) = read_figures("Output fell from 50 to 40 tonnes.")
    quantity = figure.quantity
    assert (quantity.nature, quantity.change) == ("transition", "none")
    assert (quantity.low, quantity.high, quantity.unit) == (50, 40, "tonne")


def test_a_change_followed_by_a_level_is_two_quantities_and_no_range():
    figures = read_figures("The index gained 1.9 percent to 8,415.60.")
    assert [figure.quantity.text for figure in figures] == ["1.9 percent", "8,415.60"]


@pytest.mark.parametrize(
    ("sentence", "text", "low", "counted", "per"),
    [
        ("1 in 5 children is hungry.", "1 in 5 children", 1, "child", "5"),
        ("Three out of four nurses agree.", "Three out of four nurses", 3, "nurse", "4"),
        ("It had 12 deaths per 100,000 people.", "12 deaths per 100,000 people", 12, "death",
         "100000 person"),
        ("Oil cost $60 a barrel.", "$60 a barrel", 60, "", "barrel"),
    ],
)  # fmt: skip
def test_a_rate_keeps_its_denominator(sentence, text, low, counted, per):
    (figure,) = read_figures(sentence)
    quantity = figure.quantity
    assert (quantity.text, quantity.low, quantity.counted, quantity.per) == (
        text,
        low,
        counted,
        per,
    )


def test_every_figure_names_the_rules_that_read_it():
    (figure,) = read_figures("More than 5,000 to 7,000 people came.")
    assert figure.rule == "range of digits; counted noun; hedge more"
