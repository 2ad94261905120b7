"""The fixtures that the fault tests rely on start real Celery processes on the test database."""

import contextlib
import os
from pathlib import Path

import pytest

from newsroom.pulse.models import WORKER, Pulse
from tests.at_once import until

pytestmark = pytest.mark.slow


def living_members(group: int) -> list[int]:
    """The processes of a process group that are more than a line in the process table."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                found.append(int(stat.parent.name))
    return found


def test_a_killed_worker_is_gone_with_its_pool_and_comes_back(celery_worker_process):
    worker = celery_worker_process()
    group = os.getpgid(worker.pid)
    assert Pulse.objects.filter(kind=WORKER).count() == 1, "it works on the test's own database"

    assert len(living_members(group)) > 1, "the pool is in the worker's group"
    worker.kill()
    until(lambda: living_members(group) == [])

    worker.start()
    assert os.getpgid(worker.pid) != group


def test_a_scheduler_sends_its_messages_to_the_redis_of_the_tests(
    celery_beat_process, redis_client
):
    assert not redis_client.keys("celery")
    celery_beat_process(environment={"SWEEP_SECONDS": "1"})
    until(lambda: redis_client.llen("celery") > 0)
