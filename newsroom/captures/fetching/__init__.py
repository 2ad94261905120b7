"""Fetching what users, pages and rows name: the one door out, with a guard at it.

``fetch`` resolves a name once, checks every address it leads to, and dials one of those it has
checked; each redirect is a new address and goes the same way. Time, size, redirects and types
are bounded. It uses no proxy, keeps no cookie and signs in nowhere. It knows no settings and no
database: limits and exceptions are given.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from socket import gaierror

from newsroom.captures.kinds import NAMES

from .addresses import Address, parsed
from .asking import FOLLOWED, Question, Validators, ask, redirect_of
from .dialling import Deadline, Line, Overflow, Resolver, checked, dialled, system_resolver
from .judging import answer_of
from .problems import OFFER, FetchFailed, NotModified, Problem, failed
from .receiving import OnProgress, readable_size

__all__ = [
    "LIMITS",
    "OFFER",
    "FetchFailed",
    "Fetched",
    "Limits",
    "NotModified",
    "Problem",
    "Turn",
    "Validators",
    "check",
    "fetch",
]


@dataclass(frozen=True, slots=True)
class Limits:
    """``bytes`` holds for the stream and again for what it unpacks to; ``seconds`` for all of a
    fetch by the clock on the wall, however lively the site is meanwhile."""

    bytes: int = 10_000_000
    seconds: float = 20
    redirects: int = 5

    @property
    def on_the_line(self) -> int:
        """Room for headers, and for the frames that a body may come in."""
        return 2 * self.bytes + 1_000_000


LIMITS = Limits()

# Called with each address just before it is asked, redirects included: it may wait, or raise.
Turn = Callable[[Address], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """``content`` is what the page's bytes are, unpacked but otherwise as they came.

    ``headers`` are by lower-case name, without cookies. ``hops`` are all addresses that were
    asked, the first and the final one included. ``media_type`` is told by the content ("" if
    nothing asked for a type). ``hint`` is a doubt that did not keep the page out: it has
    something to read, and says itself that it is not the whole (``PAYWALL``).
    """

    url: str
    final_url: str
    status: int
    headers: dict[str, str]
    content: bytes
    media_type: str
    fetched_at: datetime
    hops: tuple[str, ...]
    hint: Problem | None = None

    @property
    def validators(self) -> Validators:
        """To be given as ``seen`` when the same address is asked again."""
        return Validators(self.headers.get("etag", ""), self.headers.get("last-modified", ""))


def fetch(
    url: str,
    *,
    limits: Limits = LIMITS,
    allow: Sequence[str] = (),
    seen: Validators | None = None,
    on_progress: OnProgress | None = None,
    turn: Turn | None = None,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    types: Collection[str] | None = NAMES,
    user_agent: str = "Plumbline",
    resolve: Resolver = system_resolver,
) -> Fetched:
    """Fetch one page or file.

    ``allow`` names addresses that may be dialled although they are not on the open internet (see
    ``guard.is_forbidden``); only tests have any. ``types`` are the media types that are kept, as
    told by content, ``None`` for whatever comes. ``headers`` go to the site that was named, and
    to none that it redirects to; only GET and HEAD are redirected at all. ``turn`` is for whoever
    must not ask a site too often; what it raises is passed on.

    Errors: ``FetchFailed`` with its problem and sentence; ``NotModified`` where ``seen`` holds.
    """
    deadline = Deadline(limits.seconds)
    question = Question(method, body, headers or {}, user_agent, seen)
    address = first = parsed(url)
    hops = [address.url]
    while True:
        if turn:
            turn(address)
        with _telling(address, limits):
            ips = checked(address, resolve, allow, deadline)
            with dialled(address, ips, deadline) as sock:
                response = ask(question, address, first, Line(sock, deadline, limits.on_the_line))
                if seen and response.status == 304:
                    raise NotModified
                location = redirect_of(response)
                if location is None:
                    answer = answer_of(response, address, limits.bytes, types, on_progress)
                    break
        if method not in FOLLOWED:
            raise _unfollowed(address, response.status)
        if len(hops) > limits.redirects:
            raise failed(Problem.TOO_MANY_REDIRECTS, host=first.name, redirects=limits.redirects)
        address = parsed(location, base=address)
        hops.append(address.url)
    return Fetched(
        url=url,
        final_url=address.url,
        status=answer.status,
        headers=answer.headers,
        content=answer.content,
        media_type=answer.media_type,
        fetched_at=datetime.now(UTC),
        hops=tuple(hops),
        hint=answer.hint,
    )


def check(
    url: str,
    *,
    limits: Limits = LIMITS,
    allow: Sequence[str] = (),
    resolve: Resolver = system_resolver,
) -> None:
    """Whether an address may be asked at all, as it resolves now; nothing is asked of it. It says
    nothing of later: ``fetch`` looks again each time. Errors: ``FetchFailed``."""
    address = parsed(url)
    with _telling(address, limits):
        checked(address, resolve, allow, Deadline(limits.seconds))


@contextmanager
def _telling(address: Address, limits: Limits) -> Iterator[None]:
    """Say what went wrong on the way to this address in words, whichever layer met it."""

    def unreachable(why: str) -> FetchFailed:
        return failed(Problem.UNREACHABLE, host=address.name, why=why)

    try:
        yield
    except TimeoutError as error:
        raise failed(Problem.TIMEOUT, host=address.name, seconds=limits.seconds) from error
    except Overflow as error:
        size = readable_size(limits.bytes)
        raise failed(Problem.TOO_LARGE, host=address.name, size=size) from error
    except ssl.SSLCertVerificationError as error:
        raise unreachable("its certificate does not prove that it is this site") from error
    except ssl.SSLError as error:
        raise unreachable("no encrypted connection could be made") from error
    except gaierror as error:
        raise unreachable("there is no such name, or it cannot be looked up just now") from error
    except HTTPException as error:
        raise unreachable("its answer broke off, or was none that a browser would read") from error
    except OSError as error:
        raise unreachable("it took no connection, or dropped it") from error


def _unfollowed(address: Address, status: int) -> FetchFailed:
    happened = f"{address.name} sends what we post elsewhere ({status}), and we do not follow."
    return FetchFailed(Problem.REFUSED, happened, status)
