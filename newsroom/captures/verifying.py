"""Whether every saved copy's file is still what its hash says, and what rests on those that
are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from django.core.exceptions import SuspiciousOperation
from django.db import models

from .keeping import StoreAway, digest_in, hash_of
from .models import Capture, Snapshot

AT_ONCE = 1000  # rows that are in memory at a time
MOST_NAMED = 20  # ids of one kind that are named; the others are counted


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as the database knows it. ``is_upload``: brought by somebody, not yet read."""

    path: str
    sha256: str
    size: int
    is_upload: bool = False


@dataclass(slots=True)
class Result:
    """What has been read so far, and how much of it was wrong."""

    files: int = 0
    bytes: int = 0
    wrong: dict[str, int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        files = "1 file" if self.files == 1 else f"{self.files:,} files"
        wrong = ", ".join(f"{count:,} {what}" for what, count in sorted(self.wrong.items()))
        return f"{files} read, {self.bytes:,} bytes: {wrong or 'every hash verifies'}."


def count_files(since: datetime | None = None) -> int:
    return copies(since).count() + uploads(since).count()


def verify(result: Result, since: datetime | None = None) -> Iterator[tuple[StoredFile, str]]:
    """Read every file once, those of copies and uploads since then; each with what is wrong with
    it: "missing", "altered", "unreadable", "misplaced", or "". ``result`` is kept up meanwhile."""
    for file in chain(files_of_copies(since), files_of_uploads(since)):
        wrong = state_of(file)
        result.files += 1
        result.bytes += 0 if wrong in ("missing", "misplaced") else file.size
        if wrong:
            result.wrong[wrong] = result.wrong.get(wrong, 0) + 1
        yield file, wrong


def state_of(file: StoredFile) -> str:
    try:
        return "" if hash_of(file.path) == file.sha256 else "altered"
    except FileNotFoundError:
        return "missing"
    except StoreAway:
        return "unreadable"
    except SuspiciousOperation:  # a path that leads out of the store is not followed
        return "misplaced"


def copies(since: datetime | None) -> models.QuerySet:
    rows = Snapshot.objects.filter(captured_at__gte=since) if since else Snapshot.objects.all()
    return rows.order_by("path", "sha256", "size").values("path", "sha256", "size").distinct()


def uploads(since: datetime | None) -> models.QuerySet:
    """Files that were brought and of which there is no copy: waiting, or not readable."""
    rows = Capture.objects.filter(asked_at__gte=since) if since else Capture.objects.all()
    is_copied = models.Exists(Snapshot.objects.filter(path=models.OuterRef("path")))
    return (
        rows.exclude(path="").exclude(is_copied).order_by("path").values("path", "total").distinct()
    )


def files_of_copies(since: datetime | None) -> Iterator[StoredFile]:
    for row in copies(since).iterator(AT_ONCE):
        yield StoredFile(row["path"], row["sha256"], row["size"])


def files_of_uploads(since: datetime | None) -> Iterator[StoredFile]:
    for row in uploads(since).iterator(AT_ONCE):
        yield StoredFile(row["path"], digest_in(row["path"]), row["total"], is_upload=True)


def resting_on(file: StoredFile) -> list[tuple[str, list[int], int]]:
    """The copies and uploads of a file, and every row of the desk that points to such a copy:
    kind, the first ids, how many there are. Whoever comes to point at copies later is named too.
    """
    ids = list(Snapshot.objects.filter(path=file.path).order_by("pk").values_list("pk", flat=True))
    found = [("saved copy", ids[:MOST_NAMED], len(ids))]
    brought = Capture.objects.filter(path=file.path).order_by("pk")
    found.append(named("capture", brought))
    for relation in Snapshot._meta.related_objects:
        model, field = relation.related_model, relation.field.name
        if model is not Capture:
            rows = model._base_manager.filter(**{f"{field}__in": ids}).order_by("pk")
            found.append(named(str(model._meta.verbose_name), rows))
    return [line for line in found if line[2]]


def named(kind: str, rows: models.QuerySet) -> tuple[str, list[int], int]:
    return kind, list(rows.values_list("pk", flat=True)[:MOST_NAMED]), rows.count()
