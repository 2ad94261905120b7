"""From a draft to a decided verdict: completeness, agreement, settling, wording, confirming."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from newsroom.notices.models import Notice
from tests.factories import (
    ClaimFactory,
    admin,
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
from verification.errors import IllegalTransition, NotReady, Overtaken
from verification.models import Finding, Settlement, Verdict
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.verdicts import (
    adjudicate,
    agree_to_settlement,
    confirm_verdict,
    draft_verdict,
    propose_settlement,
)
from verification.states import AssignmentState, ReviewState

pytestmark = pytest.mark.django_db


def pair(first: str, second: str, **policy):
    """A review that two people submitted findings on."""
    review = open_review_for(reviewers=2, **policy)
    people = (reviewer(), reviewer())
    for person, slug in zip(people, (first, second), strict=True):
        submitted(assigned(review, person), slug)
    return fresh(review), *people


# -- drafts and submission -----------------------------------------------------------------------


def test_saving_a_draft_starts_the_work():
    given = assigned()
    finding = save_draft(given, by=given.reviewer, rating=None, reasons="So far")
    given.refresh_from_db()
    assert given.state == AssignmentState.STARTED
    assert (finding.reasons, finding.version) == ("So far", 1)


def test_a_draft_that_did_not_see_the_last_save_is_refused_and_overwrites_nothing():
    given = assigned()
    save_draft(given, by=given.reviewer, rating=None, reasons="Mine", seen_version=0)
    with pytest.raises(Overtaken, match="Copy what you wrote"):
        save_draft(given, by=given.reviewer, rating=None, reasons="Other tab", seen_version=0)
    assert Finding.objects.get().reasons == "Mine"
    # Control: having seen it, the save goes through.
    save_draft(given, by=given.reviewer, rating=None, reasons="Both", seen_version=1)
    assert Finding.objects.get().reasons == "Both"


def test_only_the_assigned_reviewer_writes_the_draft():
    given = assigned()
    for somebody in (reviewer(), editor(), admin()):
        with pytest.raises(PermissionDenied):
            save_draft(given, by=somebody, rating=None, reasons="not mine")
    assert not Finding.objects.exists()


def test_submission_names_everything_that_is_missing_at_once():
    given = assigned()
    save_draft(given, by=given.reviewer, rating=None, reasons="")
    with pytest.raises(NotReady, match="a rating, your reasons and a piece of evidence"):
        submit_finding(given, by=given.reviewer)


def test_withdrawn_evidence_does_not_count():
    given = assigned()
    evidence = with_evidence(given)
    save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="So.")
    withdraw_evidence(evidence, by=given.reviewer, reason="wrong year")
    with pytest.raises(NotReady, match="a piece of evidence"):
        submit_finding(given, by=given.reviewer)
    with_evidence(given)
    assert submit_finding(given, by=given.reviewer).is_submitted


def test_a_forecast_is_submitted_without_a_rating_and_takes_none():
    given = assigned(open_review_for(ClaimFactory(kind="forecast")))
    with_evidence(given)
    with pytest.raises(NotReady, match="gets no rating"):
        save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="So.")
    save_draft(given, by=given.reviewer, rating=None, reasons="Nobody can know.")
    assert submit_finding(given, by=given.reviewer).is_submitted


def test_a_rating_of_another_scale_is_refused():
    given = assigned()
    other = open_review_for(ClaimFactory(document__purpose="own_copy"))
    with pytest.raises(NotReady, match="not on this claim’s scale"):
        save_draft(given, by=given.reviewer, rating=rating(other, "stands"), reasons="So.")


def test_submitting_twice_is_refused_and_changes_nothing():
    given = assigned()
    finding = submitted(given)
    with pytest.raises(PermissionDenied):
        submit_finding(given, by=given.reviewer)
    assert Finding.objects.get().submitted_at == finding.submitted_at


def test_postgresql_keeps_one_finding_per_assignment():
    finding = submitted(assigned())
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(
            assignment=finding.assignment, review=finding.review, reviewer=finding.reviewer
        )


# -- agreement and settling ----------------------------------------------------------------------


def test_the_first_of_two_findings_waits_for_the_second():
    review = open_review_for(reviewers=2)
    submitted(assigned(review))
    assert fresh(review).state == ReviewState.IN_REVIEW
    assert fresh(review).is_blind


def test_two_equal_findings_lead_to_the_verdict():
    review, first, _ = pair("true", "true")
    assert review.state == ReviewState.IN_REVIEW
    assert not review.is_blind
    assert review.claim.events.filter(verb="agreed").exists()
    assert Notice.objects.filter(recipient=first, text__startswith="Ready for the verdict").exists()


def test_two_different_findings_are_to_settle():
    review, *people = pair("true", "false")
    assert review.state == ReviewState.ADJUDICATION
    with pytest.raises(IllegalTransition, match="to settle"):
        draft_verdict(review, by=people[0], conclusion="It is.", explanation="So [1].")


def test_neighbouring_ratings_agree_where_the_policy_says_so():
    near, *_ = pair("true", "mostly-true", agree_within=1)
    apart, *_ = pair("true", "mostly-true", agree_within=0)
    assert near.state == ReviewState.IN_REVIEW
    assert apart.state == ReviewState.ADJUDICATION


def test_both_settle_it_together_on_record():
    review, first, second = pair("true", "false")
    proposal = propose_settlement(
        review, by=first, rating=rating(review, "half-true"), reasons="Half of it holds."
    )
    assert fresh(review).state == ReviewState.ADJUDICATION
    with pytest.raises(NotReady, match="other reviewer has to agree"):
        agree_to_settlement(proposal, by=first)
    agree_to_settlement(proposal, by=second)
    review = fresh(review)
    assert review.state == ReviewState.IN_REVIEW
    assert review.settlement.rating.slug == "half-true"
    verdict = draft_verdict(review, by=first, conclusion="Half.", explanation="See [1].")
    assert verdict.rating.slug == "half-true"


def test_agreeing_to_an_older_proposal_is_refused():
    review, first, second = pair("true", "false")
    old = propose_settlement(review, by=first, rating=rating(review, "true"), reasons="Old")
    propose_settlement(review, by=first, rating=rating(review, "false"), reasons="New")
    with pytest.raises(Overtaken, match="newer proposal"):
        agree_to_settlement(old, by=second)


def test_an_adjudicator_who_reviewed_nothing_of_it_decides():
    review, *_ = pair("true", "false")
    settlement = adjudicate(
        review, by=editor(), rating=rating(review, "mostly-false"), reasons="The register counts."
    )
    assert settlement.how == Settlement.How.ADJUDICATED
    assert fresh(review).settlement == settlement
    assert fresh(review).state == ReviewState.IN_REVIEW


def test_a_reviewer_of_it_does_not_adjudicate_even_as_an_editor():
    review, first, _ = pair("true", "false")
    first.roles = ["reviewer", "editor"]
    first.save()
    with pytest.raises(PermissionDenied):
        adjudicate(review, by=first, rating=rating(review, "true"), reasons="I am right.")
    assert not review.settlements.exists()


# -- the verdict's text --------------------------------------------------------------------------


def test_a_single_reviewers_text_decides_the_review():
    verdict = drafted()
    assert fresh(verdict.review).state == ReviewState.DECIDED
    assert verdict.rating.slug == "true"


def test_with_two_reviewers_the_other_confirms():
    review, first, second = pair("true", "true")
    verdict = draft_verdict(review, by=first, conclusion="It holds.", explanation="See [1].")
    assert fresh(review).state == ReviewState.IN_REVIEW
    with pytest.raises(NotReady, match="the other reviewer confirms"):
        confirm_verdict(verdict, by=first)
    confirm_verdict(verdict, by=second)
    assert fresh(review).state == ReviewState.DECIDED


def test_rewording_supersedes_and_asks_for_confirmation_anew():
    review, first, second = pair("true", "true")
    old = draft_verdict(review, by=first, conclusion="It holds.", explanation="See [1].")
    new = draft_verdict(
        review, by=second, conclusion="It holds, by and large.", explanation="See [1].", seen=old
    )
    assert new.supersedes == old
    with pytest.raises(Overtaken, match="changed in the meantime"):
        confirm_verdict(old, by=second)
    confirm_verdict(new, by=first)
    assert fresh(review).current_verdict == new


def test_a_text_written_over_an_unread_one_is_refused():
    review, first, second = pair("true", "true")
    draft_verdict(review, by=first, conclusion="It holds.", explanation="See [1].")
    with pytest.raises(Overtaken, match="newer text"):
        draft_verdict(review, by=second, conclusion="Mine.", explanation="See [2].")
    assert Verdict.objects.count() == 1


def test_a_verdict_before_all_findings_are_in_is_refused():
    review = open_review_for(reviewers=2)
    given = assigned(review)
    submitted(given)
    with pytest.raises(NotReady, match="once all findings are in"):
        draft_verdict(fresh(review), by=given.reviewer, conclusion="So.", explanation="So.")


@pytest.mark.parametrize(("conclusion", "explanation"), [("", "Why"), ("It holds.", "  ")])
def test_a_verdict_needs_conclusion_and_explanation(conclusion, explanation):
    review = open_review_for()
    given = assigned(review)
    submitted(given)
    with pytest.raises(NotReady, match="conclusion"):
        draft_verdict(
            fresh(review), by=given.reviewer, conclusion=conclusion, explanation=explanation
        )


def test_strangers_do_not_word_the_verdict():
    review = open_review_for()
    submitted(assigned(review))
    for somebody in (reviewer(), editor(), admin()):
        with pytest.raises(PermissionDenied):
            draft_verdict(fresh(review), by=somebody, conclusion="So.", explanation="So.")


def test_postgresql_refuses_to_edit_a_verdict():
    verdict = drafted()
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(conclusion="Something else.")
    verdict.refresh_from_db()
    assert verdict.conclusion == "It holds."
