"""Two reviewers who must not know of each other's work: as far as rows can tell."""

from __future__ import annotations

from .rule import Rule

RULES = (
    Rule(
        "own_evidence",
        "Evidence in a finding was cited by its writer, or by who held that work before.",
        """
        SELECT evidence.id AS evidence, finding.review_id AS review, finding.id AS finding,
               writer.name AS writer, citer.name AS cited_by
        FROM verification_evidence evidence
        JOIN verification_finding finding ON finding.id = evidence.finding_id
        JOIN accounts_user writer ON writer.id = finding.reviewer_id
        JOIN accounts_user citer ON citer.id = evidence.cited_by_id
        WHERE (evidence.review_id, evidence.round) <> (finding.review_id, finding.round)
           OR (evidence.cited_by_id <> finding.reviewer_id AND evidence.cited_by_id NOT IN (
               WITH RECURSIVE held AS (
                   SELECT id, reviewer_id, continues_id FROM verification_assignment
                   WHERE id = finding.assignment_id
                   UNION
                   SELECT before.id, before.reviewer_id, before.continues_id
                   FROM verification_assignment before JOIN held ON before.id = held.continues_id
               )
               SELECT reviewer_id FROM held
           ))
        """,
    ),
    Rule(
        "other_evidence",
        "As long as a review is blind, no finding holds evidence that its other reviewer cited.",
        """
        SELECT evidence.id AS evidence, blind.review, blind.claim, finding.id AS finding,
               work.person AS cited_by
        FROM blind
        JOIN verification_finding finding
             ON finding.review_id = blind.review AND finding.round = blind.round
        JOIN verification_evidence evidence ON evidence.finding_id = finding.id
        JOIN work ON work.review = blind.review AND work.round = blind.round AND work.stands
             AND work.is_place AND work.reviewer_id = evidence.cited_by_id
             AND work.assignment <> finding.assignment_id
        """,
    ),
    Rule(
        "private_lines",
        "As long as a review is blind, lines about one reviewer’s own work are theirs alone.",
        """
        SELECT blind.review, blind.claim, line.id AS line, line.verb
        FROM blind
        JOIN claims_claimevent line ON line.claim_id = blind.claim_id
        WHERE line.private_to_id IS NULL AND line.verb IN (
            'cited', 'corrected_evidence', 'withdrew', 'derived', 'stands_alone', 'separate',
            'saw_confidential', 'noted_interest', 'ended_interest', 'submitted', 'noticed_change',
            'asked_for_waiver', 'refused_waiver', 'withdrew_waiver'
        )
        """,
    ),
)
