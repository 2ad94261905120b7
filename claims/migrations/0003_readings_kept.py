import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from ._rules_to_steps import rules_to_steps


class Migration(migrations.Migration):
    dependencies = [
        ("captures", "0002_append_only"),
        ("claims", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField("claim", "chain", models.JSONField(blank=True, default=list)),
        migrations.AddField(
            "claim",
            "mood",
            models.CharField(
                choices=[
                    ("assertion", "assertion"),
                    ("question", "question"),
                    ("wish", "wish"),
                    ("prediction", "prediction"),
                ],
                default="assertion",
                max_length=12,
            ),
        ),
        migrations.AddField("claim", "rule", models.CharField(blank=True, max_length=200)),
        migrations.AddField("figure", "place", models.CharField(blank=True, max_length=200)),
        migrations.AddField("figure", "population", models.CharField(blank=True, max_length=200)),
        migrations.AddField("figure", "steps", models.JSONField(blank=True, default=list)),
        rules_to_steps("claims_figure"),
        migrations.RemoveField("figure", "rule"),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("figure", "the figure"),
                            ("belongs", "which claim the figure belongs to"),
                            ("claimant", "who says so"),
                            ("statement", "the statement"),
                            ("kind", "the kind"),
                            ("mood", "the mood"),
                        ],
                        max_length=12,
                    ),
                ),
                ("figure", models.PositiveBigIntegerField(blank=True, null=True)),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("read", models.JSONField(blank=True, null=True)),
                ("said", models.JSONField(blank=True, null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("date", "a date or a time"),
                            ("name", "part of a name"),
                            (
                                "label",
                                "a number that only labels something (a section, a phone, a list)",
                            ),
                            ("part", "part of another figure"),
                            ("other", "something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("pipeline", models.CharField(blank=True, max_length=60)),
                ("version", models.CharField(blank=True, max_length=30)),
                ("model", models.CharField(blank=True, max_length=80)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="claims.claim",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="captures.snapshot",
                    ),
                ),
                (
                    "withdraws",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="claims.correction",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("start__lt", models.F("end")),
                            _connector="OR",
                        ),
                        name="correction_start_before_end",
                    )
                ],
            },
        ),
    ]
