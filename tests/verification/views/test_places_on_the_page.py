"""Where messages stand on a page, and how a list's filter is folded and told."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml import html

from tests.factories import TopicFactory, assigned, editor, reviewer
from verification.forms.review import WHICH

pytestmark = pytest.mark.django_db


def page_at(client, address):
    return html.fromstring(client.get(address).content)


def test_messages_have_their_place_over_the_page_and_lie_over_none_of_it(client):
    client.force_login(editor())
    page = page_at(client, reverse("verification:claims"))
    (region,) = page.xpath("//*[@id='messages']/..")
    assert region.xpath("self::*[@role='status']/parent::main")
    assert [each.get("class").split()[0] for each in region.itersiblings()] == ["page"]


def test_on_a_claim_they_go_along_with_the_second_bar(client):
    given = assigned()
    client.force_login(given.reviewer)
    page = page_at(client, given.review.get_absolute_url())
    (region,) = page.xpath("//main/div[@class='sub-and-told']/*[@role='status']")
    assert region.xpath("./ul[@id='messages']")
    assert region.getprevious().get("class") == "sub"
    assert len(page.xpath("//*[@id='messages']")) == 1


def summary(client, **asked) -> str:
    page = page_at(client, f"{reverse('verification:claims')}?" + "&".join(
        f"{name}={value}" for name, value in asked.items()
    ))  # fmt: skip
    (fold,) = page.xpath("//form[@class='filters']/details")
    assert fold.get("open") is None
    assert fold.xpath(".//select[@name='state']")
    return " ".join("".join(fold.find("summary").itertext()).split())


def test_a_folded_filter_tells_what_is_set_in_it(client):
    topic, person = TopicFactory(), reviewer()
    client.force_login(editor())
    assert summary(client) == summary(client, q="boats") == "Narrow it"
    told = summary(
        client, state="decided", topic=topic.pk, holder=person.pk, which="corrections", late="on"
    )
    assert (
        told
        == f"Narrow it: decided, {topic.name}, {WHICH['corrections']}, with {person.name}, late"
    )
    assert summary(client, state="nonsense", waiting="on") == "Narrow it: waiting for a reply"
