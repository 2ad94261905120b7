"""Looking at a page as WCAG 2.2 AA asks: with axe, and by measuring what axe cannot see.

``look(page)`` answers what is wrong with the page that is open, in sentences; nothing is loaded
again for another theme or width.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

AXE = Path(settings.BASE_DIR) / "tests" / "vendor" / "axe.min.js"
LOOKING = Path(__file__).with_name("looking.js")
DESKTOP, PHONE = 1400, 390
ZOOMED = 700  # 1400 at 200 %
REFLOW = 320  # 1280 at 400 %


def with_eyes(page: Page) -> Page:
    """The page, and every one it opens, knows axe and the measures of ``looking.js``."""
    page.add_init_script(path=AXE)
    page.add_init_script(path=LOOKING)
    return page


def be(page: Page, client: Client, address: str) -> None:
    """Give the page's context the cookies that a client has, and no others."""
    page.context.clear_cookies()
    cookies: Any = [
        {"name": name, "value": cookie.value, "url": address}
        for name, cookie in client.cookies.items()
    ]
    page.context.add_cookies(cookies)


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def look(page: Page) -> list[str]:
    """In the light at a desk, in the dark on a telephone, zoomed, and with wide text; the words'
    contrast in the other theme too, at either width."""
    resize(page, DESKTOP)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = measured(page, "axeFinds", "moves")
    found += in_the_other(page, "dark", "light")
    page.keyboard.press("Tab")
    found += measured(page, "hidesFocus")
    for width in (ZOOMED, REFLOW):
        resize(page, width)
        found += measured(page, "overflows")
    resize(page, PHONE)
    page.emulate_media(color_scheme="dark")
    found += measured(page, "axeFinds", "hidesFocus", "overflows", "clipsSpacedText")
    return found + in_the_other(page, "light", "dark")


def in_the_other(
    page: Page, theme: Literal["light", "dark"], back: Literal["light", "dark"]
) -> list[str]:
    """The contrast in another theme, by measure: axe takes ten times as long for it."""
    page.emulate_media(color_scheme=theme)
    found = [f"{theme}, {fault}" for fault in measured(page, "faint")]
    page.emulate_media(color_scheme=back)
    return found


def measured(page: Page, *measures: str) -> list[str]:
    width = (page.viewport_size or {})["width"]
    return [
        f"{width} px wide: {fault}"
        for measure in measures
        for fault in page.evaluate(f"looking.{measure}()")
    ]
