"""Neither an interest nor a row as a reviewer comes in while its person is being given work.

The guards of new work ask for interests and capacities that are committed; of either and of work
that come at once, neither sees the other. So these guards lock the account, which those of new
work share, and look afterwards at what the person has: whichever comes second sees the first. The
account alone is locked: whoever gives work takes it last of all, so nobody waits for another in
turn.

That of interests asks when the transaction ends, as whoever declares lets the work go after the
interest is written.
"""

from django.db import migrations

INTERESTS = r"""
CREATE FUNCTION public.verification_guard_interest() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found bigint;
BEGIN
    PERFORM 1 FROM accounts_user WHERE id = NEW.person_id FOR NO KEY UPDATE;

    SELECT given.review_id INTO found
    FROM verification_declaredinterest AS interest
    JOIN verification_assignment AS given
        ON given.reviewer_id = interest.person_id AND given.state IN ('asked', 'started')
    JOIN verification_claimreview AS review ON review.id = given.review_id
    JOIN claims_claim AS claim ON claim.id = review.claim_id
    JOIN claims_document AS document ON document.id = claim.document_id
    WHERE interest.id = NEW.id AND interest.ended_at IS NULL AND (
        interest.claimant_id = claim.claimant_id
        OR interest.document_id = document.id
        OR interest.outlet <> ''
            AND verification_folded(interest.outlet) = verification_folded(document.outlet)
    )
    LIMIT 1;
    IF found IS NOT NULL THEN
        RAISE EXCEPTION 'Person % has live work on review %, in which they declare an interest.',
            NEW.person_id, found
            USING ERRCODE = 'check_violation', CONSTRAINT = 'work_without_interest';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER interest_guarded
    AFTER INSERT OR UPDATE OF person_id, claimant_id, document_id, outlet, ended_at
    ON public.verification_declaredinterest
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.ended_at IS NULL)
    EXECUTE FUNCTION public.verification_guard_interest();
"""
DROP_INTERESTS = """
DROP TRIGGER interest_guarded ON public.verification_declaredinterest;
DROP FUNCTION public.verification_guard_interest();
"""

# As it was, with the lock where a row is new; one that was there is locked by those who give work.
CAPACITY = r"""
CREATE OR REPLACE FUNCTION public.verification_guard_capacity() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    load bigint;
BEGIN
    {lock}
    SELECT count(*) INTO load FROM verification_assignment
    WHERE reviewer_id = NEW.user_id AND state IN ('asked', 'started') AND beyond_capacity = '';
    IF load > NEW.capacity THEN
        RAISE EXCEPTION 'Person % has % claims within their capacity, which cannot become %.',
            NEW.user_id, load, NEW.capacity
            USING ERRCODE = 'check_violation', CONSTRAINT = 'work_within_capacity';
    END IF;
    RETURN NULL;
END $$;
"""
LOCK_OF_NEW = """IF TG_OP = 'INSERT' THEN
        PERFORM 1 FROM accounts_user WHERE id = NEW.user_id FOR NO KEY UPDATE;
    END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("verification", "0020_text_by")]

    operations = [
        migrations.RunSQL(INTERESTS, DROP_INTERESTS),
        migrations.RunSQL(CAPACITY.format(lock=LOCK_OF_NEW), CAPACITY.format(lock="")),
    ]
