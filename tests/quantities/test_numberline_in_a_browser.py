"""The number line as a browser lays it out: whatever is found, every word can be read.

The component is drawn from its template with the pages' own style sheets and letters, and measured
as it stands: at 1400, 390 and 320 pixels and on paper.
"""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Template

from claims.quantities import Mark, Quantity, dense, numberline, rows
from claims.quantities.drawn import MOST_DRAWN

from .figures import about, down, fig, up
from .test_numberline import marks

pytestmark = pytest.mark.browser
STATIC = Path(settings.BASE_DIR) / "static"
SHEETS = ("tokens", "base", "parts", "public", "numberline")
SMALLEST = 11  # pixels
PAPER = 718  # an A4 sheet's width within its margins, at 96 dots per inch
MEDIA = {"1400": (1400, "screen"), "390": (390, "screen"), "320": (320, "screen"),
         "paper": (PAPER, "print")}  # fmt: skip

FIGHTERS = fig("5,000 to 7,000 people", 5000, 7000, counted="person")
MINISTRY = (
    "Ministry for Economic Cooperation and Development, Department of Statistics and Research"
)
SCRIPTS = [
    "国家统计局人口与社会科技统计司发布的报告",
    "Федеральная служба государственной статистики Российской Федерации",
    "الجهاز المركزي للتعبئة العامة والإحصاء",
    "भारत के महापंजीयक एवं जनगणना आयुक्त का कार्यालय",
    "สำนักงานสถิติแห่งชาติกระทรวงดิจิทัลเพื่อเศรษฐกิจ",
    "WWWW MMMM QQQQ @@@@ ÄÖÜẞ ǄǄ 👩‍👩‍👧‍👦🇩🇪",
]
# What a drawing of thirty pieces may be tall, in pixels, and on paper the whole figure: an A4 sheet
# within margins of a centimetre and a half.
TALLEST = {"1400": 760, "390": 1000, "paper": 1010}
REASON = "a difference was found: the survey asked households in the capital and in no other town"


def found(
    quantity: Quantity, label: str = "UN panel", stance: str = "supports", **more: Any
) -> Mark:
    return Mark(quantity, label, stance, "primary record", "14 October 2015", **more)


def percent(text: str, low: Any, high: Any) -> Quantity:
    return fig(text, low, high, unit="percent")


def dollars(value: int) -> Quantity:
    return fig(f"${value:,}", value, unit="US dollar")


PUBLISHERS = [
    "UN panel",
    "Federal Statistical Office",
    "Institute for Strategic Dialogue",
    "Interior ministry",
    "Harbour register",
]


def to_compare(count: int) -> list[Mark]:
    """Figures on both sides of the claim that all differ, some as ranges and with open ends."""
    made = []
    for n in range(count):
        value = 2600 + n * 7919 % 6400
        shapes = (
            fig(f"{value:,}", value),
            about(f"about {value:,}", value),
            fig(f"{value:,} to {value + 700:,}", value, value + 700),
            fig(f"more than {value:,}", value, None),
            fig(f"{value + 1:,}", value + 1),
        )
        stance = ("supports", "refutes", "context")[n % 3]
        made.append(found(shapes[n % 5], PUBLISHERS[n % 4], stance, reason=REASON * (n % 9 == 8)))
    return made


