"""What was waived stands: a waiver is asked for once, decided once and taken back once, and none is
deleted, whoever writes. It goes along with the work that it is for, to whoever continues that.

What was waived when a finding was handed in is kept with it, and what an editor said of when a
step is due beside when it is due.

The function names every table with its schema and looks among temporary names last, so that a
temporary table cannot stand in for one of ours.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

CREATE = r"""
CREATE FUNCTION public.verification_keep_waiver() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    goes_on CONSTANT text[] := ARRAY['assignment_id', 'ended_at'];
    decision CONSTANT text[] := ARRAY['is_granted', 'reason', 'decided_by_id', 'decided_at'];
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\_%' THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'A waiver is taken back, not deleted.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.decided_at IS NULL THEN
        IF to_jsonb(NEW) - decision <> to_jsonb(OLD) - decision THEN
            RAISE EXCEPTION 'A request for a waiver is decided, not changed.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - goes_on <> to_jsonb(OLD) - goes_on THEN
        RAISE EXCEPTION 'A waiver that is decided is not changed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.ended_at IS DISTINCT FROM OLD.ended_at
        AND (OLD.ended_at IS NOT NULL OR NOT OLD.is_granted)
    THEN
        RAISE EXCEPTION 'A waiver is taken back once, and only where it was granted.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.assignment_id IS DISTINCT FROM OLD.assignment_id AND NOT EXISTS (
        SELECT FROM public.verification_assignment
        WHERE id = NEW.assignment_id AND continues_id = OLD.assignment_id
    ) THEN
        RAISE EXCEPTION 'A waiver goes along with its work to whoever continues that.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER waiver_stands BEFORE UPDATE OR DELETE ON public.verification_waiver
    FOR EACH ROW EXECUTE FUNCTION public.verification_keep_waiver();
CREATE TRIGGER waivers_stand BEFORE TRUNCATE ON public.verification_waiver
    FOR EACH STATEMENT EXECUTE FUNCTION public.verification_keep_waiver();
"""
DROP = """
DROP TRIGGER waivers_stand ON public.verification_waiver;
DROP TRIGGER waiver_stands ON public.verification_waiver;
DROP FUNCTION public.verification_keep_waiver();
"""


class Migration(migrations.Migration):
    dependencies = [("verification", "0022_workspace")]

    operations = [
        migrations.AddField(
            model_name="claimreview",
            name="set_due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="finding",
            name="waived",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12), blank=True, default=list, size=None
            ),
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
