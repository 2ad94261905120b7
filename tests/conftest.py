"""The fixtures every test may use; each file of tests/fixtures says what its own are for."""

import gc

from hypothesis import HealthCheck
from hypothesis import settings as examples

from .fixtures.browsers import browser, chromium_program, new_page, page
from .fixtures.clock import clock
from .fixtures.database import (
    django_db_modify_db_settings,
    django_db_setup,
    made_before,
    pytest_sessionfinish,
    pytest_sessionstart,
)
from .fixtures.emptying import quick_emptying
from .fixtures.passwords import quick_passwords
from .fixtures.processes import celery_beat_process, celery_worker_process, redis_client
from .fixtures.server import resting_servers, served
from .fixtures.side_by_side import (
    pytest_collection_modifyitems,
    pytest_xdist_make_scheduler,
    pytest_xdist_setupnodes,
)
from .fixtures.static_files import static_files_found_once
from .standing import pytest_runtest_setup, standing

__all__ = [
    "browser",
    "celery_beat_process",
    "celery_worker_process",
    "chromium_program",
    "clock",
    "django_db_modify_db_settings",
    "django_db_setup",
    "made_before",
    "new_page",
    "page",
    "pytest_collection_modifyitems",
    "pytest_runtest_setup",
    "pytest_sessionfinish",
    "pytest_sessionstart",
    "pytest_xdist_make_scheduler",
    "pytest_xdist_setupnodes",
    "quick_emptying",
    "quick_passwords",
    "redis_client",
    "resting_servers",
    "served",
    "standing",
    "static_files_found_once",
]

# Pages and rows are made by the thousand, and beside a language model: to look for cycles as often
# as Python does by itself takes a fifth of the time.
gc.set_threshold(20_000, 20, 20)

# An example takes any time on a busy machine. What must be quick is measured in processor time.
examples.register_profile(
    "busy", examples(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
examples.load_profile("busy")
