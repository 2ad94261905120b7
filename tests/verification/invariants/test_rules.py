"""Every rule names the row that breaks it, and nothing beside it.

The rows are written past all guards: what the database itself would refuse must be named too, as
one day a guard may be missing.
"""

from __future__ import annotations

import pytest
from django.db import transaction

from verification.invariants.checking import RULES, broken_rules
from verification.operations.assigning import assign_reviewers

from .breaking import BREAKS
from .desk import Desk, without_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_no_rule_is_without_its_control():
    assert {name for name, *_ in BREAKS} == {rule.name for rule in RULES}
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_work_of_every_kind_breaks_none(desk):
    assign_reviewers()
    assert broken_rules() == []


def test_the_row_that_breaks_a_rule_is_named_and_no_other(desk):
    without_guards()
    assert broken_rules() == []
    outcomes, expected = {}, {}
    for name, column, breaks, others in BREAKS:
        with transaction.atomic():
            rows = breaks(desk)
            broken = {one.rule.name: one.rows for one in broken_rules()}
            transaction.set_rollback(True)
        case = f"{name}: {breaks.__name__}"
        wanted = rows if isinstance(rows, list) else [rows]
        expected[case] = ({name, *others}, sorted(wanted))
        outcomes[case] = (set(broken), sorted(row[column] for row in broken.get(name, ())))
    assert outcomes == expected
    assert broken_rules() == []
