"""People, policies and scales in the console: an admin's part of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom.accounts.models import User
from tests.factories import (
    SourceFactory,
    TopicFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    reviewer,
    submitted,
)
from verification.models import DeclaredInterest, Policy, RatingScale
from verification.operations.availability import away_today
from verification.operations.declared_interests import declare_interest
from verification.operations.keeping_for import keep_for
from verification.states import AssignmentState

from .choosing import chosen, said

pytestmark = pytest.mark.django_db


# -- people ----------------------------------------------------------------------------------------


def test_adding_a_person_invites_them_and_sets_no_password(
    client, chief, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("admin:accounts_user_add"),
            {"name": "Ana Bell", "email": "ana@desk.example", "roles": ["reviewer"]},
        )
    person = User.objects.get(email="ana@desk.example")
    assert (person.name, person.roles) == ("Ana Bell", ["reviewer"])
    assert not person.has_usable_password()
    assert person.reviewer.capacity == 8
    (mail,) = mailoutbox
    assert mail.to == ["ana@desk.example"]
    assert "/account/password/set/" in mail.body


def test_the_form_of_a_person_has_no_password_and_no_superuser(client, chief):
    page = client.get(reverse("admin:accounts_user_change", args=[reviewer().pk]))
    assert 'type="password"' not in page.text
    assert "superuser" not in page.text.lower()


def person_form(person, **changes):
    return {
        "name": person.name,
        "email": person.email,
        "roles": person.roles,
        "reviewer-TOTAL_FORMS": 1,
        "reviewer-INITIAL_FORMS": 1,
        "reviewer-0-id": person.reviewer.pk,
        "reviewer-0-user": person.pk,
        "reviewer-0-capacity": person.reviewer.capacity,
        **changes,
    }


def test_what_a_reviewer_can_take_on_is_changed_with_the_person(client, chief):
    person = reviewer()
    response = client.post(
        reverse("admin:accounts_user_change", args=[person.pk]),
        person_form(person, **{"reviewer-0-capacity": 3, "reviewer-0-languages": "English, fr"}),
    )
    assert response.status_code == 302
    person.reviewer.refresh_from_db()
    assert (person.reviewer.capacity, person.reviewer.languages) == (3, ["en", "fr"])


def test_what_is_no_language_is_refused_with_a_sentence_and_kept_in_the_form(client, chief):
    person = reviewer(languages=["en"])
    page = client.post(
        reverse("admin:accounts_user_change", args=[person.pk]),
        person_form(person, **{"reviewer-0-languages": "en, Klingonn"}),
    )
    assert "“Klingonn” is no language we know by name or code." in page.text
    assert User.objects.get(pk=person.pk).reviewer.languages == ["en"]
    page = client.get(reverse("admin:accounts_user_change", args=[person.pk]))
    assert 'name="reviewer-0-languages" value="English"' in page.text


def test_hours_are_written_with_the_person(client, chief):
    person = reviewer()
    address = reverse("admin:accounts_user_change", args=[person.pk])
    week = {"reviewer-0-week": "mon-tue 9:00-17:00", "reviewer-0-time_zone": "Asia/Tokyo"}
    assert client.post(address, person_form(person, **week)).status_code == 302
    row = type(person.reviewer).objects.get(user=person)
    assert (row.time_zone, row.hours.count()) == ("Asia/Tokyo", 2)
    assert 'value="mon-tue 9:00-17:00"' in client.get(address).text
    # What was not written anew stays.
    client.post(address, person_form(person, **week, **{"reviewer-0-capacity": 2}))
    assert row.hours.count() == 2
    wrong = client.post(address, person_form(person, **{"reviewer-0-week": "now and then"}))
    assert "“now and then” is no working week." in wrong.text
    assert row.hours.count() == 2


def test_absences_and_interests_are_noted_for_others_and_ended(client, boss):
    person = reviewer()
    today = timezone.localdate()
    client.post(
        reverse("admin:verification_absence_add"),
        {"person": person.pk, "first_day": today, "last_day": "", "note": "Parental leave"},
    )
    absence = person.reviewer.absences.get()
    assert (absence.note, absence.noted_by) == ("Parental leave", boss)
    client.post(
        reverse("admin:verification_declaredinterest_add"),
        {"person": person.pk, "outlet": "The Varland Post", "stake": "Owns shares."},
    )
    interest = person.declared_interests.get()
    assert (interest.outlet, interest.declared_by) == ("The Varland Post", boss)
    chosen(client, "verification_absence", "end_rows", [absence])
    chosen(client, "verification_declaredinterest", "end_rows", [interest])
    interest.refresh_from_db()
    assert interest.ended_at is not None
    assert not person.reviewer.absences.exists()


def test_an_interest_in_two_things_is_refused_with_a_sentence(client, boss):
    response = client.post(
        reverse("admin:verification_declaredinterest_add"),
        {"person": reviewer().pk, "outlet": "The Post", "source": SourceFactory().pk,
         "stake": "Owns shares."},
    )  # fmt: skip
    assert "An interest is in one thing" in response.text
    assert not DeclaredInterest.objects.exists()


def test_a_persons_page_shows_when_they_are_away_and_what_they_declared(client, chief):
    person = reviewer()
    away_today(person, by=person)
    declare_interest(person, by=person, outlet="<b>The Post</b>", stake="Owns shares.")
    page = client.get(reverse("admin:accounts_user_change", args=[person.pk])).text
    assert f"on {timezone.localdate():%-d %B %Y}" in page
    assert "&lt;b&gt;The Post&lt;/b&gt;: Owns shares." in page
    assert f'{reverse("admin:verification_absence_add")}?person={person.pk}"' in page


def test_whom_a_policy_names_is_chosen_among_editors(client, chief):
    boss, somebody = editor(), reviewer()
    review = open_review_for()
    address = reverse("admin:verification_policy_change", args=[review.policy_id])
    page = client.get(address).text
    assert boss.name in page
    assert somebody.name not in page
    client.post(address, {**POLICY, "signers": [boss.pk], "working_hours": "on"})
    newer = open_review_for().policy
    assert (newer.version, newer.working_hours, list(newer.signers.all())) == (2, True, [boss])
    assert not fresh(review).policy.signers.exists()
    refused = client.post(
        reverse("admin:verification_policy_change", args=[newer.pk]), {**POLICY, "settle_hours": 0}
    )
    assert "Settle hours: from 1 to 2,000." in refused.text


def test_who_reviews_no_more_hands_back_live_work(client, chief):
    given, noise = assigned(), assigned()
    person = given.reviewer
    client.post(
        reverse("admin:accounts_user_change", args=[person.pk]),
        person_form(person, roles=["admin"]),
    )
    person.refresh_from_db()
    assert person.roles == ["admin"]
    given.refresh_from_db()
    noise.refresh_from_db()
    assert (given.state, noise.state) == ("taken_back", "asked")


def test_deactivating_gives_the_work_to_others_and_signs_them_out(client, chief):
    given = assigned()
    theirs = type(client)()
    theirs.force_login(given.reviewer)
    response = chosen(
        client,
        "accounts_user",
        "deactivate_rows",
        [given.reviewer, chief],
        answered="yes",
        reason="Left.",
    )
    (message,) = said(response)
    assert message.startswith("1 deactivated; 1 refused: ")
    assert "You cannot deactivate yourself" in message
    given.refresh_from_db()
    assert given.state == AssignmentState.TAKEN_BACK
    assert theirs.get(reverse("desk")).status_code == 302


def test_the_page_before_deactivating_says_what_each_holds_and_what_happens(client, chief):
    given, noise = assigned(), assigned()
    person, idle = given.reviewer, reviewer()
    assigned(to=person)
    one_in = submitted(assigned(open_review_for(), to=person))
    review = open_review_for()
    keep_for(review, person, by=editor(), reason="knows it")
    page = chosen(client, "accounts_user", "deactivate_rows", [person, idle, chief])
    text = " ".join(page.text.split())
    assert one_in.review.state == "in_review"
    assert f"{person} holds 2 claims to review, 1 verdict to write, 1 claim kept for them." in text
    assert f"{idle} holds nothing." in text
    assert f"{noise.reviewer} holds" not in text
    assert "Claims to review go to others at once" in text
    assert User.objects.filter(is_active=False).count() == 0


def test_what_people_hold_is_read_in_as_many_queries_for_one_and_for_many(client, chief):
    def ask(people):
        with CaptureQueriesContext(connection) as queries:
            chosen(client, "accounts_user", "deactivate_rows", people)
        return len(queries)

    people = [submitted(assigned(open_review_for())).assignment.reviewer for _ in range(8)]
    for person in people:
        assigned(to=person)
    ask(people)
    assert ask(people[:1]) == ask(people)


# -- policies and scales ---------------------------------------------------------------------------


POLICY = {
    "name": "Standard", "is_active": "on", "topic": "", "priority": "", "purpose": "",
    "reviewers": 1, "blind": "on", "review_hours": 48, "settle_hours": 24, "verdict_hours": 24,
    "sign_off_hours": 8, "remind_hours": 2, "evidence_needed": 1,
    "origins_needed": 0,
    "agree_within": 0, "waiver_reason": "",
}  # fmt: skip


def test_a_policy_that_reviews_rest_on_is_superseded(client, chief):
    review = open_review_for()
    client.post(reverse("admin:verification_policy_change", args=[review.policy_id]), POLICY)
    old = fresh(review).policy
    assert (old.version, old.review_hours, old.is_active) == (1, 24, False)
    new = open_review_for().policy
    assert (new.name, new.version, new.review_hours) == ("Standard", 2, 48)


def test_how_many_origins_are_asked_for_is_a_policy_s_and_superseded_like_the_rest(client, chief):
    review = open_review_for()
    address = reverse("admin:verification_policy_change", args=[review.policy_id])
    assert "Evidence that repeats other evidence counts once." in client.get(address).text
    client.post(address, {**POLICY, "origins_needed": 2})
    assert fresh(review).policy.origins_needed == 0
    assert open_review_for().policy.origins_needed == 2


def test_a_scale_that_reviews_rest_on_is_superseded_with_its_ratings(client, chief):
    review = open_review_for()
    scale = review.scale
    ratings = list(scale.ratings.all())
    data = {"name": scale.name, "ratings-TOTAL_FORMS": len(ratings) + 1,
            "ratings-INITIAL_FORMS": len(ratings)}  # fmt: skip
    for number, rating in enumerate(ratings):
        for column in ("label", "slug", "position", "definition"):
            value = getattr(rating, column)
            data[f"ratings-{number}-{column}"] = "" if value is None else value
        data[f"ratings-{number}-id"] = rating.pk
        data[f"ratings-{number}-scale"] = scale.pk
    # The first two change places, and the last is left out.
    data["ratings-0-position"], data["ratings-1-position"] = 2, 1
    data[f"ratings-{len(ratings) - 1}-DELETE"] = "on"
    response = client.post(reverse("admin:verification_ratingscale_change", args=[scale.pk]), data)
    assert response.status_code == 302
    kept = fresh(review).scale
    assert list(kept.ratings.values_list("slug", "position")) == [
        (rating.slug, rating.position) for rating in ratings
    ]
    new = open_review_for().scale
    assert new.version == 2
    assert new.ratings.get(slug="mostly-true").position == 1
    assert new.ratings.count() == len(ratings) - 1


# -- what a verb refuses ---------------------------------------------------------------------------


def form_of(response):
    """What stands in the page's form: refusals, and the values of its fields."""
    assert response.status_code == 200
    form = response.context["adminform"].form
    return form.non_field_errors(), {name: form[name].value() for name in form.fields}


