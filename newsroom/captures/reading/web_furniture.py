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
    "progress", "meter", "dialog", "nav", "menu", "ins",
}  # fmt: skip
ROLES = {
    "navigation", "search", "menu", "menubar", "dialog", "alertdialog", "toolbar", "tablist",
    "contentinfo", "tooltip",
}  # fmt: skip
# Words of a class or an id, whole words between what is no letter.
NAMES = {
    "ad", "ads", "adbox", "adslot", "advert", "adverts", "advertisement", "advertising",
    "sponsor", "sponsored", "promo", "promotion", "teaser", "outbrain", "taboola", "cookie",
    "cookies", "cookiebar", "consent", "gdpr", "newsletter", "subscribe", "share", "sharing",
    "social", "breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "sidebar", "related",
    "recommended", "recommendations", "popup", "modal", "skip", "pagination", "comments",
}  # fmt: skip
HIDDEN_NAMES = {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"}

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
    """Take out, in place, what is never read, then what is furniture by its name.

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
    if element.get("aria-hidden") == "true" or _HIDING.search(element.get("style", "")):
        return True
    return not HIDDEN_NAMES.isdisjoint(element.get("class", "").split())


def is_furniture(element: HtmlElement) -> bool:
    if element.get("role", "").lower() in ROLES:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return element.tag not in ("main", "article", "table", "td", "th", "tr") and not (
        NAMES.isdisjoint(_WORDS.findall(names))
    )


def _outermost(elements: Collection[HtmlElement]) -> list[HtmlElement]:
    chosen = set(elements)
    return [el for el in chosen if chosen.isdisjoint(el.iterancestors())]


def _drop(elements: Collection[HtmlElement]) -> None:
    for element in _outermost(elements):
        if element.getparent() is not None:
            element.drop_tree()  # keeps the text behind it
