"""What a finding rests on stands from its submission on: PostgreSQL refuses to change it.

A source may still be merged into another, a page be put under watch, and an editor may say that
confidential evidence was seen; none of these touches what was cited. Evidence is never deleted,
submitted or not: it is withdrawn, and its line stays.
"""

from django.db import migrations

CREATE = r"""
CREATE FUNCTION verification_finding_is_in(finding bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM verification_finding WHERE id = finding AND submitted_at IS NOT NULL
    )
$$;

CREATE FUNCTION verification_keep_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    besides text[] := ARRAY['source_id', 'watch_id', 'seen_by_id', 'seen_at'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Evidence is withdrawn, not deleted.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF verification_finding_is_in(OLD.finding_id)
        AND to_jsonb(NEW) - besides <> to_jsonb(OLD) - besides
    THEN
        RAISE EXCEPTION 'Evidence of a submitted finding is not changed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evidence_stands BEFORE UPDATE OR DELETE ON verification_evidence
    FOR EACH ROW EXECUTE FUNCTION verification_keep_evidence();

CREATE FUNCTION verification_keep_what_evidence_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint;
BEGIN
    IF TG_TABLE_NAME = 'verification_evidenceinput' THEN
        owner := CASE WHEN TG_OP = 'INSERT' THEN NEW.calculation_id ELSE OLD.calculation_id END;
    ELSE
        owner := CASE WHEN TG_OP = 'INSERT' THEN NEW.evidence_id ELSE OLD.evidence_id END;
    END IF;
    IF EXISTS (
        SELECT 1 FROM verification_evidence
        WHERE id = owner AND verification_finding_is_in(finding_id)
    ) THEN
        RAISE EXCEPTION 'Evidence of a submitted finding is not changed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER evidence_figures_stand BEFORE INSERT OR UPDATE OR DELETE
    ON verification_evidencefigure
    FOR EACH ROW EXECUTE FUNCTION verification_keep_what_evidence_holds();
CREATE TRIGGER evidence_inputs_stand BEFORE INSERT OR UPDATE OR DELETE
    ON verification_evidenceinput
    FOR EACH ROW EXECUTE FUNCTION verification_keep_what_evidence_holds();
"""
DROP = """
DROP TRIGGER evidence_inputs_stand ON verification_evidenceinput;
DROP TRIGGER evidence_figures_stand ON verification_evidencefigure;
DROP FUNCTION verification_keep_what_evidence_holds();
DROP TRIGGER evidence_stands ON verification_evidence;
DROP FUNCTION verification_keep_evidence();
DROP FUNCTION verification_finding_is_in(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("verification", "0006_sources_and_evidence")]
    operations = [migrations.RunSQL(CREATE, DROP)]
