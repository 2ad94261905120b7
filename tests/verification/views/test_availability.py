"""A person's own page: hours, days away, interests."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from claims.models import Document
from tests.factories import (
    TEXT,
    ClaimantFactory,
    DocumentFactory,
    SourceFactory,
    TopicFactory,
    UserFactory,
    assigned,
    editor,
    open_review_for,
    reviewer,
)
from verification.models import Absence, Assignment, DeclaredInterest
from verification.operations.assigning import assign_reviewers
from verification.operations.availability import note_absence, set_hours
from verification.operations.declared_interests import declare_interest
from verification.operations.keeping_for import keep_for
from verification.subjects import named, subjects_called

pytestmark = pytest.mark.django_db
PAGE = "verification:availability"


@pytest.fixture
def me(client):
    person = reviewer(capacity=5, languages=["en", "ru"])
    client.force_login(person)
    return person


def page(client, **query):
    return client.get(reverse(PAGE), query).text


def post(client, name, *keys, **data):
    return client.post(reverse(f"verification:{name}", args=keys), data)


# -- what it shows -----------------------------------------------------------------------------


def test_an_empty_page_says_what_each_part_is_for(client, me):
    text = page(client)
    assert "No days away are noted." in text
    assert "Name what you have a stake in" in text
    assert "The desk works mon-fri 9:00-18:00." in text
    assert "5; you have 0 now" in text
    assert "English, Russian" in text


def test_it_shows_ones_own_and_nobody_elses(client, me):
    other, today = reviewer(), timezone.localdate()
    me.reviewer.topics.add(TopicFactory(name="Harbours"))
    TopicFactory(name="Budgets")
    set_hours(me, by=me, week="tue 10:00-14:00")
    note_absence(me, by=me, first_day=today + timedelta(days=40), note="Parental leave")
    declare_interest(me, by=me, outlet="The Varland Post", stake="Worked there")
    note_absence(other, by=other, first_day=today, note="Gone fishing")
    declare_interest(other, by=other, outlet="The Harbour Gazette", stake="Owns it")
    assigned(to=me)
    text = page(client)
    assert 'value="tue 10:00-14:00"' in text
    for mine in ("Parental leave", "The Varland Post", "Worked there", "Harbours"):
        assert mine in text
    for theirs in ("Gone fishing", "The Harbour Gazette", "Owns it", "Budgets"):
        assert theirs not in text
    assert "5; you have 1 now" in text


def test_what_is_over_is_not_shown(client, me):
    today = timezone.localdate()
    me.reviewer.absences.create(first_day=today - timedelta(days=9), last_day=today, note="Soon")
    me.reviewer.absences.create(
        first_day=today - timedelta(days=9), last_day=today - timedelta(days=1), note="Past"
    )
    text = page(client)
    assert "Soon" in text
    assert "Past" not in text
    assert "I am back" in text


def test_an_editor_without_a_row_has_a_page_too(client):
    client.force_login(editor())
    assert "The desk asks you for no findings by itself" in page(client)


def test_what_people_typed_is_escaped(client, me):
    declare_interest(me, by=me, outlet="<b>Post</b>", stake="<i>Mine</i>")
    text = page(client, q="<u>zzz</u>")
    assert "<b>Post" not in text
    assert "<i>Mine" not in text
    assert "<u>zzz" not in text
    assert "&lt;u&gt;zzz&lt;/u&gt; (outlet)" in text


def test_it_takes_the_same_number_of_queries_for_many(client, me):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            page(client, q="post")
        return len(caught)

    def more(count):
        for number in range(count):
            day = timezone.localdate() + timedelta(days=10 * DeclaredInterest.objects.count())
            note_absence(me, by=me, first_day=day, last_day=day)
            declare_interest(
                me, by=me, source=SourceFactory(name=f"Post {day} {number}"), stake="Owns it"
            )
            declare_interest(
                me, by=me, document=DocumentFactory(title=f"Post {day}"), stake="Wrote it"
            )

    more(1)
    page(client)
    few = queries()
    more(30)
    assert queries() == few <= 22


# -- hours and days away -----------------------------------------------------------------------


def test_hours_are_saved(client, me):
    post(client, "set_hours", week="mon-tue 9:00-17:00", time_zone="Asia/Tokyo")
    me.reviewer.refresh_from_db()
    assert (me.reviewer.time_zone, me.reviewer.hours.count()) == ("Asia/Tokyo", 2)


@pytest.mark.parametrize(
    ("week", "zone", "told"),
    [
        ("when I like", "", "“when I like” is no working week."),
        ("mon 9:00-10:00, mon 9:00-11:00", "", "A day begins twice at the same time."),
        ("mon 9:00-9:01", "", "A week has at least 4 hours of work."),
        ("mon 9:00-10:00", "Europe/Atlantis", "Select a valid choice."),
    ],
)
def test_hours_that_are_none_come_back_with_what_is_wrong(client, me, week, zone, told):
    response = post(client, "set_hours", week=week, time_zone=zone)
    assert response.status_code == 422
    assert told in response.text
    assert f'value="{week}"' in response.text
    assert not me.reviewer.hours.exists()


def test_away_today_is_one_press_and_so_is_coming_back(client, me):
    post(client, "away_today")
    absence = me.reviewer.absences.get()
    assert (absence.first_day, absence.last_day) == (timezone.localdate(),) * 2
    open_review_for()
    assert assign_reviewers() == 0
    post(client, "end_absence", absence.pk)
    assert not Absence.objects.exists()
    assert assign_reviewers() == 1


def test_days_that_are_refused_come_back_with_the_sentence_and_what_was_typed(client, me):
    response = post(
        client, "note_absence", first_day="2030-03-05", last_day="2030-03-01", note="Skiing"
    )
    assert response.status_code == 422
    assert "An absence ends on or after the day it starts." in response.text
    assert 'value="Skiing"' in response.text
    assert not Absence.objects.exists()


def test_who_has_work_is_told_that_it_stays_theirs(client, me):
    assigned(to=me)
    response = client.post(reverse("verification:away_today"), follow=True)
    assert "What you have stays yours, 1 claim to review: hand over what cannot wait." in (
        response.text
    )


def test_what_falls_due_while_away_can_be_handed_over_and_the_editors_are_told(client, me):
    today, boss, other = timezone.localdate(), editor(), reviewer()
    late, meanwhile, after, theirs = assigned(to=me), assigned(to=me), assigned(to=me), assigned()
    for work, days in ((late, -1), (meanwhile, 2), (after, 9), (theirs, 2)):
        due_at = timezone.now() + timedelta(days=days)
        Assignment.objects.filter(pk=work.pk).update(due_at=due_at)
    assert "due while you are away" not in page(client)
    post(client, "note_absence", first_day=today, last_day=today + timedelta(days=4))
    answer = client.get(reverse(PAGE))
    assert [work.pk for work in answer.context["due_while_away"]] == [late.pk, meanwhile.pk]
    hand_over = f"{meanwhile.review.get_absolute_url()}#hand-over"
    assert f'href="{hand_over}"' in answer.text
    assert 'id="hand-over"' in client.get(meanwhile.review.get_absolute_url()).text
    notice = boss.notices.get()
    assert notice.text == (
        f"{me.name} is away {me.reviewer.absences.get()} and holds 2 claims that fall due then."
    )
    assert notice.path == f"{reverse('verification:claims')}?holder={me.pk}"
    assert not other.notices.filter(kind="other").exists()
    # nothing falls due in these: nobody is told
    note_absence(me, by=me, first_day=today + timedelta(days=30), last_day=None)
    note_absence(other, by=other, first_day=today)
    assert boss.notices.count() == 1


def test_the_desk_says_until_when_one_is_away_and_what_is_kept(client, me):
    kept, elsewhere = open_review_for(), open_review_for()
    keep_for(kept, me, by=editor(), reason="They know the port.")
    keep_for(elsewhere, reviewer(), by=editor(), reason="Not mine.")
    today = timezone.localdate()
    assert "You are away" not in client.get("/").text
    last = today + timedelta(days=3)
    note_absence(me, by=me, first_day=today, last_day=last)
    desk = " ".join(strip_tags(client.get("/").text).split())
    assert f"You are away until {last:%-d %B}" in desk
    assert "One claim waits for you" in desk
    assert "One kept for you." in desk
    assert "They know the port." in desk
    assert "Not mine." not in desk


def test_somebody_elses_lines_are_not_there(client, me):
    other = reviewer()
    absence = note_absence(other, by=other, first_day=timezone.localdate())
    interest = declare_interest(other, by=other, outlet="The Post", stake="Owns it")
    assert post(client, "end_absence", absence.pk).status_code == 404
    assert post(client, "end_declared_interest", interest.pk).status_code == 404
    assert DeclaredInterest.objects.standing().count() == Absence.objects.count() == 1


# -- interests ---------------------------------------------------------------------------------


def test_what_an_interest_can_be_in_is_found_by_its_name(client, me):
    source = SourceFactory(name="Varland Statistics")
    claimant = ClaimantFactory(name="Mayor of Varland")
    document = DocumentFactory(title="Speech in Varland", outlet="Radio Varland")
    # Noise: others, and one that is not cited any more.
    SourceFactory(name="Census")
    SourceFactory(name="Varland Past", state="retired")
    DocumentFactory(title="Budget", outlet="The Gazette")
    assert subjects_called(" varland ", me) == [
        (f"source-{source.pk}", "Varland Statistics (source)"),
        (f"claimant-{claimant.pk}", "Mayor of Varland (who says so)"),
        ("outlet-Radio Varland", "Radio Varland (outlet)"),
        ("outlet-varland", "varland (outlet)"),
        (f"document-{document.pk}", "Speech in Varland (document)"),
    ]
    assert subjects_called("radio  VARLAND", me)[0].key == "outlet-Radio Varland"
    assert subjects_called(" ", me) == subjects_called("\x00", me) == []


@pytest.mark.parametrize(
    "key",
    [
        "source-0",
        "source-x",
        "source-²",
        f"source-{10**30}",
        "claimant-",
        "outlet-",
        "person-1",
        "",
    ],
)
def test_what_is_not_there_is_nothing(me, key):
    assert named(key, me) is None


@pytest.mark.parametrize("what", ["source", "claimant", "document", "outlet"])
def test_an_interest_is_declared_in_what_was_chosen(client, me, what):
    rows = {
        "source": SourceFactory(name="Varland Office"),
        "claimant": ClaimantFactory(name="Varland Office, the"),
        "document": DocumentFactory(title="Varland Office opens"),
    }
    key = f"{what}-{rows[what].pk}" if what in rows else "outlet-Varland Office"
    assert f'value="{key}"' in page(client, q="Varland Office")
    response = post(client, "declare_interest", q="Varland Office", what=key, stake="My sister’s")
    assert response.status_code == 302
    interest = DeclaredInterest.objects.get()
    assert interest.object == rows.get(what, "Varland Office")
    assert (interest.person, interest.declared_by, interest.stake) == (me, me, "My sister’s")


def test_what_is_missing_is_said_and_what_was_chosen_stays(client, me):
    source = SourceFactory(name="Varland Office")
    key = f"source-{source.pk}"
    response = post(client, "declare_interest", q="varland", what=key, stake=" ")
    assert response.status_code == 422
    assert "This field is required." in response.text
    assert f'value="{key}"' in response.text
    assert "checked" in response.text
    # Not among what was found, though it is there.
    response = post(client, "declare_interest", q="harbour", what=key, stake="Mine")
    assert response.status_code == 422
    declare_interest(me, by=me, source=source, stake="Mine")
    response = post(client, "declare_interest", q="varland", what=key, stake="Mine")
    assert "This interest is declared already." in response.text
    assert DeclaredInterest.objects.count() == 1


def test_an_interest_is_ended(client, me):
    interest = declare_interest(me, by=me, outlet="The Post", stake="Owns it")
    post(client, "end_declared_interest", interest.pk)
    assert not DeclaredInterest.objects.standing().exists()


# -- bringing in what one wrote ----------------------------------------------------------------


def bring_in(client, **more):
    data = {"title": "A speech", "text": TEXT, "purpose": "others_claims", **more}
    client.post(reverse("claims:document_new"), data)
    return Document.objects.latest("pk")


def test_who_wrote_what_they_bring_in_has_an_interest_in_it(client, me, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    noise = bring_in(client, title="Somebody else’s", text=f"{TEXT} And more.")
    document = bring_in(client, wrote_it="on")
    interest = DeclaredInterest.objects.get()
    assert (interest.person, interest.document, interest.stake) == (me, document, "Wrote it")
    assert noise != document
    # Pressed twice it is one document and one interest.
    assert bring_in(client, wrote_it="on") == document
    assert DeclaredInterest.objects.count() == 1


def test_somebody_without_a_role_has_no_such_page(client):
    client.force_login(UserFactory(roles=[]))
    response = client.get(reverse(PAGE))
    assert response.status_code == 403
    assert "An admin gives you one." in response.text
