"""What is due, one row for each kind of work, read from the rows that are the desk's to-do list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, F, Min
from django.utils import timezone

from claims.models import ExtractionRun
from claims.states import RunState
from newsroom.captures.models import Capture, CaptureState
from verification.models import ClaimReview, Watch, WatchedHost, WatchState
from verification.operations.deadlines import due_soon, to_follow_up
from verification.operations.sweeping import REMIND_BEFORE

from .mail import mailing, posting
from .state import Health, Work, explained

# Watched pages wait their turn: each host is asked once a second, a few hosts at a time.
PATIENCE_WITH_PAGES = timedelta(hours=3)


def reading(state: Health) -> Work:
    runs = ExtractionRun.objects.awaiting_worker().aggregate(
        due=Count("pk"), oldest=Min("created_at")
    )
    now_read = ExtractionRun.objects.filter(state=RunState.RUNNING).count() - (
        ExtractionRun.objects.awaiting_worker().filter(state=RunState.RUNNING).count()
    )
    doing = f"{now_read} being read now." if now_read else "Nothing to read."
    return explained("reading", runs, state, otherwise=doing)


def assigning(state: Health) -> Work:
    reviews = ClaimReview.objects.awaiting_reviewers()
    due = reviews.filter(nobody_because="").aggregate(due=Count("pk"), oldest=Min("state_since"))
    nobody = reviews.nobody_can_take().count()
    if nobody and not due["due"]:
        claims = "1 claim waits" if nobody == 1 else f"{nobody} claims wait"
        return Work(
            "assigning", 0, None,
            f"Every claim was offered; {claims} because nobody can take it.",
            "Invite reviewers, raise somebody’s capacity, or have an editor assign by hand.",
        )  # fmt: skip
    return explained("assigning", due, state, otherwise="Nothing to assign.")


def publishing(state: Health) -> Work:
    due = ClaimReview.objects.due_for_publication().aggregate(
        due=Count("pk"), oldest=Min("publish_at")
    )
    return explained("publishing", due, state, otherwise="Nothing is due to go out.")


def saving_pages(state: Health) -> Work:
    captures = Capture.objects.awaiting_worker().aggregate(due=Count("pk"), oldest=Min("asked_at"))
    store = Capture.objects.filter(state=CaptureState.RUNNING, problem="store").count()
    if store:
        return Work(
            "saving pages", captures["due"], captures["oldest"],
            "The store of saved copies could not be written; it is tried again by itself.",
            "Look into the worker’s log: is the disk full, or SNAPSHOTS_URL wrong?",
        )  # fmt: skip
    return explained("saving pages", captures, state, otherwise="Nothing to save.")


def watching_pages(state: Health) -> Work:
    """The figure watch. Pages of hosts that are left alone for a while are not due."""
    watched = Watch.objects.exclude(state=WatchState.STOPPED).count()
    if not settings.FIGURE_WATCH:
        return Work(
            "watching pages", 0, None,
            f"Switched off; {pages_words(watched)} noted, and not read again.",
            "Take FIGURE_WATCH=0 out of the environment to switch it on.",
        )  # fmt: skip
    due = Watch.objects.due().filter(host__not_before__lte=timezone.now())
    left_alone = WatchedHost.objects.filter(failures__gt=0, not_before__gt=timezone.now()).count()
    sentences = [f"{pages_words(watched)} watched."]
    if unread := Watch.objects.unread().count():
        sentences.append(f"{unread} could not be read the last time.")
    if left_alone:
        hosts = "1 host" if left_alone == 1 else f"{left_alone} hosts"
        sentences.append(f"{hosts} failed or asked us to wait.")
    found = due.aggregate(due=Count("pk"), oldest=Min("next_at"))
    work = explained("watching pages", found, state, otherwise="", patience=PATIENCE_WITH_PAGES)
    return replace(work, cause=" ".join([work.cause, *sentences]).strip())


def pages_words(count: int) -> str:
    return "1 page is" if count == 1 else f"{count:,} pages are"


def reminding(state: Health) -> Work:
    """Work that is due soon, of which nobody was reminded yet; since the reminder was due."""
    found = due_soon().aggregate(due=Count("pk"), oldest=Min(F("due_at") - REMIND_BEFORE))
    return explained("reminding", found, state, otherwise="Nobody is to be reminded.")


def following_up(state: Health) -> Work:
    """Late work that was neither given to somebody else nor told to an editor."""
    found = to_follow_up().aggregate(due=Count("pk"), oldest=Min("due_at"))
    return explained("late work", found, state, otherwise="All late work was followed up.")


KINDS_OF_WORK = (
    reading,
    assigning,
    publishing,
    mailing,
    saving_pages,
    watching_pages,
    posting,
    reminding,
    following_up,
)
