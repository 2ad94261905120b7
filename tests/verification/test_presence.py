"""Who has a claim open: on a real Redis, and without one."""

from __future__ import annotations

import re
import time

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import assigned, editor, fresh, open_review_for, submitted
from verification.presence import DOING, SEEN_FOR, Here, gone, others, seen_at
from verification.views.presence import MAY, SOMEBODY

ANNE, BEN, CLEO = 11, 12, 13


def test_people_see_each_other_and_what_the_other_is_at(redis_client):
    assert seen_at(1, ANNE, "finding") == []
    assert seen_at(1, BEN, "") == [Here(ANNE, "finding")]
    assert seen_at(1, ANNE, "verdict") == [Here(BEN)]
    assert seen_at(1, BEN, "") == [Here(ANNE, "verdict")]
    # the noise: who looks at another claim is not seen here
    assert seen_at(2, CLEO, "finding") == []
    assert seen_at(1, ANNE, "") == [Here(BEN)]


def test_whoever_closed_the_page_is_gone_within_half_a_minute(redis_client):
    start = time.time()
    seen_at(1, ANNE, "", now=start)
    assert seen_at(1, BEN, "", now=start + SEEN_FOR - 1) == [Here(ANNE)]
    assert seen_at(1, BEN, "", now=start + SEEN_FOR + 1) == []
    assert SEEN_FOR + 10 < 30


def test_whoever_says_that_they_leave_is_gone_at_once(redis_client):
    for doing in ("", "finding"):
        seen_at(1, ANNE, doing)
    seen_at(1, CLEO, "")
    seen_at(2, ANNE, "")
    gone(1, ANNE)
    assert seen_at(1, BEN, "") == [Here(CLEO)]
    assert seen_at(2, BEN, "") == [Here(ANNE)]


def test_nothing_is_kept_for_longer(redis_client):
    seen_at(1, ANNE, "finding")
    assert redis_client.keys() == [b"presence:1"]
    assert 0 < redis_client.ttl("presence:1") <= SEEN_FOR


def test_the_newest_word_of_each_counts():
    assert others([b"11 ", b"12 finding", b"11 verdict"], but=CLEO) == [
        Here(ANNE, "verdict"), Here(BEN, "finding"),
    ]  # fmt: skip


def test_a_word_that_nobody_knows_is_not_passed_on(redis_client):
    seen_at(1, ANNE, "<b>writes</b>")
    assert seen_at(1, BEN, "") == [Here(ANNE, "")]


def test_without_redis_nobody_is_seen_and_nothing_fails(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert seen_at(1, ANNE, "finding") == []
    assert seen_at(1, BEN, "") == []
    gone(1, ANNE)


def test_every_form_says_what_its_writer_is_at_in_a_word_that_is_known():
    pages = (settings.BASE_DIR / "templates" / "verification").rglob("*.html")
    said = {
        word for page in pages for word in re.findall(r'data-doing="([^"]*)"', page.read_text())
    }
    assert said == set(DOING) - {""}


# -- the page --------------------------------------------------------------------------------------


def told(client, person, review, doing="") -> str:
    client.force_login(person)
    answer = client.post(reverse("verification:here", args=[review.claim_id]), {"doing": doing})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_across_the_blind_it_is_one_sentence_whoever_and_however_many(client, redis_client):
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(fresh(review))
    assert told(client, second.reviewer, review).strip() == ""
    told(client, first.reviewer, review, "finding")
    alone = told(client, second.reviewer, review)
    assert SOMEBODY in alone
    told(client, editor(), review)
    told(client, first.reviewer, review, "evidence")
    assert told(client, second.reviewer, review) == alone
    # the control: to whom it is not blind, by name and what they are at
    boss = told(client, editor(), review)
    assert f"{first.reviewer.name} is adding evidence." in boss
    assert SOMEBODY not in boss
    for assignment in (first, second):
        submitted(assignment)
    assert f"{first.reviewer.name} is adding evidence." in told(client, second.reviewer, review)


def test_every_word_has_its_right():
    assert set(MAY) == set(DOING) - {""}


def told_of(client, person, review, doing) -> str:
    """What an editor is told of a person who says that they are at this."""
    told(client, person, review, doing)
    return told(client, editor(), review)


@pytest.mark.django_db
@pytest.mark.parametrize("doing", MAY)
def test_nobody_is_said_to_be_at_what_they_may_not_do(client, redis_client, doing):
    review = assigned().review
    stranger = assigned(open_review_for()).reviewer  # at work, but not on this
    shown = told_of(client, stranger, review, doing)
    assert f"{stranger.name} {DOING['']}." in shown
    assert DOING[doing] not in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("doing", "may"),
    [
        ("finding", [True, False]), ("evidence", [True, False]), ("scope", [True, False]),
        ("contact", [True, True]), ("answer", [True, True]), ("settlement", [False, False]),
        ("verdict", [False, True]), ("desk", [False, False]),
    ],
)  # fmt: skip
def test_a_reviewer_is_at_what_they_may_do_before_and_after_handing_in(
    client, redis_client, doing, may
):
    given = assigned()

    def is_said() -> bool:
        shown = told_of(client, given.reviewer, fresh(given.review), doing)
        return f"{given.reviewer.name} {DOING[doing]}." in shown

    before = is_said()
    submitted(given)
    assert [before, is_said()] == may


@pytest.mark.django_db
def test_an_editor_is_at_the_desk_and_writes_no_finding(client, redis_client):
    review, boss = assigned().review, editor()
    assert f"{boss.name} {DOING['desk']}." in told_of(client, boss, review, "desk")
    assert f"{boss.name} {DOING['']}." in told_of(client, boss, review, "finding")


@pytest.mark.django_db
def test_however_many_are_here_it_is_the_same_few_queries(client, redis_client):
    review = assigned().review
    boss = editor()

    def asked() -> int:
        client.force_login(boss)
        with CaptureQueriesContext(connection) as queries:
            client.post(reverse("verification:here", args=[review.claim_id]))
        return len(queries)

    told(client, editor(), review)
    few = asked()
    for _ in range(29):
        told(client, editor(), review)
    assert asked() == few <= 8


@pytest.mark.django_db
def test_looking_who_is_here_is_no_page_to_be_read(client):
    review = assigned().review
    client.force_login(editor())
    assert client.get(reverse("verification:here", args=[review.claim_id])).status_code == 405


@pytest.mark.django_db
def test_a_page_that_is_left_says_so_and_is_told_nothing(client, redis_client):
    review = open_review_for()
    anne = assigned(review).reviewer
    told(client, anne, review)
    assert seen_at(review.pk, anne.pk + 1, "") == [Here(anne.pk)]
    answer = client.post(reverse("verification:here", args=[review.claim_id]), {"leaving": "1"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert seen_at(review.pk, anne.pk + 1, "") == []
