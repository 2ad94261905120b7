"""A waiver is decided once and ended once, whoever asks PostgreSQL; each with the guard off."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.factories import assigned, editor, fresh, open_review_for, reviewer
from tests.guards import without_guard
from verification.models import Waiver
from verification.operations.assignments import decline
from verification.operations.waivers import (
    ask_for_waiver,
    end_waiver,
    grant_waiver,
    refuse_waiver,
    withdraw_waiver_request,
)

pytestmark = pytest.mark.django_db

TABLE = "verification_waiver"


@pytest.fixture
def given():
    return assigned(open_review_for(reviewers=2, blind=True, first_hand_needed=True))


def request_of(given):
    return ask_for_waiver(
        given, by=given.reviewer, requirement="first_hand", because="It is not public."
    )


WAIVERS = {
    "open": lambda request: request,
    "granted": lambda request: grant_waiver(request, by=editor(), reason="So."),
    "refused": lambda request: refuse_waiver(request, by=editor(), reason="No."),
    "ended": lambda request: end_waiver(WAIVERS["granted"](request), by=editor()),
}


def delete(waiver):
    Waiver.objects.filter(pk=waiver.pk)._raw_delete("default")


def change(**columns):
    """Of the waiver, to what each column's function makes of it."""

    def write(waiver):
        made = {name: value(waiver) for name, value in columns.items()}
        Waiver.objects.filter(pk=waiver.pk).update(**made)

    return write


def now(waiver):
    return timezone.now()


def none(waiver):
    return None


# The waiver, what is written, and whether the guard refuses it.
CASES = {
    "an open one deleted": ("open", delete, True),
    "a granted one deleted": ("granted", delete, True),
    "a refused one deleted": ("refused", delete, True),
    "its reason rewritten": ("granted", change(reason=lambda w: "Forged."), True),
    "who decided rewritten": ("granted", change(decided_by=lambda w: editor()), True),
    "when rewritten": ("granted", change(decided_at=now), True),
    "a refusal granted": ("refused", change(is_granted=lambda w: True), True),
    "a grant undone": (
        "granted", change(is_granted=none, decided_by=none, decided_at=none), True,
    ),
    "for something else": ("granted", change(requirement=lambda w: "comment"), True),
    "of another round": ("granted", change(round=lambda w: 2), True),
    "of another claim": ("granted", change(review=lambda w: open_review_for()), True),
    "the claim’s": ("granted", change(assignment=none), True),
    "of the other reviewer": (
        "granted",
        change(assignment=lambda w: assigned(fresh(w.review), reviewer())),
        True,
    ),
    "in force again": ("ended", change(ended_at=none), True),
    "ended another time": ("ended", change(ended_at=now), True),
    "a refusal ended": ("refused", change(ended_at=now), True),
    "why it was asked for": ("open", change(because=lambda w: "Forged."), True),
    "an open one ended": ("open", change(ended_at=now), True),
    "ended": ("granted", change(ended_at=now), False),
}  # fmt: skip


def refused(write, waiver) -> bool:
    try:
        with transaction.atomic():
            write(waiver)
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("case", CASES)
def test_what_was_decided_stands(given, case):
    which, write, expected = CASES[case]
    waiver = WAIVERS[which](request_of(given))
    assert refused(write, waiver) is expected
    with without_guard(TABLE, "waiver_stands"):
        assert not refused(write, waiver)


def test_it_goes_along_with_its_work_and_a_request_is_withdrawn(given):
    waiver = grant_waiver(request_of(given), by=editor(), reason="So.")
    decline(given, by=given.reviewer, reason="No time.")
    work = assigned(fresh(given.review), reviewer())
    waiver.refresh_from_db()
    assert waiver.assignment == work
    assert work.continues == given
    end_waiver(waiver, by=editor())
    request = request_of(work)
    assert withdraw_waiver_request(request, by=work.reviewer).outcome == "withdrawn"


def test_the_table_is_not_emptied(given):
    request_of(given)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'waivers_stand'"
        )
        ((definition,),) = cursor.fetchall()
    assert "BEFORE TRUNCATE ON public.verification_waiver" in definition
