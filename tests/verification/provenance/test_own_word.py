"""The claimant's own word stands with the rest, and is no independent source."""

from __future__ import annotations

import pytest

from tests.factories import (
    DEPARTS,
    ClaimantFactory,
    ClaimFactory,
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    with_evidence,
)
from verification.models import Evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reports import publish
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict
from verification.provenance.independence import independence_of
from verification.provenance.own_word import own_words
from verification.provenance.speaker import is_same, speaker_of
from verification.reports.evidence_words import evidence_line
from verification.reports.page import page_of
from verification.requirements import open_needs
from verification.views.weighing import weigh

OWN = "1 is the claimant’s own word and does not count."


@pytest.mark.parametrize(
    ("source", "claimant", "same"),
    [
        ("Open Borders Watch", "Open Borders Watch", True),
        ("The  open-borders watch", "Open Borders Watch", True),
        ("Open Borders Watch e.V.", "Open Borders Watch", True),
        ("Open Borders Watch (OBW)", "OBW", True), ("OBW", "Open Borders Watch (OBW)", True),
        ("Open Borders Watch", "Borders Watch", False), ("Watch", "Open Borders Watch", False),
        ("Open Borders Watch", "", False), ("()", "The", False),
    ],
)  # fmt: skip
def test_a_source_is_the_claimant_by_any_name_the_claimant_is_known_by(source, claimant, same):
    assert is_same(source, claimant) is is_same(claimant, source) is same


def claimed_by(name: str = "Open Borders Watch", **policy):
    claim = ClaimFactory(claimant=ClaimantFactory(name=name) if name else None)
    return assigned(open_review_for(claim, **policy))


def says_of(given) -> str:
    evidence = list(Evidence.objects.filter(review=given.review).with_detail())
    (line,) = weigh(
        given.review.claim.figures.all(),
        evidence,
        numbers={},
        me=given.reviewer_id,
        speaker=speaker_of(given.review.claim),
    ).number_lines
    return line.says


def own_among(given) -> set[int]:
    evidence = list(Evidence.objects.filter(review=given.review).with_detail())
    return set(own_words(evidence, (), speaker_of(given.review.claim)))


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("claimant", "counted", "own"),
    [("Open Borders Watch", "There is no comparable, independent source yet.", OWN),
     ("Somebody else", "The one comparable, independent source lies inside what was claimed.", "")],
)  # fmt: skip
def test_their_own_figure_has_no_vote(claimant, counted, own):
    given = claimed_by(claimant)
    with_evidence(given, source=SourceFactory(name="Open Borders Watch"))
    assert says_of(given) == f"{counted} {own}".strip()


def test_who_only_repeats_the_claimant_is_their_word_too_and_they_count_by_what_they_repeat():
    given = claimed_by()
    theirs = with_evidence(given, source=SourceFactory(name="Open Borders Watch"))
    copy = with_evidence(given, excerpt="Some 6,300 people, it says.", derives_from=theirs)
    register = with_evidence(given, excerpt="The register has 6,300 people.")
    assert own_among(given) == {theirs.pk, copy.pk}
    Evidence.objects.filter(pk=theirs.pk).update(derives_from=register)
    assert own_among(given) == set()
    assert says_of(given).endswith(" 2 only repeat another, so they do not count again.")


def test_what_a_document_says_in_its_own_voice_is_its_outlets_word():
    given = claimed_by("")
    given.review.claim.document.outlet = "Harbour Gazette"
    given.review.claim.document.save(update_fields=["outlet"])
    theirs = with_evidence(given, source=SourceFactory(name="The Harbour Gazette"))
    with_evidence(given, excerpt="The register has 6,300 people.")
    assert own_among(given) == {theirs.pk}


def test_of_whether_it_was_said_the_claimants_own_page_is_evidence_like_any_other():
    claim = ClaimFactory(claimant=ClaimantFactory(name="Open Borders Watch"), attribution="direct")
    given = assigned(open_review_for(claim))
    page = with_evidence(
        given, source=SourceFactory(name="Open Borders Watch"), answers="was_it_said"
    )
    assert own_among(given) == set()
    assert independence_of([page], speaker="Open Borders Watch").origins == 1


def test_the_policys_origins_do_not_count_the_claimant():
    given = claimed_by(origins_needed=2)
    with_evidence(given, source=SourceFactory(name="Open Borders Watch"))
    with_evidence(given, excerpt="The register has 6,300 people.")
    (need,) = [need for need in open_needs(given.review, given) if need.requirement == "origins"]
    assert need.sentence.startswith(
        "2 independent origins; yours go back to 1 besides the claimant’s own word. Cite evidence "
        "that does not go back to Open Borders Watch or "
    )
    with_evidence(given, excerpt="A panel counts 6,300 people.")
    assert "origins" not in [need.requirement for need in open_needs(given.review, given)]


def published(given):
    review = given.review
    true = rating(review, "true")
    save_draft(given, by=given.reviewer, rating=true, reasons="Counts.", departs_because=DEPARTS)
    submit_finding(given, by=given.reviewer)
    verdict = draft_verdict(
        fresh(review),
        by=given.reviewer,
        conclusion="So.",
        explanation="See [2].",
        departs_because=DEPARTS,
    )
    sign_off(verdict, by=editor())
    return publish(fresh(review), by=editor())


def test_readers_are_told_of_it_at_the_piece_in_the_tally_and_in_the_count():
    given = claimed_by()
    with_evidence(given, source=SourceFactory(name="Open Borders Watch"))
    with_evidence(given, excerpt="The register has 6,300 people.")
    report = published(given)
    assert [item.get("own_word") for item in report.payload["evidence"]] == [True, None]
    theirs, others = map(evidence_line, report.payload["evidence"])
    assert "The claimant’s own word, no independent source." in theirs
    assert "own word" not in others
    page = page_of(report.payload)
    assert page.lines[0].says == (
        f"The one comparable, independent source lies inside what was claimed. {OWN}"
    )
    assert page.counted == (
        "2 pieces of evidence from 1 independent source; 1 is the claimant’s own word and does "
        "not count"
    )
    assert [item.note for item in page.evidence] == [
        "The claimant’s own word, so it does not count as an independent source.",
        "",
    ]


def test_a_confidential_source_is_not_given_away_as_the_claimant():
    given = claimed_by()
    hidden = with_evidence(
        given,
        source=SourceFactory(name="Open Borders Watch"),
        is_confidential=True,
        shown_as="An official",
    )
    copy = with_evidence(given, excerpt="Some 6,300 people, it says.", derives_from=hidden)
    evidence = [copy]
    assert own_words(evidence, [hidden], "Open Borders Watch") == set()
    Evidence.objects.filter(pk=hidden.pk).update(is_confidential=False)  # the control
    hidden.refresh_from_db()
    assert own_words(evidence, [hidden], "Open Borders Watch") == {copy.pk}
