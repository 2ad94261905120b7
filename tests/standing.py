"""One scene for several tests: made once, and each of them undoes what it did.

To make the people, claims and verdicts of a scene takes longer than most of what is tried on it.
Tests in a row that ask for the same scene get it as it was made::

    def test_who_may(standing):
        fresh = standing(scenes.under_way)     # made now, where it does not stand yet
        tried_by_everybody(lambda who: ... fresh() ...)    # which rolls back after each

``standing.clients()`` are its people's browsers, signed in as long as it stands::

    client_of = standing.clients()
    client_of("editor").get(...)       # a new one each time

Asking for another scene ends the one before, and so does a test that asks for none. Whoever
changes rows must roll back. Tests that are marked ``django_db`` do, if the scene is there before
their own transaction: a fixture of class scope is, and is new for each function all the same::

    @pytest.fixture(scope="class")
    def given(standing):
        return standing(assigned)()

    @pytest.fixture(scope="class")
    def at_work(standing, given):
        return standing.signed_in(given.reviewer)
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, TypeVar

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings

T = TypeVar("T")
IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


class Standing:
    now: ClassVar[Standing | None] = None

    def __init__(self) -> None:
        self._make: Callable[[], Any] | None = None
        self._around: Any = None
        self._sessions: dict[int, str] = {}

    def __call__(self, make: Callable[[], T]) -> Callable[[], T]:
        """A function that gives the scene as it was made, each time in objects of its own."""
        if make is not self._make:
            self.end()
            self._around = transaction.atomic()
            self._around.__enter__()
            self._scene = make()
            self._make = make
        made = self._scene
        return lambda: copy.deepcopy(made)

    def clients(self) -> Callable[[str], Client]:
        """A function that gives a client of that person of the scene. Call it before a savepoint
        that is rolled back: this signs everybody in."""
        people = self._scene.people
        signed_in = {
            who: self.session_of(user) for who, user in people.items() if user.is_authenticated
        }
        return lambda who: with_session(signed_in.get(who))

    def signed_in(self, user: Any) -> Client:
        """A new client of that person of the scene; to be called as early as ``clients``."""
        return with_session(self.session_of(user))

    def session_of(self, user: Any) -> str:
        if user.pk not in self._sessions:
            client = Client()
            client.force_login(user)
            self._sessions[user.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return self._sessions[user.pk]

    def end(self) -> None:
        if self._around is not None:
            transaction.set_rollback(True)
            self._around.__exit__(None, None, None)
        self._make = self._around = None
        self._sessions = {}


def with_session(key: str | None) -> Client:
    client = Client()
    if key is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Standing]:
    """``standing(make)()`` is the scene that ``make`` makes. Nothing leaves the test: mail goes to
    a folder, files to memory."""
    apart = {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": tmp_path_factory.mktemp("mail"),
        "STORAGES": {**settings.STORAGES, "snapshots": IN_MEMORY},
    }
    with django_db_blocker.unblock(), override_settings(**apart):
        Standing.now = standing = Standing()
        yield standing
        standing.end()
        Standing.now = None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Nobody meets rows of a scene that they did not ask for."""
    if Standing.now and "standing" not in getattr(item, "fixturenames", ()):
        Standing.now.end()
