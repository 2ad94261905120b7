import pytest

from tests.factories import editor
from verification.operations.reports import retract
from verification.reports.selection import Selection
from verification.reports.sheet import COLUMNS, harmless

from .published import exported, published_report, rows_of

pytestmark = pytest.mark.django_db


def test_a_row_tells_the_verdict_its_filter_its_time_and_the_scale(settings):
    settings.PUBLIC_URL = "https://desk.example"
    report = published_report(
        "mostly-true",
        statement="Between 5,000 and 7,000 people have joined.",
        conclusion="It holds, “roughly”.",
        explanation="Two registers say so [1].\n\nBoth are public.",
        document={"title": "Thousands, and more", "outlet": "Meridian Wire",
                  "published_on": "2026-05-02", "url": "https://wire.example/a"},
        evidence={"excerpt": "Some 6,300 people had joined by then."},
    )  # fmt: skip
    (row,) = rows_of(exported("csv", Selection(rating="mostly-true")))
    assert row["statement"] == "Between 5,000 and 7,000 people have joined."
    assert row["url"] == f"https://desk.example/verdicts/{report.review_id}/"
    assert row["figures"] == "5,000 to 7,000 people"
    assert row["document"] == "Thousands, and more"
    assert row["document_date"] == "2026-05-02"
    assert row["rating"] == "Mostly true"
    assert row["rating_definition"] == ("Accurate, but needs clarification or more information.")
    assert row["conclusion"] == "It holds, “roughly”."
    assert row["explanation"] == "Two registers say so [1].\n\nBoth are public."
    assert row["evidence"] == "1"
    assert row["sha256"] == report.sha256
    assert row["filter"] == "others’ claims, rated mostly-true"
    assert row["as_of"].startswith(row["published_at"][:10])
    assert row["scale"] == "Truth of others’ claims, version 1"
    assert "Unproven: The evidence there is neither supports" in row["scale_definitions"]


def test_the_file_starts_with_a_byte_order_mark_and_the_header():
    text = exported("csv")
    assert text == "\ufeff" + ",".join(COLUMNS) + "\r\n"


def test_a_retracted_verdict_says_so_in_its_row():
    report = published_report()
    published_report()
    retract(report.review, by=editor(), reason="Wrong list.")
    first, second = rows_of(exported("csv"))
    assert (first["retracted_because"], second["retracted_because"]) == ("Wrong list.", "")
    assert first["retracted_at"]
    assert not second["retracted_at"]


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1", "\rx", "\nx", "＝1+1", "＋1", "－1", "＠x"],  # noqa: RUF001
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["5,000 to 7,000", "a=b", "It fell - by half", "", "“=”", 3])
def test_other_cells_stay_as_they_are(cell):
    assert harmless(cell) == cell


def test_what_people_typed_cannot_become_a_formula_in_the_file():
    published_report(statement='=HYPERLINK("https://evil.example","x")', conclusion="-3.2 points.")
    (row,) = rows_of(exported("csv"))
    assert row["statement"] == '\'=HYPERLINK("https://evil.example","x")'
    assert row["conclusion"] == "'-3.2 points."
