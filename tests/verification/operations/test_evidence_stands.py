"""What a submitted finding says and rests on is neither changed nor deleted, whoever asks
PostgreSQL: the tables' owner, or the role that the desk runs as."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from psycopg2 import errors

from newsroom.history.grants import grant_to_running_role
from tests.factories import SourceFactory, assigned, editor, submitted, with_evidence
from verification.models import Evidence, EvidenceFigure, EvidenceInput, Finding
from verification.operations.source_merge import merge_sources

pytestmark = pytest.mark.django_db
ROLE = "plumbline"

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


def test_its_source_changes_only_to_the_one_that_it_was_merged_into(cited, draft):
    other = SourceFactory()

    def move(row, to):
        return lambda: Evidence.objects.filter(pk=row.pk).update(source=to)

    assert refused(move(cited, other))
    assert not refused(move(draft, other))
    merge_sources(cited.source, other, by=editor(), reason="One press office.")
    cited.refresh_from_db()
    assert cited.source == other
    assert refused(move(cited, SourceFactory()))


def test_that_an_editor_has_seen_it_is_said_once(cited):
    row = Evidence.objects.filter(pk=cited.pk)
    assert not refused(lambda: row.update(seen_by=editor(), seen_at=timezone.now()))
    row.update(seen_by=editor(), seen_at=timezone.now())
    assert refused(lambda: row.update(seen_by=None, seen_at=None))
    assert refused(lambda: row.update(seen_by=editor()))
    assert refused(lambda: row.update(seen_at=timezone.now()))
    assert not refused(lambda: row.update(watch=None))


@pytest.mark.parametrize(
    "columns",
    [
        {"submitted_at": None},
        {"reasons": "Others."},
        {"rating": None},
        {"was_it_said": "no"},
        {"version": 9},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_a_submitted_finding_is_not_changed(cited, draft, columns):
    def change(row):
        return lambda: Finding.objects.filter(pk=row.finding_id).update(**columns)

    assert refused(change(cited))
    assert not refused(change(draft))


def test_a_submitted_finding_is_not_deleted():
    def delete(finding):
        return lambda: Finding.objects.filter(pk=finding)._raw_delete("default")

    bare = Finding.objects.create(
        assignment=(job := assigned()), review=job.review, reviewer=job.reviewer
    )
    assert not refused(delete(bare.pk))
    Finding.objects.filter(pk=bare.pk).update(submitted_at=timezone.now())
    assert refused(delete(bare.pk))


def test_no_evidence_is_added_to_a_submitted_finding_or_moved_under_it(cited, draft):
    other = with_evidence(assigned())

    def add(row):
        kept = {"finding": row.finding, "review": row.review, "cited_by": row.cited_by}
        return lambda: Evidence.objects.create(source=row.source, excerpt="More.", **kept)

    def move_under(row):
        return lambda: Evidence.objects.filter(pk=other.pk).update(finding=row.finding)

    for change in (add, move_under):
        assert refused(change(cited))
        assert not refused(change(draft))


def test_no_figure_or_letter_is_moved_under_it(cited, draft):
    other, third = with_evidence(assigned()), with_evidence(assigned())
    figure = EvidenceFigure.objects.create(evidence=other, text="9", low=9, high=9)
    letter = EvidenceInput.objects.create(calculation=other, evidence=third, letter="a")

    def move_figure(to):
        return lambda: EvidenceFigure.objects.filter(pk=figure.pk).update(evidence=to)

    def move_letter(to):
        return lambda: EvidenceInput.objects.filter(pk=letter.pk).update(calculation=to)

    for move in (move_figure, move_letter):
        assert refused(move(cited))
        assert not refused(move(draft))


# -- the running role ----------------------------------------------------------------------------

FINDING, EVIDENCE = "verification_finding", "verification_evidence"
WAYS_ROUND = {
    "opening the finding": f"UPDATE {FINDING} SET submitted_at = NULL WHERE id = {{finding}}",
    "rewriting its reasons": f"UPDATE {FINDING} SET reasons = 'x' WHERE id = {{finding}}",
    "deleting it": f"DELETE FROM {FINDING} WHERE id = {{finding}}",
    "forging an excerpt": f"UPDATE {EVIDENCE} SET excerpt = 'FORGED' WHERE id = {{evidence}}",
    "another source": f"UPDATE {EVIDENCE} SET source_id = {{source}} WHERE id = {{evidence}}",
    "another's figure": f"UPDATE {EVIDENCE}figure SET evidence_id = {{evidence}} "
    "WHERE id = {figure}",
}
GUARDS = {
    "verification_finding": "finding_stands",
    "verification_evidence": "evidence_stands",
    "verification_evidencefigure": "evidence_figures_stand",
}


@pytest.fixture
def as_running_role(cited, monkeypatch):
    """Runs a statement as the role that the desk runs as; answers the error it meets, or ``None``.
    It is undone."""
    other = with_evidence(assigned())
    figure = EvidenceFigure.objects.create(evidence=other, text="9", low=9, high=9)
    places = {
        "finding": cited.finding_id,
        "evidence": cited.pk,
        "source": SourceFactory().pk,
        "figure": figure.pk,
    }
    monkeypatch.setitem(settings.DATABASES["default"], "USER", ROLE)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [ROLE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {ROLE}")
    assert grant_to_running_role("default") == ROLE

    def attempt(*statements: str) -> type | None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {ROLE}")
            try:
                with transaction.atomic():
                    for statement in statements:
                        cursor.execute(statement.format(**places))
                    transaction.set_rollback(True)
            except DatabaseError as error:
                return type(error.__cause__)
            finally:
                cursor.execute("RESET ROLE")
        return None

    return attempt


@pytest.mark.parametrize("way", WAYS_ROUND)
def test_the_running_role_finds_no_way_round(as_running_role, way):
    assert as_running_role(WAYS_ROUND[way]) is errors.RestrictViolation


@pytest.mark.parametrize("way", [way for way in WAYS_ROUND if way != "deleting it"])
def test_without_the_guards_it_would(as_running_role, way):
    with connection.cursor() as cursor:
        for table, trigger in GUARDS.items():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    assert as_running_role(WAYS_ROUND[way]) is None


IN_ITS_PLACE = (
    "CREATE TEMP TABLE verification_finding (id bigint, submitted_at timestamptz)",
    "UPDATE verification_evidence SET excerpt = 'FORGED' WHERE id = {evidence}",
)


def test_a_temporary_table_does_not_stand_in_for_the_findings(as_running_role):
    assert as_running_role(IN_ITS_PLACE[0]) is errors.InsufficientPrivilege
    with connection.cursor() as cursor:
        cursor.execute(
            "DO $$BEGIN EXECUTE format('GRANT TEMP ON DATABASE %I TO plumbline', "
            "current_database()); END$$"
        )
    assert as_running_role(IN_ITS_PLACE[0]) is None
    assert as_running_role(*IN_ITS_PLACE) is errors.RestrictViolation


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
