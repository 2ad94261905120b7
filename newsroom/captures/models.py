"""Saved copies: what the desk received, byte for byte, and the text in it."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone


def snapshot_storage() -> Storage:
    return storages["snapshots"]


class SnapshotManager(models.Manager["Snapshot"]):
    def keep(
        self,
        content: bytes,
        *,
        text: str,
        media_type: str = "text/plain; charset=utf-8",
        url: str = "",
        by: models.Model | None = None,
    ) -> Snapshot:
        """Store the bytes under their hash, once, and the row that says when and from where."""
        digest = hashlib.sha256(content).hexdigest()
        path = f"{digest[:2]}/{digest}"
        storage = snapshot_storage()
        if not storage.exists(path):
            storage.save(path, ContentFile(content))
        return self.create(
            sha256=digest,
            size=len(content),
            path=path,
            text=text,
            media_type=media_type,
            url=url,
            captured_by=by,
        )


class Snapshot(models.Model):
    """A text or file as captured. It never changes, so every offset can point into ``text``.

    ``text`` is what was read from the bytes, in Unicode code points; for pasted text it is the
    bytes decoded, line ends and all.
    """

    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("bytes")
    path = models.CharField(max_length=80)
    text = models.TextField()
    media_type = models.CharField(max_length=100)
    url = models.URLField("address", max_length=2000, blank=True)
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
        )

    def __str__(self) -> str:
        return f"{self.sha256[:12]} of {self.captured_at:%d %b %Y}"

    def content(self) -> bytes:
        """The bytes as received. Raises ``FileNotFoundError`` where the store has lost them."""
        with snapshot_storage().open(self.path) as file:
            return file.read()

    def is_intact(self) -> bool:
        """Whether the stored bytes still have the hash that was taken on arrival."""
        try:
            return hashlib.sha256(self.content()).hexdigest() == self.sha256
        except FileNotFoundError:
            return False
