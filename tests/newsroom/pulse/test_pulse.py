"""Workers and sweeps say that they are there; the web server says that it is well."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, OperationalError
from django.utils import timezone

from newsroom.pulse import receivers, views
from newsroom.pulse.models import SILENT_AFTER, START, SWEEP, WORKER, Pulse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def not_told_yet(monkeypatch):
    monkeypatch.setattr(receivers, "_last_told", 0.0)
    monkeypatch.setattr(receivers, "close_old_connections", lambda: None)


def test_a_part_has_one_row_however_often_it_is_seen():
    for _ in range(3):
        Pulse.objects.beat(WORKER, "celery@one")
    Pulse.objects.beat(SWEEP, "celery@one")
    assert Pulse.objects.filter(kind=WORKER).count() == 1
    assert Pulse.objects.count() == 2


@pytest.mark.parametrize(("seconds", "alive"), [(0, True), (38, True), (42, False)])
def test_a_part_is_alive_until_it_was_silent_for_forty_seconds(seconds, alive):
    assert timedelta(seconds=40) == SILENT_AFTER
    Pulse.objects.create(
        kind=WORKER, name="celery@one", seen_at=timezone.now() - timedelta(seconds=seconds)
    )
    Pulse.objects.create(kind=SWEEP, name="claims", seen_at=timezone.now())
    assert Pulse.objects.alive(WORKER).exists() is alive


def test_a_worker_tells_at_most_every_ten_seconds(monkeypatch):
    beats = []
    monkeypatch.setattr(Pulse.objects, "beat", lambda kind, name: beats.append((kind, name)))
    clock = [1000.0]
    monkeypatch.setattr(receivers.time, "monotonic", lambda: clock[0])
    worker = SimpleNamespace(hostname="celery@one")
    for now in (1000.0, 1009.9, 1010.0, 1015.0, 1020.5):
        clock[0] = now
        receivers.tell(worker)
    assert beats == [(WORKER, "celery@one")] * 3


def test_a_worker_says_when_it_started_and_only_then():
    worker = SimpleNamespace(hostname="celery@one")
    receivers.tell(worker)
    assert not Pulse.objects.filter(kind=START).exists()
    receivers.started(worker)
    assert set(Pulse.objects.values_list("kind", "name")) == {
        (START, "celery@one"),
        (WORKER, "celery@one"),
    }


def test_a_heartbeat_names_its_worker():
    receivers.tell(SimpleNamespace(eventer=SimpleNamespace(hostname="celery@two")))
    assert Pulse.objects.get().name == "celery@two"


def test_a_database_that_is_away_does_not_stop_the_worker(monkeypatch):
    def away(kind, name):
        raise DatabaseError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(Pulse.objects, "beat", away)
        receivers.tell(SimpleNamespace(hostname="celery@one"))
    receivers.tell(SimpleNamespace(hostname="celery@one"))  # at once, not ten seconds later
    assert Pulse.objects.filter(kind=WORKER, name="celery@one").exists()


def test_the_web_server_is_well_without_signing_in(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_without_its_database_the_web_server_is_not_well(client, monkeypatch):
    def away():
        raise OperationalError("gone")

    monkeypatch.setattr(views, "connection", SimpleNamespace(cursor=away))
    assert client.get("/healthz").status_code == 503
