"""What two texts say of whom and where they hold for."""

import pytest

from claims.quantities import Match, is_part, match_words


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
        ("people from Norway and the northern isles", "people from Norway", Match.DIFFERENT),
        ("people from Norway", "people from Norway, Sweden and Wales", Match.DIFFERENT),
        ("people from Norway", "people from Norway aged 25 to 54", Match.DIFFERENT),
        ("people from Norway", "people from norway", Match.SAME),
        ("people from Norway", "people", Match.UNKNOWN),
        ("registered voters", "voters", Match.UNKNOWN),
        ("Norway and Sweden", "Norway", Match.DIFFERENT),
        ("Ohio, Utah and Maine", "Maine, Ohio and Utah", Match.SAME),
        ("northern Norway", "Norway", Match.DIFFERENT),
        ("parts of Norway", "Norway", Match.DIFFERENT),
        ("Paris, France", "Paris", Match.UNKNOWN),
        ("the city of York", "York", Match.UNKNOWN),
        ("", "Norway", Match.UNKNOWN),
        ("Norway", "", Match.UNKNOWN),
        ("", "", Match.UNKNOWN),
        ("the", "Norway", Match.UNKNOWN),
    ],
)
def test_words_match_or_differ_only_where_both_name_something_else(one, two, match):
    assert match_words(one, two) is match
    assert match_words(two, one) is match


@pytest.mark.parametrize(
    ("one", "two", "part"),
    [
        ("people from Norway and the northern isles", "people from Norway", True),
        ("northern Norway", "Norway", True),
        ("Norway", "Sweden", False),
        ("Norway", "Norway", False),
        ("adults", "adults in England", False),
        ("", "Norway", False),
    ],
)
def test_one_is_a_part_of_the_other_only_by_its_words(one, two, part):
    assert is_part(one, two) is part
    assert is_part(two, one) is part
