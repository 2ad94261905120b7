"""How an editor would word it, and what its writer makes of that."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import DatabaseError, transaction

from newsroom.notices.models import Notice
from tests.factories import (
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    reviewer,
    signed,
    submitted,
)
from tests.verification.operations.test_signoff_and_publication import at_once
from verification.clean_hands import able_to_sign
from verification.errors import (
    FourEyesViolation,
    IllegalTransition,
    NotReady,
    Overtaken,
    UnknownReference,
)
from verification.models import SuggestedEdit, Verdict
from verification.operations.declared_interests import declare_interest
from verification.operations.reviews import close_review, reopen_review
from verification.operations.signoff import sign_off
from verification.operations.suggestions import leave_suggestion, suggest_edits, take_suggestion
from verification.operations.verdicts import confirm_verdict, draft_verdict
from verification.states import ReviewState

pytestmark = pytest.mark.django_db
WORDS = {"conclusion": "It nearly holds.", "explanation": "One says so [1].", "note": "Say how."}


def suggested(verdict=None, **words):
    verdict = verdict or drafted()
    return suggest_edits(verdict, by=editor(), **{**WORDS, **words})


def two():
    return drafted(open_review_for(reviewers=2))


def reviewers(verdict):
    return [finding.reviewer for finding in verdict.review.findings.order_by("pk")]


def test_suggested_edits_go_back_to_the_writer_who_is_told_why():
    verdict, other = two(), drafted()
    boss = editor()
    suggestion = suggest_edits(verdict, by=boss, **WORDS)
    assert (suggestion.verdict, suggestion.by, suggestion.note) == (verdict, boss, "Say how.")
    assert fresh(verdict.review).state == ReviewState.IN_REVIEW
    line = verdict.review.claim.events.get(verb="suggested_edits")
    assert (line.actor, line.note, line.data) == (boss, "Say how.", {"suggestion": suggestion.pk})
    told = Notice.objects.filter(text__startswith=f"Edits suggested by {boss.name} (Say how.)")
    assert {notice.recipient for notice in told} == set(reviewers(verdict))
    assert (
        not Notice.objects.unseen()
        .filter(kind="sign", path=verdict.review.get_absolute_url())
        .exists()
    )
    assert fresh(other.review).state == ReviewState.DECIDED


def test_a_signed_text_can_be_sent_back_with_edits_before_it_goes_out():
    verdict = signed()
    assert suggested(verdict)
    assert fresh(verdict.review).state == ReviewState.IN_REVIEW


@pytest.mark.parametrize(
    ("words", "error", "why"),
    [
        ({"note": " "}, NotReady, "Give a reason"),
        ({"conclusion": " "}, NotReady, "words for each part"),
        ({"conclusion": "It  holds.", "explanation": "Two registers say so [1]. "}, NotReady,
         "is the one there is"),
        ({"explanation": "So [9]."}, UnknownReference, r"refers to \[9\]"),
    ],
)  # fmt: skip
def test_what_says_nothing_is_refused_and_nothing_is_sent_back(words, error, why):
    verdict = drafted()
    with pytest.raises(error, match=why):
        suggested(verdict, **words)
    assert fresh(verdict.review).state == ReviewState.DECIDED
    assert not SuggestedEdit.objects.exists()
    assert suggested(verdict)


def test_who_has_an_interest_suggests_nothing():
    verdict, boss = drafted(), editor()
    declare_interest(boss, by=boss, document=verdict.review.claim.document, stake="My text.")
    with pytest.raises(FourEyesViolation, match="interest"):
        suggest_edits(verdict, by=boss, **WORDS)
    assert suggested(verdict)


def test_edits_to_an_older_text_or_an_undecided_one_are_refused():
    old = drafted()
    draft_verdict(
        fresh(old.review), by=old.drafted_by, conclusion="Anew.", explanation="So [1].", seen=old
    )
    with pytest.raises(Overtaken, match="changed in the meantime"):
        suggested(old)
    suggestion = suggested()
    with pytest.raises(IllegalTransition):
        suggested(suggestion.verdict)


def test_the_writer_takes_the_words_on_and_the_other_confirms_them_again():
    verdict = two()
    suggestion = suggested(verdict)
    writer, other = reviewers(verdict)
    taken = take_suggestion(suggestion, by=writer)
    assert (taken.conclusion, taken.explanation) == ("It nearly holds.", "One says so [1].")
    assert (taken.takes, taken.supersedes, taken.drafted_by, taken.writer) == (
        suggestion, verdict, writer, writer,
    )  # fmt: skip
    assert fresh(verdict.review).state == ReviewState.IN_REVIEW
    confirm_verdict(taken, by=other)
    assert fresh(verdict.review).state == ReviewState.DECIDED


def test_whoever_suggested_still_has_clean_hands_and_signs():
    verdict = two()
    suggestion = suggested(verdict)
    writer, other = reviewers(verdict)
    taken = take_suggestion(suggestion, by=writer)
    confirm_verdict(taken, by=other)
    review = fresh(verdict.review)
    assert suggestion.by in able_to_sign([review])[review.pk]
    assert sign_off(taken, by=suggestion.by)


def test_the_writer_takes_the_words_and_changes_them():
    suggestion = suggested()
    taken = draft_verdict(
        fresh(suggestion.verdict.review), by=suggestion.verdict.drafted_by, takes=suggestion,
        conclusion="It holds, nearly.", explanation="So [1].", seen=suggestion.verdict,
        reply="In other words.",
    )  # fmt: skip
    assert (taken.takes, taken.conclusion, taken.reply) == (
        suggestion, "It holds, nearly.", "In other words.",
    )  # fmt: skip


def test_the_writer_leaves_the_text_as_it_is_with_an_answer():
    verdict = drafted()
    suggestion = suggested(verdict)
    with pytest.raises(NotReady, match="Say why the text stays"):
        leave_suggestion(suggestion, by=verdict.drafted_by, reply=" ")
    assert Verdict.objects.count() == 1
    left = leave_suggestion(suggestion, by=verdict.drafted_by, reply="The register is exact.")
    assert (left.conclusion, left.explanation) == (verdict.conclusion, verdict.explanation)
    assert (left.takes, left.reply) == (None, "The register is exact.")
    assert left.text_sha256 == verdict.text_sha256
    assert fresh(verdict.review).state == ReviewState.DECIDED


def test_a_suggestion_is_answered_once():
    verdict = two()
    suggestion = suggested(verdict)
    writer, other = reviewers(verdict)
    leave_suggestion(suggestion, by=writer, reply="It is exact.")
    for again in (
        partial(take_suggestion, suggestion, by=other),
        partial(leave_suggestion, suggestion, by=other, reply="No."),
    ):
        with pytest.raises(Overtaken):
            again()
    assert Verdict.objects.count() == 2


def test_a_suggestion_for_another_text_is_not_taken_up():
    elsewhere, suggestion = suggested(), suggested()
    verdict = suggestion.verdict
    with pytest.raises(Overtaken, match="for another text"):
        draft_verdict(
            fresh(verdict.review), by=verdict.drafted_by, conclusion="So.", explanation="So [1].",
            seen=verdict, takes=elsewhere,
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_does_and_the_other_is_told():
    verdict = two()
    suggestion = suggested(verdict)
    writer, other = reviewers(verdict)
    outcomes = at_once(
        partial(take_suggestion, suggestion, by=writer),
        partial(leave_suggestion, suggestion, by=other, reply="It is exact."),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Overtaken", "Verdict"]
    assert Verdict.objects.count() == 2


def test_the_database_keeps_a_suggestion_as_it_was_made():
    suggestion = suggested()
    with pytest.raises(DatabaseError), transaction.atomic():
        SuggestedEdit.objects.filter(pk=suggestion.pk).update(note="Otherwise.")
    assert SuggestedEdit.objects.get().note == "Say how."


# -- the named writer ----------------------------------------------------------------------------


def test_the_named_writer_is_one_of_those_at_the_text():
    verdict = two()
    writer, other = reviewers(verdict)
    words = {"conclusion": "So.", "explanation": "So [1].", "seen": verdict}
    for stranger in (reviewer(), editor()):
        with pytest.raises(NotReady, match=f"{stranger.name} cannot be the named writer"):
            draft_verdict(fresh(verdict.review), by=writer, writer=stranger, **words)
    assert Verdict.objects.count() == 1
    assert draft_verdict(fresh(verdict.review), by=writer, writer=other, **words).writer == other


def test_who_has_an_interest_is_not_named_as_the_writer():
    verdict = two()
    writer, other = reviewers(verdict)
    document = verdict.review.claim.document
    declare_interest(other, by=other, document=document, stake="My text.")
    with pytest.raises(NotReady, match="cannot be the named writer"):
        draft_verdict(
            fresh(verdict.review), by=writer, writer=other, conclusion="So.", explanation="So [1].",
            seen=verdict,
        )  # fmt: skip


def test_who_left_the_desk_is_no_longer_named_when_a_suggestion_is_taken():
    verdict = two()
    writer, other = reviewers(verdict)
    suggestion = suggested(verdict)
    type(writer).objects.filter(pk=writer.pk).update(is_active=False)
    taken = take_suggestion(suggestion, by=other)
    assert (taken.writer, taken.drafted_by) == (other, other)


def in_the_next_round(verdict):
    """Closed with its edits unanswered and reopened: the new round's findings are in."""
    review = close_review(fresh(verdict.review), by=editor(), reason="Not now.")
    review = reopen_review(review, by=editor(), reason="New facts.")
    given = assigned(review)
    submitted(given, "false")
    return fresh(review), given.reviewer


def test_no_text_of_an_earlier_round_becomes_this_one_s():
    verdict = drafted()
    suggestion = suggested(verdict)
    review, writer = in_the_next_round(verdict)
    words = {"conclusion": "It holds.", "explanation": "So [1].", "departs_because": "One did not."}
    for old in (
        partial(take_suggestion, suggestion, by=writer),
        partial(leave_suggestion, suggestion, by=writer, reply="It is exact."),
        partial(draft_verdict, review, by=writer, seen=verdict, **words),
    ):
        with pytest.raises(Overtaken, match="text of an earlier round"):
            old()
    assert fresh(review).current_verdict is None
    # The control: the same words as a text of this round.
    assert draft_verdict(review, by=writer, **words).round == 2
