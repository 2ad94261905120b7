"""The shield of a piece of evidence: what is proved of its copy and known of the live page."""

from __future__ import annotations

from verification.models import Evidence, WatchState
from verification.provenance.standing import Shield, live_of, way_to


def shield_of(evidence: Evidence) -> Shield | None:
    """Of rows asked for ``with_detail`` and ``with_proof``; there is none without a saved copy."""
    if evidence.snapshot is None:
        return None
    watch = evidence.watch
    return Shield(
        is_in_copy=bool(evidence.is_in_copy),
        sha256=evidence.snapshot.sha256,
        live=live_of(
            [change.kind for change in evidence.changed.all() if change.decided_at is None],
            is_gone=bool(watch and watch.state == WatchState.GONE),
            problem=watch.last_problem if watch else "",
            read_at=watch.last_read_at if watch else None,
        ),
        read_at=watch.last_read_at if watch else None,
        passage=way_to(evidence.excerpt, evidence.start),
        copy=evidence.snapshot.came.label,
    )
