"""A rating that departs from what the numbers say is kept with its reason, and with no other."""

from __future__ import annotations

import pytest

from claims.models import Claim
from tests.factories import (
    SourceFactory,
    assigned,
    fresh,
    open_review_for,
    rating,
    reviewer,
    with_evidence,
)
from verification.errors import NotReady, UnfitText
from verification.models import Evidence, Finding
from verification.numbers import departure_of_finding, departure_of_verdict
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.verdicts import draft_verdict

pytestmark = pytest.mark.django_db
# The claim says 5,000 to 7,000 people.
INSIDE, OUTSIDE = "Some 6,300 people had joined.", "Only 2,100 people had joined."
WHY = "The register leaves out who came by sea."


def worked(*excerpts, slug, review=None, why="", **columns):
    """A draft that rests on these passages, each of a source of its own."""
    given = assigned(review or open_review_for(), reviewer())
    for excerpt in excerpts:
        with_evidence(given, excerpt=excerpt, **columns)
    return save_draft(
        given, by=given.reviewer, rating=rating(given.review, slug), reasons="So.",
        departs_because=why,
    )  # fmt: skip


def handed_in(finding):
    return submit_finding(finding.assignment, by=finding.reviewer)


def seen(excerpts, slug, **columns):
    return departure_of_finding(worked(*excerpts, slug=slug, **columns))


@pytest.mark.parametrize(
    ("excerpts", "departing"),
    [
        ([INSIDE], {"mostly-false", "false"}),
        ([OUTSIDE], {"true", "mostly-true"}),
        ([INSIDE, OUTSIDE], {"true", "false"}),
        (["Nobody counted them."], set()),
    ],
)
def test_the_rating_is_held_against_the_finding_s_own_evidence(excerpts, departing):
    finding = worked(*excerpts, slug="true")
    found = set()
    for each in finding.review.scale.ratings.all():
        finding.rating = each
        if departure_of_finding(finding):
            found.add(each.slug)
    assert found == departing


def test_what_does_not_count_in_the_tally_does_not_count_here():
    noise = {
        "measures_otherwise": "Citizens only",
        "answers": "was_it_said",
        "scope": {"population": "different"},
    }
    for column, value in noise.items():
        assert seen([INSIDE], "false", **{column: value}) == "", column
    finding = worked(INSIDE, slug="false")
    assert departure_of_finding(finding)  # the control
    withdraw_evidence(finding.evidence.get(), by=finding.reviewer, reason="A typo.")
    assert departure_of_finding(finding) == ""


def test_copies_of_one_origin_are_one_source():
    finding = worked(INSIDE, slug="false")
    origin = finding.evidence.get()
    with_evidence(finding.assignment, excerpt=INSIDE, derives_from=origin)
    with_evidence(finding.assignment, excerpt=f"Again: {INSIDE}", source=origin.source)
    assert departure_of_finding(finding).startswith("The one comparable, independent source")
    with_evidence(finding.assignment, excerpt=INSIDE, source=SourceFactory())
    assert departure_of_finding(finding).startswith("Both comparable, independent sources")


def test_it_is_handed_in_only_with_a_reason_which_is_kept():
    finding = worked(INSIDE, slug="false", why=" ")
    with pytest.raises(NotReady) as refusal:
        handed_in(finding)
    assert str(refusal.value) == (
        "Before you can submit, add why the rating departs from the numbers. The one comparable, "
        "independent source lies inside or overlaps what was claimed, yet the rating is “False”, "
        "in the lower half of the scale. Your draft is kept."
    )
    kept = handed_in(worked(INSIDE, slug="false", why=WHY))
    assert Finding.objects.get(pk=kept.pk).departs_because == WHY
    # Control: a rating that agrees with the numbers needs none.
    assert handed_in(worked(INSIDE, slug="true")).is_submitted


def test_a_reason_written_while_it_departed_goes_once_it_does_not():
    finding = handed_in(worked(INSIDE, slug="true", why=WHY))
    assert Finding.objects.get(pk=finding.pk).departs_because == ""


