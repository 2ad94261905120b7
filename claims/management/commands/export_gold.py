"""The desk's own gold, as lines of JSON: what people accepted or corrected of what was read."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.gold import documents_with_gold, gold_of
from claims.management.lines import written
from claims.models import Document


class Command(BaseCommand):
    help = (
        "Writes every sentence whose figures and claimants people accepted or corrected as a line "
        'of JSON: {"id", "text", "quantities", "attributions", "claims"}. Own copy is among them.'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--document", type=int, help="only this document, by its number")

    def handle(self, *args: Any, **options: Any) -> None:
        if (key := options["document"]) is None:
            documents = documents_with_gold()
        else:
            documents = Document.objects.filter(pk=key).select_related("snapshot")
            if not documents:
                raise CommandError(f"There is no document with the number {key}.")
        for record in gold_of(documents):
            self.stdout.write(written(record).decode(), ending="")
