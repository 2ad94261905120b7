"""Domains of publishers: from what people paste to the bare name that is stored, and back.

Which names are public suffixes (nobody's own: "co.uk", "github.io") comes from the Public Suffix
List as ``tld`` ships it, without asking the net; a name under no known suffix is judged by the
list's own default rule: its last label is the suffix. Names are kept in ASCII (IDNA 2008 with the
mapping of UTS 46) and shown in Unicode.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

import idna
from tld import get_tld
from tld.utils import Result

LONGEST = 253
NOT_VERIFIED = "(not verified)"
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# Hosts with many publishers that the list does not name. Those in the first group give each
# publisher a host of its own; in the second all share one, so no domain tells who it is.
HOSTS_OF_MANY = frozenset({"wordpress.com", "substack.com", "tumblr.com", "medium.com"})
SHARED_BY_MANY = frozenset(
    {
        "archive.is", "archive.org", "archive.ph", "archive.today", "bsky.app", "docs.google.com",
        "drive.google.com", "dropbox.com", "facebook.com", "flickr.com", "fb.com", "github.com",
        "instagram.com", "linkedin.com", "mastodon.social", "perma.cc", "reddit.com",
        "scribd.com", "sites.google.com", "t.co", "t.me", "telegram.me", "threads.net",
        "tiktok.com", "truthsocial.com", "twitter.com", "vimeo.com", "vk.com", "x.com",
        "youtu.be", "youtube.com",
    }
)  # fmt: skip


class NotADomain(ValueError):
    """Its text is a sentence for whoever typed it."""


def host_of(address: str) -> str:
    """The host in an address, or in what stands for one ("ons.gov.uk/census"): lower case, in
    ASCII, without user, port or final dot. Raises ``NotADomain``."""
    address = address.strip()
    try:
        parts = urlsplit(address if "://" in address else f"//{address.lstrip('/')}")
        name = (parts.hostname or "").strip(".")
    except ValueError:
        raise NotADomain(f"“{address[:80]}” is not an address.") from None
    if is_ip(name):
        raise NotADomain(f"{name} is a number of a machine. Give the site’s name.")
    try:
        name = idna.encode(name, uts46=True).decode() if not name.isascii() else name
    except (idna.IDNAError, UnicodeError):
        raise NotADomain(f"“{address[:80]}” is not a domain.") from None
    if not 0 < len(name) <= LONGEST or not all(LABEL.fullmatch(part) for part in name.split(".")):
        raise NotADomain(f"“{address[:80]}” is not a domain, such as ons.gov.uk.")
    return name


def domain_of(address: str) -> str:
    """The bare domain that a source is known by: no scheme, path or "www." (kept only where the
    rest is a public suffix, as in www.gov.uk). Raises ``NotADomain`` for what is nobody's own."""
    name = without_www(host_of(address))
    if shared := SHARED_BY_MANY.intersection(at_and_above(name)):
        raise NotADomain(
            f"Pages at {min(shared)} are published by many, so it cannot tell whose they are."
        )
    if is_public_suffix(name):
        raise NotADomain(
            f"{shown(name)} is shared by many publishers. Give the whole name, such as "
            f"name.{shown(name)}."
        )
    return name


def without_www(name: str) -> str:
    rest = name.removeprefix("www.")
    if rest != name and "." in rest and not is_public_suffix(rest, private=False):
        return rest
    return name


def site_of(name: str) -> str:
    """The part of a host that one publisher holds: the public suffix and one label more."""
    found = looked_up(name, private=True)
    suffix = found.tld if found else name.rpartition(".")[2]
    for many in HOSTS_OF_MANY:
        if name.endswith(f".{many}"):
            suffix = many
    own = name.removesuffix(suffix).rstrip(".")
    return f"{own.rpartition('.')[2]}.{suffix}" if own else name


def is_public_suffix(name: str, *, private: bool = True) -> bool:
    """Whether many publish below it; ``private`` counts companies' suffixes ("github.io") too."""
    if "." not in name or (private and name in HOSTS_OF_MANY):
        return True
    found = looked_up(name, private=private)
    return found is not None and found.tld == name


def at_and_above(name: str) -> list[str]:
    """The name and those it stands below, longest first: what a source may be known by."""
    labels = name.split(".")
    return [".".join(labels[i:]) for i in range(len(labels) - 1)]


def shown(domain: str) -> str:
    """A stored domain as people read it; what cannot be told in Unicode stays as it is."""
    try:
        return idna.decode(domain) if "xn--" in domain else domain
    except (idna.IDNAError, UnicodeError):
        return domain


def in_words(domain: str, is_verified: bool) -> str:
    """A domain as forms, tables and the history write it; ``read_words`` reads it back."""
    return shown(domain) if is_verified else f"{shown(domain)} {NOT_VERIFIED}"


def read_words(words: str) -> tuple[str, bool]:
    """The domain and whether it is verified. Raises ``NotADomain``."""
    words = " ".join(words.split())
    is_guess = words.lower().endswith(NOT_VERIFIED)
    return domain_of(words[: -len(NOT_VERIFIED)] if is_guess else words), not is_guess


def looked_up(name: str, *, private: bool) -> Result | None:
    found = get_tld(f"https://{name}/", as_object=True, fail_silently=True, search_private=private)
    return found if isinstance(found, Result) else None


def is_ip(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        # All other spellings of a number, such as 2130706433 or 0x7f.1, end in a number too.
        return bool(re.fullmatch(r"(0x[0-9a-f]+|\d+)", name.rpartition(".")[2]))
    return True
