"""The signs by which a page says that it is not the page: a paywall, a test for robots.

The rows are what common products are known to send. Marks convict no page that has something to
read: a false "paywall" on an open article is worse than none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import lxml.etree
import lxml.html

# Signs stand near the beginning, and no page may cost more than a moment to look through.
LOOKED_AT = 2_000_000
# Fewer words than these are a teaser or a notice; an article has more.
TEASER_WORDS = 150

# An answer with one of these headers is a test for robots, whatever its status.
CHALLENGE_HEADERS = (
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", "challenge"),
    ("x-amzn-waf-action", "captcha"),
)
CHALLENGE_STATUSES = {403, 405, 429, 503}
CHALLENGE_TITLES = (
    "just a moment",
    "attention required! | cloudflare",
    "access to this page has been denied",
    "are you a human",
    "are you a robot",
    "are you human",
    "checking your browser",
    "ddos-guard",
    "human verification",
    "pardon our interruption",
    "please verify you are",
    "prove you are human",
    "robot or human",
    "security check",
    "verify you are human",
    "verifying you are human",
)
CHALLENGE_MARKS = (
    "_cf_chl_opt",
    "cf-turnstile",
    "g-recaptcha",
    "h-captcha",
    "px-captcha",
    "captcha-delivery.com",
    "awswaf.com",
    "_incapsula_resource",
    "sec-if-cpt-container",
)
# What a test for robots names its own form: a captcha alone may guard a page's comments.
CHALLENGE_FORMS = ("challenge-form", "challenge-running", "challenge-stage")

# https://schema.org/isAccessibleForFree, as publishers write it in JSON-LD and microdata.
_NOT_FREE = {"false", "http://schema.org/false", "https://schema.org/false"}
_FREE = {"true", "http://schema.org/true", "https://schema.org/true"}
_PAGE_TYPES = re.compile(r"(?:article|posting|report|webpage|creativework)$", re.IGNORECASE)
_DEEPEST = 8
_UNREAD = "self::script or self::style or self::noscript or self::template or self::title"
_AROUND = "self::nav or self::header or self::footer or self::aside or self::form or self::button"
_TEXT_SHOWN = lxml.etree.XPath(f"//body//text()[not(ancestor::*[{_UNREAD} or {_AROUND}])]")
_MICRODATA = lxml.etree.XPath("//*[@itemprop='isAccessibleForFree']")
_JSON_LD = lxml.etree.XPath("//script[@type='application/ld+json']/text()")
_TITLE = lxml.etree.XPath("string(//title)")


@dataclass(frozen=True)
class Page:
    """A page of HTML, asked for its signs; anything else shows none."""

    content: bytes

    @cached_property
    def words(self) -> int:
        """How many words it gives to read, without its menus and forms, but with an article that
        it carries for machines."""
        carried = (node.get("articleBody", "") for node in self._described)
        shown = self._found(_TEXT_SHOWN)
        return sum(len(str(text).split()) for text in (*shown, *carried))

    @cached_property
    def is_teaser(self) -> bool:
        return len(self.content) <= LOOKED_AT and self.words < TEASER_WORDS

    @cached_property
    def says_not_free(self) -> bool:
        """Whether the publisher itself marks the page as not free, and nowhere as free."""
        said = {str(value).strip().lower() for value in self._accessible_for_free()}
        return bool(said & _NOT_FREE) and not said & _FREE

    def is_challenge(self, status: int, headers: Mapping[str, str]) -> bool:
        """Whether it tests for robots instead of answering. ``headers`` by lower-case name. With
        a status that says nothing of it, two signs are needed."""
        if any(headers.get(name, "").lower() == value for name, value in CHALLENGE_HEADERS):
            return True
        if not self.is_teaser:
            return False
        markup = self.content[:LOOKED_AT].lower()
        shown = [self.title.startswith(CHALLENGE_TITLES)]
        shown += [
            any(mark.encode() in markup for mark in marks)
            for marks in (CHALLENGE_MARKS, CHALLENGE_FORMS)
        ]
        return sum(shown) >= (1 if status in CHALLENGE_STATUSES else 2)

    @cached_property
    def title(self) -> str:
        title = self._found(_TITLE)
        return " ".join(title.split()).lower() if isinstance(title, str) else ""

    def _accessible_for_free(self) -> Iterator[object]:
        for element in self._found(_MICRODATA):
            yield element.get("content") or element.get("href") or element.text or ""
        for node in self._described:
            if "isAccessibleForFree" in node:
                yield node["isAccessibleForFree"]

    @cached_property
    def _described(self) -> list[dict[str, object]]:
        """What the page says of itself in JSON-LD."""
        nodes: list[dict[str, object]] = []
        for script in self._found(_JSON_LD):
            try:
                nodes += _nodes(json.loads(script))
            except (ValueError, RecursionError):
                continue
        return nodes

    def _found(self, path: lxml.etree.XPath) -> Any:
        return path(self._tree) if self._tree is not None else []

    @cached_property
    def _tree(self) -> Any:
        try:
            return lxml.html.document_fromstring(self.content[:LOOKED_AT])
        except (lxml.etree.LxmlError, ValueError):
            return None


def _nodes(said: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """The nodes that describe the page itself, not those of other articles that it links to."""
    if depth > _DEEPEST:
        return
    if isinstance(said, list):
        for item in said:
            yield from _nodes(item, depth + 1)
    if isinstance(said, dict):
        kinds = said.get("@type", "")
        if any(_PAGE_TYPES.search(str(k)) for k in (kinds if isinstance(kinds, list) else [kinds])):
            yield said
        for name in ("@graph", "mainEntity"):
            yield from _nodes(said.get(name), depth + 1)
