"""DOCX and XLSX are zip packages of XML: what is looked at before anything in one is believed.

Neither python-docx nor openpyxl limits what it unpacks, and openpyxl streams sheets through a
parser that expands entities. The sizes that members declare are enough for the first: ``zipfile``
hands out no more than was declared, whatever is packed. For the second the XML is gone through
here once, piece by piece.
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
            unpacked = sum(member.file_size for member in members)
            shrunk = unpacked > SMALL and unpacked > len(content) * MOST_SHRUNK
            if unpacked > MOST_UNPACKED or shrunk:
                raise Unreadable(TOO_BIG_UNPACKED, f"{unpacked} bytes from {len(content)}")
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    _refuse_entities(package, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Unreadable(BROKEN, f"zip: {error}") from error
    except RuntimeError as error:  # a member that is encrypted
        raise Unreadable(LOCKED_OFFICE, f"zip: {error}") from error


def _refuse_entities(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    end = b""
    with package.open(member) as file:
        while piece := file.read(_PIECE):
            plain = end + piece.replace(b"\x00", b"")  # in UTF-16 every second byte is NUL
            if _DECLARES.search(plain):
                raise Unreadable(HAS_ENTITIES, member.filename)
            end = plain[-len(b"<!DOCTYPE") :]
