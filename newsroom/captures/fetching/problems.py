"""Why a page could not be had, and the sentence that says so to a person on deadline."""

from __future__ import annotations

from enum import StrEnum

OFFER = "Paste the text or upload the file."


class Problem(StrEnum):
    """Each has its own sentence; what one calls for is the same offer, to paste or to upload."""

    BAD_ADDRESS = "bad_address"
    FORBIDDEN = "forbidden"  # an address that we do not dial
    UNREACHABLE = "unreachable"  # no such name, refused, no trusted certificate, broken off
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    NOT_FOUND = "not_found"
    GONE = "gone"
    PAYWALL = "paywall"
    ROBOTS = "robots"  # the site wants to see a person first
    REFUSED = "refused"
    SERVER_ERROR = "server_error"
    WRONG_TYPE = "wrong_type"


SENTENCES = {
    Problem.BAD_ADDRESS: "This is no address of a page that can be fetched: {why}.",
    Problem.FORBIDDEN: "{host} is not on the open internet, so nothing was asked of it.",
    Problem.UNREACHABLE: "{host} could not be reached: {why}.",
    Problem.TIMEOUT: "{host} took longer than {seconds:g} seconds, so we stopped waiting.",
    Problem.TOO_LARGE: "What {host} sends is larger than {size}, so it was not kept.",
    Problem.TOO_MANY_REDIRECTS: "{host} sent us on more than {redirects} times without a page.",
    Problem.NOT_FOUND: "{host} has no page at this address (404).",
    Problem.GONE: "{host} says that this page was taken down (410).",
    Problem.PAYWALL: "{host} shows this page only to subscribers or to people who sign in.",
    Problem.ROBOTS: "{host} asks for proof that a human is reading, which a program has not.",
    Problem.REFUSED: "{host} refused to hand the page out ({status}).",
    Problem.SERVER_ERROR: "{host} has a fault of its own ({status}); it may work later.",
    Problem.WRONG_TYPE: (
        "What {host} sends is no web page, PDF, text, CSV table, Word or Excel file."
    ),
}

_TEMPORARY = {Problem.UNREACHABLE, Problem.TIMEOUT, Problem.SERVER_ERROR}
_TEMPORARY_STATUSES = {408, 425, 429, 503}


class FetchFailed(Exception):
    """``sentence`` is shown as it is; ``happened`` is the same without the offer.

    ``status`` is the HTTP status where one came. ``retry_after`` are the seconds that the site
    asked us to wait. ``is_temporary``: the same address may well answer later.
    """

    def __init__(
        self,
        problem: Problem,
        happened: str,
        status: int | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(problem, happened, status, retry_after)
        self.problem = problem
        self.happened = happened
        self.status = status
        self.retry_after = retry_after

    @property
    def sentence(self) -> str:
        return f"{self.happened} {OFFER}"

    @property
    def is_temporary(self) -> bool:
        return self.problem in _TEMPORARY or self.status in _TEMPORARY_STATUSES

    def __str__(self) -> str:
        return self.sentence


class NotModified(Exception):
    """The page is still what the caller has seen: there is nothing to read anew."""


def failed(
    problem: Problem,
    *,
    host: str = "The site",
    status: int | None = None,
    retry_after: int | None = None,
    **words: object,
) -> FetchFailed:
    """The failure with its sentence. ``words`` are what that sentence leaves open."""
    happened = SENTENCES[problem].format(host=host, status=status, **words)
    return FetchFailed(problem, happened, status, retry_after)
