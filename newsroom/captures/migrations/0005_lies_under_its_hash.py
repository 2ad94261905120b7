"""A stored file's path is made of its hash and leads nowhere else.

Rows that are there already are not asked: a saved copy's row cannot be mended, and the desk is to
start all the same. ``manage.py verify_snapshots`` names them.
"""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models.functions import Concat, Left


class Migration(migrations.Migration):
    dependencies = [("captures", "0004_cite_addresses")]
    operations = [
        AddConstraintNotValid(
            model_name="capture",
            constraint=models.CheckConstraint(
                condition=models.Q(path="")
                | models.Q(path__regex=r"^([0-9a-f]{2})/\1[0-9a-f]{62}$"),
                name="upload_lies_under_its_hash",
            ),
        ),
        AddConstraintNotValid(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    path=Concat(Left("sha256", 2), models.Value("/"), models.F("sha256"))
                ),
                name="snapshot_lies_under_its_hash",
            ),
        ),
    ]
