"""What is on a web page but is not what the page says: scripts, hidden things, navigation,
banners, adverts.

Whatever holds most of the page's words is no furniture, by whatever name it goes: a body may be
of the class "has-sidebar".
"""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree
from lxml.html import HtmlElement

NEVER_READ = {
    "script", "style", "template", "noscript", "head", "svg", "math", "canvas", "object", "embed",
    "iframe", "audio", "video", "map", "button", "select", "input", "textarea", "datalist",
    "progress", "meter", "dialog", "nav", "menu", "del", "s", "strike",
}  # fmt: skip
ROLES = {
    "navigation", "search", "menu", "menubar", "dialog", "alertdialog", "toolbar", "tablist",
    "contentinfo", "tooltip",
}  # fmt: skip
# Words of a class or an id, whole words between what is no letter.
NAMES = {
    "ad", "ads", "adbox", "adslot", "adsbygoogle", "advert", "adverts", "advertisement",
    "advertising", "sponsored", "promo", "outbrain", "taboola", "cookie", "cookies", "cookiebar",
    "gdpr", "newsletter", "breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "popup",
    "pagination",
}  # fmt: skip
# Words that furniture bears, and figures as well: "vote-share", "modal-split".
DOUBTFUL_NAMES = {
    "comments", "consent", "modal", "promotion", "recommendations", "recommended", "related",
    "share", "sharing", "sidebar", "skip", "social", "sponsor", "subscribe", "teaser",
}  # fmt: skip
# Beside what the page says as often as in it.
DOUBTFUL = {"aside", "footer", "header", "form"}
HIDDEN_NAMES = {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"}
# Hidden from screen readers alone: the eye sees these, and their spoken twins are hidden.
SEEN = {"span", "b", "i", "em", "strong", "sup", "sub", "small", "abbr", "a", "p", "td", "th", "tr"}

_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]+")
MOST_OF_THE_PAGE = 0.5
TOO_LITTLE_LEFT = 0.2

Sizes = dict[HtmlElement, int]


def squeezed(text: str) -> str:
    return "".join(text.split())


def sizes(root: HtmlElement) -> Sizes:
    """For each element how many characters stand in it, white space aside."""
    found: Sizes = {}
    for element in reversed(list(root.iter(etree.Element))):
        found[element] = len(squeezed(element.text or "")) + sum(
            found.get(child, 0) + len(squeezed(child.tail or "")) for child in element
        )
    return found


def remove_furniture(body: HtmlElement) -> None:
    """Take out, in place, what is never read, then what is furniture by its name. A table with
    heads is none.

    Where that leaves next to nothing, the names mean something else on this page, and what bears
    them stays.
    """
    _drop([el for el in body.iter(etree.Element) if el is not body and is_never_read(el)])
    size = sizes(body)
    most = size[body] * MOST_OF_THE_PAGE
    named = [el for el in size if el is not body and size[el] <= most and is_furniture(el)]
    left = size[body] - sum(size[el] for el in _outermost(named))
    if left >= size[body] * TOO_LITTLE_LEFT:
        _drop(named)


def is_never_read(element: HtmlElement) -> bool:
    if element.tag in NEVER_READ:
        return True
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden") == "true" and element.tag not in SEEN:
        return True
    if _HIDING.search(element.get("style", "")):
        return True
    return not HIDDEN_NAMES.isdisjoint(element.get("class", "").split())


def is_furniture(element: HtmlElement) -> bool:
    if element.get("role", "").lower() in ROLES:
        return True
    return not NAMES.isdisjoint(_names(element)) and element.find(".//th") is None


def remove_doubtful(main: HtmlElement, weight: Sizes) -> None:
    """Take out asides, feet, forms and their like, in place, unless there is something of the
    article in them (``weight``: how many characters), a headline, a table or, but for heads and
    feet, a figure that leads nowhere."""
    size = sizes(main)
    for element in list(main.iter(etree.Element)):
        doubtful = element.tag in DOUBTFUL or not DOUBTFUL_NAMES.isdisjoint(_names(element))
        if not doubtful or element is main or size[element] > size[main] * MOST_OF_THE_PAGE:
            continue
        says_something = weight.get(element) or any(
            element.find(f".//{tag}") is not None for tag in ("h1", "table")
        )
        if not says_something and (element.tag in ("header", "footer") or not _has_figure(element)):
            _drop([element])


def _has_figure(element: HtmlElement) -> bool:
    texts = element.xpath(".//text()[not(ancestor::a)]")
    return any(char.isdigit() for text in texts for char in text)


def _names(element: HtmlElement) -> list[str]:
    if element.tag in ("main", "article", "table", "td", "th", "tr"):
        return []
    return _WORDS.findall(f"{element.get('class', '')} {element.get('id', '')}".lower())


def _outermost(elements: Collection[HtmlElement]) -> list[HtmlElement]:
    chosen = set(elements)
    return [el for el in chosen if chosen.isdisjoint(el.iterancestors())]


def _drop(elements: Collection[HtmlElement]) -> None:
    for element in _outermost(elements):
        if element.getparent() is not None:
            element.drop_tree()  # keeps the text behind it
