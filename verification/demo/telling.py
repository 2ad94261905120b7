"""Telling the demo's story by the same verbs people use, so that its history is real."""

from __future__ import annotations

from django.db.models import Max
from django.utils import timezone

from newsroom.notices.models import Notice
from verification.models import ClaimReview
from verification.operations import assigning, policies
from verification.states import ReviewState

from .archive import CHECKED, OUTLET, TITLE, story_of
from .carrying import carry
from .clock import moved
from .copies import read_register_again
from .desk import Desk, bring_in, open_desk
from .newsroom import DOCUMENTS
from .shapes import DemoDocument
from .stories import CLAIMS


def tell() -> None:
    """The whole demo, in the caller's transaction."""
    desk = open_desk()
    with moved(hours=-1 - max(story.hours_ago for story in CLAIMS)):
        desk.documents = {item.key: bring_in(desk, item) for item in DOCUMENTS}
    tell_the_archive(desk)
    policies.add_policy(
        by=desk.people["mara"], name="Economy", topic=desk.topics["Economy"], origins_needed=2
    )
    for story in CLAIMS:
        with moved(hours=-story.hours_ago):
            carry(desk, story)
    assigning.assign_reviewers()
    read_register_again()
    put_old_notices_away()


def tell_the_archive(desk: Desk) -> None:
    """What was checked in the months before, each claim on its day."""
    with moved(days=-(CHECKED[0].days_ago + 1)):
        item = DemoDocument("archive", TITLE, OUTLET, "jonas", 0)
        desk.documents[item.key] = bring_in(desk, item)
    for checked in CHECKED:
        with moved(days=-checked.days_ago):
            carry(desk, story_of(checked))


def put_old_notices_away() -> None:
    """Nobody needs mail about what happened before they first came in, nor to be told of
    what is done: the last word on each claim still under work is left."""
    now = timezone.now()
    Notice.objects.update(mailed_at=now)
    last_words = Notice.objects.order_by().values("recipient", "path").annotate(last=Max("pk"))
    at_work = ClaimReview.objects.filter(
        state__in=(ReviewState.IN_REVIEW, ReviewState.ADJUDICATION, ReviewState.DECIDED)
    )
    Notice.objects.exclude(
        pk__in=[row["last"] for row in last_words],
        path__in=[review.get_absolute_url() for review in at_work],
    ).update(seen_at=now)
