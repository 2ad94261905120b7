"""What was done stands in the history, once, and who must know of it was told."""

from __future__ import annotations

from .rule import Rule

RULES = (
    Rule(
        "assigned_lines",
        "The history says of each assignment, once, that it was given.",
        """
        SELECT given.claim_id, given.person, given.assignments, coalesce(told.lines, 0) AS lines
        FROM (
            SELECT claim_id, reviewer_id, person,
                   array_agg(assignment ORDER BY assignment) AS assignments
            FROM work GROUP BY claim_id, reviewer_id, person
        ) given
        LEFT JOIN (
            SELECT claim_id, coalesce((data ->> 'reviewer')::bigint, actor_id) AS reviewer_id,
                   count(*) AS lines
            FROM claims_claimevent
            WHERE verb IN ('assigned', 'took_on')
            GROUP BY 1, 2
        ) told USING (claim_id, reviewer_id)
        WHERE cardinality(given.assignments) <> coalesce(told.lines, 0)
        """,
    ),
    Rule(
        "unheld_lines",
        "Nobody is said to have been given what they never had.",
        """
        SELECT line.claim_id, line.id AS line, line.data ->> 'name' AS person
        FROM claims_claimevent line
        LEFT JOIN verification_claimreview review ON review.claim_id = line.claim_id
        LEFT JOIN verification_assignment assignment
             ON assignment.review_id = review.id
             AND assignment.reviewer_id
                 = coalesce((line.data ->> 'reviewer')::bigint, line.actor_id)
        WHERE line.verb IN ('assigned', 'took_on') AND assignment.id IS NULL
        """,
    ),
    Rule(
        "own_lines",
        "The history says of each piece of work, once, that it was submitted, declined or handed "
        "over.",
        """
        SELECT claim_id, person.name AS person, verb, coalesce(done.pieces, 0) AS pieces,
               coalesce(told.lines, 0) AS lines
        FROM (
            SELECT claim_id, reviewer_id AS actor_id, state AS verb, count(*) AS pieces
            FROM work WHERE state IN ('submitted', 'declined', 'handed_over')
            GROUP BY claim_id, reviewer_id, state
        ) done
        FULL JOIN (
            SELECT claim_id, actor_id, verb, count(*) AS lines
            FROM claims_claimevent WHERE verb IN ('submitted', 'declined', 'handed_over')
            GROUP BY claim_id, actor_id, verb
        ) told USING (claim_id, actor_id, verb)
        LEFT JOIN accounts_user person ON person.id = actor_id
        WHERE coalesce(done.pieces, 0) <> coalesce(told.lines, 0)
        """,
    ),
    Rule(
        "taken_back_lines",
        "The history says of each piece of work that was taken back, once; closing a review ends "
        "its work without.",
        """
        SELECT claim_id, coalesce(ended.pieces, 0) AS pieces, coalesce(told.lines, 0) AS lines,
               coalesce(told.closed, 0) AS closed
        FROM (
            SELECT claim_id, count(*) AS pieces
            FROM work WHERE state = 'taken_back' GROUP BY claim_id
        ) ended
        FULL JOIN (
            SELECT claim_id, count(*) FILTER (WHERE verb = 'taken_back') AS lines,
                   count(*) FILTER (WHERE verb = 'closed') AS closed
            FROM claims_claimevent WHERE verb IN ('taken_back', 'closed') GROUP BY claim_id
        ) told USING (claim_id)
        WHERE coalesce(told.lines, 0) > coalesce(ended.pieces, 0)
           OR (coalesce(told.lines, 0) < ended.pieces AND coalesce(told.closed, 0) = 0)
        """,
    ),
    Rule(
        "told",
        "Whoever has live work that somebody else gave them was told of it.",
        """
        SELECT assignment, review, claim, person, assigned_at
        FROM work
        WHERE is_live AND is_place AND assigned_by_id IS DISTINCT FROM reviewer_id
          AND NOT EXISTS (
              SELECT FROM notices_notice notice
              WHERE notice.recipient_id = reviewer_id AND notice.kind = 'asked'
                AND notice.path = '/claims/' || claim_id || '/'
                AND notice.created_at >= assigned_at - interval '1 minute'
          )
          AND NOT EXISTS (  -- in one word for many claims
              SELECT FROM notices_notice notice
              WHERE notice.recipient_id = reviewer_id AND notice.kind = 'asked'
                AND notice.path NOT LIKE '/claims/%'
                AND notice.created_at BETWEEN assigned_at - interval '10 minutes'
                                          AND assigned_at + interval '10 minutes'
          )
        """,
    ),
)