def test_the_list_of_policies_says_for_which_claims_each_is_in_few_columns(client, chief):
    topic = TopicFactory(name="Harbours")
    address = reverse("admin:verification_policy_add")
    typed = {**POLICY, "name": "Harbours", "topic": topic.pk, "priority": "high"}
    assert client.post(address, typed).status_code == 302
    page = client.get(reverse("admin:verification_policy_changelist")).text
    assert '<td class="field-scope">topic Harbours, priority high</td>' in page
    assert '<td class="field-scope">all that no closer policy fits</td>' in page
    assert '<td class="field-hours">48, 8</td>' in page
    assert re.findall(r'scope="col" class="(?:sortable )?column-(\w+)', page) == [
        "name", "version", "is_active", "scope", "reviewers_and_blind", "hours", "reviews",
    ]  # fmt: skip


def test_a_policy_that_is_refused_keeps_what_was_typed(client, chief):
    before = list(Policy.objects.values())
    address = reverse("admin:verification_policy_add")
    typed = {**POLICY, "name": "Elections", "review_hours": 0, "remind_hours": 0}
    refusals, values = form_of(client.post(address, typed))
    assert refusals == ["Review hours: from 1 to 2,000. Nothing was changed."]
    assert (values["name"], values["review_hours"]) == ("Elections", "0")
    assert list(Policy.objects.values()) == before
    # the control: the same without the mistake is saved
    saved = client.post(
        address, {**typed, "review_hours": 5, "priority": "", "topic": TopicFactory().pk}
    )
    assert saved.status_code == 302
    assert Policy.objects.get(name="Elections").review_hours == 5


