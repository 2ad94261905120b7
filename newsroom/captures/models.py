"""Saved copies: what the desk received, byte for byte, and the text in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.indexes import HashIndex
from django.core.files.base import File
from django.db import models
from django.db.models.functions import Concat, Left
from django.utils import timezone

from newsroom.leases import LeasedQuerySet

from .keeping import Kept, hash_of, keep_bytes, open_file, read_bytes
from .reading import Part, from_json

PASTED_TYPE = "text/plain; charset=utf-8"  # as no fetched page and no file is told to be


class Came(models.TextChoices):
    """How a copy came onto the desk, and what it is called for that."""

    FETCHED = "fetched", "saved copy"
    UPLOADED = "uploaded", "uploaded file"
    PASTED = "pasted", "pasted text"


# Each answers the ids of saved copies that are closed to a person, as a query, and of captures
# that are hidden even from those who follow everybody's. Whoever keeps some closed adds their own
# when the desk starts; this app need not know why.
CLOSED_TO: list[Callable[[Any], models.QuerySet[Any]]] = []
HIDDEN_FROM: list[Callable[[Any], models.QuerySet[Any]]] = []

OPENING = 120  # characters of a text's beginning
SHOWN = 40


def pasted(opening: str) -> str:
    words = " ".join(opening.split())
    if len(words) > SHOWN:
        words = f"{words[: SHOWN + 1].rpartition(' ')[0] or words[:SHOWN]} …"
    return f"“{words}”, pasted" if words else "Pasted text"


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def with_opening(self) -> SnapshotQuerySet:
        """Without its text, but for what a pasted one is called by."""
        return self.defer("text", "parts", "headers").annotate(opening=Left("text", OPENING))

    def visible_to(self, user: Any) -> SnapshotQuerySet:
        """Everybody who works here reads every saved copy but those that are closed to them."""
        if not user.has_perm("captures.read"):
            return self.none()
        rows = self
        for closed_to in CLOSED_TO:
            rows = rows.exclude(pk__in=closed_to(user))
        return rows


class SnapshotManager(models.Manager.from_queryset(SnapshotQuerySet)):  # type: ignore[misc]
    def keep(
        self,
        content: bytes,
        *,
        text: str,
        media_type: str = PASTED_TYPE,
        url: str = "",
        by: models.Model | None = None,
        **columns: Any,
    ) -> Snapshot:
        """Store the bytes under their hash, once, and the row that says when and from where."""
        return self.add(
            keep_bytes(content), text=text, media_type=media_type, url=url, by=by, **columns
        )

    def add(
        self,
        kept: Kept,
        *,
        text: str,
        media_type: str = PASTED_TYPE,
        url: str = "",
        by: models.Model | None = None,
        **columns: Any,
    ) -> Snapshot:
        """The row for bytes that are in the store already."""
        return self.create(
            sha256=kept.sha256,
            size=kept.size,
            path=kept.path,
            text=text,
            media_type=media_type,
            url=url,
            captured_by=by,
            **columns,
        )


class Snapshot(models.Model):
    """A text or file as captured. It never changes, so every offset can point into ``text``.

    ``text`` is what was read from the bytes, in Unicode code points; for pasted text it is the
    bytes decoded, line ends and all. ``parts`` are its pages, headings, paragraphs and cells as
    ``newsroom.captures.reading`` gives them. ``url`` is the address that was asked for and
    ``final_url`` the one that answered, with ``headers`` (lower-case names) as received.
    """

    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("bytes")
    path = models.CharField(max_length=80)
    text = models.TextField()
    media_type = models.CharField(max_length=100)
    url = models.URLField("address", max_length=2000, blank=True)
    final_url = models.URLField("answered by", max_length=2000, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    filename = models.CharField("name of the file", max_length=255, blank=True)
    title = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True, blank=True)
    parts = models.JSONField(default=list, blank=True)
    captured_at = models.DateTimeField(default=timezone.now)
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SnapshotManager()

    class Meta:
        verbose_name = "saved copy"
        verbose_name_plural = "saved copies"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="snapshot_sha256"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    path=Concat(Left("sha256", 2), models.Value("/"), models.F("sha256"))
                ),
                name="snapshot_lies_under_its_hash",
            ),
        )
        # Addresses are too long for a B-tree.
        indexes = (
            HashIndex(fields=("url",), name="snapshots_by_url"),
            HashIndex(fields=("final_url",), name="snapshots_by_final_url"),
        )

    def __str__(self) -> str:
        return f"{self.sha256[:12]} of {self.captured_at:%d %b %Y}"

    @property
    def came(self) -> Came:
        """Fetched by the desk itself, or brought by a person, whatever address they gave."""
        if self.final_url:
            return Came.FETCHED
        if self.filename:
            return Came.UPLOADED
        return Came.PASTED if self.media_type == PASTED_TYPE else Came.FETCHED

    @property
    def is_fetched(self) -> bool:
        return self.came is Came.FETCHED

    @property
    def kind(self) -> str:
        """The media type without its parameters."""
        return self.media_type.partition(";")[0].strip()

    @property
    def name(self) -> str:
        """What to call it where it stands among others."""
        site = urlsplit(self.url).hostname if self.url else ""
        return self.title or self.filename or site or self.first_words

    @property
    def first_words(self) -> str:
        """What a text is called that was pasted without a title: "“The river treaty was …”,
        pasted". Lists that defer the text ask for it ``with_opening``."""
        return pasted(self.__dict__.get("opening", None) or self.text[:OPENING])

    def read_parts(self) -> tuple[Part, ...]:
        """Its pages, headings, paragraphs and cells, in reading order."""
        return from_json(self.parts)

    def open(self) -> File[bytes]:
        """The bytes as received, to be read piece by piece. Errors: as ``content``."""
        return open_file(self.path)

    def content(self) -> bytes:
        """The bytes as received. Errors: ``FileNotFoundError`` where the store has lost them,
        ``StoreAway``."""
        return read_bytes(self.path)

    def is_intact(self) -> bool:
        """Whether the stored bytes still have the hash that was taken on arrival."""
        try:
            return hash_of(self.path) == self.sha256
        except FileNotFoundError:
            return False


