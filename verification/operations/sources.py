"""Keeping the desk's sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.models import Topic
from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.errors import NotReady, Overtaken
from verification.models import Source, SourceState
from verification.registry.domain_names import in_words

from .source_domains import refuse_taken_domains, set_domains

COLUMNS = (
    "name", "kind", "tier", "homepage", "owner", "country", "languages", "licence", "contact",
    "interest", "notes",
)  # fmt: skip
MANAGED = (*COLUMNS, "topics", "domains")


@transaction.atomic
def add_source(
    *,
    by: User,
    topics: Iterable[Topic] = (),
    domains: Mapping[str, bool] | None = None,
    to_cite: bool = False,
    **columns: Any,
) -> Source:
    """Add a source, with its ``domains`` and whether each is verified. An editor's or admin's is
    in use at once; anybody else's, and what is named in order ``to_cite`` it, is proposed, none
    of its domains verified, and can be cited while it waits to be confirmed."""
    require(by, "verification.propose_source", otherwise="Only people of the desk can add sources.")
    may_manage = by.has_perm("verification.manage_sources") and not to_cite
    state = SourceState.ACTIVE if may_manage else SourceState.PROPOSED
    source = create_source(by=by, state=state, **columns)
    source.topics.set(topics)
    domains = {name: may_manage and known for name, known in (domains or {}).items()}
    refuse_taken_domains(domains)
    set_domains({source: domains}, by=by)
    source.record("added" if may_manage else "proposed", actor=by)
    return source


@transaction.atomic
def change_source(source: Source, *, by: User, seen: int | None = None, **columns: Any) -> Source:
    """Change what the desk says of a source; ``columns`` are of ``MANAGED``. Old and new values go
    into its history. ``seen`` is the last line of its history that the writer saw, 0 for none; if
    there is a later one, ``Overtaken`` is raised and nothing is overwritten."""
    source = lock_source(source, by)
    if seen is not None and (later := source.events.filter(pk__gt=seen).last()):
        raise Overtaken(
            f"{later.actor or 'The desk'} has changed {source.name} since you opened it, so your "
            "changes were not saved. Copy what you wrote, open the source again, and put the two "
            "together."
        )
    before, after = said_of(source), {name: plain(name, columns[name]) for name in columns}
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return source
    if "name" in changed:
        refuse_taken_name(columns["name"], but=source)
    for name in set(changed) & set(COLUMNS):
        setattr(source, name, columns[name])
    source.save(update_fields=set(changed) & set(COLUMNS))
    if "topics" in changed:
        source.topics.set(columns["topics"])
    if "domains" in changed:
        refuse_taken_domains(columns["domains"], but=source)
        set_domains({source: columns["domains"]}, by=by)
    source.record(
        "changed",
        actor=by,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return source


@transaction.atomic
def confirm_source(source: Source, *, by: User) -> Source:
    """Take a proposed or retired source into use. Confirming a proposal says that its domains are
    its own."""
    source = lock_source(source, by)
    if source.state == SourceState.ACTIVE:
        raise NotReady(f"{source.name} is already in use.")
    refuse_merged(source)
    if source.state == SourceState.PROPOSED:
        source.domains.filter(verified_at__isnull=True).update(
            verified_at=timezone.now(), verified_by=by
        )
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


# -- steps -------------------------------------------------------------------------------------


def create_source(*, by: User, state: str, **columns: Any) -> Source:
    """The row, its name checked; the verb writes the history line."""
    columns["name"] = columns["name"].strip()
    refuse_taken_name(columns["name"])
    try:
        with transaction.atomic():
            return Source.objects.create(added_by=by, state=state, **columns)
    except IntegrityError:  # somebody added the name between the look and the write
        raise Overtaken(f"The desk already has a source called {columns['name']}.") from None


def said_of(source: Source) -> dict[str, Any]:
    """Everything the desk says of a source, as plain values that the history keeps."""
    return {
        **{name: getattr(source, name) for name in COLUMNS},
        "topics": plain("topics", source.topics.all()),
        "domains": plain("domains", {row.domain: row.is_verified for row in source.domains.all()}),
    }


def plain(name: str, value: Any) -> Any:
    """A managed value as the history keeps it: topics by name, domains with what is not verified
    marked, both sorted."""
    if name == "topics":
        return sorted(topic.name for topic in value)
    if name == "domains":
        return sorted(in_words(domain, is_verified) for domain, is_verified in value.items())
    return value


def refuse_taken_name(name: str, but: Source | None = None) -> None:
    known = Source.objects.filter(name__iexact=name).first()
    if known is not None and known != but:
        raise Overtaken(f"The desk already has a source called {known.name}.")


def refuse_merged(source: Source) -> None:
    if source.merged_into is not None:
        raise NotReady(
            f"{source.name} was merged into {source.merged_into.name}. Use that one; "
            "nothing was changed."
        )


def require_sources(by: User) -> None:
    require(
        by,
        "verification.manage_sources",
        otherwise="Only editors and admins can change sources. You can propose a new one.",
    )


def hold_citable(source: Source) -> Source:
    """The source, fresh, and kept from being merged or retired until the transaction ends."""
    source = (
        Source.objects.select_for_update(of=("self",), no_key=True)
        .select_related("merged_into")
        .get(pk=source.pk)
    )
    if source.merged_into is not None:
        raise NotReady(
            f"{source.name} was merged into {source.merged_into.name}. Cite that one. "
            "Nothing was added."
        )
    if source.state == SourceState.RETIRED:
        raise NotReady(f"{source.name} is retired and cannot be cited any more.")
    return source


def lock_source(source: Source, by: User) -> Source:
    require_sources(by)
    return Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
