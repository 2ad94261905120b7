"""Merging A into B and B into A at the same moment: one wins, the other is told, nobody hangs."""

from functools import partial

import pytest
from django.db import OperationalError

from claims.errors import IllegalTransition
from claims.models import Claim
from claims.operations import triage
from claims.states import ClaimState
from tests.at_once import Meeting, at_once
from tests.factories import ClaimFactory, DocumentFactory, editor

pytestmark = pytest.mark.django_db(transaction=True)


def merge_both_ways(monkeypatch, order) -> tuple[list[Exception], list[str]]:
    """Both merges, each held after its first lock until the other has its own or is seen to wait
    for it."""
    document, by = DocumentFactory(), editor()
    one, two = ClaimFactory(document=document), ClaimFactory(document=document)
    meeting = Meeting()

    def paused(keys):
        for number, key in enumerate(order(keys)):
            if number:
                meeting.come()
            yield key

    monkeypatch.setattr(triage, "sorted", paused, raising=False)
    merge = partial(triage.merge_claims, by=by)
    answers = at_once(partial(merge, one, two), partial(merge, two, one))
    failures = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(one, IllegalTransition | OperationalError) for one in failures), failures
    return failures, sorted(Claim.objects.values_list("state", flat=True))


def test_merging_both_ways_at_once_ends_in_one_refusal(monkeypatch):
    failures, states = merge_both_ways(monkeypatch, sorted)
    assert [type(failure) for failure in failures] == [IllegalTransition]
    assert states == [ClaimState.DETECTED, ClaimState.MERGED]


def test_control_locking_in_the_order_given_ends_in_a_deadlock(monkeypatch):
    failures, _ = merge_both_ways(monkeypatch, list)
    assert any("deadlock" in str(failure) for failure in failures)
