"""A host gets one request at a time and one a second, whoever reads and wherever pages lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.db.models.functions import Now

from newsroom.captures.fetching import fetch
from tests.at_once import at_once
from tests.factories import SnapshotFactory, SourceFactory, assigned, with_evidence
from verification.models import ChangedFigure, Evidence, Watch, WatchedHost
from verification.models.watch import WatchedHostQuerySet
from verification.operations import visiting
from verification.operations.changed_figures import record
from verification.operations.looking import look_at
from verification.operations.visiting import Hold
from verification.operations.watching import hosts_due, sweep, watch_host
from verification.watch.bench import ETAG, LOOPBACK, FastClock, street, visit_all
from verification.watch.times import TIMES

from .watching import NEWS, PASSAGE, cited, make_due, told

BRISK = replace(TIMES, between_requests=0.1)
no_pause = partial(watch_host, pause=lambda seconds: None)


def several(site, count: int) -> list[Evidence]:
    given = assigned()
    found = [cited(site.page(f"/{place}", NEWS), given, stance="supports", as_of=None,
                   source=SourceFactory()) for place in range(count)]  # fmt: skip
    site.log.clear()
    site.busiest = 0
    make_due()
    return found


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("reachable")
def test_two_workers_at_once_ask_a_host_one_at_a_time(site):
    host = several(site, 4)[0].watch.host_id
    for page in site.pages.values():
        page.delay = 0.05
    visit = partial(watch_host, host, times=BRISK)
    assert sorted(at_once(visit, visit)) == [0, 4]
    assert (len(site.log), site.busiest) == (4, 1)
    moments = sorted(asked.at for asked in site.log)
    assert all(b - a >= 0.15 for a, b in pairwise(moments))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("reachable")
def test_control_without_the_lease_they_ask_at_once(site, monkeypatch):
    host = several(site, 4)[0].watch.host_id
    for page in site.pages.values():
        page.once = lambda: site.busiest == 2
    monkeypatch.setattr(WatchedHostQuerySet, "free", lambda self: self.all())
    monkeypatch.setattr(WatchedHostQuerySet, "renew", lambda self, pk, key: key)
    visit = partial(watch_host, host, times=BRISK)
    at_once(visit, visit)
    assert site.busiest == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("reachable")
def test_control_without_pauses_they_come_at_once(site):
    host = several(site, 3)[0].watch.host_id
    long = replace(TIMES, between_requests=20)
    assert no_pause(host, times=long) == 3
    moments = [asked.at for asked in site.log]
    assert min(b - a for a, b in pairwise(moments)) < 20


@pytest.mark.django_db
def test_control_a_hosts_own_log_tells_who_does_not_wait(settings):
    settings.FETCH_ALLOW = [LOOPBACK]
    with street(1, FastClock(0.05)) as (there,):  # of which a second lasts for twenty
        host = WatchedHost.objects.create(name=there.name)
        for place in range(4):
            Watch.objects.create(url=f"{there.url}/{place}", host=host, etag=ETAG, sha256="0" * 64)
        assert no_pause(host.pk) == 4
    assert len(there.log) == 4
    assert there.least_gap < 1


@pytest.mark.django_db
def test_a_lease_is_taken_once_renewed_by_its_holder_and_lost_when_it_lapses():
    host = WatchedHost.objects.create(name="example.org")
    first = Hold.on(host.pk)
    assert Hold.on(host.pk) is None
    assert first.renew()
    WatchedHost.objects.update(lease_until=Now() - timedelta(seconds=1))
    second = Hold.on(host.pk)
    assert second is not None
    assert not first.renew()
    first.leave(timedelta())  # what is not ours any more is not given away
    assert Hold.on(host.pk) is None
    second.leave(timedelta(hours=1))
    assert Hold.on(host.pk) is None  # left alone for an hour
    WatchedHost.objects.update(not_before=Now())
    assert Hold.on(host.pk) is not None


@pytest.mark.django_db
@pytest.mark.usefixtures("reachable")
def test_a_worker_that_lost_its_host_asks_nothing_more(site, monkeypatch):
    evidence = several(site, 3)

    def taken_by_another(watch, look, times):
        WatchedHost.objects.update(lease_until=Now() + timedelta(hours=1))
        return record(watch, look, times)

    monkeypatch.setattr(visiting, "record", taken_by_another)
    assert no_pause(evidence[0].watch.host_id) == 1
    assert len(site.log) == 1
    assert WatchedHost.objects.get().lease_until is not None


@pytest.mark.django_db
@pytest.mark.usefixtures("reachable")
def test_being_sent_on_within_a_host_takes_its_second_too(site):
    evidence = several(site, 1)[0]
    site.page("/new", NEWS)
    site.redirect("/0", "/new")
    pauses = []
    assert watch_host(evidence.watch.host_id, pause=pauses.append) == 1
    assert [asked.path for asked in site.log] == ["/0", "/new"]
    assert [round(pause, 1) for pause in pauses] == [1.0]


@pytest.mark.django_db
def test_being_sent_on_to_a_host_that_is_read_from_waits(site, settings):
    settings.FETCH_ALLOW = [LOOPBACK]
    clock = FastClock(1)
    with street(1, clock) as (other,):
        other.pages["/new"] = NEWS.encode()
        evidence = several(site, 1)[0]
        site.redirect("/0", f"{other.url}/new")
        held = Hold.on(WatchedHost.objects.create(name=other.name).pk)
        assert no_pause(evidence.watch.host_id) == 1
        assert other.log == []
        assert (Watch.objects.get().failures, Watch.objects.get().last_problem) == (0, "")

        held.leave(timedelta())
        make_due()
        assert no_pause(evidence.watch.host_id) == 1
        assert len(other.log) == 1
        borrowed = WatchedHost.objects.get(name=other.name)
        assert borrowed.lease_until is None


@pytest.mark.django_db
@pytest.mark.usefixtures("reachable")
def test_a_host_that_asks_to_be_left_alone_is_left_at_once(site):
    evidence = several(site, 3)
    for page in site.pages.values():
        page.status, page.headers = 429, {"Retry-After": "3600"}
    assert no_pause(evidence[0].watch.host_id) == 1
    assert len(site.log) == 1
    assert no_pause(evidence[0].watch.host_id) == 0
    assert hosts_due() == []


@pytest.mark.django_db
@pytest.mark.usefixtures("reachable")
def test_control_a_page_with_a_fault_of_its_own_keeps_nobody_from_the_others(site):
    evidence = several(site, 3)
    for page in site.pages.values():
        page.status = 500
    assert no_pause(evidence[0].watch.host_id) == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("reachable")
def test_a_visit_ends_after_its_time_and_the_rest_stays_due(site):
    evidence = several(site, 3)
    ticks = iter(range(0, 10_000, 25))
    host = evidence[0].watch.host_id
    read = watch_host(host, pause=lambda seconds: None, clock=lambda: next(ticks))
    assert 0 < read < 3
    assert Watch.objects.due().count() == 3 - read


@pytest.mark.django_db
@pytest.mark.usefixtures("reachable")
def test_of_two_readings_of_a_page_one_is_written(site):
    evidence = several(site, 1)[0]
    site.pages["/0"].content = NEWS.replace("65", "66")
    watch = Watch.objects.get()
    ask = partial(fetch, allow=["127.0.0.1"])
    looks = [look_at(watch, ask), look_at(watch, ask)]
    assert [record(watch, look) for look in looks] == [True, False]
    assert ChangedFigure.objects.count() == 1
    assert len(told(evidence.cited_by)) == 1


# -- the sweep -----------------------------------------------------------------------------------


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    hosts: list[int] = []

    def send(name: str, host: int, expires: float) -> bool:
        hosts.append(host)
        return True

    monkeypatch.setattr("verification.operations.watching.send_task", send)
    return hosts


def watched_hosts(count: int) -> list[WatchedHost]:
    """So many hosts with two due pages each, the first due the longest."""
    given = assigned()
    hosts = [WatchedHost.objects.create(name=f"{place}.example") for place in range(count)]
    for place, host in enumerate(hosts):
        for page in range(2):
            watch = Watch.objects.create(url=f"https://{host.name}/{page}", host=host)
            Evidence.objects.filter(
                pk=with_evidence(given, excerpt=f"{page} at {host.name}").pk
            ).update(watch=watch)
            Watch.objects.filter(pk=watch.pk).update(next_at=Now() - timedelta(hours=count - place))
    Evidence.objects.update(start=0, end=1, snapshot=SnapshotFactory())
    return hosts


@pytest.mark.django_db
def test_a_sweep_sends_one_worker_to_each_host_and_to_so_many_at_most(sent):
    hosts = watched_hosts(4)
    assert sweep() == 2
    assert sent == [hosts[0].pk, hosts[1].pk]
    sent.clear()
    held = Hold.on(hosts[0].pk)
    WatchedHost.objects.filter(pk=hosts[1].pk).update(not_before=Now() + timedelta(hours=1))
    assert sweep() == 1
    assert sent == [hosts[2].pk]
    held.leave(timedelta())
    sent.clear()
    sweep(replace(TIMES, hosts_at_once=9))
    assert sent == [hosts[0].pk, hosts[2].pk, hosts[3].pk]


@pytest.mark.django_db
def test_the_watch_can_be_switched_off(sent, settings):
    watched_hosts(1)
    settings.FIGURE_WATCH = False
    assert (sweep(), sent) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_a_thousand_pages_of_forty_hosts_are_read_without_hammering_one(settings):
    """Every host is told to two workers at once; what was asked, and when, its own log says."""
    settings.FETCH_ALLOW = [LOOPBACK]
    clock = FastClock(200)
    given = assigned()
    first = with_evidence(given)
    with street(40, clock) as there:
        hosts = [WatchedHost.objects.create(name=host.name) for host in there]
        copy = SnapshotFactory()
        watches = Watch.objects.bulk_create(
            Watch(
                url=f"{there[place % 40].url}/{place}",
                host=hosts[place % 40],
                etag=ETAG,
                sha256="0" * 64,
            )
            for place in range(1000)
        )
        Evidence.objects.bulk_create(
            Evidence(
                finding=first.finding, review=first.review, cited_by=first.cited_by,
                source=first.source, stance="supports", excerpt=PASSAGE, start=0, end=62,
                snapshot=copy, watch=watch, suffix=" Nobody asked how the",
            )
            for watch in watches
        )  # fmt: skip
        for place in (3, 500, 997):
            there[place % 40].pages[f"/{place}"] = NEWS.replace("65", "66").encode()
        visit_all(
            partial(watch_host, clock=clock.now, pause=clock.pause),
            partial(hosts_due, replace(TIMES, hosts_at_once=40)),
            lambda: not Watch.objects.due().exists(),
            workers=2,
        )
    assert [len(host.log) for host in there] == [25] * 40
    assert max(host.busiest for host in there) == 1
    assert min(host.least_gap for host in there) >= 1
    assert Watch.objects.exclude(last_problem="").count() == 0
    changed = ChangedFigure.objects.values_list("evidence__watch", flat=True)
    assert set(changed) == {watches[place].pk for place in (3, 500, 997)}
