from django.apps import AppConfig


class CapturesConfig(AppConfig):
    name = "newsroom.captures"
    verbose_name = "Saved copies"

    def ready(self) -> None:
        from . import rights  # noqa: F401 (registers the permissions)
