"""Who writes a text is told of evidence that it never refers to."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.factories import DEPARTS, SourceFactory, assigned, fresh, rating, with_evidence
from verification.operations.findings import save_draft, submit_finding
from verification.operations.verdicts import draft_verdict

pytestmark = pytest.mark.django_db
NOTE = re.compile(r"Nothing in the text refers to (.*?): readers", re.DOTALL)


def noted(html: str) -> str:
    found = NOTE.search(html)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


@pytest.mark.parametrize(
    ("explanation", "left"),
    [
        ("The register has it [1], the panel too [2], and the wire [3].", ""),
        ("The register has it [1], and the wire [3].", "[2] Panel"),
        ("All of them have it.", "[1] Register, [2] Panel, [3] Wire"),
        ("They have it [1] [2].", "[3] Wire"),
    ],
)
def test_the_writer_is_told_in_the_workspace_and_in_the_preview(client, explanation, left):
    given = assigned()
    for name in ("Register", "Panel", "Wire"):
        excerpt = f"Some 6,300 people, says the {name}."
        with_evidence(given, source=SourceFactory(name=name), excerpt=excerpt)
    true = rating(given.review, "true")
    save_draft(given, by=given.reviewer, rating=true, reasons="So.", departs_because=DEPARTS)
    submit_finding(given, by=given.reviewer)
    draft_verdict(
        fresh(given.review),
        by=given.reviewer,
        conclusion="So.",
        explanation=explanation,
        departs_because=DEPARTS,
    )
    client.force_login(given.reviewer)
    workspace = client.get(given.review.get_absolute_url()).text
    preview = client.get(reverse("verification:preview", args=[given.review.claim_id])).text
    assert [noted(workspace), noted(preview)] == [left, left]
