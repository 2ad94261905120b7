"""Two questions of a quoted claim, waivers, suggested edits, and the page that was signed."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from newsroom.history.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("verification", "0021_interest_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="departs_because",
            field=models.TextField(
                blank=True, verbose_name="why the rating departs from what the numbers say"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="said_reasons",
            field=models.TextField(blank=True, verbose_name="what shows whether it was said"),
        ),
        migrations.AddField(
            model_name="settlement",
            name="was_it_said",
            field=models.CharField(
                blank=True,
                choices=[
                    ("yes", "yes, as quoted"),
                    ("otherwise", "yes, but otherwise"),
                    ("no", "no"),
                    ("unknown", "cannot be told"),
                ],
                max_length=10,
                verbose_name="was it said?",
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="page_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="verdict",
            name="departs_because",
            field=models.TextField(
                blank=True, verbose_name="why the rating departs from what the numbers say"
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="reply",
            field=models.TextField(blank=True, verbose_name="to who sent it back"),
        ),
        migrations.AddField(
            model_name="verdict",
            name="said_explanation",
            field=models.TextField(blank=True, verbose_name="what shows whether it was said"),
        ),
        migrations.AddField(
            model_name="verdict",
            name="was_it_said",
            field=models.CharField(
                blank=True,
                choices=[
                    ("yes", "yes, as quoted"),
                    ("otherwise", "yes, but otherwise"),
                    ("no", "no"),
                    ("unknown", "cannot be told"),
                ],
                max_length=10,
                verbose_name="was it said?",
            ),
        ),
        migrations.CreateModel(
            name="SuggestedEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("conclusion", models.TextField()),
                ("explanation", models.TextField()),
                ("said_explanation", models.TextField(blank=True)),
                ("note", models.TextField(help_text="Why; its writer reads it.")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="verification.verdict",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddField(
            model_name="verdict",
            name="takes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taken_by",
                to="verification.suggestededit",
            ),
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                (
                    "requirement",
                    models.CharField(
                        choices=[
                            ("evidence", "pieces of evidence"),
                            ("origins", "independent origins"),
                            ("first_hand", "first-hand evidence"),
                            ("comment", "claimant asked for comment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("because", models.TextField(blank=True, verbose_name="why it is asked for")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("is_granted", models.BooleanField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, verbose_name="why it is waived, or not")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        help_text="The work it was asked for; empty: the claim’s, in this round.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="verification.assignment",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="verification.claimreview",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("assignment", "requirement"),
                        name="one_open_waiver_request_each",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("assignment__isnull", True),
                            ("ended_at__isnull", True),
                            ("is_granted", True),
                        ),
                        fields=("review", "round", "requirement"),
                        name="one_waiver_per_round_and_requirement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("is_granted__isnull", True),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("is_granted__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="waiver_is_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_granted__isnull", True),
                            ("is_granted", False),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="waiver_of_a_claim_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("assignment__isnull", False), ("is_granted", True), _connector="OR"
                        ),
                        name="waiver_is_asked_for_or_given",
                    ),
                ],
            },
        ),
        append_only("verification_suggestededit"),
    ]
