"""A web page as text: headings, paragraphs, items and tables in reading order.

Each block is one stretch of text; white space is as a browser shows it, ``<br>`` is a line end
and two of them part paragraphs. No-break spaces become plain ones except between the groups of a
number; soft hyphens and zero-width spaces go; raised numbers become raised digits.
"""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.html import HtmlElement

from .charsets import decoded
from .composing import Composer, one_line, superscript
from .grids import write_table
from .parts import Kind, ReadCopy
from .unreadable import EMPTY_PAGE, TOO_DEEP, TOO_MANY_ATTRIBUTES, Unreadable
from .web_furniture import remove_doubtful, remove_furniture, squeezed
from .web_main import BLOCKS, HEADINGS, article_of, kept_sizes, main_of
from .web_tables import bound_spans, caption_of, grid_of_table, is_data

# A block that is mostly links and that trafilatura did not keep leads elsewhere.
MOSTLY_LINKS = 0.8
_WHITE = re.compile(r"[ \t\n\r\f]+")
_PARAGRAPHS = re.compile(r"\n[ ]*\n")
# What each of them costs grows with their number, in the parser and in those who look for dates.
MOST_ATTRIBUTES = 1_000
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_TAG = re.compile(r"""<([a-zA-Z][^\s"'>/]*+)((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)""")
_BETWEEN = re.compile(r"[\s/]+")
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}


def read_page(content: bytes, charset: str, url: str) -> ReadCopy:
    source = decoded(content, charset, page=True)
    refuse_attributes(source)
    page = parsed(source)
    bound_spans(page)
    article = article_of(page, url)
    language = page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    title = article.title or (page.findtext(".//title") or "")
    body = page.find("body")
    if body is None:
        raise Unreadable(EMPTY_PAGE, "no body")
    remove_furniture(body)
    main = main_of(body, article.kept)
    remove_doubtful(main, kept_sizes(main, article.kept))
    composer = Composer()
    _write_headline(body, main, composer)
    Walk(composer, article.kept).over(main)
    return composer.finish(
        title=title,
        author=article.author,
        published_on=article.published_on,
        language=language,
        if_empty=EMPTY_PAGE,
    )


def refuse_attributes(source: str) -> None:
    """Raises ``Unreadable`` for an element with more than ``MOST_ATTRIBUTES``. Scripts and styles
    are skipped, since what looks like a tag in them is none. Once over the source, no more."""
    place = 0
    while tag := _TAG.search(source, place):
        place = tag.end()
        if len(tag[2]) > MOST_ATTRIBUTES:
            words = _BETWEEN.split(_QUOTED.sub("", tag[2]))
            if len(words) > MOST_ATTRIBUTES:
                raise Unreadable(TOO_MANY_ATTRIBUTES, f"{len(words)} in <{tag[1][:20]}>")
        if ends := _ENDS.get(tag[1].lower()):
            if not (end := ends.search(source, place)):
                return
            place = end.end()


def parsed(text: str) -> HtmlElement:
    """The tree of a page, without comments. Entities are the parser's own; none are loaded.

    Beyond a depth of 256, with ``huge_tree`` of 2048, the parser drops what is inside and says
    so only in its log.
    """
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    content = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        page = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable(EMPTY_PAGE, str(error)) from error
    finally:
        if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
            raise Unreadable(TOO_DEEP, str(parser.error_log[-1]))
    return page


def _write_headline(body: HtmlElement, main: HtmlElement, composer: Composer) -> None:
    """The page's headline where it stands outside of what holds the article."""
    headline = body.find(".//h1")
    if headline is not None and main is not headline and main.find(".//h1") is None:
        composer.block("heading", one_line(headline.text_content()), level=1)


class Walk:
    """Over a tree in reading order, from block to block; no recursion, however deep it is."""

    def __init__(self, composer: Composer, kept: frozenset[str]) -> None:
        self.composer = composer
        self.kept = kept
        self.words: list[str] = []
        self.linked = 0  # characters of the block that stand in links
        self.in_links = 0
        self.in_pre = 0
        self.around: list[tuple[Kind, int]] = [("paragraph", 0)]
        self.table: HtmlElement | None = None  # the one that was just read whole

    def over(self, root: HtmlElement) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start" and self.enter(element):
                walker.skip_subtree()
            elif event == "end":
                self.leave(element)
                if element is not root:
                    self.say(element.tail)
        self.flush()

    def enter(self, element: HtmlElement) -> bool:
        """Read what an element begins with; True where it has been read whole."""
        tag = element.tag
        if tag == "table" and is_data(element):
            self.flush()
            self.table = element
            write_table(self.composer, grid_of_table(element), caption=caption_of(element))
            return True
        if tag == "sup":
            self.say(superscript(element.text_content()))
            return True
        if tag in BLOCKS:
            self.flush()
            self.around.append(self.kind_of(element))
        self.in_links += tag == "a"
        self.in_pre += tag == "pre"
        if tag in ("br", "q"):
            self.words.append("\n" if tag == "br" else "“")
        self.say(element.text)
        return False

    def leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCKS and element is not self.table:
            self.flush()
            self.around.pop()
        if tag == "q":
            self.words.append("”")
        self.in_links -= tag == "a"
        self.in_pre -= tag == "pre"

    def kind_of(self, element: HtmlElement) -> tuple[Kind, int]:
        if element.tag in HEADINGS:
            return "heading", int(element.tag[1])
        if element.tag in ("li", "dd"):
            return "item", 0
        return self.around[-1]

    def say(self, text: str | None) -> None:
        if text:
            self.words.append(text if self.in_pre else _WHITE.sub(" ", text))
            self.linked += len(squeezed(text)) if self.in_links else 0

    def flush(self) -> None:
        """Write the block that was collected, unless it only leads elsewhere."""
        text, linked = "".join(self.words), self.linked
        self.words, self.linked = [], 0
        kind, level = self.around[-1]
        bare = squeezed(text)
        if kind != "heading" and linked > len(bare) * MOSTLY_LINKS and bare not in self.kept:
            return
        for paragraph in _PARAGRAPHS.split(text):
            lines = filter(None, map(one_line, paragraph.split("\n")))
            self.composer.block(kind, "\n".join(lines), level=level)
