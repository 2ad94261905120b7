"""The addresses of citing, and what is said of a passage, for the tests of its pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import strip_tags

from tests.verification.saving import TEXT

START = TEXT.index("Some 6,300")
END = TEXT.index(" The ministry")
DENIAL = TEXT.index("The ministry"), len(TEXT)


def url(name, given, *more):
    return reverse(f"verification:{name}", args=[given.review.claim_id, *more])


def words(answer):
    return " ".join(strip_tags(answer.content.decode()).split())


def passage(**more):
    return {"start": START, "end": END, "stance": "supports", "hand": "first", **more}


def offered(client, given, **typed):
    client.force_login(given.reviewer)
    answer = client.get(url("copies_offered", given), typed)
    return [(offer.snapshot, offer.why) for offer in answer.context["offers"]]
