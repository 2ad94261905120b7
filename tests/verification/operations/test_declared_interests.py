"""What somebody has a stake in themselves: they are never asked about it, nor cite it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from newsroom.notices.models import Notice, NoticeKind
from newsroom.refusals import Refused
from tests.at_once import Begun, somebody_waits_for_us, until
from tests.factories import (
    ClaimantFactory,
    ClaimFactory,
    DocumentFactory,
    SourceFactory,
    UserFactory,
    admin,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    submitted,
    with_evidence,
)
from tests.guards import without_guard
from verification.errors import NotReady, Overtaken
from verification.models import Assignment, DeclaredInterest, Evidence, Source
from verification.operations import declared_interests, work_locked
from verification.operations.assigning import assign_reviewers
from verification.operations.assignments import assign, start_work
from verification.operations.declared_interests import declare_interest, end_declared_interest
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.handing_over import hand_over
from verification.operations.keeping_for import keep_for
from verification.operations.own_evidence import cite_conversation
from verification.operations.source_merge import merge_sources

pytestmark = pytest.mark.django_db
STAKE = "Worked there until 2024"


def declare(person, by=None, **what):
    return declare_interest(person, by=by or person, stake=STAKE, **what)


def claim_of(**columns):
    return ClaimFactory(state="sent", document=DocumentFactory(**columns))


def test_live_work_that_it_bars_goes_to_the_next_at_once_and_the_rest_stays():
    person = reviewer()
    barred = assigned(open_review_for(claim_of(outlet="The Varland Post")), person)
    stays = assigned(open_review_for(claim_of(outlet="The Harbour Gazette")), person)
    others = assigned(open_review_for(claim_of(outlet="The Varland Post")))
    start_work(barred, by=person)
    declare(person, outlet="the  varland post")
    for given in (barred, stays, others):
        given.refresh_from_db()
    assert (barred.state, barred.end_note) == ("taken_back", "a declared interest")
    assert (stays.state, others.state) == ("asked", "asked")
    assert fresh(barred.review).needs_reviewers
    told = Notice.objects.filter(kind=NoticeKind.TAKEN)
    assert [(n.recipient, n.text.split(":")[0]) for n in told] == [
        (person, "Taken back because of an interest you declared")
    ]


@pytest.mark.parametrize("what", ["claimant", "document", "outlet", "source"])
def test_what_it_is_in_bars(what):
    person = reviewer()
    claimant = ClaimantFactory()
    claim = claim_of(outlet="The Varland Post")
    claim.claimant = claimant
    claim.save()
    given, noise = assigned(open_review_for(claim), person), assigned(to=person)
    subject = {
        "claimant": claimant,
        "document": claim.document,
        "outlet": "The Varland Post",
        "source": SourceFactory(name="the varland post"),
    }[what]
    declare(person, **{what: subject})
    given.refresh_from_db()
    noise.refresh_from_db()
    assert (given.state, noise.state) == ("taken_back", "asked")


def test_the_history_tells_that_there_is_an_interest_and_not_its_words():
    person = reviewer()
    given = assigned(open_review_for(claim_of(outlet="The Varland Post")), person)
    declare(person, outlet="The Varland Post")
    line = given.review.claim.events.get(verb="taken_back")
    assert (line.actor, line.note) == (None, "a declared interest")
    assert STAKE not in str(line.data)


def test_what_was_gathered_goes_to_the_next_reviewer():
    person, next_one = reviewer(), reviewer()
    given = assigned(open_review_for(claim_of(outlet="The Varland Post")), person)
    evidence = with_evidence(given)
    declare(person, outlet="The Varland Post")
    assert assign_reviewers() == 1
    evidence.finding.refresh_from_db()
    assert evidence.finding.reviewer == next_one
    assert Evidence.objects.get(pk=evidence.pk).cited_by == person


def test_a_finding_that_was_handed_in_stands():
    person = reviewer()
    claim = claim_of(outlet="The Varland Post")
    finding = submitted(assigned(open_review_for(claim), person))
    declare(person, outlet="The Varland Post")
    assert Assignment.objects.get(pk=finding.assignment_id).state == "submitted"


def test_once_it_is_ended_they_may_be_asked_again(django_capture_on_commit_callbacks):
    person = reviewer()
    interest = declare(person, outlet="The Varland Post")
    open_review_for(claim_of(outlet="The Varland Post"))
    with pytest.raises(NotReady, match="has declared an interest"):
        assign(fresh(open_review_for(claim_of(outlet="The Varland Post"))), person, by=editor())
    with django_capture_on_commit_callbacks() as rung:
        end_declared_interest(interest, by=person)
    assert len(rung) == 1
    assert assign_reviewers() == 2
    with pytest.raises(Overtaken, match="ended already"):
        end_declared_interest(interest, by=person)


def test_it_is_in_one_thing_and_has_a_stake_and_is_noted_once():
    person, source = reviewer(), SourceFactory()
    with pytest.raises(NotReady, match="in one thing"):
        declare(person)
    with pytest.raises(NotReady, match="in one thing"):
        declare(person, source=source, outlet="The Varland Post")
    with pytest.raises(NotReady, match="Say in a few words"):
        declare_interest(person, by=person, stake="  ", source=source)
    interest = declare(person, source=source)
    with pytest.raises(Overtaken, match="declared already"):
        declare(person, source=source)
    end_declared_interest(interest, by=person)
    declare(person, source=source)
    assert DeclaredInterest.objects.standing().count() == 1


@pytest.mark.parametrize("by", [editor, admin])
def test_editors_and_admins_note_it_for_others_and_who_did_is_kept(by):
    noted_by, person = by(), reviewer()
    interest = declare(person, by=noted_by, outlet="The Varland Post")
    assert (interest.person, interest.declared_by) == (person, noted_by)
    end_declared_interest(interest, by=noted_by)


def test_reviewers_declare_only_their_own():
    person, other, outsider = reviewer(), reviewer(), UserFactory(roles=[])
    interest = declare(person, outlet="The Varland Post")
    for by, whose in ((other, person), (outsider, outsider)):
        with pytest.raises(PermissionDenied, match="Your own are yours"):
            declare(whose, by=by, outlet="The Harbour Gazette")
    with pytest.raises(PermissionDenied):
        end_declared_interest(interest, by=other)
    assert DeclaredInterest.objects.standing().get() == interest


def test_a_claim_that_it_bars_is_kept_for_them_no_longer():
    person = reviewer()
    barred = open_review_for(claim_of(outlet="The Varland Post"))
    other = open_review_for(claim_of(outlet="The Harbour Gazette"))
    for review in (barred, other):
        keep_for(review, person, by=editor(), reason="Knows the harbour.")
    declare(person, outlet="The Varland Post")
    assert (fresh(barred).kept_for, fresh(other).kept_for) == (None, person)
    line = barred.claim.events.get(verb="kept_no_more")
    assert (line.actor, line.note) == (None, "a declared interest")


# -- citing ----------------------------------------------------------------------------------------


def test_a_source_one_has_an_interest_in_is_not_cited():
    given, other = assigned(), assigned()
    source = SourceFactory(name="Harbour Board")
    declare(given.reviewer, source=source)
    with pytest.raises(NotReady) as refusal:
        with_evidence(given, source=source)
    assert str(refusal.value) == (
        "You have declared an interest in Harbour Board, so you cannot cite it. Hand the claim "
        "over to somebody who can. Nothing was added; what you have gathered goes along."
    )
    with pytest.raises(NotReady, match="declared an interest in Harbour Board"):
        cite_conversation(
            given, by=given.reviewer, source=source, stance="supports", excerpt="Some 6,300.",
            kind="letter", held_with="The board", held_on=given.assigned_at.date(),
        )  # fmt: skip
    # Controls: others cite it, and they cite others.
    assert with_evidence(other, source=source).pk
    assert with_evidence(given).pk


def test_an_interest_in_a_source_goes_along_when_it_is_merged():
    given = assigned()
    duplicate, into = SourceFactory(), SourceFactory()
    declare(given.reviewer, source=duplicate)
    merge_sources(duplicate, into, by=editor(), reason="The same office.")
    with pytest.raises(NotReady, match=f"interest in {into.name}"):
        with_evidence(given, source=into)


def sentence_on_submitting(given):
    save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="It says so.")
    with pytest.raises(NotReady) as refusal:
        submit_finding(given, by=given.reviewer)
    return str(refusal.value)


def test_a_finding_does_not_rest_on_what_was_cited_before_the_interest_was_declared():
    given = assigned()
    source = SourceFactory(name="Harbour Board")
    own, _ = with_evidence(given, source=source), with_evidence(given)
    declare(given.reviewer, source=source)
    declare(assigned().reviewer, source=SourceFactory())
    assert sentence_on_submitting(given) == (
        "You have declared an interest in Harbour Board, so your finding cannot rest on it. "
        "Withdraw what is cited from it, or hand the claim over to somebody who can cite it. Your "
        "draft is kept."
    )
    withdraw_evidence(own, by=given.reviewer, reason="I own a part of it.")
    assert submit_finding(given, by=given.reviewer).submitted_at


def test_a_finding_does_not_rest_on_such_evidence_that_came_along_with_the_claim():
    given, colleague = assigned(), reviewer()
    source, into = SourceFactory(name="Old name"), SourceFactory(name="Harbour Board")
    with_evidence(given, source=into)
    declare(colleague, source=source)
    Source.objects.filter(pk=source.pk).update(state="retired", merged_into=into)
    hand_over(given, by=given.reviewer, note="Yours.", to=colleague)
    theirs = given.review.assignments.live().get()
    assert theirs.reviewer == colleague
    assert "an interest in Harbour Board" in sentence_on_submitting(theirs)


def test_control_others_submit_what_rests_on_it_and_so_do_they_once_it_is_ended():
    given, other = assigned(), assigned()
    source = SourceFactory(name="Harbour Board")
    for work in (given, other):
        with_evidence(work, source=source)
    interest = declare(given.reviewer, source=source)
    assert submitted(other).submitted_at
    sentence_on_submitting(given)
    end_declared_interest(interest, by=given.reviewer)
    assert submit_finding(given, by=given.reviewer).submitted_at


# -- at the same time ------------------------------------------------------------------------------


def declared_while_being_given(monkeypatch, person):
    """An editor gives somebody a claim while they declare an interest in it: after what they have
    was looked through, before it is committed. Answers what became of the claim, of the interest
    and of what the editor was told."""
    boss = editor()
    review = open_review_for(claim_of(outlet="The Varland Post"))
    release_barred, told, begun = declared_interests.release_barred, [], []

    def look_through_while_it_is_given(who):
        release_barred(who)
        giving = Begun(partial(assign, review, person, by=boss, reason="Knows it."))
        begun.append(giving)
        until(lambda: giving.is_done or somebody_waits_for_us())

    monkeypatch.setattr(declared_interests, "release_barred", look_through_while_it_is_given)
    with suppress(IntegrityError):
        declare(person, outlet="The Varland Post")
    (giving,) = begun
    try:
        giving.answer()
    except Refused as refusal:
        told.append(str(refusal))
    states = [given.state for given in review.assignments.all()]
    return states, DeclaredInterest.objects.standing().count(), told


# An editor has no row as a reviewer that could be locked: it is the account that is.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("somebody", [reviewer, editor])
def test_a_claim_that_it_bars_is_not_given_to_them_in_the_same_moment(monkeypatch, somebody):
    states, interests, (told,) = declared_while_being_given(monkeypatch, somebody())
    assert (states, interests) == ([], 1)
    assert "has declared an interest" in told


@pytest.mark.django_db(transaction=True)
def test_control_without_locking_them_the_guard_of_interests_refuses_the_later(monkeypatch):
    monkeypatch.setattr(work_locked, "lock_work_of", lambda person: None)
    assert declared_while_being_given(monkeypatch, editor()) == (["asked"], 0, [])


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_of_the_account_and_the_guard_an_editor_gets_it(monkeypatch):
    monkeypatch.setattr(work_locked, "lock_account", lambda person: None)
    with without_guard("verification_declaredinterest", "interest_guarded"):
        assert declared_while_being_given(monkeypatch, editor()) == (["asked"], 1, [])
