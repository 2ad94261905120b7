"""What a migration carries over stays what it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from tests.factories import UserFactory, assigned, drafted, editor, fresh, signed
from verification.models import Absence, ClaimReview
from verification.operations.reports import publish

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
BEFORE = [("verification", "0014_stands_whole")]


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def latest():
    """Migrates to the newest state again, whatever happens."""
    targets = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield targets
    migrate(targets)


def test_when_people_are_away_becomes_absences_and_back(latest):
    people = [UserFactory() for _ in range(5)]
    apps = migrate(BEFORE)
    old = apps.get_model("verification", "Reviewer").objects
    away = [
        (date(2026, 3, 2), date(2026, 3, 6)),
        (date(2026, 3, 2), None),  # until further notice
        (None, date(2026, 3, 6)),  # since ever, over
        (None, date(2999, 1, 1)),  # since ever, and still
        (None, None),  # here
    ]
    for person, (first, last) in zip(people, away, strict=True):
        old.create(user_id=person.pk, away_from=first, away_until=last)
    migrate(latest)
    today = timezone.now().date()
    rows = Absence.objects.order_by("reviewer__user")
    assert [(row.reviewer.user, row.first_day, row.last_day) for row in rows] == [
        (people[0], *away[0]),
        (people[1], *away[1]),
        (people[2], date(2026, 3, 6), date(2026, 3, 6)),
        (people[3], today, date(2999, 1, 1)),
    ]
    assert {(row.note, row.noted_by) for row in rows} == {("", None)}

    old = migrate(BEFORE).get_model("verification", "Reviewer").objects
    assert list(old.order_by("user").values_list("away_from", "away_until")) == [
        away[0],
        away[1],
        (date(2026, 3, 6), date(2026, 3, 6)),
        (today, date(2999, 1, 1)),
        (None, None),
    ]


def test_reviews_under_work_become_due_by_their_present_step(latest):
    decided = drafted().review
    waiting = assigned().review
    published = publish(signed().review, by=editor()).review
    long_ago = timezone.now() - timedelta(days=9)
    migrate([("verification", "0018_scope")])
    ClaimReview.objects.update(due_at=long_ago)
    migrate(latest)
    hours = timedelta(hours=decided.policy.sign_off_hours)
    assert fresh(decided).due_at == fresh(decided).state_since + hours
    assert fresh(waiting).due_at == long_ago
    assert fresh(published).due_at is None
