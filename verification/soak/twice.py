"""Celery's application, whose every message is delivered twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery.signals import after_task_publish

from config.celery import app

AGAIN = "sent_again"


def send_again(sender: str, headers: dict[str, Any], body: Any, **rest: Any) -> None:
    """The same task with the same id once more, as a broker does that doubts its first try."""
    if AGAIN not in headers:
        args, kwargs, _ = body
        app.send_task(
            sender, args=args, kwargs=kwargs, task_id=headers["id"], headers={AGAIN: True}
        )


@contextmanager
def everything_twice() -> Iterator[None]:
    """As long as it lasts, what this process sends goes out twice."""
    after_task_publish.connect(send_again)
    try:
        yield
    finally:
        after_task_publish.disconnect(send_again)
