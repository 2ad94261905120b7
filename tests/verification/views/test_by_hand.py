"""Claims by hand from the desk: the list, the page that says what will happen, and undoing it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.dates import day_words
from tests.factories import (
    assigned,
    editor,
    fresh,
    open_review_for,
    reviewer,
    submitted,
    with_evidence,
)
from verification.models import Absence, Assignment, ClaimReview, DeclaredInterest, WorkingHours
from verification.operations.assignments import decline
from verification.operations.handing_over import hand_over
from verification.operations.keeping_for import keep_for
from verification.operations.time_requests import ask_for_time
from verification.states import AssignmentState

pytestmark = pytest.mark.django_db
CLAIMS = "/claims/"
BY_HAND = "/claims/by-hand/"


@pytest.fixture
def boss(client):
    person = editor()
    client.force_login(person)
    return person


def ticked(what, *reviews, **more):
    return {"what": what, "claim": [review.claim_id for review in reviews], **more}


def words(answer):
    return " ".join(answer.content.decode().split())


def in_days(count):
    return timezone.now() + timedelta(days=count)


# -- the page between ----------------------------------------------------------------------------


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


def called(name):
    person = reviewer(capacity=5)
    User.objects.filter(pk=person.pk).update(name=name)
    person.name = name
    return person


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


# -- the workspace -------------------------------------------------------------------------------


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
