"""Saying where evidence comes from: whose it must be, when, and what is refused."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from claims.models import ClaimEvent
from tests.factories import (
    SourceFactory,
    assigned,
    fresh,
    open_review_for,
    rating,
    reviewer,
    submitted,
    with_evidence,
)
from verification.errors import NotReady, Overtaken
from verification.models import Evidence, LineageDismissal
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.lineage import (
    say_it_derives,
    say_it_stands_alone,
    say_they_are_separate,
)
from verification.operations.own_evidence import cite_calculation
from verification.views.past import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    return assigned()


def piece(given, name, excerpt, **columns):
    return with_evidence(given, source=SourceFactory(name=name), excerpt=excerpt, **columns)


def chain(given):
    """Three pieces that stand alone: an institute's, a wire's and a blog's."""
    return [
        piece(given, name, f"{name} counts 6,300 people.") for name in ("Institute", "Wire", "Blog")
    ]


def origin_of(evidence):
    return Evidence.objects.get(pk=evidence.pk).derives_from


def last_line(given):
    latest = ClaimEvent.objects.filter(claim=given.review.claim).order_by("-id")[:1]
    [event] = told(latest, given.review, given.reviewer)
    return event


def test_a_copy_is_put_below_its_origin_and_taken_out_again(given):
    institute, wire, _ = chain(given)
    say_it_derives(wire, institute, by=given.reviewer)
    assert origin_of(wire) == institute
    line = last_line(given)
    assert line.sentence == "noted that the evidence from Wire repeats Institute"
    assert (line.actor, line.private_to) == (given.reviewer, given.reviewer)
    say_it_stands_alone(wire, by=given.reviewer)
    assert origin_of(wire) is None
    assert last_line(given).sentence == "noted that the evidence from Wire stands on its own"


def test_another_origin_takes_the_place_of_the_first(given):
    institute, wire, blog = chain(given)
    say_it_derives(blog, wire, by=given.reviewer)
    say_it_derives(blog, institute, by=given.reviewer)
    assert origin_of(blog) == institute


def test_a_line_that_would_close_is_refused(given):
    institute, wire, blog = chain(given)
    say_it_derives(wire, institute, by=given.reviewer)
    say_it_derives(blog, wire, by=given.reviewer)
    for origin in (blog, wire, institute):
        with pytest.raises(NotReady, match="itself goes back to this piece"):
            say_it_derives(institute, origin, by=given.reviewer)
    assert origin_of(institute) is None


def test_a_line_that_would_close_over_a_calculation_is_refused(given):
    institute, wire, _ = chain(given)
    total = cite_calculation(
        given, by=given.reviewer, formula="a × 2", stance="context", inputs={"a": (wire, 0)}
    )
    with pytest.raises(NotReady, match="itself goes back to this piece"):
        say_it_derives(wire, total, by=given.reviewer)
    say_it_derives(institute, total, by=given.reviewer)  # the control: it is no input
    with pytest.raises(NotReady, match="A calculation comes from what it is made of"):
        say_it_derives(total, institute, by=given.reviewer)


def test_what_is_noted_already_is_not_noted_twice(given):
    institute, wire, _ = chain(given)
    say_it_derives(wire, institute, by=given.reviewer)
    lines = ClaimEvent.objects.count()
    with pytest.raises(Overtaken, match="noted already that this repeats Institute"):
        say_it_derives(wire, institute, by=given.reviewer)
    with pytest.raises(Overtaken, match="stands on its own"):
        say_it_stands_alone(institute, by=given.reviewer)
    assert ClaimEvent.objects.count() == lines


def test_only_evidence_on_the_same_claim_can_be_an_origin(given):
    _, wire, _ = chain(given)
    elsewhere = piece(assigned(), "Register", "It counts 6,300 people.")
    with pytest.raises(NotReady, match="on the same claim"):
        say_it_derives(wire, elsewhere, by=given.reviewer)
    assert origin_of(wire) is None


def test_what_is_withdrawn_neither_repeats_nor_is_repeated(given):
    institute, wire, blog = chain(given)
    withdraw_evidence(institute, by=given.reviewer, reason="the wrong year")
    with pytest.raises(NotReady, match="Institute is withdrawn"):
        say_it_derives(wire, institute, by=given.reviewer)
    with pytest.raises(NotReady, match="This evidence is withdrawn"):
        say_it_derives(institute, wire, by=given.reviewer)
    say_it_derives(blog, wire, by=given.reviewer)  # the control


def test_once_the_finding_is_in_lineage_stands(given):
    institute, wire, blog = chain(given)
    say_it_derives(wire, institute, by=given.reviewer)
    save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="So.")
    submit_finding(given, by=given.reviewer)
    with pytest.raises(PermissionDenied):
        say_it_derives(blog, institute, by=given.reviewer)
    with pytest.raises(PermissionDenied):
        say_it_stands_alone(wire, by=given.reviewer)
    with pytest.raises(PermissionDenied):
        say_they_are_separate(blog, institute, by=given.reviewer)
    assert (origin_of(wire), origin_of(blog)) == (institute, None)


