"""Keeping the desk's sources."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.factories import SourceFactory, admin, editor, reviewer
from verification.errors import NotReady, Overtaken
from verification.models import Source, SourceState
from verification.operations.sources import (
    add_source,
    change_source,
    confirm_source,
    retire_source,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("somebody", "state", "verb"),
    [(reviewer, "proposed", "proposed"), (editor, "active", "added"), (admin, "active", "added")],
)
def test_a_reviewers_source_is_proposed_and_a_keepers_is_in_use_at_once(somebody, state, verb):
    source = add_source(by=somebody(), name="Registry", kind="official")
    assert source.state == state
    assert source.events.get().verb == verb


def test_a_name_is_taken_whatever_its_case():
    SourceFactory(name="Registry")
    with pytest.raises(Overtaken, match="already has a source called Registry"):
        add_source(by=editor(), name="REGISTRY", kind="official")
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceFactory(name="registry")


def test_renaming_to_a_name_that_is_taken_is_refused_with_a_sentence():
    SourceFactory(name="Registry")
    source = SourceFactory(name="Census")
    with pytest.raises(Overtaken, match="already has a source called Registry"):
        change_source(source, by=editor(), name="Registry")
    assert change_source(source, by=editor(), name="CENSUS").name == "CENSUS"


def test_a_change_keeps_the_old_values_in_the_history():
    source, boss = SourceFactory(tier="3_reliable", notes="Slow."), editor()
    change_source(source, by=boss, tier="4_care", notes="Slow.")
    line = source.events.get()
    assert (line.verb, line.actor, line.data) == (
        "changed", boss, {"before": {"tier": "3_reliable"}, "after": {"tier": "4_care"}},
    )  # fmt: skip


def test_a_change_that_changes_nothing_writes_nothing():
    source = SourceFactory(tier="3_reliable")
    change_source(source, by=editor(), tier="3_reliable")
    assert not source.events.exists()


def test_a_proposed_source_is_confirmed_once():
    source, noise = SourceFactory(state="proposed"), SourceFactory(state="proposed")
    confirm_source(source, by=editor())
    assert Source.objects.get(state=SourceState.PROPOSED) == noise
    with pytest.raises(NotReady, match="already in use"):
        confirm_source(source, by=editor())


def test_a_source_is_retired_with_a_reason_and_taken_up_again():
    source = SourceFactory()
    with pytest.raises(NotReady, match="Give a reason"):
        retire_source(source, by=editor(), reason="")
    retire_source(source, by=editor(), reason="It closed.")
    assert source not in Source.objects.citable()
    with pytest.raises(NotReady, match="already retired"):
        retire_source(source, by=editor(), reason="It closed.")
    confirm_source(source, by=editor())
    assert source in Source.objects.citable()


def test_a_reviewer_proposes_but_does_not_change():
    source = SourceFactory(state="proposed")
    for verb in (
        lambda by: change_source(source, by=by, tier="1_primary"),
        lambda by: confirm_source(source, by=by),
        lambda by: retire_source(source, by=by, reason="why"),
    ):
        with pytest.raises(PermissionDenied, match="You can propose a new one"):
            verb(reviewer())
    source.refresh_from_db()
    assert (source.tier, source.state) == ("3_reliable", "proposed")