class CaptureState(models.TextChoices):
    DUE = "due", "waits for a worker"
    RUNNING = "running", "being saved"
    DONE = "done", "saved"
    FAILED = "failed", "not saved"


LIVE_CAPTURES = (CaptureState.DUE, CaptureState.RUNNING)


class CaptureStep(models.TextChoices):
    WAITING = "waiting", "waiting for a worker"
    FETCHING = "fetching", "fetching the page"
    READING = "reading", "reading it"
    KEEPING = "keeping", "keeping it"


class CaptureQuerySet(LeasedQuerySet["Capture"]):
    def visible_to(self, user: Any) -> CaptureQuerySet:
        """What somebody has asked for is theirs; editors follow everybody's but what is hidden
        from them."""
        if not user.has_perm("captures.read"):
            return self.none()
        if not user.has_perm("captures.follow"):
            return self.filter(asked_by=user)
        rows = self
        for hidden_from in HIDDEN_FROM:
            rows = rows.exclude(pk__in=hidden_from(user))
        return rows


class Capture(models.Model):
    """One request to save a page or a file. The row is the job: Redis only carries a hint.

    Either ``url`` is fetched, or the uploaded bytes, which lie in the store under ``path`` from
    the start, are read. ``done`` of ``total`` bytes have come in (0: unknown). It ends with a
    ``snapshot``, or with a ``problem`` (the fetcher's word for it) and a ``sentence`` for whoever
    asked. One that has both was saved, but perhaps not all of it: the page says itself that the
    rest is for subscribers.
    """

    url = models.URLField("address", max_length=2000, blank=True)
    path = models.CharField(max_length=80, blank=True)
    filename = models.CharField("name of the file", max_length=255, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=CaptureState.choices, default=CaptureState.DUE)
    step = models.CharField(max_length=10, choices=CaptureStep.choices, default=CaptureStep.WAITING)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=30, blank=True)
    sentence = models.TextField(blank=True)
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="captures"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = CaptureQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(url="") ^ models.Q(path=""), name="capture_of_page_or_file"
            ),
            models.CheckConstraint(
                condition=models.Q(path="")
                | models.Q(path__regex=r"^([0-9a-f]{2})/\1[0-9a-f]{62}$"),
                name="upload_lies_under_its_hash",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CaptureState.DONE) | models.Q(snapshot__isnull=False),
                name="captured_has_a_saved_copy",
            ),
        )
        indexes = (
            models.Index(
                fields=("id",),
                condition=models.Q(state__in=LIVE_CAPTURES),
                name="captures_to_do",
            ),
        )

    def __str__(self) -> str:
        return self.url or self.filename

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_CAPTURES
