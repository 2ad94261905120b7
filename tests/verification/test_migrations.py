"""What a migration carries over stays what it was.

To go back and forth through dozens of migrations takes many seconds, so the rows of every case go
back together, stop before each migration under test, and come forward in one go.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from claims.models import Figure
from tests.factories import (
    ClaimFactory,
    assigned,
    drafted,
    editor,
    fresh,
    reviewer,
    signed,
    with_evidence,
)
from verification.models import Absence, ClaimReview, EvidenceFigure
from verification.operations.reports import publish

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
BEFORE_ABSENCES = [("verification", "0014_stands_whole")]
BEFORE_STEPS = [("claims", "0002_append_only"), ("verification", "0004_contact_hands")]
AWAY = [
    (date(2026, 3, 2), date(2026, 3, 6)),
    (date(2026, 3, 2), None),  # until further notice
    (None, date(2026, 3, 6)),  # since ever, over
    (None, date(2999, 1, 1)),  # since ever, and still
    (None, None),  # here
]
RULE = "range of digits; counted noun"


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets)


@pytest.fixture
def latest():
    """Migrates to the newest state again, whatever happens."""
    targets = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield targets
    migrate(targets)


def test_rows_of_former_versions_are_carried_over_and_back(latest):
    people = [reviewer() for _ in AWAY]
    noted = absences()
    for person, (first, last) in zip(people, noted, strict=False):
        person.reviewer.absences.create(first_day=first, last_day=last)
    decided, waiting = drafted().review, assigned().review
    published = publish(signed().review, by=editor()).review
    figure, other = (ClaimFactory().figures.get() for _ in range(2))
    evidence = with_evidence(assigned()).figures.first()

    old = migrate(BEFORE_ABSENCES).apps.get_model
    absences_become_when_people_are_away(old("verification", "Reviewer").objects, people, noted)
    long_ago = timezone.now() - timedelta(days=9)
    ClaimReview.objects.update(due_at=long_ago)

    old = migrate(BEFORE_STEPS).apps.get_model
    old("claims", "Figure").objects.filter(pk=figure.pk).update(rule=RULE)
    read = old("verification", "EvidenceFigure").objects.get(pk=evidence.pk).rule
    assert read == "; ".join(rule for rule, *_ in evidence.steps), "its steps went back into it"

    migrate(latest)
    the_rules_that_read_a_figure_become_its_steps(figure, other, evidence)
    when_people_are_away_becomes_absences(people)
    reviews_under_work_become_due_by_their_present_step(decided, waiting, published, long_ago)


def absences():
    """As they are carried over today; the last, who is here, has none."""
    return [
        AWAY[0],
        AWAY[1],
        (date(2026, 3, 6), date(2026, 3, 6)),
        (timezone.now().date(), date(2999, 1, 1)),
    ]


def absences_become_when_people_are_away(rows, people, noted):
    """Leaves them away as people could be then."""
    back = rows.filter(user__in=[person.pk for person in people]).order_by("user")
    assert list(back.values_list("away_from", "away_until")) == [*noted, (None, None)]
    for row, (first, last) in zip(back, AWAY, strict=True):
        rows.filter(pk=row.pk).update(away_from=first, away_until=last)


def when_people_are_away_becomes_absences(people):
    rows = Absence.objects.order_by("reviewer__user")
    assert [(row.reviewer.user, row.first_day, row.last_day) for row in rows] == [
        (person, *days) for person, days in zip(people, absences(), strict=False)
    ]
    assert {(row.note, row.noted_by) for row in rows} == {("", None)}


def the_rules_that_read_a_figure_become_its_steps(figure, other, evidence):
    figure.refresh_from_db()
    assert figure.steps == [
        ["range of digits", figure.start, figure.end],
        ["counted noun", figure.start, figure.end],
    ]
    assert Figure.objects.get(pk=other.pk).steps == []
    again = EvidenceFigure.objects.get(pk=evidence.pk)
    assert [rule for rule, *_ in again.steps] == [rule for rule, *_ in evidence.steps]


def reviews_under_work_become_due_by_their_present_step(decided, waiting, published, long_ago):
    hours = timedelta(hours=decided.policy.sign_off_hours)
    assert fresh(decided).due_at == fresh(decided).state_since + hours
    assert fresh(waiting).due_at == long_ago
    assert fresh(published).due_at is None
