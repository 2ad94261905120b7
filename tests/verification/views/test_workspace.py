"""A reviewer at work on one claim: what the page shows, and what each button does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from claims.models import ClaimEvent
from newsroom.dates import moment_words
from tests.factories import (
    ClaimFactory,
    SourceFactory,
    admin,
    assigned,
    editor,
    fresh,
    open_review_for,
    quoted_review,
    rating,
    reviewer,
    submitted,
    with_evidence,
)
from tests.verification.handing_in import shown
from verification.models import Contact, Evidence, Finding, Source
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft
from verification.states import AssignmentState

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def url(name, review, *more):
    return reverse(f"verification:{name}", args=[review.claim_id, *more])


def in_a_week():
    return timezone.localtime().replace(hour=12, minute=0) + timedelta(days=7)


def asking(whom="The ministry"):
    return {"whom": whom, "question": "How many?", "reply_by": f"{in_a_week():%Y-%m-%dT%H:%M}"}


def draft(**more):
    return {"reasons": "Two registers.", "version": 0, **more}


@pytest.fixture(scope="class")
def given(standing):
    return standing(assigned)()


@pytest.fixture(scope="class")
def at_work(standing, given):
    return standing.signed_in(given.reviewer)


# -- looking -------------------------------------------------------------------------------------


def test_opening_the_workspace_changes_nothing(at_work, given):
    before = list(ClaimEvent.objects.values_list("pk", flat=True))
    assert at_work.get(given.review.get_absolute_url()).status_code == 200
    given.refresh_from_db()
    assert given.state == AssignmentState.ASKED
    assert not Finding.objects.exists()
    assert list(ClaimEvent.objects.values_list("pk", flat=True)) == before


def test_the_claim_stands_in_its_text_with_its_figure_marked(at_work, given):
    page = at_work.get(given.review.get_absolute_url()).content.decode()
    assert "President Mira Dane said " in page
    assert '<mark class="ctx-mark">' in page
    assert "5,000 – 7,000" in page  # the chip
    assert "The 65-member coalition met on Friday." in page  # the next paragraph


def test_a_claim_that_is_not_in_review_leads_to_its_document(client):
    client.force_login(reviewer())
    claim = ClaimFactory()
    answer = client.get(claim.get_workspace_url())
    assert (answer.status_code, answer["Location"]) == (302, claim.get_absolute_url())


def test_evidence_is_weighed_against_the_claim(at_work, given):
    source = SourceFactory(name="Institute")
    first = with_evidence(given, excerpt="up to 4,700 people", source=source, stance="refutes")
    with_evidence(given, excerpt="some 6,300 people")
    with_evidence(given, excerpt="2,900 people", measures_otherwise="Citizens only")
    with_evidence(given, excerpt="4,700 people", derives_from=first)
    gone = with_evidence(given, excerpt="5,500 people")
    withdraw_evidence(gone, by=given.reviewer, reason="the wrong year")
    page = at_work.get(given.review.get_absolute_url()).content.decode()
    assert "<b>inside</b>" in page
    assert "−6 %" in page
    assert "Measures something else: Citizens only" in page
    assert "Derives from" in page
    assert "the wrong year" in page
    assert "1 measures something else" in page
    assert "<b>6,300 people</b>" in page or "<b>some 6,300 people</b>" in page
    # The withdrawn figure is told, but not counted.
    assert "2 lie inside" not in page


def test_a_copy_of_a_copy_is_no_second_source(at_work, given):
    def independent():
        checks = at_work.get(given.review.get_absolute_url()).context["checks"]
        return next(c.is_met for c in checks if c.sentence == "Two independent sources")

    first = with_evidence(given)
    copy = with_evidence(given, derives_from=first)
    with_evidence(given, derives_from=copy)
    with_evidence(given, source=first.source, excerpt="The same source on another page.")
    assert not independent()
    with_evidence(given)
    assert independent()


def test_the_queue_says_where_the_claim_stands_in_it(client):
    person = reviewer()
    reviews = [assigned(open_review_for(), person).review for _ in range(3)]
    assigned()  # noise: somebody else's
    client.force_login(person)
    page = client.get(reviews[1].get_absolute_url()).content.decode()
    assert "2 of 3" in page
    assert reviews[0].get_absolute_url() in page
    assert reviews[2].get_absolute_url() in page


@pytest.mark.parametrize("kind", ["promise", "forecast", "opinion"])
def test_what_nobody_can_know_gets_no_rating_and_the_page_says_why(client, kind):
    given = assigned(open_review_for(ClaimFactory(kind=kind)))
    client.force_login(given.reviewer)
    page = client.get(given.review.get_absolute_url()).content.decode()
    assert 'name="rating"' not in page
    article = "An" if kind == "opinion" else "A"
    assert f"{article} {kind} gets no rating" in page


def test_the_document_s_own_voice_is_not_asked_whether_it_was_said(client):
    given = assigned(open_review_for(ClaimFactory(attribution="own", claimant=None)))
    client.force_login(given.reviewer)
    assert 'name="was_it_said"' not in client.get(given.review.get_absolute_url()).content.decode()
    # Control: of somebody's words it is asked.
    spoken = assigned(quoted_review(), given.reviewer)
    assert 'name="was_it_said"' in client.get(spoken.review.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", [editor, admin, reviewer])
def test_who_has_no_part_in_it_reads_and_gets_no_form_of_a_reviewer(client, given, who):
    client.force_login(who())
    answer = client.get(given.review.get_absolute_url())
    assert answer.status_code == 200
    page = answer.content.decode()
    for name in ("submit", "save_draft", "cite", "decline", "ask_for_comment"):
        assert f'action="{url(name, given.review)}"' not in page
    for name in ("assign", "close", "hold"):
        offered = who is editor and name != "assign"  # its one place is filled
        assert (f'action="{url(name, given.review)}"' in page) == offered


def test_the_number_of_queries_does_not_grow_with_the_evidence(
    at_work, given, django_assert_num_queries
):
    first = with_evidence(given)
    page = given.review.get_absolute_url()
    at_work.get(page)
    with CaptureQueriesContext(connection) as one:
        at_work.get(page)
    second = with_evidence(given, derives_from=first)
    with_evidence(given, derives_from=second)
    with django_assert_num_queries(len(one)):
        at_work.get(page)


# -- the draft -----------------------------------------------------------------------------------


def test_a_draft_is_saved_and_answers_when_and_which_version(at_work, given):
    answer = at_work.post(
        url("save_draft", given.review),
        draft(rating=rating(given.review, "half-true").pk),
        headers=JSON,
    )
    finding = Finding.objects.get()
    told = answer.json()
    assert told["version"] == 1
    assert parse_datetime(told["saved_at"]) == finding.saved_at.replace(
        microsecond=finding.saved_at.microsecond // 1000 * 1000
    )
    assert (finding.rating.slug, finding.reasons) == ("half-true", "Two registers.")
    given.refresh_from_db()
    assert given.state == AssignmentState.STARTED


def test_a_stale_draft_is_answered_with_409_and_overwrites_nothing(at_work, given):
    save_draft(given, by=given.reviewer, rating=None, reasons="From the other tab.")
    answer = at_work.post(
        url("save_draft", given.review), draft(reasons="Typed here."), headers=JSON
    )
    assert answer.status_code == 409
    assert "newer draft was saved elsewhere" in answer.content.decode()
    assert Finding.objects.get().reasons == "From the other tab."
    # Control: whoever has seen it may save.
    again = draft(reasons="Typed here.", version=1)
    assert at_work.post(url("save_draft", given.review), again, headers=JSON).status_code == 200


@pytest.mark.parametrize("name", ["save_draft", "submit"])
def test_without_scripts_a_stale_draft_shows_both_texts_and_can_then_be_saved(at_work, given, name):
    save_draft(given, by=given.reviewer, rating=None, reasons="From the other tab.")
    answer = at_work.post(url(name, given.review), draft(reasons="Typed here."))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "From the other tab." in page
    assert "Typed here.</textarea>" in page
    assert 'name="version" value="1"' in page
    assert Finding.objects.get().reasons == "From the other tab."


def test_a_finding_is_submitted_once_however_often_the_button_is_pressed(at_work, given):
    with_evidence(given)
    press = draft(rating=rating(given.review, "true").pk)
    for _ in range(2):
        sure = shown(at_work, given.review, press)
    finding = Finding.objects.get()
    assert (finding.is_submitted, finding.version) == (False, 1)
    for _ in range(2):
        answer = at_work.post(url("submit", given.review), sure)
        address = answer["Location"].removesuffix("#verdict-title")
        assert (answer.status_code, address) == (302, given.review.get_absolute_url())
    finding.refresh_from_db()
    assert finding.is_submitted
    assert ClaimEvent.objects.filter(verb="submitted").count() == 1
    page = at_work.get(given.review.get_absolute_url()).content.decode()
    assert "Your finding is already in" in page
    assert f'action="{url("submit", given.review)}"' not in page


def test_an_incomplete_finding_is_refused_and_kept_as_a_draft(at_work, given):
    answer = at_work.post(url("submit", given.review), draft(reasons="Only this."))
    finding = Finding.objects.get()
    assert (finding.is_submitted, finding.reasons) == (False, "Only this.")
    page = answer.content.decode()
    assert "Before you can submit, add a rating and a piece of evidence." in page


def test_declining_needs_a_reason_and_gives_the_claim_back(at_work, given):
    at_work.post(url("decline", given.review), {"reason": " "})
    given.refresh_from_db()
    assert given.state == AssignmentState.ASKED
    at_work.post(url("decline", given.review), {"reason": "I know him."})
    given.refresh_from_db()
    assert (given.state, given.end_note) == (AssignmentState.DECLINED, "I know him.")


# -- evidence ------------------------------------------------------------------------------------


def passage(**more):
    return {"stance": "supports", "excerpt": "Some 6,300 people.", "hand": "first", **more}


def test_evidence_is_cited_with_its_figures(at_work, given):
    source = SourceFactory()
    answer = at_work.post(
        url("cite", given.review),
        passage(source=source.pk, url="https://institute.example/count", as_of="2026-03-01"),
    )
    evidence = Evidence.objects.get()
    assert answer["Location"].endswith(f"#evidence-{evidence.pk}")
    assert (evidence.source, evidence.hand, str(evidence.as_of)) == (source, "first", "2026-03-01")
    assert [figure.low for figure in evidence.figures.all()] == [6300]


def test_a_source_the_desk_does_not_have_is_proposed_with_the_evidence(at_work, given):
    at_work.post(
        url("cite", given.review),
        passage(new_source="  River  Board ", new_kind="official", new_tier="1_primary"),
    )
    source = Source.objects.get(name="River Board")
    assert (source.state, source.added_by) == ("proposed", given.reviewer)
    # Naming it again is choosing it.
    again = passage(new_source="river board", excerpt="Another passage.")
    for _ in range(2):  # pressed twice
        at_work.post(url("cite", given.review), again)
    assert source.evidence.count() == 2


def test_a_refused_passage_stays_in_the_form(at_work, given):
    answer = at_work.post(url("cite", given.review), passage(excerpt="Kept here.", stance=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kept here.</textarea>" in page
    assert "Choose who says it, or name a new source." in page
    assert not Evidence.objects.exists()


def test_a_retired_source_is_not_offered(at_work, given):
    source = SourceFactory(state="retired", name="Old Bureau")
    assert at_work.post(url("cite", given.review), passage(source=source.pk)).status_code == 422
    assert "Old Bureau" not in at_work.get(given.review.get_absolute_url()).content.decode()


def test_evidence_is_withdrawn_with_a_reason_by_whoever_cited_it(client, at_work, given):
    evidence = with_evidence(given)
    where = url("withdraw_evidence", given.review, evidence.pk)
    at_work.post(where, {"reason": "the wrong year"})
    evidence.refresh_from_db()
    assert evidence.withdrawn_because == "the wrong year"
    other = with_evidence(given)
    client.force_login(editor())
    answer = client.post(url("withdraw_evidence", given.review, other.pk), {"reason": "no"})
    assert answer.status_code == 403
    other.refresh_from_db()
    assert not other.is_withdrawn


# -- asked for comment ---------------------------------------------------------------------------


def test_somebody_is_asked_for_comment_and_the_answer_is_recorded_once(at_work, given):
    for _ in range(2):  # pressed twice
        at_work.post(url("ask_for_comment", given.review), asking())
    contact = Contact.objects.get()
    page = at_work.get(given.review.get_absolute_url()).content.decode()
    assert f"waiting for The ministry until {moment_words(in_a_week())}" in page
    for answer in ("4,700", "another"):
        at_work.post(url("record_answer", given.review, contact.pk), {"answer": answer})
    contact.refresh_from_db()
    assert contact.answer == "4,700"
    assert (
        "waiting for The ministry"
        not in at_work.get(given.review.get_absolute_url()).content.decode()
    )


def test_a_time_years_ahead_comes_back_with_what_was_typed(at_work, given):
    typed = asking() | {"reply_by": "2999-12-31T12:00"}
    answer = at_work.post(url("ask_for_comment", given.review), typed)
    assert answer.status_code == 422
    assert "at most 30 days" in answer.text
    assert "How many?" in answer.text
    assert not Contact.objects.exists()


ENDS = ("record_answer", "move_reply_by", "cancel_contact")


@pytest.mark.parametrize(("who", "shown"), [(editor, ENDS), (reviewer, ()), (admin, ())])
def test_an_editor_has_the_buttons_that_end_a_wait_and_no_form_to_ask(
    client, at_work, given, who, shown
):
    at_work.post(url("ask_for_comment", given.review), asking())
    contact = Contact.objects.get()
    client.force_login(who())
    page = client.get(given.review.get_absolute_url()).text
    assert tuple(name for name in ENDS if url(name, given.review, contact.pk) in page) == shown
    assert f'"{url("ask_for_comment", given.review)}"' not in page
    assert ("cannot sign the verdict" in page) == bool(shown)


def test_a_contact_of_another_claim_cannot_be_answered_through_this_one(at_work, given):
    other = assigned()
    contact = Contact.objects.create(
        review=other.review, asked_by=other.reviewer, whom="X", question="?",
        reply_by="2999-01-01T00:00Z",
    )  # fmt: skip
    where = url("record_answer", given.review, contact.pk)
    assert at_work.post(where, {"answer": "no"}).status_code == 404


# -- forged and garbled posts --------------------------------------------------------------------


VERBS_OF_A_REVIEWER = {
    "save_draft": {"reasons": "x", "version": 0},
    "submit": {"reasons": "x", "version": 0},
    "decline": {"reason": "x"},
    "cite": {"new_source": "X", "new_kind": "news", "new_tier": "3_reliable", **passage()},
    "ask_for_comment": asking(),
}


@pytest.mark.parametrize("who", [editor, admin, reviewer])
@pytest.mark.parametrize("name", VERBS_OF_A_REVIEWER)
def test_a_forged_post_is_refused_to_whoever_does_not_review_it(client, given, name, who):
    client.force_login(who())
    answer = client.post(url(name, given.review), VERBS_OF_A_REVIEWER[name])
    assert answer.status_code == 403
    assert not Finding.objects.exists()
    assert not Contact.objects.exists()
    assert not Source.objects.filter(name="X").exists()
    given.refresh_from_db()
    assert given.state == AssignmentState.ASKED
    # Control: the reviewer themselves may; what they hand in is kept, and told to be incomplete.
    client.force_login(given.reviewer)
    done = 422 if name == "submit" else 302
    assert client.post(url(name, given.review), VERBS_OF_A_REVIEWER[name]).status_code == done


@pytest.mark.parametrize("name", VERBS_OF_A_REVIEWER)
def test_verbs_take_a_post_and_a_login_and_signing_in_leads_back_to_the_claim(client, given, name):
    where = url(name, given.review)
    assert client.post(where, VERBS_OF_A_REVIEWER[name]).status_code == 302
    assert "sign-in" in client.post(where, {})["Location"]
    assert f"next={where}" in client.post(where, {})["Location"]
    client.force_login(given.reviewer)
    for way in (client.get, client.head):
        answer = way(where)
        assert (answer.status_code, answer["Location"]) == (302, given.review.get_absolute_url())
    assert client.put(where).status_code == 405


SCRIPT = "<script>alert(1)</script>"
GARBAGE = ["\x00", "'; drop table--", "9" * 40, "\ud7ff\U0010ffff", "-1", " ", SCRIPT]


@pytest.mark.parametrize("junk", GARBAGE)
@pytest.mark.parametrize("name", VERBS_OF_A_REVIEWER)
def test_garbage_in_any_field_is_never_a_fault(at_work, given, name, junk):
    right = VERBS_OF_A_REVIEWER[name]
    typed = right | dict.fromkeys(
        ("rating", "was_it_said", "source", "derives_from", "as_of", "url", "answers"), junk
    )
    posts = (typed, *({**typed, field: junk} for field in right))
    answers = [at_work.post(url(name, given.review), post) for post in posts]
    answers.append(at_work.get(given.review.get_absolute_url()))
    if name == "decline":  # the reason is told there
        answers.append(at_work.get(url("history", given.review)))
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
    came_back = "".join(answer.content.decode() for answer in answers)
    assert "<script>alert" not in came_back
    assert ("&lt;script&gt;alert(1)" in came_back) == (junk == SCRIPT)


def test_nothing_is_submitted_on_a_finding_that_another_took_over(client, given):
    finding = submitted(given)
    stranger = assigned(open_review_for()).reviewer
    client.force_login(stranger)
    where = url("submit", given.review)
    assert client.post(where, draft(reasons="mine now")).status_code == 403
    finding.refresh_from_db()
    assert finding.reasons == "Two registers."
    assert fresh(given.review).findings.count() == 1
