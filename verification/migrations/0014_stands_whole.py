"""What was submitted stands whole: the finding itself too, and against every way to it.

A submitted finding is neither changed nor deleted. Its evidence is not changed, and nothing is
added to it or moved under it. Four columns of its evidence go on living: ``watch_id``;
``source_id``, which follows its source to the one that it was merged into; ``seen_by_id`` and
``seen_at``, which are filled once.

The functions name every table with its schema and look among temporary names last, so that a
temporary table cannot stand in for a finding. They lock the finding that they ask about: a change
begun before its submission ends before it, or is refused after it.
"""

from django.db import migrations

CREATE = r"""
CREATE FUNCTION public.verification_keep_finding() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.submitted_at IS NOT NULL AND (TG_OP = 'DELETE' OR NEW IS DISTINCT FROM OLD) THEN
        RAISE EXCEPTION 'A submitted finding is neither changed nor deleted.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER finding_stands BEFORE UPDATE OR DELETE ON public.verification_finding
    FOR EACH ROW EXECUTE FUNCTION public.verification_keep_finding();

CREATE OR REPLACE FUNCTION public.verification_finding_is_in(finding bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    submitted timestamptz;
BEGIN
    SELECT submitted_at INTO submitted FROM public.verification_finding WHERE id = finding
        FOR SHARE;
    RETURN submitted IS NOT NULL;
END $$;

CREATE FUNCTION public.verification_evidence_is_in(evidence bigint) RETURNS boolean
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(bool_or(public.verification_finding_is_in(finding_id)), false)
    FROM public.verification_evidence WHERE id = evidence
$$;

CREATE OR REPLACE FUNCTION public.verification_keep_evidence() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    always text[] := ARRAY['source_id', 'watch_id'];
    besides text[] := ARRAY['source_id', 'watch_id', 'seen_by_id', 'seen_at'];
    follows boolean;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Evidence is withdrawn, not deleted.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF public.verification_finding_is_in(NEW.finding_id) THEN
            RAISE EXCEPTION 'Nothing is added to the evidence of a submitted finding.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    follows := NEW.source_id = OLD.source_id OR EXISTS (
        SELECT 1 FROM public.verification_source
        WHERE id = OLD.source_id AND merged_into_id = NEW.source_id
    );
    IF follows AND to_jsonb(NEW) - always = to_jsonb(OLD) - always THEN
        RETURN NEW;
    END IF;
    IF NOT public.verification_finding_is_in(OLD.finding_id)
        AND (
            NEW.finding_id = OLD.finding_id
            OR NOT public.verification_finding_is_in(NEW.finding_id)
        )
    THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - besides <> to_jsonb(OLD) - besides THEN
        RAISE EXCEPTION 'Evidence of a submitted finding is not changed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT follows THEN
        RAISE EXCEPTION 'Evidence of a submitted finding only follows its source where that was merged.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.seen_by_id IS NOT NULL AND NEW.seen_by_id IS DISTINCT FROM OLD.seen_by_id
        OR OLD.seen_at IS NOT NULL AND NEW.seen_at IS DISTINCT FROM OLD.seen_at
    THEN
        RAISE EXCEPTION 'Who saw confidential evidence is said once.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER evidence_stands ON public.verification_evidence;
CREATE TRIGGER evidence_stands BEFORE INSERT OR UPDATE OR DELETE ON public.verification_evidence
    FOR EACH ROW EXECUTE FUNCTION public.verification_keep_evidence();

CREATE OR REPLACE FUNCTION public.verification_keep_what_evidence_holds() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    owners bigint[] := '{}';
BEGIN
    IF TG_TABLE_NAME = 'verification_evidenceinput' THEN
        IF TG_OP <> 'INSERT' THEN owners := owners || OLD.calculation_id; END IF;
        IF TG_OP <> 'DELETE' THEN owners := owners || NEW.calculation_id; END IF;
    ELSE
        IF TG_OP <> 'INSERT' THEN owners := owners || OLD.evidence_id; END IF;
        IF TG_OP <> 'DELETE' THEN owners := owners || NEW.evidence_id; END IF;
    END IF;
    IF (SELECT bool_or(public.verification_evidence_is_in(owner)) FROM unnest(owners) AS owner) THEN
        RAISE EXCEPTION 'Evidence of a submitted finding is not changed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

# Back to how 0007_evidence_stands left them.
DROP = r"""
CREATE OR REPLACE FUNCTION verification_keep_what_evidence_holds() RETURNS trigger
LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE FUNCTION verification_keep_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
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
DROP TRIGGER evidence_stands ON verification_evidence;
CREATE TRIGGER evidence_stands BEFORE UPDATE OR DELETE ON verification_evidence
    FOR EACH ROW EXECUTE FUNCTION verification_keep_evidence();

DROP FUNCTION verification_evidence_is_in(bigint);
CREATE OR REPLACE FUNCTION verification_finding_is_in(finding bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM verification_finding WHERE id = finding AND submitted_at IS NOT NULL
    )
$$;
DROP TRIGGER finding_stands ON verification_finding;
DROP FUNCTION verification_keep_finding();
"""


class Migration(migrations.Migration):
    dependencies = [("verification", "0013_closed")]
    operations = [migrations.RunSQL(CREATE, DROP)]
