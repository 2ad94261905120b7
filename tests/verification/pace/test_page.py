"""The page of the desk's pace."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.accounts.models import User
from tests.factories import (
    ClaimFactory,
    TopicFactory,
    assigned,
    editor,
    open_review_for,
    reviewer,
    signed,
    submitted,
)
from verification.models import Assignment
from verification.operations.reports import publish

pytestmark = pytest.mark.django_db


def words_of(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def page_of(client, address: str = "/desk/pace/", person: User | None = None) -> str:
    client.force_login(person or editor())
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def row(page: str, table: str, name: str) -> str:
    """The words of a line of the card with that title, "" where there is none."""
    card = re.search(rf'<section[^>]*aria-labelledby="{table}".*?</section>', page, re.S)[0]
    lines = [words_of(line) for line in re.findall(r"<tr>.*?</tr>", card, re.S)]
    return next((line for line in lines if line.startswith(name)), "")


def finding_of(person: User, hours: float, **claim) -> None:
    assignment = assigned(open_review_for(ClaimFactory(**claim)), person)
    submitted(assignment)
    now = timezone.now()
    Assignment.objects.filter(pk=assignment.pk).update(
        assigned_at=now - timedelta(hours=hours + 1), started_at=now - timedelta(hours=hours)
    )


def test_each_person_and_topic_has_its_line_and_small_numbers_say_so(client):
    petra, nadia = reviewer(), reviewer()
    User.objects.filter(pk=petra.pk).update(name="Petra Oakes")
    User.objects.filter(pk=nadia.pk).update(name="Nadia Brook")
    security = TopicFactory(name="Security")
    for hours in (1, 2, 3, 4, 20):
        finding_of(petra, hours, topic=security)
    finding_of(nadia, 5)
    assigned(open_review_for(ClaimFactory(topic=security)), petra)
    page = page_of(client)
    assert row(page, "people-title", "Petra Oakes") == "Petra Oakes 1 0 5 0 3.0 h – none"
    assert row(page, "people-title", "Nadia Brook") == "Nadia Brook 0 0 1 0 5.0 h 1 only – none"
    assert row(page, "topics-title", "Security") == "Security 1 0 5 0 3.0 h – none"
    assert row(page, "topics-title", "No topic") == "No topic 0 0 1 0 5.0 h 1 only – none"
    assert "6 0 3.5 h" in row(page, "overall-title", "Finding")
    page = page_of(client, "/desk/pace/?stage=started")
    assert row(page, "people-title", "Petra Oakes") == "Petra Oakes 1 0 5 0 1.0 h – none"


def test_people_who_left_keep_their_line(client):
    gone = reviewer()
    finding_of(gone, 2)
    User.objects.filter(pk=gone.pk).update(is_active=False, name="Gone Person")
    assert "no longer on the desk" in row(page_of(client), "people-title", "Gone Person")


def test_the_whole_way_is_nobodys_own(client):
    publish(signed().review, by=editor())
    page = page_of(client, "/desk/pace/?stage=whole")
    assert "it is nobody’s own" in page
    assert "1 0 < 1 min 1 only" in row(page, "overall-title", "The whole way")
    assert "1 report went out since Monday" in words_of(page)


def test_another_week_is_shown_against_the_one_before_it_without_todays_load(client):
    person = reviewer()
    finding_of(person, 2)
    User.objects.filter(pk=person.pk).update(name="Petra Oakes")
    a_week_on = (timezone.localdate() - timedelta(days=7)).isoformat()
    assert row(page_of(client, f"/desk/pace/?week={a_week_on}"), "people-title", "Petra") == ""
    for nonsense in ("9999-01-01", "yesterday", ""):
        page = page_of(client, f"/desk/pace/?week={nonsense}&stage=none")
        assert row(page, "people-title", "Petra Oakes") == "Petra Oakes 0 0 1 0 2.0 h 1 only – none"
    assert "At hand" in page
    assert "At hand" not in page_of(client, f"/desk/pace/?week={a_week_on}")


def test_an_empty_desk_has_an_empty_page_and_no_words_go_wrong(client):
    page = words_of(page_of(client))
    assert "No reports went out since Monday" in page
    assert "none in the week before" in page
    assert "Nobody did this in these two weeks." in page


def test_a_reviewer_is_told_where_their_own_pace_is(client):
    client.force_login(reviewer())
    response = client.get("/desk/pace/")
    assert response.status_code == 403
    assert "Your own is on your desk" in response.content.decode()


def test_the_page_takes_the_same_queries_for_one_person_and_thirty(client):
    someone = editor()
    finding_of(reviewer(), 1, topic=TopicFactory())
    page_of(client, person=someone)
    with CaptureQueriesContext(connection) as one:
        page_of(client, person=someone)
    for _ in range(30):
        assigned(open_review_for(ClaimFactory(topic=TopicFactory())), reviewer())
    with CaptureQueriesContext(connection) as thirty:
        page_of(client, person=someone)
    assert len(thirty) == len(one)
