"""What the two homes show at which time of the day, of whom, and to whom."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.accounts.models import Role, User
from tests.factories import (
    ClaimFactory,
    UserFactory,
    assigned,
    drafted,
    editor,
    fresh,
    make_overdue,
    open_review_for,
    reviewer,
    signed,
    submitted,
    with_evidence,
)
from tests.multiplied import multiplied
from verification import health
from verification.models import (
    Assignment,
    ChangedFigure,
    ClaimReview,
    Contact,
    Reviewer,
    TimeRequest,
)
from verification.operations.assignments import assign, start_work
from verification.operations.reports import publish, retract
from verification.operations.reviews import reopen_review
from verification.operations.verdicts import draft_verdict
from verification.views.editor_cards import going_out, held, waiting
from verification.views.editor_lists import SHOWN, rows_of

from .test_desk import ask_somebody, card, desk_of, statement, two_findings_that_differ

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def redis_is_there(monkeypatch):
    monkeypatch.setattr(health, "broker_problem", lambda: "")


@pytest.fixture
def at_noon():
    """The desk's clock shows noon, so that an hour more or less is the same day."""
    with at_the_desk(12):
        yield


def at_the_desk(hour: int):
    """A time zone in which it is that hour now."""
    offset = (hour - timezone.now().hour + 11) % 24 - 11
    return timezone.override(timezone.get_fixed_timezone(offset * 60))


def named(person: User, name: str) -> User:
    User.objects.filter(pk=person.pk).update(name=name)
    person.refresh_from_db()
    return person


def age(review: ClaimReview, **columns) -> ClaimReview:
    ClaimReview.objects.filter(pk=review.pk).update(**columns)
    return fresh(review)


def ago(**span) -> datetime:
    return timezone.now() - timedelta(**span)


def handed_over(
    review: ClaimReview, giver: User, taker: User | None, note: str, at: datetime
) -> Assignment:
    given = assigned(review, giver)
    Assignment.objects.filter(pk=given.pk).update(state="handed_over", ended_at=at, end_note=note)
    if taker:
        Assignment.objects.filter(pk=assigned(fresh(review), taker).pk).update(continues=given)
    return given


def ask_for_time(assignment: Assignment, because: str = "The register opens on Monday.") -> None:
    TimeRequest.objects.create(
        assignment=assignment, until=timezone.now() + timedelta(days=2), because=because
    )


# -- morning and evening ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "asked", "first", "why"),
    [
        (9, "", "morning", "First, because it is 9:"),
        (13, "", "morning", "First, because it is 13:"),
        (14, "", "evening", "First, because it is 14:"),
        (18, "", "evening", "First, because it is 18:"),
        (9, "evening", "evening", "First, because you asked."),
        (18, "morning", "morning", "First, because you asked."),
        (9, "nonsense", "morning", "First, because it is 9:"),
    ],
)
def test_the_part_of_the_day_that_it_is_at_the_desk_stands_first(client, hour, asked, first, why):
    client.force_login(editor())
    with at_the_desk(hour):
        page = client.get(f"/?part={asked}").content.decode()
    other = {"morning": "evening", "evening": "morning"}[first]
    assert page.index(f'id="{first}"') < page.index(f'id="{other}"')
    assert why in card(page, f"group-{first}")
    assert "First, because" not in card(page, f"group-{other}")
    assert f'href="?part={other}"' in page


def test_what_is_empty_is_said_in_a_line(client):
    page = desk_of(client, editor())
    assert "Nobody is away. No reply is waited for." in page
    assert "Nothing is late." in page
    assert "Yours to decide" not in page
    assert "Your desk is clear" in page


# -- in the morning -----------------------------------------------------------------------------


def test_what_nobody_can_take_says_why_and_what_would_help(client):
    age(open_review_for(), nobody_because="All are full.", would_help="A third reviewer would.")
    assert "All are full. A third reviewer would." in card(
        desk_of(client, editor()), "queue-nobody"
    )


def test_who_is_away_until_when_and_what_they_still_hold(client):
    today = timezone.localdate()
    gone = named(reviewer(away=(today, today + timedelta(days=3))), "Gone Person")
    Reviewer.objects.get(user=gone).absences.update(note="on leave")
    make_overdue(assigned(to=gone))
    assigned(to=gone)
    named(reviewer(away=(today, None)), "Open Ended")
    named(reviewer(away=(today + timedelta(days=1), None)), "Here Today")
    page = desk_of(client, editor())
    away = card(page, "queue-away")
    until = today + timedelta(days=3)
    assert f"Gone Person Still holds 2 claims, 1 late . On leave. until {until:%-d %B}" in away
    assert "Open Ended Holds nothing. until further notice" in away
    assert "Here Today" not in away
    assert "2 people" in away
    assert f'href="/claims/?holder={gone.pk}"' in page


