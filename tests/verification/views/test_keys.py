"""The list behind "?" names every key of its page, and no other."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import takewhile

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.factories import assigned, editor, open_review_for, with_evidence
from tests.verification.blind_scene import addresses, one_writes_everything

pytestmark = pytest.mark.django_db

ENTER = {"↵": "enter"}
# Not by data-key: moving through a list, the search, this list; and those held with another key.
OF_EVERY_PAGE = {"/", "?"}
HELD_WITH = {"ctrl", "⌘", "shift"}


def keys_on(page) -> set[str]:
    """Those that a key would press, and J and K where there is a list to move through."""
    keys = {str(key).lower() for key in page.xpath("//@data-key")}
    moves = page.xpath("//*[@data-list]//*[@data-item]")
    return keys | ({"j", "k"} if moves else set()) | OF_EVERY_PAGE


def keys_told(page) -> set[str]:
    """Of a line such as "A or Ctrl ↵" those before the one that is held."""
    told: set[str] = set()
    for line in page.xpath("//dialog[@id='keys']//dt"):
        words = (kbd.text_content().strip() for kbd in line.xpath(".//kbd"))
        keys = list(
            takewhile(lambda key: key not in HELD_WITH, (ENTER.get(w, w.lower()) for w in words))
        )
        if "–" in line.text_content() and len(keys) == 2:
            keys = [str(number) for number in range(int(keys[0]), int(keys[1]) + 1)]
        told |= set(keys)
    return told


def page_at(client: Client, address: str):
    """The page, if it is one that has such a list."""
    answer = client.get(address)
    if answer.status_code != 200 or "text/html" not in answer.headers.get("Content-Type", ""):
        return None
    page = html.fromstring(answer.content)
    return page if page.xpath("//dialog[@id='keys']") else None


def test_every_page_names_its_keys():
    scene = one_writes_everything()
    wrong, seen = {}, 0
    for person, under in ((scene.writer, "/claims/"), (editor(), "/")):
        client = Client()
        client.force_login(person)
        for address in (views[0] for views in addresses() if views):
            if not address.startswith(under) or address.startswith("/admin/"):
                continue
            if (page := page_at(client, address)) is None:
                continue
            seen += 1
            lacks, too_many = keys_on(page) - keys_told(page), keys_told(page) - keys_on(page)
            # The keys of a list come with what it lists, and here some have nothing.
            if lacks or (too_many and address.startswith("/claims/")):
                wrong[re.sub(r"\d+", "N", address)] = (lacks, too_many)
    assert wrong == {}, wrong
    assert seen > 30


def test_the_workspace_names_its_keys_as_they_come_and_go():
    given = assigned()
    cited = with_evidence(given)
    later = assigned(to=given.reviewer)
    later.due_at = given.due_at + timedelta(days=1)
    later.save()
    client = Client()
    client.force_login(given.reviewer)
    first = page_at(client, given.review.get_absolute_url())
    assert keys_on(first) == keys_told(first) >= {"e", "c", "i", "w", "j", "k", "1", "n"}
    assert not {"p", "u", "m"} & keys_told(first)
    last = page_at(client, later.review.get_absolute_url())
    assert keys_on(last) == keys_told(last) >= {"p"}
    assert not {"n", "j"} & keys_told(last)
    about = [given.review.claim_id, cited.pk]
    client.post(reverse("verification:withdraw_evidence", args=about), {"reason": "A typo."})
    undone = page_at(client, given.review.get_absolute_url())
    assert keys_on(undone) == keys_told(undone) >= {"u"}
    open_one = page_at(client, open_review_for().get_absolute_url())
    assert keys_on(open_one) == keys_told(open_one) >= {"m"}
