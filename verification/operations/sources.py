"""Keeping the desk's sources."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.errors import NotReady, Overtaken
from verification.models import Source, SourceState

MANAGED = ("name", "kind", "tier", "homepage", "country", "interest", "notes")


@transaction.atomic
def add_source(*, by: User, **columns: Any) -> Source:
    """Add a source. An editor's or admin's is in use at once; anybody else's is proposed, and can
    be cited while it waits to be confirmed."""
    require(by, "verification.propose_source", otherwise="Only people of the desk can add sources.")
    columns["name"] = columns["name"].strip()
    refuse_taken_name(columns["name"])
    may_manage = by.has_perm("verification.manage_sources")
    state = SourceState.ACTIVE if may_manage else SourceState.PROPOSED
    try:
        with transaction.atomic():
            source = Source.objects.create(added_by=by, state=state, **columns)
    except IntegrityError:  # somebody added the name between the look and the write
        raise Overtaken(f"The desk already has a source called {columns['name']}.") from None
    source.record("added" if may_manage else "proposed", actor=by)
    return source


@transaction.atomic
def change_source(source: Source, *, by: User, **columns: Any) -> Source:
    """Change what the desk says of a source; the old values go into its history."""
    source = lock_source(source, by)
    before = {
        name: getattr(source, name)
        for name, value in columns.items()
        if getattr(source, name) != value
    }
    if not before:
        return source
    if "name" in before:
        refuse_taken_name(columns["name"], but=source)
    for name in before:
        setattr(source, name, columns[name])
    source.save(update_fields=list(before))
    source.record("changed", actor=by, before=before)
    return source


@transaction.atomic
def confirm_source(source: Source, *, by: User) -> Source:
    """Take a proposed or retired source into use."""
    source = lock_source(source, by)
    if source.state == SourceState.ACTIVE:
        raise NotReady(f"{source.name} is already in use.")
    source.state = SourceState.ACTIVE
    source.save(update_fields=["state"])
    source.record("confirmed", actor=by)
    return source


@transaction.atomic
def retire_source(source: Source, *, by: User, reason: str) -> Source:
    """Offer the source no longer; what was cited from it stays."""
    source = lock_source(source, by)
    if not reason.strip():
        raise NotReady("Give a reason for retiring the source; it is kept in its history.")
    if source.state == SourceState.RETIRED:
        raise NotReady(f"{source.name} is already retired.")
    source.state = SourceState.RETIRED
    source.save(update_fields=["state"])
    source.record("retired", actor=by, note=reason.strip())
    return source


def refuse_taken_name(name: str, but: Source | None = None) -> None:
    known = Source.objects.filter(name__iexact=name).first()
    if known is not None and known != but:
        raise Overtaken(f"The desk already has a source called {known.name}.")


def lock_source(source: Source, by: User) -> Source:
    require(
        by,
        "verification.manage_sources",
        otherwise="Only editors and admins can change sources. You can propose a new one.",
    )
    return Source.objects.select_for_update().get(pk=source.pk)
