"""What readers are told of where figures come from, and that excerpts stand in their copies."""

from __future__ import annotations

import json

import pytest

from newsroom.captures.models import PASTED_TYPE
from tests.factories import (
    SnapshotFactory,
    SourceFactory,
    assigned,
    editor,
    fresh,
    rating,
    with_evidence,
)
from verification.models import Report
from verification.operations.evidence import withdraw_evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.own_evidence import mark_seen
from verification.operations.reports import publish
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict
from verification.reports.evidence_words import evidence_line
from verification.reports.page import page_of

pytestmark = pytest.mark.django_db

RANGE, MOST = "Between 5,000 and 7,000 people joined.", "Up to 7,000 people joined."


@pytest.fixture
def given():
    return assigned()


def piece(given, name, excerpt, **columns):
    return with_evidence(given, source=SourceFactory(name=name), excerpt=excerpt, **columns)


def published(given, *seen):
    by, person = given.reviewer, editor()
    save_draft(given, by=by, rating=rating(given.review, "true"), reasons="So.")
    submit_finding(given, by=by)
    verdict = draft_verdict(
        fresh(given.review), by=by, conclusion="It holds.", explanation="See [1]."
    )
    for evidence in seen:
        mark_seen(evidence, by=person)
    sign_off(verdict, by=person)
    return publish(fresh(given.review), by=person)


def chain(given, **of_origin):
    institute = piece(given, "Institute", RANGE, **of_origin)
    wire = piece(given, "Wire", MOST, derives_from=institute, hand="second")
    piece(given, "Register", "The register counts 6,300 people.")
    return institute, wire


def tree(pieces):
    return [(piece.cited.number, tree(piece.below)) for piece in pieces]


def test_the_report_keeps_what_was_lost_between_origin_and_copy(given):
    chain(given)
    evidence = published(given).payload["evidence"]
    assert [item["losses"] for item in evidence] == [
        [],
        [
            {
                "kind": "range collapsed to maximum",
                "was": "Between 5,000 and 7,000 people",
                "became": "Up to 7,000 people",
                "sentence": "Range collapsed to maximum: “Between 5,000 and 7,000 people” became "
                "“Up to 7,000 people”.",
            }
        ],
        [],
    ]
    assert [item["origin"] for item in evidence] == [1, 1, 3]
    assert "Range collapsed to maximum: “Between" in evidence_line(evidence[1])


def test_the_public_page_draws_where_the_figures_come_from(client, given):
    chain(given)
    report = published(given)
    page = page_of(report.payload)
    assert tree(page.origins) == [(1, [(2, [])])]
    assert page.counted == (
        "3 pieces of evidence from 2 independent sources; 1 only repeats another, so it does not "
        "count again"
    )
    shown = client.get(report.get_absolute_url()).text
    assert "Where the figures come from" in shown
    assert f"<p>{page.counted}.</p>" in shown
    assert f"It rests on {page.counted}." in shown
    assert '<span class="pill pill-caution">range collapsed to maximum</span>' in shown


def test_without_descent_there_is_no_such_part(client, given):
    piece(given, "Institute", RANGE)
    report = published(given)
    assert page_of(report.payload).origins == []
    assert "Where the figures come from" not in client.get(report.get_absolute_url()).text


def test_a_copy_of_what_was_withdrawn_goes_back_to_its_publisher(given):
    institute, wire = chain(given)
    with_evidence(given, source=institute.source, excerpt="Some 6,400 people by now.")
    withdraw_evidence(institute, by=given.reviewer, reason="the wrong year")
    evidence = published(given).payload["evidence"]
    assert [item["source"]["name"] for item in evidence] == ["Wire", "Register", "Institute"]
    assert [item["origin"] for item in evidence] == [1, 2, 1]
    assert wire.source.name == "Wire"


@pytest.mark.parametrize("secret", ["origin", "copy"])
def test_of_confidential_evidence_no_loss_tells_the_figures(client, given, secret):
    hidden = {"is_confidential": True, "shown_as": "An internal memo"}
    institute = piece(given, "Institute", RANGE, **(hidden if secret == "origin" else {}))
    wire = piece(
        given, "Wire", MOST, derives_from=institute, **(hidden if secret == "copy" else {})
    )
    report = published(given, institute if secret == "origin" else wire)
    assert [item["losses"] for item in report.payload["evidence"]] == [[], []]
    words = "5,000 and 7,000" if secret == "origin" else "Up to 7,000"
    assert words not in json.dumps(report.payload["evidence"])
    assert words not in client.get(report.get_absolute_url()).text


def test_the_report_says_that_the_passage_stands_in_its_copy(client, given):
    piece(given, "Institute", RANGE, snapshot=SnapshotFactory(text=f"A count. {RANGE}"))
    piece(given, "Wire", MOST)
    report = published(given)
    assert [item["standing"] for item in report.payload["evidence"]] == ["present", ""]
    assert "Present in the saved copy, SHA-256" in evidence_line(report.payload["evidence"][0])
    shown = client.get(report.get_absolute_url()).text
    assert shown.count("the passage was proved to stand in it") == 1


@pytest.mark.parametrize(
    ("columns", "copy", "told"),
    [
        ({"media_type": PASTED_TYPE}, "pasted text", "One of us pasted this text"),
        ({"filename": "count.pdf"}, "uploaded file", "One of us uploaded this file"),
        ({"final_url": "https://count.example/"}, "saved copy", "We keep the page as it was"),
    ],
)
def test_readers_are_told_whether_the_desk_fetched_it_or_somebody_brought_it(
    client, given, columns, copy, told
):
    columns = {"url": "https://count.example/", **columns}
    piece(given, "Institute", RANGE, snapshot=SnapshotFactory(text=f"A count. {RANGE}", **columns))
    report = published(given)
    [item] = report.payload["evidence"]
    assert item["copy"] == copy
    assert f"Present in the {copy}, SHA-256" in evidence_line(item)
    shown = client.get(report.get_absolute_url()).text
    assert [words in shown for words in (told, f"{copy.capitalize()}: the passage")] == [True] * 2
    others = {"One of us pasted", "One of us uploaded", "We keep the page as it was"}
    assert [words for words in others if words in shown and not told.startswith(words)] == []


def test_a_report_of_before_these_were_kept_renders(client, given):
    chain(given)
    report = published(given)
    payload = report.payload
    for item in payload["evidence"]:
        del item["losses"], item["standing"]
    # Reports are not changed, so what is rendered here is what an older one held.
    page = page_of(payload)
    assert tree(page.origins) == [(1, [(2, [])])]
    assert [piece.losses for piece in page.evidence] == [(), (), ()]
    assert not any(piece.is_in_copy for piece in page.evidence)
    assert evidence_line(payload["evidence"][1]).startswith("[2] Supports: Wire")
    assert Report.objects.get().payload["evidence"][1]["losses"]
