"""Asking all rules at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from . import assigning, blindness, reviews, telling
from .rule import GROUND, Rule

RULES: tuple[Rule, ...] = (
    *assigning.RULES,
    *reviews.RULES,
    *telling.RULES,
    *blindness.RULES,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule and the rows that break it, each as what names it to a person."""

    rule: Rule
    rows: tuple[Row, ...]


def broken_rules(rules: Iterable[Rule] = RULES) -> list[Broken]:
    """The rules that do not hold now. One statement asks them all, so that they look at the same
    moment of a desk that is at work."""
    rules = tuple(rules)
    rows: dict[str, list[Row]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(statement(rules))
        for name, row in cursor.fetchall():
            rows[name].append(row)
    return [Broken(rule, tuple(rows[rule.name])) for rule in rules if rows[rule.name]]


def statement(rules: Iterable[Rule]) -> str:
    questions = (
        f"SELECT '{rule.name}', row_to_json(broken) FROM ({rule.broken}) broken" for rule in rules
    )
    return GROUND + "\nUNION ALL\n".join(questions)


def named(row: Row) -> str:
    """ "review 7, claim “It rains.”, assignments 3 and 4"."""
    return ", ".join(f"{column.replace('_', ' ')} {value_of(row[column])}" for column in row)


def value_of(value: Any) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case list():
            return " and ".join(value_of(one) for one in value) or "none"
        case str():
            return f"“{value}”"
        case _:
            return str(value)
