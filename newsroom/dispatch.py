"""Sending a Celery message: a hint that work is due, never the only record of it."""

from __future__ import annotations

import logging

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def send_task(name: str, *args: object, expires: float | None = None) -> bool:
    """Publish the task by its name; ``False`` if the broker is away, for the sweep to make good.
    A message that no worker has taken after ``expires`` seconds is dropped."""
    try:
        current_app.send_task(name, args=args, expires=expires)
    except (OperationalError, OSError) as error:
        logger.warning("%s%r was not sent, the sweep will find it: %s", name, args, error)
        return False
    return True
