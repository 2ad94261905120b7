"""What a line of the tables says, and the people it says it of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver

from tests import scenes
from tests.scenes import PEOPLE, Scene

EVERYBODY = frozenset(PEOPLE)
SIGNED_IN = EVERYBODY - {"public"}
HERE = SIGNED_IN - {"nobody"}
BRING_IN = HERE - {"admin"}
TRIAGE = frozenset({"own", "editor", "involved"})
REVIEWERS = frozenset({"own", "involved"})
ABLE = REVIEWERS | {"reviewer"}
OWN = frozenset({"own"})
EDITORS = frozenset({"editor", "involved"})
ASKER = OWN | EDITORS
CLEAN = frozenset({"editor"})
INVOLVED = frozenset({"involved"})
ADMINS = frozenset({"admin"})
KEEPERS = EDITORS | ADMINS
ROLELESS = frozenset({"nobody"})
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Page:
    """An address: ``about`` gives its parts, ``data`` makes it a POST of what the form wants.
    Of a list that answers everybody, but empty, ``shows`` is what only those who may must see."""

    name: str
    may: frozenset[str]
    scene: Callable[[], Scene] = scenes.desk
    about: Callable[[Scene], list[Any]] = lambda s: []
    data: Callable[[Scene], dict[str, Any]] | None = None
    told: frozenset[str] = NONE
    shows: Callable[[Scene], str] | None = None

    def __str__(self) -> str:
        return f"{'GET' if self.data is None else 'POST'} {self.name}"


@dataclass(frozen=True)
class Verb:
    """An operation and a call of it that works for whoever may."""

    operation: Callable[..., Any]
    may: frozenset[str]
    scene: Callable[[], Scene]
    call: Callable[[Scene, Any], Any]
    told: frozenset[str] = NONE

    def __str__(self) -> str:
        return f"{self.operation.__module__}.{self.operation.__name__}"


def verb(
    operation: Callable[..., Any],
    may: frozenset[str],
    scene: Callable[[], Scene],
    *of: str,
    told: frozenset[str] = NONE,
    **rest: Any,
) -> Verb:
    """A call on rows of the scene, by name; values that are functions are asked about the scene."""

    def call(s: Scene, by: Any) -> Any:
        extra = {name: value(s) if callable(value) else value for name, value in rest.items()}
        return operation(*(getattr(s, name) for name in of), by=by, **extra)

    return Verb(operation, may, scene, call, told)


def names_in(patterns: Any, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names_in(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}"


def in_rows(lines: list[Any]) -> list[Any]:
    """Those on the same scene one after the other, so that it is made once."""
    return sorted(lines, key=lambda line: getattr(line.scene, "__qualname__", str(line.scene)))
