"""The first page: what waits for a reviewer, for an admin, and on an empty desk."""

from __future__ import annotations

import pytest

from newsroom.accounts.models import Role
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import tell
from tests.factories import (
    ClaimFactory,
    DocumentFactory,
    UserFactory,
    admin,
    assigned,
    drafted,
    editor,
    make_overdue,
    open_review_for,
    rating,
    reviewer,
    submitted,
    with_evidence,
)
from tests.verification.views.desk_pages import (
    ask_somebody,
    card,
    desk_of,
    statement,
    two_findings_that_differ,
)
from verification import health
from verification.operations.assignments import start_work
from verification.operations.findings import save_draft
from verification.operations.signoff import send_back
from verification.operations.verdicts import propose_settlement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def redis_is_there(monkeypatch):
    monkeypatch.setattr(health, "broker_problem", lambda: "")


# -- a reviewer's home --------------------------------------------------------------------------


def test_a_reviewer_sees_their_claims_and_nobody_elses(client):
    mine, others = assigned(), assigned()
    make_overdue(mine, hours=-5)
    page = desk_of(client, mine.reviewer)
    asked = card(page, "queue-asked")
    assert statement(mine.review) in asked
    assert "due in 5 h" in asked
    assert statement(others.review) not in page
    assert "One claim waits for you" in page
    assert "Who has what" not in page


def test_late_work_says_so_in_a_word_and_on_top(client):
    mine = assigned()
    make_overdue(mine, hours=2)
    page = desk_of(client, mine.reviewer)
    assert "late by 2 h" in card(page, "queue-asked")
    assert "One of yours is late." in page


def test_a_waiting_claim_names_whom_it_waits_for_and_is_not_late(client):
    mine = assigned()
    make_overdue(mine)
    ask_somebody(mine.review)
    ask_somebody(assigned().review, whom="Somebody Else")
    page = desk_of(client, mine.reviewer)
    assert "Waiting for a reply from Ministry of Ports" in card(page, "queue-asked")
    assert "clock paused" in page
    assert "late" not in card(page, "queue-asked")
    assert "Somebody Else" not in page


def test_findings_that_differ_are_the_reviewers_next_step(client):
    review = two_findings_that_differ()
    one, other = (assignment.reviewer for assignment in review.current_assignments)
    assert "settle it together" in card(desk_of(client, one), "queue-next")
    propose_settlement(review, by=one, rating=rating(review, "half-true"), reasons="Between.")
    assert "waits for the other reviewer to agree" in card(desk_of(client, one), "queue-elsewhere")
    assert f"{one.name} proposes how to settle it" in card(desk_of(client, other), "queue-next")


def test_the_first_reviewer_writes_the_verdict_and_the_second_waits(client):
    review = open_review_for(reviewers=2)
    first, second = assigned(review), assigned(review)
    submitted(first)
    assert "waits for the other reviewer’s finding" in card(
        desk_of(client, first.reviewer), "queue-elsewhere"
    )
    submitted(second)
    assert "write the verdict" in card(desk_of(client, first.reviewer), "queue-next")
    assert f"waits for {first.reviewer.name} to write the verdict" in card(
        desk_of(client, second.reviewer), "queue-elsewhere"
    )


def test_a_verdict_that_was_sent_back_is_the_reviewers_next_step(client):
    verdict = drafted()
    assert card(desk_of(client, verdict.drafted_by), "queue-next") == ""
    send_back(verdict.review, by=editor(), reason="Say since when.")
    assert "sent back: reword the verdict" in card(
        desk_of(client, verdict.drafted_by), "queue-next"
    )


def test_a_reviewer_sees_what_to_triage_of_their_own_documents(client):
    person = reviewer()
    own, other = DocumentFactory(added_by=person, title="My article"), DocumentFactory()
    ClaimFactory(document=own)
    ClaimFactory(document=own, state="dismissed")
    ClaimFactory(document=other)
    triage = card(desk_of(client, person), "queue-triage")
    assert "My article" in triage
    assert "1 of 2 claims to triage" in triage
    assert other.title not in triage


def test_a_reviewer_learns_nothing_of_a_blind_colleagues_work(client):
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(review)
    start_work(first, by=first.reviewer)
    with_evidence(first, excerpt="a secret excerpt")
    save_draft(first, by=first.reviewer, rating=rating(review, "false"), reasons="a secret reason")
    submitted(first, "false", "a secret reason")
    page = desk_of(client, second.reviewer)
    for secret in ("secret", "rating-false", ">False<"):
        assert secret not in page


def test_nothing_to_do_says_so(client):
    page = desk_of(client, reviewer())
    assert "Nothing waits for you" in page
    assert "Your desk is clear" in page


# -- notices ------------------------------------------------------------------------------------


def test_what_i_was_told_is_shown_until_i_put_it_away(client):
    person, other = reviewer(), reviewer()
    tell(person, "You are asked to review: a claim", "/claims/7/", kind=NoticeKind.OTHER)
    tell(other, "Not for this person", "/claims/8/", kind=NoticeKind.OTHER)
    told = card(desk_of(client, person), "notices-title")
    assert "You are asked to review: a claim" in told
    assert "Not for this person" not in told
    newest = person.notices.latest("id").pk
    tell(person, "This came in meanwhile", "/claims/9/", kind=NoticeKind.OTHER)
    assert client.post("/notices/seen/", {"up_to": newest}).status_code == 302
    told = card(desk_of(client, person), "notices-title")
    assert "You are asked to review" not in told
    assert "This came in meanwhile" in told
    assert other.notices.unseen().count() == 1


# -- an admin, and an empty desk ----------------------------------------------------------------


def test_an_admin_sees_the_status_and_what_to_look_after(client):
    open_review_for()
    page = desk_of(client, admin())
    assert "No worker has been seen" in page
    assert "/admin/accounts/user/" in page
    assert "First steps" not in page
    assert "1 admin" in page


def test_an_empty_desk_tells_a_new_admin_what_to_do_first(client):
    person = UserFactory(roles=[Role.ADMIN, Role.EDITOR])
    page = desk_of(client, person)
    steps = card(page, "steps-title")
    for title in ("Invite your people", "Look at the policies", "Paste a first article"):
        assert title in steps
    assert "In force now: " in steps
    assert "/admin/accounts/user/add/" in page
    assert "/documents/new/" in page
    assert "Invite your people (done)" not in steps
    assert "Paste a first article (done)" not in steps
    reviewer()
    DocumentFactory()
    steps = card(desk_of(client, person), "steps-title")
    assert "Invite your people (done)" in steps
    assert "Paste a first article (done)" in steps


def test_the_first_steps_go_once_a_claim_is_in_review(client):
    person = admin()
    assert card(desk_of(client, person), "steps-title")
    open_review_for()
    assert card(desk_of(client, person), "steps-title") == ""


def test_the_first_steps_are_the_admins_only(client):
    assert card(desk_of(client, editor()), "steps-title") == ""
    assert card(desk_of(client, reviewer()), "steps-title") == ""


def test_somebody_without_a_role_is_told_whom_to_ask(client):
    assigned()
    page = desk_of(client, UserFactory(roles=[]))
    assert "You have no role on this desk yet" in page
    assert "5,000 to 7,000" not in page


def test_nobody_sees_the_desk_without_signing_in(client):
    assert client.get("/")["Location"].startswith("/account/sign-in/")
