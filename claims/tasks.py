"""Celery's way in: each task finds the row and calls one verb."""

from celery import shared_task

from newsroom.pulse.models import SWEEP, Pulse

from .operations import extraction


@shared_task(name="claims.extract", acks_late=True, ignore_result=True)
def extract(run_id: int) -> None:
    extraction.extract_claims(run_id)


@shared_task(name="claims.sweep", ignore_result=True)
def sweep() -> None:
    extraction.sweep()
    Pulse.objects.beat(SWEEP, "claims")
