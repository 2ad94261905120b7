"""Celery's way in: each task calls one verb; what is due stands in the database."""

from typing import Any

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from newsroom.pulse.models import CLOCK, SWEEP, Pulse

from .operations import mailing, posting, sweeping

# A server that says nothing ends it after EMAIL_TIMEOUT; this is for one that drips.
MAIL_SECONDS = mailing.TURN_SECONDS + 20


@shared_task(name="notices.deliver", ignore_result=True, soft_time_limit=MAIL_SECONDS)
def deliver() -> None:
    try:
        mailing.deliver()
    except SoftTimeLimitExceeded:
        mailing.server_failed(TimeoutError(f"It took longer than {MAIL_SECONDS} seconds."))


@shared_task(name="notices.post", ignore_result=True)
def post(webhook_id: int) -> None:
    posting.post_to(webhook_id)


@shared_task(name="notices.sweep", bind=True, ignore_result=True)
def sweep(self: Any) -> None:
    sweeping.sweep()
    Pulse.objects.beat(SWEEP, "notices")
    # Only the clock sends this, so whoever sent it is a clock: two of them are seen as two.
    if origin := self.request.origin:
        Pulse.objects.beat(CLOCK, origin)
