"""Each way of having a part in a verdict, by itself, keeps an editor from signing it.

Every test has its control: the same editor on the same review without that part may sign.
"""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from newsroom.accounts.models import Role
from tests.factories import (
    UserFactory,
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    rating,
    reviewer,
    submitted,
    with_evidence,
)
from verification.clean_hands import hands_in
from verification.errors import FourEyesViolation
from verification.models import (
    Assignment,
    Confirmation,
    Contact,
    Evidence,
    Finding,
    Settlement,
    SignOff,
)
from verification.models import Verdict as VerdictRow
from verification.operations import signoff
from verification.operations.assignments import assign, decline, start_work, take_back
from verification.operations.signoff import sign_off

pytestmark = pytest.mark.django_db


def both_roles():
    return UserFactory(roles=[Role.REVIEWER, Role.EDITOR])


def gave_a_finding(verdict, person):
    given = row_of_work(verdict, person, state="submitted")
    Finding.objects.create(
        assignment=given,
        review=verdict.review,
        reviewer=person,
        submitted_at=verdict.drafted_at,
    )


def row_of_work(verdict, person, **columns):
    """Work on the review besides its reviewer’s, whose place is filled."""
    return Assignment.objects.create(
        review=verdict.review,
        reviewer=person,
        role="3_adjudicator",
        due_at=verdict.drafted_at,
        **columns,
    )


def cited(verdict, person):
    template = Evidence.objects.filter(review=verdict.review).first()
    template.pk, template._state.adding, template.cited_by = None, True, person
    # Under a draft: nothing is added to what was submitted.
    other = row_of_work(verdict, UserFactory(), state="declined")
    template.finding = Finding.objects.create(
        assignment=other, review=verdict.review, reviewer=other.reviewer
    )
    template.save()


def asked(verdict, person):
    """They asked while the claim was theirs, and have given it back since."""
    Contact.objects.create(
        review=verdict.review,
        asked_by=person,
        whom="The ministry",
        question="How many?",
        reply_by=verdict.drafted_at,
    )


def wrote_an_answer_down(verdict, person):
    Contact.objects.create(
        review=verdict.review,
        asked_by=verdict.drafted_by,
        whom="The ministry",
        question="How many?",
        reply_by=verdict.drafted_at,
        answer="312.",
        answered_at=verdict.drafted_at,
        answered_to=person,
    )


def settled(verdict, person):
    Settlement.objects.create(
        review=verdict.review, how="adjudicated", reasons="So.", decided_by=person
    )


def worded(verdict, person):
    """They worded an earlier text; the one to be signed is another's, as is its named writer."""
    VerdictRow.objects.create(
        review=verdict.review,
        conclusion="Earlier.",
        explanation="[1]",
        writer=verdict.writer,
        drafted_by=person,
    )
    newest_again(verdict)


def named(verdict, person):
    VerdictRow.objects.create(
        review=verdict.review,
        conclusion="Earlier.",
        explanation="[1]",
        writer=person,
        drafted_by=verdict.drafted_by,
    )
    newest_again(verdict)


def newest_again(verdict):
    """Put a copy of the text on top, since the newest is the one that is signed."""
    verdict.pk, verdict._state.adding = None, True
    verdict.save()


def confirmed(verdict, person):
    Confirmation.objects.create(verdict=verdict, by=person)


def is_reviewing(verdict, person):
    row_of_work(verdict, person, state="started", started_at=verdict.drafted_at)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (gave_a_finding, "You submitted a finding"),
        (cited, "You cited evidence"),
        (asked, "You asked for comment"),
        (wrote_an_answer_down, "You wrote down an answer"),
        (settled, "You settled the disagreement"),
        (worded, "You worded the verdict"),
        (named, "You are the named writer"),
        (confirmed, "You confirmed the verdict"),
        (is_reviewing, "You are reviewing"),
    ],
)
def test_any_part_in_it_keeps_an_editor_from_signing_and_taints_them_in_no_other(part, told):
    verdict, other = drafted(), drafted()
    person = both_roles()
    part(verdict, person)
    part(other, editor())  # noise: somebody else's part in another review
    with pytest.raises(FourEyesViolation, match=f"{told} on this claim, so another editor"):
        sign_off(verdict, by=person)
    assert not SignOff.objects.exists()
    # Controls: somebody without a part signs the very same text; they sign what they have none in.
    assert sign_off(verdict, by=editor())
    assert sign_off(other, by=person)


