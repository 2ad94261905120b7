"""The second press hands in what the first one showed, or shows again; and an old tab's words."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from claims.quantities import Quantity
from tests.factories import assigned, editor, fresh, open_review_for, rating, with_evidence
from tests.verification.handing_in import shown
from verification.models import Finding, Requirement
from verification.operations.evidence import withdraw_evidence
from verification.operations.evidence_figures import (
    add_evidence_figure,
    take_off_evidence_figure,
)
from verification.operations.evidence_scope import set_scope
from verification.operations.lineage import say_it_derives
from verification.operations.waivers import waive

pytestmark = pytest.mark.django_db

AGAIN = "Something changed since this was shown to you"


def words_of(response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", response.content.decode())))


def submit(client, given, form):
    return client.post(reverse("verification:submit", args=[given.review.claim_id]), form)


def with_two_pieces():
    given = assigned(open_review_for(evidence_needed=1, comment_needed=False))
    with_evidence(given)
    with_evidence(given, excerpt="Another list: 6,300 people.")
    return given


@pytest.fixture(scope="class")
def given(standing):
    return standing(with_two_pieces)()


@pytest.fixture(scope="class")
def at_work(standing, given):
    return standing.signed_in(given.reviewer)


@pytest.fixture
def form(given):
    return {"rating": rating(given.review, "true").pk, "reasons": "Two registers.", "version": 0}


def pieces(given):
    return list(given.finding.evidence.order_by("pk"))


def a_piece_is_withdrawn(given, by):
    withdraw_evidence(pieces(given)[1], by=by, reason="A copy.")


def a_piece_is_added(given, by):
    with_evidence(given, excerpt="A third: 6,310 people.")


def a_figure_is_added(given, by):
    add_evidence_figure(pieces(given)[0], Quantity("five", Decimal(5), Decimal(5)), by=by)


def a_figure_is_taken_off(given, by):
    take_off_evidence_figure(pieces(given)[0].figures.all()[0], by=by)


def a_scope_is_set(given, by):
    set_scope(pieces(given)[0], by=by, scope={"place": "different"}, explained="Next door.")


def a_line_of_descent_is_noted(given, by):
    first, second = pieces(given)
    say_it_derives(second, first, by=by)


def something_is_waived(given, by):
    waive(
        fresh(given.review), by=editor(), requirement=Requirement.EVIDENCE, reason="Nobody counts."
    )


MEANWHILE = [
    a_piece_is_withdrawn, a_piece_is_added, a_figure_is_added, a_figure_is_taken_off,
    a_scope_is_set, a_line_of_descent_is_noted, something_is_waived,
]  # fmt: skip


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_what_another_tab_changed_is_shown_before_it_is_handed_in(at_work, given, form, meanwhile):
    sure = shown(at_work, given.review, form)
    meanwhile(given, given.reviewer)
    answer = submit(at_work, given, sure)
    assert (answer.status_code, AGAIN in words_of(answer)) == (200, True)
    assert not Finding.objects.get(assignment=given).is_submitted
    # Read once more, it is handed in.
    sure["sure"] = answer.context["hand_in"]["seen"]
    assert submit(at_work, given, sure).status_code == 302
    assert Finding.objects.get(assignment=given).is_submitted


def test_what_has_not_changed_is_handed_in_with_the_second_press(at_work, given, form):
    first = submit(at_work, given, form)
    assert ("Submit this finding?" in words_of(first), AGAIN in words_of(first)) == (True, False)
    sure = shown(at_work, given.review, form)
    with_evidence(assigned())  # the noise: somebody else's claim
    assert submit(at_work, given, sure).status_code == 302
    assert Finding.objects.get(assignment=given).is_submitted


@pytest.mark.parametrize("seen", ["", "1", "x" * 24])
def test_a_press_that_names_nothing_that_was_shown_hands_nothing_in(at_work, given, form, seen):
    shown(at_work, given.review, form)
    assert submit(at_work, given, form | {"version": 1, "sure": seen}).status_code == 200
    assert not Finding.objects.get(assignment=given).is_submitted


# -- an old tab, once it is in --------------------------------------------------------------------


DRAFT = "finding-1.abcd"


@pytest.fixture
def handed_in(at_work, given, form):
    sure = shown(at_work, given.review, form)
    assert submit(at_work, given, sure).status_code == 302
    return sure


@pytest.mark.parametrize("sure", [True, False])
def test_other_words_of_an_old_tab_are_shown_and_its_copy_stays(at_work, given, handed_in, sure):
    typed = handed_in | {"reasons": "A third register denies it.", "draft": DRAFT}
    if not sure:
        del typed["sure"]
    answer = submit(at_work, given, typed)
    assert answer.status_code == 409
    assert "can no longer be changed. What you wrote here was not saved" in words_of(answer)
    assert "A third register denies it.</textarea>" in answer.content.decode()
    assert "taken" not in answer.cookies
    assert Finding.objects.get(assignment=given).reasons == "Two registers."


def test_the_same_words_pressed_twice_are_in_and_their_copy_may_go(at_work, given, handed_in):
    answer = submit(at_work, given, handed_in | {"draft": DRAFT})
    assert answer.status_code == 302
    assert answer.cookies["taken"].value == f"{DRAFT}~"
