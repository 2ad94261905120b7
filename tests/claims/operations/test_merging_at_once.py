"""Merging A into B and B into A at the same moment: one wins, the other is told, nobody hangs."""

import threading
from contextlib import suppress

import pytest
from django.db import OperationalError, connection

from claims.errors import IllegalTransition
from claims.models import Claim
from claims.operations import triage
from claims.states import ClaimState
from tests.factories import ClaimFactory, DocumentFactory, editor

pytestmark = pytest.mark.django_db(transaction=True)


def merge_both_ways(monkeypatch, order) -> tuple[list[Exception], list[str]]:
    """Both merges, each held after its first lock until the other has its own or cannot get it."""
    document, by = DocumentFactory(), editor()
    one, two = ClaimFactory(document=document), ClaimFactory(document=document)
    both = threading.Barrier(2)

    def paused(keys):
        for number, key in enumerate(order(keys)):
            if number:
                with suppress(threading.BrokenBarrierError):
                    both.wait(timeout=1.5)
            yield key

    monkeypatch.setattr(triage, "sorted", paused, raising=False)
    failures: list[Exception] = []

    def merge(claim, into):
        try:
            triage.merge_claims(claim, into, by=by)
        except (IllegalTransition, OperationalError) as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=merge, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert not any(thread.is_alive() for thread in threads)
    return failures, sorted(Claim.objects.values_list("state", flat=True))


def test_merging_both_ways_at_once_ends_in_one_refusal(monkeypatch):
    failures, states = merge_both_ways(monkeypatch, sorted)
    assert [type(failure) for failure in failures] == [IllegalTransition]
    assert states == [ClaimState.DETECTED, ClaimState.MERGED]


def test_control_locking_in_the_order_given_ends_in_a_deadlock(monkeypatch):
    failures, _ = merge_both_ways(monkeypatch, list)
    assert any("deadlock" in str(failure) for failure in failures)
