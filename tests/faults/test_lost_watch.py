"""Real workers read pages again: a killed one loses nothing and tells nothing twice, and two of
them are one guest to a host."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from newsroom.dispatch import send_task
from newsroom.notices.models import Notice
from tests.factories import SourceFactory, assigned
from tests.newsroom.captures.web import Page, Site, reachable, site
from tests.verification.watch.watching import NEWS, cited, make_due
from verification.models import ChangedFigure, Watch, WatchedHost
from verification.watch.bench import LOOPBACK, FastClock, street

from .test_lost_work import PROMISED_SECONDS, swept, wait_until

__all__ = ["reachable", "site"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PAGES = 3


@pytest.fixture
def store(settings, tmp_path) -> dict[str, str]:
    """An empty store that the workers share with the test; the workers' environment."""
    settings.FETCH_ALLOW = [LOOPBACK]
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {
            "BACKEND": "newsroom.captures.stores.SnapshotFolder",
            "OPTIONS": {"location": tmp_path / "var" / "snapshots"},
        },
    }
    return {"PLUMBLINE_VAR": str(tmp_path / "var"), "LEASE_SECONDS": "4", "SWEEP_SECONDS": "1"}


def changed_pages(site: Site) -> WatchedHost:
    """Pages of one host, each cited and each with another figure since; all are due. At the
    second the site thinks longer than its worker lives."""
    given = assigned()
    for place in range(PAGES):
        page = site.page(f"/{place}", NEWS)
        evidence = cited(page, given, source=SourceFactory())
        page.content = NEWS.replace("65", str(66 + place))
    site.pages["/1"].delay = 60
    site.log.clear()
    make_due()
    return evidence.watch.host


def killed_at_the_second_page(worker, site: Site) -> None:
    """kill -9 while the second page is on its way, and the first is written down."""
    assert wait_until(lambda: any(asked.path == "/1" for asked in site.log), 60), worker.log
    worker.kill()
    site.pages["/1"].delay = 0
    assert ChangedFigure.objects.count() == 1


def test_a_worker_killed_in_mid_host_loses_nothing_and_nothing_is_told_twice(
    site, store, celery_worker_process, celery_beat_process
):
    host = changed_pages(site)
    worker = celery_worker_process(environment=store)
    celery_beat_process(environment=store)
    killed_at_the_second_page(worker, site)

    worker.start()
    for _ in range(2):  # whoever else is told of the host finds it taken or done
        assert send_task("verification.watch_host", host.pk)
    assert wait_until(lambda: ChangedFigure.objects.count() == PAGES, PROMISED_SECONDS), worker.log
    assert wait_until(lambda: not Watch.objects.due().exists(), 10)
    changes = ChangedFigure.objects.values_list("changes", flat=True)
    assert sorted(changes) == [["65 became 66."], ["65 became 67."], ["65 became 68."]]
    assert Notice.objects.filter(text__contains=" became ").count() == PAGES
    # The page that was on its way was asked for again, the one before it was not.
    assert sorted(asked.path for asked in site.log) == ["/0", "/1", "/1", "/2"]


def test_control_without_a_lapsing_lease_the_rest_stays_unread(
    site, store, celery_worker_process, celery_beat_process
):
    changed_pages(site)
    never_lapses = {**store, "LEASE_SECONDS": "3600"}
    worker = celery_worker_process(environment=never_lapses)
    celery_beat_process(environment=never_lapses)
    killed_at_the_second_page(worker, site)

    worker.start()
    assert swept("verification"), worker.log
    assert ChangedFigure.objects.count() == 1
    WatchedHost.objects.update(lease_until=Now())  # which is all that it wanted
    assert wait_until(lambda: ChangedFigure.objects.count() == PAGES, PROMISED_SECONDS), worker.log


def test_two_workers_and_three_hosts_by_the_clock_on_the_wall(
    store, celery_worker_process, celery_beat_process
):
    clock = FastClock(1)
    given = assigned()
    with street(3, clock) as there:
        hosts = [WatchedHost.objects.create(name=host.name) for host in there]
        for host in there:
            for place in range(3):
                host.pages[f"/{place}"] = NEWS.encode()
                evidence = cited(Page(f"{host.url}/{place}"), given, source=SourceFactory())
        assert evidence.watch.host == hosts[-1]
        there[0].pages["/1"] = NEWS.replace("65", "66").encode()
        for host in there:
            host.log.clear()
        make_due()
        workers = [celery_worker_process(environment=store) for _ in range(2)]
        celery_beat_process(environment=store)
        for host in hosts:  # at once to whoever is free, besides what the sweep finds
            send_task("verification.watch_host", host.pk)
            send_task("verification.watch_host", host.pk)
        assert wait_until(lambda: not Watch.objects.due().exists(), 60), workers[0].log
        assert wait_until(lambda: not WatchedHost.objects.filter(lease_until__gt=Now()), 10)
    assert [len(host.log) for host in there] == [3, 3, 3]
    assert [host.busiest for host in there] == [1, 1, 1]
    assert all(host.least_gap >= 1 for host in there)
    assert [change.changes for change in ChangedFigure.objects.all()] == [["65 became 66."]]
    assert Watch.objects.filter(next_at__gt=Now() + timedelta(hours=5)).count() == 9
