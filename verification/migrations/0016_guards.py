"""What assigning promises, PostgreSQL keeps as well: whoever writes, and however many at once.

New live work of somebody is refused beyond their capacity, unless it says why it is beyond; so is
work of who is not active or declared an interest in it, and a place that the review's policy does
not have. A capacity is not lowered below what is in hand, nor is somebody deactivated with live
work.

The guards of work look at all rows of a statement at once: of many that are given to somebody
together, those within their capacity are counted without those that say why they are beyond. They
lock first the reviewers, then the accounts, as everybody does who holds a review, and count
afterwards: of two that come at once, the second sees the first.

The functions look among temporary names last, so that a temporary table cannot stand in for one
of ours.
"""

from django.db import migrations

FOLDED = r"""
CREATE FUNCTION public.verification_folded(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT lower(btrim(regexp_replace(words, '\s+', ' ', 'g')))
$$;
"""
DROP_FOLDED = "DROP FUNCTION public.verification_folded(text);"

# ``came_in`` are the rows that stand since this statement and did not before. Each question is
# planned anew, for as many rows as there are: a plan kept from when the desk was empty would look
# through all of it for each of thousands.
NEW_WORK = r"""
CREATE FUNCTION public.verification_guard_{event}_work() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    live CONSTANT text[] := ARRAY['asked', 'started'];
    standing CONSTANT text[] := ARRAY['asked', 'started', 'submitted'];
    takers bigint[];
    within bigint[];
    has_seconds boolean;
    found record;
BEGIN
    SELECT array_agg(DISTINCT reviewer_id) FILTER (WHERE state = ANY (live)),
           array_agg(DISTINCT reviewer_id)
               FILTER (WHERE state = ANY (live) AND beyond_capacity = ''),
           bool_or(role = '2_second')
    INTO takers, within, has_seconds
    FROM {came_in} WHERE state = ANY (standing);

    IF takers IS NOT NULL THEN
        PERFORM 1 FROM verification_reviewer WHERE user_id = ANY (takers)
            ORDER BY id FOR NO KEY UPDATE;
        PERFORM 1 FROM accounts_user WHERE id = ANY (takers) ORDER BY id FOR SHARE;

        SELECT id, name INTO found FROM accounts_user
        WHERE id = ANY (takers) AND NOT is_active LIMIT 1;
        IF found IS NOT NULL THEN
            RAISE EXCEPTION '% (%) is not active, so nothing is given to them.',
                found.name, found.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'work_of_active_people';
        END IF;
    END IF;

    IF within IS NOT NULL THEN
        SELECT reviewer.user_id, reviewer.capacity, work.load INTO found
        FROM (
            SELECT reviewer_id, count(*) AS load FROM verification_assignment
            WHERE reviewer_id = ANY (within) AND state = ANY (live)
                AND id NOT IN (SELECT given.id FROM {came_in} WHERE given.beyond_capacity <> '')
            GROUP BY reviewer_id
        ) AS work
        JOIN verification_reviewer AS reviewer ON reviewer.user_id = work.reviewer_id
        WHERE work.load > reviewer.capacity
        LIMIT 1;
        IF found IS NOT NULL THEN
            RAISE EXCEPTION 'Person % would have % claims and has room for %.',
                found.user_id, found.load, found.capacity
                USING ERRCODE = 'check_violation', CONSTRAINT = 'work_within_capacity';
        END IF;
    END IF;

    IF has_seconds THEN
        SELECT given.review_id INTO found
        FROM {came_in}
        JOIN verification_claimreview AS review
            ON review.id = given.review_id AND review.round = given.round
        JOIN verification_policy AS policy ON policy.id = review.policy_id
        WHERE given.role = '2_second' AND given.state = ANY (standing) AND policy.reviewers < 2
        LIMIT 1;
        IF found IS NOT NULL THEN
            RAISE EXCEPTION 'The policy of review % asks for one reviewer.', found.review_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'places_of_the_policy';
        END IF;
    END IF;

    IF EXISTS (
        SELECT FROM verification_declaredinterest
        WHERE person_id = ANY (takers) AND ended_at IS NULL
    ) THEN
        SELECT given.reviewer_id, given.review_id INTO found
        FROM {came_in}
        JOIN verification_declaredinterest AS interest
            ON interest.person_id = given.reviewer_id AND interest.ended_at IS NULL
        JOIN verification_claimreview AS review ON review.id = given.review_id
        JOIN claims_claim AS claim ON claim.id = review.claim_id
        JOIN claims_document AS document ON document.id = claim.document_id
        WHERE given.state = ANY (live) AND (
            interest.claimant_id = claim.claimant_id
            OR interest.document_id = document.id
            OR interest.outlet <> ''
                AND verification_folded(interest.outlet) = verification_folded(document.outlet)
        )
        LIMIT 1;
        IF found IS NOT NULL THEN
            RAISE EXCEPTION 'Person % declared an interest in review %.',
                found.reviewer_id, found.review_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'work_without_interest';
        END IF;
    END IF;
    RETURN NULL;
END $$;
"""
INSERTED = "came_in AS given"
CHANGED = """(
        SELECT after.* FROM after LEFT JOIN before USING (id)
        WHERE after.state = ANY (standing) AND (
            before.id IS NULL
            OR before.state <> ALL (standing)
            OR (before.review_id, before.round, before.role, before.reviewer_id)
                <> (after.review_id, after.round, after.role, after.reviewer_id)
            OR before.beyond_capacity <> '' AND after.beyond_capacity = ''
        )
    ) AS given"""
