"""An S3-compatible bucket that saved copies lie in: a module of its own, because boto3 takes half
a second to load and most desks keep a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

# More than the desk keeps of one thing: each object is one request, there wholly or not at all.
ONE_REQUEST = 64 * 1024 * 1024


@contextmanager
def failing_as_a_folder_would() -> Iterator[None]:
    """Whoever keeps or reads a copy knows one kind of trouble with the store: ``OSError``."""
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise OSError(str(error)) from error


class SnapshotBucket(S3Storage):
    """Objects under exactly the names that they are given; writing one again writes the same.

    ``addressing`` is "path" (most servers of one's own), "virtual" or "auto". Checksums that only
    Amazon's service understands are sent only where it insists on them.
    """

    def __init__(self, *, addressing: str = "auto", **options: Any) -> None:
        config = Config(
            s3={"addressing_style": addressing},
            signature_version="s3v4",
            connect_timeout=5,
            read_timeout=30,
            retries={"mode": "standard", "total_max_attempts": 2},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        transfer = TransferConfig(
            multipart_threshold=ONE_REQUEST, multipart_chunksize=ONE_REQUEST, use_threads=False
        )
        super().__init__(
            client_config=config, transfer_config=transfer, file_overwrite=True, **options
        )

    def exists(self, name: str) -> bool:
        with failing_as_a_folder_would():
            return super().exists(name)

    def size(self, name: str) -> int:
        with failing_as_a_folder_would():
            return super().size(name)

    def _save(self, name: str, content: File[bytes]) -> str:
        with failing_as_a_folder_would():
            return super()._save(name, content)

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        """The object, fetched into a temporary file now: later reading meets no network."""
        with failing_as_a_folder_would():
            file = super()._open(name, mode)
            return file.open() if "r" in mode else file
