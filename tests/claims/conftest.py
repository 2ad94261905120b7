"""Saved copies of these tests stay in memory."""

import pytest


@pytest.fixture(autouse=True)
def copies_in_memory(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