NEW_WORK_TRIGGERS = """
CREATE TRIGGER new_work_guarded AFTER INSERT ON public.verification_assignment
    REFERENCING NEW TABLE AS came_in
    FOR EACH STATEMENT EXECUTE FUNCTION public.verification_guard_new_work();
CREATE TRIGGER changed_work_guarded AFTER UPDATE ON public.verification_assignment
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION public.verification_guard_changed_work();
"""
DROP_NEW_WORK = """
DROP TRIGGER changed_work_guarded ON public.verification_assignment;
DROP TRIGGER new_work_guarded ON public.verification_assignment;
DROP FUNCTION public.verification_guard_changed_work();
DROP FUNCTION public.verification_guard_new_work();
"""

PEOPLE = r"""
CREATE FUNCTION public.verification_guard_capacity() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    load bigint;
BEGIN
    SELECT count(*) INTO load FROM verification_assignment
    WHERE reviewer_id = NEW.user_id AND state IN ('asked', 'started') AND beyond_capacity = '';
    IF load > NEW.capacity THEN
        RAISE EXCEPTION 'Person % has % claims within their capacity, which cannot become %.',
            NEW.user_id, load, NEW.capacity
            USING ERRCODE = 'check_violation', CONSTRAINT = 'work_within_capacity';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER capacity_guarded
    AFTER INSERT OR UPDATE OF capacity, user_id ON public.verification_reviewer
    FOR EACH ROW EXECUTE FUNCTION public.verification_guard_capacity();

CREATE FUNCTION public.verification_guard_leaving() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM verification_assignment
        WHERE reviewer_id = NEW.id AND state IN ('asked', 'started')
    ) THEN
        RAISE EXCEPTION '% (%) has live work, so they cannot be deactivated.', NEW.name, NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'work_of_active_people';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER leaving_guarded AFTER UPDATE OF is_active ON public.accounts_user
    FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active)
    EXECUTE FUNCTION public.verification_guard_leaving();
"""
DROP_PEOPLE = """
DROP TRIGGER leaving_guarded ON public.accounts_user;
DROP FUNCTION public.verification_guard_leaving();
DROP TRIGGER capacity_guarded ON public.verification_reviewer;
DROP FUNCTION public.verification_guard_capacity();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("claims", "0004_corrections_append_only"),
        ("verification", "0015_assignments"),
    ]

    operations = [
        migrations.RunSQL(FOLDED, DROP_FOLDED),
        migrations.RunSQL(
            NEW_WORK.format(event="new", came_in=INSERTED)
            + NEW_WORK.format(event="changed", came_in=CHANGED)
            + NEW_WORK_TRIGGERS,
            DROP_NEW_WORK,
        ),
        migrations.RunSQL(PEOPLE, DROP_PEOPLE),
    ]
