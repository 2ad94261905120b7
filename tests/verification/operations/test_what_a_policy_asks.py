"""The evidence a policy asks for, and whom it names to adjudicate and to sign."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.notices.models import Notice, NoticeKind
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
from verification.clean_hands import able_to_sign, can_be_signed_by
from verification.errors import NotReady
from verification.models import ClaimReview
from verification.operations.asking_again import ask_again
from verification.operations.contacts import ask_for_comment
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.signoff import sign_off
from verification.operations.verdicts import adjudicate

pytestmark = pytest.mark.django_db


def draft_under(**policy):
    given = assigned(open_review_for(**policy))
    save_draft(
        given, by=given.reviewer, rating=rating(given.review, "true"), reasons="Two registers."
    )
    return given


def submit(given):
    return submit_finding(given, by=given.reviewer).submitted_at is not None


# -- evidence --------------------------------------------------------------------------------------


def test_first_hand_evidence_is_asked_for_where_the_policy_does():
    given = draft_under(first_hand_needed=True)
    with_evidence(given, hand="second")
    first = with_evidence(given, hand="first", excerpt="The register has 6,300.")
    withdraw_evidence(first, by=given.reviewer, reason="The wrong year.")
    with pytest.raises(NotReady) as refusal:
        submit(given)
    assert str(refusal.value) == (
        "Before you can submit, add a piece of evidence that is first-hand. Your draft is kept."
    )
    with_evidence(given, hand="first", excerpt="The register has 6,400.")
    assert submit(given)


def test_a_request_for_comment_is_asked_for_where_the_policy_does():
    given = draft_under(comment_needed=True)
    with_evidence(given)
    with pytest.raises(NotReady, match="add a request for comment"):
        submit(given)
    ask_for_comment(
        given.review, by=given.reviewer, whom="The mayor", question="How many?",
        reply_by=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    assert submit(given)


def test_what_is_missing_is_said_all_at_once():
    given = draft_under(first_hand_needed=True, comment_needed=True, evidence_needed=2)
    with pytest.raises(NotReady) as refusal:
        submit(given)
    assert str(refusal.value) == (
        "Before you can submit, add 2 pieces of evidence, a piece of evidence that is first-hand "
        "and a request for comment. Your draft is kept."
    )


def test_control_other_policies_ask_for_neither():
    given = draft_under()
    with_evidence(given, hand="second")
    assert submit(given)


# -- who decides -----------------------------------------------------------------------------------


def differing(*, adjudicators=()):
    review = open_review_for(reviewers=2)
    review.policy.adjudicators.set(adjudicators)
    submitted(assigned(review), "true")
    submitted(assigned(fresh(review)), "false")
    return fresh(review)


@pytest.mark.parametrize(
    "do",
    [
        lambda review, by: adjudicate(review, by=by, rating=rating(review, "true"), reasons="So."),
        lambda review, by: ask_again(review, by=by, reason="Look at the other register."),
    ],
    ids=["adjudicate", "ask again"],
)
def test_only_those_whom_the_policy_names_adjudicate(do):
    named, other = editor(), editor()
    review = differing(adjudicators=[named])
    with pytest.raises(PermissionDenied) as refusal:
        do(review, other)
    assert str(refusal.value).endswith(f"“{review.policy}” names who may: {named.name}.")
    do(review, named)


def test_a_policy_that_names_nobody_lets_every_editor_adjudicate():
    review = differing()
    adjudicate(review, by=editor(), rating=rating(review, "true"), reasons="So.")


def test_being_named_gives_no_right_that_ones_role_does_not():
    named = reviewer()
    review = differing(adjudicators=[named])
    with pytest.raises(PermissionDenied):
        adjudicate(review, by=named, rating=rating(review, "true"), reasons="So.")


def test_only_those_whom_the_policy_names_sign_off():
    named, other = editor(), editor()
    verdict = drafted()
    verdict.review.policy.signers.set([named])
    with pytest.raises(PermissionDenied) as refusal:
        sign_off(verdict, by=other)
    assert str(refusal.value) == (
        f"You cannot sign this off. “{verdict.review.policy}” names who may: {named.name}."
    )
    assert sign_off(verdict, by=named).editor == named


# -- who is able to sign, over many claims ---------------------------------------------------------


def ids(people):
    return {person.pk for person in people}


def test_able_to_sign_are_the_editors_with_clean_hands_whom_the_policy_names():
    clean, named, gone = editor(), editor(), UserFactory(roles=["editor"], is_active=False)
    open_to_all, for_named = drafted().review, drafted(open_review_for(evidence_needed=1)).review
    for_named.policy.signers.set([named, gone])
    nobody = drafted(open_review_for(sign_off_hours=9)).review
    nobody.policy.signers.set([gone])
    able = able_to_sign([open_to_all, for_named, nobody])
    assert {clean.pk, named.pk} <= ids(able[open_to_all.pk])
    assert gone.pk not in ids(able[open_to_all.pk])
    assert ids(able[for_named.pk]) == {named.pk}
    assert able[nobody.pk] == []


def test_an_editor_who_did_some_of_it_is_not_able_to_sign_unless_that_is_waived():
    both = UserFactory(roles=["reviewer", "editor"])
    strict = open_review_for()
    lenient = open_review_for(waive_four_eyes=True, waiver_reason="Two people in all.")
    for review in (strict, lenient):
        submitted(assigned(review, both))
    able = able_to_sign([fresh(strict), fresh(lenient)])
    assert both.pk not in ids(able[strict.pk])
    assert both.pk in ids(able[lenient.pk])


def test_the_same_is_asked_of_one_editor_over_all_claims():
    one, other = editor(), editor()
    free, hers, his = (drafted(open_review_for(verdict_hours=n)).review for n in (7, 8, 9))
    hers.policy.signers.set([one])
    his.policy.signers.set([other])
    tainted = open_review_for()
    submitted(assigned(tainted, one))
    decided = ClaimReview.objects.filter(pk__in=[free.pk, hers.pk, his.pk, tainted.pk])
    assert set(decided.filter(can_be_signed_by(one))) == {free, hers}
    assert set(decided.filter(can_be_signed_by(other))) == {free, his, tainted}


def test_who_is_able_to_sign_is_asked_in_the_same_number_of_queries_for_many():
    def queries(count):
        reviews = list(
            ClaimReview.objects.filter(
                pk__in=[drafted(open_review_for(verdict_hours=5)).review_id for _ in range(count)]
            ).select_related("policy")
        )
        with CaptureQueriesContext(connection) as caught:
            able_to_sign(reviews)
        return len(caught)

    assert queries(1) == queries(8) == 3


def test_only_who_can_sign_is_told_that_there_is_something_to_sign():
    named, other = editor(), editor()
    review = open_review_for()
    review.policy.signers.set([named])
    drafted(fresh(review))
    told = Notice.objects.filter(kind=NoticeKind.SIGN).values_list("recipient", flat=True)
    assert list(told) == [named.pk]
    assert other.pk not in told
