"""For ``celery -A``: a worker whose every message goes out twice."""

from celery.signals import after_task_publish

from config.celery import app

from .twice import send_again

after_task_publish.connect(send_again)

__all__ = ["app"]
