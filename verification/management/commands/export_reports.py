"""The export of the reports page, for scripts and schedules."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from verification.models import Rating
from verification.reports.exporting import FORMATS, envelope_for, export
from verification.reports.selection import NOT_RATED, OTHERS_CLAIMS, PURPOSE_WORDS, Selection


class Command(BaseCommand):
    help = "Writes published verdicts to a file, or to the standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="first day, included")
        parser.add_argument("--until", type=day, metavar="YYYY-MM-DD", help="last day, included")
        parser.add_argument(
            "--rating", default="", help=f"a rating's slug, such as mostly-true, or {NOT_RATED}"
        )
        parser.add_argument("--purpose", choices=sorted(PURPOSE_WORDS), default=OTHERS_CLAIMS)
        parser.add_argument("--output", metavar="FILE", help="default: the standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        since, until, rating = options["since"], options["until"], options["rating"]
        if since and until and since > until:
            raise CommandError("--since is after --until, so nothing could fit.")
        known = {NOT_RATED, *Rating.objects.values_list("slug", flat=True)}
        if rating and rating not in known:
            raise CommandError(
                f"No scale has a rating {rating!r}. Known: {', '.join(sorted(known))}."
            )
        envelope = envelope_for(Selection(since, until, rating, options["purpose"]))
        pieces = export(FORMATS[options["format"]], envelope)
        if not options["output"]:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            return
        target = Path(options["output"])
        write_whole(target, pieces)
        self.stderr.write(f"Written to {target}: {envelope.selection.words}.")


def write_whole(target: Path, pieces: Any) -> None:
    """Write beside the target and rename, so that an export that breaks off leaves what was
    there before."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.writelines(pieces)
        beside.replace(target)
    except OSError as error:
        raise CommandError(f"{target} could not be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)


def day(text: str) -> date:
    """A day for argparse, which turns the ``ValueError`` into a sentence."""
    return date.fromisoformat(text)