Cases = dict[str, tuple[Quantity, list[Mark]]]
CASES: Cases = {
    "one": (FIGHTERS, [found(about("some 6,300", 6300))]),
    "five": (FIGHTERS, marks(5)),
    "thirty": (FIGHTERS, marks(30)),
    "thirty that can be compared": (FIGHTERS, to_compare(30)),
    "all that are drawn, and more": (FIGHTERS, marks(MOST_DRAWN + 15, seed=3)),
    "thirty close together": (
        FIGHTERS,
        [found(fig("6,000", 6000 + n), f"Register {n}", reason="another year") for n in range(30)],
    ),
    "five the same": (fig("65", 65), [found(fig("65", 65), f"Register {n}") for n in range(5)]),
    "far apart": (
        fig("4 million", 4_000_000),
        [
            found(fig("4 billion", 4_000_000_000)),
            found(fig("12", 12), "Tally", "refutes"),
            found(fig("more than 3 million", 3_000_000, None), "Charity", "context"),
        ],
    ),
    "long names": (
        FIGHTERS,
        [
            found(fig("4,000 to 5,500", 4000, 5500), MINISTRY, "refutes", reason=MINISTRY),
            found(about("about 6,800", 6800), MINISTRY),
            found(percent("20 %", 20, 20), MINISTRY, "context"),
        ],
    ),
    "open ends": (
        percent("more than 50 %", 50, None),
        [
            found(percent("up to 48 %", None, 48), "Institute", "refutes"),
            found(percent("more than 45 %", 45, None), "Poll", "context"),
            found(percent("52.3 %", "52.3", "52.3"), "Survey"),
        ],
    ),
    "below zero": (
        fig("-5 to -3", -5, -3, unit="degree Celsius"),
        [
            found(fig("-4", -4, unit="degree Celsius")),
            found(fig("2", 2, unit="degree Celsius"), "Station", "refutes"),
        ],
    ),
    "zero": (fig("0", 0, counted="death"), [found(fig("0", 0)), found(fig("3", 3), "Registry")]),
    "money over a wide spread": (dollars(4_000_000), [found(dollars(400)), found(dollars(39))]),
    "both sides of zero, widely spread": (
        fig("-2", -2),
        [found(fig("40,000", 40_000)), found(fig("-300", -300), "Board", "refutes")],
    ),
    "a fall and a rise": (
        down("down 3 %", 3, unit="percent"),
        [found(up("up 2 %", 2, unit="percent"), "Registry", "refutes")],
    ),
    "other scripts": (
        FIGHTERS,
        [found(fig("5,000", 5000 + 500 * n), name) for n, name in enumerate(SCRIPTS)],
    ),
    "many that measure something else": (
        FIGHTERS,
        [found(about("some 6,300", 6300))]
        + [
            found(fig("2,900", 2900), name, comparable=False, reason=MINISTRY)
            for name in SCRIPTS * 5
        ],
    ),
}

# What is wrong with every drawing that shows: words that meet words or a mark, that leave the
# drawing, or come out small. Two pixels of two boxes may touch: they are taller than their letters.
FAULTS = """([smallest]) => {
  const faults = [], box = (element) => element.getBoundingClientRect();
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  for (const section of document.querySelectorAll("section")) {
    const fault = (words) => faults.push(`${section.id}: ${words}`);
    const svgs = [...section.querySelectorAll("svg")].filter((svg) => svg.getClientRects().length);
    const pieces = svgs.every((svg) => svg.matches(".nl-sheet"));
    if (svgs.length !== 1 && !(pieces && svgs.length)) fault(`${svgs.length} drawings show`);
    for (const svg of svgs) {
      const frame = box(svg);
      const scale = frame.width / svg.viewBox.baseVal.width;
      const texts = [...svg.querySelectorAll("text")].map((text) => [text.textContent, box(text)]);
      const marks = [...svg.querySelectorAll(".nl-mark :is(circle, path, rect)")].map(box);
      if (texts.length < 3) fault("hardly a word");
      texts.forEach(([words, one], at) => {
        for (const [others, other] of texts.slice(at + 1)) {
          if (meet(one, other)) fault(`“${words}” meets “${others}”`);
        }
        if (marks.some((mark) => meet(one, mark))) fault(`“${words}” meets a mark`);
        if (one.left < frame.left - 0.5 || one.right > frame.right + 0.5
            || one.top < frame.top - 2 || one.bottom > frame.bottom + 2) {
          fault(`“${words}” leaves it`);
        }
      });
      for (const text of svg.querySelectorAll("text")) {
        const size = parseFloat(getComputedStyle(text).fontSize) * scale;
        if (size < smallest) fault(`“${text.textContent}” is ${size.toFixed(1)} px`);
      }
      if (frame.right > innerWidth) fault("the drawing leaves the page");
    }
  }
  return faults;
}"""


def page_of(cases: Cases) -> str:
    component = Template("{% load numberline %}{% numberline claimed found key=key %}")
    drawn = "".join(
        f'<section class="card pad" id="{name}">'
        + component.render(Context({"claimed": claimed, "found": marks, "key": number}))
        + "</section>"
        for number, (name, (claimed, marks)) in enumerate(cases.items())
    )
    sheets = "".join(f'<link rel="stylesheet" href="/static/css/{name}.css">' for name in SHEETS)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lines</title>'
        f'{sheets}</head><body><main class="page page-narrow">{drawn}</main></body></html>'
    )


@pytest.fixture(scope="module")
def measured(browser):
    """``measured(cases, medium)``: the faults of the cases' drawings there, or what another
    script answers. One page for all: each time it is loaded anew."""
    page = browser.new_page()

    def of(cases: Cases, medium: str, script: str = FAULTS) -> list[Any]:
        width, kind = MEDIA[medium]
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media=kind)
        page.unroute_all()
        page.route("**/*", lambda route: answer(route, page_of(cases)))
        page.goto("http://desk.example/")
        page.evaluate("document.body.offsetHeight && document.fonts.ready.then(() => null)")
        assert page.evaluate("document.fonts.check('13px \"Inter Variable\"')")
        return page.evaluate(script, [SMALLEST])

    yield of
    page.close()


