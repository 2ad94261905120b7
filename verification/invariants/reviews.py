"""Where a review stands: it always waits for somebody, and has what its state says it has."""

from __future__ import annotations

from .rule import Rule

RULES = (
    Rule(
        "needs",
        "A review is on the run’s to-do list when, and only when, one of its places is open.",
        """
        SELECT review, claim, state, round, standing AS reviewers, wanted, needs_reviewers
        FROM reviews
        WHERE needs_reviewers <> (state IN ('open', 'in_review') AND standing < wanted)
        """,
    ),
    Rule(
        "open",
        "A review is open only until somebody is asked.",
        """
        SELECT review, claim, state, standing AS reviewers, wanted
        FROM reviews
        WHERE state = 'open' AND standing > 0
        """,
    ),
    Rule(
        "settling",
        "What is to be settled has all its findings, and is not settled yet.",
        """
        SELECT review, claim, reviews.round, handed_in, wanted, settlement.id AS settlement
        FROM reviews
        LEFT JOIN verification_settlement settlement
             ON settlement.review_id = review AND settlement.round = reviews.round
             AND settlement.agreed_at IS NOT NULL
        WHERE state = 'adjudication' AND (handed_in < wanted OR settlement.id IS NOT NULL)
        """,
    ),
    Rule(
        "settled_once",
        "A disagreement is settled once in a round.",
        """
        SELECT review_id AS review, round, array_agg(id ORDER BY id) AS settlements
        FROM verification_settlement
        WHERE agreed_at IS NOT NULL
        GROUP BY review_id, round
        HAVING count(*) > 1
        """,
    ),
    Rule(
        "decided",
        "What is decided has a verdict’s text, confirmed where there are two reviewers.",
        """
        SELECT review, claim, state, reviews.round, latest.id AS verdict
        FROM reviews
        LEFT JOIN LATERAL (
            SELECT verdict.id, confirmation.id AS confirmed
            FROM verification_verdict verdict
            LEFT JOIN verification_confirmation confirmation
                 ON confirmation.verdict_id = verdict.id
            WHERE verdict.review_id = review AND verdict.round = reviews.round
            ORDER BY verdict.id DESC LIMIT 1
        ) latest ON true
        WHERE state IN ('decided', 'signed_off', 'published')
          AND (latest.id IS NULL OR (wanted > 1 AND latest.confirmed IS NULL))
        """,
    ),
    Rule(
        "signed",
        "What is signed off or published is signed, and that very text.",
        """
        SELECT review, claim, state, reviews.round, latest.id AS verdict
        FROM reviews
        LEFT JOIN LATERAL (
            SELECT verdict.id, verdict.text_sha256
            FROM verification_verdict verdict
            WHERE verdict.review_id = review AND verdict.round = reviews.round
            ORDER BY verdict.id DESC LIMIT 1
        ) latest ON true
        LEFT JOIN verification_signoff signature ON signature.verdict_id = latest.id
        WHERE state IN ('signed_off', 'published')
          AND signature.text_sha256 IS DISTINCT FROM latest.text_sha256
        """,
    ),
    Rule(
        "takes",
        "A text takes up what was suggested for the very text that it supersedes.",
        """
        SELECT text.id AS verdict, text.review_id AS review, suggestion.id AS suggestion,
               suggestion.verdict_id AS suggested_for, text.supersedes_id AS supersedes
        FROM verification_verdict text
        JOIN verification_suggestededit suggestion ON suggestion.id = text.takes_id
        WHERE suggestion.verdict_id IS DISTINCT FROM text.supersedes_id
        """,
    ),
    Rule(
        "published",
        "What is published or retracted has a report.",
        """
        SELECT review, claim, state
        FROM reviews
        WHERE state IN ('published', 'retracted') AND NOT EXISTS (
            SELECT FROM verification_report report WHERE report.review_id = review
        )
        """,
    ),
    Rule(
        "due",
        "Each step under work has a time at which it is due.",
        """
        SELECT review, claim, state
        FROM reviews
        WHERE state IN ('open', 'in_review', 'adjudication', 'decided') AND due_at IS NULL
        """,
    ),
    Rule(
        "finding",
        "A finding is of its assignment’s review, round and person.",
        """
        SELECT finding.id AS finding, assignment, work.review, claim, person, work.round,
               finding.review_id AS finding_review, finding.round AS finding_round,
               finding.reviewer_id AS finding_user
        FROM verification_finding finding
        JOIN work ON work.assignment = finding.assignment_id
        WHERE (finding.review_id, finding.round, finding.reviewer_id)
              <> (work.review, work.round, work.reviewer_id)
        """,
    ),
    Rule(
        "submitted",
        "Work is submitted when, and only when, its finding is.",
        """
        SELECT assignment, review, claim, person, state, finding.id AS finding,
               finding.submitted_at
        FROM work
        LEFT JOIN verification_finding finding ON finding.assignment_id = assignment
        WHERE is_place AND (state = 'submitted') <> (finding.submitted_at IS NOT NULL)
        """,
    ),
    Rule(
        "waived",
        "A waiver is of its work’s review and round, and nobody gives it to themselves.",
        """
        SELECT waiver.id AS waiver, waiver.review_id AS review, waiver.requirement, work.person,
               waiver.round, work.round AS work_round
        FROM verification_waiver waiver
        JOIN work ON work.assignment = waiver.assignment_id
        WHERE (work.review, work.round) <> (waiver.review_id, waiver.round)
           OR (waiver.is_granted AND waiver.decided_by_id = work.reviewer_id)
        """,
    ),
    # Of origins no more than that there are as many pieces. Whom the other of a blind pair no
    # longer waits for was asked when it was handed in.
    Rule(
        "handed_in_short",
        "Each finding that is in has what its policy asks for, or a waiver of that.",
        """
        SELECT assignment, work.review, claim, person, array_agg(need.requirement) AS lacks
        FROM work
        JOIN verification_finding finding ON finding.assignment_id = assignment
             AND finding.submitted_at IS NOT NULL
        JOIN verification_claimreview review ON review.id = work.review
        JOIN verification_policy policy ON policy.id = review.policy_id
        CROSS JOIN LATERAL (
            SELECT count(*) AS pieces, count(*) FILTER (WHERE hand = 'first') AS first_hand
            FROM verification_evidence evidence
            WHERE evidence.finding_id = finding.id AND evidence.withdrawn_at IS NULL
        ) given
        CROSS JOIN LATERAL (
            SELECT count(*) AS people FROM verification_contact contact
            WHERE contact.review_id = work.review AND contact.round = work.round AND (
                contact.answered_at IS NULL OR contact.answer <> ''
                OR contact.answered_at > finding.submitted_at
            )
        ) asked
        CROSS JOIN LATERAL (
            VALUES
                ('evidence', policy.evidence_needed, given.pieces),
                ('origins', policy.origins_needed, given.pieces),
                ('first_hand', policy.first_hand_needed::int, given.first_hand),
                ('comment', policy.comment_needed::int, asked.people)
        ) need (requirement, wanted, there)
        WHERE is_place AND work.round = present_round AND need.there < need.wanted
          AND NOT EXISTS (
              SELECT FROM verification_waiver waiver
              WHERE waiver.review_id = work.review AND waiver.round = work.round
                AND waiver.requirement = need.requirement AND waiver.is_granted
                AND waiver.ended_at IS NULL
                AND coalesce(waiver.assignment_id, assignment) = assignment
          )
        GROUP BY assignment, work.review, claim, person
        """,
    ),
    Rule(
        "explained",
        "Why evidence counts is said later only where its reviewer handed it in without a word.",
        """
        SELECT explanation.id AS explanation, evidence.id AS evidence,
               evidence.review_id AS review, finding.submitted_at, evidence.scope_explained
        FROM verification_explanation explanation
        JOIN verification_evidence evidence ON evidence.id = explanation.evidence_id
        JOIN verification_finding finding ON finding.id = evidence.finding_id
        WHERE finding.submitted_at IS NULL OR evidence.scope_explained <> ''
        """,
    ),
    Rule(
        "clean_hands",
        "Whoever signed off or adjudicated gave no finding, unless it is waived with a reason.",
        """
        SELECT review, claim, person, did
        FROM work
        JOIN (
            SELECT verdict.review_id, verdict.round, signature.editor_id AS by, 'sign-off' AS did
            FROM verification_signoff signature
            JOIN verification_verdict verdict ON verdict.id = signature.verdict_id
            WHERE signature.waiver = ''
            UNION ALL
            SELECT review_id, round, decided_by_id, 'adjudication'
            FROM verification_settlement
            WHERE how = 'adjudicated'
        ) decision ON decision.review_id = review AND decision.round = work.round
                   AND decision.by = reviewer_id
        WHERE state = 'submitted' AND is_place
        """,
    ),
)
