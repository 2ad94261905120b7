"""Working a formula out, with a step for every operation.

``calculate("share(a, b)", {"a": …, "b": …})`` carries ranges, open ends, units and what is
counted through to the result, and refuses what does not go together with a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import DecimalException

from claims.quantities import Quantity, figure_words

from .amounts import ONE, Amount, negated, said_like, whole
from .figures import amount_of, number_of, quantity_of, with_units
from .formulas import (
    MINUS,
    OVER,
    TIMES,
    Call,
    CannotCalculate,
    Letter,
    Negative,
    Node,
    Number,
    Percent,
    Sum,
    letters_of,
    read_formula,
)
from .functions import WORKED
from .signs import SIGNS, in_percent


@dataclass(frozen=True, slots=True)
class Calculation:
    """``steps`` are sentences: the inputs by letter, each operation in numbers, the result."""

    result: Quantity
    steps: tuple[str, ...]


def calculate(
    formula: str, inputs: Mapping[str, Quantity], *, named: Mapping[str, str] | None = None
) -> Calculation:
    """Work the formula out. ``inputs`` are figures by the letters a to z, ``named`` says where
    each is from, for the steps. The bounds of the result have 28 digits; numbers in the steps are
    rounded.

    Raises ``CannotCalculate`` with a sentence.
    """
    tree = read_formula(formula)
    used = letters_of(tree)
    if missing := sorted(used - set(inputs)):
        raise CannotCalculate(f"The formula uses {missing[0]}, but no figure stands for it.")
    if idle := sorted(set(inputs) - used):
        raise CannotCalculate(f"A figure stands for {idle[0]}, but the formula does not use it.")
    names = named or {}
    try:
        amounts = {letter: amount_of(inputs[letter], letter) for letter in sorted(used)}
        steps = [
            f"{letter} = {figure_words(inputs[letter])}"
            + (f" ({names[letter]})" if names.get(letter) else "")
            for letter in sorted(used)
        ]
        result = quantity_of(_Working(amounts, steps).value_of(tree), as_of=_shared_date(inputs))
    except DecimalException:
        raise CannotCalculate("The numbers are too large or too small to calculate with.") from None
    return Calculation(result, (*steps, f"Result: {result.text}"))


def _shared_date(inputs: Mapping[str, Quantity]) -> str:
    dates = {quantity.as_of for quantity in inputs.values()}
    return dates.pop() if len(dates) == 1 else ""


class _Working:
    """The way through one formula; every operation leaves its step."""

    def __init__(self, amounts: Mapping[str, Amount], steps: list[str]) -> None:
        self.amounts = amounts
        self.steps = steps

    def value_of(self, node: Node) -> Amount:
        match node:
            case Number(value):
                return whole(value)
            case Letter(name):
                return self.amounts[name]
            case Percent(of):
                return in_percent(self.value_of(of))
            case Negative(of):
                return negated(self.value_of(of))
            case Sum(sign, left, right):
                return self.step(sign, self.value_of(left), self.value_of(right))
            case Call(name, arguments):
                return self.call(name, [self.value_of(argument) for argument in arguments])

    def step(self, sign: str, one: Amount, two: Amount) -> Amount:
        if sign in (TIMES, OVER) and not (one.is_bare or two.is_bare):
            one, two = (self.restated(amount, replace(amount, over=ONE)) for amount in (one, two))
        two = self.restated(two, said_like(two, one))
        result = SIGNS[sign](one, two)
        self.steps.append(f"{_inside(one)} {sign} {_inside(two)} = {number_of(result)}")
        return result

    def call(self, name: str, values: list[Amount]) -> Amount:
        first, *others = values
        others = [self.restated(other, said_like(other, first)) for other in others]
        function = WORKED[name]
        result = function.work(first, *others)
        numbers = [_inside(value) for value in (first, *others)]
        self.steps.append(f"{function.words(numbers)} = {number_of(result)}")
        return result

    def restated(self, amount: Amount, other: Amount) -> Amount:
        """The same amount said otherwise, with a step that says so."""
        if number_of(amount) != number_of(other):
            self.steps.append(f"{with_units(amount)} = {with_units(other)}")
        return other


def _inside(amount: Amount) -> str:
    """A number among others: a range, and what has a sign of its own, in brackets."""
    words = number_of(amount)
    return f"({words})" if " to " in words or words.startswith(MINUS) else words
