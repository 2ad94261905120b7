from datetime import UTC, date, datetime

import pytest

from verification.reports.selection import NOT_RATED, OWN_COPY, Selection

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(), "others’ claims"),
        (Selection(since=MAY), "others’ claims, published from 1 May 2026 on"),
        (Selection(until=JUNE), "others’ claims, published up to 30 June 2026"),
        (
            Selection(MAY, JUNE, "mostly-true"),
            "others’ claims, published from 1 May 2026 to 30 June 2026, rated mostly-true",
        ),
        (Selection(rating=NOT_RATED, purpose=OWN_COPY), "own copy, not rated"),
    ],
)
def test_a_filter_says_in_words_what_it_lets_through(selection, words):
    assert selection.words == words


def test_a_file_is_named_after_its_filter_and_its_time():
    at = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    assert Selection().file_name("csv", at) == "verdicts_as-of-20260701T093000Z.csv"
    assert (
        Selection(MAY, JUNE, "false", OWN_COPY).file_name("json", at)
        == "verdicts_own-copy_from-2026-05-01_to-2026-06-30_false_as-of-20260701T093000Z.json"
    )
