"""Two findings side by side, how they were settled, and what later rounds show of earlier ones."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories import (
    DEPARTS,
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    quoted_review,
    rating,
    reviewer,
    submitted,
    with_evidence,
)
from verification.models import Settlement
from verification.operations.asking_again import ask_again
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reviews import close_review
from verification.operations.verdicts import (
    adjudicate,
    agree_to_settlement,
    draft_verdict,
    propose_settlement,
)

pytestmark = pytest.mark.django_db
SETTLED = "verification:settled"


def worked(review, slug, *evidence, said="", reasons="Two registers."):
    """A further reviewer's finding that rests on the evidence given, as (source, stance, text)."""
    given = assigned(review, reviewer())
    for source, stance, excerpt in evidence:
        with_evidence(given, source=source, stance=stance, excerpt=excerpt)
    save_draft(
        given, by=given.reviewer, rating=rating(review, slug), reasons=reasons, was_it_said=said,
        said_reasons="The tape." if said == "no" else "", departs_because=DEPARTS,
    )  # fmt: skip
    return submit_finding(given, by=given.reviewer)


def two_that_differ():
    """Both cite the register, with another stance; each cites one that the other does not."""
    review = quoted_review(reviewers=2, blind=True)
    register, first, second = (SourceFactory(name=n) for n in ("Register", "Harbour", "Census"))
    both = [
        worked(review, "true", (register, "supports", "Some 6,300 people."),
               (first, "supports", "We saw 6,400 people."), said="yes", reasons="The first’s."),
        worked(review, "false", (register, "refutes", "Some 6,300 people."),
               (second, "refutes", "We count 2,100 people."), said="no", reasons="The second’s."),
    ]  # fmt: skip
    return fresh(review), *both


@pytest.fixture(scope="class")
def differing(standing):
    return standing(two_that_differ)()


def page_of(client, person, address):
    client.force_login(person)
    return client.get(address).text


def sides(page):
    """The words of both articles, in one line each."""
    return [" ".join(strip_tags(side).split()) for side in page.split("<article")[1:3]]


def test_who_reviewed_it_and_editors_see_both_side_by_side_with_what_differs(client, differing):
    review, first, second = differing
    for person in (first.reviewer, second.reviewer, editor()):
        page = page_of(client, person, review.get_absolute_url())
        mine, theirs = sides(page)
        for side, finding, said in ((mine, first, "Yes, as quoted"), (theirs, second, "No")):
            assert finding.reviewer.name in side
            assert f"Is it so? ≠ differs {finding.rating.label}" in side
            assert f"Was it said? ≠ differs {said}" in side
            assert finding.reasons in side
        assert f"≠ for {second.reviewer.name}: refutes" in mine
        assert f"≠ not cited by {second.reviewer.name}" in mine
        assert "Does not cite: Census" in mine
        assert "Does not cite: Harbour" in theirs
        assert page.count('class="pill">yours') == (person in (first.reviewer, second.reviewer))


def test_the_figures_of_both_stand_on_one_number_line_under_their_names(client, differing):
    review, first, second = differing
    page = page_of(client, first.reviewer, review.get_absolute_url())
    (table,) = re.findall(r'<div class="nl-scroll".*?</table>', page, re.S)
    for finding in (first, second):
        assert f"Register ({finding.reviewer.name})" in table
    assert f"Census ({second.reviewer.name})" in table


def test_what_is_alike_is_not_lit(client):
    review = open_review_for(reviewers=2, blind=True)
    source = SourceFactory()
    for _ in range(2):
        worked(review, "true", (source, "supports", "Some 6,300 people."), said="yes")
    page = page_of(client, editor(), review.get_absolute_url())
    assert "≠" not in page
    assert "they agree" in page


def test_ratings_that_the_policy_takes_for_alike_are_shown_as_near_enough(client):
    review = open_review_for(reviewers=2, blind=True, agree_within=1)
    for slug in ("true", "mostly-true"):
        submitted(assigned(review, reviewer()), slug)
    page = page_of(client, editor(), review.get_absolute_url())
    assert "near enough for the policy" in page
    assert "they differ" not in page
    assert 'action="/claims/' in page


def test_a_proposal_takes_theirs_and_the_other_agrees(client, differing):
    review, first, second = differing
    client.force_login(first.reviewer)
    address = reverse("verification:propose_settlement", args=[review.claim_id])
    answer = client.post(address, {"reasons": "Yours is the newer register."})
    assert answer.status_code == 422
    assert "Choose the rating" in answer.text
    assert "Yours is the newer register." in answer.text
    client.post(address, {"takes": second.pk, "reasons": "Yours is the newer register."})
    proposal = Settlement.objects.get()
    assert (proposal.takes, proposal.rating.slug) == (second, "false")
    page = page_of(client, second.reviewer, review.get_absolute_url())
    assert f"The finding of {second.reviewer.name}, as it stands" in page
    assert "Mine, as it stands: False" in page
    # Of another claim's finding the form knows nothing.
    strange = submitted(assigned())
    assert client.post(address, {"takes": strange.pk, "reasons": "x"}).status_code == 422


