"""What the list of checks says of the evidence, and what it leaves out."""

from __future__ import annotations

import pytest

from verification.models import Evidence, Source
from verification.views.checks import of_the_evidence

PAGE = "https://register.example/list"
SAVED = "A saved copy of every page cited"


def cited(url: str = "", snapshot: int | None = None) -> Evidence:
    return Evidence(source=Source(tier="primary"), url=url, snapshot_id=snapshot)


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ([], []),
        ([cited()], []),  # an interview: no page that could be saved
        ([cited(), cited(PAGE, 1)], [True]),
        ([cited(), cited(PAGE)], [False]),
        ([cited(PAGE, 1), cited(PAGE)], [False]),
    ],
)
def test_saved_copies_are_spoken_of_only_where_a_page_was_cited(evidence, said):
    checks = of_the_evidence(evidence)
    assert [check.is_met for check in checks if check.sentence == SAVED] == said
    assert len(checks) == 2 + len(said)
