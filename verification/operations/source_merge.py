"""Merging a source into the one that it is the same as."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import User
from verification.errors import NotReady, Overtaken
from verification.models import (
    DeclaredInterest,
    Evidence,
    Interest,
    Source,
    SourceDomain,
    SourceState,
)

from .sources import refuse_merged, require_sources


@transaction.atomic
def merge_sources(duplicate: Source, into: Source, *, by: User, reason: str) -> Source:
    """Move everything that was cited from the duplicate, its domains and its interests to the
    other source, and retire it, so that its page leads there. Answers the other.

    Both histories name every row that moved. What was published stays as it was: a report has its
    own words. Where both had an interest in the same claim, or somebody in both, the duplicate's
    is ended.
    """
    require_sources(by)
    duplicate, into = lock_both(duplicate, into)
    if not reason.strip():
        raise NotReady("Give a reason for merging them; it is kept in both histories.")
    refuse_merged(duplicate)
    if into.state == SourceState.RETIRED:
        raise Overtaken(
            f"{into.name} is retired, so nothing can be merged into it. Nothing was changed."
        )
    # First where it leads to: submitted evidence only moves where its source was merged.
    merged_before = list(duplicate.merged.order_by("pk").values_list("pk", flat=True))
    duplicate.merged.update(merged_into=into)
    duplicate.state, duplicate.merged_into = SourceState.RETIRED, into
    duplicate.save(update_fields=["state", "merged_into"])
    moved = {
        "evidence": move(Evidence.objects.filter(source=duplicate), into),
        "domains": move(SourceDomain.objects.filter(source=duplicate), into, name="domain"),
        "interests": move_interests(duplicate, into),
        "declared": move_declared(duplicate, into),
        "merged": merged_before,
    }
    why = reason.strip()
    duplicate.record("merged", actor=by, note=why, into=into.pk, name=into.name, **moved)
    into.record("took_in", actor=by, note=why, source=duplicate.pk, name=duplicate.name, **moved)
    return into


# -- steps ---------------------------------------------------------------------------------------


def lock_both(duplicate: Source, into: Source) -> tuple[Source, Source]:
    """Both rows, fresh, locked in the order of their keys so that no two merges wait for each
    other."""
    if duplicate.pk == into.pk:
        raise NotReady("A source cannot be merged into itself. Choose another one.")
    rows = Source.objects.select_for_update(of=("self",)).select_related("merged_into")
    locked = {row.pk: row for row in rows.filter(pk__in=(duplicate.pk, into.pk)).order_by("pk")}
    return locked[duplicate.pk], locked[into.pk]


def move(rows: Any, into: Source, name: str = "pk") -> list[Any]:
    moved = list(rows.order_by("pk").values_list(name, flat=True))
    rows.update(source=into)
    return moved


def move_interests(duplicate: Source, into: Source) -> list[int]:
    open_in = Interest.objects.filter(source=into, ended_at__isnull=True).values("review")
    theirs = Interest.objects.filter(source=duplicate)
    theirs.filter(ended_at__isnull=True, review__in=open_in).update(ended_at=timezone.now())
    return move(theirs, into)


def move_declared(duplicate: Source, into: Source) -> list[int]:
    standing = DeclaredInterest.objects.standing()
    twice = standing.filter(source=into).values("person")
    standing.filter(source=duplicate, person__in=twice).update(ended_at=timezone.now())
    return move(DeclaredInterest.objects.filter(source=duplicate), into)
