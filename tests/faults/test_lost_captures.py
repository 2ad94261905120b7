"""A page that is being saved survives the worker that did it, and is saved once.

A real worker, a real scheduler, a site on loopback. The control has no lapsing lease, and the
page is indeed lost.
"""

from __future__ import annotations

import os

import pytest
from django.db.models.functions import Now

from newsroom.captures.models import Capture, Snapshot
from newsroom.captures.operations import capture_page
from newsroom.dispatch import send_task
from tests.factories import UserFactory
from tests.newsroom.captures.web import Page, Site, site

from .test_lost_work import PROMISED_SECONDS, READING_SECONDS, swept, wait_until

__all__ = ["site"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CONTENT = """<!doctype html>
<html><head><title>Rain</title></head><body><p>It rained 65 mm in Aro on Monday.</p></body></html>
"""


@pytest.fixture
def store(settings, tmp_path) -> dict[str, str]:
    """An empty store that the workers share with the test; the workers' environment."""
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {
            "BACKEND": "newsroom.captures.stores.SnapshotFolder",
            "OPTIONS": {"location": tmp_path / "var" / "snapshots"},
        },
    }
    return {"PLUMBLINE_VAR": str(tmp_path / "var"), "LEASE_SECONDS": "4", "SWEEP_SECONDS": "1"}


def state(capture: Capture) -> str:
    return Capture.objects.get(pk=capture.pk).state


def slow_page(site: Site) -> Page:
    """A page whose site thinks longer than its worker lives."""
    return site.page("/rain", CONTENT, delay=60)


def killed_in_mid_capture(worker, site: Site, capture: Capture) -> None:
    """kill -9 while the page is on its way."""
    assert wait_until(lambda: len(site.log) == 1, 60), worker.log
    assert wait_until(
        lambda: Capture.objects.filter(pk=capture.pk, state="running", step="fetching").exists(), 5
    )
    worker.kill()
    assert not Snapshot.objects.exists()


def test_a_page_is_saved_once_after_its_worker_was_killed(
    site, store, celery_worker_process, celery_beat_process
):
    page = slow_page(site)
    worker = celery_worker_process(environment=store)
    celery_beat_process(environment=store)
    capture = capture_page(page.url, by=UserFactory())
    killed_in_mid_capture(worker, site, capture)
    page.delay = 0

    worker.start()
    again = Capture.objects.filter(pk=capture.pk, attempt=2)
    assert wait_until(again.exists, PROMISED_SECONDS), worker.log
    assert wait_until(lambda: state(capture) == "done", READING_SECONDS), worker.log
    # Whoever else is told of it finds it done.
    for _ in range(3):
        assert send_task("captures.take", capture.pk)
    other = capture_page(site.page("/snow", CONTENT.replace("65", "66")).url, by=UserFactory())
    assert wait_until(lambda: state(other) == "done", PROMISED_SECONDS), worker.log

    capture.refresh_from_db()
    assert capture.attempt == 2
    assert Snapshot.objects.count() == 2
    assert capture.snapshot.content() == CONTENT.encode()
    files = [
        name for _, _, names in os.walk(store["PLUMBLINE_VAR"] + "/snapshots") for name in names
    ]
    assert sorted(files) == sorted(copy.sha256 for copy in Snapshot.objects.all())


def test_control_without_a_lapsing_lease_the_page_stays_lost(
    site, store, celery_worker_process, celery_beat_process
):
    page = slow_page(site)
    never_lapses = {**store, "LEASE_SECONDS": "3600"}
    worker = celery_worker_process(environment=never_lapses)
    celery_beat_process(environment=never_lapses)
    capture = capture_page(page.url, by=UserFactory())
    killed_in_mid_capture(worker, site, capture)
    page.delay = 0

    worker.start()
    captures = Capture.objects.filter(pk=capture.pk)
    assert swept("captures"), worker.log
    assert captures.filter(attempt=1, state="running").exists()
    captures.update(lease_until=Now())  # which is all that it wanted
    assert wait_until(lambda: state(capture) == "done", PROMISED_SECONDS), worker.log
