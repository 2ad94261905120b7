"""What a migration carries over stays what it was."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import Figure
from tests.factories import ClaimFactory, assigned, with_evidence
from verification.models import EvidenceFigure

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
BEFORE = [("claims", "0002_append_only"), ("verification", "0004_contact_hands")]
RULE = "range of digits; counted noun"


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


def test_the_rules_that_read_a_figure_become_its_steps_and_back(latest):
    figure = ClaimFactory().figures.get()
    other = ClaimFactory().figures.get()
    evidence = with_evidence(assigned()).figures.first()
    apps = migrate(BEFORE)
    apps.get_model("claims", "Figure").objects.filter(pk=figure.pk).update(rule=RULE)
    old_evidence = apps.get_model("verification", "EvidenceFigure").objects
    read = old_evidence.get(pk=evidence.pk).rule  # its steps went back into it
    assert read == "; ".join(rule for rule, *_ in evidence.steps)
    migrate(latest)
    figure.refresh_from_db()
    assert figure.steps == [
        ["range of digits", figure.start, figure.end],
        ["counted noun", figure.start, figure.end],
    ]
    assert Figure.objects.get(pk=other.pk).steps == []
    again = EvidenceFigure.objects.get(pk=evidence.pk)
    assert [rule for rule, *_ in again.steps] == [rule for rule, *_ in evidence.steps]
