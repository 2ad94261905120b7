from django.conf import settings
from django.db import migrations, models


def give_round(apps, schema_editor):
    """Of what was noted before, nobody knows the round: the claim's own, so that under a blind
    review it is hidden rather than shown."""
    # As the role that migrates: the one that runs has no right to the new tables yet.
    by = schema_editor.connection.alias
    reviews = apps.get_model("verification", "ClaimReview").objects.using(by)
    reviews = reviews.filter(pk=models.OuterRef("review"))
    apps.get_model("verification", "Interest").objects.using(by).update(
        round=models.Subquery(reviews.values("round")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("verification", "0012_watch"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="interest", name="one_interest_per_source_and_claim"
        ),
        migrations.AddField(
            model_name="interest",
            name="round",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.RunPython(give_round, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("source", "review", "recorded_by"),
                name="one_interest_per_source_claim_and_person",
            ),
        ),
    ]
