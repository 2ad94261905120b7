"""An answer's body within its limits: as much as fits, unpacked as it comes, and no more."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from http.client import HTTPResponse, IncompleteRead

from .problems import FetchFailed, Problem, failed

BLOCK = 16 * 1024
GZIP = {"gzip", "x-gzip"}
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WITH_HEADER = 16 + zlib.MAX_WBITS

# Told the bytes that have come so far, and how many will come where the site has said so.
OnProgress = Callable[[int, int | None], None]


def body_of(
    response: HTTPResponse, limit: int, host: str, on_progress: OnProgress | None = None
) -> Iterator[bytes]:
    """The unpacked body, piece by piece. ``limit`` bounds the bytes on the wire and, on their
    own, the bytes that they unpack to.

    Errors: ``FetchFailed``; ``IncompleteRead`` for one that breaks off; OSError.
    """
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in {"", "identity", *GZIP}:
        happened = f"{host} packs what it sends in a way that was not asked for."
        raise FetchFailed(Problem.WRONG_TYPE, happened, response.status)
    too_large = failed(Problem.TOO_LARGE, host=host, size=readable_size(limit))
    if (response.length or 0) > limit:
        raise too_large
    pieces = _bounded(_blocks(response, on_progress), limit, too_large)
    if encoding in GZIP:
        pieces = _bounded(_unpacked(pieces, limit + 1), limit, too_large)
    yield from pieces


def _blocks(response: HTTPResponse, on_progress: OnProgress | None) -> Iterator[bytes]:
    """What arrives, as it arrives."""
    total, received = response.length, 0
    while block := _block(response):
        received += len(block)
        if on_progress:
            on_progress(received, total)
        yield block
    if total is not None and received < total:
        raise IncompleteRead(b"", total - received)


def _block(response: HTTPResponse) -> bytes:
    try:
        return response.read(BLOCK)
    except ValueError:  # a chunk with a length below nothing
        raise IncompleteRead(b"") from None


def _bounded(pieces: Iterator[bytes], limit: int, too_large: Exception) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise too_large
        yield piece


def _unpacked(blocks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """At most ``most`` bytes, so that no block swells beyond them before it is measured."""
    unpacker, left = None, most
    for packed in blocks:
        while packed and left:
            if unpacker is None or unpacker.eof:  # a gzip file may be several in a row
                if unpacker and not packed.startswith(_GZIP_MAGIC):
                    return  # padding, which browsers overlook too
                unpacker = zlib.decompressobj(_GZIP_WITH_HEADER)
            try:
                piece = unpacker.decompress(packed, left)
            except zlib.error:
                raise IncompleteRead(b"") from None
            left -= len(piece)
            packed = unpacker.unconsumed_tail or unpacker.unused_data
            yield piece
    if unpacker and not unpacker.eof:
        raise IncompleteRead(b"")


def readable_size(size: int) -> str:
    """10 MB, 64 kB, 900 bytes."""
    for unit, name in ((1_000_000, "MB"), (1000, "kB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} bytes"
