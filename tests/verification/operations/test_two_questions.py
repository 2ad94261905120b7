"""A quoted claim has two questions: whether it was said, and whether it is so."""

from __future__ import annotations

import re

import pytest

from tests.factories import (
    ClaimFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    quoted_review,
    rating,
    reviewer,
    with_evidence,
)
from verification.errors import NotReady, Overtaken, UnfitText
from verification.models import Finding, Settlement
from verification.operations.findings import save_draft, submit_finding
from verification.operations.verdicts import (
    adjudicate,
    agree_to_settlement,
    draft_verdict,
    propose_settlement,
)
from verification.states import ReviewState

pytestmark = pytest.mark.django_db
TAPE = "The recording has it."


def answered(review, said="", slug="", *, reasons="Registers.", said_reasons="", person=None):
    """A further reviewer's finding, handed in."""
    given = assigned(fresh(review), person or reviewer())
    with_evidence(given)
    save_draft(
        given, by=given.reviewer, rating=rating(review, slug) if slug else None, reasons=reasons,
        was_it_said=said, said_reasons=said_reasons,
    )  # fmt: skip
    return submit_finding(given, by=given.reviewer)


def not_said(review, **more):
    return answered(review, "no", reasons="", said_reasons=TAPE, **more)


def differing(**policy):
    """One says that it was said and is true, the other that it was not said."""
    review = quoted_review(reviewers=2, **policy)
    both = answered(review, "yes", "true"), not_said(review)
    return fresh(review), *both


# -- handing in ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({"slug": "true"}, "an answer to “Was it said?”"),
        ({}, "an answer to “Was it said?” and a rating"),
        ({"said": "yes"}, "a rating"),
        ({"said": "yes", "slug": "true", "reasons": " "}, "your reasons"),
        ({"said": "otherwise", "slug": "true"}, "what shows whether it was said"),
        ({"said": "unknown", "slug": "true"}, "what shows whether it was said"),
        ({"said": "unknown", "said_reasons": TAPE}, "a rating"),
        ({"said": "no", "said_reasons": " \n"}, "what shows whether it was said"),
        # With a rating the second is answered, and wants its reasons too.
        ({"said": "no", "said_reasons": TAPE, "slug": "true", "reasons": ""}, "your reasons"),
    ],
)
def test_both_are_asked_for_before_it_is_handed_in(answers, missing):
    review = quoted_review()
    with pytest.raises(
        NotReady, match=f"^Before you can submit, add {re.escape(missing)}\\. Your draft"
    ):
        answered(review, **answers)
    assert not Finding.objects.submitted().exists()


@pytest.mark.parametrize(
    "answers",
    [
        {"said": "yes", "slug": "true"},
        {"said": "otherwise", "slug": "true", "said_reasons": TAPE},
        {"said": "unknown", "slug": "unproven", "said_reasons": TAPE},
        {"said": "no", "slug": "true", "said_reasons": TAPE},
        {"said": "no", "said_reasons": TAPE, "reasons": ""},
        {"said": "no", "said_reasons": TAPE, "reasons": "It would not be so either."},
    ],
)
def test_answered_it_is_handed_in_and_kept(answers):
    finding = Finding.objects.get(pk=answered(quoted_review(), **answers).pk)
    kept = {
        "said": finding.was_it_said,
        "said_reasons": finding.said_reasons,
        "slug": finding.rating.slug if finding.rating else "",
        "reasons": finding.reasons,
    }
    assert kept == {"said_reasons": "", "slug": "", "reasons": "Registers.", **answers}


def test_the_document_s_own_voice_is_asked_the_second_alone():
    assert answered(open_review_for(), "", "true").is_submitted
    # Nothing stands in for the second there, whatever is put into the first.
    with pytest.raises(NotReady, match="add a rating and your reasons"):
        answered(open_review_for(), "no", reasons="", said_reasons=TAPE)


@pytest.mark.parametrize("kind", ["forecast", "promise", "opinion"])
def test_what_gets_no_rating_gets_none_on_the_whole_way(kind):
    review = open_review_for(ClaimFactory(kind=kind, attribution="direct"))
    person = reviewer()
    with pytest.raises(NotReady, match=f"a?n? {kind}: it is answered, but gets no rating"):
        answered(review, "yes", "true", person=person)
    finding = answered(quoted(kind), "yes", person=person)
    verdict = draft_verdict(
        fresh(finding.review), by=person, conclusion="Nobody knows.", explanation="See [1]."
    )
    assert (finding.rating, verdict.rating, verdict.was_it_said) == (None, None, "yes")


def quoted(kind):
    return open_review_for(ClaimFactory(kind=kind, attribution="direct"))


# -- agreeing and settling -----------------------------------------------------------------------


def test_findings_that_it_was_not_said_agree_though_neither_rates_it():
    review = quoted_review(reviewers=2)
    not_said(review), not_said(review)
    assert fresh(review).state == ReviewState.IN_REVIEW
    # Control: that it was said otherwise is another answer.
    other = quoted_review(reviewers=2)
    not_said(other), answered(other, "otherwise", said_reasons=TAPE, slug="true")
    assert fresh(other).state == ReviewState.ADJUDICATION


def test_one_who_leaves_the_second_open_and_one_who_rates_it_differ():
    review = quoted_review(reviewers=2)
    not_said(review), answered(review, "no", "true", said_reasons=TAPE)
    assert fresh(review).state == ReviewState.ADJUDICATION


