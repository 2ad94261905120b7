"""A figure’s words and its parts, which belong together."""

from __future__ import annotations

import pytest

from claims.models import Appearance
from tests.claims.views.correction_pages import PARTS, at, figure_at, figure_of, text_of
from tests.factories import ClaimFactory, DocumentFactory, editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(client):
    person = editor()
    client.force_login(person)
    return person


@pytest.fixture
def claim():
    claim = ClaimFactory(statement="5,000 to 7,000 people have joined.", attribution="indirect")
    claim.figures.update(steps=[["range of digits", 25, 39], ["counted noun", 40, 46]])
    return claim


@pytest.fixture
def ships(by):
    """A claim without figures, over a sentence that has some."""
    document = DocumentFactory(snapshot__text="Ten voters saw odds of 7-2 and a handful of boats.")
    claim = ClaimFactory(document=document)
    claim.appearances.all().delete()
    claim.figures.all().delete()
    Appearance.at(document.snapshot, 0, 50, claim=claim).save()
    return claim


def looked(client, address: str, **typed):
    """The form's values after a look, as the page then sends them."""
    form = client.post(address, {**typed, "do": "read"}).context["form"]
    return {name: form[name].value() or "" for name in (*form.parts, "typed_read")}


BLANK = {"comparator": "exact", "nature": "level", "change": "none"}


def test_parts_of_earlier_words_go_when_the_words_now_do_not_read(client, ships):
    at_add = at("figure_add", ships)
    parts = looked(client, at_add, **BLANK, words="Ten voters")
    assert (parts["low"], parts["counted"]) == ("10", "voter")
    answer = client.post(at_add, {**parts, "words": "a handful of boats", "do": "read"})
    assert "finds no figure" in text_of(answer.content.decode())
    assert "Reads as" not in answer.content.decode()
    after = looked(client, at_add, **{**parts, "words": "a handful of boats"})
    assert (after["low"], after["counted"], after["typed_read"]) == ("", "", "a handful of boats")


def test_parts_of_earlier_words_are_never_saved_for_the_words_sent(client, ships):
    at_add = at("figure_add", ships)
    parts = looked(client, at_add, **BLANK, words="Ten voters")
    answer = client.post(at_add, {**parts, "words": "a handful of boats"})
    assert answer.status_code == 422
    assert "finds no figure" in str(answer.context["form"].errors["words"])
    assert not ships.figures.exists()
    # Set by hand after the words that are sent, they count.
    parts = looked(client, at_add, **{**parts, "words": "a handful of boats"})
    given = {**parts, "words": "a handful of boats", "low": "5", "counted": "boats"}
    assert client.post(at_add, given).status_code == 302
    assert [(f.text, f.low, f.counted) for f in ships.figures.all()] == [
        ("a handful of boats", 5, "boat")
    ]


def test_a_part_set_by_hand_stays_when_the_words_do_not_read(client, ships):
    parts = looked(client, at("figure_add", ships), **BLANK, words="Ten voters")
    after = looked(
        client,
        at("figure_add", ships),
        **{**parts, "place": "Varland", "words": "a handful of boats"},
    )
    assert (after["low"], after["place"]) == ("", "Varland")


def test_words_taken_back_leave_the_figure_as_it_was(client, by, claim):
    parts = looked(client, figure_at(claim), **{**PARTS, "high": "7,000", "typed": "ten voters"})
    assert parts["low"] == "10"
    back = looked(client, figure_at(claim), **{**parts, "typed": ""})
    assert (back["low"], back["high"], back["typed_read"]) == ("5,000", "7,000", "")


def test_filling_in_the_parts_by_hand_is_told_what_it_comes_to(client, by, claim):
    parts = looked(client, figure_at(claim), **{**PARTS, "typed": "several"})
    assert parts["low"] == ""
    given = {**parts, "typed": "several", "low": "7", "high": "5", "do": "preview"}
    said = text_of(client.post(figure_at(claim), given).content.decode())
    assert "above the higher" in said
    assert "finds no figure" not in said
    given = {**parts, "typed": "several", "low": "7", "counted": "people"}
    assert client.post(figure_at(claim), given).status_code == 302
    assert figure_of(claim).low == 7


def test_a_refusal_is_said_at_its_field_and_above_and_not_again_below(client, by, claim):
    page = client.post(figure_at(claim), {**PARTS, "typed": "several"}).content.decode()
    assert page.count("finds no figure") == 2


def test_a_number_that_the_text_does_not_give_is_saved_with_both_named(client, by, claim):
    given = {**PARTS, "low": "5,001", "high": "7,000", "words": "5,000 to 7,000"}
    look = text_of(client.post(figure_at(claim), {**given, "do": "preview"}).content.decode())
    assert "Reads as 5,001 – 7,000 people but the text says “5,000 to 7,000”" in look
    page = text_of(client.post(figure_at(claim), given, follow=True).content.decode())
    assert "Saved as 5,001 – 7,000 people, although the text says “5,000 to 7,000”" in page
    assert figure_of(claim).low == 5001


def test_a_number_of_another_scale_is_no_contradiction(client, by, claim):
    given = {**PARTS, "low": "5 million", "high": "7 million", "words": "5,000 to 7,000"}
    assert "although" not in client.post(figure_at(claim), given, follow=True).content.decode()


def test_the_words_follow_what_was_typed_where_the_text_has_it(client, by, claim):
    words = claim.document.snapshot.text
    figure = figure_of(claim)
    typed = words[figure.start : words.index(" ", figure.end + 1)]  # one word more
    assert typed != figure.text
    given = {**PARTS, "typed": typed, "words": figure.text, "near": figure.start}
    assert client.post(figure_at(claim), given).status_code == 302
    figure.refresh_from_db()
    assert figure.text == words[figure.start : figure.end] == typed
