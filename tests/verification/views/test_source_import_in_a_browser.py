"""Importing 500 sources of which 20 are wrong, by hand in a real browser."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.factories import SourceFactory, TopicFactory, editor
from tests.fixtures.browsers import signed_in
from verification.models import Source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = 20  # seconds for looking and importing together, on two busy cores; it takes about three


def five_hundred() -> bytes:
    lines = ["Name;Kind;Tier;Owner;Languages;Topics;Domains"]
    for n in range(1, 501):
        tier = "excellent" if n % 25 == 0 else "reliable"
        lines.append(f"Office {n};official;{tier};Town {n};English, de;Ports;office{n}.example")
    return "\r\n".join(lines).encode("cp1252")


@pytest.mark.parametrize("scripts", [True, False])
def test_five_hundred_sources_are_looked_at_and_imported_but_for_twenty(new_page, scripts):
    TopicFactory(name="Ports")
    SourceFactory(name="office 1", kind="data")
    noise = SourceFactory(name="Not in the table")
    page = signed_in(new_page(java_script_enabled=scripts), editor())
    page.goto("/sources/")
    page.get_by_role("link", name="Import").click()
    began = time.monotonic()
    page.get_by_label("CSV or XLSX file").set_input_files(
        {"name": "offices.csv", "mimeType": "text/csv", "buffer": five_hundred()}
    )
    page.get_by_role("button", name="Upload and look").click()
    page.get_by_text("500 rows: 479 new, 1 changed, 0 unchanged, 20 refused.").wait_for()
    assert Source.objects.count() == 2
    page.get_by_role("link", name="Refused 20").click()
    page.get_by_text("“excellent” is no tier of ours.").first.wait_for()
    expect(page.locator("tbody tr")).to_have_count(20)
    page.get_by_role("button", name="Import 480 sources, leave out 20 refused").click()
    page.get_by_text("479 sources added, 1 changed.").wait_for()
    assert time.monotonic() - began < LONG
    assert Source.objects.count() == 481
    assert not Source.objects.filter(name__in=("Office 25", "Office 500")).exists()
    assert Source.objects.get(name="Office 1").kind == "official"
    assert Source.objects.get(name="Office 499").domains.get().domain == "office499.example"
    noise.refresh_from_db()
    assert not noise.events.exists()
