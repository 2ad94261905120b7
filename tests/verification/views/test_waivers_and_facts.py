"""The check-list with its ways, waivers and facts, on the pages of whoever looks."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Claim
from newsroom.accounts.models import Role
from tests.factories import (
    TopicFactory,
    UserFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    with_evidence,
)
from verification.models import DeclaredInterest, Waiver
from verification.operations.facts import describe, set_due
from verification.operations.findings import save_draft, submit_finding
from verification.operations.verdicts import draft_verdict
from verification.operations.waivers import ask_for_waiver, grant_waiver, refuse_waiver, waive

pytestmark = pytest.mark.django_db

SECRET = "Qsecretq"


def page_of(person, address):
    client = Client()
    client.force_login(person)
    return unescape(re.sub(r"\s+", " ", client.get(address).content.decode()))


def workspace(person, review):
    return page_of(person, review.get_absolute_url())


def section(page, ident):
    """From an id's element to the end of its section, without tags."""
    part = page[page.index(f'id="{ident}"') :]
    text = re.sub(r"<[^>]+>", " ", part[: part.index("</section>")])
    return re.sub(r"\s+", " ", text)


def post(person, review, path, **data):
    client = Client()
    client.force_login(person)
    return client.post(f"{review.get_absolute_url()}{path}", data)


def drafting(review=None, **policy):
    given = assigned(review or open_review_for(**policy))
    with_evidence(given, hand="second")
    save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="Registers.")
    return given


def asked(given, because="It is not public."):
    return ask_for_waiver(given, by=given.reviewer, requirement="first_hand", because=because)


# -- the check-list --------------------------------------------------------------------------------


def test_each_open_line_says_how_it_is_met_and_leads_there():
    given = drafting(first_hand_needed=True, comment_needed=True, origins_needed=2)
    page = workspace(given.reviewer, given.review)
    ways = re.findall(r'<a class="small check-way" href="(#[^"]+)">([^<]+?)(?: <kbd|</a>)', page)
    assert [way for way in ways if not way[0].startswith("#finding")] == [
        ("#evidence", "Add evidence of another origin"),
        ("#evidence", "Add first-hand evidence"),
        ("#contacts", "Ask for comment"),
    ]
    for anchor, _ in ways:
        assert f'id="{anchor[1:]}"' in page


def test_what_is_waived_says_why_on_the_list_and_is_not_asked_for_again():
    given = drafting(first_hand_needed=True)
    before = workspace(given.reviewer, given.review)
    assert "Add first-hand evidence" in before
    assert "Ask to waive a requirement" in before
    grant_waiver(asked(given), by=editor(), reason="The register is closed.")
    page = workspace(given.reviewer, given.review)
    assert "Waived: The register is closed." in page
    assert "Add first-hand evidence" not in page
    assert "Ask to waive a requirement" not in page


def test_it_is_asked_for_and_answered_from_the_workspace():
    given, someone = drafting(first_hand_needed=True), editor()
    data = {"requirement": "first_hand", "because": "It is closed."}
    assert post(given.reviewer, given.review, "waivers/ask/", **data).status_code == 302
    card = section(workspace(someone, given.review), "waivers")
    assert "First-hand evidence" in card
    assert "It is closed." in card
    request = Waiver.objects.get()
    refused = post(someone, given.review, f"waivers/{request.pk}/grant/", reason=" ")
    assert refused.status_code == 302  # a message says that a reason is needed
    assert Waiver.objects.get().is_open
    post(someone, given.review, f"waivers/{request.pk}/grant/", reason="Closed until May.")
    assert Waiver.objects.get().in_force
    post(someone, given.review, f"waivers/{request.pk}/end/")
    assert not Waiver.objects.get().in_force


def test_words_of_a_request_that_is_refused_come_back():
    given = drafting(first_hand_needed=True)
    asked(given)
    answer = post(
        given.reviewer, given.review, "waivers/ask/", requirement="first_hand", because="Again Q."
    )
    assert answer.status_code == 409
    assert "Again Q." in answer.content.decode()


def test_the_sign_off_list_says_what_was_waived():
    given, someone = drafting(first_hand_needed=True), editor()
    grant_waiver(asked(given), by=someone, reason="The register is closed.")
    submit_finding(given, by=given.reviewer)
    draft_verdict(fresh(given.review), by=given.reviewer, conclusion="So.", explanation="[1]")
    card = section(workspace(editor(), given.review), "desk")
    assert (
        f"First-hand evidence, waived for {given.reviewer.name} by {someone.name}: "
        "The register is closed." in card
    )


