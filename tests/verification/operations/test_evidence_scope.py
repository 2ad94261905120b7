"""Saying whether one's own evidence measures the same as the claim."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.factories import assigned, reviewer, submitted, with_evidence
from verification.errors import NotReady
from verification.models import Evidence
from verification.operations.evidence import withdraw_evidence
from verification.operations.evidence_scope import set_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    return assigned()


@pytest.fixture
def evidence(given):
    return with_evidence(given)


def test_what_differs_and_why_it_counts_are_kept_and_in_the_history(given, evidence):
    noise = with_evidence(given, excerpt="Some 40 brigades.")
    answers = {"place": "different", "period": "same"}
    set_scope(evidence, by=given.reviewer, scope=answers, explained=" The port is in both. ")
    now, other = (Evidence.objects.get(pk=one.pk) for one in (evidence, noise))
    assert (now.scope, now.scope_explained) == (answers, "The port is in both.")
    assert (other.scope, other.scope_explained) == ({}, "")
    (event,) = evidence.review.claim.events.filter(verb="set_scope")
    assert (event.data["scope"], event.note) == (answers, "The port is in both.")
    assert event.private_to == given.reviewer


def test_the_same_answer_twice_is_noted_once(given, evidence):
    for _ in range(2):
        set_scope(evidence, by=given.reviewer, scope={"place": "same"}, explained="")
        evidence.refresh_from_db()
    assert evidence.review.claim.events.filter(verb="set_scope").count() == 1


def test_the_history_of_confidential_evidence_tells_no_word_of_it(given):
    secret = with_evidence(given, is_confidential=True, shown_as="A memo")
    set_scope(secret, by=given.reviewer, scope={"place": "different"}, explained="Halden only")
    (event,) = secret.review.claim.events.filter(verb="set_scope")
    assert (event.note, event.data["scope"]) == ("", {})


@pytest.mark.parametrize("scope", [{"place": "elsewhere"}, {"colour": "same"}])
def test_an_answer_that_is_none_is_refused(given, evidence, scope):
    with pytest.raises(NotReady, match="Nothing was changed"):
        set_scope(evidence, by=given.reviewer, scope=scope, explained="")
    assert Evidence.objects.get(pk=evidence.pk).scope == {}


def test_only_who_cites_it_answers_and_only_while_it_stands(given, evidence):
    with pytest.raises(PermissionDenied):
        set_scope(evidence, by=reviewer(), scope={"place": "same"}, explained="")
    withdraw_evidence(evidence, by=given.reviewer, reason="Misread")
    with pytest.raises(NotReady, match="withdrawn"):
        set_scope(evidence, by=given.reviewer, scope={"place": "same"}, explained="")


def test_postgresql_keeps_it_once_the_finding_is_submitted(given):
    submitted(given)
    row = Evidence.objects.filter(finding__assignment=given)
    assert row.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(scope={"place": "same"})
