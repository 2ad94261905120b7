"""Giving work by hand: what the claim’s own page says and offers."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import assigned, editor, fresh, open_review_for, reviewer, with_evidence
from tests.verification.views.by_hand_pages import in_days, words
from verification.models import Assignment, DeclaredInterest
from verification.operations.handing_over import hand_over
from verification.states import AssignmentState

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    person = editor()
    client.force_login(person)
    return person


def post(client, name, review, *more, **data):
    return client.post(
        reverse(f"verification:{name}", args=[review.claim_id, *more]), data, follow=True
    )


def test_the_reviewer_reads_why_them_and_what_they_go_on_with(client):
    given = assigned()
    with_evidence(given)
    hand_over(given, by=given.reviewer, to=(person := reviewer()), note="Call the port at nine.")
    client.force_login(person)
    page = words(client.get(given.review.get_absolute_url()))
    assert f"Why you: handed over by {given.reviewer.name}" in page
    assert f"You go on with the work of {given.reviewer.name}." in page
    assert "Call the port at nine." in page


def test_why_one_cannot_take_it_is_said_in_the_place_of_the_button(client):
    review, person = open_review_for(), reviewer(capacity=0)
    client.force_login(person)
    page = words(client.get(review.get_absolute_url()))
    assert "has 0 of 0" in page
    assert "I’ll do this" not in page
    client.force_login(reviewer())
    assert "I’ll do this" in words(client.get(review.get_absolute_url()))


def test_time_is_asked_for_and_given_from_the_workspace(client):
    given, boss = assigned(), editor()
    until = timezone.localtime(in_days(30)).replace(second=0, microsecond=0)
    client.force_login(given.reviewer)
    page = post(
        client, "ask_for_time", given.review,
        until=until.strftime("%Y-%m-%dT%H:%M"), because="They answer on Friday.",
    )  # fmt: skip
    assert "You asked for time until" in words(page)
    assert "Ask for more time" not in words(page)
    request = given.time_requests.get()
    assert "I need no more time" in words(client.get(given.review.get_absolute_url()))
    client.force_login(boss)
    page = words(client.get(given.review.get_absolute_url()))
    assert "I need no more time" not in page
    assert "They answer on Friday." in page
    assert "It is due on" in words(post(client, "grant_time", given.review, request.pk))
    given.refresh_from_db()
    assert given.due_at == until
    assert "granted already" in words(post(client, "grant_time", given.review, request.pk))


def test_words_typed_for_a_handover_survive_a_refusal(client):
    given = assigned()
    client.force_login(given.reviewer)
    colleague = reviewer(capacity=0)
    page = post(client, "hand_over", given.review, to=colleague.pk, note="A long note.")
    assert page.status_code == 422
    assert "A long note." in words(page)
    given.refresh_from_db()
    assert given.state == AssignmentState.ASKED


def test_only_just_given_work_can_be_undone_and_by_whom_it_was_given(client, boss):
    review, person = open_review_for(), reviewer()
    page = post(client, "assign", review, reviewer=person.pk)
    assert f"Undo: take it back from {person.name}" in words(page)
    other = editor()
    client.force_login(other)
    assert "Undo: take it back" not in words(client.get(review.get_absolute_url()))
    client.force_login(boss)
    Assignment.objects.update(assigned_at=in_days(-1))
    assert "Undo: take it back" not in words(client.get(review.get_absolute_url()))


def test_taking_back_says_who_is_asked_then_and_can_keep_it_for_somebody(client, boss):
    first, second, whom = assigned(), assigned(), reviewer()
    page = words(client.get(first.review.get_absolute_url()))
    assert "The desk asks somebody else at once, unless you keep it for somebody." in page
    said = words(post(client, "take_back", first.review, first.pk, reason="on leave"))
    assert f"Taken back from {first.reviewer.name}. The desk asks somebody else at once." in said
    assert fresh(first.review).kept_for is None
    kept = {"reason": "on leave", "kept_for": whom.pk}
    said = words(post(client, "take_back", second.review, second.pk, **kept))
    assert f"It is kept for {whom.name}: the desk gives it to nobody else." in said
    review = fresh(second.review)
    assert (review.kept_for, review.kept_because) == (whom, "on leave")


def test_who_it_cannot_be_kept_for_leaves_it_where_it_was(client, boss):
    given, whom = assigned(), reviewer()
    DeclaredInterest.objects.create(
        person=whom, document=given.review.claim.document, stake="wrote it", declared_by=whom
    )
    kept = {"reason": "on leave", "kept_for": whom.pk}
    assert "wrote it" in words(post(client, "take_back", given.review, given.pk, **kept))
    given.refresh_from_db()
    assert given.state == AssignmentState.ASKED


def test_buttons_are_for_moves_one_has(client):
    given = assigned()
    for person, hers in ((given.reviewer, True), (reviewer(), False)):
        client.force_login(person)
        page = words(client.get(given.review.get_absolute_url()))
        assert ("Hand it over" in page) is hers
        assert ("Ask for more time" in page) is hers
        assert "Reassign it" not in page
        assert "Keep for somebody" not in page
    client.force_login(editor())
    page = words(client.get(given.review.get_absolute_url()))
    assert "Reassign it" in page
    assert "Hand it over" not in page
    assert "Keep for somebody" not in page  # its places are filled
