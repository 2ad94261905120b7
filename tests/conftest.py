"""The fixtures every test may use; each file of tests/fixtures says what its own are for."""

from .fixtures.browsers import browser, chromium_program, new_page, page
from .fixtures.processes import celery_beat_process, celery_worker_process, redis_client
from .fixtures.side_by_side import (
    pytest_collection_modifyitems,
    pytest_xdist_make_scheduler,
    pytest_xdist_setupnodes,
)

__all__ = [
    "browser",
    "celery_beat_process",
    "celery_worker_process",
    "chromium_program",
    "new_page",
    "page",
    "pytest_collection_modifyitems",
    "pytest_xdist_make_scheduler",
    "pytest_xdist_setupnodes",
    "redis_client",
]
