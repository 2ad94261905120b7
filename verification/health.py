"""Is the desk's machinery running, and if not, what is it that does not?

Read from the rows that are the desk's to-do list and from the pulses of workers and sweeps.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import redis
from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone

from claims.models import ExtractionRun
from claims.states import RunState
from newsroom.captures.models import Capture, CaptureState
from newsroom.notices.models import Notice
from newsroom.pulse.models import SILENT_AFTER, SWEEP, WORKER, Pulse

from .models import ClaimReview, Watch, WatchedHost, WatchState

# A job that a free worker has not taken by then is late.
PATIENCE = timedelta(seconds=60)
# Watched pages wait their turn: each host is asked once a second, a few hosts at a time.
PATIENCE_WITH_PAGES = timedelta(hours=3)
FORGET_AFTER = timedelta(days=1)
SWEEPS = ("claims", "verification", "captures")


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
    work: list[Work] = field(default_factory=list)

    @property
    def has_worker(self) -> bool:
        return any(worker.is_alive for worker in self.workers)

    @property
    def clock_runs(self) -> bool:
        return all(sweep.is_alive for sweep in self.sweeps)

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


def health() -> Health:
    now = timezone.now()
    pulses = list(Pulse.objects.filter(seen_at__gt=now - FORGET_AFTER).order_by("-seen_at"))
    state = Health(
        workers=[part_of(pulse, now) for pulse in pulses if pulse.kind == WORKER],
        sweeps=sweeps_of(pulses, now),
        broker_problem=broker_problem(),
    )
    state.work = [
        reading(state),
        assigning(state),
        publishing(state),
        mailing(state),
        saving_pages(state),
        watching_pages(state),
    ]
    return state


def part_of(pulse: Pulse, now: datetime) -> Part:
    return Part(pulse.name, pulse.seen_at, now - pulse.seen_at < SILENT_AFTER)


def sweeps_of(pulses: list[Pulse], now: datetime) -> list[Part]:
    """All sweeps, also one that was never seen."""
    seen = {pulse.name: part_of(pulse, now) for pulse in pulses if pulse.kind == SWEEP}
    return [seen.get(name) or Part(name, None, False) for name in SWEEPS]


def broker_problem() -> str:
    """Why Redis cannot be reached, or "". Waits a second at most."""
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
    try:
        client.ping()
    except redis.RedisError as error:
        return str(error)
    finally:
        client.close()
    return ""


def reading(state: Health) -> Work:
    runs = ExtractionRun.objects.awaiting_worker().aggregate(
        due=Count("pk"), oldest=Min("created_at")
    )
    now_read = ExtractionRun.objects.filter(state=RunState.RUNNING).count() - (
        ExtractionRun.objects.awaiting_worker().filter(state=RunState.RUNNING).count()
    )
    doing = f"{now_read} being read now." if now_read else "Nothing to read."
    return explained("reading", runs, state, otherwise=doing)


def assigning(state: Health) -> Work:
    reviews = ClaimReview.objects.awaiting_reviewers()
    due = reviews.filter(nobody_because="").aggregate(due=Count("pk"), oldest=Min("state_since"))
    nobody = reviews.nobody_can_take().count()
    if nobody and not due["due"]:
        claims = "1 claim waits" if nobody == 1 else f"{nobody} claims wait"
        return Work(
            "assigning", 0, None,
            f"Every claim was offered; {claims} because nobody can take it.",
            "Invite reviewers, raise somebody’s capacity, or have an editor assign by hand.",
        )  # fmt: skip
    return explained("assigning", due, state, otherwise="Nothing to assign.")


def publishing(state: Health) -> Work:
    due = ClaimReview.objects.due_for_publication().aggregate(
        due=Count("pk"), oldest=Min("publish_at")
    )
    return explained("publishing", due, state, otherwise="Nothing is due to go out.")


def mailing(state: Health) -> Work:
    unmailed = Notice.objects.filter(mailed_at__isnull=True, recipient__is_active=True)
    due = unmailed.aggregate(due=Count("pk"), oldest=Min("created_at"))
    refused = unmailed.filter(mail_after__gt=timezone.now()).exists()
    if refused and state.has_worker:
        return Work(
            "mail", due["due"], due["oldest"],
            "The mail server took none at the last try; it is tried again every five minutes.",
            "Look into the worker’s log, and check EMAIL_URL.",
        )  # fmt: skip
    return explained("mail", due, state, otherwise="Everything is sent.")


def saving_pages(state: Health) -> Work:
    captures = Capture.objects.awaiting_worker().aggregate(due=Count("pk"), oldest=Min("asked_at"))
    store = Capture.objects.filter(state=CaptureState.RUNNING, problem="store").count()
    if store:
        return Work(
            "saving pages", captures["due"], captures["oldest"],
            "The store of saved copies could not be written; it is tried again by itself.",
            "Look into the worker’s log: is the disk full, or SNAPSHOTS_URL wrong?",
        )  # fmt: skip
    return explained("saving pages", captures, state, otherwise="Nothing to save.")


def watching_pages(state: Health) -> Work:
    """The figure watch. Pages of hosts that are left alone for a while are not due."""
    watched = Watch.objects.exclude(state=WatchState.STOPPED).count()
    if not settings.FIGURE_WATCH:
        return Work(
            "watching pages", 0, None,
            f"Switched off; {pages_words(watched)} noted, and not read again.",
            "Take FIGURE_WATCH=0 out of the environment to switch it on.",
        )  # fmt: skip
    due = Watch.objects.due().filter(host__not_before__lte=timezone.now())
    left_alone = WatchedHost.objects.filter(failures__gt=0, not_before__gt=timezone.now()).count()
    sentences = [f"{pages_words(watched)} watched."]
    if unread := Watch.objects.unread().count():
        sentences.append(f"{unread} could not be read the last time.")
    if left_alone:
        hosts = "1 host" if left_alone == 1 else f"{left_alone} hosts"
        sentences.append(f"{hosts} failed or asked us to wait.")
    found = due.aggregate(due=Count("pk"), oldest=Min("next_at"))
    work = explained("watching pages", found, state, otherwise="", patience=PATIENCE_WITH_PAGES)
    return replace(work, cause=" ".join([work.cause, *sentences]).strip())


def pages_words(count: int) -> str:
    return "1 page is" if count == 1 else f"{count:,} pages are"


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
