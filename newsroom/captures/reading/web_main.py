"""Which part of a page is what it says.

trafilatura knows articles: what it keeps shows where on the page the article is, and it reads
title, author and date. It is asked for no more than that, because what it hands back has lost the
spans and scopes of tables, and on pages of figures often the tables. The text itself is walked
from the page's own tree.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date

from lxml import etree
from lxml.html import HtmlElement

from .web_furniture import DOUBTFUL, Sizes, sizes, squeezed

log = logging.getLogger(__name__)

# An element that has this share of the kept words is where the article is.
NEARLY_ALL = 0.85
# trafilatura kept too little if it kept a smaller share of what shows on the page.
TOO_LITTLE = 0.25
# A share, an amount of money, a number with grouped digits or in millions; no date and no count of
# comments.
_STATISTIC = re.compile(
    r"[0-9]\s?(?:%|per\s?cent\b|percent\b|million\b|billion\b|bn\b)|[£$€]\s?[0-9]"
    r"|(?<![0-9.,])[1-9][0-9]{0,2}(?:[,\u00a0\u202f][0-9]{3})+(?![0-9])",
    re.IGNORECASE,
)
UNDIVIDED = {"table", "ul", "ol", "dl", "p", "pre", "blockquote", "h1", "h2", "h3"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup",
    "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul", *HEADINGS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """``kept`` are the blocks that trafilatura kept, without white space."""

    title: str = ""
    author: str = ""
    published_on: date | None = None
    kept: frozenset[str] = frozenset()


def article_of(page: HtmlElement, url: str) -> Article:
    """What trafilatura makes of a page; nothing where it gives up. The page is not changed."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            page,
            url=url or None,
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # it walks foreign trees by many rules, and we can do without
        log.warning("trafilatura: %s: %s", type(error).__name__, error)
        return Article()
    if found is None or isinstance(found, dict):
        return Article()
    return Article(
        title=found.title or "",
        author=found.author or "",
        published_on=_day(found.date),
        kept=_blocks_of(found.body),
    )


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat((told or "")[:10])
    except ValueError:
        return None


def _blocks_of(kept: etree._Element | None) -> frozenset[str]:
    if kept is None:
        return frozenset()
    blocks = (squeezed("".join(el.itertext())) for el in kept.iter(etree.Element) if el is not kept)
    return frozenset(block for block in blocks if block)


def main_of(body: HtmlElement, kept: frozenset[str]) -> HtmlElement:
    """The element that holds what the page says: the smallest that has nearly all that
    trafilatura kept, and the tables and figures that it did not; the whole body where it kept
    too little."""
    size = sizes(body)
    weight = kept_sizes(body, kept)
    if weight[body] < size[body] * TOO_LITTLE:
        sole = _sole_main(body, size)
        return body if sole is None else sole
    main = body
    while main.tag not in UNDIVIDED:
        inner = [el for el in main if weight.get(el, 0) >= weight[body] * NEARLY_ALL]
        if not inner or inner[0].tag in UNDIVIDED:
            break
        main = inner[0]
    for around in body.iter("main"):
        if main in set(around.iter()):
            main = around
    for stray in _figures_outside(body, main):
        main = _enclosing(main, stray)
    return main


def _figures_outside(body: HtmlElement, main: HtmlElement) -> list[HtmlElement]:
    """Tables with heads, and whatever says a statistic in its own words, beside the article."""
    inside = set(main.iter(etree.Element))
    elements = (el for el in body.iter(etree.Element) if el not in inside and _says_figures(el))
    return [el for el in elements if next(el.iterancestors("a", *DOUBTFUL), None) is None]


def _says_figures(element: HtmlElement) -> bool:
    if element.tag == "table":
        return element.find(".//th") is not None
    if element.tag in ("a", *DOUBTFUL):
        return False
    own = " ".join([element.text or "", *(child.tail or "" for child in element)])
    return _STATISTIC.search(own) is not None


def kept_sizes(body: HtmlElement, kept: frozenset[str]) -> Sizes:
    """For each element how many characters of it trafilatura kept. A row counts as one block."""
    found: Sizes = {}
    for element in reversed(list(body.iter(etree.Element))):
        inner = sum(found.get(child, 0) for child in element)
        if not inner and element.tag in BLOCKS:
            text = squeezed("".join(element.itertext()))
            inner = len(text) if text in kept else 0
        found[element] = inner
    return found


def _sole_main(body: HtmlElement, size: Sizes) -> HtmlElement | None:
    named = [*body.iter("main"), *body.xpath(".//*[@role='main']")]
    return named[0] if named and size[named[0]] >= size[body] / 2 else None


def _enclosing(one: HtmlElement, other: HtmlElement) -> HtmlElement:
    """The smallest element that has both in it."""
    above = {one, *one.iterancestors()}
    return next(el for el in (other, *other.iterancestors()) if el in above)
