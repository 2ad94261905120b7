"""What an editor ticks on the list of claims, for the tests of giving work by hand."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from newsroom.accounts.models import User
from tests.factories import reviewer

CLAIMS = "/claims/"
BY_HAND = "/claims/by-hand/"


def ticked(what, *reviews, **more):
    return {"what": what, "claim": [review.claim_id for review in reviews], **more}


def words(answer):
    return " ".join(answer.content.decode().split())


def in_days(count):
    return timezone.now() + timedelta(days=count)


def called(name):
    person = reviewer(capacity=5)
    User.objects.filter(pk=person.pk).update(name=name)
    person.name = name
    return person