def answer(route: Any, html: str) -> None:
    path = route.request.url.removeprefix("http://desk.example/")
    if not path:
        route.fulfill(body=html, content_type="text/html")
        return
    file = STATIC / path.removeprefix("static/")
    kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
    route.fulfill(body=file.read_bytes(), content_type=kind)


@pytest.mark.parametrize("medium", MEDIA)
def test_every_word_can_be_read_whatever_was_found(measured, medium):
    assert measured(CASES, medium) == []


@pytest.mark.parametrize(
    ("what", "wrong", "case", "fault"),
    [
        ((rows, "LINE"), 9.0, "five", "meets “"),
        ((rows, "ABOVE_GLYPH"), 0.0, "five", "meets a mark"),
        ((dense, "ROW"), 9.0, "thirty", "meets “"),
        ((dense, "GAP"), 0.0, "thirty", "meets a mark"),
    ],
    ids=["lines too close", "marks too close", "rows too close", "words too close to marks"],
)
def test_control_a_layout_with_wrong_spacing_is_noticed(
    measured, monkeypatch, what, wrong, case, fault
):
    monkeypatch.setattr(*what, wrong)
    found_wrong = measured({case: CASES[case]}, "1400")
    assert any(fault in words for words in found_wrong), found_wrong[:5]


# A public page's article by itself, and in the pages of the desk that show it.
READ = '<article class="verdict">{}</article>'
SHOWN_TO_US = f'<section class="card as-public">{READ}</section>'
BESIDE = f'<div class="work-sign">{SHOWN_TO_US}<div class="work-side"></div></div>'
PLACES = {
    "read": READ,
    "previewed": f'<div class="page page-read">{SHOWN_TO_US}</div>',
    "signed": f'<div class="page page-wide">{BESIDE}</div>',
}
SHOWN = """() => Object.fromEntries([...document.querySelectorAll("main > div")].map((place) => {
  const shown = [...place.querySelectorAll("svg")].filter((svg) => svg.getClientRects().length);
  return [place.id, [place.querySelector("figure").getBoundingClientRect().width,
    shown.map((svg) => svg.classList[1]).join()]];
}))"""


def test_it_is_drawn_alike_where_it_is_read_previewed_and_signed(browser):
    component = Template("{% load numberline %}{% numberline claimed found key=key %}")
    five = dict(zip(("claimed", "found"), CASES["five"], strict=True))
    drawn = "".join(
        f'<div id="{name}">{place.format(component.render(Context({**five, "key": name})))}</div>'
        for name, place in PLACES.items()
    )
    sheets = "".join(
        f'<link rel="stylesheet" href="/static/css/{name}.css">'
        for name in (*SHEETS, "workspace", "text")
    )
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    html = f'<!doctype html><html lang="en"><head>{sheets}</head><body><main>{drawn}</main></body>'
    page.route("**/*", lambda route: answer(route, html))
    page.goto("http://desk.example/")
    shown = page.evaluate(SHOWN)
    page.close()
    assert shown == {name: [672, "nl-wide"] for name in PLACES}


# How tall each figure is, with its table closed, and the drawings in it that show.
HEIGHTS = """() => [...document.querySelectorAll("figure")].map((figure) => {
  const svgs = [...figure.querySelectorAll("svg")].filter((svg) => svg.getClientRects().length);
  return [figure, ...svgs].map((element) => element.getBoundingClientRect().height);
})"""


def too_tall(measured, medium: str) -> list[float]:
    heights = measured({"thirty": (FIGHTERS, to_compare(30))}, medium, HEIGHTS)
    limited = [figure if medium == "paper" else sum(drawn) for figure, *drawn in heights]
    assert limited
    return [height for height in limited if height > TALLEST[medium]]


@pytest.mark.parametrize("medium", TALLEST)
def test_thirty_figures_can_be_seen_at_one_look_and_on_one_sheet(measured, medium):
    assert too_tall(measured, medium) == []


@pytest.mark.parametrize("medium", TALLEST)
def test_control_labels_of_several_lines_would_be_too_tall(measured, monkeypatch, medium):
    monkeypatch.setattr(numberline, "MOST_LABELLED", 60)
    assert too_tall(measured, medium) != []


def test_control_letters_of_another_size_are_noticed(measured, monkeypatch):
    monkeypatch.setattr("tests.quantities.test_numberline_in_a_browser.SMALLEST", 30)
    assert any(" px" in words for words in measured({"one": CASES["one"]}, "390"))
