"""The Celery application: an alarm clock. What is due is written in PostgreSQL."""

import os
from urllib.parse import parse_qs, urlsplit

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def broker_url(redis_url: str) -> str:
    """Kombu's spelling of a Redis address: it writes a unix socket in its own way."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={database}"


app = Celery("plumbline")


@app.on_configure.connect
def configure(sender: Celery, **kwargs: object) -> None:
    from django.conf import settings

    sweep = {"schedule": settings.SWEEP_SECONDS, "options": {"expires": settings.SWEEP_SECONDS}}
    sender.conf.update(
        broker_url=broker_url(settings.REDIS_URL),
        task_ignore_result=True,
        task_acks_late=True,
        task_time_limit=600,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
        # A message is only a hint, so a lost one may come back late; what must not happen is
        # that a task still running is handed out again. Hence above the hard time limit.
        broker_transport_options={
            "visibility_timeout": 900,
            "socket_connect_timeout": 2,
            "retry_policy": {"timeout": 2.0},
        },
        # A broker that is down must not hold up the person who pressed the button: the sweep
        # finds the work.
        task_publish_retry=False,
        timezone=settings.TIME_ZONE,
        beat_schedule={
            "sweep-claims": {"task": "claims.sweep", **sweep},
            "sweep-verification": {"task": "verification.sweep", **sweep},
            "sweep-captures": {"task": "captures.sweep", **sweep},
            "sweep-notices": {"task": "notices.sweep", **sweep},
        },
    )


app.autodiscover_tasks(
    ["claims", "verification", "newsroom.captures", "newsroom.notices", "newsroom.pulse"]
)
