"""The guards of work and of interests take as long for each row, however many there are.

PostgreSQL plans a join for the rows it last counted. Where it counted few and thousands came in one
transaction, it went through all reviews and all claims for each. So what a row is about is looked
up by its key, which no plan can put in another order, and never by reading a whole table.
"""

from importlib import import_module

from django.db import migrations

WORK = import_module("verification.migrations.0016_guards")
INTERESTS = import_module("verification.migrations.0021_interest_guards").INTERESTS

# Whether an interest in this claimant, document or outlet bars from work on this review.
BARRED = r"""
CREATE FUNCTION public.verification_barred(
    of_review bigint, in_claimant bigint, in_document bigint, in_outlet text
) RETURNS boolean
LANGUAGE plpgsql STABLE COST 1000
SET search_path = pg_catalog, public, pg_temp SET enable_seqscan = off AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM claims_claim AS claim
        WHERE claim.id = (
            SELECT review.claim_id FROM verification_claimreview AS review
            WHERE review.id = of_review
        ) AND (
            claim.claimant_id = in_claimant
            OR claim.document_id = in_document
            OR in_outlet <> '' AND verification_folded(in_outlet) = (
                SELECT verification_folded(document.outlet) FROM claims_document AS document
                WHERE document.id = claim.document_id
            )
        )
    );
END $$;
"""
DROP_BARRED = "DROP FUNCTION public.verification_barred(bigint, bigint, bigint, text);"

BY_JOINS = """
        JOIN verification_claimreview AS review ON review.id = given.review_id
        JOIN claims_claim AS claim ON claim.id = review.claim_id
        JOIN claims_document AS document ON document.id = claim.document_id
        WHERE given.state = ANY (live) AND (
            interest.claimant_id = claim.claimant_id
            OR interest.document_id = document.id
            OR interest.outlet <> ''
                AND verification_folded(interest.outlet) = verification_folded(document.outlet)
        )
"""
BY_KEY = """
        WHERE given.state = ANY (live) AND verification_barred(
            given.review_id, interest.claimant_id, interest.document_id, interest.outlet
        )
"""
SECONDS_BY_JOINS = """
        JOIN verification_claimreview AS review
            ON review.id = given.review_id AND review.round = given.round
        JOIN verification_policy AS policy ON policy.id = review.policy_id
        WHERE given.role = '2_second' AND given.state = ANY (standing) AND policy.reviewers < 2
"""
SECONDS_BY_KEY = """
        WHERE given.role = '2_second' AND given.state = ANY (standing) AND (
            SELECT policy.reviewers FROM verification_policy AS policy WHERE policy.id = (
                SELECT review.policy_id FROM verification_claimreview AS review
                WHERE review.id = given.review_id AND review.round = given.round
            )
        ) < 2
"""
OF_INTERESTS_BY_JOINS = """
    JOIN verification_claimreview AS review ON review.id = given.review_id
    JOIN claims_claim AS claim ON claim.id = review.claim_id
    JOIN claims_document AS document ON document.id = claim.document_id
    WHERE interest.id = NEW.id AND interest.ended_at IS NULL AND (
        interest.claimant_id = claim.claimant_id
        OR interest.document_id = document.id
        OR interest.outlet <> ''
            AND verification_folded(interest.outlet) = verification_folded(document.outlet)
    )
"""
OF_INTERESTS_BY_KEY = """
    WHERE interest.id = NEW.id AND interest.ended_at IS NULL AND verification_barred(
        given.review_id, interest.claimant_id, interest.document_id, interest.outlet
    )
"""
CUSTOM = "SET plan_cache_mode = force_custom_plan AS $$"
NO_WHOLE_TABLE = "SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$"


def the_function(sql: str) -> str:
    """It alone, without a trigger that stands already."""
    body, end, _ = sql.partition("END $$;")
    return body.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") + end


def by_key(sql: str, *changes: tuple[str, str]) -> str:
    for was, now in changes:
        assert was in sql, was
        sql = sql.replace(was, now)
    return sql


def work(event: str, came_in: str) -> migrations.RunSQL:
    before = the_function(WORK.NEW_WORK.format(event=event, came_in=came_in))
    after = by_key(
        before, (BY_JOINS, BY_KEY), (SECONDS_BY_JOINS, SECONDS_BY_KEY), (CUSTOM, NO_WHOLE_TABLE)
    )
    return migrations.RunSQL(after, before)


def interests() -> migrations.RunSQL:
    before = the_function(INTERESTS)
    return migrations.RunSQL(by_key(before, (OF_INTERESTS_BY_JOINS, OF_INTERESTS_BY_KEY)), before)


class Migration(migrations.Migration):
    dependencies = [("verification", "0023_waivers_stand")]

    operations = [
        migrations.RunSQL(BARRED, DROP_BARRED),
        work("new", WORK.INSERTED),
        work("changed", WORK.CHANGED),
        interests(),
    ]
