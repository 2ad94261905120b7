"""Doors for other programs: lines of JSON in, lines of JSON out, in order."""

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
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

# Lines that go to a worker at once: enough that sending them costs little, few enough to flow.
BATCH = 32
Batch = list[tuple[int, bytes]]
Record = dict[str, Any]
Answer = Callable[..., Record]


class TooMuch(ValueError):
    """A line that would hold up all those behind it; the message is a sentence."""


class LinesCommand(BaseCommand):
    """Answers each line with what :meth:`answer`'s function makes of the line's texts, which
    stand under ``keys``. Lines with a text of more than ``most_characters`` are refused."""

    keys: tuple[str, ...]
    most_characters: int | None = None
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workers", type=int, default=1, help="processes; default: 1")
        model = parser.add_mutually_exclusive_group()
        model.add_argument("--model", help="an installed spaCy model; default: the first found")
        model.add_argument("--rules", action="store_true", help="read without any model")

    def answer(self, model: str | None) -> Answer:
        """A function that can be sent to another process: texts in, a record out."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        if sys.stdin is None or sys.stdout is None:
            raise CommandError("There is nothing to read from, or nothing to write to.")
        workers = options["workers"]
        if not 1 <= workers <= 256:
            raise CommandError("--workers is a number from 1 to 256.")
        model = "" if options["rules"] else options["model"] or settings.SPACY_MODEL or None
        refuse_unknown(model)
        answer_all = partial(
            answer_batch, keys=self.keys, answer=self.answer(model), most=self.most_characters
        )
        # One process answers each line as it comes; several are sent some at a time.
        work = batches(sys.stdin.buffer, 1 if workers == 1 else BATCH)
        bad = 0
        try:
            for answers in in_order(answer_all, work, workers):
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


def refuse_unknown(model: str | None) -> None:
    if not model:
        return
    from spacy.util import is_package

    if not is_package(model):
        raise CommandError(f"There is no spaCy model {model!r} installed here.")


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


def answer_batch(
    batch: Batch, *, keys: Sequence[str], answer: Answer, most: int | None = None
) -> list[tuple[bytes, bool]]:
    """One line out for each line in, and whether it is an error's."""
    return [answer_line(number, line, keys, answer, most) for number, line in batch]


def answer_line(
    number: int, line: bytes, keys: Sequence[str], answer: Answer, most: int | None
) -> tuple[bytes, bool]:
    try:
        key, texts = parsed(line, keys)
        refuse_long(keys, texts, most)
    except ValueError as error:
        return error_of(number, error), True
    try:
        return written({"id": key, **answer(*texts)}), False
    except TooMuch as error:
        return error_of(number, error), True


def error_of(number: int, error: ValueError) -> bytes:
    return written({"id": None, "line": number, "error": str(error)})


def refuse_long(keys: Sequence[str], texts: Sequence[str], most: int | None) -> None:
    for key, text in zip(keys, texts, strict=True):
        if most is not None and len(text) > most:
            raise TooMuch(f'"{key}" has {len(text):,} characters; at most {most:,} are compared.')


def parsed(line: bytes, keys: Sequence[str]) -> tuple[Any, list[str]]:
    """The id and the texts of a line; ``ValueError`` with a sentence for anything else."""
    if not line.strip():
        raise ValueError("This line is empty.")
    try:
        row = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ValueError("This line is not JSON in UTF-8.") from error
    if not isinstance(row, dict):
        named = [f'"{key}"' for key in ("id", *keys)]
        raise ValueError(f"A line is an object with {', '.join(named[:-1])} and {named[-1]}.")
    if "id" not in row:
        raise ValueError('"id" is missing.')
    refuse_unwritable(row["id"])
    for key in keys:
        if not isinstance(row.get(key), str):
            raise ValueError(f'"{key}" is missing, or it is no string.')
    return row["id"], [row[key] for key in keys]


def refuse_unwritable(key: Any) -> None:
    """JSON can hold 1e999, which is read as infinity, and there is no JSON for that."""
    try:
        json.dumps(key, allow_nan=False)
    except ValueError as error:
        holds = "is" if isinstance(key, float) else "holds"
        raise ValueError(f'"id" {holds} too large a number.') from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON.")


def written(record: dict[str, Any]) -> bytes:
    """A line of JSON; ``ValueError`` where there is no JSON for something in it."""
    try:
        return json.dumps(record, ensure_ascii=False, allow_nan=False).encode() + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can hold and UTF-8 cannot
        return json.dumps(record, allow_nan=False).encode() + b"\n"
