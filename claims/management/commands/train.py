"""Fits a scorer of check-worthiness to what people found worth a check, if it is any better."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import nlp
from claims.nlp.pipeline import views
from claims.nlp.worth import training
from claims.nlp.worth.rows import Row, rows_of
from claims.nlp.worth.scorer import save, shipped

MOST_PROBLEMS_NAMED = 20
MADE_OF = {True: "readable features", False: "readable features and words"}
NOT_GOOD_FOR = (
    "It sorts, it never hides: it does not know what is true, what has been checked before or "
    "who is asking. It knows one kind of English text, the one it was fitted on; for any other "
    "its order is a guess until it has been compared on some."
)


class Command(BaseCommand):
    help = (
        "Fits check-worthiness to labelled sentences and compares it with what is used now. FILE "
        'has lines of {"text", "label", "group"}: the label is 1 for worth checking or 0, and the '
        "group, a debate or a document, may be left out."
    )
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # "--des" for "--desk" would want a database that manage.py has not looked for.
        return super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["checkworthiness"])
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument(
            "--desk", action="store_true", help="learn from the claims kept and dropped here"
        )
        parser.add_argument(
            "--readable", action="store_true", help="readable features alone, no single words"
        )
        parser.add_argument(
            "--output",
            type=Path,
            help="where to write it; by default where CHECKWORTHINESS_MODEL points, or else "
            "checkworthiness.json in the run-time folder",
        )
        parser.add_argument("--anyway", action="store_true", help="write it even if no better")
        parser.add_argument("--about", default="", help="for the card: whose labels these are")
        parser.add_argument("--card", action="store_true", help="print the card of what is in use")

    def handle(self, *args: Any, **options: Any) -> None:
        in_use = scorer_in_use()
        if options["card"]:
            self.stdout.write(json.dumps(in_use.card, indent=1, ensure_ascii=False))
            return
        if bool(options["file"]) == options["desk"]:
            raise CommandError("Give either a FILE of labelled sentences or --desk.")
        rows, source = self._from_file(options["file"]) if options["file"] else from_desk()
        source["made of"] = MADE_OF[options["readable"]]
        self.stdout.write(
            f"{len(rows)} rows from {source['fitted on']}, "
            f"{sum(row.worth for row in rows)} of them worth checking."
        )
        with_words = not options["readable"]
        try:
            reading = views((row.text for row in rows), model=settings.SPACY_MODEL or None)
            examples = training.examples_of(rows, reading)
            comparison = training.compare(examples, in_use, with_words=with_words)
        except training.TooLittle as error:
            raise CommandError(str(error)) from error
        self._tell(comparison, in_use, source)
        if comparison.is_better or options["anyway"]:
            fitted = training.fit(examples, with_words=with_words)
            self._write(replace(fitted, card=card_of(source, comparison, options)), options)
        else:
            self.stdout.write("Nothing was written. With --anyway the new one is written even so.")

    def _from_file(self, place: Path) -> tuple[list[Row], dict[str, Any]]:
        try:
            content = place.read_bytes()
        except OSError as error:
            raise CommandError(f"{place} cannot be read: {error.strerror}.") from error
        rows, problems = rows_of(content.splitlines())
        for problem in problems[:MOST_PROBLEMS_NAMED]:
            self.stderr.write(problem)
        if problems:
            self.stderr.write(f"{len(problems)} lines were left out.")
        return rows, source_of(place.name, content, rows)

    def _tell(self, found: training.Comparison, in_use: nlp.Scorer, source: dict[str, Any]) -> None:
        """The comparison in words, and what is to be thought of it."""
        self.stdout.write(f"Average precision on {found.rows} rows, {found.how}:")
        self.stdout.write(f"  {found.new:.4f}  fitted here, {source['made of']}")
        if found.used is None:
            self.stdout.write(
                "What is used now has been fitted to these rows, so nobody can say whether the new "
                f"one is better: it takes {training.LEAST_ROWS} new ones of either kind."
            )
            return
        self.stdout.write(f"  {found.used:.4f}  used now: {in_use.name}")
        if in_use.card.get("sha256") == source["sha256"]:
            self.stdout.write("  (The one in use was fitted to this file, which flatters it.)")
        verdict = "better" if found.is_better else "no better"
        self.stdout.write(f"The new one is {verdict} than the one in use.")

    def _write(self, scorer: nlp.Scorer, options: dict[str, Any]) -> None:
        output = options["output"] or default_output()
        try:
            save(scorer, output)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Written to {output}.")
        if str(output) != settings.CHECKWORTHINESS_MODEL:
            self.stdout.write(f"Set CHECKWORTHINESS_MODEL={output} and start again to use it.")


def scorer_in_use() -> nlp.Scorer:
    try:
        chosen = settings.CHECKWORTHINESS_MODEL
        return nlp.load_scorer(chosen) if chosen else shipped()
    except nlp.BadScorer as error:
        raise CommandError(
            f"CHECKWORTHINESS_MODEL: {error} Name a good file, or none to go back to what ships."
        ) from error


def from_desk() -> tuple[list[Row], dict[str, Any]]:
    from claims.decisions import decided_rows

    rows = list(decided_rows())
    content = json.dumps([[row.text, row.worth, row.group] for row in rows]).encode()
    return rows, source_of("this desk's decisions", content, rows)


def source_of(name: str, content: bytes, rows: list[Row]) -> dict[str, Any]:
    return {
        "fitted on": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "rows": len(rows),
        "worth checking": sum(row.worth for row in rows),
        "groups": len({row.group for row in rows} - {""}),
    }


def card_of(
    source: dict[str, Any], comparison: training.Comparison, options: dict[str, Any]
) -> dict[str, Any]:
    """What whoever reads by this scorer should know of it."""
    return {
        **source,
        "about": options["about"],
        "date": date.today().isoformat(),
        "command": command_of(options),
        "average precision": {
            "how": f"{comparison.how}, {comparison.rows} rows",
            "value": round(comparison.new, 4),
        },
        "versions": {
            nlp.PIPELINE_NAME: nlp.PIPELINE_VERSION,
            "spacy": version("spacy"),
            "scikit-learn": version("scikit-learn"),
        },
        "not good for": NOT_GOOD_FOR,
    }


def default_output() -> Path:
    return Path(settings.CHECKWORTHINESS_MODEL or settings.VAR_DIR / "checkworthiness.json")


def command_of(options: dict[str, Any]) -> str:
    """The command as it can be typed again, without where its file lies on this machine."""
    source = "--desk" if options["desk"] else options["file"].name
    readable = " --readable" if options["readable"] else ""
    return f"manage.py train checkworthiness {source}{readable}"
