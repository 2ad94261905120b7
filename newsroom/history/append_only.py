"""PostgreSQL's own refusal to change or remove a line of history.

Two locks, one behind the other: the role the application runs as has no right to UPDATE, DELETE
or TRUNCATE these tables (``grants.py``), and a trigger refuses everybody else, the tables' owner
included. In a database whose name starts with ``test_`` the trigger lets TRUNCATE pass, since
Django empties test databases that way.
"""

from __future__ import annotations

from django.db import migrations

CREATE_FUNCTION = r"""
CREATE FUNCTION plumbline_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'History is only added to: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""
DROP_FUNCTION = "DROP FUNCTION plumbline_refuse_change();"

CREATE_TRIGGERS = """
CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION plumbline_refuse_change();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION plumbline_refuse_change();
"""
DROP_TRIGGERS = """
DROP TRIGGER append_only_rows ON {table};
DROP TRIGGER append_only_table ON {table};
"""


def append_only(table: str) -> migrations.RunSQL:
    """A migration's operation that makes ``table`` append-only; needs history's first migration."""
    return migrations.RunSQL(CREATE_TRIGGERS.format(table=table), DROP_TRIGGERS.format(table=table))
