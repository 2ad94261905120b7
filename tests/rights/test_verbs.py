"""Every verb obeys whom its line says, and every verb has a line."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

import claims.operations
import newsroom.captures.operations
import newsroom.notices.operations
import verification.operations
from newsroom.accounts import operations as accounts
from newsroom.refusals import Refused
from tests.rights import verbs_of_claims, verbs_of_editors, verbs_of_reviewers, verbs_of_the_desk
from tests.rights.kinds import (
    in_rows,
)
from tests.rights.steps import STEPS
from tests.trying import expected, short, tried_by_everybody

VERBS = [
    *verbs_of_claims.VERBS,
    *verbs_of_reviewers.VERBS,
    *verbs_of_editors.VERBS,
    *verbs_of_the_desk.VERBS,
]


@pytest.mark.parametrize("verb", in_rows(VERBS), ids=str)
def test_a_verb_obeys_whom_the_table_says_and_nobody_else(standing, verb):
    fresh = standing(verb.scene)

    def attempt(who: str) -> str:
        scene = fresh()
        try:
            with transaction.atomic():
                verb.call(scene, scene.by(who))
        except PermissionDenied as denied:
            return "kept out" if str(denied).endswith(".") else "kept out without a sentence"
        except Refused as refused:
            return f"told: {refused}"
        return "may"

    outcomes = tried_by_everybody(attempt)
    assert short(outcomes) == expected(verb), outcomes


def operations_modules() -> Iterator[Any]:
    yield accounts
    packages = (
        newsroom.captures.operations,
        newsroom.notices.operations,
        claims.operations,
        verification.operations,
    )
    for package in packages:
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(module.name)


def test_every_verb_stands_in_the_table():
    verbs = {
        f"{module.__name__}.{name}"
        for module in operations_modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "by" in inspect.signature(function).parameters
        and name not in STEPS.get(module.__name__, ())
    }
    assert verbs == {str(line) for line in VERBS}
