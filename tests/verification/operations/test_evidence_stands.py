"""What a submitted finding rests on is neither changed nor deleted, whoever asks PostgreSQL."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.factories import SourceFactory, assigned, submitted, with_evidence
from verification.models import Evidence, EvidenceFigure, EvidenceInput

pytestmark = pytest.mark.django_db

CHANGES = {
    "excerpt": "Some 9,000 people.",
    "stance": "refutes",
    "withdrawn_because": "A better one was found.",
}


@pytest.fixture
def cited():
    """Evidence of a submitted finding."""
    return submitted(assigned()).evidence.get()


@pytest.fixture
def draft():
    """Evidence of a finding that is still a draft."""
    return with_evidence(assigned())


def refused(change) -> bool:
    """Whether the change is refused; a change that passes is rolled back."""
    try:
        with transaction.atomic():
            change()
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("column", ["excerpt", "stance", "withdrawn_because"])
def test_evidence_of_a_submitted_finding_is_not_changed(cited, draft, column):
    def change(row):
        return lambda: Evidence.objects.filter(pk=row.pk).update(**{column: CHANGES[column]})

    assert refused(change(cited))
    assert not refused(change(draft))


def test_the_source_it_stands_under_can_still_be_merged_into_another(cited):
    other = SourceFactory()
    assert not refused(lambda: Evidence.objects.filter(pk=cited.pk).update(source=other))


def test_evidence_is_never_deleted(cited, draft):
    for row in (cited, draft):
        figures = EvidenceFigure.objects.filter(evidence=row)
        assert refused(lambda row=row: Evidence.objects.filter(pk=row.pk)._raw_delete("default"))
        assert figures.exists()


def test_its_figures_are_not_changed_added_or_deleted(cited, draft):
    for row, expected in ((cited, True), (draft, False)):
        figures = EvidenceFigure.objects.filter(evidence=row)
        assert refused(lambda figures=figures: figures.update(low=1, high=1)) is expected
        assert refused(lambda figures=figures: figures.delete()) is expected
        assert (
            refused(
                lambda row=row: EvidenceFigure.objects.create(evidence=row, text="9", low=9, high=9)
            )
            is expected
        )


def test_what_a_calculation_rests_on_is_not_added_to(cited, draft):
    for row, expected in ((cited, True), (draft, False)):
        other = with_evidence(assigned())
        assert (
            refused(
                lambda row=row, other=other: EvidenceInput.objects.create(
                    calculation=row, evidence=other, letter="a"
                )
            )
            is expected
        )
