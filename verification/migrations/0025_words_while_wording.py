"""What is said while a verdict is worded: why evidence counts that was handed in without a
word of it, and the text itself before it is one.

What was said of evidence stands: a word more is a row more, whoever writes, and the latest counts.
One is added only while the verdict's text is to be worded, as ``verification.wording`` tells it,
and only of what a reviewer handed in without a word of it.

The function looks among temporary names last, so that a temporary table cannot stand in for one of
ours. It locks the review that it asks about: a text that is saved meanwhile comes before or after.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from newsroom.history.append_only import append_only

CREATE = r"""
CREATE FUNCTION public.verification_guard_explanation() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    about record;
    latest record;
    said text;
BEGIN
    SELECT review.id, review.state, review.round, review.text_by_id, policy.reviewers,
           evidence.round AS cited_in, evidence.withdrawn_at, evidence.scope_explained,
           finding.submitted_at
    INTO about
    FROM verification_evidence AS evidence
    JOIN verification_finding AS finding ON finding.id = evidence.finding_id
    JOIN verification_claimreview AS review ON review.id = evidence.review_id
    JOIN verification_policy AS policy ON policy.id = review.policy_id
    WHERE evidence.id = NEW.evidence_id
    FOR SHARE OF review;

    IF about.state <> 'in_review' OR about.round <> about.cited_in
        OR about.submitted_at IS NULL OR about.withdrawn_at IS NOT NULL
        OR about.reviewers > (
            SELECT count(*) FROM verification_assignment
            WHERE review_id = about.id AND round = about.round
                AND state = 'submitted' AND role <> '3_adjudicator'
        )
    THEN
        RAISE EXCEPTION 'Why evidence counts is said while the verdict that rests on it is worded.'
            USING ERRCODE = 'restrict_violation';
    END IF;

    SELECT verdict.drafted_by_id, EXISTS (
        SELECT FROM verification_confirmation WHERE verdict_id = verdict.id
    ) AS is_confirmed
    INTO latest
    FROM verification_verdict AS verdict
    WHERE verdict.review_id = about.id AND verdict.round = about.round
    ORDER BY verdict.id DESC LIMIT 1;
    IF FOUND AND NOT latest.is_confirmed AND about.reviewers > 1
        AND coalesce(about.text_by_id, latest.drafted_by_id) = latest.drafted_by_id
        AND EXISTS (
            SELECT FROM verification_assignment AS work
            JOIN accounts_user AS person ON person.id = work.reviewer_id
            WHERE work.review_id = about.id AND work.round = about.round
                AND work.state = 'submitted' AND work.role <> '3_adjudicator'
                AND person.id <> latest.drafted_by_id AND person.is_active
                AND person.roles::text[] && ARRAY['reviewer', 'editor']
        )
    THEN
        RAISE EXCEPTION 'The text waits to be confirmed, so what it rests on stays as it is.'
            USING ERRCODE = 'restrict_violation';
    END IF;

    IF about.scope_explained <> '' THEN
        RAISE EXCEPTION 'Its reviewer said why this evidence counts; those words stand.'
            USING ERRCODE = 'restrict_violation';
    END IF;

    SELECT words INTO said FROM verification_explanation
    WHERE evidence_id = NEW.evidence_id ORDER BY id DESC LIMIT 1;
    IF btrim(NEW.words) = '' AND coalesce(said, '') = '' THEN
        RAISE EXCEPTION 'Nothing was said of this evidence that could be taken back.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER explanation_guarded BEFORE INSERT ON public.verification_explanation
    FOR EACH ROW EXECUTE FUNCTION public.verification_guard_explanation();
"""
DROP = """
DROP TRIGGER explanation_guarded ON public.verification_explanation;
DROP FUNCTION public.verification_guard_explanation();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("verification", "0024_guards_of_thousands"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Explanation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(verbose_name="why it counts all the same")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="verification.evidence",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TextDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("takes", models.PositiveBigIntegerField(default=0)),
                ("seen", models.PositiveBigIntegerField(default=0)),
                ("words", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="text_drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="text_drafts",
                        to="verification.claimreview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "round", "person", "takes", "seen"),
                        name="one_text_draft_each",
                    )
                ],
            },
        ),
        append_only("verification_explanation"),
        migrations.RunSQL(CREATE, DROP),
    ]
