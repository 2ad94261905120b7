"""Measuring the reader. Each bench is a subcommand; its last line is one object of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import nlp
from claims.nlp import speed
from claims.nlp.door import record_of
from claims.nlp.scoring import PARTS, Scores, score

Record = dict[str, Any]

LEAST_SPEED = 0.6
LONGEST_START = 1.25


class Command(BaseCommand):
    help = (
        "Measures the reader: bench read FOLDER, how fast it is beside bare spaCy; "
        "bench gold FILE, how much of the desk's own gold it reads right."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_benches(parser.add_subparsers(dest="bench", required=True))

    def add_benches(self, benches: Any) -> None:
        read = benches.add_parser("read", help="words per CPU-second beside the bare pipeline")
        read.add_argument("folder", type=Path, help="a folder with texts (*.txt), at any depth")
        read.add_argument("--model", help="an installed spaCy model; default: the first found")
        read.add_argument(
            "--sentences", type=int, default=0, help="also read so many and watch the memory"
        )

        gold = benches.add_parser(
            "gold", help="precision and recall on a file of gold, and what was misread"
        )
        gold.add_argument("file", type=Path, help="lines of JSON, as export_gold writes them")
        gold.add_argument("--model", help="an installed spaCy model; default: the first found")
        gold.add_argument("--misread", type=int, default=50, help="how many to list; default: 50")

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

    def bench_gold(self, *, file: Path, model: str | None, misread: int, **options: Any) -> None:
        model = model or settings.SPACY_MODEL or None
        scores = score(
            (gold, record_of(nlp.read(gold["text"], model=model))) for gold in records_of(file)
        )
        self._told(scores, misread)

    def _told(self, scores: Scores, misread: int) -> None:
        columns = "".join(f"{name:>10}" for name in ("precision", "recall", "F1"))
        counts = "".join(f"{name:>8}" for name in ("right", "read", "gold"))
        self.stdout.write(f"{'':24}{columns}{counts}")
        for part in PARTS:
            rate = scores.rates[part].plain()
            self.stdout.write(
                f"{part:24}{rate['precision']:>10}{rate['recall']:>10}{rate['f1']:>10}"
                f"{rate['right']:>8}{rate['read']:>8}{rate['gold']:>8}"
            )
        for one in scores.misread[:misread]:
            where = f" ({one.where})" if one.where else ""
            self.stdout.write(
                f"{one.id} {one.what}: {one.gold or 'nothing'}, "
                f"read as {one.read or 'nothing'}{where}"
            )
        if (more := len(scores.misread) - misread) > 0:
            self.stdout.write(f"… and {more} more; --misread shows them.")
        self.stdout.write(
            f"Ratio {scores.ratio}: {scores.right} right of {scores.whole}, which are the figures "
            "in value, unit and comparator, those read where there is none, and each claim’s "
            "claimant."
        )
        rates = {part: rate.plain() for part, rate in scores.rates.items()}
        whole = {"texts": scores.texts, **rates, "misread": len(scores.misread)}
        version = f"{nlp.PIPELINE_NAME} {nlp.PIPELINE_VERSION}"
        self.stdout.write(
            json.dumps({"bench": "gold", "pipeline": version, **whole, "ratio": scores.ratio})
        )


def records_of(file: Path) -> Iterator[Record]:
    """The gold records of a file; a line that is none ends it with a sentence."""
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield parsed(number, line)
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read: {error}") from error


def parsed(number: int, line: str) -> Record:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise CommandError(f"Line {number} is not JSON.") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise CommandError(f'Line {number} is no gold: it has no "text".')
    if "id" not in record or not isinstance(record.get("quantities"), list):
        raise CommandError(f'Line {number} is no gold: it lacks "id" or "quantities".')
    return record
