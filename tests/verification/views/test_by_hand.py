"""Giving work by hand: the page between ticking claims and doing it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.dates import day_words
from tests.factories import assigned, editor, fresh, open_review_for, reviewer, submitted
from tests.verification.views.by_hand_pages import BY_HAND, CLAIMS, called, ticked, words
from verification.models import Absence, Assignment, DeclaredInterest, WorkingHours
from verification.operations.assignments import decline
from verification.operations.keeping_for import keep_for
from verification.states import AssignmentState

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    person = editor()
    client.force_login(person)
    return person


def test_the_page_lists_the_ticked_claims_with_who_has_them_and_changes_nothing(client, boss):
    mine, free = assigned().review, open_review_for()
    noise = open_review_for()
    page = client.get(BY_HAND, ticked("assign", mine, free))
    assert [row.review for row in page.context["rows"]] == [free, mine]
    assert noise.claim.statement not in words(page)
    assert mine.assignments.get().reviewer.name in words(page)
    assert Assignment.objects.count() == 1


def test_looking_first_says_of_each_what_will_happen_or_why_not(client, boss):
    person = reviewer(capacity=1)
    free, more, taken = open_review_for(), open_review_for(), assigned().review
    look = ticked("assign", free, more, taken, reviewer=person.pk, look="first")
    page = client.post(BY_HAND, look, follow=True)
    said = {row.review: row.sentence or row.refusal for row in page.context["rows"]}
    assert said[free] == f"{person.name} is asked."
    assert "no room for more" in said[more]
    assert "already has its reviewers" in said[taken]
    assert Assignment.objects.count() == 1
    page = client.post(BY_HAND, {**look, "reason": "knows the case"}, follow=True)
    said = {row.review: row.sentence for row in page.context["rows"]}
    assert said[more] == f"{person.name} is asked, beyond their room."


def absent(person, until, since=0):
    today = person.reviewer.today
    last = today + timedelta(days=until)
    Absence.objects.create(
        reviewer=person.reviewer, first_day=today + timedelta(days=since), last_day=last
    )
    return f"away until {day_words(last)}"


def own_hours(person, *, at_work):
    """Round the clock, or only on the day after tomorrow."""
    days = range(7) if at_work else [(timezone.localtime().weekday() + 2) % 7]
    WorkingHours.objects.bulk_create(
        WorkingHours(reviewer=person.reviewer, weekday=day, starts=time(), ends=time())
        for day in days
    )


def test_a_list_of_people_says_who_is_away_and_names_the_able_first(client, boss):
    review = open_review_for()
    people = [called(name) for name in ("Ada", "Bea", "Cyn", "Dan", "Eve", "Fay")]
    away, full, off, here, later, barred = people
    words_away, _ = absent(away, 9, since=3), absent(away, 2)
    absent(later, 9, since=3)
    own_hours(off, at_work=False)
    own_hours(here, at_work=True)
    for _ in range(5):
        assigned(to=full)
    DeclaredInterest.objects.create(
        person=barred, document=review.claim.document, stake="wrote it", declared_by=barred
    )
    ours = {person.pk for person in people}
    page = client.get(review.get_absolute_url())
    labels = [
        label
        for value, label in page.context["assign_form"].fields["reviewer"].choices
        if getattr(value, "value", value) in ours
    ]
    assert labels == [
        "Dan (has 0 of 5)",
        "Eve (has 0 of 5)",
        "Bea (has 5 of 5)",
        f"Ada ({words_away}; has 0 of 5)",
        "Cyn (not at work now; has 0 of 5)",
        "Fay (has an interest in it; has 0 of 5)",
    ]
    assert f'<option value="{away.pk}">Ada ({words_away}; has 0 of 5)' in words(page)


@pytest.mark.parametrize("what", ["assign", "reassign", "keep"])
def test_looking_first_warns_of_each_claim_that_goes_to_somebody_away(client, boss, what):
    person, here = called("Sol Varga"), reviewer()
    away = absent(person, 4)
    make = open_review_for if what != "reassign" else lambda: assigned().review
    reviews = [make(), make()]
    for to, warning in ((person, f"Sol Varga is {away}."), (here, "")):
        look = ticked(what, *reviews, reviewer=to.pk, reason="so", look="first")
        page = client.post(BY_HAND, look, follow=True)
        assert [row.warning for row in page.context["rows"]] == [warning, warning]
        assert words(page).count(f"Sol Varga is {away}.") == 2 * bool(warning)


def test_the_lists_of_people_take_as_many_queries_however_many_there_are(client, boss):
    review = open_review_for()

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(review.get_absolute_url())
        return len(queries)

    for person in [reviewer(), reviewer()]:
        absent(person, 4)
    first = asked()
    for number in range(10):
        own_hours(person := reviewer(), at_work=number % 2 == 0)
        absent(person, 4)
    assert asked() == first


def test_a_look_has_an_address_that_one_can_come_back_to(client, boss):
    person, review, given = reviewer(), open_review_for(), assigned()
    look = {"reviewer": person.pk, "reason": "knows the case", "look": "first"}
    hers = ticked("reassign", given.review, work=[given.pk], **look)
    for asked in (ticked("assign", review, **look), hers):
        answer = client.post(BY_HAND, asked | {"csrfmiddlewaretoken": "a secret"})
        assert answer.status_code == 302
        assert "secret" not in answer["Location"]
        again = [client.get(answer["Location"]) for _ in range(2)]
        assert [page.status_code for page in again] == [200, 200]
        assert [row.sentence != "" for row in again[1].context["rows"]] == [True]
        assert "knows the case</textarea>" in again[1].content.decode()
    assert Assignment.objects.get() == given
    # What no address could hold is answered at once, and nothing is lost of it.
    long = client.post(BY_HAND, ticked("assign", review, **look | {"reason": "é" * 1900}))
    assert (long.status_code, Assignment.objects.count()) == (200, 1)


def test_done_whole_one_is_back_in_the_list_one_came_from(client, boss):
    person, review = reviewer(), open_review_for()
    answer = client.post(
        BY_HAND, ticked("assign", review, reviewer=person.pk, next="/claims/?state=open")
    )
    assert (answer.status_code, answer["Location"]) == (302, "/claims/?state=open")
    assert review.assignments.get().reviewer == person


def test_of_what_was_left_the_page_says_why_and_the_rest_is_done(client, boss):
    person, free, taken = reviewer(), open_review_for(), assigned().review
    page = client.post(BY_HAND, ticked("assign", free, taken, reviewer=person.pk))
    assert free.assignments.get().reviewer == person
    assert "1 assigned, 1 left as it was" in words(page)
    assert [row.review for row in page.context["rows"]] == [taken, free]
    assert "already has its reviewers" in words(page)


def test_a_declared_interest_is_said_and_kept(client, boss):
    person, review = reviewer(), open_review_for()
    DeclaredInterest.objects.create(
        person=person, document=review.claim.document, stake="wrote it", declared_by=person
    )
    page = client.post(BY_HAND, ticked("assign", review, reviewer=person.pk, reason="nobody else"))
    assert "wrote it" in words(page)
    assert not review.assignments.exists()


@pytest.mark.parametrize(
    ("what", "verb"), [("reassign", "taken_back"), ("take_back", "taken_back"), ("keep", "kept")]
)
def test_each_of_the_other_verbs_is_done_with_its_reason(client, boss, what, verb):
    review = open_review_for() if what == "keep" else assigned().review
    people = {} if what == "take_back" else {"reviewer": reviewer().pk}
    answer = client.post(BY_HAND, ticked(what, review, reason="on leave", **people))
    assert answer.status_code == 302
    assert review.claim.events.filter(verb=verb, note="on leave", actor=boss).count() == 1


def test_keeping_for_nobody_needs_no_reason(client, boss):
    review = open_review_for()
    keep_for(review, reviewer(), by=boss, reason="knows it")
    assert client.post(BY_HAND, ticked("keep_no_more", review)).status_code == 302
    assert fresh(review).kept_for is None


@pytest.mark.parametrize("what", ["reassign", "take_back", "keep"])
def test_without_a_reason_nothing_is_done_and_the_form_says_so(client, boss, what):
    review = open_review_for() if what == "keep" else assigned().review
    answer = client.post(BY_HAND, ticked(what, review, reviewer=reviewer().pk, reason=" "))
    assert answer.status_code == 422
    assert not review.claim.events.filter(verb__in=["taken_back", "kept"]).exists()


def test_a_page_that_is_a_minute_old_takes_nothing_from_whoever_has_it_since(client, boss):
    given = assigned()
    shown = ticked("take_back", given.review, reason="on leave", work=[given.pk])
    decline(given, by=given.reviewer, reason="ill")
    since = assigned(fresh(given.review))
    page = client.post(BY_HAND, shown)
    assert "declined" in words(page)
    since.refresh_from_db()
    assert since.state == AssignmentState.ASKED


def test_pressed_twice_the_second_says_that_it_is_done(client, boss):
    person, review = reviewer(), open_review_for()
    do = ticked("assign", review, reviewer=person.pk)
    client.post(BY_HAND, do)
    assert f"{person.name} already has this claim" in words(client.post(BY_HAND, do))
    assert review.assignments.count() == 1


def test_somebody_deactivated_meanwhile_cannot_be_chosen(client, boss):
    person, review = reviewer(), open_review_for()
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    answer = client.post(BY_HAND, ticked("assign", review, reviewer=person.pk))
    assert answer.status_code == 422
    assert not review.assignments.exists()


def test_findings_that_are_in_are_not_taken_back(client, boss):
    given = assigned()
    submitted(given)
    page = client.post(BY_HAND, ticked("take_back", given.review, reason="too late"))
    assert "findings are in" in words(page)


@pytest.mark.parametrize(
    "query", ["", "?what=burn&claim=1", "?what=assign&claim=x", "?what=assign&claim=" + "9" * 4400]
)
def test_garbage_in_the_address_is_never_a_fault(client, boss, query):
    assert client.get(BY_HAND + query).status_code in (302, 400)


def test_the_way_back_never_leads_elsewhere(client, boss):
    review = open_review_for()
    page = client.get(BY_HAND, ticked("assign", review, next="https://elsewhere.example/"))
    assert page.context["back"] == CLAIMS


def test_the_page_takes_the_same_queries_for_one_and_for_thirty(client, boss):
    person = reviewer(capacity=90)
    counts = []
    for count in (1, 30):
        reviews = [open_review_for() for _ in range(count)]
        look = ticked("assign", *reviews, reviewer=person.pk, look="first")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(BY_HAND, look).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
