"""The fixtures every test may use; each file of tests/fixtures says what its own are for."""

from .fixtures.browsers import browser, chromium_program, new_page, page
from .fixtures.clock import clock
from .fixtures.processes import celery_beat_process, celery_worker_process, redis_client

__all__ = [
    "browser",
    "celery_beat_process",
    "celery_worker_process",
    "chromium_program",
    "clock",
    "new_page",
    "page",
    "redis_client",
]
