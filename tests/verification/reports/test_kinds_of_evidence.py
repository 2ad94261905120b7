"""What readers are told of evidence that is no plain passage: on the page and in every export."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest

from tests.factories import (
    DEPARTS,
    SnapshotFactory,
    SourceFactory,
    assigned,
    editor,
    fresh,
    rating,
    with_evidence,
)
from verification.models import Evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.own_evidence import cite_calculation, cite_conversation, mark_seen
from verification.operations.reports import publish
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict
from verification.reports.document import digest
from verification.reports.evidence_words import evidence_line, where_it_stands
from verification.reports.page import page_of

from .published import exported, published_report, rows_of

pytestmark = pytest.mark.django_db

SECRETS = ("6,666", "6666", "secret words", "Deep Throat", "secret.example", "Whistle-blower")
NAME = "An internal memo, seen by the editor"


@pytest.fixture
def report():
    """A published verdict on a table's cell, a count, their share, an interview, and a memo that
    is only named."""
    given = assigned()
    by = given.reviewer
    text = "Deaths in 2024: 830 in all."
    cell = with_evidence(
        given, source=SourceFactory(name="Statistics office"), excerpt="830", kind="cell",
        page="12", row_head="2024", column_head="Deaths", population="Residents",
        place="Varland", snapshot=SnapshotFactory(text=text), as_of=date(2024, 12, 31),
    )  # fmt: skip
    whole = with_evidence(
        given, source=SourceFactory(name="Census"), excerpt="There were 83,000,000 residents."
    )
    cite_calculation(
        given, by=by, formula="per(a, b, 100000)", stance="context",
        inputs={"a": (cell, 0), "b": (whole, 0)},
    )  # fmt: skip
    cite_conversation(
        given, by=by, kind="interview", held_with="Anna Berg", held_on=date(2026, 5, 3),
        held_how="by phone", source=SourceFactory(name="Anna Berg", kind="person"),
        stance="supports", excerpt="We counted 6,300 people.",
    )  # fmt: skip
    secret = with_evidence(
        given, source=SourceFactory(name="Whistle-blower", interest="A secret interest"),
        excerpt="The secret words: 6,666 people.", is_confidential=True, shown_as=NAME,
        held_with="Deep Throat", url="https://secret.example/", stance="refutes",
        snapshot=SnapshotFactory(text="The secret words: 6,666 people."),
    )  # fmt: skip
    true = rating(given.review, "true")
    save_draft(given, by=by, rating=true, reasons="So.", departs_because=DEPARTS)
    submit_finding(given, by=by)
    verdict = draft_verdict(
        fresh(given.review), by=by, conclusion="It holds.", explanation="See [1] to [5].",
        departs_because=DEPARTS,
    )  # fmt: skip
    person = editor()
    mark_seen(secret, by=person)
    sign_off(verdict, by=person)
    return publish(fresh(given.review), by=person)


def page_words(client, report) -> str:
    html = client.get(f"/verdicts/{report.review_id}/").content.decode()
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html)))


def test_the_payload_says_what_each_piece_is_and_where_it_stands(report):
    cell, _, calculation, interview, memo = report.payload["evidence"]
    kept = ("kind", "page", "row", "column", "population", "place", "held", "confidential")
    assert {key: cell[key] for key in kept} == {
        "kind": "table cell", "page": "12", "row": "2024", "column": "Deaths",
        "population": "Residents", "place": "Varland", "held": None, "confidential": False,
    }  # fmt: skip
    assert cell["sha256"] == Evidence.objects.get(kind="cell").snapshot.sha256
    assert interview["kind"] == "interview"
    assert interview["held"] == {"with": "Anna Berg", "on": "2026-05-03", "how": "by phone"}
    assert calculation["calculation"] == {
        "formula": "per(a, b, 100000)",
        "steps": [
            "a = 830 (Statistics office)",
            "b = 83 million residents (Census)",
            "830 ÷ 83,000,000 × 100,000 = 1",
            "Result: 1 per 100,000 residents",
        ],
        "inputs": [
            {"letter": "a", "number": 1, "source": "Statistics office"},
            {"letter": "b", "number": 2, "source": "Census"},
        ],
    }
    assert calculation["origin"] == 1  # it is no origin of its own
    assert memo["confidential"]
    assert memo["source"] == {
        "name": NAME, "kind": "official", "tier": "reliable", "interest": "", "homepage": "",
    }  # fmt: skip
    nothing = ("excerpt", "url", "sha256", "page", "row", "column", "population", "place")
    assert [memo[key] for key in nothing] == [""] * len(nothing)
    assert (memo["figures"], memo["held"], memo["calculation"], memo["as_of"]) == (
        [], None, None, None,
    )  # fmt: skip


def test_the_public_page_shows_it(client, report):
    words = page_words(client, report)
    assert "Table cell: 2024 · Deaths, page 12, Residents, Varland" in words
    assert "Interview with Anna Berg, by phone, 3 May 2026" in words
    assert "Own calculation: per(a, b, 100000) = 1 per 100,000 residents" in words
    assert "830 ÷ 83,000,000 × 100,000 = 1" in words
    assert "Made of a: [1] Statistics office, b: [2] Census." in words
    assert "our own calculation from [1] Statistics office and [2] Census" in words
    assert f"[5] Refutes · {NAME}" in words
    assert (
        "5 pieces of evidence from 4 independent sources; 1 is our own calculation from them, so "
        "it does not count again." in words
    )
    assert "Named, not shown: an editor has seen it." in words


@pytest.mark.parametrize("kind", ["csv", "json", "claimreview", "page", "feed of one"])
def test_nothing_of_what_is_confidential_leaves_the_desk(client, report, kind):
    if kind == "page":
        out = page_words(client, report)
    elif kind == "feed of one":
        out = client.get(f"/verdicts/{report.review_id}/claimreview.json").content.decode()
    else:
        out = exported(kind)
    hash_of_it = Evidence.objects.get(is_confidential=True).snapshot.sha256
    for secret in (*SECRETS, hash_of_it):
        assert secret not in out, secret
    # Control: the others are there, and so is its name.
    assert "Statistics office" in out
    assert NAME in out


def test_the_csv_has_a_line_for_each_piece(report):
    (row,) = rows_of(exported("csv"))
    lines = row["evidence_lines"].split("\n")
    sha256 = Evidence.objects.get(kind="cell").snapshot.sha256
    assert lines[0] == (
        "[1] Supports: Statistics office, official, reliable, second-hand. Table cell: 2024 · "
        f"Deaths, page 12, Residents, Varland. As of 2024-12-31. Present in the saved "
        f"copy, SHA-256 {sha256}."
    )
    assert lines[2].endswith(
        "reliable, first-hand. per(a, b, 100000). a = 830 (Statistics office); b = 83 million "
        "residents (Census); 830 ÷ 83,000,000 × 100,000 = 1; Result: 1 per 100,000 residents. "
        "a: [1] Statistics office, b: [2] Census."
    )
    assert lines[4] == (
        f"[5] Refutes: {NAME}, official, reliable, second-hand. Named, not shown: an editor has "
        "seen it."
    )


def test_claim_review_cites_each_piece(report):
    (item,) = json.loads(exported("claimreview"))["dataFeedElement"]
    cell, _, _, interview, memo = item["item"]["citation"]
    assert cell["identifier"] == f"sha256:{report.payload['evidence'][0]['sha256']}"
    assert interview["description"] == "Interview with Anna Berg, by phone, 3 May 2026."
    assert memo == {
        "@type": "CreativeWork", "name": NAME,
        "description": "Named, not shown: an editor has seen it.",
    }  # fmt: skip


# A piece of evidence as reports kept it before kinds, places and calculations were told.
OLD = {
    "number": 1, "source": {"name": "Interior ministry", "kind": "official",
                            "tier": "primary record", "interest": "", "homepage": ""},
    "stance": "supports", "answers": "is_it_so", "hand": "first-hand",
    "excerpt": "Some 6,300 people had joined by then.", "url": "https://ministry.example/a",
    "as_of": "2026-05-01", "measures_otherwise": "", "derives_from": None, "origin": 1,
    "sha256": "", "figures": [],
}  # fmt: skip


def test_a_report_from_before_these_were_kept_reads_as_it_did(client):
    report = published_report()
    payload = {**report.payload, "evidence": [OLD]}
    row = type(report).objects.create(
        review=report.review, verdict=report.verdict, version=2, is_public=True, payload=payload,
        sha256=digest(payload), published_by=report.published_by,
    )  # fmt: skip
    words = page_words(client, row)
    assert (
        "[1] Supports · Interior ministry official, primary record, first-hand Some 6,300 people "
        "had joined by then. ministry.example · as of 1 May"
    ) in words
    assert page_of(payload).evidence[0].where == ""
    assert where_it_stands(OLD) == ""
    assert evidence_line(OLD) == (
        "[1] Supports: Interior ministry, official, primary record, first-hand. As of 2026-05-01. "
        "https://ministry.example/a."
    )
    assert "[1] Supports: Interior ministry" in exported("csv")
    assert '"name": "Interior ministry"' in exported("claimreview")


def test_whom_a_piece_holds_for_never_stands_alone_without_a_word():
    workers = {"kind": "passage", "population": "workers", "place": "Nordhavn"}
    assert where_it_stands(workers) == "Holds for workers, Nordhavn"
    assert where_it_stands({**workers, "place": ""}) == "Holds for workers"
    assert where_it_stands({**workers, "page": "12"}) == "Page 12, workers, Nordhavn"  # the control
