"""From "range; counted noun" to steps. Which words each rule had read was not kept then, so each
step gets the figure's own."""

from django.db import migrations

TO_STEPS = """
UPDATE {table} SET steps = (
    SELECT jsonb_agg(jsonb_build_array(trim(part), coalesce(start, 0), coalesce("end", 0)))
    FROM unnest(string_to_array(rule, ';')) AS part
    WHERE trim(part) <> ''
)
WHERE trim(both '; ' from rule) <> ''
"""
TO_RULE = """
UPDATE {table} SET rule = left(
    (SELECT string_agg(step ->> 0, '; ') FROM jsonb_array_elements(steps) AS step), 80
)
WHERE jsonb_array_length(steps) > 0
"""


def rules_to_steps(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(TO_STEPS.format(table=table), TO_RULE.format(table=table))
