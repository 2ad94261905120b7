"""Do findings agree? Plain values, no database."""

from __future__ import annotations

import pytest

from verification.agreement import Answer, agree, differing

TRUE, MOSTLY, HALF = Answer("true", 1), Answer("mostly-true", 2), Answer("half-true", 3)
UNPROVEN, CONTEXT, UNRATED = Answer("unproven"), Answer("missing-context"), Answer("")


@pytest.mark.parametrize(
    ("answers", "within", "expected"),
    [
        ([TRUE], 0, True),
        ([TRUE, TRUE], 0, True),
        ([TRUE, MOSTLY], 0, False),
        ([TRUE, MOSTLY], 1, True),
        ([TRUE, HALF], 1, False),
        ([TRUE, HALF], 2, True),
        ([UNPROVEN, UNPROVEN], 0, True),
        ([UNPROVEN, CONTEXT], 4, False),
        ([TRUE, UNPROVEN], 4, False),
        ([UNRATED, UNRATED], 0, True),
        ([UNRATED, TRUE], 4, False),
        ([Answer("true", 1, "yes"), Answer("true", 1, "no")], 0, False),
        ([Answer("true", 1, "yes"), Answer("true", 1, "")], 0, True),
        ([Answer("true", 1, "yes"), Answer("mostly-true", 2, "yes")], 1, True),
    ],
)
def test_findings_agree_as_the_policy_says(answers, within, expected):
    assert agree(answers, within=within) is expected
    assert agree(list(reversed(answers)), within=within) is expected


@pytest.mark.parametrize(
    ("answers", "differ"),
    [
        ([TRUE], set()),
        ([TRUE, TRUE], set()),
        ([TRUE, MOSTLY], {"rating"}),  # whether or not the policy lets them agree
        ([TRUE, UNPROVEN], {"rating"}),
        ([UNRATED, UNRATED], set()),
        ([UNRATED, TRUE], {"rating"}),
        ([Answer("true", 1, "yes"), Answer("true", 1, "no")], {"was_it_said"}),
        ([Answer("true", 1, "yes"), Answer("true", 1, "")], set()),
        ([Answer("true", 1, "yes"), Answer("false", 5, "no")], {"rating", "was_it_said"}),
    ],
)
def test_what_differs_is_named(answers, differ):
    assert differing(answers) == differ
    assert differing(list(reversed(answers))) == differ


def test_findings_without_any_rating_or_answer_agree():
    assert agree([])
    assert agree([UNRATED])