def test_what_the_other_of_a_blind_review_cites_has_no_part_in_it():
    review = open_review_for(reviewers=2, blind=True)
    mine = worked(INSIDE, slug="true", review=review)
    theirs = worked(OUTSIDE, OUTSIDE, slug="false", review=fresh(review))
    assert departure_of_finding(mine) == departure_of_finding(theirs) == ""
    # Control: were it my own, it would be mixed.
    Evidence.objects.filter(finding=theirs).update(finding=mine, cited_by=mine.reviewer)
    assert departure_of_finding(mine).startswith("Of 3 comparable, independent sources 1 lies")


def test_lines_of_descent_are_not_followed_through_what_is_hidden():
    """Two own pieces that both go back to one that only the other may read, by whatever hand."""
    review = open_review_for(reviewers=2, blind=True)
    mine = worked(INSIDE, INSIDE, slug="false", review=review)
    hidden = worked(INSIDE, slug="true", review=fresh(review)).evidence.get()
    own = list(mine.evidence.values_list("source_id", flat=True))
    third = with_evidence(mine.assignment, excerpt=INSIDE, source=hidden.source)
    before = departure_of_finding(mine)
    assert before.startswith("All 3 comparable, independent sources")
    Evidence.objects.filter(pk=hidden.pk).update(source=own[0])
    Evidence.objects.filter(pk=third.pk).update(derives_from=hidden)
    assert departure_of_finding(mine) == before
    # Control: read by both, it is the first one's publisher, and counts with it.
    review.policy.blind = False
    review.policy.save()
    mine = Finding.objects.get(pk=mine.pk)
    assert departure_of_finding(mine).startswith("Both comparable, independent sources")


# -- the verdict ---------------------------------------------------------------------------------


def worded(finding, **more):
    return draft_verdict(
        fresh(finding.review), by=finding.reviewer, conclusion="So.", explanation="See [1].", **more
    )


def test_a_verdict_that_departs_tells_its_readers_why():
    finding = handed_in(worked(INSIDE, slug="false", why=WHY))
    with pytest.raises(UnfitText, match=r"yet the rating is “False”.*Tell readers why") as refusal:
        worded(finding, departs_because=" ")
    assert refusal.value.field == "departs_because"
    assert worded(finding, departs_because=f" {WHY} ").departs_because == WHY
    # Control: where it does not depart nothing is asked, and nothing kept.
    agreeing = handed_in(worked(INSIDE, slug="true"))
    assert worded(agreeing, departs_because=WHY).departs_because == ""


def test_readers_are_told_of_the_numbers_that_they_see():
    """What is confidential is named to them without its figures, so that it cannot count."""
    finding = worked(OUTSIDE, slug="false", why=WHY)
    with_evidence(finding.assignment, excerpt=INSIDE, is_confidential=True, shown_as="A memo")
    assert departure_of_finding(finding).startswith("Of 2 comparable")
    handed_in(finding)
    assert departure_of_verdict(finding.review, finding.rating, [finding]) == ""
    assert worded(finding).departs_because == ""


def test_a_verdict_is_held_against_the_evidence_of_all_its_findings():
    review = open_review_for(reviewers=2)
    first = handed_in(worked(INSIDE, slug="true", review=review))
    second = handed_in(worked(OUTSIDE, slug="true", review=fresh(review), why=WHY))
    with pytest.raises(UnfitText, match="Of 2 comparable, independent sources 1 lies inside"):
        worded(first)
    assert worded(first, departs_because=WHY).drafted_by != second.reviewer


@pytest.mark.parametrize("kind", ["forecast", "promise", "opinion"])
def test_what_is_not_rated_departs_from_nothing(kind):
    given = assigned(open_review_for(), reviewer())
    Claim.objects.filter(pk=given.review.claim_id).update(kind=kind)
    with_evidence(given, excerpt=OUTSIDE)
    given.review.claim.refresh_from_db()
    finding = save_draft(given, by=given.reviewer, rating=None, reasons="Nobody knows.")
    assert departure_of_finding(finding) == ""
    assert handed_in(finding).rating is None
