"""The figure watch: which live pages are read again, and when somebody must go and look."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, F, Min, OuterRef
from django.db.models.functions import Least, Now

from newsroom.captures.models import Snapshot
from newsroom.dispatch import send_task
from verification.models import Evidence, Watch, WatchedHost, WatchState
from verification.watch.times import TIMES, Times, first_wait

from .looking import marks_of
from .visiting import watch_host

__all__ = ["sweep", "watch_for", "watch_host"]

MOST_STOPPED = 500


def watch_for(snapshot: Snapshot | None, times: Times = TIMES) -> Watch | None:
    """Have the live page watched that this copy was fetched from; called by who cites from it.

    What was uploaded or pasted has no page. A page that another state of was seen last is read
    again whatever it says, so that what is cited now is compared with what stands there now.
    """
    url = snapshot.final_url if snapshot else ""
    name = host_name(url)
    if snapshot is None or not name:
        return None
    host, _ = WatchedHost.objects.get_or_create(name=name)
    soon = Now() + first_wait(times.under_work)
    watch, is_new = Watch.objects.get_or_create(
        url=url,
        defaults={
            "host": host,
            "next_at": soon,
            "last_read_at": snapshot.captured_at,
            **marks_of(snapshot.headers, snapshot.sha256),
        },
    )
    if is_new:
        return watch
    this = Watch.objects.filter(pk=watch.pk)
    this.exclude(sha256=snapshot.sha256).update(sha256="", etag="", last_modified="")
    this.filter(state=WatchState.STOPPED).update(
        state=WatchState.WATCHING, next_at=soon, failures=0, last_problem=""
    )
    this.filter(failures=0).update(next_at=Least(F("next_at"), soon))
    return watch


def host_name(url: str) -> str:
    """The host of an address as it is dialled, without its port: that is one guest to it."""
    parts = urlsplit(url)
    is_web = parts.scheme in ("http", "https")
    return (parts.hostname or "").rstrip(".")[:260] if is_web else ""


def sweep(times: Times = TIMES) -> int:
    """Send workers to hosts that have pages due, the longest due first; answers to how many.

    No more are visited at once than leaves workers for people who wait. A message that nobody
    takes is dropped before the next sweep, which finds the host again.
    """
    if not settings.FIGURE_WATCH:
        return 0
    stop_what_nobody_needs()
    return send_workers(times)


def send_workers(times: Times = TIMES) -> int:
    """To as many hosts as may be visited now. A worker that comes back sends the next, so that
    many hosts with a page each do not wait for many sweeps."""
    if not settings.FIGURE_WATCH:
        return 0
    return sum(
        send_task("verification.watch_host", host, expires=settings.SWEEP_SECONDS)
        for host in hosts_due(times)
    )


def hosts_due(times: Times = TIMES) -> list[int]:
    visited = WatchedHost.objects.filter(lease_until__gte=Now()).count()
    waiting = (
        Watch.objects.due()
        .filter(host__in=WatchedHost.objects.free())
        .order_by()
        .values("host")
        .annotate(since=Min("next_at"))
        .order_by("since", "host")
        .values_list("host", flat=True)
    )
    return list(waiting[: max(0, times.hosts_at_once - visited)])


def stop_what_nobody_needs() -> int:
    """Due pages that nothing watched was cited from are left alone, until they are cited anew."""
    needed = Evidence.objects.watched().filter(watch=OuterRef("pk"))
    unneeded = Watch.objects.due().filter(~Exists(needed)).order_by("next_at")
    return Watch.objects.filter(pk__in=unneeded.values("pk")[:MOST_STOPPED]).update(
        state=WatchState.STOPPED
    )
