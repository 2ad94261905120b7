"""Celery's way in: each task calls verbs; what is due stands in the database."""

from celery import shared_task

from newsroom.pulse.models import SWEEP, Pulse

from .operations import assigning, barred_work, deadlines, late_steps, replies, reports, watching


@shared_task(name="verification.assign_reviewers", acks_late=True, ignore_result=True)
def assign_reviewers() -> None:
    assigning.assign_reviewers()


@shared_task(name="verification.watch_host", acks_late=True, ignore_result=True)
def watch_host(host_id: int) -> None:
    if watching.watch_host(host_id):
        watching.send_workers()


@shared_task(name="verification.sweep", ignore_result=True)
def sweep() -> None:
    """Find what is due whether or not anybody rang."""
    barred_work.release_barred_work()
    deadlines.follow_up_overdue()
    deadlines.remind_of_due_work()
    replies.follow_up_replies()
    assigning.assign_reviewers()
    late_steps.follow_up_late_steps()
    reports.publish_due()
    watching.sweep()
    Pulse.objects.beat(SWEEP, "verification")
