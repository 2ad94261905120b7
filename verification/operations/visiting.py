"""Reading the watched pages of one host, and being a guest there: one request at a time, one a
second, whoever else reads, and however its pages send us on.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

from django.db.models import F
from django.db.models.functions import Greatest, Now

from newsroom.captures.fetcher import fetch_page
from newsroom.captures.fetching.addresses import Address
from newsroom.leases import lease_renewed
from verification.models import Watch, WatchedHost
from verification.watch.times import TIMES, Times, back_off

from .changed_figures import record
from .looking import Ask, Look, SiteBusy, look_at

Clock = Callable[[], float]
Pause = Callable[[float], None]


class LeaseLost(Exception):
    """We were away for so long that another worker has this host now."""


class Hold:
    """One worker's lease on one host, renewed from a second thread."""

    def __init__(self, host_id: int, key: datetime) -> None:
        self.host_id = host_id
        self._key: datetime | None = key
        self._lock = threading.Lock()

    @classmethod
    def on(cls, host_id: int) -> Hold | None:
        key = WatchedHost.objects.take(host_id)
        return cls(host_id, key) if key else None

    def renew(self) -> bool:
        with self._lock:
            if self._key:
                self._key = WatchedHost.objects.renew(self.host_id, self._key)
            return self._key is not None

    def leave(self, wait: timedelta, **columns: object) -> None:
        """Let others in after that long, if it is still ours."""
        with self._lock:
            if self._key:
                WatchedHost.objects.filter(pk=self.host_id, lease_until=self._key).update(
                    lease_until=None, not_before=Greatest(F("not_before"), Now() + wait), **columns
                )
            self._key = None


class Turns:
    """Waits for our turn before each request (``fetching.Turn``).

    A page may send us on to another host: that one is asked under its own lease, held until the
    fetch is over, or not at all.
    """

    def __init__(self, name: str, hold: Hold, clock: Clock, pause: Pause, times: Times) -> None:
        self.name = name
        self._holds = {name: hold}
        self._clock, self._pause, self._times = clock, pause, times
        self._answered: dict[str, float] = {}
        self._asking = ""

    def __call__(self, address: Address) -> None:
        self._note_answer()
        hold = self._holds.get(address.name) or self._borrow(address.name)
        if (last := self._answered.get(address.name)) is not None:
            self._pause(max(0.0, last + self._times.between_requests - self._clock()))
        if not hold.renew():
            raise LeaseLost(address.name)
        self._asking = address.name

    def renew(self) -> None:
        for hold in list(self._holds.values()):
            hold.renew()

    @contextmanager
    def one_page(self) -> Iterator[None]:
        """Gives back what was borrowed on the way to one page."""
        try:
            yield
        finally:
            self._note_answer()
            for name in [name for name in self._holds if name != self.name]:
                self._holds.pop(name).leave(self._gap)

    @property
    def _gap(self) -> timedelta:
        return timedelta(seconds=self._times.between_requests)

    def _note_answer(self) -> None:
        if self._asking:
            self._answered[self._asking] = self._clock()
        self._asking = ""

    def _borrow(self, name: str) -> Hold:
        host, _ = WatchedHost.objects.get_or_create(name=name)
        hold = Hold.on(host.pk)
        if hold is None:
            raise SiteBusy(name)
        self._holds[name] = hold
        return hold


def watch_host(
    host_id: int,
    *,
    ask: Ask = fetch_page,
    clock: Clock = time.monotonic,
    pause: Pause = time.sleep,
    times: Times = TIMES,
) -> int:
    """Read the host's due pages again, one after the other, for about a minute; answers how many.

    What a reading brought is written at once and whole, so a worker killed in between leaves the
    page due and nothing said twice. A host that fails or asks to be left alone is left at once.
    """
    hold = Hold.on(host_id)
    if hold is None:
        return 0
    host = WatchedHost.objects.get(pk=host_id)
    turns = Turns(host.name, hold, clock, pause, times)
    read, look = 0, Look()
    with lease_renewed(turns.renew):
        try:
            for watch in pages_of(host_id, until=clock() + times.visit, clock=clock, times=times):
                with turns.one_page():
                    look = look_at(watch, partial(ask, turn=turns))
                read += record(watch, look, times)
                if look.is_of_the_site:
                    break
        except LeaseLost:
            return read
        finally:
            leave(host, hold, look, times)
    return read


def pages_of(host_id: int, *, until: float, clock: Clock, times: Times) -> Iterator[Watch]:
    """The due pages of the host, the longest due first, as long as there is time."""
    due = Watch.objects.due().filter(host=host_id).order_by("next_at", "pk")
    for watch in due[: times.pages_a_visit]:
        if clock() >= until:
            return
        yield watch


def leave(host: WatchedHost, hold: Hold, look: Look, times: Times) -> None:
    """``look`` was the last one at the host."""
    if not look.is_of_the_site:
        hold.leave(timedelta(seconds=times.between_requests), failures=0)
        return
    failures = host.failures + 1
    hold.leave(back_off(times.host_waits, failures, look.asked, times), failures=min(failures, 99))
