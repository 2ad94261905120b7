"""A table of calculations: formula and figures, and what comes out of them or why nothing does."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.quantities import Change, Comparator, Nature, Quantity
from tests.quantities.figures import about, down, fig, moved, up
from verification.calculating import CannotCalculate, calculate

C, N = Comparator, Nature
PC, PP, KM, M, EUR, USD = (
    "percent", "percentage point", "kilometre", "metre", "euro", "US dollar",
)  # fmt: skip


def people(low, high=..., **rest):
    text = f"{low} people"
    return fig(text, low, **({} if high is ... else {"high": high}), counted="person", **rest)


def pc(value, **rest):
    return fig(f"{value} %", value, unit=PC, **rest)


# formula, figures by letter, the result's bounds, and what else is not a bare exact level.
CALCULATIONS = [
    # numbers and their signs
    ("a + b", {"a": fig("2", 2), "b": fig("3", 3)}, "5", "5", {}),
    ("a - b", {"a": fig("2", 2), "b": fig("3", 3)}, "-1", "-1", {}),
    ("a – b", {"a": fig("2", 2), "b": fig("3", 3)}, "-1", "-1", {}),
    ("a − b", {"a": fig("2", 2), "b": fig("3", 3)}, "-1", "-1", {}),
    ("a*b", {"a": fig("2", 2), "b": fig("3", 3)}, "6", "6", {}),
    ("A × B", {"a": fig("2", 2), "b": fig("3", 3)}, "6", "6", {}),
    ("a / b", {"a": fig("3", 3), "b": fig("2", 2)}, "1.5", "1.5", {}),
    ("a ÷ b", {"a": fig("1", 1), "b": fig("3", 3)}, "0." + "3" * 28, "0." + "3" * 28, {}),
    ("a + b × 2", {"a": fig("2", 2), "b": fig("3", 3)}, "8", "8", {}),
    ("(a + b) × 2", {"a": fig("2", 2), "b": fig("3", 3)}, "10", "10", {}),
    ("a - b - 1", {"a": fig("9", 9), "b": fig("3", 3)}, "5", "5", {}),
    ("a ÷ b ÷ 2", {"a": fig("12", 12), "b": fig("3", 3)}, "2", "2", {}),
    ("-a", {"a": fig("2", 2)}, "-2", "-2", {}),
    ("a × -2", {"a": fig("2", 2)}, "-4", "-4", {}),
    ("a + 83,000,000", {"a": fig("1", 1)}, "83000001", "83000001", {}),
    ("a + .5", {"a": fig("1", 1)}, "1.5", "1.5", {}),
    # what is counted
    ("a + b", {"a": people(5000), "b": people(700)}, "5700", "5700", {"counted": "person"}),
    ("a + 5", {"a": people(5000)}, "5005", "5005", {"counted": "person"}),
    ("a + b", {"a": fig("20 men", 20, counted="man"), "b": fig("3 women", 3, counted="woman")},
     "23", "23", {"counted": "person"}),
    ("a − b", {"a": people(20), "b": fig("3 women", 3, counted="woman")}, "17", "17",
     {"counted": "person"}),
    ("a × 2", {"a": people(20)}, "40", "40", {"counted": "person"}),
    ("a ÷ b", {"a": people(30), "b": people(20)}, "1.5", "1.5", {"unit": "times"}),
    ("a ÷ b", {"a": people(5), "b": people(20)}, "0.25", "0.25", {"unit": "proportion"}),
    # units, converted and carried
    ("a + b", {"a": fig("5 km", 5, unit=KM), "b": fig("500 m", 500, unit=M)}, "5.5", "5.5",
     {"unit": KM}),
    ("a + b", {"a": fig("500 m", 500, unit=M), "b": fig("5 km", 5, unit=KM)}, "5500", "5500",
     {"unit": M}),
    ("a − b", {"a": fig("1 h", 1, unit="hour"), "b": fig("45 min", 45, unit="minute")},
     "0.25", "0.25", {"unit": "hour"}),
    ("a + b", {"a": fig("$5", 5, unit=USD), "b": fig("50 cents", 50, unit="US cent")},
     "5.5", "5.5", {"unit": USD}),
    ("a ÷ b", {"a": fig("€100", 100, unit=EUR), "b": people(8)}, "12.5", "12.5",
     {"unit": EUR, "per": "person"}),
    ("a × b", {"a": fig("€12.50 each", "12.5", unit=EUR, per="person"), "b": people(8)},
     "100", "100", {"unit": EUR}),
    ("a × b", {"a": fig("80 km/h", 80, unit="kilometre per hour"),
               "b": fig("30 min", 30, unit="minute")}, "40", "40", {"unit": KM}),
    ("a ÷ b", {"a": fig("80 km", 80, unit=KM), "b": fig("2 h", 2, unit="hour")}, "40", "40",
     {"unit": "kilometre per hour"}),
    ("a × b", {"a": fig("5 km", 5, unit=KM), "b": fig("500 m", 500, unit=M)}, "2.5", "2.5",
     {"unit": "square kilometre"}),
    ("a × b", {"a": fig("2 t", 2, unit="tonne", counted="grain"), "b": fig("3", 3)}, "6", "6",
     {"unit": "tonne", "counted": "grain"}),
    ("mean(a, b)", {"a": fig("20 °C", 20, unit="degree Celsius"),
                    "b": fig("25 °C", 25, unit="degree Celsius")}, "22.5", "22.5",
     {"unit": "degree Celsius"}),
    # shares
    ("share(a, b)", {"a": people(5), "b": people(20)}, "25", "25",
     {"unit": PC, "counted": "person"}),
    ("share(a; b)", {"a": fig("5 km", 5, unit=KM), "b": fig("500 m", 500, unit=M)},
     "1000", "1000", {"unit": PC}),
    ("share(a, 80)", {"a": people(4)}, "5", "5", {"unit": PC}),
    ("a × b", {"a": pc(20), "b": people(500)}, "100", "100", {"counted": "person"}),
    ("a × b", {"a": fig("half", "0.5", unit="proportion"), "b": people(500)}, "250", "250",
     {"counted": "person"}),
    ("a × b", {"a": fig("1 in 5", 1, per="5"), "b": people(500)}, "100", "100",
     {"counted": "person"}),
    ("5 % × a", {"a": people(500)}, "25", "25", {"counted": "person"}),
    ("a × (1 + 5 %)", {"a": people(500)}, "525", "525", {"counted": "person"}),
    ("a ÷ 2", {"a": pc(20)}, "10", "10", {"unit": PC}),
    ("a + b", {"a": pc(20), "b": pc(30)}, "50", "50", {"unit": PC}),
    ("a + b", {"a": pc(20), "b": fig("3 points", 3, unit=PP)}, "23", "23", {"unit": PC}),
    ("100 % − a", {"a": pc(20)}, "80", "80", {"unit": PC}),
    ("a − b", {"a": pc(25), "b": pc(20)}, "5", "5",
     {"unit": PP, "nature": N.DIFFERENCE, "change": Change.UP}),
    # changes
    ("change(a, b)", {"a": people(400), "b": people(500)}, "25", "25",
     {"unit": PC, "nature": N.DIFFERENCE, "change": Change.UP}),
    ("change(a, b)", {"a": people(500), "b": people(400)}, "20", "20",
     {"unit": PC, "nature": N.DIFFERENCE, "change": Change.DOWN}),
    ("difference(a, b)", {"a": people(500), "b": people(400)}, "100", "100",
     {"counted": "person", "nature": N.DIFFERENCE, "change": Change.DOWN}),
    ("difference(a, b)", {"a": pc(5), "b": pc("8.2")}, "3.2", "3.2",
     {"unit": PP, "nature": N.DIFFERENCE, "change": Change.UP}),
    ("a + b", {"a": people(500), "b": down("fell by 40", 40, counted="person")}, "460", "460",
     {"counted": "person"}),
    ("a + b", {"a": up("rose by 40", 40), "b": down("fell by 60", 60)}, "20", "20",
     {"nature": N.DIFFERENCE, "change": Change.DOWN}),
    # sums, means, rates
    ("sum(a, b, c)", {"a": fig("1", 1), "b": fig("2", 2), "c": fig("4", 4)}, "7", "7", {}),
    ("mean(a, b, c)", {"a": fig("1", 1), "b": fig("2", 2), "c": fig("6", 6)}, "3", "3", {}),
    ("per(a, b, 100000)", {"a": fig("830 deaths", 830, counted="death"), "b": people(83_000_000)},
     "1", "1", {"counted": "death", "per": "100000 person"}),
    ("per(a, b, 100,000)", {"a": people(830), "b": people(83_000_000)}, "1", "1",
     {"counted": "person", "per": "100000 person"}),
    ("a × b", {"a": fig("12 deaths per 100,000", 12, counted="death", per="100000 person"),
               "b": people(83_000_000)}, "9960", "9960", {"counted": "death"}),
    ("a + b", {"a": fig("12", 12, counted="death", per="100000 person"),
               "b": fig("3", 3, counted="death", per="100000 person")}, "15", "15",
     {"counted": "death", "per": "100000 person"}),
    # ranges, open ends, hedges
    ("a ÷ 100", {"a": people(5000, 7000)}, "50", "70",
     {"counted": "person", "comparator": C.BETWEEN}),
    ("a − b", {"a": fig("5 to 7", 5, 7), "b": fig("1 to 2", 1, 2)}, "3", "6",
     {"comparator": C.BETWEEN}),
    ("a × b", {"a": fig("-1 to 2", -1, 2), "b": fig("3 to 4", 3, 4)}, "-4", "8",
     {"comparator": C.BETWEEN}),
    ("a ÷ b", {"a": fig("6 to 8", 6, 8), "b": fig("2 to 4", 2, 4)}, "1.5", "4",
     {"comparator": C.BETWEEN}),
    ("change(a, b)", {"a": fig("100 to 200", 100, 200), "b": fig("300", 300)}, "50", "200",
     {"unit": PC, "nature": N.DIFFERENCE, "change": Change.UP, "comparator": C.BETWEEN}),
    ("a × 2", {"a": people(50, None)}, "100", None,
     {"counted": "person", "comparator": C.MORE_THAN}),
    ("a × 2", {"a": people(50, None, comparator=C.AT_LEAST)}, "100", None,
     {"counted": "person", "comparator": C.AT_LEAST}),
    ("a + b", {"a": people(50, None, comparator=C.AT_LEAST), "b": people(7, None)}, "57", None,
     {"counted": "person", "comparator": C.MORE_THAN}),
    ("a − b", {"a": fig("100", 100), "b": fig("at least 30", 30, None, comparator=C.AT_LEAST)},
     None, "70", {"comparator": C.AT_MOST}),
    ("100 ÷ a", {"a": fig("at least 50", 50, None, comparator=C.AT_LEAST)}, None, "2",
     {"comparator": C.AT_MOST}),
    ("100 ÷ a", {"a": fig("more than 50", 50, None)}, None, "2", {"comparator": C.LESS_THAN}),
    ("0 × a", {"a": fig("more than 50", 50, None)}, "0", "0", {}),
    ("a × 2", {"a": about("about 50", 50)}, "100", "100", {"comparator": C.ABOUT}),
    ("a + b", {"a": about("about 50", 50), "b": fig("1 to 2", 1, 2)}, "51", "52",
     {"comparator": C.BETWEEN}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "inputs", "low", "high", "rest"),
    CALCULATIONS,
    ids=[f"{n}: {row[0]}" for n, row in enumerate(CALCULATIONS, 1)],
)
def test_a_calculation_comes_out_with_its_bounds_and_its_unit(formula, inputs, low, high, rest):
    result = calculate(formula, inputs).result
    expected = Quantity(
        text=result.text,
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        **rest,
    )
    assert result == expected


REFUSALS = [
    # what is no formula
    ("", {}, "Write a formula"),
    ("   ", {}, "Write a formula"),
    ("a +", {"a": fig("1", 1)}, "ends too early"),
    ("(a", {"a": fig("1", 1)}, "opened and not closed"),
    ("a)", {"a": fig("1", 1)}, "“\\)” does not fit"),
    ("a b", {"a": fig("1", 1)}, "“b” does not fit"),
    ("a 2", {"a": fig("1", 1)}, "“2” does not fit"),
    ("2a", {"a": fig("1", 1)}, "“a” does not fit"),
    ("ab", {"a": fig("1", 1)}, "“ab” is no function"),
    ("a ** 2", {"a": fig("1", 1)}, "“\\*” does not fit"),
    ("a; 2", {"a": fig("1", 1)}, "“;” does not fit"),
    ("--a", {"a": fig("1", 1)}, "Two minus signs"),
    ("a = 2", {"a": fig("1", 1)}, "“=” means nothing"),
    ("__import__", {}, "“_” means nothing"),
    ("exec(a)", {"a": fig("1", 1)}, "“exec” is no function"),
    ("1e9", {}, "“e” does not fit"),
    ("share a", {"a": fig("1", 1)}, "“share” needs brackets"),
    ("share(a)", {"a": fig("1", 1)}, "takes 2 figures, but 1"),
    ("per(a, 2)", {"a": fig("1", 1)}, "takes 3 figures, but 2"),
    ("share(a, 2", {"a": fig("1", 1)}, "bracket of share\\(…\\) is not closed"),
    ("a +" * 80, {"a": fig("1", 1)}, "longer than 200"),
    ("(" * 30 + "a" + ")" * 30, {"a": fig("1", 1)}, "More than 20 brackets"),
    # letters without a figure, figures without use
    ("a + b", {"a": fig("1", 1)}, "uses b, but no figure"),
    ("a", {"a": fig("1", 1), "b": fig("2", 2)}, "stands for b, but the formula does not"),
    # things that do not go together
    ("a + b", {"a": people(1), "b": fig("€1", 1, unit=EUR)}, "people and euros cannot"),
    ("a + b", {"a": people(1), "b": fig("3 cars", 3, counted="car")}, "people and cars cannot"),
    ("a − b", {"a": fig("5 km", 5, unit=KM), "b": fig("2 h", 2, unit="hour")}, "cannot be added"),
    ("a + b", {"a": fig("€1", 1, unit=EUR), "b": fig("$1", 1, unit=USD)}, "cannot be added"),
    ("a + 5", {"a": fig("5 km", 5, unit=KM)}, "kilometres and a bare number"),
    ("a + 5 %", {"a": people(100)}, "people and a share in percent"),
    ("a + b", {"a": pc(5), "b": fig("7", 7)}, "a share in percent and a bare number"),
    ("share(a, b)", {"a": people(1), "b": fig("3 cars", 3, counted="car")}, "people and cars"),
    ("change(a, b)", {"a": people(1), "b": fig("€1", 1, unit=EUR)}, "cannot be added up or comp"),
    ("a × b", {"a": people(3), "b": fig("3 cars", 3, counted="car")}, "cars × people, which no"),
    ("a %", {"a": people(3)}, "stands behind a bare number"),
    ("a ÷ b", {"a": fig("20 °C", 20, unit="degree Celsius"),
               "b": fig("10 °C", 10, unit="degree Celsius")}, "Degrees have no zero"),
    ("a + b", {"a": fig("20 °C", 20, unit="degree Celsius"),
               "b": fig("50 °F", 50, unit="degree Fahrenheit")}, "cannot be added"),
    # nothing to divide by, nothing left to say
    ("a ÷ 0", {"a": fig("1", 1)}, "divided by zero"),
    ("a ÷ (b − b)", {"a": fig("1", 1), "b": fig("2", 2)}, "divided by zero"),
    ("a ÷ b", {"a": fig("1", 1), "b": fig("-1 to 1", -1, 1)}, "divided by a range that holds"),
    ("a ÷ b", {"a": fig("1", 1), "b": fig("up to 5", None, 5)}, "divided by a range that holds"),
    ("change(a, b)", {"a": fig("-1", -1), "b": fig("2", 2)}, "starts from a figure above zero"),
    ("a − b", {"a": fig("> 5", 5, None), "b": fig("> 1", 1, None)}, "open at both ends"),
    ("per(a, b, c)", {"a": fig("1", 1), "b": fig("2", 2), "c": fig("3", 3)}, "third place"),
    ("per(a, b, -1)", {"a": fig("1", 1), "b": fig("2", 2)}, "third place"),
    ("per(a, b, 10)", {"a": pc(1), "b": fig("2", 2)}, "not shares"),
    ("a × " + "9" * 25, {"a": fig("9", 9)}, "too large or too small"),
    # two figures in one
    ("a + 1", {"a": moved("from 40 to 50", 40, 50)}, "which is two figures"),
    ("a + 1", {"a": fig("3–1", 1, 3, unit="score")}, "which is two figures"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "inputs", "why"),
    REFUSALS,
    ids=[f"{n}: {row[0][:20]}" for n, row in enumerate(REFUSALS, 1)],
)
def test_what_cannot_be_calculated_is_refused_with_a_sentence(formula, inputs, why):
    with pytest.raises(CannotCalculate, match=why) as refusal:
        calculate(formula, inputs)
    assert refusal.value.sentence.endswith((".", "b)."))


STEPS = [
    ("share(a, b)", {"a": people(6387), "b": fig("83,000,000", 83_000_000)},
     ("a = 6,387 people (Interior ministry)", "b = 83 million (Census)",
      "6,387 ÷ 83,000,000 × 100 % = 0.007695… %", "Result: 0.007695 %")),
    ("a ÷ 100", {"a": people(5000, 7000)},
     ("a = 5,000 – 7,000 people (Interior ministry)", "(5,000 to 7,000) ÷ 100 = 50 to 70",
      "Result: 50 to 70 people")),
    ("a + b", {"a": fig("5 km", 5, unit=KM), "b": fig("500 m", 500, unit=M)},
     ("a = 5 km (Interior ministry)", "b = 500 m (Census)", "500 metres = 0.5 kilometres",
      "5 + 0.5 = 5.5", "Result: 5.5 km")),
    ("a × b", {"a": fig("12", 12, counted="death", per="100000 person"), "b": people(83_000_000)},
     ("a = 12 deaths per 100,000 people (Interior ministry)", "b = 83 million people (Census)",
      "12 deaths per 100,000 people = 0.00012 deaths per person",
      "0.00012 × 83,000,000 = 9,960", "Result: 9,960 deaths")),
    ("(a − b) ÷ b", {"a": fig("12", 12), "b": fig("15", 15)},
     ("a = 12 (Interior ministry)", "b = 15 (Census)", "12 − 15 = −3", "(−3) ÷ 15 = −0.2",
      "Result: −0.2")),
    ("change(a, b)", {"a": pc(25), "b": pc(20)},
     ("a = 25 % (Interior ministry)", "b = 20 % (Census)",
      "(20 % ÷ 25 % − 1) × 100 % = −20 %", "Result: down 20 %")),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "inputs", "steps"), STEPS, ids=[row[0] for row in STEPS])
def test_the_steps_can_be_redone_by_a_reader(formula, inputs, steps):
    named = {"a": "Interior ministry", "b": "Census"}
    assert calculate(formula, inputs, named=named).steps == steps


def test_a_date_that_all_figures_share_is_the_result_s_too():
    old, new = people(1, as_of="2019"), people(2, as_of="2024")
    assert calculate("a + b", {"a": old, "b": old}).result.as_of == "2019"
    assert calculate("a + b", {"a": old, "b": new}).result.as_of == ""


def test_the_result_s_own_words_do_not_round_it():
    """Its implied interval is that of its digits, not of a scale word's."""
    from claims.quantities import implied

    million = calculate("a + b", {"a": people(700_000), "b": people(700_000)}).result
    assert million.text == "1,400,000 people"
    assert (implied(million).low, implied(million).high) == (
        Decimal("1399999.5"),
        Decimal("1400000.5"),
    )
