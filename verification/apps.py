from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VerificationConfig(AppConfig):
    name = "verification"
    verbose_name = "Verification"

    def ready(self) -> None:
        from newsroom.captures.models import CLOSED_TO, HIDDEN_FROM
        from newsroom.notices.models import ZONES

        from . import receivers, rights  # noqa: F401 (listens to claims; registers permissions)
        from .defaults import create_defaults

        for model in ("Evidence", "ChangedFigure", "ClaimCopy"):
            CLOSED_TO.append(self.get_model(model).objects.closed_copies)
        HIDDEN_FROM.append(self.get_model("ClaimCopy").objects.hidden_captures)
        ZONES.append(self.get_model("Reviewer").objects.time_zones)
        post_migrate.connect(create_defaults, sender=self)
