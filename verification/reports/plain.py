"""Published verdicts as JSON: each report's whole payload, so that nothing is lost.

``sha256`` is the hash of a report's canonical JSON (sorted keys, no spaces, UTF-8), and can be
checked by whoever holds the file. ``count`` stands at the end: a file that was cut off on its way
is no valid JSON, and one that is complete says how many it holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .selection import Envelope, Published


def render(envelope: Envelope, verdicts: Iterable[Published]) -> Iterator[str]:
    head = {
        "desk": envelope.desk,
        "home": envelope.home,
        "filter": envelope.selection.values,
        "filter_in_words": envelope.selection.words,
        "as_of": envelope.as_of.isoformat(),
        "scales": envelope.scales,
    }
    yield as_json(head).removesuffix("}") + ', "verdicts": ['
    count = 0
    for count, verdict in enumerate(verdicts, start=1):
        yield ("\n" if count == 1 else ",\n") + as_json(values_of(verdict))
    yield f'\n], "count": {count}}}\n'


def values_of(verdict: Published) -> dict[str, Any]:
    return {
        "url": verdict.url or None,
        "version": verdict.version,
        "published_at": verdict.published_at.isoformat(),
        "sha256": verdict.sha256,
        "retracted": (
            {"at": verdict.retracted_at.isoformat(), "because": verdict.retracted_because}
            if verdict.retracted_at
            else None
        ),
        "report": verdict.payload,
    }


def as_json(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False)
