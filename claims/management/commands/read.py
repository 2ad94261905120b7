"""The reader for other programs: lines of JSON in, lines of JSON out, in order."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.core.management.base import CommandError

from claims import nlp
from claims.management.lines import Answer, LinesCommand, Record
from claims.nlp.door import record_of


class Command(LinesCommand):
    help = (
        'Reads lines of {"id", "text"} from the standard input and writes what was read as one '
        "line of JSON for each, in order. Needs neither database nor broker."
    )
    keys = ("text",)

    def answer(self, model: str | None) -> Answer:
        scorer = settings.CHECKWORTHINESS_MODEL
        try:
            nlp.load_scorer(scorer) if scorer else None
        except nlp.BadScorer as error:
            raise CommandError(f"CHECKWORTHINESS_MODEL: {error}") from error
        return partial(read, model=model, scorer=scorer)


def read(text: str, *, model: str | None, scorer: str) -> Record:
    # A file is read once in each process; the weights themselves are not sent with every batch.
    weights = nlp.load_scorer(scorer) if scorer else None
    return record_of(nlp.read(text, model=model, scorer=weights))
