"""PostgreSQL itself refuses to rewrite history, to the application and to the tables' owner.

Every refusal has its control: the same statement with the guard taken away, which passes.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from psycopg2 import errors

from newsroom.history.grants import APPEND_ONLY_TABLES, grant_to_running_role
from newsroom.history.models import Event
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db
ROLE = "plumbline"
TABLE = "claims_claimevent"
# What a function may set beside where it looks up names: how it is planned.
PLANNER = ("plan_cache_mode=", "enable_seqscan=")
REWRITING = {
    "UPDATE": f"UPDATE {TABLE} SET note = 'rewritten'",
    "DELETE": f"DELETE FROM {TABLE}",
    "TRUNCATE": f"TRUNCATE {TABLE}",
}


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def ask(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def refusal_of(sql: str) -> type | None:
    """The PostgreSQL error the statement meets, or ``None`` if it passes; it is undone."""
    try:
        with transaction.atomic():
            run(sql)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return type(error.__cause__)
    return None


@pytest.fixture
def event():
    made = ClaimFactory().record("accepted")
    run("SET CONSTRAINTS ALL IMMEDIATE")  # or its own pending checks would stand in the way
    return made


@pytest.fixture
def running_role(monkeypatch) -> str:
    """The role the application runs under; made for the test on a server that lacks it."""
    if not ask("SELECT FROM pg_roles WHERE rolname = %s", ROLE):
        run(f"CREATE ROLE {ROLE}")
    monkeypatch.setitem(settings.DATABASES["default"], "USER", ROLE)
    return ROLE


@pytest.fixture
def as_running_role(running_role, event) -> Callable[[str], type | None]:
    assert grant_to_running_role("default") == running_role

    def attempt(sql: str) -> type | None:
        run(f"SET ROLE {ROLE}")
        try:
            return refusal_of(sql)
        finally:
            run("RESET ROLE")

    return attempt


@pytest.mark.parametrize("verb", REWRITING)
def test_the_running_role_has_no_right_to_rewrite_history(as_running_role, verb):
    assert as_running_role(REWRITING[verb]) is errors.InsufficientPrivilege


@pytest.mark.parametrize("verb", REWRITING)
def test_with_the_right_and_without_the_trigger_it_could(as_running_role, verb):
    run(f"GRANT {verb} ON {TABLE} TO {ROLE}")
    run(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
    assert as_running_role(REWRITING[verb]) is None


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_with_the_right_alone_the_trigger_still_refuses(as_running_role, verb):
    run(f"GRANT {verb} ON {TABLE} TO {ROLE}")
    assert as_running_role(REWRITING[verb]) is errors.RestrictViolation


def test_the_running_role_can_read_and_add_and_do_its_other_work(as_running_role, event):
    assert as_running_role(f"SELECT * FROM {TABLE}") is None
    adding = (
        f"INSERT INTO {TABLE} (verb, at, note, data, claim_id) "
        f"VALUES ('accepted', now(), '', '{{}}', {event.claim_id})"
    )
    assert as_running_role(adding) is None
    assert as_running_role("UPDATE claims_claim SET statement = 'corrected'") is None


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_owner_of_the_table_is_refused_too(event, verb):
    assert refusal_of(REWRITING[verb]) is errors.RestrictViolation


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_without_the_trigger_the_owner_could(event, verb):
    run(f"DROP TRIGGER append_only_rows ON {TABLE}")
    assert refusal_of(REWRITING[verb]) is None


@pytest.fixture
def outside_of_tests():
    """The trigger sees a database whose name is not that of a test's."""
    run("CREATE SCHEMA shadow")
    run(
        "CREATE FUNCTION shadow.current_database() RETURNS name LANGUAGE sql "
        "AS $$SELECT 'desk'::name$$"
    )
    run("ALTER FUNCTION plumbline_refuse_change() SET search_path = shadow, public, pg_catalog")


def test_the_owner_cannot_empty_the_table_of_a_desk(event, outside_of_tests):
    assert refusal_of(REWRITING["TRUNCATE"]) is errors.RestrictViolation


def test_without_the_trigger_the_owner_could_empty_it(event, outside_of_tests):
    run(f"DROP TRIGGER append_only_table ON {TABLE}")
    assert refusal_of(REWRITING["TRUNCATE"]) is None


def test_a_test_database_can_be_emptied(event):
    assert refusal_of(REWRITING["TRUNCATE"]) is None


def test_every_history_is_guarded_and_so_is_what_was_published_and_saved():
    guarded = {table for (table,) in ask(APPEND_ONLY_TABLES)}
    histories = {model._meta.db_table for model in apps.get_models() if issubclass(model, Event)}
    assert len(histories) >= 3
    assert histories <= guarded
    assert {
        "captures_snapshot", "verification_verdict", "verification_signoff",
        "verification_report", "verification_explanation",
    } <= guarded  # fmt: skip


# -- what migrating gives ------------------------------------------------------------------------


def may(verb: str, table: str) -> bool:
    return ask("SELECT has_table_privilege(%s, %s, %s)", ROLE, table, verb)[0][0]


def test_migrating_gives_the_running_role_its_rights(running_role):
    assert not may("SELECT", "claims_claim")
    call_command("migrate", database="default", verbosity=0)
    assert [may(verb, "claims_claim") for verb in ("SELECT", "INSERT", "UPDATE", "DELETE")] == [
        True, True, True, True,
    ]  # fmt: skip
    assert [may(verb, TABLE) for verb in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_the_running_role_makes_no_temporary_tables(running_role):
    allowed = "SELECT has_database_privilege(%s, current_database(), 'TEMP')"
    (database,) = ask("SELECT quote_ident(current_database())")[0]
    run(f"GRANT TEMP ON DATABASE {database} TO PUBLIC")
    assert ask(allowed, ROLE) == [(True,)]
    call_command("migrate", database="default", verbosity=0)
    assert ask(allowed, ROLE) == [(False,)]


def test_every_guard_looks_its_names_up_where_nobody_can_put_others():
    """By the functions of all triggers on the desk's tables, and those that they call."""
    paths = ask(
        "SELECT DISTINCT proname, proconfig FROM pg_proc "
        "WHERE oid IN (SELECT tgfoid FROM pg_trigger WHERE NOT tgisinternal) "
        "OR proname ~ '^(verification|plumbline)_'"
    )
    assert len(paths) >= 6
    looked_up = {
        one for _, set_to in paths for one in set_to or [""] if not one.startswith(PLANNER)
    }
    assert looked_up == {"search_path=pg_catalog, public, pg_temp"}


def test_looking_at_the_plan_gives_nothing(running_role):
    call_command("migrate", database="default", plan=True, verbosity=0)
    assert not may("SELECT", "claims_claim")


def test_one_role_for_both_needs_no_grants():
    assert grant_to_running_role("default") is None
