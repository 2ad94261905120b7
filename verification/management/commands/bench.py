"""The benches of claims, how a run assigns, and how the figure watch behaves towards hosts."""

from __future__ import annotations

import json
import time
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from claims.management.commands import bench
from newsroom.captures.fetcher import fetch_page
from newsroom.scratch_database import scratch_database
from verification import assigning_bench
from verification.models import Watch, WatchedHost
from verification.operations.watching import hosts_due, watch_host
from verification.watch.bench import ETAG, LOOPBACK, FastClock, Host, street, visit_all
from verification.watch.times import TIMES

MOST_HOSTS = 200
LEAST_OF_SQL = 0.6


class Command(bench.Command):
    help = (
        f"{bench.Command.help} bench watch: many pages of many hosts on loopback, read again in a "
        "database of its own; bench assign: many claims given to reviewers, in another. Both are "
        "deleted afterwards."
    )

    def add_benches(self, benches: Any) -> None:
        super().add_benches(benches)
        watch = benches.add_parser("watch", help="how politely watched pages are read again")
        watch.add_argument("--pages", type=int, default=1000)
        watch.add_argument("--hosts", type=int, default=40)
        watch.add_argument("--workers", type=int, default=2)
        watch.add_argument(
            "--speed", type=float, default=50, help="how much faster time runs; default: 50"
        )

        assign = benches.add_parser("assign", help="how fast a run assigns, beside one statement")
        assign.add_argument("--claims", type=int, default=100_000)
        assign.add_argument("--reviewers", type=int, default=200)
        assign.add_argument("--rounds", type=int, default=assigning_bench.ROUNDS)

    def bench_assign(self, *, claims: int, reviewers: int, rounds: int, **options: Any) -> None:
        if claims < 1 or reviewers < 1 or rounds < 1:
            raise CommandError("It takes a claim, a reviewer and a round.")
        with scratch_database("test_bench_of_assigning"):
            try:
                speed = assigning_bench.measure(claims, reviewers, rounds)
            except ValueError as error:
                raise CommandError(f"{error} It takes more reviewers.") from error
        self.stdout.write(
            f"{claims:,} claims to {reviewers} reviewers, {speed.assignments:,} assignments, in "
            f"{rounds} rounds: {speed.run_rate:,.0f} rows a second by the run, "
            f"{speed.sql_rate:,.0f} by one SQL statement; ratio {speed.ratio:.2f}, wanted at "
            f"least {LEAST_OF_SQL}."
        )
        found = {
            "bench": "assign",
            "claims": claims,
            "reviewers": reviewers,
            "assignments": speed.assignments,
            "rows": speed.rows,
            "rounds": rounds,
            "run_seconds": [round(seconds, 2) for seconds in speed.run],
            "sql_seconds": [round(seconds, 2) for seconds in speed.sql],
            "rows_per_second": round(speed.run_rate),
            "sql_rows_per_second": round(speed.sql_rate),
        }
        self.stdout.write(json.dumps({**found, "ratio": round(speed.ratio, 3)}))

    def bench_watch(
        self, *, pages: int, hosts: int, workers: int, speed: float, **options: Any
    ) -> None:
        if not 0 < hosts <= min(pages, MOST_HOSTS) or workers < 1 or speed < 1:
            raise CommandError(f"It takes 1 to {MOST_HOSTS} hosts, each with a page, and a worker.")
        if LOOPBACK not in settings.FETCH_ALLOW:
            raise CommandError(
                "The hosts of this bench are on loopback, which only the tests' settings let us "
                "ask. Set DJANGO_SETTINGS_MODULE=tests.settings."
            )
        with scratch_database("bench_of_the_watch"):
            self._watch(pages, hosts, workers, FastClock(speed))

    def _watch(self, pages: int, hosts: int, workers: int, clock: FastClock) -> None:
        visit = partial(watch_host, ask=fetch_page, clock=clock.now, pause=clock.pause)
        with street(hosts, clock) as there:
            add_watches(there, pages)
            began = time.monotonic()
            sweeps = visit_all(
                visit, hosts_due, lambda: not Watch.objects.due().exists(), workers=workers
            )
            took = time.monotonic() - began
        read = Watch.objects.exclude(last_read_at=None).count()
        gap = min(host.least_gap for host in there)
        found = {
            "bench": "watch",
            "pages": pages,
            "read": read,
            "hosts": hosts,
            "workers": workers,
            "speed": clock.speed,
            "sweeps": sweeps,
            "requests": sum(len(host.log) for host in there),
            "most_requests_at_once": max(host.busiest for host in there),
            "seconds": round(took, 2),
            "least_gap_seconds": round(gap, 3),
        }
        self.stdout.write(
            f"{read:,} of {pages:,} pages of {hosts} hosts read in {sweeps} sweeps and "
            f"{took:.1f} s, {clock.speed:g} times as fast as on the wall; at most "
            f"{found['most_requests_at_once']} request at a time at one host, and "
            f"{gap:.2f} s from an answer to the next request, wanted at least "
            f"{TIMES.between_requests:g}."
        )
        ratio = min(gap, 1e6) / TIMES.between_requests
        self.stdout.write(json.dumps({**found, "ratio": round(ratio, 3)}))


def add_watches(hosts: list[Host], pages: int) -> None:
    rows = WatchedHost.objects.bulk_create(WatchedHost(name=host.name) for host in hosts)
    Watch.objects.bulk_create(
        Watch(
            url=f"{hosts[place % len(hosts)].url}/{place}",
            host=rows[place % len(hosts)],
            etag=ETAG,
            sha256="0" * 64,
        )
        for place in range(pages)
    )