def test_where_origins_were_waived_the_list_does_not_ask_for_them_still():
    given, someone = drafting(origins_needed=2), editor()
    request = ask_for_waiver(
        given, by=given.reviewer, requirement="origins", because="There is one register."
    )
    grant_waiver(request, by=someone, reason="There is one register.")
    submit_finding(given, by=given.reviewer)
    draft_verdict(fresh(given.review), by=given.reviewer, conclusion="So.", explanation="[1]")
    card = section(workspace(editor(), given.review), "desk")
    assert "Independent origins, waived for" in card
    assert "yours go back to" not in card


# -- the desk --------------------------------------------------------------------------------------


def test_editors_find_what_is_asked_for_on_their_desk_and_in_the_list():
    given, elsewhere = drafting(first_hand_needed=True), drafting()
    asked(given, "It is closed until May.")
    someone = editor()
    desk = page_of(someone, "/")
    assert f"{given.reviewer.name} asks to waive “first-hand evidence”: It is closed" in desk
    assert "One asking for a waiver." in desk
    listed = page_of(someone, "/claims/?waivers=on")
    assert f'title="{given.reviewer.name} asks for a waiver"' in listed
    assert given.review.claim.statement in listed
    assert elsewhere.review.claim.statement not in listed


@pytest.mark.parametrize("blind", [True, False], ids=["blind", "control"])
def test_an_editor_who_is_the_other_reviewer_learns_of_no_request_anywhere(blind):
    both = UserFactory(roles=[Role.REVIEWER, Role.EDITOR, Role.ADMIN])
    review = open_review_for(reviewers=2, blind=blind, first_hand_needed=True)
    assigned(review, both)
    quiet = workspace(both, review)
    given = drafting(fresh(review))
    request = asked(given, f"It says {SECRET}.")
    refuse_waiver(request, by=editor(), reason=f"No: {SECRET}.")
    asked(given, f"Still {SECRET}.")
    addresses = [
        review.get_absolute_url(),
        f"{review.get_absolute_url()}history/",
        "/",
        "/notices/",
        "/claims/?waivers=on",
        "/admin/claims/claimevent/",
    ]
    seen = {address for address in addresses if SECRET in page_of(both, address)}
    heard = both.notices.filter(kind="waiver").exists()
    listed = review.claim.statement in page_of(both, "/claims/?waivers=on")
    answer = post(both, review, f"waivers/{request.pk}/grant/", reason="So.").status_code
    if blind:
        assert (seen, heard, listed, answer) == (set(), False, False, 404)
        assert "asking for a waiver" not in page_of(both, "/")
        now = workspace(both, review)
        assert 'id="waivers"' in quiet  # their own need, asked of them alike
        assert section(now, "waivers") == section(quiet, "waivers")
    else:
        assert review.get_absolute_url() in seen
        assert f"{review.get_absolute_url()}history/" in seen


def test_once_both_are_in_what_was_waived_is_no_secret():
    review = open_review_for(reviewers=2, blind=True, first_hand_needed=True)
    one, other = drafting(review), drafting(fresh(review))
    for given in (one, other):
        grant_waiver(asked(given), by=editor(), reason=f"{SECRET} {given.pk}.")
    submit_finding(one, by=one.reviewer)
    assert f"{SECRET} {one.pk}" not in workspace(other.reviewer, review)
    submit_finding(other, by=other.reviewer)
    assert f"{SECRET} {one.pk}" in workspace(other.reviewer, review)


def test_a_waiver_for_the_claim_is_read_by_both():
    review = open_review_for(reviewers=2, blind=True, first_hand_needed=True)
    one, other = drafting(review), drafting(fresh(review))
    waive(review, by=editor(), requirement="first_hand", reason=f"{SECRET}.")
    assert SECRET in workspace(one.reviewer, review)
    assert SECRET in workspace(other.reviewer, review)


def test_the_workspace_takes_the_same_queries_for_one_waiver_and_for_many():
    given, someone = drafting(first_hand_needed=True), editor()

    def queries(person):
        client = Client()
        client.force_login(person)
        client.get(given.review.get_absolute_url())
        with CaptureQueriesContext(connection) as caught:
            client.get(given.review.get_absolute_url())
        return len(caught)

    refuse_waiver(asked(given), by=someone, reason="No.")
    one = queries(someone), queries(given.reviewer)
    for _ in range(29):
        refuse_waiver(asked(given), by=someone, reason="No.")
    assert (queries(someone), queries(given.reviewer)) == one


# -- facts -----------------------------------------------------------------------------------------


def test_a_reviewer_finds_kind_and_topic_to_set_and_an_editor_all_of_it():
    given = drafting()
    mine, desk = workspace(given.reviewer, given.review), workspace(editor(), given.review)
    assert 'id="facts_kind"' in mine
    assert 'id="facts_priority"' not in mine
    assert 'name="due_at"' not in mine
    assert 'id="facts_priority"' in desk
    assert 'name="due_at"' in desk
    assert 'id="facts_kind"' not in workspace(reviewer(), given.review)