def test_a_change_that_is_refused_keeps_what_was_typed_and_changes_nothing(client, chief):
    review = open_review_for()
    address = reverse("admin:verification_policy_change", args=[review.policy_id])
    refusals, values = form_of(client.post(address, {**POLICY, "settle_hours": 0}))
    assert refusals == ["Settle hours: from 1 to 2,000. Nothing was changed."]
    assert (values["settle_hours"], values["review_hours"]) == ("0", str(POLICY["review_hours"]))
    assert fresh(review).policy.is_active
    assert form_of(client.get(address))[0] == []


def test_an_absence_in_the_past_is_refused_with_the_note_kept(client, boss):
    person = reviewer()
    yesterday = timezone.localdate() - timedelta(days=1)
    typed = {"person": person.pk, "first_day": yesterday, "last_day": yesterday, "note": "Ill"}
    refusals, values = form_of(client.post(reverse("admin:verification_absence_add"), typed))
    assert len(refusals) == 1
    assert (values["person"], values["note"]) == (str(person.pk), "Ill")
    assert not person.reviewer.absences.exists()


def test_ratings_that_are_refused_come_back_with_the_scale(client, chief):
    scale = open_review_for().scale
    rating, *_ = scale.ratings.all()
    data = {
        "name": "Renamed", "ratings-TOTAL_FORMS": 1, "ratings-INITIAL_FORMS": 1,
        "ratings-0-id": rating.pk, "ratings-0-scale": scale.pk, "ratings-0-label": "Alone",
        "ratings-0-slug": "alone", "ratings-0-position": 1, "ratings-0-definition": "All of it.",
    }  # fmt: skip
    answer = client.post(reverse("admin:verification_ratingscale_change", args=[scale.pk]), data)
    assert form_of(answer)[0] == ["A scale needs at least two ratings. Nothing was changed."]
    assert 'value="Alone"' in answer.text
    assert not RatingScale.objects.filter(name="Renamed").exists()
