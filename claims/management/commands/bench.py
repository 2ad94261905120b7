"""Measuring the reader. Each bench is a subcommand; its last line is one object of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import nlp
from claims.nlp import speed

LEAST_SPEED = 0.6
LONGEST_START = 1.25


class Command(BaseCommand):
    help = "Measures the reader: bench read FOLDER, how fast it is beside bare spaCy."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        benches = parser.add_subparsers(dest="bench", required=True)
        read = benches.add_parser("read", help="words per CPU-second beside the bare pipeline")
        read.add_argument("folder", type=Path, help="a folder with texts (*.txt), at any depth")
        read.add_argument("--model", help="an installed spaCy model; default: the first found")
        read.add_argument(
            "--sentences", type=int, default=0, help="also read so many and watch the memory"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"bench_{options['bench']}")(**options)

    def bench_read(
        self, *, folder: Path, model: str | None, sentences: int, **options: Any
    ) -> None:
        """How fast, how quickly there, and how much memory, each beside bare spaCy."""
        texts = list(speed.texts_of(sorted(folder.rglob("*.txt"))))
        if not texts:
            raise CommandError(f"There is no text (*.txt) in {folder}.")
        name = nlp.load(model or settings.SPACY_MODEL or None).partition(" ")[0]
        try:
            rate = speed.speed(texts, name)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{rate.words:,} words of {len(texts)} texts: {rate.whole:,.0f} words per CPU-second "
            f"whole, {rate.bare:,.0f} bare; ratio {rate.ratio:.2f}, wanted at least {LEAST_SPEED}."
        )
        began = speed.start(name)
        self.stdout.write(
            f"Start: {began.whole:.2f} CPU-seconds whole, {began.bare:.2f} bare; "
            f"ratio {began.ratio:.2f}, wanted at most {LONGEST_START}."
        )
        found = {
            "bench": "read",
            "model": name,
            "words": rate.words,
            "words_per_cpu_second": round(rate.whole),
            "bare_words_per_cpu_second": round(rate.bare),
            "start_cpu_seconds": round(began.whole, 3),
            "bare_start_cpu_seconds": round(began.bare, 3),
            "start_ratio": round(began.ratio, 3),
        }
        if sentences:
            found |= self._memory(texts, name, sentences)
        self.stdout.write(json.dumps({**found, "ratio": round(rate.ratio, 3)}))

    def _memory(self, texts: list[str], model: str, sentences: int) -> dict[str, Any]:
        used = speed.memory(texts, model, sentences)
        self.stdout.write(
            f"Memory: {used.early:.0f} MB after a tenth, {used.late:.0f} MB after "
            f"{used.sentences:,} sentences; {used.growth:+.0f} MB."
        )
        return {
            "sentences": used.sentences,
            "early_megabytes": round(used.early),
            "late_megabytes": round(used.late),
        }
