"""Steps of the sources' verbs: which domains a source publishes under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from newsroom.accounts.models import User
from verification.domain_names import shown
from verification.errors import Overtaken
from verification.models import Source, SourceDomain, SourceState


def set_domains(source: Source, wanted: Mapping[str, bool], *, by: User) -> None:
    """Give the source exactly these domains, each with whether it is verified, in three queries."""
    refuse_taken_domains(wanted, but=source)
    known = {row.domain: row for row in source.domains.all()}
    SourceDomain.objects.filter(source=source).exclude(domain__in=wanted).delete()
    changed = [
        marked(known[name], is_verified, by)
        for name, is_verified in wanted.items()
        if name in known and known[name].is_verified != is_verified
    ]
    SourceDomain.objects.bulk_update(changed, ["verified_at", "verified_by"])
    added = [
        marked(SourceDomain(source=source, domain=name), is_verified, by)
        for name, is_verified in wanted.items()
        if name not in known
    ]
    write_domains(added)
    getattr(source, "_prefetched_objects_cache", {}).pop("domains", None)


def write_domains(rows: list[SourceDomain]) -> None:
    try:
        with transaction.atomic():
            SourceDomain.objects.bulk_create(rows)
    except IntegrityError:  # somebody gave one to another source between the look and the write
        refuse_taken_domains([row.domain for row in rows])
        raise


def marked(row: SourceDomain, is_verified: bool, by: User) -> SourceDomain:
    row.verified_at = timezone.now() if is_verified else None
    row.verified_by = by if is_verified else None
    return row


def refuse_taken_domains(domains: Iterable[str], but: Source | None = None) -> None:
    taken = (
        SourceDomain.objects.filter(domain__in=list(domains))
        .exclude(source=but)
        .select_related("source")
        .first()
    )
    if taken is not None:
        raise Overtaken(f"{taken_by(taken)} Nothing was saved.")


def taken_by(row: SourceDomain) -> str:
    """The sentence that names whose a domain is."""
    retired = ", which is retired" if row.source.state == SourceState.RETIRED else ""
    return f"{shown(row.domain)} is already a domain of {row.source}{retired}."
