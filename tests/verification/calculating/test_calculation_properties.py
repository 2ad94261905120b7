"""What holds for every formula and all figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from claims.quantities import Change, Comparator, Nature, Quantity
from tests.quantities.figures import fig
from verification.calculating import (
    FUNCTIONS,
    CannotCalculate,
    calculate,
    letters_of,
    read_formula,
)

# The first two units that meet load the library of units.
unhurried = settings(deadline=None, max_examples=150)

UNITS = ["", "percent", "percentage point", "proportion", "times", "kilometre", "metre", "mile",
         "US dollar", "euro", "kilometre per hour", "degree Celsius", "kelvin", "knot", "score",
         "ratio", "hectare", "square metre", "barrel", "no such unit", " per ", "mark"]  # fmt: skip
PERS = ["", "person", "100000 person", "5", "0", "0.5", "hour", "1,000 thousand", "²", " per x"]
NOUNS = ["", "person", "woman", "car", "death", "barrel", "euro"]


@st.composite
def figures(draw):
    """Any figure that the normal form allows."""
    bound = st.none() | st.decimals(allow_nan=False, allow_infinity=False) | st.decimals(-99, 99)
    low, high = draw(bound), draw(bound)
    assume(low is not None or high is not None)
    nature = draw(st.sampled_from(Nature))
    if None not in (low, high) and low > high and nature is not Nature.TRANSITION:
        low, high = high, low
    return Quantity(
        text=draw(st.text(max_size=9)),
        low=low,
        high=high,
        comparator=draw(st.sampled_from(Comparator)),
        unit=draw(st.sampled_from(UNITS)),
        counted=draw(st.sampled_from(NOUNS)),
        nature=nature,
        change=draw(st.sampled_from(Change)),
        per=draw(st.sampled_from(PERS)),
    )


ATOMS = st.sampled_from(["a", "b", "2", "0", "0.5", "1,000", "5 %"])


@st.composite
def calls(draw, inner):
    name = draw(st.sampled_from(sorted(FUNCTIONS)))
    least, most = FUNCTIONS[name]
    arguments = draw(st.lists(inner, min_size=least, max_size=most or 3))
    if name == "per":
        arguments[2] = "100000"
    return f"{name}({'; '.join(arguments)})"


FORMULAS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+−×÷"), inner).map(lambda p: f"({' '.join(p)})"),
        inner.map(lambda one: f"(-({one}))"),
        calls(inner),
    ),
    max_leaves=6,
)


def tried(formula, **figures):
    """What comes out, or ``None`` where it is refused with a sentence; anything else is raised."""
    try:
        return calculate(formula, figures)
    except CannotCalculate as refusal:
        if not refusal.sentence.strip():
            raise
        return None


def used(formula, **figures):
    letters = letters_of(read_formula(formula))
    return {letter: figure for letter, figure in figures.items() if letter in letters}


@given(st.text() | st.text(alphabet="ab()+-*/%.,;123 sharemn÷×−"), figures(), figures())
@example("1" * 200, fig("1", 1), fig("1", 1))
@example("-" * 150, fig("1", 1), fig("1", 1))
@example("sum(" * 49 + "a", fig("1", 1), fig("1", 1))
@unhurried
def test_whatever_is_typed_nothing_but_a_refusal_is_raised(formula, a, b):
    for figures in ({}, {"a": a}, {"a": a, "b": b}):
        tried(formula, **figures)


@given(FORMULAS, figures(), figures())
@settings(deadline=None, max_examples=500)
def test_whatever_the_figures_are_nothing_but_a_refusal_is_raised(formula, a, b):
    inputs = used(formula, a=a, b=b)
    calculation = tried(formula, **inputs)
    if calculation is not None:
        assert calculation == calculate(formula, inputs)
        assert calculation.result.text


@st.composite
def held(draw):
    """A figure with at least one end, and a value that it allows."""
    numbers = st.decimals(-999, 999, places=2, allow_nan=False)
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    shape = draw(st.sampled_from(["range", "at least", "at most", "value"]))
    if shape == "value":
        return fig("", value), value
    return fig("", None if shape == "at most" else low, None if shape == "at least" else high,
               comparator=Comparator.BETWEEN), value  # fmt: skip


@given(FORMULAS, held(), held())
@settings(deadline=None, max_examples=500)
def test_a_range_s_result_holds_the_result_of_each_value_in_it(formula, one, two):
    ranges = tried(formula, **used(formula, a=one[0], b=two[0]))
    assume(ranges is not None)
    values = calculate(formula, used(formula, a=fig("", one[1]), b=fig("", two[1])))
    (low, high), (value, same) = signed(ranges.result), signed(values.result)
    assert value == same
    assert low is None or low <= value
    assert high is None or value <= high


def signed(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    low, high = quantity.low, quantity.high
    if quantity.change is Change.DOWN:
        low, high = (None if x is None else -x for x in (high, low))
    return low, high


@given(held(), held())
@unhurried
def test_a_sum_in_other_units_is_the_same_length(one, two):
    def of(figure, unit, factor):
        scaled = {
            name: None if (bound := getattr(figure, name)) is None else bound * factor
            for name in ("low", "high")
        }
        return replace(figure, unit=unit, **scaled)

    a, b = one[0], two[0]
    plain = tried("a + b", a=of(a, "kilometre", 1), b=of(b, "kilometre", 1))
    assume(plain is not None)
    mixed = calculate("a + b", {"a": of(a, "kilometre", 1), "b": of(b, "metre", 1000)})
    assert mixed.result == plain.result
