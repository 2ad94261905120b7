from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "newsroom.notices"
    verbose_name = "Notices"
