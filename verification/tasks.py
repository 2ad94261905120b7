"""Celery's way in: each task calls verbs; what is due stands in the database."""

import logging
from collections.abc import Callable

from celery import shared_task

from newsroom.pulse.models import SWEEP, Pulse

from .operations import assigning, barred_work, deadlines, late_steps, replies, reports, watching

logger = logging.getLogger(__name__)

# What it does, as the end of "could not …", and the step, with transactions of its own.
SWEEP_STEPS: tuple[tuple[str, Callable[[], object]], ...] = (
    ("release barred work", barred_work.release_barred_work),
    ("follow up late work", deadlines.follow_up_overdue),
    ("remind of what is due", deadlines.remind_of_due_work),
    ("follow up replies", replies.follow_up_replies),
    ("assign reviewers", assigning.assign_reviewers),
    ("follow up late steps", late_steps.follow_up_late_steps),
    ("publish what is due", reports.publish_due),
    ("watch figures", watching.sweep),
)


class SweepFailed(RuntimeError):
    """Steps of a sweep failed; each stands in the log with its trace."""


@shared_task(name="verification.assign_reviewers", acks_late=True, ignore_result=True)
def assign_reviewers() -> None:
    assigning.assign_reviewers()


@shared_task(name="verification.watch_host", acks_late=True, ignore_result=True)
def watch_host(host_id: int) -> None:
    if watching.watch_host(host_id):
        watching.send_workers()


@shared_task(name="verification.sweep", ignore_result=True)
def sweep() -> None:
    """Find what is due whether or not anybody rang. A step that fails leaves the others to run;
    the sweep counts as done, on the status page too, only where all of them did."""
    failed = [name for name, step in SWEEP_STEPS if not ran(name, step)]
    if failed:
        raise SweepFailed(f"The sweep could not {'; '.join(failed)}. Everything else was done.")
    Pulse.objects.beat(SWEEP, "verification")


def ran(name: str, step: Callable[[], object]) -> bool:
    try:
        step()
    except Exception:
        logger.exception("The sweep could not %s.", name)
        return False
    return True
