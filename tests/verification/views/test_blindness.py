"""As long as a review is blind, nothing of one reviewer's work reaches the other by any page."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories import (
    SourceFactory,
    admin,
    assigned,
    editor,
    open_review_for,
    rating,
    reviewer,
    submitted,
    with_evidence,
)
from tests.verification.handing_in import shown
from verification.models import Evidence
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft
from verification.operations.reviews import reopen_review

pytestmark = pytest.mark.django_db
SECRETS = (
    "a secret excerpt of 6,666 people",
    "a secret reason to withdraw",
    "a secret draft",
    "a secret departure",
    "6,666",
)


@pytest.fixture
def blind():
    """A blind review on which the first reviewer has done everything but submit."""
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(review)
    source = SourceFactory(name="Secret Bureau")
    with_evidence(first, excerpt="a secret excerpt of 6,666 people", source=source)
    gone = with_evidence(first, excerpt="another secret", source=source)
    withdraw_evidence(gone, by=first.reviewer, reason="a secret reason to withdraw")
    save_draft(
        first, by=first.reviewer, rating=rating(review, "false"), reasons="a secret draft",
        departs_because="a secret departure",
    )  # fmt: skip
    return review, first, second


def pages_of(review):
    source = Evidence.objects.filter(review=review).first().source
    return [
        review.get_absolute_url(),
        reverse("verification:history", args=[review.claim_id]),
        reverse("verification:claims"),
        source.get_absolute_url(),
    ]


def seen_by(client, person, review):
    """The words of all pages, without their marks."""
    client.force_login(person)
    return "\n".join(strip_tags(client.get(page).content.decode()) for page in pages_of(review))


@pytest.mark.parametrize("who", ["second", "editor", "admin", "reviewer"])
def test_no_page_shows_the_first_reviewer_s_work_to_anybody_else(client, blind, who):
    review, _, second = blind
    people = {"editor": editor, "admin": admin, "reviewer": reviewer}
    person = second.reviewer if who == "second" else people[who]()
    seen = seen_by(client, person, review)
    # The source is on the desk's own list, so its own page and the form's choice may name it.
    for secret in SECRETS:
        assert secret not in seen
    assert "cited evidence" not in seen
    assert "withdrew evidence" not in seen
    assert "Nothing that you may read was cited from it yet." in seen


def test_the_first_reviewer_sees_their_own(client, blind):
    review, first, _ = blind
    seen = seen_by(client, first.reviewer, review)
    for secret in SECRETS:
        assert secret in seen


def test_counts_tell_nothing_either(client, blind):
    _, first, second = blind
    for person, count in ((second.reviewer, 0), (editor(), 0), (first.reviewer, 1)):
        client.force_login(person)
        rows = client.get(reverse("verification:sources")).context["sources"]
        assert [s.times_cited for s in rows if s.name == "Secret Bureau"] == [count]


def test_a_submitted_finding_stays_hidden_until_the_other_is_in(client, blind):
    review, first, second = blind
    client.force_login(first.reviewer)
    said = {
        "reasons": "a secret draft", "rating": rating(review, "false").pk,
        "departs_because": "a secret departure",
    }  # fmt: skip
    where = reverse("verification:submit", args=[review.claim_id])
    client.post(where, shown(client, review, said | {"version": 1}))
    seen = seen_by(client, second.reviewer, review)
    for secret in SECRETS:
        assert secret not in seen
    assert "submitted a finding" not in seen
    # With both in, each reads the other's.
    submitted(second, "true")
    seen = seen_by(client, second.reviewer, review)
    for secret in SECRETS:
        assert secret in seen
    assert "they differ" in seen


def test_evidence_of_the_other_cannot_be_named_as_an_origin_nor_withdrawn(client, blind):
    review, first, second = blind
    hidden = Evidence.objects.filter(cited_by=first.reviewer).first()
    client.force_login(second.reviewer)
    passage = {
        "source": SourceFactory().pk, "stance": "refutes", "excerpt": "x", "hand": "first",
        "derives_from": hidden.pk,
    }  # fmt: skip
    answer = client.post(reverse("verification:cite", args=[review.claim_id]), passage)
    assert answer.status_code == 422
    assert "secret" not in answer.content.decode()
    withdraw = reverse("verification:withdraw_evidence", args=[review.claim_id, hidden.pk])
    assert client.post(withdraw, {"reason": "x"}).status_code == 404
    # Control: their own may be named.
    mine = with_evidence(second)
    passage["derives_from"] = mine.pk
    assert client.post(
        reverse("verification:cite", args=[review.claim_id]), passage
    ).status_code == 302  # fmt: skip


@pytest.mark.parametrize("blind_policy", [True, False])
@pytest.mark.parametrize("reviewers", [1, 2])
@pytest.mark.parametrize("handed_in", [0, 1, 2])
def test_what_is_readable_over_all_reviews_is_what_is_readable_on_each(
    blind_policy, reviewers, handed_in
):
    review = open_review_for(reviewers=reviewers, blind=blind_policy)
    given = [assigned(review) for _ in range(reviewers)]
    for assignment in given[:handed_in]:
        submitted(assignment)
    for assignment in given[handed_in:]:
        with_evidence(assignment)
    with_evidence(assigned())  # noise: another review
    for person in (*(assignment.reviewer for assignment in given), editor()):
        review = type(review).objects.get(pk=review.pk)
        one_by_one = set(Evidence.objects.filter(review=review).readable_by(person, review))
        at_once = set(Evidence.objects.visible_to(person).filter(review=review))
        assert at_once == one_by_one


def test_an_earlier_round_is_open_to_the_next_one_s_reviewers(client):
    review = open_review_for(reviewers=2, blind=True)
    for _ in range(2):
        submitted(assigned(review), reasons="Reasons of the first round.")
    type(review).objects.filter(pk=review.pk).update(state="closed")
    review = reopen_review(type(review).objects.get(pk=review.pk), by=editor(), reason="new facts")
    review.policy.reviewers, review.policy.blind = 2, True
    review.policy.save()
    again = assigned(review)
    other = assigned(review)
    with_evidence(other, excerpt="hidden in the second round")
    client.force_login(again.reviewer)
    page = client.get(review.get_absolute_url()).content.decode()
    assert "From earlier rounds: 2" in page
    assert "hidden in the second round" not in page