def two_at_work(*, blind):
    review = open_review_for(reviewers=2, blind=blind)
    first, second = assigned(review), assigned(fresh(review))
    return (
        second,
        piece(first, "Institute", "The institute counts 6,300 people."),
        piece(second, "Wire", "The wire counts 6,300 people."),
    )


def test_in_a_blind_review_the_other_reviewer_s_evidence_is_no_origin():
    second, theirs, mine = two_at_work(blind=True)
    for verb in (say_it_derives, say_they_are_separate):
        with pytest.raises(NotReady, match="that you may read"):
            verb(mine, theirs, by=second.reviewer)
    assert origin_of(mine) is None
    assert not LineageDismissal.objects.exists()


def test_in_an_open_review_it_may_be():
    second, theirs, mine = two_at_work(blind=False)
    say_it_derives(mine, theirs, by=second.reviewer)
    assert origin_of(mine) == theirs
    with pytest.raises(PermissionDenied):
        say_it_derives(theirs, mine, by=second.reviewer)


def test_a_pair_is_dismissed_once_whichever_comes_first(given):
    institute, wire, _ = chain(given)
    say_they_are_separate(wire, institute, by=given.reviewer)
    assert last_line(given).sentence == "noted that Wire and Institute do not repeat each other"
    lines = ClaimEvent.objects.count()
    say_they_are_separate(institute, wire, by=given.reviewer)
    row = LineageDismissal.objects.get()
    assert (row.first, row.second, row.by) == (institute, wire, given.reviewer)
    assert ClaimEvent.objects.count() == lines
    with pytest.raises(NotReady, match="two pieces"):
        say_they_are_separate(wire, wire, by=given.reviewer)


def test_a_noted_line_is_not_dismissed_and_noting_one_forgets_the_dismissal(given):
    institute, wire, _ = chain(given)
    say_they_are_separate(wire, institute, by=given.reviewer)
    say_it_derives(wire, institute, by=given.reviewer)
    assert not LineageDismissal.objects.exists()
    with pytest.raises(NotReady, match="noted to repeat"):
        say_they_are_separate(institute, wire, by=given.reviewer)
    say_it_stands_alone(wire, by=given.reviewer)
    assert LineageDismissal.objects.count() == 1


# -- the policy's origins ------------------------------------------------------------------------


def ready(**policy):
    given = assigned(open_review_for(**policy))
    save_draft(given, by=given.reviewer, rating=rating(given.review, "true"), reasons="So.")
    return given


def test_a_finding_without_the_origins_that_the_policy_asks_for_is_not_submitted():
    given = ready(origins_needed=2)
    institute, wire, blog = chain(given)
    say_it_derives(wire, institute, by=given.reviewer)
    say_it_derives(blog, wire, by=given.reviewer)
    with pytest.raises(NotReady) as refusal:
        submit_finding(given, by=given.reviewer)
    assert refusal.value.sentence == (
        "Before you can submit, add evidence that does not go back to Institute. The policy asks "
        "for 2 independent origins; yours go back to 1. Your draft is kept."
    )
    say_it_stands_alone(blog, by=given.reviewer)
    assert submit_finding(given, by=given.reviewer).is_submitted


def test_a_calculation_of_one_origin_is_no_second_one():
    given = ready(origins_needed=2)
    institute, *_ = (piece(given, "Institute", "It counts 6,300 people."),)
    cite_calculation(
        given, by=given.reviewer, formula="a × 2", stance="context", inputs={"a": (institute, 0)}
    )
    with pytest.raises(NotReady, match="yours go back to 1"):
        submit_finding(given, by=given.reviewer)


def test_a_copy_of_what_was_withdrawn_still_goes_back_to_its_publisher():
    given = ready(origins_needed=2)
    institute, wire, _ = chain(given)
    withdraw_evidence(_, by=given.reviewer, reason="not needed")
    say_it_derives(wire, institute, by=given.reviewer)
    withdraw_evidence(institute, by=given.reviewer, reason="the wrong year")
    with_evidence(given, source=institute.source, excerpt="Some 6,400 people by now.")
    with pytest.raises(NotReady, match="yours go back to 1"):
        submit_finding(given, by=given.reviewer)


def test_without_such_a_policy_one_origin_is_enough():
    given = ready()
    institute, wire, _ = chain(given)
    say_it_derives(wire, institute, by=given.reviewer)
    assert submit_finding(given, by=given.reviewer).is_submitted
    assert submitted(assigned(open_review_for(origins_needed=1))).is_submitted


def test_nothing_cited_is_told_in_one_sentence():
    given = assigned(open_review_for(origins_needed=2))
    save_draft(given, by=given.reviewer, rating=None, reasons="")
    with pytest.raises(NotReady, match=r"a rating, your reasons, a piece of evidence and evidence"):
        submit_finding(given, by=given.reviewer)


def test_only_one_s_own_evidence_is_touched():
    given, other = assigned(), reviewer()
    institute, wire, _ = chain(given)
    with pytest.raises(PermissionDenied):
        say_it_derives(wire, institute, by=other)
    assert origin_of(wire) is None
