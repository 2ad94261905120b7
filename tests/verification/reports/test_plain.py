import json

import pytest

from tests.factories import editor
from verification.operations.reports import retract
from verification.reports.document import digest
from verification.reports.selection import Selection

from .published import exported, published_report

pytestmark = pytest.mark.django_db


def test_it_states_desk_filter_time_and_scale(settings):
    settings.DESK_NAME = "The Harbour Desk"
    published_report("false")
    file = json.loads(exported("json", Selection(rating="false")))
    assert file["desk"] == "The Harbour Desk"
    assert file["filter"] == {
        "purpose": "others_claims",
        "published_since": None,
        "published_until": None,
        "rating": "false",
    }
    assert file["filter_in_words"] == "others’ claims, rated false"
    assert file["as_of"] >= file["verdicts"][0]["published_at"]
    assert file["scales"][0]["ratings"][4] == {
        "slug": "false", "label": "False", "definition": "Not accurate.", "position": 5,
    }  # fmt: skip
    assert file["count"] == 1


def test_each_report_is_whole_and_has_the_hash_it_was_published_with():
    report = published_report(statement="Ünïcode, “quotes” and 5,000.")
    published_report()
    file = json.loads(exported("json"))
    first = file["verdicts"][0]
    assert first["report"] == report.payload
    assert first["sha256"] == report.sha256 == digest(first["report"])
    assert digest({**first["report"], "version": 2}) != report.sha256
    assert file["count"] == len(file["verdicts"]) == 2


def test_a_retraction_is_told_beside_the_report():
    report = published_report()
    retract(report.review, by=editor(), reason="Wrong list.")
    (verdict,) = json.loads(exported("json"))["verdicts"]
    assert verdict["retracted"]["because"] == "Wrong list."


def test_own_copy_has_no_address():
    published_report("cut", document={"purpose": "own_copy"})
    (verdict,) = json.loads(exported("json", Selection(purpose="own_copy")))["verdicts"]
    assert verdict["url"] is None
    assert verdict["report"]["verdict"]["label"] == "Cut"