@pytest.mark.parametrize("which", [1, 2])
def test_who_takes_a_finding_takes_both_its_answers(which):
    review, *both = differing()
    taken = both[which - 1]
    settlement = adjudicate(review, by=editor(), takes=taken, reasons="So it is.")
    assert (settlement.was_it_said, settlement.rating) == (taken.was_it_said, taken.rating)
    verdict = draft_verdict(
        fresh(review), by=both[0].reviewer, conclusion="So.", explanation="See [1].",
        said_explanation=TAPE,
    )  # fmt: skip
    assert (verdict.was_it_said, verdict.rating) == (taken.was_it_said, taken.rating)


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"slug": "true"}, "Say whether it was said"),
        ({"slug": "true", "was_it_said": "perhaps"}, "Say whether it was said"),
        ({"was_it_said": "yes"}, "Choose the rating"),
        ({"was_it_said": "otherwise"}, "Choose the rating"),
    ],
)
def test_combined_both_questions_are_answered(answers, refusal):
    review, first, _ = differing()
    given = {key: value for key, value in answers.items() if key != "slug"}
    if "slug" in answers:
        given["rating"] = rating(review, answers["slug"])
    for verb, by in ((propose_settlement, first.reviewer), (adjudicate, editor())):
        with pytest.raises(NotReady, match=refusal):
            verb(review, by=by, reasons="Between.", **given)
    assert not Settlement.objects.exists()


def test_combined_it_can_be_settled_that_it_was_not_said_and_no_more():
    review, first, second = differing()
    proposal = propose_settlement(review, by=first.reviewer, was_it_said="no", reasons="The tape.")
    assert (proposal.was_it_said, proposal.rating) == ("no", None)
    with pytest.raises(Overtaken, match="your proposal already"):
        propose_settlement(review, by=first.reviewer, was_it_said="no", reasons="The tape.")
    # Another answer is another proposal.
    again = propose_settlement(
        review, by=first.reviewer, was_it_said="unknown", rating=rating(review, "unproven"),
        reasons="The tape.",
    )  # fmt: skip
    agree_to_settlement(again, by=second.reviewer)
    assert fresh(review).settlement.was_it_said == "unknown"


def test_what_both_say_need_not_be_said_again():
    review = quoted_review(reviewers=2)
    for slug in ("true", "unproven"):
        answered(review, "otherwise", slug, said_reasons=TAPE)
    settlement = adjudicate(
        fresh(review), by=editor(), rating=rating(review, "true"), reasons="The register."
    )
    assert settlement.was_it_said == "otherwise"


# -- the verdict ---------------------------------------------------------------------------------


def worded(review, by, **more):
    text = {"conclusion": "So.", "explanation": "See [1].", **more}
    return draft_verdict(fresh(review), by=by, **text)


def test_a_verdict_says_what_was_found_and_not_what_its_writer_would_rather():
    review = quoted_review()
    person = answered(review, "otherwise", "true", said_reasons=TAPE).reviewer
    with pytest.raises(UnfitText, match="what shows whether it was said") as refusal:
        worded(review, person)
    assert refusal.value.field == "said_explanation"
    verdict = worded(review, person, was_it_said="yes", said_explanation=f" {TAPE} [1] ")
    assert (verdict.was_it_said, verdict.said_explanation) == ("otherwise", f"{TAPE} [1]")
    assert not fresh(review).verdicts.exclude(pk=verdict.pk).exists()


def test_what_was_not_said_needs_no_other_explanation_and_what_was_said_does():
    review = quoted_review()
    person = not_said(review).reviewer
    verdict = worded(review, person, explanation=" ", said_explanation=TAPE)
    assert (verdict.rating, verdict.explanation) == (None, "")
    said = quoted_review()
    person = answered(said, "yes", "true").reviewer
    with pytest.raises(NotReady, match="and an explanation"):
        worded(said, person, explanation=" ", said_explanation=TAPE)


def test_the_words_on_whether_it_was_said_refer_to_evidence_that_there_is():
    review = quoted_review()
    person = not_said(review).reviewer
    with pytest.raises(UnfitText, match=r"refers to \[2\]") as refusal:
        worded(review, person, said_explanation="See [2].")
    assert refusal.value.field == "said_explanation"
    assert worded(review, person, said_explanation="See [1].").said_explanation == "See [1]."


def test_a_finding_from_before_it_was_asked_leaves_the_answer_to_the_verdict():
    review = open_review_for()
    person = answered(review, "", "true").reviewer
    type(review.claim).objects.filter(pk=review.claim_id).update(attribution="direct")
    with pytest.raises(UnfitText, match="do not say whether it was said") as refusal:
        worded(review, person)
    assert refusal.value.field == "was_it_said"
    assert worded(review, person, was_it_said="yes").was_it_said == "yes"


def test_what_is_said_of_both_questions_is_part_of_what_is_signed():
    review = quoted_review()
    person = answered(review, "otherwise", "true", said_reasons=TAPE).reviewer
    one = worded(review, person, said_explanation="The tape.")
    other = worded(review, person, said_explanation="The letter.", seen=one)
    assert one.text_sha256 != other.text_sha256
    again = worded(review, person, said_explanation="The letter.", seen=other)
    assert again.text_sha256 == other.text_sha256