def test_whom_a_claim_waits_for_and_until_when(client, at_noon):
    waiting, answered = open_review_for(), open_review_for()
    ask_somebody(waiting, hours=1, whom="Ministry of Ports")
    ask_somebody(waiting, hours=3, whom="The mayor")
    ask_somebody(waiting, hours=-1, whom="Too late")
    ask_somebody(answered, whom="Has answered")
    Contact.objects.filter(whom="Has answered").update(answered_at=timezone.now(), answer="Yes.")
    page = desk_of(client, editor())
    shown = card(page, "queue-waiting")
    assert "Waits for Ministry of Ports and The mayor." in shown
    assert "until 15:" in shown
    assert "1 claim" in shown
    assert statement(answered) not in shown


@pytest.mark.parametrize("row", [waiting, going_out, held])
def test_a_row_stands_when_somebody_was_quicker_than_the_page(row):
    assert row(rows_of({drafted().review_id}).popitem()[1], editor()).pill is None


# -- in the evening -----------------------------------------------------------------------------


def late_step(kind: str) -> tuple[ClaimReview, str]:
    match kind:
        case "nobody":
            return open_review_for(), "The finding, with nobody yet."
        case "started":
            given = assigned()
            start_work(given, by=given.reviewer)
            return given.review, f"The finding, with {given.reviewer.name} (started)."
        case "settle":
            review = two_findings_that_differ()
            one, other = (each.reviewer.name for each in review.current_assignments)
            return review, f"The settlement, with {one} and {other}, or an editor."
    review = open_review_for(reviewers=2)
    first, second = assigned(review), assigned(review)
    submitted(first)
    submitted(second)
    if kind == "write":
        return review, f"The verdict, with {first.reviewer.name}."
    draft_verdict(fresh(review), by=first.reviewer, conclusion="It holds.", explanation="So [1].")
    return review, f"The verdict, with {second.reviewer.name} to confirm."


@pytest.mark.parametrize("kind", ["nobody", "started", "settle", "write", "confirm"])
def test_what_is_late_says_which_step_and_with_whom(client, kind):
    review, words = late_step(kind)
    age(review, due_at=ago(hours=3))
    age(assigned().review, due_at=timezone.now() + timedelta(hours=1))
    page = desk_of(client, editor())
    where, nowhere = "queue-late", "queue-to_settle"
    if kind == "settle":  # what stands in “Yours to decide” does not stand there twice
        where, nowhere = nowhere, where
        assert "What is late stands in “Yours to decide”." in page
    shown = card(page, where)
    assert words in shown
    assert "late by 3 h" in shown
    assert "1 claim" in shown
    assert card(page, nowhere) == ""


@pytest.mark.parametrize("is_blind", [True, False])
def test_one_of_a_blind_pair_is_not_told_how_far_the_other_is(client, is_blind):
    review = open_review_for(reviewers=2, blind=is_blind)
    other_one = UserFactory(roles=[Role.EDITOR], name="Other One")
    given = assigned(review, named(reviewer(), "Petra Oakes"))
    assign(fresh(review), other_one, by=editor(), reason="short")
    age(review, due_at=ago(hours=1))
    start_work(given, by=given.reviewer)
    started = card(desk_of(client, other_one), "queue-late")
    submitted(given)
    age(review, due_at=ago(hours=1))
    handed_in = card(desk_of(client, other_one), "queue-late")
    if is_blind:
        assert started == handed_in
        assert "The finding, with Petra Oakes and Other One." in started
    else:
        assert "Petra Oakes (started)" in started
        assert "The finding, with Other One (not started)." in handed_in
    assert "The finding, with Other One (not started)." in card(
        desk_of(client, editor()), "queue-late"
    )


def test_what_was_handed_over_today_says_by_whom_to_whom_and_why(client, at_noon):
    petra, nadia = named(reviewer(), "Petra Oakes"), named(reviewer(), "Nadia Fenn")
    handed_over(open_review_for(), petra, nadia, "Ask the register first.", ago(hours=1))
    handed_over(open_review_for(), petra, None, "I am off.", ago(hours=2))
    kept = open_review_for()
    handed_over(kept, petra, None, "She knows it.", ago(hours=3))
    age(kept, kept_for=nadia, kept_because="handed over")
    handed_over(open_review_for(), petra, nadia, "Yesterday’s.", ago(hours=24))
    shown = card(desk_of(client, editor()), "queue-handed_over")
    assert "Petra Oakes to Nadia Fenn: Ask the register first." in shown
    assert "Petra Oakes to whoever can: I am off." in shown
    assert "Petra Oakes to Nadia Fenn: She knows it." in shown
    assert "Yesterday’s." not in shown
    assert "3 claims" in shown


