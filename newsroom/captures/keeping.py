"""Bytes in the store of saved copies, once and under their hash."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from newsroom.refusals import Refused

logger = logging.getLogger(__name__)


def snapshot_storage() -> Storage:
    return storages["snapshots"]


class StoreAway(Refused):
    """The store of saved copies could not be reached, read or written just now."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            "The desk’s store for saved copies cannot be reached just now, so nothing was saved "
            "or fetched. Keep what you have and try again in a while; an admin finds the reason "
            "in the log."
        )
        logger.error("The store of saved copies is away: %s", error)


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes in the store: their hash in hex, how many, and where."""

    sha256: str
    size: int
    path: str


def keep_bytes(content: bytes) -> Kept:
    """Store bytes under their hash, once, whoever brings them and however often. A file that was
    damaged since is put right by them.

    Two who bring the same at once are both answered with the one file: a storage that is given
    an existing name writes the same bytes there again. Errors: ``StoreAway``.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = f"{digest[:2]}/{digest}"
    storage = snapshot_storage()
    try:
        is_there = storage.exists(path)
        is_whole = is_there and storage.size(path) == len(content) and hash_of(path) == digest
        if is_there and not is_whole:
            logger.error("The stored file %s was damaged and is written anew", path)
        if not is_whole:
            storage.save(path, ContentFile(content))
    except OSError as error:
        raise StoreAway(error) from error
    return Kept(digest, len(content), path)


def open_file(path: str) -> File[bytes]:
    """What is kept there. Errors: ``FileNotFoundError`` where the store has lost it,
    ``StoreAway``."""
    try:
        return snapshot_storage().open(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StoreAway(error) from error


def read_bytes(path: str) -> bytes:
    """Errors: as ``open_file``."""
    with open_file(path) as file:
        return file.read()


def hash_of(path: str) -> str:
    """The SHA-256 of what is kept there, read piece by piece. Errors: as ``open_file``."""
    digest = hashlib.sha256()
    with open_file(path) as file:
        for piece in file.chunks():
            digest.update(piece)
    return digest.hexdigest()


def digest_in(path: str) -> str:
    """The hash that names a stored file."""
    return path.rpartition("/")[2]
