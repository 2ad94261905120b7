from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "newsroom.accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from . import rights  # noqa: F401 (registers the permissions)
