"""Merging a source into the one that it is the same as."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from newsroom.refusals import Refused
from tests.at_once import at_once, barrier
from tests.factories import (
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    reviewer,
    signed,
    submitted,
    with_evidence,
)
from verification.errors import NotReady, Overtaken
from verification.models import DeclaredInterest, Evidence, Interest, Report, Source
from verification.operations import source_merge
from verification.operations.declared_interests import declare_interest, end_declared_interest
from verification.operations.domains import source_for
from verification.operations.evidence import cite
from verification.operations.interests import record_interest
from verification.operations.reports import publish
from verification.operations.source_merge import merge_sources
from verification.operations.sources import change_source, confirm_source, retire_source

pytestmark = pytest.mark.django_db
WHY = "One office under two names."


def test_everything_that_hangs_on_the_duplicate_moves():
    duplicate, into, noise = (SourceFactory(name=name) for name in ("Office, The", "Office", "C"))
    change_source(duplicate, by=editor(), domains={"office.example": False}, owner="The state")
    change_source(noise, by=editor(), domains={"c.example": True})
    given = assigned()
    moved = with_evidence(given, source=duplicate)
    stays = with_evidence(given, source=noise)
    interest = record_interest(duplicate, given.review, by=given.reviewer, stake="It runs it.")
    own = declare_interest(editor(), by=editor(), source=duplicate, stake="Worked there.")
    boss = editor()
    assert merge_sources(duplicate, into, by=boss, reason=f" {WHY} ") == into
    for row in (duplicate, into, moved, stays, interest, own):
        row.refresh_from_db()
    assert (duplicate.state, duplicate.merged_into, into.owner) == ("retired", into, "")
    assert (moved.source, stays.source, interest.source) == (into, noise, into)
    assert own.source == into
    assert source_for("https://office.example/") == into
    assert not into.domains.get().is_verified
    rows = {"evidence": [moved.pk], "domains": ["office.example"], "interests": [interest.pk],
            "declared": [own.pk], "merged": []}  # fmt: skip
    line = duplicate.events.last()
    assert (line.verb, line.actor, line.note) == ("merged", boss, WHY)
    assert line.data == {"into": into.pk, "name": "Office", **rows}
    line = into.events.last()
    assert (line.verb, line.note) == ("took_in", WHY)
    assert line.data == {"source": duplicate.pk, "name": "Office, The", **rows}


def test_nothing_refers_to_a_source_that_merging_does_not_know_of():
    """Whoever adds a reference to a source says here what becomes of it when sources merge."""
    assert {relation.name for relation in Source._meta.related_objects} == {
        "evidence", "domains", "interests", "merged",  # moved
        "events",  # each source keeps its own history
    }  # fmt: skip


def test_submitted_evidence_moves_and_what_was_published_stays_as_it_was():
    review = open_review_for()
    given = assigned(review)
    with_evidence(given, source=(duplicate := SourceFactory(name="Old name")))
    submitted(given)
    into = SourceFactory(name="New name")
    merge_sources(duplicate, into, by=editor(), reason=WHY)
    assert Evidence.objects.filter(review=review, source=into).count() == 1


def test_a_published_report_keeps_the_name_it_was_published_with():
    verdict = signed()
    evidence = Evidence.objects.get(review=verdict.review)
    old = evidence.source.name
    report = publish(fresh(verdict.review), by=editor())
    merge_sources(evidence.source, SourceFactory(name="New name"), by=editor(), reason=WHY)
    kept = Report.objects.get(pk=report.pk)
    assert (kept.payload, kept.sha256) == (report.payload, report.sha256)
    assert kept.payload["evidence"][0]["source"]["name"] == old


def test_where_both_had_an_interest_in_a_claim_the_duplicates_is_ended():
    given = assigned()
    duplicate, into = SourceFactory(), SourceFactory()
    for source in (duplicate, into):
        with_evidence(given, source=source)
        record_interest(source, given.review, by=given.reviewer, stake=f"That of {source}.")
    merge_sources(duplicate, into, by=editor(), reason=WHY)
    standing = Interest.objects.standing().get()
    assert (standing.source, standing.stake) == (into, f"That of {into}.")
    assert Interest.objects.filter(source=into).count() == 2


def test_where_somebody_has_a_stake_in_both_that_in_the_duplicate_is_ended():
    duplicate, into, elsewhere = SourceFactory(), SourceFactory(), SourceFactory()
    person, other, back = reviewer(), reviewer(), reviewer()
    for source in (duplicate, into, elsewhere):
        declare_interest(person, by=person, source=source, stake=f"That in {source}.")
    declare_interest(other, by=other, source=duplicate, stake="Another's.")
    declare_interest(back, by=back, source=duplicate, stake="It stands.")
    ended = declare_interest(back, by=back, source=into, stake="It was.")
    end_declared_interest(ended, by=back)
    merge_sources(duplicate, into, by=editor(), reason=WHY)
    standing = DeclaredInterest.objects.standing().order_by("person", "pk")
    assert [(row.person, row.source, row.stake) for row in standing] == [
        (person, into, f"That in {into}."),
        (person, elsewhere, f"That in {elsewhere}."),
        (other, into, "Another's."),
        (back, into, "It stands."),
    ]
    assert DeclaredInterest.objects.filter(source=into).count() == 5  # the ended lines stay


def test_what_was_merged_into_the_duplicate_leads_to_the_other_too():
    first, second, third = SourceFactory(), SourceFactory(), SourceFactory()
    merge_sources(first, second, by=editor(), reason=WHY)
    merge_sources(second, third, by=editor(), reason=WHY)
    first.refresh_from_db()
    assert first.merged_into == third
    assert second.events.last().data["merged"] == [first.pk]


def test_merging_that_makes_no_sense_is_refused_with_a_sentence():
    one, other, retired = SourceFactory(), SourceFactory(name="Other"), SourceFactory()
    retire_source(retired, by=editor(), reason="It closed.")
    with pytest.raises(NotReady, match="into itself"):
        merge_sources(one, Source.objects.get(pk=one.pk), by=editor(), reason=WHY)
    with pytest.raises(NotReady, match="Give a reason"):
        merge_sources(one, other, by=editor(), reason=" ")
    with pytest.raises(Overtaken, match="is retired, so nothing can be merged into it"):
        merge_sources(one, retired, by=editor(), reason=WHY)
    with pytest.raises(PermissionDenied):
        merge_sources(one, other, by=reviewer(), reason=WHY)
    one.refresh_from_db()
    assert (one.state, one.events.count()) == ("active", 0)
    merge_sources(one, other, by=editor(), reason=WHY)
    with pytest.raises(NotReady, match=r"was merged into Other\. Use that one"):
        merge_sources(one, SourceFactory(), by=editor(), reason=WHY)
    with pytest.raises(Overtaken, match="is retired"):  # a circle
        merge_sources(other, one, by=editor(), reason=WHY)


def test_a_merged_source_is_not_cited_and_not_taken_up_again():
    given = assigned()
    duplicate, into = SourceFactory(), SourceFactory(name="Office")
    stale = Source.objects.get(pk=duplicate.pk)
    merge_sources(duplicate, into, by=editor(), reason=WHY)
    with pytest.raises(NotReady, match=r"was merged into Office\. Cite that one\. Nothing"):
        cite(given, by=given.reviewer, source=stale, stance="supports", excerpt="Some 6,300.")
    with pytest.raises(NotReady, match="was merged into Office"):
        confirm_source(duplicate, by=editor())
    assert cite(given, by=given.reviewer, source=into, stance="supports", excerpt="Some 6,300.").pk


def merged_both_ways_at_once():
    """Two editors merge the same two sources at once, each the other way round: what came of it."""
    one, other = SourceFactory(name="One"), SourceFactory(name="Other")
    for source in (one, other):
        with_evidence(assigned(), source=source)
    outcomes = at_once(
        partial(merge_sources, one, other, by=editor(), reason=WHY),
        partial(merge_sources, other, one, by=editor(), reason=WHY),
    )
    assert all(isinstance(each, Source | Refused | DatabaseError) for each in outcomes), outcomes
    stand = Source.objects.filter(pk__in=(one.pk, other.pk), state="active")
    return sorted(type(each).__name__ for each in outcomes), list(stand)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_once_one_wins_and_the_other_is_told(monkeypatch):
    ready, lock_both = barrier(2), source_merge.lock_both

    def lock_when_both_are_here(*sources):
        ready.wait()
        return lock_both(*sources)

    monkeypatch.setattr(source_merge, "lock_both", lock_when_both_are_here)
    outcomes, (stands,) = merged_both_ways_at_once()
    assert outcomes == ["Overtaken", "Source"]
    assert set(Evidence.objects.values_list("source", flat=True)) == {stands.pk}


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_nobody_is_told_that_the_other_was_first(monkeypatch):
    """Either both merge and neither source is left, or the database stops the second."""
    both_have_read = barrier(2)

    def read_only(*sources):
        rows = [Source.objects.get(pk=source.pk) for source in sources]
        both_have_read.wait()
        return rows

    monkeypatch.setattr(source_merge, "lock_both", read_only)
    outcomes, _ = merged_both_ways_at_once()
    assert outcomes != ["Overtaken", "Source"]
