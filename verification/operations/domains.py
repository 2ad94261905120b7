"""From an address to the source that publishes there."""

from __future__ import annotations

from django.db import transaction

from newsroom.accounts.models import User
from newsroom.accounts.rights import require
from verification.errors import NotReady, Overtaken
from verification.models import Source, SourceDomain, SourceKind, SourceState, Tier
from verification.registry.domain_names import (
    NotADomain,
    at_and_above,
    domain_of,
    host_of,
    shown,
    site_of,
)

from .source_domains import marked, taken_by, write_domains
from .sources import create_source, lock_source

# Whose suffix tells what they are; everybody else is taken for news until an editor looks.
KINDS_OF_SUFFIXES = {
    "gov": SourceKind.OFFICIAL,
    "gouv": SourceKind.OFFICIAL,
    "gob": SourceKind.OFFICIAL,
    "mil": SourceKind.OFFICIAL,
    "int": SourceKind.OFFICIAL,
    "edu": SourceKind.RESEARCH,
    "ac": SourceKind.RESEARCH,
}


def source_for(url: str) -> Source | None:
    """Who publishes at this address: the source with the longest domain at or above its host. A
    verified domain wins over a guessed one, however long. A merged source stands for the one it
    was merged into; one that was only retired is not offered."""
    row = domain_row(url)
    if row is None:
        return None
    if row.source.state == SourceState.RETIRED:
        return row.source.merged_into
    return row.source


def domain_row(url: str) -> SourceDomain | None:
    try:
        host = host_of(url)
    except NotADomain:
        return None
    known = SourceDomain.objects.filter(domain__in=at_and_above(host))
    return max(
        known.select_related("source__merged_into"),
        key=lambda row: (row.is_verified, len(row.domain)),
        default=None,
    )


@transaction.atomic
def propose_for(url: str, *, by: User, name: str = "", kind: str = "", tier: str = "") -> Source:
    """Propose the publisher of an address as a source, with its site's domain, not verified.
    It can be cited at once; an editor or admin confirms it, whoever proposed it.

    Without a name it is called as its site. Where the site is another source's and a name is
    given, it gets the whole host. Raises ``NotReady`` for an address that tells no publisher and
    ``Overtaken`` for a name or domain that another source has.
    """
    require(
        by, "verification.propose_source", otherwise="Only people of the desk can propose sources."
    )
    name = " ".join(name.split())
    domain = free_domain(url, bool(name), by)
    source = create_source(
        by=by,
        state=SourceState.PROPOSED,
        name=name or shown(domain),
        kind=kind or likely_kind(domain),
        tier=tier or Tier.WITH_CARE,
        homepage=f"https://{domain}/" if domain else "",
    )
    if domain:
        write_domains([marked(SourceDomain(source=source, domain=domain), False, by)])
    # Not for which page: this history is read by more than what was cited is.
    source.record("proposed", actor=by)
    return source


def free_domain(url: str, is_named: bool, user: User) -> str:
    """The domain that a new source for this address would get; none where many publish, or where
    it is another source's that this person may not know of."""
    try:
        host = domain_of(url)
    except NotADomain as wrong:
        if is_named and host_is_fine(url):
            return ""
        raise NotReady(f"{wrong} Name the source yourself. Nothing was added.") from None
    wanted = [site_of(host), host] if is_named else [site_of(host)]
    taken = {
        row.domain: row
        for row in SourceDomain.objects.filter(domain__in=wanted).select_related("source")
    }
    for domain in wanted:
        if domain not in taken:
            return domain
    known = taken[wanted[-1]].source_id
    if is_named and not Source.objects.visible_to(user).filter(pk=known).exists():
        return ""
    raise Overtaken(f"{taken_by(taken[wanted[-1]])} Nothing was added.")


def host_is_fine(url: str) -> bool:
    try:
        return bool(host_of(url))
    except NotADomain:
        return False


def likely_kind(domain: str) -> str:
    for label in domain.split(".")[-2:]:
        if label in KINDS_OF_SUFFIXES:
            return KINDS_OF_SUFFIXES[label]
    return SourceKind.NEWS


@transaction.atomic
def verify_domain(domain: SourceDomain, *, by: User) -> SourceDomain:
    """Say that the domain is really the source's: what it publishes there is found as its own."""
    source = lock_source(Source(pk=domain.source_id), by)
    row = SourceDomain.objects.filter(pk=domain.pk, source=source).first()
    if row is None:
        raise Overtaken(
            f"{shown(domain.domain)} is no longer a domain of {source}. Nothing was changed."
        )
    if row.is_verified:
        raise NotReady(f"{shown(row.domain)} is already verified.")
    marked(row, True, by).save(update_fields=["verified_at", "verified_by"])
    source.record("verified", actor=by, domain=row.domain)
    return row
