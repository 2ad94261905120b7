"""What two texts say of whom and where they hold for."""

import pytest

from claims.quantities import Match, match_words


@pytest.mark.parametrize(
    ("one", "two", "match"),
    [
        ("Norway", "Sweden", Match.DIFFERENT),
        ("Norway", "norway", Match.SAME),
        ("in the Norwegian ports", "Norwegian ports", Match.SAME),
        ("adults", "adults in England", Match.UNKNOWN),
        ("adults in England", "adults", Match.UNKNOWN),
        ("adults in England", "adults in Wales", Match.DIFFERENT),
        ("women aged 25 to 54", "men aged 25 to 54", Match.DIFFERENT),
        ("", "Norway", Match.UNKNOWN),
        ("Norway", "", Match.UNKNOWN),
        ("", "", Match.UNKNOWN),
        ("the", "Norway", Match.UNKNOWN),
    ],
)
def test_words_match_or_differ_only_where_both_name_something_else(one, two, match):
    assert match_words(one, two) is match
    assert match_words(two, one) is match