def test_more_time_that_is_asked_for_is_to_be_decided(client):
    given = assigned()
    named(given.reviewer, "Petra Oakes")
    ask_for_time(given)
    over = assigned()
    ask_for_time(over, "Nobody asks any more.")
    Assignment.objects.filter(pk=over.pk).update(state="declined", ended_at=timezone.now())
    page = desk_of(client, editor())
    shown = card(page, "queue-time")
    assert "Petra Oakes asks for time until" in shown
    assert "The register opens on Monday." in shown
    assert "Decide" in shown
    assert "Nobody asks any more." not in shown
    assert "One claim waits for you" in page
    assert "One asking for more time." in page


@pytest.mark.parametrize("is_blind", [True, False])
def test_words_of_one_blind_reviewer_do_not_reach_the_other_who_is_an_editor(client, is_blind):
    review = open_review_for(reviewers=2, blind=is_blind)
    other_one = UserFactory(roles=[Role.EDITOR])
    given = assigned(review, named(reviewer(), "Petra Oakes"))
    ask_for_time(given, "I found 7,100 in the register.")
    assign(fresh(review), other_one, by=editor(), reason="short")
    second = open_review_for(reviewers=2, blind=is_blind)
    assign(second, other_one, by=editor(), reason="short")
    handed_over(fresh(second), reviewer(), reviewer(), "My draft says false.", timezone.now())
    page = desk_of(client, other_one)
    assert "Petra Oakes asks for time until" in card(page, "queue-time")
    assert card(page, "queue-handed_over")
    for words in ("I found 7,100", "My draft says false."):
        assert (words in page) is not is_blind
    page = desk_of(client, editor())
    assert "I found 7,100" in page  # who has no part in it decides about the time
    assert ("My draft says false." in page) is not is_blind


def test_what_is_scheduled_for_later_does_not_go_out_today(client, at_noon):
    later = signed().review
    age(later, publish_at=timezone.now() + timedelta(hours=24))
    today = signed().review
    age(today, publish_at=timezone.now() + timedelta(hours=1))
    page = desk_of(client, editor())
    assert "goes out tomorrow, 12:" in card(page, "queue-scheduled")
    assert statement(today) not in card(page, "queue-scheduled")
    assert "goes out 13:" in card(page, "queue-going_out")
    assert statement(later) not in card(page, "queue-going_out")


def published(**columns) -> ClaimReview:
    review = signed().review
    publish(review, by=editor())
    return age(review, **columns)


def test_corrections_are_open_until_they_are_decided_or_reported_anew(client):
    stands, changed = published(), published()
    given = changed.current_assignments[0]
    ChangedFigure.objects.create(
        evidence=given.finding.evidence.get(), kind="figure", changes=["66 became 67."]
    )
    reopened = published()
    reopen_review(reopened, by=editor(), reason="A reader wrote.")
    lately, long_ago = published(), published()
    retract(lately, by=editor(), reason="The list was wrong.")
    retract(long_ago, by=editor(), reason="Long forgotten.")
    age(long_ago, state_since=ago(days=31))
    never_out = open_review_for()
    page = desk_of(client, editor())
    shown = card(page, "queue-corrections")
    assert "66 became 67." in card(page, "queue-changed")
    assert "66 became 67." not in shown
    assert "Reopened; readers still have version 1." in shown
    assert "Retracted: The list was wrong." in shown
    assert "Long forgotten." not in page
    for review in (stands, never_out):
        assert statement(review) not in shown


# -- all of them --------------------------------------------------------------------------------


def test_each_long_card_leads_to_a_list_of_the_same(client):
    someone = editor()
    handed_on, asks, scheduled, reopened = (
        open_review_for(),
        assigned(),
        signed().review,
        published(),
    )
    handed_over(handed_on, reviewer(), reviewer(), "Off.", timezone.now())
    ask_for_time(asks)
    age(scheduled, publish_at=timezone.now() + timedelta(days=3))
    reopen_review(reopened, by=editor(), reason="A reader wrote.")
    each = (handed_on, asks.review, scheduled, reopened)
    multiplied(*(review.claim.document for review in each), times=SHOWN)
    open_review_for()
    page = desk_of(client, someone)
    for name, query in (
        ("handed_over", "which=handed_over"), ("time", "asks=on"),
        ("scheduled", "which=scheduled"), ("corrections", "which=corrections"),
    ):  # fmt: skip
        assert f"All {SHOWN + 1}" in card(page, f"queue-{name}"), name
        assert f'href="/claims/?{query}"' in page
        found = client.get(f"/claims/?{query}").context["reviews"]
        assert len(found) == SHOWN + 1, name


