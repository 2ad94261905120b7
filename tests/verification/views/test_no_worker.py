"""Pages with claims to be given out say when no worker is there to do it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.pulse.models import WORKER, Pulse
from tests.factories import assigned, editor, open_review_for, reviewer
from verification.models import ClaimReview

pytestmark = pytest.mark.django_db
SENTENCE = "so claims are given to nobody now."


def worker_seen(seconds: int) -> None:
    at = timezone.now() - timedelta(seconds=seconds)
    Pulse.objects.update_or_create(kind=WORKER, name="celery@one", defaults={"seen_at": at})


def pages(client, review) -> dict[str, bool]:
    """Which pages say so: the home of a reviewer and of an editor, the list, the claim."""
    found = {}
    for who, person in (("reviewer", reviewer(capacity=0)), ("editor", editor())):
        client.force_login(person)
        found[f"{who}'s home"] = SENTENCE in client.get("/").content.decode()
    found["list"] = SENTENCE in client.get("/claims/").content.decode()
    found["claim"] = SENTENCE in client.get(review.get_absolute_url()).content.decode()
    return found


def test_they_all_say_so_while_no_worker_is_seen(client):
    review = open_review_for()
    assert set(pages(client, review).values()) == {True}
    worker_seen(seconds=60)
    assert set(pages(client, review).values()) == {True}
    worker_seen(seconds=1)
    assert set(pages(client, review).values()) == {False}


def test_nothing_is_said_where_nothing_waits_for_a_worker(client):
    given = assigned(open_review_for(reviewers=1)).review
    assert set(pages(client, given).values()) == {False}
    nobody = open_review_for()
    ClaimReview.objects.filter(pk=nobody.pk).update(nobody_because="Nobody speaks Russian.")
    assert set(pages(client, nobody).values()) == {False}


def test_a_claim_that_has_its_reviewers_says_nothing_of_the_others(client):
    given = assigned(open_review_for(reviewers=1)).review
    open_review_for()
    assert pages(client, given) == {
        "reviewer's home": True, "editor's home": True, "list": True, "claim": False,
    }  # fmt: skip
