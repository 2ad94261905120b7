"""Forged, late and garbled posts to the citing page."""

from __future__ import annotations

import pytest

from tests.factories import SourceFactory, assigned, submitted
from tests.verification.saving import ADDRESS, TEXT, saved_for
from tests.verification.views.citing_pages import END, START, passage, url, words
from verification.models import Evidence

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="class")
def given(standing):
    return standing(assigned)()


@pytest.fixture(scope="class")
def at_work(standing, given):
    return standing.signed_in(given.reviewer)


PLACES = [("-1", "5"), ("5", "5"), ("9", "3"), ("0", "99999"), ("x", "y"), ("", ""), ("\x00", "1"),
          ("9" * 40, "9" * 41), ("0", str(2**31))]  # fmt: skip


@pytest.mark.parametrize(("start", "end"), PLACES)
def test_a_place_outside_the_copy_is_refused_and_nothing_is_cited(at_work, given, start, end):
    where = url("citing", given, saved_for(given).pk)
    typed = passage(start=start, end=end, source=SourceFactory().pk)
    assert at_work.post(where, typed).status_code == 422
    assert not Evidence.objects.exists()
    assert at_work.get(where, {"start": start, "end": end}).status_code == 200


def test_the_form_cannot_say_what_stands_there(at_work, given):
    copy = saved_for(given)
    forged = {"excerpt": "7,000", "kind": "cell", "page": "9", "row_head": "R", "prefix": "P"}
    at_work.post(url("citing", given, copy.pk), passage(source=SourceFactory().pk, **forged))
    evidence = Evidence.objects.get()
    assert (evidence.excerpt, evidence.kind, evidence.page, evidence.row_head) == (
        TEXT[START:END], "passage", "", "",
    )  # fmt: skip


def test_a_copy_of_another_claim_is_not_cited_from(at_work, given):
    foreign = saved_for(assigned())
    own_other = saved_for(assigned(to=given.reviewer), address=f"{ADDRESS}/2")
    for copy in (foreign, own_other):
        where = url("citing", given, copy.pk)
        assert at_work.get(where).status_code == 404
        assert at_work.post(where, passage(source=SourceFactory().pk)).status_code == 404
        assert at_work.post(url("save_copy_again", given, copy.pk)).status_code == 404


def test_pressed_twice_it_is_cited_once(at_work, given):
    where = url("citing", given, saved_for(given).pk)
    typed = passage(source=SourceFactory().pk)
    assert at_work.post(where, typed).status_code == 302
    again = at_work.post(where, typed)
    assert again.status_code == 422
    assert "You have cited this passage" in words(again)
    assert Evidence.objects.count() == 1


def test_once_handed_in_nothing_more_is_cited(at_work, given):
    copy = saved_for(given)
    submitted(given)
    before = Evidence.objects.count()
    for answer in (
        at_work.get(url("citing", given, copy.pk)),
        at_work.post(url("citing", given, copy.pk), passage(source=SourceFactory().pk)),
    ):
        assert answer["Location"] == given.review.get_absolute_url()
    assert Evidence.objects.count() == before


def test_what_a_page_brings_along_is_escaped(at_work, given):
    text = '<script>alert(1)</script> "x" 6,300 <b>people</b>.'
    copy = saved_for(given, text, title="<script>alert(2)</script>")
    for query in ({}, {"start": 0, "end": len(text)}):
        page = at_work.get(url("citing", given, copy.pk), query).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
    panel = at_work.get(given.review.get_absolute_url()).content.decode()
    assert "<script>alert" not in panel


@pytest.mark.parametrize("junk", ["\x00", "9" * 40, "<script>", "-1", "'; drop table--"])
def test_garbage_in_any_field_is_never_a_fault(at_work, given, junk):
    where = url("citing", given, saved_for(given).pk)
    fields = ("start", "end", "read_for", "source", "new_source", "new_kind", "new_tier", "stance",
              "hand", "answers", "as_of", "population", "place", "derives_from")  # fmt: skip
    for name in fields:
        typed = passage(source=SourceFactory().pk) | {name: junk}
        assert at_work.post(where, typed).status_code < 500
        assert at_work.get(where, {name: junk, "at": junk}).status_code == 200
    assert at_work.get(url("copies_offered", given), {"address": junk}).status_code == 200
