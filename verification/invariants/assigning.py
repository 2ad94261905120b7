"""Who has what: never too many on a claim, never too much for a person, never the wrong one."""

from __future__ import annotations

from .rule import Rule

RULES = (
    Rule(
        "places",
        "No review has more reviewers in a round than its policy asks for.",
        """
        SELECT review, claim, round, count(*) AS reviewers, wanted,
               array_agg(assignment ORDER BY assignment) AS assignments
        FROM work
        WHERE stands AND is_place
        GROUP BY review, claim, round, present_round, wanted
        HAVING count(*) > CASE WHEN round = present_round THEN wanted ELSE 2 END
        """,
    ),
    Rule(
        "one_each",
        "No place of a review is filled twice in a round.",
        """
        SELECT review, claim, round, role, array_agg(person ORDER BY assignment) AS people,
               array_agg(assignment ORDER BY assignment) AS assignments
        FROM work
        WHERE stands
        GROUP BY review, claim, round, role
        HAVING count(*) > 1
        """,
    ),
    Rule(
        "once_each",
        "Nobody stands on a review twice in a round.",
        """
        SELECT review, claim, round, person,
               array_agg(assignment ORDER BY assignment) AS assignments
        FROM work
        WHERE stands
        GROUP BY review, claim, round, reviewer_id, person
        HAVING count(*) > 1
        """,
    ),
    Rule(
        "capacity",
        "Nobody has more live work than their capacity; what is beyond it says why.",
        """
        SELECT work.person, work.reviewer_id AS "user", count(*) AS live, reviewer.capacity,
               array_agg(assignment ORDER BY assignment) AS assignments
        FROM work
        JOIN verification_reviewer reviewer ON reviewer.user_id = work.reviewer_id
        WHERE is_live AND beyond_capacity = ''
        GROUP BY work.person, work.reviewer_id, reviewer.capacity
        HAVING count(*) > reviewer.capacity
        """,
    ),
    Rule(
        "able",
        "Live work is with somebody who is active and reviews or edits.",
        """
        SELECT assignment, review, claim, person, account.is_active AS active, account.roles
        FROM work
        JOIN accounts_user account ON account.id = work.reviewer_id
        WHERE is_live AND NOT (account.is_active AND account.roles && '{reviewer,editor}')
        """,
    ),
    Rule(
        "present",
        "Live work is on a review that waits for it, and of its present round.",
        """
        SELECT assignment, review, claim, person, round, present_round, review_state
        FROM work
        WHERE is_live AND (
            round <> present_round
            OR review_state NOT IN ('in_review', CASE WHEN is_place THEN 'in_review'
                                                      ELSE 'adjudication' END)
        )
        """,
    ),
    Rule(
        "interest",
        "Nobody has live work on what they declared an interest in.",
        r"""
        SELECT DISTINCT assignment, review, claim, person, interest.id AS interest, interest.stake
        FROM work
        JOIN verification_declaredinterest interest
             ON interest.person_id = work.reviewer_id AND interest.ended_at IS NULL
        JOIN claims_claim stated ON stated.id = work.claim_id
        JOIN claims_document document ON document.id = stated.document_id
        LEFT JOIN claims_claimant claimant ON claimant.id = stated.claimant_id
        WHERE is_live AND (
            interest.claimant_id = stated.claimant_id
            OR interest.document_id = document.id
            OR lower(trim(interest.outlet)) = nullif(lower(trim(document.outlet)), '')
            OR EXISTS (
                SELECT FROM verification_source declared
                JOIN verification_source source
                     ON source.id IN (declared.id, declared.merged_into_id)
                WHERE declared.id = interest.source_id AND (
                    lower(regexp_replace(trim(source.name), '\s+', ' ', 'g')) IN (
                        lower(regexp_replace(trim(claimant.name), '\s+', ' ', 'g')),
                        lower(regexp_replace(trim(nullif(document.outlet, '')), '\s+', ' ', 'g'))
                    )
                    OR source.id = (
                        SELECT source_id FROM verification_sourcedomain
                        WHERE right('.' || substring(lower(document.url)
                                                     FROM '^[a-z]+://(?:[^/?#]*@)?([^/?#:]+)'),
                                    length(domain) + 1) = '.' || domain
                        ORDER BY length(domain) DESC LIMIT 1
                    )
                )
            )
        )
        """,
    ),
    Rule(
        "kept",
        "While a claim is kept for somebody, the desk itself gives it to nobody else.",
        """
        SELECT assignment, work.review, work.claim, person, keeper.name AS kept_for
        FROM work
        JOIN reviews ON reviews.review = work.review
        JOIN accounts_user keeper ON keeper.id = reviews.kept_for_id
        WHERE is_live AND is_place AND assigned_by_id IS NULL AND reviewer_id <> kept_for_id
          AND assigned_at > (
              SELECT max(at) FROM claims_claimevent line
              WHERE line.claim_id = work.claim_id AND line.verb = 'kept'
          )
        """,
    ),
    Rule(
        "keeper",
        "A claim that waits for reviewers is kept for nobody who has left.",
        """
        SELECT review, claim, account.name AS kept_for, account.is_active AS active
        FROM reviews
        JOIN accounts_user account ON account.id = kept_for_id
        WHERE needs_reviewers
          AND NOT (account.is_active AND account.roles && '{reviewer,editor}')
        """,
    ),
    Rule(
        "continues",
        "Work that continues other work is of the same place, and the other has ended and kept "
        "no draft.",
        """
        SELECT work.assignment, work.review, work.claim, work.person,
               before.assignment AS continues, before.state, finding.id AS draft
        FROM work
        JOIN work before ON before.assignment = work.continues_id
        LEFT JOIN verification_finding finding ON finding.assignment_id = before.assignment
        WHERE before.stands OR finding.id IS NOT NULL
           OR (before.review, before.round, before.role) <> (work.review, work.round, work.role)
           OR before.assignment >= work.assignment
        """,
    ),
    Rule(
        "moments",
        "Work says when it was started and when it ended, and live work has not ended.",
        """
        SELECT assignment, review, claim, person, state, started_at, ended_at
        FROM work
        WHERE (ended_at IS NULL) <> is_live OR (state = 'started' AND started_at IS NULL)
        """,
    ),
    Rule(
        "time",
        "A request for more time is answered whole or not at all, and live work has one open.",
        """
        SELECT request.id AS request, assignment, review, claim, person, request.until,
               request.is_granted, request.decided_at
        FROM verification_timerequest request
        JOIN work ON work.assignment = request.assignment_id
        WHERE num_nonnulls(request.is_granted, request.decided_at, request.decided_by_id)
              NOT IN (0, 3)
           OR (work.is_live AND request.decided_at IS NULL AND EXISTS (
               SELECT FROM verification_timerequest other
               WHERE other.assignment_id = request.assignment_id
                 AND other.decided_at IS NULL AND other.id <> request.id
           ))
        """,
    ),
)
