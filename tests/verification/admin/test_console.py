"""The console's actions call the desk's verbs, row by row, and say what became of each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib import admin as admin_site
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import ClaimEvent
from newsroom import console
from newsroom.accounts.models import Role
from tests.factories import (
    SourceFactory,
    UserFactory,
    admin,
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    reviewer,
    save_draft,
    signed,
    submitted,
    with_evidence,
)
from tests.verification.signing import ask, page_seen
from verification.models import Assignment, ClaimReview, Evidence, Finding, Source
from verification.operations.contacts import ask_for_comment
from verification.operations.reports import publish
from verification.operations.reviews import hold_review
from verification.operations.sources import change_source
from verification.operations.verdicts import draft_verdict
from verification.states import AssignmentState, ReviewState

from .choosing import chosen, said

pytestmark = pytest.mark.django_db


# -- what the lists say ---------------------------------------------------------------------------


def test_a_claim_is_called_what_it_is_itself_whatever_became_of_its_review(client, boss):
    report = publish(signed().review, by=editor())
    page = client.get(reverse("admin:claims_claim_changelist")).text
    assert '<td class="field-state">sent to review</td>' in page
    assert "in review" not in page
    reviews = client.get(reverse("admin:verification_claimreview_changelist")).text
    assert '<td class="field-state">published</td>' in reviews
    assert report.is_public


def test_times_are_told_by_24_hours_as_on_the_desk(client, boss):
    given = assigned()
    at = timezone.localtime().replace(hour=19, minute=46)
    Assignment.objects.filter(pk=given.pk).update(due_at=at)
    page = client.get(reverse("admin:verification_assignment_changelist")).text
    assert f"{at.day} {at:%b %Y}, 19:46" in page
    assert "7:46" not in page


# -- reviews and assignments -----------------------------------------------------------------------


def test_the_page_between_shows_the_rows_and_does_nothing_yet(client, boss):
    review, noise = open_review_for(), open_review_for()
    page = chosen(client, "verification_claimreview", "close_rows", [review])
    assert page.status_code == 200
    assert review.claim.statement in page.text
    assert noise.claim.statement not in page.text
    assert fresh(review).state == ReviewState.OPEN


def test_a_missing_reason_is_asked_for_again(client, boss):
    review = open_review_for()
    page = chosen(
        client, "verification_claimreview", "close_rows", [review], answered="yes", reason=" "
    )
    assert page.status_code == 200
    assert "This field is required." in page.text
    assert fresh(review).state == ReviewState.OPEN


def test_closing_many_closes_those_it_can_and_tells_of_the_rest(client, boss):
    first, second, noise = open_review_for(), open_review_for(), open_review_for()
    published = signed().review
    published.move_to(ReviewState.PUBLISHED)
    response = chosen(
        client,
        "verification_claimreview",
        "close_rows",
        [first, published, second],
        answered="yes",
        reason="No longer news.",
    )
    (message,) = said(response)
    assert message.startswith("2 closed; 1 refused: ")
    assert "This review is published, so it cannot become closed" in message
    states = [fresh(review).state for review in (first, second, published, noise)]
    assert states == ["closed", "closed", "published", "open"]
    closing = ClaimEvent.objects.filter(verb="closed")
    assert {(line.actor, line.note) for line in closing} == {(boss, "No longer news.")}


def test_more_rows_than_can_be_looked_through_are_refused(client, boss, monkeypatch):
    monkeypatch.setattr(console, "AT_ONCE", 1)
    reviews = [open_review_for(), open_review_for()]
    answers = {"answered": "yes", "reason": "No longer news."}
    response = chosen(client, "verification_claimreview", "close_rows", reviews, **answers)
    assert said(response) == ["Choose at most 1 at a time. Nothing was changed so far."]
    assert {fresh(review).state for review in reviews} == {"open"}
    # Control: as many as may be chosen are closed.
    chosen(client, "verification_claimreview", "close_rows", reviews[:1], **answers)
    assert [fresh(review).state for review in reviews] == ["closed", "open"]


def test_assigning_gives_the_work_to_whom_the_editor_chose(client, boss):
    review, person = open_review_for(), reviewer()
    response = chosen(
        client,
        "verification_claimreview",
        "assign_rows",
        [review],
        answered="yes",
        reviewer=person.pk,
        reason="",
    )
    assert said(response) == ["1 assigned."]
    assert Assignment.objects.get().reviewer == person
    assert Assignment.objects.get().assigned_by == boss


def test_nobody_without_a_reviewing_role_can_be_chosen(client, boss):
    for person in (admin(), UserFactory(is_active=False)):
        page = chosen(
            client,
            "verification_claimreview",
            "assign_rows",
            [open_review_for()],
            answered="yes",
            reviewer=person.pk,
        )
        assert "Select a valid choice." in page.text
    assert not Assignment.objects.exists()


def test_taking_back_wants_a_reason_and_takes_back(client, boss):
    given = assigned()
    response = chosen(
        client,
        "verification_assignment",
        "take_back_rows",
        [given],
        answered="yes",
        reason="They are ill.",
    )
    assert said(response) == ["1 taken back."]
    given.refresh_from_db()
    assert given.state == AssignmentState.TAKEN_BACK


def test_publishing_wants_a_tick(client, boss):
    verdict = signed()
    page = chosen(
        client, "verification_claimreview", "publish_rows", [verdict.review], answered="yes"
    )
    assert page.status_code == 200
    assert fresh(verdict.review).state == ReviewState.SIGNED_OFF
    chosen(
        client,
        "verification_claimreview",
        "publish_rows",
        [verdict.review],
        answered="yes",
        meant="on",
    )
    assert fresh(verdict.review).state == ReviewState.PUBLISHED


@pytest.mark.parametrize("now", ["late", "waiting", "held", "nobody"])
def test_what_holds_a_review_up_can_be_filtered_for(client, boss, now):
    late, waiting, held, nobody = (assigned().review for _ in range(4))
    ClaimReview.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1))
    ask_for_comment(
        waiting,
        by=waiting.assignments.get().reviewer,
        whom="The ministry",
        question="How many?",
        reply_by=timezone.now() + timedelta(days=1),
    )
    hold_review(held, by=boss, reason="A letter came.")
    ClaimReview.objects.filter(pk=nobody.pk).update(
        needs_reviewers=True, nobody_because="All are away."
    )
    page = client.get(reverse("admin:verification_claimreview_changelist"), {"now": now})
    rows = {"late": late, "waiting": waiting, "held": held, "nobody": nobody}
    assert [row.pk for row in page.context["cl"].result_list] == [rows[now].pk]


@pytest.mark.parametrize(("asked", "expected"), [("yes", "signed"), ("no", "unsigned"), ("?", "")])
def test_verdicts_are_filtered_in_words_by_whether_they_are_signed(client, boss, asked, expected):
    rows = {"signed": signed().review, "unsigned": drafted().review}
    page = client.get(reverse("admin:verification_verdict_changelist"), {"has_sign_off": asked})
    found = page.context["cl"].queryset
    assert {verdict.review for verdict in found} == (
        {rows[expected]} if expected else set(rows.values())
    )
    assert "By sign-off" in page.text


def test_no_filter_is_called_by_the_name_of_a_column(client, boss):
    for model in admin_site.site._registry:
        page = client.get(reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist"))
        specs = page.context["cl"].filter_specs if page.status_code == 200 else []
        for spec in specs:
            words = [str(choice["display"]) for choice in spec.choices(page.context["cl"])]
            assert "_" not in str(spec.title), model
            assert "Empty" not in words, (model, spec.title)


# -- signing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", ["verification_claimreview", "verification_verdict"])
def test_the_page_for_signing_shows_exactly_the_text(client, boss, model):
    verdict = drafted()
    row = verdict if model.endswith("verdict") else verdict.review
    page = chosen(client, model, "sign_off_rows", [row])
    for part in (
        verdict.rating.label,
        verdict.conclusion,
        verdict.explanation,
        verdict.writer.name,
        verdict.text_sha256,
        f'name="verdicts" value="{verdict.pk}"',
        f'name="pages" value="{verdict.pk}:{page_seen(verdict)}"',
    ):
        assert part in page.text
    response = chosen(
        client, model, "sign_off_rows", [row], answered="yes", verdicts=[verdict.pk], meant="on",
        pages=[f"{verdict.pk}:{page_seen(verdict)}"],
    )  # fmt: skip
    assert said(response) == ["1 signed off."]
    verdict.refresh_from_db()
    assert verdict.sign_off.editor == boss
    assert verdict.sign_off.text_sha256 == verdict.text_sha256


def test_a_text_reworded_after_the_page_was_shown_is_not_signed(client, boss):
    old = drafted()
    draft_verdict(
        fresh(old.review), by=old.drafted_by, conclusion="Anew.", explanation="[1]", seen=old
    )
    response = chosen(
        client,
        "verification_claimreview",
        "sign_off_rows",
        [old.review],
        answered="yes",
        verdicts=[old.pk],
        meant="on",
    )
    (message,) = said(response)
    assert "0 signed off; 1 refused" in message
    assert "The text was changed in the meantime." in message
    assert fresh(old.review).state == ReviewState.DECIDED


def test_a_page_that_changed_after_it_was_shown_is_not_signed(client, boss):
    verdict, same = drafted(), drafted()
    pages = [f"{each.pk}:{page_seen(each)}" for each in (verdict, same)]
    ask(verdict)
    response = chosen(
        client,
        "verification_claimreview",
        "sign_off_rows",
        [verdict.review, same.review],
        answered="yes",
        verdicts=[verdict.pk, same.pk],
        pages=pages,
        meant="on",
    )
    (message,) = said(response)
    assert message.startswith("1 signed off; 1 refused")
    assert fresh(verdict.review).state == ReviewState.DECIDED
    assert fresh(same.review).state == ReviewState.SIGNED_OFF


def test_a_review_whose_text_was_not_on_the_page_is_not_signed(client, boss):
    verdict, other = drafted(), drafted()
    response = chosen(
        client,
        "verification_claimreview",
        "sign_off_rows",
        [verdict.review, other.review],
        answered="yes",
        verdicts=[verdict.pk],
        pages=[f"{verdict.pk}:{page_seen(verdict)}"],
        meant="on",
    )
    (message,) = said(response)
    assert message.startswith("1 signed off; 1 refused")
    assert fresh(other.review).state == ReviewState.DECIDED


def test_an_editor_who_wrote_it_is_told_to_leave_it_to_another(client):
    verdict = drafted()
    writer = verdict.drafted_by
    writer.roles = [Role.REVIEWER, Role.EDITOR]
    writer.save()
    client.force_login(writer)
    response = chosen(
        client,
        "verification_verdict",
        "sign_off_rows",
        [verdict],
        answered="yes",
        verdicts=[verdict.pk],
        meant="on",
    )
    assert "so another editor must sign it off" in said(response)[0]


# -- blindness -------------------------------------------------------------------------------------


def blind_pair():
    """An editor and a reviewer, both at work on one blind review."""
    review = open_review_for(reviewers=2, blind=True)
    mine, theirs = editor(), reviewer()
    for person in (mine, theirs):
        given = assigned(fresh(review), person)
        with_evidence(given, excerpt=f"Seen by {person.name} in 2024.")
        save_draft(given, by=person, rating=None, reasons=f"Thought by {person.name}.")
    return review, mine, theirs


@pytest.mark.parametrize("model", ["evidence", "finding"])
def test_the_other_reviewers_work_is_hidden_in_the_console_while_blind(client, model):
    review, mine, theirs = blind_pair()
    client.force_login(mine)
    rows, author = {"evidence": (Evidence, "cited_by"), "finding": (Finding, "reviewer")}[model]
    own = rows.objects.get(review=review, **{author: mine})
    other = rows.objects.get(review=review, **{author: theirs})
    page = client.get(reverse(f"admin:verification_{model}_changelist"))
    assert f"/{model}/{own.pk}/change/" in page.text
    assert f"/{model}/{other.pk}/change/" not in page.text
    hidden = client.get(reverse(f"admin:verification_{model}_change", args=[other.pk]))
    assert hidden.status_code == 302
    assert (
        theirs.name
        not in client.get(reverse(f"admin:verification_{model}_change", args=[own.pk])).text
    )


def test_the_others_history_lines_are_hidden_while_blind_and_shown_after(client):
    review, mine, theirs = blind_pair()
    client.force_login(mine)
    other = ClaimEvent.objects.get(claim=review.claim, verb="cited", actor=theirs)
    address = reverse("admin:claims_claimevent_change", args=[other.pk])
    assert client.get(address).status_code == 302
    assert client.get(reverse("admin:claims_claimevent_changelist")).status_code == 200
    for person in (mine, theirs):
        submitted(review.assignments.get(reviewer=person))
    # Control: once both have submitted, the same line can be read.
    assert client.get(address).status_code == 200


# -- sources ---------------------------------------------------------------------------------------


def test_sources_are_confirmed_and_retired_from_the_list(client, boss):
    proposed, noise = SourceFactory(state="proposed"), SourceFactory(state="proposed")
    in_use = SourceFactory()
    response = chosen(client, "verification_source", "confirm_rows", [proposed, in_use])
    assert said(response) == [
        f"1 confirmed; 1 refused: {in_use.name}: {in_use.name} is already in use."
    ]
    chosen(
        client, "verification_source", "retire_rows", [in_use], answered="yes", reason="It closed."
    )
    states = dict(Source.objects.values_list("pk", "state"))
    assert states == {proposed.pk: "active", noise.pk: "proposed", in_use.pk: "retired"}
    assert in_use.events.get().note == "It closed."


def test_a_source_changed_in_the_console_keeps_what_it_was_before(client, boss):
    source = SourceFactory(name="Registry", kind="official", tier="3_reliable")
    client.post(
        reverse("admin:verification_source_change", args=[source.pk]),
        {"name": "Registry", "kind": "official", "tier": "4_care",
         "events-TOTAL_FORMS": 0, "events-INITIAL_FORMS": 0},
    )  # fmt: skip
    source.refresh_from_db()
    assert source.tier == "4_care"
    assert source.events.get().data == {
        "before": {"tier": "3_reliable"}, "after": {"tier": "4_care"},
    }  # fmt: skip


def test_a_source_changed_by_somebody_else_meanwhile_is_not_overwritten_in_the_console(
    client, boss
):
    source = SourceFactory(name="Registry", kind="official", tier="3_reliable")
    where = reverse("admin:verification_source_change", args=[source.pk])
    page = client.get(where)
    seen = page.context["adminform"].form["seen"].value()
    assert f'name="seen" value="{seen}"' in page.content.decode()
    posted = {"name": "Registry", "kind": "official", "tier": "3_reliable", "notes": "Mine.",
              "events-TOTAL_FORMS": 0, "events-INITIAL_FORMS": 0}  # fmt: skip
    change_source(source, by=boss, notes="Theirs.")
    response = client.post(where, {**posted, "seen": seen})
    source.refresh_from_db()
    assert source.notes == "Theirs."
    assert "It now says “Theirs.”." in response.content.decode()
    assert client.post(where, {**posted, "seen": source.last_line()}).status_code == 302
    source.refresh_from_db()
    assert source.notes == "Mine."


def test_two_sources_chosen_in_the_list_lead_to_the_page_that_merges_them(client, boss):
    older, younger, noise = SourceFactory(), SourceFactory(), SourceFactory()
    response = chosen(client, "verification_source", "merge_rows", [older, younger])
    where = reverse("verification:source_merge", args=[younger.pk])
    assert response["Location"] == f"{where}?into={older.pk}"
    for rows in ([older], [older, younger, noise]):
        response = chosen(client, "verification_source", "merge_rows", rows)
        assert said(response)[-1] == "Choose exactly two sources to compare. Nothing was changed."


def test_the_list_of_sources_leads_to_the_desks_own_import_and_export(client, boss):
    page = client.get(reverse("admin:verification_source_changelist")).content.decode()
    for address in (
        reverse("verification:sources_import"),
        reverse("verification:source_export", args=["csv"]),
        reverse("verification:source_export", args=["xlsx"]),
    ):
        assert f'href="{address}' in page


def test_a_sources_history_is_told_in_words_in_the_console(client, boss):
    source = SourceFactory(tier="3_reliable")
    change_source(source, by=boss, tier="4_care", owner="<b>The state</b>")
    page = client.get(reverse("admin:verification_source_change", args=[source.pk]))
    assert "Tier: reliable → use with care" in page.content.decode()
    assert "Owner: nothing → &lt;b&gt;The state&lt;/b&gt;" in page.content.decode()


# -- everywhere ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "model",
    ["verification_claimreview", "verification_assignment", "verification_verdict",
     "verification_evidence", "verification_finding"],
)  # fmt: skip
def test_a_list_takes_the_same_number_of_queries_with_one_and_three_rows(
    client, boss, django_assert_num_queries, model
):
    drafted()
    address = reverse(f"admin:{model}_changelist")
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    drafted()
    drafted()
    with django_assert_num_queries(len(one)):
        client.get(address)


@pytest.mark.parametrize("query", ["q=%00", "p=99999999999999999999", "state__exact=%00", "o=x.y"])
def test_garbage_in_an_address_is_no_server_error(client, boss, query):
    response = client.get(reverse("admin:verification_claimreview_changelist") + "?" + query)
    assert response.status_code < 500
