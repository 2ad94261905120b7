"""What the numbers say, for other programs: lines of JSON in, lines of JSON out, in order."""

from __future__ import annotations

from functools import partial

from claims import nlp
from claims.management.lines import Answer, LinesCommand, Record
from claims.nlp.weighing import comparison_record


class Command(LinesCommand):
    help = (
        'Reads lines of {"id", "claimed", "found"} from the standard input and writes how the '
        "figures of the two texts compare as one line of JSON for each, in order. Needs neither "
        "database nor broker."
    )
    keys = ("claimed", "found")

    def answer(self, model: str | None) -> Answer:
        return partial(compare, model=model)


def compare(claimed: str, found: str, *, model: str | None) -> Record:
    return comparison_record(
        nlp.read(claimed, model=model).figures, nlp.read(found, model=model).figures
    )
