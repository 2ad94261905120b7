"""The settings of processes that a test starts: the product's, and loopback may be fetched.

Tests in this process have the product's settings as they are, and ask for the fixture
``reachable`` where they need as much.
"""

from config.settings import *  # noqa: F403

FETCH_ALLOW = ["127.0.0.0/8"]
