"""``check_invariants``: whether the desk's rows are as they must always be."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from verification.invariants.checking import RULES, Broken, broken_rules, named

ROWS_NAMED = 20


class Command(BaseCommand):
    help = (
        "Ask the desk's rows whether every rule of assigning and reviewing holds; name what breaks "
        "one and fail. Changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help="answer with one JSON object, with every row"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        broken = broken_rules()
        if options["json"]:
            self.stdout.write(json.dumps(told(broken), ensure_ascii=False))
        else:
            self.name(broken)
        if broken:
            raise CommandError(f"{len(broken)} of {len(RULES)} rules do not hold.")

    def name(self, broken: list[Broken]) -> None:
        if not broken:
            self.stdout.write(f"{len(RULES)} rules hold.")
        for rule, rows in ((one.rule, one.rows) for one in broken):
            self.stdout.write(f"Does not hold: {rule.sentence} ({rule.name})")
            for row in rows[:ROWS_NAMED]:
                self.stdout.write(f"  {named(row)}")
            if (more := len(rows) - ROWS_NAMED) > 0:
                self.stdout.write(f"  and {more:,} more; --json names them all.")


def told(broken: list[Broken]) -> dict[str, Any]:
    return {
        "rules": len(RULES),
        "violations": [
            {"rule": one.rule.name, "sentence": one.rule.sentence, "rows": one.rows}
            for one in broken
        ],
    }
