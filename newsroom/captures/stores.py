"""The folder that saved copies lie in. A file's name is its content's hash, so it is written once,
whole or not at all, and two who write it at once write the same."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class SnapshotFolder(FileSystemStorage):
    """Files under exactly the names that they are given: Django's own storage gives the second of
    two writers another name, and leaves half a file where a writer was killed."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File[bytes]) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        draft_number, draft = tempfile.mkstemp(dir=target.parent, prefix=".part-")
        try:
            with os.fdopen(draft_number, "wb") as file:
                for piece in content.chunks():
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(draft, self.file_permissions_mode or 0o644)
            os.replace(draft, target)
        except BaseException:
            os.unlink(draft)
            raise
        return name
