"""An editor and an admin at the console."""

from __future__ import annotations

import pytest

from tests.factories import admin, editor


@pytest.fixture
def boss(client):
    person = editor()
    client.force_login(person)
    return person


@pytest.fixture
def chief(client):
    person = admin()
    client.force_login(person)
    return person
