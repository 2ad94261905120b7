"""``soak``: whether assigning ever does the wrong thing, tried on a desk of its own."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.scratch_database import scratch_database
from verification.soak.rounds import Round, play, staffed
from verification.soak.scenarios import SCENARIOS, Scenario

DATABASE = "test_soak"
ROWS_NAMED = 3


class Command(BaseCommand):
    help = (
        "Make every kind of mess of assigning, with real workers on a database of its own that is "
        "deleted afterwards, and check after each round that every rule holds and nothing is lost. "
        "Fails if not. " + " ".join(f"{one.name}: {one.sentence}." for one in SCENARIOS)
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rounds", type=int, default=50, help="of each scenario; default: 50")
        parser.add_argument(
            "--scenario",
            action="append",
            choices=[scenario.name for scenario in SCENARIOS],
            help="only this one; may be given more than once",
        )
        parser.add_argument("--claims", type=int, default=1000, help="in a round; default: 1000")
        parser.add_argument("--workers", type=int, default=2, help="processes; default: 2")
        parser.add_argument("--seed", type=int, default=0, help="for other chances; default: 0")

    def handle(self, *args: Any, **options: Any) -> None:
        if min(options["rounds"], options["claims"], options["workers"]) < 1:
            raise CommandError("It takes at least one round, one claim and one worker.")
        began = time.monotonic()
        wanted = options["scenario"] or [scenario.name for scenario in SCENARIOS]
        found: dict[str, int] = {}
        with scratch_database(DATABASE) as there:
            environment = {**there, "EMAIL_URL": "dummymail://"}
            for scenario in SCENARIOS:
                if scenario.name in wanted:
                    found[scenario.name] = self.soak(scenario, environment, options)
        self.stdout.write(
            json.dumps(
                {
                    "soak": wanted,
                    "rounds": options["rounds"],
                    "claims": options["claims"],
                    "seed": options["seed"],
                    "violations": found,
                    "seconds": round(time.monotonic() - began, 1),
                }
            )
        )
        if any(found.values()):
            raise CommandError(f"{sum(found.values())} violations.")

    def soak(self, scenario: Scenario, environment: dict[str, str], options: dict[str, Any]) -> int:
        """How many violations there were in all rounds."""
        with (
            tempfile.TemporaryDirectory() as folder,
            staffed(
                scenario.app,
                Path(folder),
                environment,
                workers=options["workers"],
                beats=scenario.beats,
            ) as (workers, beats),
        ):
            sizes = {name: options[name] for name in ("rounds", "claims", "seed")}
            return sum(map(self.tell, play(scenario, workers, beats, **sizes)))

    def tell(self, outcome: Round) -> int:
        """Say how the round went; answers how many violations there were."""
        self.stdout.write(str(outcome))
        for what, rows in outcome.violations.items():
            for row in rows[:ROWS_NAMED]:
                self.stdout.write(f"  {what}: {row}")
        self.stdout.flush()
        return sum(map(len, outcome.violations.values()))
