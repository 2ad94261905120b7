"""A scorer: what each feature and each term adds to a score, and a card that says whence.

It is data, kept as JSON. What ships has readable features only; one that a desk has fitted may
have terms too.
"""

from __future__ import annotations

import errno
import json
import math
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from .features import FEATURES
from .lexical import KINDS, Lexical

FORMAT = "plumbline check-worthiness 1"
SHIPPED = Path(__file__).with_name("shipped.json")
LARGEST = 200_000_000
# Beyond these no fit goes, and sums and squares would leave what a float can hold.
HEAVIEST = 1e6
RAREST = 1e-6
LONGEST_NAME = 200
# Where the ``user_data`` of a spaCy Doc holds the scorer that weighs its sentences.
ON_DOC = "plumbline scorer"
# The worker that reads the file may be another user than the one who trained it.
READABLE = 0o644


class BadScorer(ValueError):
    """A file that holds no scorer this version can read; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights before the logistic curve. ``card`` says what they were fitted on and how well
    they did; ``seen`` holds a short fingerprint of each text they were fitted on, where they
    know single words, so that nothing is measured on what it has learnt by heart."""

    bias: float
    weights: Mapping[str, float]
    lexical: Lexical | None = None
    card: Mapping[str, Any] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """What a reading says it was scored by."""
        words = f"{self.card.get('fitted on', 'unknown')}, {self.card.get('date', 'undated')}"
        return "".join(char for char in words if char.isprintable())[:LONGEST_NAME]


@cache
def shipped() -> Scorer:
    return load_scorer(SHIPPED)


def load_scorer(path: Path | str) -> Scorer:
    """The scorer in a file, read anew only when the file has changed.

    Errors: ``BadScorer``, also where there is no such file.
    """
    place = Path(path).resolve()
    try:
        state = place.stat()
        if not stat.S_ISREG(state.st_mode):
            raise BadScorer(f"{place} is no file, so it holds no scorer of check-worthiness.")
        if state.st_size > LARGEST:
            raise BadScorer(f"{place} is too large for a scorer of check-worthiness.")
        return _loaded(place, state.st_mtime_ns, state.st_size, state.st_ino)
    except OSError as error:
        raise BadScorer(f"{place} cannot be read: {error.strerror or error}.") from error


@lru_cache(maxsize=4)
def _loaded(place: Path, *state: int) -> Scorer:
    try:
        content = json.loads(place.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BadScorer(f"{place} is not JSON, so it is no scorer of check-worthiness.") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise BadScorer(f"{place} is no scorer of check-worthiness in this version's form.")
    try:
        return _scorer(content)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadScorer(f"{place} is damaged: {error}. Train it again.") from error


def _scorer(content: Mapping[str, Any]) -> Scorer:
    weights = {name: _finite(weight) for name, weight in content["features"].items()}
    if unknown := weights.keys() - set(FEATURES):
        raise ValueError(f"this version reads no feature {min(unknown)!r}")
    terms = content.get("terms", {})
    if unknown := terms.keys() - KINDS.keys():
        raise ValueError(f"this version knows no terms {min(unknown)!r}")
    lexical = {
        kind: {
            term: (_positive(rarity), _finite(weight)) for term, (rarity, weight) in them.items()
        }
        for kind, them in terms.items()
    }
    return Scorer(
        bias=_finite(content["bias"]),
        weights=weights,
        lexical=Lexical(lexical) if lexical else None,
        card=dict(content["card"]),
        seen=frozenset(map(str, content.get("seen", ()))),
    )


def _finite(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no weight")
    if abs(value) > HEAVIEST:
        raise ValueError(f"{value!r} is no weight that a fit gives")
    return float(value)


def _positive(value: Any) -> float:
    if _finite(value) < RAREST:
        raise ValueError(f"{value!r} is no frequency")
    return float(value)


def save(scorer: Scorer, path: Path | str) -> None:
    """Write the file whole or not at all."""
    place = Path(path)
    if place.exists() and not place.is_file():
        raise FileExistsError(errno.EEXIST, "it is there and no file", str(place))
    place.parent.mkdir(parents=True, exist_ok=True)
    content: dict[str, Any] = {
        "format": FORMAT,
        "card": dict(scorer.card),
        "bias": scorer.bias,
        "features": dict(sorted(scorer.weights.items(), key=lambda item: -item[1])),
    }
    if scorer.lexical:
        content["terms"] = scorer.lexical.terms
        content["seen"] = sorted(scorer.seen)
    with tempfile.NamedTemporaryFile("w", dir=place.parent, delete=False, encoding="utf-8") as file:
        try:
            json.dump(content, file, ensure_ascii=False, indent=None if scorer.lexical else 1)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), READABLE)
            os.replace(file.name, place)
        except BaseException:
            os.unlink(file.name)
            raise
