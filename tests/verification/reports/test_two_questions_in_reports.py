"""Both questions, and a departure from the numbers, in what is published and exported."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from claims.models import Claimant
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
    reviewer,
    with_evidence,
)
from tests.verification.reports.published import exported, published_report, rows_of
from verification.models import Source, WasItSaid
from verification.operations.findings import save_draft, submit_finding
from verification.operations.reports import publish
from verification.operations.signoff import sign_off
from verification.operations.verdicts import draft_verdict
from verification.reports.document import digest
from verification.reports.evidence_words import SAID_WORDS
from verification.reports.page import page_of

pytestmark = pytest.mark.django_db
TAPE, REGISTER = "They said “some 9,000 people”.", "Some 6,300 people had joined by then."


def once(model, factory, name):
    return model.objects.filter(name=name).first() or factory(name=name)


def published(said="otherwise", slug="false", kind="number"):
    """Of a quoted claim, with one piece of evidence on each question."""
    claimant = once(Claimant, ClaimantFactory, "Mira Dane")
    claim = ClaimFactory(attribution="direct", kind=kind, claimant=claimant)
    claim.document.outlet = "Meridian Wire"
    claim.document.save()
    by = reviewer()
    given = assigned(open_review_for(claim), by)
    tape, register = (once(Source, SourceFactory, f"The {name}") for name in ("tape", "register"))
    with_evidence(given, source=tape, excerpt=TAPE, answers="was_it_said", stance="context")
    with_evidence(given, source=register, excerpt=REGISTER)
    save_draft(
        given, by=by, rating=rating(given.review, slug) if slug else None, reasons="Registers.",
        was_it_said=said, said_reasons="The tape.", departs_because=DEPARTS,
    )  # fmt: skip
    submit_finding(given, by=by)
    verdict = draft_verdict(
        fresh(given.review), by=by, conclusion="So.", explanation="See [2].",
        said_explanation="Another figure was said [1].", departs_because=f"{DEPARTS} [2]",
    )  # fmt: skip
    sign_off(verdict, by=editor())
    return publish(fresh(given.review), by=editor())


def page(client, report):
    return client.get(f"/verdicts/{report.review_id}/").text


def words(text):
    return " ".join(unescape(strip_tags(text)).split())


def sections(text):
    """Each section's words by the id of its heading."""
    return {
        found[1]: words(found[0])
        for found in re.finditer(r'<section aria-labelledby="(\w+)">.*?</section>', text, re.S)
    }


def test_every_answer_has_its_words():
    assert set(SAID_WORDS) == set(WasItSaid.values)


def test_readers_see_both_questions_each_with_its_evidence(client):
    told = sections(page(client, published()))
    assert list(told)[:4] == ["said", "numbers", "found", "evidence"]
    assert told["said"].startswith("Was it said? Yes, but otherwise. Another figure was said [1].")
    assert TAPE in told["said"]
    assert TAPE not in told["evidence"]
    assert told["found"] == "Is it so? What we found See [2]."
    assert REGISTER in told["evidence"]
    assert REGISTER not in told["said"]


def test_the_tally_and_the_departure_stand_with_the_number_line_away_from_the_rating(client):
    text = page(client, published())
    box = words(text.split('<span class="verdict-word">', 1)[1].split("</div>", 1)[0])
    assert "False" in box
    for told in ("independent source", "departs", DEPARTS):
        assert told not in box
    numbers = sections(text)["numbers"]
    assert "The one comparable, independent source lies inside what was claimed." in numbers
    assert (
        "Why the rating departs from the numbers The one comparable, independent source lies "
        "inside or overlaps what was claimed, yet the rating is “False”, in the lower half of the "
        f"scale. {DEPARTS} [2]"
    ) in numbers
    # Control: a rating that agrees with them says nothing of it.
    assert "departs" not in page(client, published(slug="true"))


def test_what_was_not_said_carries_no_rating_and_is_called_so(client):
    report = published("no", "")
    assert report.payload["verdict"]["label"] == "Not said"
    text = page(client, report)
    assert "Attributed to" in text
    box = words(text.split('<span class="verdict-word">', 1)[1].split("</div>", 1)[0])
    assert box.startswith("Not said So. Was it said? No This verdict carries no rating")
    # Control: rated all the same it has its rating's word.
    assert published("no", "true").payload["verdict"]["label"] == "True"


@pytest.mark.parametrize(
    ("kind", "label"),
    [("forecast", "a forecast"), ("promise", "a promise"), ("opinion", "an opinion")],
)
def test_what_gets_no_rating_is_published_without_one_and_departs_from_nothing(client, kind, label):
    report = published("yes", "", kind)
    assert report.payload["verdict"]["label"] == f"Not rated: {label}"
    assert (report.payload["verdict"]["rating"], report.payload["verdict"]["departure"]) == (
        None, None,
    )  # fmt: skip
    assert "rating-" not in page(client, report)
    feed = json.loads(exported("claimreview"))
    assert feed["dataFeedElement"] == []


def test_the_payload_has_both_and_its_hash_covers_them():
    payload = published().payload
    assert payload["was_it_said"] == "otherwise"
    assert payload["verdict"]["said_explanation"] == "Another figure was said [1]."
    assert payload["verdict"]["departure"]["because"] == f"{DEPARTS} [2]"
    assert [item["answers"] for item in payload["evidence"]] == ["was_it_said", "is_it_so"]
    changed = {**payload, "was_it_said": "yes"}
    assert digest(changed) != digest(payload)


def test_a_report_from_before_these_were_kept_is_shown_with_what_it_has(client):
    report = published()
    old = report.payload
    del old["verdict"]["said_explanation"], old["verdict"]["departure"]
    shown = page_of(old)
    assert (shown.said, shown.said_explanation, shown.departure) == ("Yes, but otherwise", [], None)
    assert [item.source for item in shown.on_the_saying] == ["The tape"]
    # One that was not asked has one question, as it had.
    old["was_it_said"] = ""
    for item in old["evidence"]:
        item["answers"] = "is_it_so"
    shown = page_of(old)
    assert (shown.said, shown.on_the_saying, len(shown.on_the_matter)) == ("", [], 2)
    # Control: one in the document's own voice is headed as ever.
    told = sections(page(client, published_report("true")))
    assert "said" not in told
    assert told["found"].startswith("What we found")


def test_the_sheet_has_columns_for_the_first_and_for_a_departure():
    published(), published_report("true")
    quoted, own = rows_of(exported("csv"))
    columns = ("was_it_said", "said_explanation", "departs_because")
    assert [quoted[name] for name in columns] == [
        "Yes, but otherwise", "Another figure was said [1].", f"{DEPARTS} [2]",
    ]  # fmt: skip
    assert quoted["departure"].endswith("in the lower half of the scale.")
    assert [own[name] for name in (*columns, "departure")] == ["", "", "", ""]
    first, second = quoted["evidence_lines"].split("\n")
    assert first.startswith("[1] Context, on whether it was said: The tape")
    assert second.startswith("[2] Supports: The register")


def test_claim_review_takes_the_second_with_the_evidence_on_that():
    published("unknown"), published("no", "")
    feed = json.loads(exported("claimreview"))
    (item,) = (element["item"] for element in feed["dataFeedElement"])
    assert item["reviewRating"]["alternateName"] == "False"
    assert [cited["name"] for cited in item["citation"]] == ["The register"]
    # Nobody can tell whether the claimant said it, so it is the outlet's claim.
    assert item["itemReviewed"]["author"]["name"] == "Meridian Wire"
    assert "1 without a rating" in feed["description"]
