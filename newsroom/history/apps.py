from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "newsroom.history"
    verbose_name = "History"
