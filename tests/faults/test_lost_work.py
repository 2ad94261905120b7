"""Work survives the worker that did it and the message that announced it.

Real workers, a real scheduler, the real lease and sweep. Each test has a control beside it in
which the guard is off and the work is indeed lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.db.models.functions import Now

from claims import nlp
from claims.models import Claim, ClaimEvent, Document, ExtractionRun, Figure
from claims.operations.documents import capture_document
from claims.states import RunState
from newsroom.pulse.models import SWEEP, Pulse
from tests.factories import UserFactory, open_review_for, reviewer
from verification.models import Assignment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PROMISED_SECONDS = 30  # until a lost work is taken up again: the lease, and a sweep
READING_SECONDS = 60  # a long text, beside whatever else the machine does
SENTENCE = "The harbour board said {n} boats were moored at pier {letter} on Monday. "


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if done():
            return True
        time.sleep(0.1)
    return done()


def swept(app: str) -> bool:
    """Wait until two whole sweeps have looked for this app's work. The first of three that are
    seen to end may have begun before; and one worker does what a sweep rings for before the next
    sweep."""
    ends = Pulse.objects.filter(kind=SWEEP, name=app).values_list("seen_at", flat=True)

    def another() -> bool:
        last = ends.first()
        return wait_until(lambda: ends.first() != last, PROMISED_SECONDS)

    return all(another() for _ in range(3))


def long_text(paragraphs: int = 200) -> str:
    """A text that takes a worker several seconds."""
    return "\n\n".join(
        (SENTENCE * 3).format(n=120 + number, letter="ABCDEFG"[number % 7])
        for number in range(paragraphs)
    )


def brought_in(text: str) -> Document:
    return capture_document(text, by=UserFactory(), title="Boats")


def state(document: Document) -> str:
    return ExtractionRun.objects.get(document=document).state


def killed_in_mid_reading(worker, document: Document) -> None:
    """kill -9 once part of the text is read, and nothing is written yet."""
    assert wait_until(
        lambda: ExtractionRun.objects.filter(
            document=document, state=RunState.RUNNING, done__gt=0
        ).exists(),
        60,
    ), worker.log
    worker.kill()
    assert state(document) == RunState.RUNNING
    assert not Claim.objects.exists()


def test_a_document_is_read_once_and_wholly_after_its_worker_was_killed(
    celery_worker_process, celery_beat_process
):
    document = brought_in(long_text())
    other = brought_in("Seven ships sank.")
    worker = celery_worker_process()
    celery_beat_process()
    killed_in_mid_reading(worker, document)

    worker.start()
    again = ExtractionRun.objects.filter(document=document, attempt=2)
    assert wait_until(again.exists, PROMISED_SECONDS), worker.log
    assert wait_until(lambda: state(document) == RunState.DONE, READING_SECONDS), worker.log

    expected = nlp.read(document.snapshot.text)
    run = ExtractionRun.objects.get(document=document)
    assert run.attempt == 2
    assert document.claims.count() == len(expected.claims)
    assert Figure.objects.filter(snapshot=document.snapshot).count() == len(expected.figures)
    assert ClaimEvent.objects.filter(claim__document=document).count() == len(expected.claims)
    assert wait_until(lambda: state(other) == RunState.DONE, PROMISED_SECONDS)


def test_control_without_a_lapsing_lease_the_killed_reading_stays_lost(
    celery_worker_process, celery_beat_process
):
    never_lapses = {"LEASE_SECONDS": "3600", "SWEEP_SECONDS": "1"}
    document = brought_in(long_text())
    worker = celery_worker_process(environment=never_lapses)
    celery_beat_process(environment=never_lapses)
    killed_in_mid_reading(worker, document)

    worker.start()
    runs = ExtractionRun.objects.filter(document=document)
    assert swept("claims"), worker.log
    assert runs.filter(attempt=1, state=RunState.RUNNING).exists()
    runs.update(lease_until=Now())  # which is all that it wanted
    assert wait_until(runs.filter(attempt=2).exists, PROMISED_SECONDS), worker.log


def test_the_sweep_finds_what_an_emptied_redis_has_forgotten(
    celery_worker_process, celery_beat_process, redis_client
):
    document = brought_in("Seven ships sank off the coast in March.")
    somebody = reviewer()
    review = open_review_for()
    redis_client.flushdb()

    celery_worker_process()
    celery_beat_process(environment={"SWEEP_SECONDS": "1"})
    assert wait_until(
        lambda: (
            state(document) == RunState.DONE
            and Assignment.objects.filter(review=review, reviewer=somebody).exists()
        ),
        PROMISED_SECONDS,
    )


def test_control_without_the_sweep_an_emptied_redis_loses_the_work(
    celery_worker_process, redis_client
):
    document = brought_in("Seven ships sank off the coast in March.")
    reviewer()
    open_review_for()
    redis_client.flushdb()

    worker = celery_worker_process()
    other = brought_in("Eight ships sank.")  # it does what it is told of
    assert wait_until(lambda: state(other) == RunState.DONE, PROMISED_SECONDS), worker.log
    assert state(document) == RunState.DUE
    assert not Assignment.objects.exists()
