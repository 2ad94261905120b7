"""The reader for other programs: lines of JSON in, lines of JSON out, in order."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from math import isfinite
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import nlp
from claims.nlp.door import record_of

# Lines that go to a worker at once: enough that sending them costs little, few enough to flow.
BATCH = 32
Batch = list[tuple[int, bytes]]


class Command(BaseCommand):
    help = (
        'Reads lines of {"id", "text"} from the standard input and writes what was read as one '
        "line of JSON for each, in order. Needs neither database nor broker."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workers", type=int, default=1, help="processes; default: 1")
        model = parser.add_mutually_exclusive_group()
        model.add_argument("--model", help="an installed spaCy model; default: the first found")
        model.add_argument("--rules", action="store_true", help="read without any model")

    def handle(self, *args: Any, **options: Any) -> None:
        if sys.stdin is None or sys.stdout is None:
            raise CommandError("There is nothing to read from, or nothing to write to.")
        if not 1 <= options["workers"] <= 256:
            raise CommandError("--workers is a number from 1 to 256.")
        model = "" if options["rules"] else options["model"] or settings.SPACY_MODEL or None
        self._refuse_unknown(model)
        scorer = settings.CHECKWORTHINESS_MODEL
        self._refuse_bad(scorer)
        read = partial(read_batch, model=model, scorer=scorer)
        # One process answers each line as it comes; several are sent some at a time.
        work = batches(sys.stdin.buffer, 1 if options["workers"] == 1 else BATCH)
        bad = 0
        try:
            for answers in in_order(read, work, options["workers"]):
                bad += write(answers)
        except BrokenPipeError:
            write_no_more()  # whoever reads has enough ("| head")
            return
        except OSError as error:
            write_no_more()
            raise CommandError(f"The answers could not be written: {error.strerror}.") from error
        except BrokenProcessPool as error:
            raise CommandError(
                "A worker was ended from outside, perhaps for want of memory. What was written is "
                "whole; go on with the lines behind it, or with fewer --workers."
            ) from error
        if bad:
            self.stderr.write(f"{bad} line{'s' * (bad > 1)} could not be read; each says why.")

    def _refuse_unknown(self, model: str | None) -> None:
        if not model:
            return
        from spacy.util import is_package

        if not is_package(model):
            raise CommandError(f"There is no spaCy model {model!r} installed here.")

    def _refuse_bad(self, scorer: str) -> None:
        try:
            nlp.load_scorer(scorer) if scorer else None
        except nlp.BadScorer as error:
            raise CommandError(f"CHECKWORTHINESS_MODEL: {error}") from error


def write(answers: Sequence[tuple[bytes, bool]]) -> int:
    """Write the answers; how many of them are errors'."""
    for answer, _ in answers:
        sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return sum(is_bad for _, is_bad in answers)


def write_no_more() -> None:
    """Let nothing more be written to where it cannot be, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def batches(lines: Iterable[bytes], size: int) -> Iterator[Batch]:
    """Numbered lines, so many at a time."""
    numbered = iter(enumerate(lines, 1))
    while batch := list(islice(numbered, size)):
        yield batch


def in_order(
    read: Callable[[Batch], list[tuple[bytes, bool]]], work: Iterator[Batch], workers: int
) -> Iterator[list[tuple[bytes, bool]]]:
    """The answers in the order of the lines, with a bounded number of batches under way."""
    if workers == 1:
        yield from map(read, work)
        return
    with ProcessPoolExecutor(workers, initializer=leave_interrupts) as pool:
        coming: deque[Future[list[tuple[bytes, bool]]]] = deque()
        try:
            for batch in work:
                coming.append(pool.submit(read, batch))
                if len(coming) > 2 * workers:
                    yield coming.popleft().result()
            while coming:
                yield coming.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def leave_interrupts() -> None:
    """Ctrl-C is for the command, which ends its workers; they need not tell about it too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def read_batch(batch: Batch, *, model: str | None, scorer: str = "") -> list[tuple[bytes, bool]]:
    """One line out for each line in, and whether it is an error's."""
    return [read_line(number, line, model, scorer) for number, line in batch]


def read_line(number: int, line: bytes, model: str | None, scorer: str = "") -> tuple[bytes, bool]:
    try:
        key, text = parsed(line)
    except ValueError as error:
        return written({"id": None, "line": number, "error": str(error)}), True
    # A file is read once in each process; the weights themselves are not sent with every batch.
    weights = nlp.load_scorer(scorer) if scorer else None
    return written({"id": key, **record_of(nlp.read(text, model=model, scorer=weights))}), False


def parsed(line: bytes) -> tuple[Any, str]:
    """The id and the text of a line; ``ValueError`` with a sentence for anything else."""
    if not line.strip():
        raise ValueError("This line is empty.")
    try:
        row = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ValueError("This line is not JSON in UTF-8.") from error
    if not isinstance(row, dict):
        raise ValueError('A line is an object with "id" and "text".')
    if "id" not in row:
        raise ValueError('"id" is missing.')
    if isinstance(row["id"], float) and not isfinite(row["id"]):
        raise ValueError('"id" is too large a number.')
    if not isinstance(row.get("text"), str):
        raise ValueError('"text" is missing, or it is no string.')
    return row["id"], row["text"]


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON.")


def written(record: dict[str, Any]) -> bytes:
    try:
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can hold and UTF-8 cannot
        return json.dumps(record).encode() + b"\n"
