"""History, and what a person stands behind, is only added to."""

from django.db import migrations

from newsroom.history.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("verification", "0001_initial"),
        ("history", "0001_append_only"),
    ]
    operations = [
        append_only("verification_sourceevent"),
        append_only("verification_verdict"),
        append_only("verification_confirmation"),
        append_only("verification_signoff"),
        append_only("verification_report"),
    ]
