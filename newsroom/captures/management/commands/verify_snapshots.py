"""``manage.py verify_snapshots``: is every saved copy still, byte for byte, what came in?"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from newsroom.captures.verifying import Result, StoredFile, count_files, resting_on, verify

EVERY_SECONDS = 2


class Command(BaseCommand):
    help = (
        "Read every stored file of the saved copies and compare it with its hash. Each that is "
        "missing or altered is named with the copies of it and what rests on them, and the "
        "command fails."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="only what was saved on that day or later",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        since = start_of(options["since"]) if options["since"] else None
        total, result, told = count_files(since), Result(), time.monotonic()
        for file, wrong in verify(result, since):
            if wrong:
                self.stdout.write(line_of(file, wrong))
            if time.monotonic() - told >= EVERY_SECONDS:
                told = time.monotonic()
                self.stderr.write(f"{result.files:,} of {total:,} files")
        if result.wrong:
            raise CommandError(result.sentence)
        self.stdout.write(result.sentence)


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def line_of(file: StoredFile, wrong: str) -> str:
    """ "missing ab/abc…: saved copy 4; evidence 7, 9 and 3 more"."""
    rests = []
    for kind, ids, count in resting_on(file):
        words = ", ".join(map(str, ids))
        rests.append(f"{kind} {words}" + (f" and {count - len(ids)} more" * (count > len(ids))))
    return f"{wrong} {file.path}: {'; '.join(rests)}"
