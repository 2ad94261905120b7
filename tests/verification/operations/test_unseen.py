"""The second to save is refused where what is there changed since their form was shown."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from claims.quantities import Quantity
from tests.factories import (
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    submitted,
    with_evidence,
)
from verification.errors import Stale
from verification.operations.contacts import ask_for_comment, move_reply_by, time_of
from verification.operations.evidence_figures import (
    correct_evidence_figure,
    parts_of,
    take_off_evidence_figure,
)
from verification.operations.evidence_scope import answered, set_scope
from verification.operations.lineage import repeated_by, say_it_derives, say_it_stands_alone
from verification.operations.seen import seen_of
from verification.operations.verdicts import adjudicate, propose_settlement, proposed_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    return assigned()


def test_the_scope_that_was_set_in_another_tab_stays(given):
    evidence = with_evidence(given)
    seen = seen_of(answered(evidence))
    say = {"by": given.reviewer, "seen": seen}
    set_scope(evidence, scope={"place": "different"}, explained="All the same coast.", **say)
    with pytest.raises(Stale, match="changed while your form was open"):
        set_scope(evidence, scope={"place": "same"}, explained="", **say)
    evidence.refresh_from_db()
    assert answered(evidence) == {"place": "different", "explained": "All the same coast."}
    # the control: who has seen it may change it
    now = seen_of(answered(evidence))
    set_scope(evidence, by=given.reviewer, scope={"place": "same"}, explained="", seen=now)
    evidence.refresh_from_db()
    assert evidence.scope == {"place": "same"}


def number(value: int) -> Quantity:
    return Quantity(f"{value:,}", Decimal(value), Decimal(value))


def test_a_figure_that_was_corrected_in_another_tab_is_neither_corrected_over_nor_taken_off(given):
    figure = with_evidence(given).figures.first()
    seen = seen_of(parts_of(figure))
    now = correct_evidence_figure(figure, number(6100), by=given.reviewer, seen=seen)
    with pytest.raises(Stale, match="This figure changed"):
        correct_evidence_figure(figure, number(6200), by=given.reviewer, seen=seen)
    with pytest.raises(Stale, match="This figure changed"):
        take_off_evidence_figure(figure, by=given.reviewer, seen=seen)
    now.refresh_from_db()
    assert now.low == 6100
    seen = seen_of(parts_of(now))
    assert correct_evidence_figure(now, number(6200), by=given.reviewer, seen=seen).low == 6200


def test_what_evidence_was_said_to_repeat_in_another_tab_stays(given):
    first, second, copy = (with_evidence(given, excerpt=f"{n},100 boats.") for n in (5, 6, 7))
    seen = seen_of(repeated_by(copy))
    say_it_derives(copy, first, by=given.reviewer, seen=seen)
    with pytest.raises(Stale, match="comes from changed"):
        say_it_derives(copy, second, by=given.reviewer, seen=seen)
    with pytest.raises(Stale, match="comes from changed"):
        say_it_stands_alone(copy, by=given.reviewer, seen=seen)
    copy.refresh_from_db()
    assert copy.derives_from == first
    say_it_derives(copy, second, by=given.reviewer, seen=seen_of(repeated_by(copy)))


def test_the_time_that_somebody_else_moved_stays(given):
    def in_days(days: int):
        return timezone.now() + timedelta(days=days)

    contact = ask_for_comment(
        fresh(given.review), by=given.reviewer, whom="The mayor", question="How many?",
        reply_by=in_days(1),
    )  # fmt: skip
    seen = seen_of(time_of(contact))
    moved = move_reply_by(contact, by=editor(), reply_by=in_days(2), seen=seen)
    with pytest.raises(Stale, match="time to reply changed"):
        move_reply_by(contact, by=given.reviewer, reply_by=in_days(3), seen=seen)
    contact.refresh_from_db()
    assert contact.reply_by == moved.reply_by
    seen = seen_of(time_of(contact))
    move_reply_by(contact, by=given.reviewer, reply_by=in_days(3), seen=seen)


def test_nobody_proposes_or_adjudicates_past_a_proposal_they_have_not_seen():
    review = open_review_for(reviewers=2, blind=False)
    first, second = (submitted(assigned(fresh(review)), slug) for slug in ("true", "false"))
    half = rating(review, "half-true")
    seen = seen_of(proposed_now(None))
    said = {"reasons": "Both count.", "rating": half}
    proposal = propose_settlement(fresh(review), by=first.reviewer, **said, seen=seen)
    with pytest.raises(Stale, match="What is proposed changed"):
        propose_settlement(
            fresh(review), by=second.reviewer, reasons="Mine.", rating=half, seen=seen
        )
    with pytest.raises(Stale, match="What is proposed changed"):
        adjudicate(fresh(review), by=editor(), **said, seen=seen)
    assert list(review.settlements.all()) == [proposal]
    seen = seen_of(proposed_now(proposal))
    propose_settlement(fresh(review), by=second.reviewer, reasons="Mine.", rating=half, seen=seen)
    assert review.settlements.count() == 2
