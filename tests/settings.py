"""The settings of processes that a test starts: the product's, and loopback may be fetched.

Tests in this process have the product's settings as they are, and ask for the fixture
``reachable`` where they need as much.
"""

import os

from config.settings import *  # noqa: F403
from config.settings import DATABASES

FETCH_ALLOW = ["127.0.0.0/8"]
# What a scratch database is copied from (tests/fixtures/database.py).
DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("TEST_DATABASE_TEMPLATE")}
