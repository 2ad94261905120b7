"""What is known of the desk's machinery, as plain values with their words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from newsroom.pulse.models import SILENT_AFTER

# A job that a free worker has not taken by then is late.
PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work: ``due`` jobs, the oldest due since then; why they wait, what to do."""

    name: str
    due: int
    oldest: datetime | None
    cause: str
    remedy: str = ""
    patience: timedelta = PATIENCE

    @property
    def is_late(self) -> bool:
        return bool(self.oldest and timezone.now() - self.oldest > self.patience)


@dataclass(frozen=True, slots=True)
class Part:
    """A worker or a sweep: when it was last seen, and whether that is recent enough."""

    name: str
    seen_at: datetime | None
    is_alive: bool


@dataclass(slots=True)
class Health:
    workers: list[Part]
    sweeps: list[Part]
    broker_problem: str
    clocks: list[Part] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)
    is_starting: bool = False

    @property
    def has_worker(self) -> bool:
        return any(worker.is_alive for worker in self.workers)

    @property
    def clock_runs(self) -> bool:
        return all(sweep.is_alive for sweep in self.sweeps)

    @property
    def clocks_now(self) -> list[Part]:
        """Those that ring: more than one is a beat that was started twice, or again just now."""
        return [clock for clock in self.clocks if clock.is_alive]

    @property
    def due(self) -> int:
        return sum(work.due for work in self.work)

    @property
    def oldest(self) -> datetime | None:
        return min((work.oldest for work in self.work if work.oldest), default=None)

    @property
    def is_well(self) -> bool:
        return bool(
            self.has_worker
            and self.clock_runs
            and not self.broker_problem
            and not any(work.is_late for work in self.work)
        )

    @property
    def sentence(self) -> str:
        """The whole page in one sentence."""
        waiting = f"; {jobs_words(self.due)}" if self.due else ""
        if not self.has_worker:
            return f"No worker has been seen for {self.silence_of(self.workers)}{waiting}."
        if self.broker_problem:
            return f"Redis cannot be reached, so work waits for the next sweep{waiting}."
        if not self.clock_runs:
            silence = self.silence_of([s for s in self.sweeps if not s.is_alive])
            return f"The clock has not rung for {silence}{waiting}."
        late = [work for work in self.work if work.is_late]
        if late and late[0].oldest:
            return f"Running, but {late[0].name} is {age_words(late[0].oldest)} behind."
        if self.oldest:
            return f"All running; oldest job {age_words(self.oldest)}."
        return "All running; no job waits."

    @staticmethod
    def silence_of(parts: list[Part]) -> str:
        seen = max((part.seen_at for part in parts if part.seen_at), default=None)
        return age_words(seen) if seen else f"{SILENT_AFTER.seconds} s"


def explained(
    name: str,
    found: dict[str, Any],
    state: Health,
    *,
    otherwise: str,
    patience: timedelta = PATIENCE,
) -> Work:
    """The row for a kind of work: why what is due is not done, and what to do about it."""
    due, oldest = found["due"], found["oldest"]
    if not due:
        return Work(name, 0, None, otherwise)
    if not state.has_worker:
        return Work(
            name, due, oldest,
            f"No worker has been seen for {state.silence_of(state.workers)}.",
            "Start one: python3 manage.py up starts all it takes; with servers of your own, "
            "celery -A config worker. What is due stays and is taken up.",
        )  # fmt: skip
    if not state.clock_runs:
        return Work(
            name, due, oldest,
            "Workers are there, but the clock that sends them is not.",
            "Start it: celery -A config beat.",
        )  # fmt: skip
    if timezone.now() - oldest > patience:
        return Work(
            name, due, oldest,
            "The workers are busy with something else.",
            "Wait, or start another worker: they share the work.",
            patience,
        )  # fmt: skip
    return Work(name, due, oldest, "A worker is on it.", patience=patience)


def jobs_words(count: int) -> str:
    return "1 job waits" if count == 1 else f"{count} jobs wait"


def age_words(since: datetime) -> str:
    """ "12 s", "4 min", "3 h", "2 days" since then."""
    seconds = max(0, round((timezone.now() - since).total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min"
    if seconds < 86_400:
        return f"{seconds // 3600} h"
    days = seconds // 86_400
    return "1 day" if days == 1 else f"{days} days"
