"""``check_invariants`` as an admin runs it."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from newsroom.accounts.models import User
from tests.factories import assigned, reviewer
from verification.invariants.checking import RULES, named
from verification.models import ClaimReview

pytestmark = pytest.mark.django_db


def ran(*options: str) -> tuple[str, str]:
    """What it says, and how it failed, if it did."""
    out = StringIO()
    try:
        call_command("check_invariants", *options, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_a_desk_in_order_is_said_to_be_so():
    assigned()
    assert ran() == (f"{len(RULES)} rules hold.\n", "")
    said, failed = ran("--json")
    assert (json.loads(said), failed) == ({"rules": len(RULES), "violations": []}, "")


def test_what_breaks_a_rule_is_named_in_a_sentence_with_its_rows():
    person = reviewer()
    broken, whole = assigned(to=person), assigned()
    User.objects.filter(pk=person.pk).update(roles=["admin"])

    said, failed = ran()
    assert failed == f"1 of {len(RULES)} rules do not hold."
    sentence, row = said.splitlines()
    assert sentence == (
        "Does not hold: Live work is with somebody who is active and reviews or edits. (able)"
    )
    assert row == (
        f"  assignment {broken.pk}, review {broken.review_id}, "
        f"claim “{broken.review.claim.statement}”, person “{person.name}”, active yes, "
        "roles “admin”"
    )
    assert whole.review.claim.statement not in said

    said, failed = ran("--json")
    assert failed == f"1 of {len(RULES)} rules do not hold."
    (violation,) = json.loads(said)["violations"]
    assert violation["rule"] == "able"
    assert [row["assignment"] for row in violation["rows"]] == [broken.pk]


def test_of_many_rows_some_are_named_and_the_others_counted():
    for _ in range(23):
        assigned()
    ClaimReview.objects.update(needs_reviewers=True)

    said, _ = ran()
    assert len(said.splitlines()) == 22
    assert said.splitlines()[-1] == "  and 3 more; --json names them all."
    said, _ = ran("--json")
    assert len(json.loads(said)["violations"][0]["rows"]) == 23


def test_one_statement_asks_all_the_rules(django_assert_num_queries):
    assigned()
    with django_assert_num_queries(1) as queries:
        ran()
    assert queries[0]["sql"].lstrip().startswith("WITH work AS")


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "none"), (True, "yes"), (3, "3"), ("a", "“a”"), ([1, 2], "1 and 2"), ([], "none")],
)
def test_a_row_is_named_by_its_columns(value, words):
    assert named({"claim_id": 7, "it": value}) == f"claim id 7, it {words}"
