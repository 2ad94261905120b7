from django.apps import AppConfig


class CapturesConfig(AppConfig):
    name = "newsroom.captures"
    verbose_name = "Saved copies"
