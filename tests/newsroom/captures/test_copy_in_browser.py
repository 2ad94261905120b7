"""In a real browser: one waits for a page, is led to its copy, and what is selected there counts
back to the text."""

from __future__ import annotations

import pytest

from newsroom.captures.models import Snapshot
from newsroom.captures.operations import capture_page, capture_text, take_capture
from tests.factories import UserFactory
from tests.fixtures.browsers import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PAGE = """<!doctype html>
<html><head><title>Rain</title></head><body><article><h1>Rain in Aro 😀</h1>
<p>It rained <b>65&nbsp;mm</b> in Aro on Monday, said the office &lt;of&gt; the town.</p>
<ul><li>Most of it at noon.</li><li>None at night.</li></ul>
<table><caption>Rain in mm</caption><tr><th>Town</th><th>2023</th><th>2024</th></tr>
<tr><th>Aro</th><td>65</td><td></td></tr><tr><th>Bel</th><td>66</td><td>67</td></tr></table>
<p>The rest of the week was dry, and the office expects more of the same for the next.</p>
</article></body></html>
"""
PASTED = "First line 😀\r\nsecond\r\n\r\n\u202eback\u202c <b>third</b>\rfourth\n"

# Select each stretch as a hand would, and a bit over the end of each into the next one.
SELECTED = """async () => {
  const { selected } = await import("/static/js/selecttext.js");
  const stretches = [...document.querySelectorAll("[data-text-start]")];
  const take = (from, to) => {
    const range = document.createRange();
    range.setStart(from.firstChild, 0);
    range.setEnd(to.firstChild, to.firstChild.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    const { exact, start, end } = selected();
    return { exact, start, end };
  };
  return stretches.map((stretch, at) => ({
    alone: take(stretch, stretch),
    on: at + 1 < stretches.length ? take(stretch, stretches[at + 1]) : null,
  }));
}"""


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {
            "BACKEND": "newsroom.captures.stores.SnapshotFolder",
            "OPTIONS": {"location": tmp_path},
        },
    }


def test_one_waits_for_a_page_is_led_to_it_and_what_is_selected_counts_back(page, site, reachable):
    ada = UserFactory()
    signed_in(page, ada)
    capture = capture_page(site.page("/rain", PAGE).url, by=ada)
    page.goto(f"/copies/captures/{capture.pk}/progress/")
    page.get_by_text("Being saved:").wait_for()
    assert take_capture(capture.pk)
    page.wait_for_url("**/copies/*/")

    pasted = capture_text(PASTED, by=ada).snapshot
    for copy in (Snapshot.objects.exclude(pk=pasted.pk).get(), pasted):
        page.goto(f"/copies/{copy.pk}/")
        found = page.evaluate(SELECTED)
        assert len(found) == (14 if copy != pasted else 4)
        for stretch in found:
            alone, on = stretch["alone"], stretch["on"]
            assert copy.text[alone["start"] : alone["end"]] == alone["exact"]
            if on:
                assert on["start"] == alone["start"]
                assert copy.text[on["start"] : on["end"]].split() == on["exact"].split()
