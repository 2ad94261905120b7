"""What a comparison says beside its relation: reservations, reasons, steps and sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.quantities import (
    Comparator,
    DatedRate,
    Held,
    Match,
    Quantity,
    Relation,
    Reservation,
    Scope,
    compare,
    fitting,
    suggest_scope,
    weigh,
)

from .figures import about, down, fell, fig, rose, up

FIGHTERS = fig("5,000 to 7,000 people", 5000, 7000, counted="person")
PP, PC = "percentage point", "percent"
USD, EUR = "US dollar", "euro"
SAME_PEOPLE = fig("6,000", 6000, counted="person")
DIFFERENT = Match.DIFFERENT
RESERVED = [
    (FIGHTERS, SAME_PEOPLE, Scope(), []),
    (FIGHTERS, SAME_PEOPLE, Scope(population=DIFFERENT), ["population"]),
    (FIGHTERS, SAME_PEOPLE, Scope(place=DIFFERENT), ["place"]),
    (FIGHTERS, SAME_PEOPLE, Scope(period=DIFFERENT), ["period"]),
    (FIGHTERS, SAME_PEOPLE, Scope(definition=DIFFERENT), ["definition"]),
    (FIGHTERS, SAME_PEOPLE, Scope(stock_or_flow=DIFFERENT), ["stock_or_flow"]),
    (
        FIGHTERS,
        SAME_PEOPLE,
        Scope(population=DIFFERENT, period=DIFFERENT, place=Match.SAME),
        ["population", "period"],
    ),
    (FIGHTERS, fig("3,000", 3000), Scope(place=DIFFERENT), ["place"]),
    (FIGHTERS, fig("6,300 fighters", 6300, counted="fighter"), None, ["definition"]),
    (FIGHTERS, fig("6,300 fighters", 6300, counted="fighter"), Scope(), []),
    (FIGHTERS, fig("thousands", 1000, 10000), None, ["far_wider"]),
    (FIGHTERS, fig("4,000 to 8,000", 4000, 8000), None, []),
    (FIGHTERS, fig("more than 6,000", 6000, None), None, ["far_wider"]),
    (FIGHTERS, fig("up to 4,700", None, 4700), None, []),
    (fig("65", 65), fig("60 to 70", 60, 70), None, []),
    (fig("65", 65), fig("20 to 90", 20, 90), None, ["far_wider"]),
    (fig("more than 1,000", 1000, None), fig("50,000", 50000), None, ["far_inside"]),
    (fig("more than 1,000", 1000, None), fig("1,900", 1900), None, []),
    (fig("more than 1,000", 1000, None), fig("more than 1,900", 1900, None), None, []),
    (fig("fewer than 50", None, 50), fig("3", 3), None, ["far_inside"]),
    (fig("fewer than 50", None, 50), fig("30", 30), None, []),
    (fig("65", 65, as_of="2015"), fig("65", 65, as_of="2019"), None, ["period"]),
    (fig("65", 65, as_of="2015"), fig("65", 65, as_of="October 2015"), None, []),
    (fig("65", 65, as_of="May 2015"), fig("65", 65, as_of="June 2015"), None, ["period"]),
    (fig("65", 65, as_of="2014-2016"), fig("65", 65, as_of="2015"), None, []),
    (fig("65", 65, as_of="2014-16"), fig("65", 65, as_of="2017"), None, ["period"]),
    (fig("65", 65, as_of="2015"), fig("65", 65), None, []),
    (fig("65", 65, as_of="between 2014 and 2016"), fig("65", 65, as_of="2015"), None, []),
    (fig("65", 65, as_of="between 2014 and 2016"), fig("65", 65, as_of="2017"), None, ["period"]),
    (fig("65", 65, as_of="2014 until 2016"), fig("65", 65, as_of="2013"), None, ["period"]),
    (fig("65", 65, as_of="since 2014"), fig("65", 65, as_of="2015"), None, []),
    (fig("65", 65, as_of="since 2014"), fig("65", 65, as_of="2013"), None, ["period"]),
    (fig("65", 65, as_of="until 2014"), fig("65", 65, as_of="2013"), None, []),
    (fig("65", 65, as_of="until 2014"), fig("65", 65, as_of="2015"), None, ["period"]),
    (fig("65", 65, as_of="the three months to June"), fig("65", 65, as_of="May"), None, []),
]


def test_the_same_words_mean_the_same_period_only_where_they_name_one():
    """ "Last year" is another year in another text."""
    named = suggest_scope(*[Held(fig("65", 65, as_of="May 2015"))] * 2)
    told = suggest_scope(*[Held(fig("65", 65, as_of="last year"))] * 2)
    assert (named.period, told.period) == (Match.SAME, Match.UNKNOWN)


@pytest.mark.parametrize(("claimed", "found", "scope", "reservations"), RESERVED)
def test_what_differs_in_scope_is_reserved_without_changing_the_relation(
    claimed, found, scope, reservations
):
    comparison = compare(claimed, found, scope=scope)
    assert list(comparison.reservations) == [Reservation(name) for name in reservations]
    assert comparison.relation is compare(claimed, found, scope=Scope()).relation


def test_a_reviewer_can_say_that_two_nouns_mean_the_same():
    claimed = fig("65-member", 65, counted="member")
    found = fig("65 countries", 65, counted="country")
    assert compare(claimed, found).relation is Relation.NOT_COMPARABLE
    same = compare(claimed, found, scope=Scope(definition=Match.SAME))
    assert same.relation is Relation.INSIDE


def test_currencies_are_compared_at_the_dates_rate_only():
    claimed = fig("$109", 109, unit=USD)
    found = fig("€100", 100, unit=EUR)
    rate = DatedRate("euro", "US dollar", Decimal("1.09"), "16 Oct 2015")
    comparison = compare(claimed, found, rate=rate)
    assert comparison.relation is Relation.INSIDE
    assert any("16 Oct 2015" in step for step in comparison.steps)
    assert compare(found, claimed, rate=rate).touching
    other = DatedRate("euro", "pound sterling", Decimal("0.7"), "16 Oct 2015")
    assert "rate" in compare(claimed, found, rate=other).reason


def test_cents_are_converted_with_their_currency():
    rate = DatedRate("euro", "US dollar", Decimal("2"), "1 May 2020")
    found = fig("300 cents", 300, unit="euro cent")
    assert compare(fig("$6", 6, unit=USD), found, rate=rate).relation is Relation.INSIDE


@pytest.mark.parametrize(
    ("claimed", "found", "words"),
    [
        (fig("5 %", 5, unit=PC), fig("5 points", 5, unit=PP), "percentage points"),
        (fig("5 km", 5, unit="km"), fig("5 kg", 5, unit="kg"), "length"),
        (fig("5", 5, counted="car"), fig("5", 5, counted="bus"), "“bus”"),
        (fig("5", 5), up("by 5", 5), "A level was claimed and a difference"),
        (fig("$5", 5, unit=USD), fig("€5", 5, unit=EUR), "exchange rate"),
    ],
)
def test_what_cannot_be_compared_says_which_obstacle_there_is(claimed, found, words):
    comparison = compare(claimed, found)
    assert comparison.relation is Relation.NOT_COMPARABLE
    assert words in comparison.reason
    assert comparison.distance is None
    assert comparison.difference is None


def test_the_steps_let_a_person_check_the_sum():
    comparison = compare(FIGHTERS, fig("up to 4,700", None, 4700))
    assert comparison.difference == 300
    assert comparison.steps == (
        "Claimed: 5,000 – 7,000 people, read as 4,999.5 to 7,000.5.",
        "Found: up to 4,700, read as at most 4,700.5.",
        "4,700.5 is below 4,999.5.",
        "5,000 − 4,700 = 300; 300 ÷ 5,000 = 6 %.",
    )
    assert comparison.sentence == (
        "What was found (up to 4,700) lies 6 % below the lower end of what was claimed "
        "(5,000 – 7,000 people)."
    )


def test_a_slip_of_the_scale_is_told_in_times():
    comparison = compare(fig("4 million", 4000000), fig("4 billion", 4000000000))
    assert comparison.times == 1000
    assert comparison.where == "1,000 times the claim"
    assert "is 1,000 times what was claimed" in comparison.sentence


def test_the_policys_share_decides_how_far_about_reaches():
    claimed, found = about("about 5,000", 5000), fig("5,400", 5400)
    assert compare(claimed, found).relation is Relation.ABOVE
    assert compare(claimed, found, hedge_share=Decimal("0.1")).relation is Relation.INSIDE


def test_a_hedge_counts_whichever_way_it_was_recorded():
    by_comparator = fig("6,300", 6300, comparator=Comparator.ABOUT)
    by_words = fig("some 6,300", 6300)
    for claimed in (by_comparator, by_words):
        assert compare(claimed, fig("6,500", 6500)).relation is Relation.INSIDE
    assert compare(fig("6,300", 6300), fig("6,500", 6500)).relation is Relation.ABOVE


def test_of_several_figures_found_the_one_with_fewest_reservations_counts():
    members = fig("65-member", 65, counted="member")
    others = fig("12 %", 12, unit=PC)
    found = [Held(one) for one in (others, members, SAME_PEOPLE)]
    assert [one.quantity for one, _ in fitting(Held(FIGHTERS), found)] == [SAME_PEOPLE, members]
    (only,) = fitting(Held(FIGHTERS), [Held(others), Held(others)])
    assert not only[1].comparable
    assert fitting(Held(FIGHTERS), []) == []


@pytest.mark.parametrize(
    ("claimed", "step"),
    [
        (rose("doubled", 2), "Claimed: doubled, a rise by 100 %, read as 99.5 to 100.5 %."),
        (
            rose("more than tripled", 3, None),
            "Claimed: more than tripled, a rise by at least 200 %, read as at least 199.5 %.",
        ),
        (
            rose("five times", 5),
            "Claimed: up 5 times, a rise by 400 % (5 times as much) or 500 % (5 times more), "
            "read as 350 to 550 %.",
        ),
        (
            rose("two to three times", 2, 3),
            "Claimed: up 2 – 3 times, a rise by 100 to 300 % (so many times as much, or so many "
            "times more), read as 50 to 350 %.",
        ),
        (
            fig("twice", 2, unit="times"),
            "Claimed: 2 times, a rise by 100 %, read as 99.5 to 100.5 %.",
        ),
        (fig("from 10 to 20", 10, 20), "Claimed: 10 → 20, read as 85.7143 to 115.789 %."),
    ],
    ids=lambda value: value.text if isinstance(value, Quantity) else "",
)
def test_a_change_by_a_factor_is_told_as_the_rise_that_it_is(claimed, step):
    found = up("by 100 %", 100, unit="percent")
    assert compare(claimed, found).steps[0] == step


def test_a_fall_by_a_factor_leaves_one_part_of_it():
    found = down("by 60 %", 60, unit="percent")
    assert compare(fell("threefold", 3), found).steps[0] == (
        "Claimed: down 3-fold, a fall by 66.67 %, read as 60 to 71.4286 %."
    )


def test_twice_beside_a_change_counts_only_once_somebody_says_twice_of_what():
    claimed, found = fig("twice", 2, unit="times"), up("by 100 %", 100, unit="percent")
    assert compare(claimed, found).reservations == (Reservation.DEFINITION,)
    assert compare(found, claimed).reservations == (Reservation.DEFINITION,)
    answered = Scope(definition=Match.SAME)
    assert compare(claimed, found, scope=answered).reservations == ()
    assert compare(rose("doubled", 2), found).reservations == ()


def test_new_jobs_beside_a_rise_wait_for_somebody_to_say_that_both_are_counted_alike():
    claimed = fig("500 new jobs", 500, counted="new job")
    found = up("by 500 jobs", 500, counted="job")
    assert compare(claimed, found).reservations == (Reservation.DEFINITION,)
    assert compare(claimed, found).steps[0].startswith("Claimed: +500 new jobs, read as")


@pytest.mark.parametrize("change", [up, down])
def test_a_reviewer_says_that_an_amount_and_a_difference_are_both_a_change(change):
    claimed = fig("120,000 jobs", 120000, counted="job")
    found = change("by 118,000 jobs", 118000, counted="job")
    assert "unless both are changes over time" in compare(claimed, found).reason
    answers = {"stock_or_flow": "same"}
    there = weigh(Held(claimed), Held(found), answers=answers)
    back = weigh(Held(found), Held(claimed), answers=answers)
    assert (there.relation, there.where) == (Relation.BELOW, "1.7 % below")
    assert (back.relation, back.difference) == (Relation.ABOVE, Decimal(2000))
    for other in ("different", "unknown"):
        answered = weigh(Held(claimed), Held(found), answers={"stock_or_flow": other})
        assert answered.relation is Relation.NOT_COMPARABLE


def percent(number: int | str, **columns) -> Quantity:
    return fig(f"{number} per cent", number, unit="percent", **columns)


@pytest.mark.parametrize(
    ("claimed", "found", "where", "step"),
    [
        (percent(40), percent(42), "2 percentage points above", "42 − 40 = 2 percentage points."),
        (percent("40.5"), percent("39.5"), "1 percentage point below",
         "40.5 − 39.5 = 1 percentage point."),
        (percent("40.5"), percent("40.1"), "0.4 percentage points below",
         "40.5 − 40.1 = 0.4 percentage points."),
        (percent(0), percent(3), "3 percentage points above", "3 − 0 = 3 percentage points."),
        (percent(20, nature="difference", change="down"),
         percent(25, nature="difference", change="down"),
         "5 percentage points above", "25 − 20 = 5 percentage points."),
        # The controls: counts, what was told by a factor, and what is many times the claim.
        (fig("20 people", 20), fig("25 people", 25), "25 % above", "25 − 20 = 5; 5 ÷ 20 = 25 %."),
        (fig("5 times", 5, unit="times"), fig("7 times", 7, unit="times"), "40 % above",
         "7 − 5 = 2; 2 ÷ 5 = 40 %."),
        (percent(2), percent(60), "30 times the claim", "60 − 2 = 58 percentage points."),
    ],
)  # fmt: skip
def test_percentages_lie_percentage_points_apart(claimed, found, where, step):
    compared = compare(claimed, found)
    assert (compared.where, compared.steps[-1]) == (where, step)
    if compared.points is not None and compared.times is None:
        assert f"lies {where} what was claimed" in compared.sentence


def test_the_distance_of_percentages_stays_a_share_of_what_was_claimed():
    compared = compare(percent(40), percent(42))
    assert (compared.distance, compared.difference, compared.points) == (
        Decimal("0.05"), Decimal(2), Decimal(2),
    )  # fmt: skip
