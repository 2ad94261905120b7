"""Giving a verdict's text to somebody else, on the pages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.accounts.models import User
from tests.factories import assigned, drafted, editor, fresh, open_review_for, reviewer, submitted
from verification.operations.declared_interests import declare_interest
from verification.operations.reviews import close_review, reopen_review
from verification.operations.signoff import send_back
from verification.operations.suggestions import leave_suggestion, suggest_edits
from verification.operations.verdict_text import give_text
from verification.operations.verdicts import draft_verdict

pytestmark = pytest.mark.django_db
STUCK = "Whoever is to write the verdict, Petra Oakes, is no longer on the desk."


def named(name):
    person = reviewer()
    person.name = name
    person.save(update_fields=["name"])
    return person


def two():
    """Petra Oakes is the first reviewer; noise: another claim that waits for its text."""
    submitted(assigned(open_review_for(reviewers=1)))
    review = open_review_for(reviewers=2)
    petra = named("Petra Oakes")
    submitted(assigned(review, petra))
    nadia = submitted(assigned(fresh(review))).reviewer
    return fresh(review), petra, nadia


def page_of(client, person, address):
    client.force_login(person)
    return client.get(address).content.decode()


def give_address(review):
    return reverse("verification:give_text", args=[review.claim_id])


def leaves(person):
    User.objects.filter(pk=person.pk).update(is_active=False)


def test_an_editor_gives_the_text_and_the_others_see_for_whom_it_waits(client):
    review, petra, nadia = two()
    home = reverse("desk")
    assert "Petra Oakes to write the verdict" in page_of(client, nadia, home)
    boss, writer = editor(), named("Tom Hale")
    assert give_address(review) not in page_of(client, nadia, review.get_absolute_url())
    assert give_address(review) in page_of(client, boss, review.get_absolute_url())
    client.post(give_address(review), {"writer": writer.pk, "reason": "Petra is away."})
    assert fresh(review).text_by == writer
    assert "write the verdict" in page_of(client, writer, home)
    for person in (petra, nadia):
        assert "Tom Hale to write the verdict" in page_of(client, person, home)
    assert "gave the text to Tom Hale" in page_of(client, boss, review.get_absolute_url())


def test_who_has_an_interest_cannot_be_chosen(client):
    review, *_ = two()
    barred, free = reviewer(), reviewer()
    declare_interest(barred, by=barred, document=review.claim.document, stake="My text.")
    client.force_login(editor())
    for person in (barred, free):
        client.post(give_address(review), {"writer": person.pk, "reason": "So."})
        assert fresh(review).text_by == (None if person == barred else free)


def test_only_who_writes_the_text_has_the_form_open(client):
    review, petra, nadia = two()
    first = page_of(client, petra, review.get_absolute_url())
    second = page_of(client, nadia, review.get_absolute_url())
    assert "Write the verdict</h2>" in first
    assert "Write it yourself" not in first
    assert "Petra Oakes writes the text</h2>" in second
    assert "Write it yourself" in second
    address = reverse("verification:draft_verdict", args=[review.claim_id])
    client.post(address, {"conclusion": "It holds.", "explanation": "So [1]."})
    assert fresh(review).current_verdict.drafted_by == nadia


def test_a_text_whose_writer_left_is_among_what_nobody_can_take(client):
    review, petra, _ = two()
    boss = editor()
    addresses = [reverse("desk"), reverse("verification:nobody")]
    for address in addresses:
        assert STUCK not in page_of(client, boss, address)
    leaves(petra)
    for address in addresses:
        assert STUCK in page_of(client, boss, address)
    give_text(review, boss, by=boss, reason="Petra left.")
    for address in addresses:
        assert STUCK not in page_of(client, boss, address)


def test_many_stuck_texts_cost_no_more_queries_than_one(client, django_assert_num_queries):
    leaves(two()[1])
    client.force_login(editor())
    address = reverse("verification:nobody")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _ in range(4):
        leaves(two()[1])
    with django_assert_num_queries(len(one)):
        page = client.get(address).content.decode()
    assert page.count("Whoever is to write the verdict") == 5


def test_a_declared_interest_is_a_line_of_the_sign_off_list(client):
    review = open_review_for(reviewers=1)
    writer = submitted(assigned(review)).reviewer
    draft_verdict(fresh(review), by=writer, conclusion="It holds.", explanation="So [1].")
    boss, other = editor(), editor()
    declare_interest(boss, by=boss, document=review.claim.document, stake="My text.")
    sign = reverse("verification:sign_off", args=[review.claim_id])
    assert "and sign it …" not in page_of(client, boss, review.get_absolute_url())
    page = page_of(client, boss, sign)
    assert f'action="{sign}"' not in page
    assert '<li class="">You declared an interest in' in page
    assert "so another editor must sign it off." in page
    assert "Read the page and sign it …" in page_of(client, other, review.get_absolute_url())
    page = page_of(client, other, sign)
    assert f'action="{sign}"' in page
    assert '<li class="met">You declared no interest in it</li>' in page


def test_what_was_decided_unconfirmed_and_came_back_says_that_it_was_sent_back(client):
    review, petra, nadia = two()
    leaves(nadia)
    draft_verdict(review, by=petra, conclusion="It holds.", explanation="So [1].")
    send_back(fresh(review), by=editor(), reason="Name the register.")
    page = page_of(client, petra, review.get_absolute_url())
    assert "Name the register." in page
    assert "sent back: to be reworded" in page


# -- what the text starts from -------------------------------------------------------------------

WORDS = {
    "conclusion": "It nearly holds.", "explanation": "One says so [1].",
    "departs_because": "One did not.",
}  # fmt: skip
SUGGESTED = {"conclusion": "It holds, nearly.", "explanation": "So [1].", "note": "Say how."}


def test_a_text_from_an_earlier_round_is_kept_to_be_saved_knowingly(client):
    old = drafted()
    suggestion = suggest_edits(old, by=editor(), **SUGGESTED)
    review = close_review(fresh(old.review), by=editor(), reason="Not now.")
    given = assigned(reopen_review(review, by=editor(), reason="New facts."))
    submitted(given)
    client.force_login(given.reviewer)
    address = reverse("verification:draft_verdict", args=[review.claim_id])
    typed = {**WORDS, "seen": old.pk, "takes": suggestion.pk}
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert "starts from a text of an earlier round" in answer.text
    form = answer.context["verdict_form"]
    assert (form["conclusion"].value(), form["seen"].value(), form["takes"].value()) == (
        "It nearly holds.", "", "",
    )  # fmt: skip
    assert fresh(review).current_verdict is None
    assert client.post(address, {**WORDS, "seen": "", "takes": ""}).status_code == 302
    assert fresh(review).current_verdict.conclusion == "It nearly holds."


def test_edits_for_a_text_that_is_replaced_do_not_keep_the_next_from_being_saved(client):
    old = drafted()
    suggestion = suggest_edits(old, by=editor(), **SUGGESTED)
    newer = leave_suggestion(suggestion, by=old.drafted_by, reply="It is exact.")
    client.force_login(old.drafted_by)
    address = reverse("verification:draft_verdict", args=[old.review.claim_id])
    answer = client.post(address, {**WORDS, "seen": old.pk, "takes": suggestion.pk})
    assert answer.status_code == 409
    form = answer.context["verdict_form"]
    again = {**WORDS, "seen": form["seen"].value(), "takes": form["takes"].value()}
    assert again["seen"] == str(newer.pk)
    assert client.post(address, again).status_code == 302
    assert fresh(old.review).current_verdict.supersedes == newer
