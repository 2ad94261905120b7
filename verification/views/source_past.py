"""A source's history in sentences, old and new words side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verification.models import SourceEvent
from verification.registry.domain_names import shown
from verification.registry.values import LABELS, LISTS, told

HAPPENED = {
    "added": "added it",
    "proposed": "proposed it",
    "changed": "changed it",
    "confirmed": "took it into use",
    "retired": "retired it",
    "verified": "verified {domain}",
    "merged": "merged it into {name}, with everything cited from it",
    "took_in": "merged {name} into it, with everything cited from that",
}


def told_events(events: Iterable[SourceEvent], *, tells_proposer: bool = True) -> list[SourceEvent]:
    """The events with a ``sentence`` each, and what they changed as ``changes``: label, old words
    and new words (``None`` where an old line of history does not say them). ``is_told`` is false
    where it is not said who did it and when."""
    events = list(events)
    for event in events:
        event.is_told = tells_proposer or event.verb != "proposed"
        event.note = note_of(event)
        event.sentence = sentence_of(event.verb, event.data)
        event.changes = changes_of(event.data)
    return events


def sentence_of(verb: str, data: dict[str, Any]) -> str:
    says = {**data, "domain": shown(str(data.get("domain", "")))}
    return HAPPENED.get(verb, verb.replace("_", " ")).format(**{"name": "another source", **says})


def note_of(event: SourceEvent) -> str:
    """Old lines say for which page a source was proposed, which is not everybody's to read."""
    return "" if event.verb == "proposed" else event.note


def changes_of(data: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    before, after = data.get("before", {}), data.get("after", {})
    return [
        (label, in_words(name, before[name]), in_words(name, after.get(name)))
        for name, label in LABELS.items()
        if name in before
    ]


def in_words(name: str, value: Any) -> Any:
    if value is None:
        return None
    return told(name, value) if name not in LISTS or isinstance(value, list) else str(value)
