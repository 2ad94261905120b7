"""The drawing as a page carries it: strict about style, told apart by ids, the same in a table."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from claims.quantities import Mark

from .figures import fig

FIGHTERS = fig("5,000 to 7,000 people", 5000, 7000, counted="person")
MARKS = [
    Mark(fig("up to 4,700", None, 4700), "Research <b>group</b>", "refutes", "primary record"),
    Mark(fig("6,300", 6300), "UN panel", "supports", "authoritative", "Q3 2015"),
    Mark(fig("6,400", 6400), "A post", "context", reason="another period"),
    Mark(fig("20 %", 20, unit="percent"), "Survey"),
]


def rendered(template: str = "{% numberline claimed marks says=says key=key %}", **more) -> str:
    values = {"claimed": FIGHTERS, "marks": MARKS, "says": "1 lies 6 % below.", "key": ""}
    return Template("{% load numberline %}" + template).render(Context(values | more))


def drawings(html: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]


def test_it_is_drawn_in_three_widths_with_a_text_alternative_in_each():
    svgs = drawings(rendered())
    assert [svg.get("class") for svg in svgs] == ["nl nl-wide", "nl nl-medium", "nl nl-narrow"]
    for svg in svgs:
        title, description = svg[0], svg[1]
        assert svg.get("role") == "img"
        assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert title.text.startswith("Number line: claimed 5,000 to 7,000 people")
        assert "6 % below" in description.text


def test_no_style_or_script_stands_in_the_markup():
    html = rendered()
    assert not re.search(r"\sstyle\s*=|<style|<script|\son\w+\s*=", html)


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ([], ["No figure found so far can be compared with the 5,000 to 7,000 people claimed."]),
        ([MARKS[3]],
         ["No figure found so far can be compared with the 5,000 to 7,000 people claimed.",
          "20 % · Survey · context: measures something else: "]),
    ],
)  # fmt: skip
def test_where_nothing_can_be_drawn_there_is_a_sentence_and_no_axis(marks, words):
    html = rendered(marks=marks)
    told = " ".join(re.sub(r"<[^>]+>", "", html).split())
    assert all(each in told for each in words)
    assert ("<svg" in html, "<table" in html) == (False, False)
    shown = rendered(marks=[*marks, MARKS[1]])  # the control
    assert ("<svg" in shown, "<table" in shown) == (True, True)


def test_ids_differ_between_drawings_and_between_lines_on_one_page():
    tag = "{% numberline claimed marks key=key %}"
    ids = re.findall(r'\bid="([^"]+)"', rendered(tag * 2) + rendered(tag, key="7"))
    assert ids
    assert len(ids) == len(set(ids))


def test_every_gradient_that_is_used_is_defined():
    html = rendered()
    used = set(re.findall(r"url\(#([^)]+)\)", html))
    assert used
    assert used <= set(re.findall(r'<linearGradient id="([^"]+)"', html))


def test_what_people_typed_is_escaped():
    html = rendered()
    assert "<b>group</b>" not in html
    assert "Research &lt;b&gt;group&lt;/b&gt;" in html


def test_stance_is_told_by_shape_and_by_word():
    wide = drawings(rendered())[0]
    groups = [group for group in wide.iter("g") if "nl-mark" in group.get("class")]
    shapes = [
        {shape.tag for shape in group if shape.get("class") in ("nl-dot", "nl-ring")}
        for group in groups
    ]
    assert shapes == [{"path"}, {"circle"}, {"circle"}]
    classes = [shape.get("class") for group in groups for shape in group.iter("circle")]
    assert classes == ["nl-dot", "nl-ring"]
    words = ["".join(group.itertext()) for group in groups]
    assert "refutes" in words[0]
    assert "supports" in words[1]
    assert "nl-reserved" in groups[2].get("class")


def test_the_table_has_a_row_for_each_figure_drawn_or_not():
    html = rendered()
    table = ElementTree.fromstring(re.search(r"<table>.*</table>", html, re.DOTALL)[0])
    rows = [["".join(cell.itertext()) for cell in row] for row in table.find("tbody")]
    assert [row[0] for row in rows] == ["up to 4,700", "6,300", "6,400", "20 %"]
    assert rows[0][1] == "6 % below"
    assert rows[2][1] == "inside another period"
    assert rows[3][1].startswith("measures something else")


def test_the_tallys_sentence_keeps_number_and_sign_together():
    assert "1 lies 6\u00a0% below." in rendered()
    assert "What the numbers say" not in rendered(says="")


def test_coordinates_are_plain_numbers_whatever_the_locale(settings):
    settings.USE_THOUSAND_SEPARATOR = True
    settings.LANGUAGE_CODE = "de"
    for svg in drawings(rendered(marks=MARKS * 9)):
        for element in svg.iter():
            for name in ("x", "y", "width", "height", "cx", "cy", "x1", "x2", "y1", "y2"):
                if element.get(name):
                    float(element.get(name))
        assert re.fullmatch(r"0 0 \d+ \d+(\.\d+)?", svg.get("viewBox"))
