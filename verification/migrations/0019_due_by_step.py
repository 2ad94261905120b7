"""A review is due by its present step: what was under work before has its step's time too.

``due_at`` said when the findings were due, whatever had come since. A reminder that came only when
the finding was due comes halfway there.
"""

from django.db import migrations

STEPS = """
UPDATE verification_claimreview AS review SET due_at = NULL
WHERE state NOT IN ('open', 'in_review', 'adjudication', 'decided');

UPDATE verification_claimreview AS review SET due_at = review.state_since + make_interval(
    hours => CASE review.state WHEN 'decided' THEN policy.sign_off_hours
                               ELSE policy.settle_hours END
)
FROM verification_policy AS policy
WHERE policy.id = review.policy_id AND review.state IN ('adjudication', 'decided');

UPDATE verification_claimreview AS review
SET due_at = greatest(done.last, review.state_since) + make_interval(hours => policy.verdict_hours)
FROM verification_policy AS policy, (
    SELECT review_id, round, count(*) AS findings, max(submitted_at) AS last
    FROM verification_finding WHERE submitted_at IS NOT NULL GROUP BY review_id, round
) AS done
WHERE policy.id = review.policy_id AND review.state = 'in_review'
    AND (done.review_id, done.round) = (review.id, review.round)
    AND done.findings >= policy.reviewers;

UPDATE verification_policy SET remind_hours = review_hours / 2 WHERE remind_hours >= review_hours;
"""


class Migration(migrations.Migration):
    dependencies = [("verification", "0018_scope")]
    operations = [migrations.RunSQL(STEPS, migrations.RunSQL.noop)]
