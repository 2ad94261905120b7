"""DOCX and XLSX are zip packages of XML: what is looked at before anything in one is believed.

Neither python-docx nor openpyxl limits what it unpacks, and openpyxl streams sheets through a
parser that expands entities. So each member is unpacked once here, piece by piece, and counted.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from .unreadable import BROKEN, HAS_ENTITIES, LOCKED_OFFICE, TOO_BIG_UNPACKED, Unreadable

MOST_MEMBERS = 5_000
MOST_UNPACKED = 200_000_000  # bytes
# A sheet of repeated rows shrinks to a fiftieth; a bomb to a thousandth and less.
MOST_SHRUNK = 200
SMALL = 5_000_000  # bytes; below this no ratio is looked at
_PIECE = 1 << 20
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")  # how Office writes a file with a password
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse_bomb(content: bytes) -> None:
    """Raises ``Unreadable`` for what is no sound package, or no harmless one."""
    if content.startswith(_COMPOUND_FILE):
        raise Unreadable(LOCKED_OFFICE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            if len(members) > MOST_MEMBERS:
                raise Unreadable(TOO_BIG_UNPACKED, f"{len(members)} members")
            _refuse_size(sum(member.file_size for member in members), len(content), "declared")
            unpacked = 0
            for member in members:
                unpacked = _read_through(package, member, unpacked, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Unreadable(BROKEN, f"zip: {error}") from error
    except RuntimeError as error:  # a member that is encrypted
        raise Unreadable(LOCKED_OFFICE, f"zip: {error}") from error


def _read_through(
    package: zipfile.ZipFile, member: zipfile.ZipInfo, unpacked: int, packed: int
) -> int:
    """Unpack one member without keeping it; how much has been unpacked with it."""
    end = b""
    with package.open(member) as file:
        while piece := file.read(_PIECE):
            unpacked += len(piece)
            _refuse_size(unpacked, packed, "actual")
            # In UTF-16 every second byte is NUL.
            plain = end + piece.replace(b"\x00", b"")
            if member.filename.lower().endswith((".xml", ".rels")) and _DECLARES.search(plain):
                raise Unreadable(HAS_ENTITIES, member.filename)
            end = plain[-16:]
    return unpacked


def _refuse_size(unpacked: int, packed: int, which: str) -> None:
    shrunk = unpacked > SMALL and unpacked > packed * MOST_SHRUNK
    if unpacked > MOST_UNPACKED or shrunk:
        raise Unreadable(TOO_BIG_UNPACKED, f"{which}: {unpacked} bytes from {packed}")
