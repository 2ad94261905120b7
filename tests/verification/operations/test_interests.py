"""A source's interest in one claim."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import (
    SourceFactory,
    admin,
    assigned,
    drafted,
    editor,
    fresh,
    open_review_for,
    reviewer,
    submitted,
    with_evidence,
)
from verification.errors import NotReady, Overtaken
from verification.models import Evidence, Interest, Source
from verification.operations.evidence import withdraw_evidence
from verification.operations.interests import end_interest, record_interest
from verification.operations.reports import publish
from verification.operations.signoff import sign_off

pytestmark = pytest.mark.django_db
STAKE = "It runs the harbour."


def test_an_interest_is_noted_and_taken_back_in_the_claims_history():
    given = assigned()
    source = with_evidence(given).source
    interest = record_interest(source, given.review, by=given.reviewer, stake=f"  {STAKE} ")
    assert (interest.stake, interest.recorded_by) == (STAKE, given.reviewer)
    line = given.review.claim.events.last()
    assert (line.verb, line.data) == ("noted_interest", {"source": source.name, "stake": STAKE})
    boss = editor()
    end_interest(interest, by=boss)
    assert not Interest.objects.standing().exists()
    assert given.review.claim.events.last().verb == "ended_interest"
    with pytest.raises(Overtaken, match="already taken back"):
        end_interest(interest, by=boss)
    assert record_interest(source, given.review, by=boss, stake="Another.").pk != interest.pk


def test_what_makes_no_sense_is_refused_with_a_sentence():
    given = assigned()
    source = with_evidence(given).source
    with pytest.raises(NotReady, match="Say in words"):
        record_interest(source, given.review, by=given.reviewer, stake=" ")
    with pytest.raises(NotReady, match="is not cited here"):
        record_interest(SourceFactory(), given.review, by=given.reviewer, stake=STAKE)
    record_interest(source, given.review, by=given.reviewer, stake=STAKE)
    with pytest.raises(Overtaken, match="written down already: “It runs"):
        record_interest(source, given.review, by=editor(), stake="Another.")
    assert Interest.objects.count() == 1


@pytest.mark.parametrize("somebody", [reviewer, admin])
def test_only_its_reviewers_and_editors_say_it(somebody):
    given = assigned()
    source = with_evidence(given).source
    with pytest.raises(PermissionDenied, match="Only reviewers of this claim and editors"):
        record_interest(source, given.review, by=somebody(), stake=STAKE)
    interest = record_interest(source, given.review, by=editor(), stake=STAKE)
    with pytest.raises(PermissionDenied):
        end_interest(interest, by=somebody())


def test_under_a_blind_review_it_does_not_tell_who_cited_what():
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(review)
    source = with_evidence(first).source
    noise = with_evidence(assigned()).source
    with pytest.raises(NotReady, match="is not cited here"):
        record_interest(source, review, by=second.reviewer, stake=STAKE)
    with pytest.raises(NotReady, match="is not cited here"):
        record_interest(source, review, by=editor(), stake=STAKE)
    interest = record_interest(source, review, by=first.reviewer, stake=STAKE)

    def seen(person):
        found = list(Interest.objects.visible_to(person))
        assert list(Interest.objects.readable_by(person, fresh(review))) == found
        return found

    assert seen(first.reviewer) == [interest]
    for person in (second.reviewer, reviewer(), editor(), admin()):
        assert seen(person) == []
    with_evidence(second, source=noise)
    assert seen(second.reviewer) == []
    # Whoever cites the source themselves notes their own, and knows and ends no other.
    own_evidence = with_evidence(second, source=source)
    assert seen(second.reviewer) == []
    own = record_interest(source, review, by=second.reviewer, stake="It pays for it.")
    assert seen(second.reviewer) == [own]
    with pytest.raises(Overtaken, match="already: “It pays for it"):
        record_interest(source, review, by=second.reviewer, stake="Again.")
    with pytest.raises(PermissionDenied):
        end_interest(interest, by=second.reviewer)
    end_interest(own, by=second.reviewer)
    withdraw_evidence(own_evidence, by=second.reviewer, reason="Not so.")
    with pytest.raises(NotReady, match="is not cited here"):
        record_interest(source, review, by=second.reviewer, stake=STAKE)
    for given in (first, second):
        submitted(given)
    assert seen(editor()) == seen(reviewer()) == [interest, own]  # control: once it is open
    with pytest.raises(Overtaken, match="already: “It runs the harbour"):
        record_interest(source, review, by=second.reviewer, stake=STAKE)


def test_what_was_noted_in_an_earlier_round_stays_known_in_a_blind_one():
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(review)
    source = with_evidence(first).source
    interest = record_interest(source, review, by=first.reviewer, stake=STAKE)
    type(review).objects.filter(pk=review.pk).update(round=2)
    assert list(Interest.objects.visible_to(second.reviewer)) == [interest]
    assert list(Interest.objects.readable_by(second.reviewer, fresh(review))) == [interest]


def test_the_history_names_no_source_that_is_cited_in_confidence():
    given = assigned()
    secret = {"is_confidential": True, "shown_as": "An official"}
    source = with_evidence(given, **secret).source
    end_interest(
        record_interest(source, given.review, by=given.reviewer, stake=STAKE), by=given.reviewer
    )
    told = [event.data.get("source") for event in given.review.claim.events.order_by("-id")[:3]]
    assert told == ["An official"] * 3  # noted, taken back, and cited


def test_a_report_tells_the_interest_in_its_claim_beside_the_one_that_is_declared():
    verdict = drafted()
    source = Evidence.objects.get(review=verdict.review).source
    Source.objects.filter(pk=source.pk).update(interest="Paid by the port.")
    other = with_evidence(assigned(), source=source)  # noise: another claim
    record_interest(source, other.review, by=editor(), stake="Not of this claim.")
    boss = editor()
    ended = record_interest(source, verdict.review, by=boss, stake="Taken back.")
    end_interest(ended, by=boss)
    record_interest(source, verdict.review, by=boss, stake=STAKE)
    sign_off(verdict, by=editor())
    payload = publish(fresh(verdict.review), by=editor()).payload
    assert payload["evidence"][0]["source"]["interest"] == "It runs the harbour; Paid by the port."
