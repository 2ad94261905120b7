"""What the numbers say, for other programs: lines of JSON in, lines of JSON out, in order."""

from __future__ import annotations

from functools import partial

from claims import nlp
from claims.management.lines import Answer, LinesCommand, Record, TooMuch
from claims.nlp.weighing import comparison_record

# Every figure of the one text is weighed against every figure of the other.
MOST_PAIRS = 20_000


class Command(LinesCommand):
    help = (
        'Reads lines of {"id", "claimed", "found"} from the standard input and writes how the '
        "figures of the two texts compare as one line of JSON for each, in order. Needs neither "
        "database nor broker."
    )
    keys = ("claimed", "found")
    most_characters = 200_000

    def answer(self, model: str | None) -> Answer:
        return partial(compare, model=model)


def compare(claimed: str, found: str, *, model: str | None) -> Record:
    these, those = (nlp.read(text, model=model).figures for text in (claimed, found))
    if len(these) * len(those) > MOST_PAIRS:
        raise TooMuch(
            f'"claimed" has {len(these):,} figures and "found" {len(those):,}; at most '
            f"{MOST_PAIRS:,} pairs are compared."
        )
    return comparison_record(these, those)
