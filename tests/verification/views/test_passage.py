"""The claim in its document: its paragraph whole, the next one begun, and no more."""

from __future__ import annotations

import pytest

from claims.models import Figure
from tests.factories import ClaimFactory, DocumentFactory, SnapshotFactory
from tests.quantities.figures import about, fig
from verification.views.passage import chip_parts, passage_of

pytestmark = pytest.mark.django_db

BEFORE = "The summit opened on Friday in the old harbour."
SAYS = "The minister said 5,000 to 7,000 people had joined."
AFTER = "She named no source for it."


def passage(text: str):
    return passage_of(ClaimFactory(document=DocumentFactory(snapshot=SnapshotFactory(text=text))))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "as browsers send it", "old"])
@pytest.mark.parametrize("blank", ["", "  "])
def test_paragraphs_of_a_pasted_article_are_kept_apart(end, blank):
    found = passage(f"{end}{blank}{end}".join([BEFORE, SAYS, AFTER]))
    assert found.before == "The minister said "
    assert "".join(stretch.text for stretch in found.quote) + found.after == SAYS[18:]
    assert found.onward == AFTER


def test_one_line_end_is_no_paragraph():
    found = passage("\r\n".join([BEFORE, SAYS, AFTER]))
    assert found.before.startswith(BEFORE)
    assert found.after.endswith(AFTER)
    assert found.onward == ""


def test_what_is_cut_says_so_and_ends_with_a_whole_word():
    many = " ".join([BEFORE] * 40)
    found = passage(f"{many} {SAYS} {many}")
    assert found.before.startswith("… ")
    assert found.before.split()[1] in BEFORE.split()
    assert found.after.endswith(" …")
    assert found.after.split()[-2] in BEFORE.split()
    onward = passage(f"{SAYS}\n\n{many}").onward
    assert onward.endswith(" …")
    assert onward.split()[-2] in BEFORE.split()
    # Control: what is whole has no such sign.
    whole = passage(f"{SAYS}\n\n{AFTER}")
    assert "…" not in whole.before + whole.after + whole.onward


@pytest.mark.parametrize(
    ("quantity", "population", "parts"),
    [
        (fig("40 per cent", 40, unit="percent", counted="worker"), "workers", ["40 %", "workers"]),
        (
            fig("At least 17 accidents", 17, None, comparator="at_least", counted="accident",
                as_of="last year"),
            "",
            ["at least 17", "accidents", "last year"],
        ),
        # The control: what the figure says by a sign alone is told in words.
        (about("17 accidents", 17, counted="accident"), "", ["≈ 17", "accidents", "about"]),
    ],
)  # fmt: skip
def test_a_chip_says_each_thing_once(quantity, population, parts):
    assert chip_parts(Figure.of(quantity, population=population)) == parts