def test_only_editors_narrow_the_list_by_what_others_hold(client):
    holder, noise = assigned(), open_review_for()
    for query, found in (
        (f"holder={holder.reviewer_id}", [holder.review_id]),
        ("which=scheduled", []),
    ):
        client.force_login(editor())
        assert [r.pk for r in client.get(f"/claims/?{query}").context["reviews"]] == found
        client.force_login(reviewer())
        page = client.get(f"/claims/?{query}")
        assert {r.pk for r in page.context["reviews"]} == {holder.review_id, noise.pk}
        assert 'name="holder"' not in page.content.decode()


# -- a reviewer's home --------------------------------------------------------------------------


def test_my_claims_say_why_me_and_what_i_asked_for(client):
    mine = assigned()
    Assignment.objects.filter(pk=mine.pk).update(reason="covers security, has 3 of 8")
    ask_for_time(mine)
    asked = card(desk_of(client, mine.reviewer), "queue-asked")
    assert "Why you: covers security, has 3 of 8" in asked
    assert "You asked for time until" in asked
    assert "no answer yet" in asked


def test_what_was_handed_to_me_says_by_whom_with_their_note(client):
    petra, me = named(reviewer(), "Petra Oakes"), reviewer()
    review = open_review_for()
    handed_over(review, petra, me, "Ask the register first.", timezone.now())
    begun = open_review_for()
    given = handed_over(begun, petra, me, "not for anybody", timezone.now())
    Assignment.objects.filter(pk=given.pk).update(state="declined")
    plain = assigned(to=me)
    page = desk_of(client, me)
    shown = card(page, "queue-handed_on")
    assert "Petra Oakes handed it over: Ask the register first." in shown
    assert "Petra Oakes began it." in shown
    assert "not for anybody" not in page
    assert statement(plain.review) in card(page, "queue-asked")
    assert "Three claims wait for you" in page


def test_my_finished_work_says_what_it_waits_for(client):
    verdict = drafted()
    me = verdict.drafted_by
    assert "waits for an editor to sign it off" in card(desk_of(client, me), "queue-elsewhere")
    ready = signed().review
    me = ready.current_verdict.drafted_by
    assert "waits for an editor to publish it" in card(desk_of(client, me), "queue-elsewhere")
    publish(ready, by=editor())
    assert card(desk_of(client, me), "queue-elsewhere") == ""


def test_my_pace_is_mine_and_no_league_table(client):
    me, other = reviewer(), named(reviewer(), "Quick Colleague")
    for person, count in ((me, 2), (other, 5)):
        for _ in range(count):
            finding = submitted(assigned(to=person))
            Assignment.objects.filter(pk=finding.assignment_id).update(assigned_at=ago(hours=3))
    page = desk_of(client, me)
    pace = card(page, "own-pace-title")
    assert "2 findings this week (2 only): half within 3.0 h of being asked." in pace
    assert "None in the week before." in pace
    assert "Quick Colleague" not in page
    assert "Pace, this week" not in page
    assert "No finding of yours" in card(desk_of(client, reviewer()), "own-pace-title")
    assert 'href="/desk/settled/"' in page


def test_an_editor_reads_the_desks_pace_and_has_none_of_their_own(client):
    submitted(assigned())
    page = desk_of(client, editor())
    assert "Finding 1" in card(page, "pace-title")
    assert card(page, "own-pace-title") == ""
    assert 'href="/desk/agreement/"' in page


# -- how much it takes --------------------------------------------------------------------------


def test_an_editors_home_takes_the_same_queries_for_one_of_each_and_for_seven(client):
    someone = editor()

    def fill() -> None:
        ask_for_time(assigned())
        handed_over(open_review_for(), reviewer(), reviewer(), "Off.", timezone.now())
        handed_over(open_review_for(), reviewer(), None, "Off.", timezone.now())
        reopen_review(published(), by=editor(), reason="A reader wrote.")
        retract(published(), by=editor(), reason="Wrong.")
        evidence = with_evidence(assigned(open_review_for(ClaimFactory())))
        ChangedFigure.objects.create(evidence=evidence, kind="page_gone")
        reviewer(away=(timezone.localdate(), None))

    fill()
    desk_of(client, someone)
    with CaptureQueriesContext(connection) as one:
        desk_of(client, someone)
    for _ in range(6):
        fill()
    with CaptureQueriesContext(connection) as many:
        desk_of(client, someone)
    assert len(many) == len(one)
    assert len(one) < 48
