"""Which of the desk’s copies are offered to cite from, and why."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from tests.factories import (
    ClaimFactory,
    SourceFactory,
    TopicFactory,
    assigned,
    fresh,
    open_review_for,
    submitted,
    with_evidence,
)
from tests.verification.saving import ADDRESS, saved_for
from tests.verification.views.citing_pages import offered, url, words
from verification.operations.copies import use_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    return assigned()


@pytest.fixture
def at_work(client, given):
    client.force_login(given.reviewer)
    return client


def test_each_offer_says_why_and_what_fits_best_comes_first(client, given):
    other = assigned(open_review_for(claim_like(given)))
    figures = saved_for(other, "They counted 5,000 and then 7,000.", f"{ADDRESS}/1").snapshot
    cited = saved_for(other, "Cited.", f"{ADDRESS}/2").snapshot
    with_evidence(other, excerpt="Cited.", snapshot=cited, source=SourceFactory(name="River Board"))
    submitted(other)
    same = saved_for(assigned(), "The same page.").snapshot
    saved_for(assigned(), "Not 15,000 nor 70,001.", f"{ADDRESS}/3")  # noise
    assert offered(client, given, address=ADDRESS) == [
        (same, "the same page"),
        (cited, f"River Board, cited for another claim of {given.review.claim.claimant}"),
        (figures, "its text has 5,000 and 7,000"),
    ]


def claim_like(given):
    claim = ClaimFactory(claimant=given.review.claim.claimant)
    topic = TopicFactory()
    Claim.objects.filter(pk__in=[claim.pk, given.review.claim_id]).update(topic=topic)
    return Claim.objects.get(pk=claim.pk)


def test_what_one_has_for_the_claim_is_not_offered_twice(client, given):
    copy = saved_for(given)
    assert offered(client, given, address=ADDRESS) == []
    assert f"/cite/{copy.pk}/" in client.get(url("copies_offered", given)).content.decode()


@pytest.mark.parametrize("blind", [True, False])
def test_nothing_of_the_other_reviewer_s_is_offered_while_it_is_blind(client, blind):
    review = open_review_for(reviewers=2, blind=blind)
    first, second = assigned(review), assigned(fresh(review))
    text = "They counted 5,000 and then 7,000."
    hidden = saved_for(first, text)
    with_evidence(first, excerpt=text, snapshot=hidden.snapshot)
    assert offered(client, second, address=ADDRESS) == []
    for where in (url("copies_offered", second), second.review.get_absolute_url()):
        assert (f"/cite/{hidden.pk}/" in client.get(where).content.decode()) != blind
    assert client.get(url("citing", second, hidden.pk)).status_code == (404 if blind else 200)
    use = client.post(url("use_copy", second, hidden.snapshot.pk))
    assert use.status_code == (404 if blind else 302)
    # Typing its address tells nothing either: it is saved as if for the first time.
    answer = client.post(url("save_copy", second), {"address": ADDRESS})
    assert ("has this page already" in words(answer)) != blind


def test_neither_count_nor_order_of_the_desk_s_copies_tells_what_the_other_does(client):
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(fresh(review))
    texts = ("They counted 5,000 and then 7,000.", "First 7,000, then 5,000.")
    desk_s = [
        saved_for(assigned(), text, f"{ADDRESS}/{n}").snapshot for n, text in enumerate(texts)
    ]
    before = offered(client, second)
    assert [snapshot for snapshot, _ in before] == desk_s[::-1]
    use_copy(first, by=first.reviewer, snapshot=desk_s[0])
    with_evidence(first, excerpt=texts[0], snapshot=desk_s[0])
    assert offered(client, second) == before


@pytest.mark.parametrize("page", ["panel", "offers"])
def test_thirty_copies_take_no_more_queries_than_one(
    at_work, given, page, django_assert_num_queries
):
    where = given.review.get_absolute_url() if page == "panel" else url("copies_offered", given)

    def save(number):
        saved_for(given, f"Mine {number}.", f"{ADDRESS}/own/{number}")
        saved_for(assigned(), f"They counted 5,000 and 7,000. {number}", f"{ADDRESS}/{number}")

    save(0)
    at_work.get(where)
    with CaptureQueriesContext(connection) as one:
        at_work.get(where)
    for number in range(1, 30):
        save(number)
    with django_assert_num_queries(len(one)):
        at_work.get(where)
