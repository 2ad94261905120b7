"""What the desk takes and how it is put away: addresses, names, sizes, texts."""

from __future__ import annotations

import re

from newsroom.captures.errors import NotSaved
from newsroom.captures.fetching import LIMITS, OFFER, FetchFailed
from newsroom.captures.fetching.addresses import parsed

MOST_BYTES = LIMITS.bytes
MOST_ADDRESS = 2000
# Signs that a name must not hold: they end lines, or turn the order of what is shown around.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def checked_address(url: str) -> str:
    """The address as it will be asked for. Errors: ``NotSaved``."""
    try:
        address = parsed(url).url
    except FetchFailed as error:
        raise NotSaved(error.sentence) from error
    if len(address) > MOST_ADDRESS:
        raise NotSaved(f"This address is longer than {MOST_ADDRESS:,} characters. {OFFER}")
    return address


def storable(text: str) -> bytes:
    """The bytes of a text that PostgreSQL can keep unchanged. Errors: ``NotSaved``."""
    if not text.strip():
        raise NotSaved("There is no text to save. Paste the passage with what stands around it.")
    if "\x00" in text:
        raise NotSaved(
            "This text contains a NUL character, which no page has: it is probably a file and not "
            "its text. Nothing was saved; upload the file, or paste what you can read in it."
        )
    if _LONE_SURROGATES.search(text):
        raise NotSaved(
            "This text holds half a character (a lone surrogate), so it cannot be kept as it is. "
            "Nothing was saved; copy the text again from where you read it."
        )
    return text.encode()


def refuse_size(size: int, what: str) -> None:
    if size > MOST_BYTES:
        raise NotSaved(
            f"{what} is larger than {MOST_BYTES // 1_000_000} MB, which is the most that the desk "
            "keeps of one thing. Nothing was saved. Upload the part that you need, or paste it."
        )


def tidy(words: str, most: int) -> str:
    """One line that can be stored and shown: nothing unseen, no half characters."""
    return _LONE_SURROGATES.sub("\ufffd", _UNSEEN.sub("", words)).strip()[:most].strip()


def tidy_name(filename: str) -> str:
    """A file's name without its folders; of a long one the end stays, which says what it is."""
    return tidy(re.split(r"[/\\]", filename)[-1], 4000)[-255:] or "file"