def test_a_form_that_would_be_refused_is_not_shown_and_a_blind_one_tells_nothing():
    for blind in (False, True):
        review = open_review_for(reviewers=2, blind=blind)
        one, other = drafting(review), drafting(fresh(review))
        assert 'id="facts_kind"' in workspace(other.reviewer, review)
        submit_finding(one, by=one.reviewer)
        assert ('id="facts_kind"' in workspace(other.reviewer, review)) is blind


def test_facts_are_saved_from_the_page_and_the_policy_in_force_is_named():
    given, topic = drafting(), TopicFactory(name="Harbour")
    someone = editor()
    post(someone, given.review, "facts/", kind="quote", topic=topic.pk, priority="high")
    claim = Claim.objects.get(pk=given.review.claim_id)
    assert (claim.kind, claim.topic, claim.priority) == ("quote", topic, "high")
    context = section(workspace(someone, given.review), "about-the-claim")
    assert "“High priority, version 1” fits it now." in context
    assert "Standard, version 1" in context


def test_the_second_to_save_gets_both():
    given, someone = drafting(), editor()
    seen = re.search(r'name="seen" value="(\w+)" id="facts_seen"', workspace(someone, given.review))
    describe(given.review, by=given.reviewer, kind="cause", topic=TopicFactory(name="Harbour"))
    data = {"kind": "quote", "topic": "", "priority": "normal"}
    answer = post(someone, given.review, "facts/", seen=seen[1], **data)
    page = unescape(re.sub(r"\s+", " ", answer.content.decode()))
    assert answer.status_code == 409
    assert "Saved is now: cause; Harbour; priority normal." in page
    assert '<option value="quote" selected>' in page
    assert Claim.objects.get(pk=given.review.claim_id).kind == "cause"
    again = re.search(r'name="seen" value="(\w+)" id="facts_seen"', page)
    post(someone, given.review, "facts/", seen=again[1], **data)
    assert Claim.objects.get(pk=given.review.claim_id).kind == "quote"


def test_the_second_to_set_a_due_time_gets_both():
    review, one, other = open_review_for(), editor(), editor()
    seen = re.search(r'name="seen" value="([^"]+)" id="due_seen"', workspace(one, review))
    due = timezone.localtime() + timedelta(days=2)
    set_due(review, due.replace(second=0, microsecond=0), by=other, reason="So.")
    later = f"{timezone.localtime() + timedelta(days=3):%Y-%m-%dT%H:%M}"
    answer = post(one, review, "due/", due_at=later, reason="The debate.", seen=seen[1])
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Somebody else set it meanwhile," in page
    assert later in page
    assert "The debate." in page
    again = re.search(r'name="seen" value="([^"]+)" id="due_seen"', page)
    post(one, review, "due/", due_at=later, reason="The debate.", seen=again[1])
    assert f"{timezone.localtime(fresh(review).due_at):%Y-%m-%dT%H:%M}" == later


# -- one's own interest ----------------------------------------------------------------------------


def test_an_interest_declared_here_takes_the_work_away():
    given = drafting()
    document = given.review.claim.document
    data = {"what": f"document-{document.pk}", "stake": "Wrote it."}
    unsure = post(given.reviewer, given.review, "own-interest/", **data)
    assert unsure.status_code == 422
    assert "Wrote it." in unsure.content.decode()
    assert not DeclaredInterest.objects.exists()
    answer = post(given.reviewer, given.review, "own-interest/", meant="on", **data)
    assert answer.url == "/"
    given.refresh_from_db()
    assert given.state == "taken_back"
    assert DeclaredInterest.objects.get().document == document


def test_one_in_a_source_that_is_cited_keeps_the_work_and_the_page():
    given = drafting()
    source = given.review.evidence.get().source
    page = workspace(given.reviewer, given.review)
    assert f"{source.name} (a source cited here)" in page
    answer = post(
        given.reviewer, given.review, "own-interest/",
        what=f"source-{source.pk}", stake="Shares.", meant="on",
    )  # fmt: skip
    assert answer.url == given.review.get_absolute_url()
    given.refresh_from_db()
    assert given.state == "started"


def test_of_a_blind_review_only_sources_that_one_may_read_of_are_offered():
    review = open_review_for(reviewers=2, blind=True)
    one, other = drafting(review), drafting(fresh(review))
    theirs = fresh(review).evidence.get(cited_by=other.reviewer).source
    own = fresh(review).evidence.get(cited_by=one.reviewer).source
    page = workspace(one.reviewer, review)
    assert f'value="source-{own.pk}"' in page
    assert f'value="source-{theirs.pk}"' not in page
    answer = post(
        one.reviewer, review, "own-interest/",
        what=f"source-{theirs.pk}", stake="Shares.", meant="on",
    )  # fmt: skip
    assert answer.status_code == 422
    assert not DeclaredInterest.objects.exists()
