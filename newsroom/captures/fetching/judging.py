"""Whether an answer is the page that was asked for, and if not, which of the reasons it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse

from newsroom.captures.kinds import HTML, XHTML, told_type

from .addresses import Address
from .asking import headers_of
from .problems import FetchFailed, Problem, failed
from .receiving import OnProgress, body_of
from .signs import Page

PROBLEM_OF_STATUS = {
    401: Problem.PAYWALL,
    402: Problem.PAYWALL,
    404: Problem.NOT_FOUND,
    410: Problem.GONE,
}
# An error's page is looked at only for the signs of what it is.
ENOUGH_OF_AN_ERROR = 200_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a good answer holds; ``Fetched`` says what its fields are."""

    status: int
    headers: dict[str, str]
    content: bytes
    media_type: str
    hint: Problem | None


def answer_of(
    response: HTTPResponse,
    address: Address,
    limit: int,
    types: Collection[str] | None,
    on_progress: OnProgress | None,
) -> Answer:
    """Read the answer. Errors: ``FetchFailed`` for one that is not the page; HTTPException,
    OSError."""
    headers, status = headers_of(response), response.status
    is_good = 200 <= status < 300
    if is_good:
        content = b"".join(body_of(response, limit, address.name, on_progress))
    else:
        content = _what_comes(response, min(limit, ENOUGH_OF_AN_ERROR), address.name)
    filename = address.target.partition("?")[0].rpartition("/")[2]
    media_type = told_type(content, filename, headers.get("content-type", "")) or ""
    page = Page(content if media_type in (HTML, XHTML) else b"")
    if problem := _problem_of(status, headers, page):
        raise failed(problem, host=address.name, status=status, retry_after=_wait(headers))
    if types is not None and media_type not in types:
        raise failed(Problem.WRONG_TYPE, host=address.name, status=status)
    hint = Problem.PAYWALL if page.says_not_free else None
    return Answer(status, headers, content, media_type, hint)


def _problem_of(status: int, headers: Mapping[str, str], page: Page) -> Problem | None:
    if page.is_challenge(status, headers):
        return Problem.ROBOTS
    if page.says_not_free and page.is_teaser:
        return Problem.PAYWALL
    if 200 <= status < 300:
        return None
    if status in PROBLEM_OF_STATUS:
        return PROBLEM_OF_STATUS[status]
    return Problem.REFUSED if 400 <= status < 500 else Problem.SERVER_ERROR


def _what_comes(response: HTTPResponse, limit: int, host: str) -> bytes:
    """As much of an error's page as can be had: the error is known whatever becomes of it."""
    content = bytearray()
    try:
        for piece in body_of(response, limit, host):
            content += piece
    except (FetchFailed, HTTPException, OSError):
        pass
    return bytes(content)


def _wait(headers: Mapping[str, str]) -> int | None:
    """The seconds that ``Retry-After`` asks for, as a number or as a date."""
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return int(asked[:9])
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0, round((until - datetime.now(UTC)).total_seconds()))
