"""A rule, and what the queries of rules are built on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """``sentence`` says what holds; ``broken`` selects the rows for which it does not, from
    ``work``, ``reviews``, ``blind`` and the tables. Its columns are what names such a row to
    a person, in that order."""

    name: str
    sentence: str
    broken: str


# work: each assignment with its review, its person and what its state means. reviews: each review
# with its policy and how many of the present round's places stand and are handed in. blind:
# reviews whose two reviewers must not know anything of each other's work yet.
GROUND = """
WITH work AS NOT MATERIALIZED (
    SELECT assignment.id AS assignment, assignment.review_id AS review,
           left(claim.statement, 60) AS claim, review.claim_id, assignment.round,
           assignment.role, assignment.state, assignment.reviewer_id, person.name AS person,
           assignment.assigned_by_id, assignment.assigned_at, assignment.beyond_capacity,
           assignment.continues_id, assignment.due_at, assignment.started_at, assignment.ended_at,
           review.state AS review_state, review.round AS present_round, policy.reviewers AS wanted,
           assignment.state IN ('asked', 'started') AS is_live,
           assignment.state IN ('asked', 'started', 'submitted') AS stands,
           assignment.role IN ('1_first', '2_second') AS is_place
    FROM verification_assignment assignment
    JOIN verification_claimreview review ON review.id = assignment.review_id
    JOIN verification_policy policy ON policy.id = review.policy_id
    JOIN claims_claim claim ON claim.id = review.claim_id
    JOIN accounts_user person ON person.id = assignment.reviewer_id
), filled AS NOT MATERIALIZED (
    SELECT review_id, round, count(*) AS standing,
           count(*) FILTER (WHERE state = 'submitted') AS handed_in
    FROM verification_assignment
    WHERE state IN ('asked', 'started', 'submitted') AND role IN ('1_first', '2_second')
    GROUP BY review_id, round
), reviews AS NOT MATERIALIZED (
    SELECT review.id AS review, left(claim.statement, 60) AS claim, review.claim_id, review.round,
           review.state, review.due_at, review.needs_reviewers, review.kept_for_id,
           policy.reviewers AS wanted, policy.blind AS wants_blind,
           coalesce(filled.standing, 0) AS standing, coalesce(filled.handed_in, 0) AS handed_in
    FROM verification_claimreview review
    JOIN verification_policy policy ON policy.id = review.policy_id
    JOIN claims_claim claim ON claim.id = review.claim_id
    LEFT JOIN filled ON filled.review_id = review.id AND filled.round = review.round
), blind AS NOT MATERIALIZED (
    SELECT * FROM reviews
    WHERE wants_blind AND wanted > 1 AND handed_in < wanted AND state IN ('open', 'in_review')
)
"""
