"""Who publishes evidence."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone

from claims.models import Topic
from newsroom.history.models import Event
from verification.registry.domain_names import NotADomain, host_of, shown


class SourceKind(models.TextChoices):
    OFFICIAL = "official", "official"
    DATA = "data", "data"
    RESEARCH = "research", "research"
    NEWS = "news", "news"
    ADVOCACY = "advocacy", "advocacy"
    PERSON = "person", "person"


class Tier(models.TextChoices):
    PRIMARY = "1_primary", "primary record"
    AUTHORITATIVE = "2_authoritative", "authoritative"
    RELIABLE = "3_reliable", "reliable"
    WITH_CARE = "4_care", "use with care"


class SourceState(models.TextChoices):
    PROPOSED = "proposed", "proposed"
    ACTIVE = "active", "in use"
    RETIRED = "retired", "retired"


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, user: Any) -> SourceQuerySet:
        """Everybody who works here sees the desk's sources; but one that is only proposed, once
        it is cited, only those to whom some of that evidence is open, and who proposed it. Its
        name may be an interviewee's, or tell what a blind review's other reviewer has cited."""
        from .evidence import Evidence

        if not user.has_perm("claims.read"):
            return self.none()
        cited = Evidence.objects.filter(source=models.OuterRef("pk"))
        return self.exclude(
            ~models.Q(added_by=user) & models.Exists(cited) & ~models.Exists(cited.open_to(user)),
            state=SourceState.PROPOSED,
        )

    def citable(self) -> SourceQuerySet:
        """Proposed ones too: work does not wait for the confirmation."""
        return self.exclude(state=SourceState.RETIRED)

    def to_confirm(self) -> SourceQuerySet:
        return self.filter(state=SourceState.PROPOSED)

    def called(self, words: str) -> SourceQuerySet:
        """Those with the words in their name or in a domain, as people write it."""
        domain = words.strip().lower().removeprefix("www.")
        if not domain.isascii():
            with suppress(NotADomain):
                domain = host_of(domain)
        at = SourceDomain.objects.filter(source=models.OuterRef("pk"), domain__contains=domain)
        return self.filter(models.Q(name__icontains=words.strip()) | models.Exists(at))


class Source(models.Model):
    """A publisher of evidence, with the desk's opinion of it. Retired rather than deleted; merged
    into another it is retired, and ``merged_into`` says where to look.

    ``owner`` is who owns or runs it, ``interest`` its declared stake ("funded by …"), ``topics``
    what it is good for, ``languages`` ISO 639-1 codes of what it publishes in, ``licence`` under
    which its material may be used.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=SourceKind.choices)
    tier = models.CharField(max_length=20, choices=Tier.choices, default=Tier.RELIABLE)
    state = models.CharField(max_length=10, choices=SourceState.choices, default=SourceState.ACTIVE)
    homepage = models.URLField(max_length=500, blank=True)
    country = models.CharField(max_length=80, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    languages = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="sources")
    interest = models.CharField(
        max_length=300, blank=True, help_text="Its stake, such as who funds it."
    )
    notes = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    is_unnamed = False

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                models.functions.Lower("name"),
                name="one_source_per_name",
                violation_error_message="The desk already has a source of this name.",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(state=SourceState.RETIRED),
                name="merged_source_is_retired",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="source_not_merged_into_self"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("verification:source", args=[self.pk])

    def last_line(self) -> int:
        """The key of the last line of its history, 0 for none: what a version of it is told by."""
        return self.events.aggregate(last=models.Max("pk"))["last"] or 0

    @classmethod
    def unnamed(cls, pk: int) -> Source:
        """What stands in memory for a source that the reader may not know by name."""
        source = cls(pk=pk, name="A source that is closed to you", kind="", tier="")
        source.is_unnamed = True
        return source

    def is_proposer_told_to(self, user: Any) -> bool:
        """Not where who proposed it has cited it and all of that is hidden from this person or
        closed to them: name and time would tell of it."""
        if self.state != SourceState.PROPOSED or self.added_by_id == user.pk:
            return True
        cited = self.evidence.filter(cited_by=self.added_by_id)
        return not cited.exists() or cited.open_to(user).exists()

    def record(self, verb: str, *, actor: Any, note: str = "", **data: Any) -> SourceEvent:
        return SourceEvent.objects.create(source=self, verb=verb, actor=actor, note=note, data=data)


class SourceEvent(Event):
    source = models.ForeignKey(Source, models.PROTECT, related_name="events")


class SourceDomain(models.Model):
    """A domain that a source publishes under, as ``registry.domain_names`` makes it: lower case,
    in ASCII, without "www.". It stands for its subdomains too, unless a longer domain is
    another source's. Until an editor has verified it, it is a guess from an address."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="domains")
    domain = models.CharField(max_length=253, unique=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("domain",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(domain=models.functions.Lower("domain"))
                & ~models.Q(domain__contains="/")
                & ~models.Q(domain=""),
                name="domain_is_a_bare_name",
            ),
        )

    def __str__(self) -> str:
        return shown(self.domain)

    @property
    def is_not_ascii(self) -> bool:
        """Then the stored name is shown as well: letters of two scripts can look the same."""
        return str(self) != self.domain

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None
