"""Which language a text is in."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

import threading
from typing import Any

SHORTEST = 40
LONGEST = 20_000
_LANGUAGES = (
    "en de fr es it pt nl sv da nb fi pl cs sk hu ro bg ru uk el tr ar he fa hi bn ur zh ja ko id "
    "vi th"
).split()
_lock = threading.Lock()
_identifier: Any = None


def detect_language(text: str) -> str:
    """The language's code ("en", "de"); short texts in Latin letters are taken for English.

    py3langid guesses among the languages that news is written in; a text of a few words gives
    it too little to go on, so there the script decides.
    """
    sample = text[:LONGEST].encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        return "en"
    plain = sum(char.isascii() for char in letters) / len(letters)
    if len(sample.strip()) < SHORTEST and plain > 0.9:
        return "en"
    return str(_classifier().classify(sample)[0])


def _classifier() -> Any:  # py3langid ships no types
    global _identifier
    with _lock:
        if _identifier is None:
            from py3langid.langid import MODEL_FILE, LanguageIdentifier

            identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
            known = set(identifier.labels)
            identifier.set_languages([code for code in _LANGUAGES if code in known])
            _identifier = identifier
    return _identifier
