"""Giving work by hand: the list of claims, and what nobody can take."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import assigned, editor, fresh, open_review_for, reviewer
from tests.verification.views.by_hand_pages import BY_HAND, CLAIMS, in_days, ticked, words
from verification.models import ClaimReview, DeclaredInterest
from verification.operations.handing_over import hand_over
from verification.operations.keeping_for import keep_for
from verification.operations.time_requests import ask_for_time
from verification.states import AssignmentState

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    person = editor()
    client.force_login(person)
    return person


# -- the list ------------------------------------------------------------------------------------


def test_what_was_just_assigned_is_undone_with_one_press(client, boss):
    person, review = reviewer(), open_review_for()
    client.post(BY_HAND, ticked("assign", review, reviewer=person.pk))
    last = client.get(CLAIMS).context["last"]
    assert last["said"] == "1 claim assigned."
    undo = {"what": "take_back", "reason": "It was assigned by mistake.",
            "claim": last["claims"], "work": last["work"]}  # fmt: skip
    client.post(BY_HAND, undo)
    assert review.assignments.get().state == AssignmentState.TAKEN_BACK
    assert client.get(CLAIMS).context["last"] is None


def test_only_editors_tick_and_read_why(client):
    given = assigned()
    client.force_login(reviewer())
    page = words(client.get(CLAIMS))
    assert "data-bulk" not in page
    assert "for the test" not in page
    client.force_login(editor())
    page = words(client.get(CLAIMS))
    assert "data-bulk" in page
    assert f"{given.reviewer.name}: for the test" in page


def test_a_claim_that_one_can_take_has_a_button_and_others_do_not(client):
    person = reviewer()
    free = open_review_for()
    assigned()
    barred = open_review_for()
    DeclaredInterest.objects.create(
        person=person, document=barred.claim.document, stake="wrote it", declared_by=person
    )
    client.force_login(person)
    lines = client.get(CLAIMS).context["lines"]
    assert [line.review for line in lines if line.may_take] == [free]
    take = reverse("verification:take_on", args=[free.claim_id])
    assert take in words(client.get(CLAIMS))
    client.post(take)
    assert free.assignments.get().reviewer == person
    assert take not in words(client.get(CLAIMS))


def test_each_filter_keeps_what_fits(client, boss):
    free = open_review_for()
    kept = open_review_for()
    keep_for(kept, reviewer(), by=boss, reason="knows it")
    asking = assigned()
    ask_for_time(asking, by=asking.reviewer, until=in_days(30), because="So.")
    assigned()
    for name, expected in (
        ("unassigned", [kept, free]), ("kept", [kept]), ("asks", [asking.review]),
    ):  # fmt: skip
        found = client.get(f"{CLAIMS}?{name}=on").context["lines"]
        assert [line.review for line in found] == expected, name


def test_the_list_says_what_a_claim_waits_for_and_whose_hands_it_was_in(client, boss):
    given = assigned()
    hand_over(given, by=given.reviewer, note="Call the port.")
    keep_for(fresh(given.review), person := reviewer(), by=boss, reason="knows it")
    page = words(client.get(CLAIMS))
    assert f"handed over by {given.reviewer.name}" in page
    assert f"kept for {person.name}" in page


def test_the_list_takes_the_same_queries_for_one_and_for_thirty(client, boss):
    counts = []
    for count in (1, 29):
        for _ in range(count):
            given = assigned()
            ask_for_time(given, by=given.reviewer, until=in_days(30), because="So.")
        client.get(CLAIMS)
        with CaptureQueriesContext(connection) as queries:
            client.get(CLAIMS)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# -- what nobody can take ------------------------------------------------------------------------


def stuck(because, help):
    review = open_review_for()
    ClaimReview.objects.filter(pk=review.pk).update(nobody_because=because, would_help=help)
    return review


def test_what_nobody_can_take_stands_by_what_would_help(client, boss):
    one = stuck("Ann is away.", "Somebody who reads Russian.")
    others = [stuck("Ben has 8 of 8.", "More room."), stuck("Cy has 4 of 4.", "More room.")]
    open_review_for()
    groups = client.get("/desk/nobody/").context["groups"]
    assert [(group.help, group.reviews) for group in groups] == [
        ("More room.", others), ("Somebody who reads Russian.", [one]),
    ]  # fmt: skip
    page = words(client.get("/desk/nobody/"))
    assert "Ben has 8 of 8." in page
    assert f"{BY_HAND}?what=assign&amp;claim={one.claim_id}" in page


def test_nothing_stuck_is_said_with_what_to_do_next(client, boss):
    assert "Nothing is stuck" in words(client.get("/desk/nobody/"))


def test_what_nobody_can_take_is_counted_in_a_fixed_number_of_queries(client, boss):
    counts = []
    for count in (1, 29):
        for number in range(count):
            stuck(f"Reason {number}.", f"Help {number}.")
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/nobody/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
