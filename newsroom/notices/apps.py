from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "newsroom.notices"
    verbose_name = "Notices"

    def ready(self) -> None:
        from . import rights  # noqa: F401 (registers permissions)
