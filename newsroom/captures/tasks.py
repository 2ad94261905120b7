"""Celery's way in: each task finds the row and calls one verb."""

from celery import shared_task

from newsroom.pulse.models import SWEEP, Pulse

from . import operations


@shared_task(name="captures.take", acks_late=True, ignore_result=True)
def take(capture_id: int) -> None:
    operations.take_capture(capture_id)


@shared_task(name="captures.sweep", ignore_result=True)
def sweep() -> None:
    operations.sweep()
    Pulse.objects.beat(SWEEP, "captures")
