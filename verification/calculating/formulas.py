"""A formula as people write it, read into a tree: ``share(a, b) × 2``.

Letters a to z stand for figures, numbers for themselves ("83,000,000", "0.5"), and the signs are
``+ − × ÷``, ``* / -`` for who has no others, ``%`` behind a number, and brackets. Functions take
their arguments apart by commas or semicolons; a comma between a digit and exactly three more is
part of the number. Nothing is ever evaluated by Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

LONGEST = 200
DEEPEST = 20
PLUS, MINUS, TIMES, OVER = "+", "−", "×", "÷"
SIGNS = {"+": PLUS, "-": MINUS, "–": MINUS, "−": MINUS, "*": TIMES, "×": TIMES, "·": TIMES,
         "/": OVER, "÷": OVER}  # fmt: skip
# How many arguments each takes; None is no limit.
FUNCTIONS: dict[str, tuple[int, int | None]] = {
    "share": (2, 2),
    "change": (2, 2),
    "difference": (2, 2),
    "sum": (1, None),
    "mean": (1, None),
    "per": (3, 3),
}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
    r"|(?P<name>[A-Za-z]+)|(?P<sign>[-+–−*×·/÷()%,;]))"
)


class CannotCalculate(Exception):
    """A formula that says nothing, or figures that it cannot be used on, in a sentence."""

    @property
    def sentence(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Letter:
    name: str


@dataclass(frozen=True, slots=True)
class Percent:
    of: Node


@dataclass(frozen=True, slots=True)
class Negative:
    of: Node


@dataclass(frozen=True, slots=True)
class Sum:
    """Two terms with one of the four signs between them."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple[Node, ...]


Node = Number | Letter | Percent | Negative | Sum | Call


def read_formula(formula: str) -> Node:
    """The formula's tree. Raises ``CannotCalculate`` with a sentence that says where it ends to
    make sense."""
    if len(formula) > LONGEST:
        raise CannotCalculate(f"The formula is longer than {LONGEST} characters. Shorten it.")
    if not formula.strip():
        raise CannotCalculate("Write a formula, such as share(a, b).")
    reader = _Reader(list(_tokens(formula)))
    node = reader.terms(0)
    if reader.next is not None:
        raise CannotCalculate(f"“{reader.next}” does not fit in the formula where it stands.")
    return node


def letters_of(node: Node) -> set[str]:
    match node:
        case Letter(name):
            return {name}
        case Percent(of) | Negative(of):
            return letters_of(of)
        case Sum(_, left, right):
            return letters_of(left) | letters_of(right)
        case Call(_, arguments):
            return set().union(*map(letters_of, arguments))
    return set()


def _tokens(formula: str) -> Iterator[str]:
    at, end = 0, len(formula.rstrip())
    while at < end:
        found = _TOKEN.match(formula, at)
        if found is None:
            strange = formula[at:].strip()[0]
            raise CannotCalculate(
                f"“{strange}” means nothing in a formula. Use letters, numbers, + − × ÷ % and "
                "brackets."
            )
        at = found.end()
        yield found["number"] or (found["name"] or "").casefold() or found["sign"]


class _Reader:
    """Terms of factors of atoms, each method reading one and leaving the rest."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def next(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> str:
        token = self.next
        if token is None:
            raise CannotCalculate("The formula ends too early: something is missing behind it.")
        self.at += 1
        return token

    def expect(self, token: str, otherwise: str) -> None:
        if self.next != token:
            raise CannotCalculate(otherwise)
        self.at += 1

    def terms(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise CannotCalculate(f"More than {DEEPEST} brackets in each other. Split the formula.")
        node = self.factors(depth)
        while SIGNS.get(self.next or "") in (PLUS, MINUS):
            sign = SIGNS[self.take()]
            node = Sum(sign, node, self.factors(depth))
        return node

    def factors(self, depth: int) -> Node:
        node = self.signed(depth)
        while SIGNS.get(self.next or "") in (TIMES, OVER):
            sign = SIGNS[self.take()]
            node = Sum(sign, node, self.signed(depth))
        return node

    def signed(self, depth: int) -> Node:
        if SIGNS.get(self.next or "") != MINUS:
            return self.with_percent(depth)
        self.take()
        if SIGNS.get(self.next or "") == MINUS:
            raise CannotCalculate("Two minus signs stand behind each other. Use brackets.")
        return Negative(self.with_percent(depth))

    def with_percent(self, depth: int) -> Node:
        node = self.atom(depth)
        if self.next == "%":
            self.take()
            return Percent(node)
        return node

    def atom(self, depth: int) -> Node:
        token = self.take()
        if token[0].isdigit() or token[0] == ".":
            return Number(Decimal(token.replace(",", "")))
        if token == "(":
            node = self.terms(depth + 1)
            self.expect(")", "A bracket is opened and not closed.")
            return node
        if token in FUNCTIONS:
            return self.call(token, depth)
        if len(token) == 1 and token.isalpha():
            return Letter(token)
        if token.isalpha():
            raise CannotCalculate(
                f"“{token}” is no function. There are {', '.join(FUNCTIONS)}; between letters "
                "write × or another sign."
            )
        raise CannotCalculate(f"“{token}” does not fit in the formula where it stands.")

    def call(self, name: str, depth: int) -> Node:
        self.expect("(", f"“{name}” needs brackets behind it: {name}(a, b).")
        arguments = [self.terms(depth + 1)]
        while self.next in (",", ";"):
            self.take()
            arguments.append(self.terms(depth + 1))
        self.expect(")", f"The bracket of {name}(…) is not closed.")
        least, most = FUNCTIONS[name]
        if len(arguments) < least or (most is not None and len(arguments) > most):
            raise CannotCalculate(
                f"{name}(…) takes {least} figures, but {len(arguments)} are written."
            )
        return Call(name, tuple(arguments))