@pytest.mark.parametrize(
    "part",
    [gave_a_finding, cited, settled, worded, named, confirmed, is_reviewing],
)
def test_a_waiver_lets_them_sign_and_is_written_into_signature_and_history(part):
    verdict = drafted(open_review_for(waive_four_eyes=True, waiver_reason="A desk of two."))
    person = both_roles()
    part(verdict, person)
    assert sign_off(verdict, by=person).waiver == "A desk of two."
    line = verdict.review.claim.events.get(verb="signed_off")
    assert line.data["waiver"] == "A desk of two."


def test_the_waiver_is_not_kept_where_it_was_not_needed():
    verdict = drafted(open_review_for(waive_four_eyes=True, waiver_reason="A desk of two."))
    assert sign_off(verdict, by=editor()).waiver == ""
    assert "waiver" not in verdict.review.claim.events.get(verb="signed_off").data


@pytest.mark.parametrize("end", ["declined", "taken back", "untouched and taken back"])
def test_having_been_asked_taints_nobody(end):
    review = open_review_for(reviewers=2)
    boss = both_roles()
    given = assign(review, boss, by=editor(), reason="short of people")
    if end != "untouched and taken back":
        start_work(given, by=boss)
    if end == "declined":
        decline(given, by=boss, reason="no time")
    else:
        take_back(given, by=editor(), reason="needed elsewhere")
    assert sign_off(drafted(fresh(review)), by=boss)


def test_ending_a_wait_without_an_answer_taints_nobody():
    """Only what came back, or that nothing did, is work on the claim."""
    verdict, boss = drafted(), editor()
    wrote_an_answer_down(verdict, boss)
    Contact.objects.update(answer="")
    assert hands_in([verdict.review])[verdict.review_id].isdisjoint({boss.pk})
    assert verdict.review.work_of(boss) == ""
    Contact.objects.update(answer="312.")  # control
    assert boss.pk in hands_in([verdict.review])[verdict.review_id]
    assert verdict.review.work_of(boss) == "wrote down an answer"


def test_evidence_that_was_cited_before_declining_taints():
    review = open_review_for()
    boss = both_roles()
    given = assign(review, boss, by=editor(), reason="short of people")
    with_evidence(given)
    decline(given, by=boss, reason="no time")
    with pytest.raises(FourEyesViolation, match="cited evidence"):
        sign_off(drafted(fresh(review)), by=boss)


def test_a_text_whose_hash_does_not_fit_is_not_signed():
    verdict = drafted()
    writer = verdict.writer
    writer.name = "Somebody Else"
    writer.save()
    with pytest.raises(signoff.NotReady, match="does not match its hash"):
        sign_off(VerdictRow.objects.get(pk=verdict.pk), by=editor())
    assert not SignOff.objects.exists()


def test_postgresql_keeps_one_signature_per_text():
    verdict = drafted()
    sign_off(verdict, by=editor())
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.create(verdict=verdict, editor=editor(), text_sha256=verdict.text_sha256)


def test_postgresql_keeps_one_settlement_per_round():
    review = open_review_for(reviewers=2)
    for slug in ("true", "false"):
        submitted(assigned(review, reviewer()), slug)
    columns = {
        "review": review,
        "how": "adjudicated",
        "rating": rating(review, "half-true"),
        "reasons": "So.",
        "decided_by": editor(),
        "agreed_at": review.opened_at,
    }
    Settlement.objects.create(**columns)
    with pytest.raises(IntegrityError), transaction.atomic():
        Settlement.objects.create(**columns)
    assert Settlement.objects.create(**{**columns, "round": 2})
