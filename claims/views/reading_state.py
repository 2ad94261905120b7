"""What people are told about the reading of a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf.locale import LANG_INFO

from claims.models import ExtractionRun
from claims.states import RunState
from newsroom.pulse.models import WORKER, Pulse


@dataclass(frozen=True, slots=True)
class ReadingState:
    run: ExtractionRun | None
    language: str

    @property
    def is_live(self) -> bool:
        return self.run is not None and self.run.is_live

    @property
    def is_read(self) -> bool:
        return self.run is not None and self.run.state == RunState.DONE

    @property
    def is_unread(self) -> bool:
        return self.run is not None and self.run.state == RunState.UNREAD

    @property
    def has_failed(self) -> bool:
        return self.run is not None and self.run.state == RunState.FAILED

    @property
    def is_waiting(self) -> bool:
        return self.run is not None and self.run.state == RunState.DUE

    @property
    def language_name(self) -> str:
        return language_name(self.language)


def language_name(code: str) -> str:
    """ "German" for "de"; a code nobody has named stays a code."""
    known = LANG_INFO.get(code.lower(), {})
    return known.get("name") or {"zh": "Chinese"}.get(code, f"“{code}”")


def latest_runs(documents: Iterable[int]) -> dict[int, ExtractionRun]:
    """The last reading of each document, in one query."""
    runs = (
        ExtractionRun.objects.filter(document__in=list(documents))
        .order_by("document_id", "-id")
        .distinct("document_id")
    )
    return {run.document_id: run for run in runs}


def may_wait_for_ever(reading: ReadingState) -> bool:
    """Whether a reading is due and no worker has been seen that could do it."""
    return reading.is_live and not Pulse.objects.alive(WORKER).exists()
