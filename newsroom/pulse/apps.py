from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "newsroom.pulse"
    verbose_name = "Pulse"

    def ready(self) -> None:
        from . import receivers  # noqa: F401 (workers report that they are there)
