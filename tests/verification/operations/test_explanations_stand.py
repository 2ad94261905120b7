"""What was said of why evidence counts stands, whoever asks PostgreSQL; each with the guard off."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from newsroom.accounts.models import User
from tests.factories import (
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    reviewer,
    signed,
    submitted,
    with_evidence,
)
from tests.guards import without_guard
from verification.models import Evidence, Explanation
from verification.operations.reports import publish
from verification.operations.reviews import close_review, reopen_review
from verification.operations.signoff import send_back
from verification.operations.verdict_text import give_text
from verification.operations.verdicts import draft_verdict

pytestmark = pytest.mark.django_db
TABLE = "verification_explanation"


def both_in(**columns) -> Evidence:
    """Of two reviewers' review; the first's evidence, whose verdict is to be worded."""
    review = open_review_for(reviewers=2)
    first = assigned(review, reviewer())
    evidence = with_evidence(first, excerpt="Some 6,200 had joined.", **columns)
    submitted(first)
    submitted(assigned(fresh(review), reviewer()))
    return evidence


def one_in() -> Evidence:
    given = assigned(open_review_for(reviewers=2, blind=True), reviewer())
    submitted(given)
    return given.review.evidence.get()


def draft() -> Evidence:
    evidence = both_in()
    return with_evidence(assigned(open_review_for(reviewers=1), evidence.cited_by))


def text_saved(evidence: Evidence) -> Evidence:
    draft_verdict(
        fresh(evidence.review), by=evidence.cited_by, conclusion="So.", explanation="See [1].",
        departs_because="It counts other people.",
    )  # fmt: skip
    return evidence


def nobody_to_confirm(evidence: Evidence) -> Evidence:
    others = User.objects.filter(assignments__review=evidence.review).exclude(
        pk=evidence.cited_by_id
    )
    User.objects.filter(pk__in=others).update(is_active=False)
    return evidence


def given_away(evidence: Evidence) -> Evidence:
    give_text(fresh(evidence.review), editor(), by=editor(), reason="He is away.")
    return evidence


def of_a_verdict(verdict) -> Evidence:
    return Evidence.objects.filter(review=verdict.review).first()


def sent_back() -> Evidence:
    evidence = of_a_verdict(drafted(open_review_for(reviewers=2)))
    send_back(fresh(evidence.review), by=editor(), reason="Why not count [1]?")
    return evidence


def published() -> Evidence:
    verdict = signed()
    publish(fresh(verdict.review), by=editor())
    return of_a_verdict(verdict)


def of_an_earlier_round() -> Evidence:
    evidence = both_in()
    close_review(fresh(evidence.review), by=editor(), reason="No time.")
    again = reopen_review(fresh(evidence.review), by=editor(), reason="Time.")
    for _ in range(again.policy.reviewers):
        submitted(assigned(fresh(again), reviewer()))
    return evidence


# What the words are about, the words, and whether the guard refuses them.
ADDED = {
    "while it is to be worded": (both_in, "So.", False),
    "its text was sent back": (sent_back, "So.", False),
    "nobody can confirm its text": (lambda: nobody_to_confirm(text_saved(both_in())), "So.", False),
    "its text was given away": (lambda: given_away(text_saved(both_in())), "So.", False),
    "one finding is missing": (one_in, "So.", True),
    "not handed in": (draft, "So.", True),
    "its text waits to be confirmed": (lambda: text_saved(both_in()), "So.", True),
    "decided": (lambda: of_a_verdict(drafted()), "So.", True),
    "published": (published, "So.", True),
    "of an earlier round": (of_an_earlier_round, "So.", True),
    "its reviewer said it": (lambda: both_in(scope_explained="Both ports."), "So.", True),
    "nothing to take back": (both_in, "", True),
}


def refused(write) -> bool:
    try:
        with transaction.atomic():
            write()
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("case", ADDED)
def test_words_are_added_while_they_can_be_said(case):
    about, words, expected = ADDED[case]
    evidence = about()

    def add():
        Explanation.objects.create(evidence=evidence, words=words, by=evidence.cited_by)

    assert refused(add) is expected
    with without_guard(TABLE, "explanation_guarded"):
        assert not refused(add)


CHANGES = {
    "rewritten": lambda rows: rows.update(words="Forged."),
    "said by another": lambda rows: rows.update(by=editor()),
    "deleted": lambda rows: rows._raw_delete("default"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_was_said_is_neither_changed_nor_deleted(case):
    evidence = both_in()
    Explanation.objects.create(evidence=evidence, words="So.", by=evidence.cited_by)

    def change():
        CHANGES[case](Explanation.objects.filter(evidence=evidence))

    assert refused(change)
    with without_guard(TABLE, "append_only_rows"):
        assert not refused(change)


def test_what_was_said_is_taken_back_by_a_row_without_words():
    evidence = both_in()
    for words in ("So.", ""):
        Explanation.objects.create(evidence=evidence, words=words, by=evidence.cited_by)
    assert Evidence.objects.get(pk=evidence.pk).explained == ""
    assert refused(
        lambda: Explanation.objects.create(evidence=evidence, words=" ", by=evidence.cited_by)
    )