def test_an_adjudicator_takes_one_as_it_stands_and_the_text_starts_from_it(client, differing):
    review, first, second = differing
    client.force_login(editor())
    address = reverse("verification:adjudicate", args=[review.claim_id])
    client.post(address, {"takes": second.pk, "reasons": "The census counts everybody."})
    assert Settlement.objects.get().takes == second
    page = page_of(client, first.reviewer, review.get_absolute_url())
    form = page[page.index('name="explanation"') :]
    assert form[: form.index("</textarea>")].endswith("The second’s.")


def test_asked_again_both_read_the_note_and_the_earlier_round_but_not_each_other(client, differing):
    review, first, second = differing
    chief = editor()
    ask_again(review, by=chief, reason="The census of May is out.")
    review = fresh(review)
    mine = review.standing_assignment_of(first.reviewer)
    save_draft(mine, by=first.reviewer, rating=None, reasons="Now a secret draft.")
    with_evidence(mine, excerpt="A secret of 7,777 people.")
    for person in (first.reviewer, second.reviewer):
        page = page_of(client, person, review.get_absolute_url())
        assert f"asked for by {chief.name}" in page
        assert "The census of May is out." in page
        assert "Earlier rounds" in page
        assert "The first’s." in page
        assert "The second’s." in page
        assert ("secret" in page) == (person == first.reviewer)


def test_an_earlier_round_says_how_it_was_settled(client, differing):
    review, first, second = differing
    adjudicate(review, by=editor(), takes=first, reasons="The register counts.")
    close_review(fresh(review), by=editor(), reason="No news.")
    client.force_login(editor())
    client.post(reverse("verification:reopen", args=[review.claim_id]), {"reason": "News."})
    page = page_of(client, second.reviewer, review.get_absolute_url())
    rounds = page[page.index('id="rounds"') :]
    assert "Round 1" in rounds
    assert "adjudicated" in rounds
    assert "The register counts." in rounds


# -- one's own findings, and what became of them -------------------------------------------------


def settled_page(client, person):
    return page_of(client, person, reverse(SETTLED))


def test_each_reads_what_became_of_their_own_finding_and_of_nobody_else_s(client, differing):
    review, first, second = differing
    proposal = propose_settlement(review, by=first.reviewer, takes=second, reasons="A good point.")
    agree_to_settlement(proposal, by=second.reviewer)
    draft_verdict(
        fresh(review), by=first.reviewer, conclusion="It does not hold.", explanation="See [1].",
        said_explanation="The tape.", departs_because=DEPARTS,
    )  # fmt: skip
    mine = settled_page(client, first.reviewer)
    assert f"Settled by you both: the finding of {second.reviewer.name} holds" in mine
    assert "A good point." in mine
    assert "It does not hold." in mine
    assert "Settled by you both: your finding holds" in settled_page(client, second.reviewer)
    for other in (reviewer(), editor()):
        assert "Nothing to look back on yet" in settled_page(client, other)


def test_agreed_adjudicated_open_asked_again_and_closed_ones_are_told_apart(client):
    person, chief = reviewer(capacity=20), editor()

    def case(mine, theirs):
        review = open_review_for(reviewers=2, blind=True)
        own = submitted(assigned(review, person), mine)
        other = submitted(assigned(review, reviewer()), theirs)
        return fresh(review), own, other

    *_, other = case("true", "true")
    review, own, _ = case("true", "false")
    adjudicate(review, by=chief, takes=own, reasons="So it is.")
    *_, open_one = case("true", "false")
    again, *_ = case("true", "false")
    ask_again(again, by=chief, reason="Look at the census.")
    closed, *_ = case("true", "false")
    close_review(closed, by=chief, reason="No longer news.")
    page = settled_page(client, person)
    assert re.findall(r"<strong>(.*?)\.</strong>", page) == [
        "Not settled: the review was closed",
        f"{chief.name} asked both again",
        f"You and {open_one.reviewer.name} differ",
        f"{chief.name} decided: your finding holds",
        f"You and {other.reviewer.name} agreed",
    ]
    for why in ("No longer news.", "Look at the census.", "So it is."):
        assert why in page


def test_a_finding_is_listed_once_the_other_is_in_and_not_before(client):
    review = open_review_for(reviewers=2, blind=True)
    first, second = (assigned(review, reviewer()) for _ in range(2))
    submitted(first, "true")
    assert "Nothing to look back on yet" in settled_page(client, first.reviewer)
    submitted(second, "true")
    assert "agreed" in settled_page(client, first.reviewer)
    # A lone reviewer's finding was not settled with anybody.
    alone = submitted(assigned(open_review_for()))
    assert "Nothing to look back on yet" in settled_page(client, alone.reviewer)


def test_the_page_takes_a_fixed_number_of_queries(client, django_assert_num_queries):
    person, chief = reviewer(capacity=60), editor()

    def settle_one():
        review = open_review_for(reviewers=2, blind=True)
        submitted(assigned(review, person), "true")
        submitted(assigned(review, reviewer()), "false")
        adjudicate(fresh(review), by=chief, rating=rating(review, "half-true"), reasons="So.")

    settle_one()
    client.force_login(person)
    client.get(reverse(SETTLED))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(SETTLED))
    for _ in range(21):
        settle_one()
    with django_assert_num_queries(len(one)):
        page = client.get(reverse(SETTLED)).text
    assert page.count('class="settled"') == 20
    assert "Older" in page
