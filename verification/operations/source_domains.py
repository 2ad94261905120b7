"""Steps of the sources' verbs: which domains a source publishes under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from newsroom.accounts.models import User
from verification.errors import Overtaken
from verification.models import Source, SourceDomain, SourceState
from verification.registry.domain_names import shown


def set_domains(wanted: Mapping[Source, Mapping[str, bool]], *, by: User) -> None:
    """Give each source exactly these domains, with whether each is verified. A domain that stays
    as it is keeps who verified it and when. Four queries, however many sources."""
    known = {
        (row.source_id, row.domain): row for row in SourceDomain.objects.filter(source__in=wanted)
    }
    lines = {
        (source.pk, domain): is_verified
        for source, domains in wanted.items()
        for domain, is_verified in domains.items()
    }
    gone = [row.pk for line, row in known.items() if line not in lines]
    SourceDomain.objects.filter(pk__in=gone).delete()
    SourceDomain.objects.bulk_update(
        [
            marked(known[line], is_verified, by)
            for line, is_verified in lines.items()
            if line in known and known[line].is_verified != is_verified
        ],
        ["verified_at", "verified_by"],
    )
    write_domains(
        [
            marked(SourceDomain(source_id=line[0], domain=line[1]), is_verified, by)
            for line, is_verified in lines.items()
            if line not in known
        ]
    )


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
    taken = taken_domain(domains, but.pk if but else None)
    if taken is not None:
        raise Overtaken(f"{taken_by(taken)} Nothing was saved.")


def taken_domain(domains: Iterable[str], but: int | None) -> SourceDomain | None:
    """One of the domains that another source than ``but`` has, if any."""
    return (
        SourceDomain.objects.filter(domain__in=list(domains))
        .exclude(source=but)
        .select_related("source")
        .first()
    )


def taken_by(row: SourceDomain) -> str:
    """The sentence that says whose a domain is; not by name where that waits to be confirmed,
    and may not be everybody's to know."""
    if row.source.state == SourceState.PROPOSED:
        return f"{shown(row.domain)} is already a domain of a source that waits to be confirmed."
    retired = ", which is retired" if row.source.state == SourceState.RETIRED else ""
    return f"{shown(row.domain)} is already a domain of {row.source}{retired}."
