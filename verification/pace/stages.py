"""The stages of a claim's way as rows tell them: when each began and ended, and who ended it.

Each is a SELECT of (stage, person, review, began, ended) whose end lies in a window; the end is
indexed, so that what was done long ago is never read. A stage belongs to the week it ended in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """``title`` names what was done, ``span`` what its time runs from and to, ``who`` whose it
    is; empty where it takes many hands."""

    key: str
    title: str
    span: str
    who: str
    ended: tuple[str, ...]


LAST_FINDING = """(
    SELECT max(submitted_at) FROM verification_finding AS given
    WHERE given.review_id = {of}.review_id AND given.round = {of}.round)"""

STARTED = """
    SELECT 'started', reviewer_id, review_id, assigned_at, started_at
    FROM verification_assignment
    WHERE started_at >= %(before)s AND started_at < %(until)s"""

# A blind pair's findings count once both are in: until then a page that counts them would tell
# one reviewer of the other's. The same as ``ClaimReview.objects.blind()``.
SUBMITTED = """
    SELECT 'submitted', finding.reviewer_id, finding.review_id,
           coalesce(assignment.started_at, assignment.assigned_at), finding.submitted_at
    FROM verification_finding AS finding
    JOIN verification_assignment AS assignment ON assignment.id = finding.assignment_id
    JOIN verification_claimreview AS review ON review.id = finding.review_id
    JOIN verification_policy AS policy ON policy.id = review.policy_id
    WHERE finding.submitted_at >= %(before)s AND finding.submitted_at < %(until)s
      AND NOT (
        policy.blind AND policy.reviewers > 1
        AND review.state IN ('open', 'in_review') AND finding.round = review.round
        AND policy.reviewers > (
          SELECT count(*) FROM verification_assignment AS given
          WHERE given.review_id = review.id AND given.round = review.round
            AND given.state = 'submitted' AND given.role <> '3_adjudicator'))"""

SETTLED = f"""
    SELECT 'settled', decided_by_id, review_id, {LAST_FINDING.format(of="settlement")}, agreed_at
    FROM verification_settlement AS settlement
    WHERE agreed_at >= %(before)s AND agreed_at < %(until)s"""

TEXT_BEGAN = f"""greatest({LAST_FINDING.format(of="verdict")}, (
    SELECT agreed_at FROM verification_settlement AS settlement
    WHERE settlement.review_id = verdict.review_id AND settlement.round = verdict.round
      AND agreed_at IS NOT NULL))"""

# The text stands when it is written or, with two reviewers, confirmed. Only the first of a round
# counts: a rewording begins when it is sent back, and no row says when that was.
WORDED_ALONE = f"""
    SELECT 'worded', verdict.drafted_by_id, verdict.review_id, {TEXT_BEGAN}, verdict.drafted_at
    FROM verification_verdict AS verdict
    JOIN verification_claimreview AS review ON review.id = verdict.review_id
    JOIN verification_policy AS policy ON policy.id = review.policy_id
    WHERE verdict.drafted_at >= %(before)s AND verdict.drafted_at < %(until)s
      AND policy.reviewers = 1 AND verdict.supersedes_id IS NULL"""

WORDED_TOGETHER = f"""
    SELECT 'worded', verdict.drafted_by_id, verdict.review_id, {TEXT_BEGAN}, confirmation.at
    FROM verification_confirmation AS confirmation
    JOIN verification_verdict AS verdict ON verdict.id = confirmation.verdict_id
    WHERE confirmation.at >= %(before)s AND confirmation.at < %(until)s
      AND NOT EXISTS (
        SELECT 1 FROM verification_verdict AS earlier
        JOIN verification_confirmation AS confirmed ON confirmed.verdict_id = earlier.id
        WHERE earlier.review_id = verdict.review_id AND earlier.round = verdict.round
          AND earlier.id < verdict.id)"""

SIGNED = """
    SELECT 'signed', signature.editor_id, verdict.review_id,
           coalesce(confirmation.at, verdict.drafted_at), signature.at
    FROM verification_signoff AS signature
    JOIN verification_verdict AS verdict ON verdict.id = signature.verdict_id
    LEFT JOIN verification_confirmation AS confirmation ON confirmation.verdict_id = verdict.id
    WHERE signature.at >= %(before)s AND signature.at < %(until)s"""

PUBLISHED = """
    SELECT 'published', report.published_by_id, report.review_id, signature.at, report.published_at
    FROM verification_report AS report
    JOIN verification_signoff AS signature ON signature.verdict_id = report.verdict_id
    WHERE report.published_at >= %(before)s AND report.published_at < %(until)s"""

WHOLE = """
    SELECT 'whole', NULL::bigint, report.review_id, review.opened_at, report.published_at
    FROM verification_report AS report
    JOIN verification_claimreview AS review ON review.id = report.review_id
    WHERE report.published_at >= %(before)s AND report.published_at < %(until)s
      AND report.version = 1"""

STAGES = (
    Stage("started", "Started", "from being asked to starting", "reviewer", (STARTED,)),
    Stage("submitted", "Finding", "from starting to submitting", "reviewer", (SUBMITTED,)),
    Stage("settled", "Settled", "from the last finding to agreeing", "who decided", (SETTLED,)),
    Stage(
        "worded", "Verdict", "from the last finding, or the settlement, to a text that stands",
        "writer", (WORDED_ALONE, WORDED_TOGETHER),
    ),
    Stage("signed", "Signed", "from the text to the signature", "editor", (SIGNED,)),
    Stage("published", "Published", "from the signature to the report", "editor", (PUBLISHED,)),
    Stage("whole", "The whole way", "from sent to review to its first report", "", (WHOLE,)),
)  # fmt: skip
BY_KEY = {stage.key: stage for stage in STAGES}
