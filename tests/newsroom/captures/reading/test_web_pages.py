"""Web pages: what they say stays, what stands around it goes, a cell keeps its heads."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.captures.reading import ReadCopy, Unreadable
from newsroom.captures.reading.readers import read_here

from .looking import cell, cells, check_parts, said

ARTICLE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Rents rise by 65 per cent | The Harbour Post</title>
<meta name="author" content="Ada Byron">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<style>.x {{ color: red }}</style></head>
<body class="has-sidebar cookie-open">
<div id="cookie-banner"><p>We use cookies to make this site better for you.</p></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav></header>
<main><article><header><h1>Rents rise by 65 per cent</h1></header><div class="story">
<p>Rents in the city rose by 65<sup>1</sup> per&nbsp;cent between 2010 and 2020, the statistics
office said on Tuesday. It counted 10&nbsp;000 flats.</p>
<div class="ad-slot"><p>{advert}</p></div>
<h2>What was counted</h2>
<p>The office counted <a href="x">new contracts</a> only, and asked 4,000 land&shy;lords in the
twelve districts.<br>It did not ask tenants.</p>
<p hidden>Words that nobody sees.</p><p style="color: red; display: none">Nor these.</p>
<ul><li>Old contracts rose by 12%.</li><li>New contracts rose by <b>65%</b>.</li></ul>
<p>Short.</p>
<script>var figure = "99 per cent";</script>
</div></article></main>
<aside><h3>More</h3><ul>
<li><a href="a">Another long story about something else</a></li></ul></aside>
<footer><p>Copyright Harbour Media. All rights reserved.</p></footer></body></html>"""

TWO_HEADER_ROWS = """<html><body><h1>Employment by region</h1>
<p>The figures are counts of people in work, taken from the survey of the second quarter.</p>
<table><caption>Table 1: People in work</caption>
<thead><tr><th rowspan="2">Region</th><th colspan="2">Men</th><th colspan="2">Women</th></tr>
<tr><th>2022</th><th>2023</th><th>2022</th><th>2023</th></tr></thead>
<tbody><tr><th scope="row">North</th><td>1,201</td><td>1,302</td><td>1,403</td><td>1,504</td></tr>
<tr><th scope="row">South</th><td>2,201</td><td>2,302</td><td>2,403</td><td>2,504</td></tr>
</tbody></table><p>Source: Labour survey</p></body></html>"""


def page(content: str, media_type: str = "text/html") -> ReadCopy:
    copy = read_here(content.encode(), media_type)
    check_parts(copy)
    return copy


def test_article_without_what_stands_around_it():
    copy = page(ARTICLE.format(advert="Buy one sofa, get one free."))
    assert said(copy, "heading", "paragraph", "item") == [
        "Rents rise by 65 per cent",
        "Rents in the city rose by 65¹ per cent between 2010 and 2020, the statistics office said "
        "on Tuesday. It counted 10\u00a0000 flats.",
        "What was counted",
        "The office counted new contracts only, and asked 4,000 landlords in the twelve "
        "districts.\nIt did not ask tenants.",
        "Old contracts rose by 12%.",
        "New contracts rose by 65%.",
        "Short.",
    ]
    assert [(p.level, copy.text[p.start : p.end]) for p in copy.parts if p.kind == "heading"] == [
        (1, "Rents rise by 65 per cent"),
        (2, "What was counted"),
    ]
    assert (copy.title, copy.author) == ("Rents rise by 65 per cent", "Ada Byron")
    assert (copy.published_on, copy.language) == (date(2024, 3, 5), "en-GB")


@pytest.mark.parametrize(
    "advert",
    [
        "",
        "Sofas at half the price, only this week, only in our shops in the city: 50% off!",
        "<b>Now</b></p><p>99 per cent of our customers come back.</p><p>Call us.",
    ],
)
def test_another_advert_leaves_the_text_as_it_was(advert):
    before = page(ARTICLE.format(advert="Buy one sofa, get one free."))
    assert page(ARTICLE.format(advert=advert)).text == before.text


def test_cell_stands_under_all_its_header_rows():
    copy = page(TWO_HEADER_ROWS)
    found = cells(copy)
    assert found["1,302"] == ("North", "Men · 2023")
    assert found["2,403"] == ("South", "Women · 2022")
    assert found["North"] == ("", "Region")
    (table,) = [p for p in copy.parts if p.kind == "table"]
    assert table.label == "Table 1: People in work"
    assert copy.text[table.start : table.end] == (
        "Table 1: People in work\nRegion\tMen\t\tWomen\n\t2022\t2023\t2022\t2023\n"
        "North\t1,201\t1,302\t1,403\t1,504\nSouth\t2,201\t2,302\t2,403\t2,504"
    )
    assert (cell(copy, "2,504").row, cell(copy, "2,504").column) == (4, 5)
    assert said(copy, "paragraph")[-1] == "Source: Labour survey"


ROWS = "".join(f"<tr><td>Place {n}</td><td>{n * 37}</td><td>{n}.5%</td></tr>" for n in range(1, 90))


@pytest.mark.parametrize(
    ("body", "heads"),
    [
        pytest.param(
            f"<table><tr><th>Place</th><th>People</th><th>Share</th></tr>{ROWS}</table>",
            ("Place 70", "People"),
            id="heads marked",
        ),
        pytest.param(
            f"<table><tr><td>Place</td><td>People</td><td>Share</td></tr>{ROWS}</table>",
            ("Place 70", "People"),
            id="heads not marked",
        ),
        pytest.param(f"<table>{ROWS}</table>", ("Place 70", ""), id="no heads"),
        pytest.param(
            "<nav><a href=/>Home</a></nav><div><div><p>Filter the list.</p></div></div>"
            f"<div class=wrap><div><table><thead><tr><td>Place<td>People<td>Share</thead>{ROWS}"
            "</table></div></div><footer>Imprint</footer>",
            ("Place 70", "People"),
            id="far from the words",
        ),
    ],
)
def test_page_that_is_one_big_table(body, heads):
    copy = page(f"<html><body>{body}</body></html>")
    assert cells(copy)["2590"] == heads
    assert len([row for row in copy.text.split("\n") if row.startswith("Place ")]) >= 89


@pytest.mark.parametrize(
    ("rows", "text", "heads"),
    [
        pytest.param(
            "<tr><th>Age<th>2022<tr><th colspan=2>Men<tr><td>16 to 24<td>51"
            "<tr><th colspan=2>Women<tr><td>16 to 24<td>52",
            "52",
            ("Women · 16 to 24", "2022"),
            id="groups of rows",
        ),
        pytest.param(
            "<tr><td><th>Sex<th>2022<tr><th rowspan=2>North<th>Men<td>51<tr><th>Women<td>52",
            "52",
            ("North · Women", "2022"),
            id="head over several rows",
        ),
        pytest.param(
            "<tr><th>Year<th>Rate<tr><td>2022<td>5.1%<tr><td>2023<td>5.2%",
            "5.2%",
            ("2023", "Rate"),
            id="years down the side",
        ),
        pytest.param(
            "<tr><th>Region<th>Rate<tr><td>North<td>5.1<sup>a</sup><tr><td>South<td>5<sup>2</sup>",
            "5²",
            ("South", "Rate"),
            id="note at a figure",
        ),
        pytest.param(
            "<tr><th>A<th>B<th>C<tr><td colspan=0>x<td colspan=9999999>y<td>z",
            "z",
            ("x", "C"),
            id="spans that are none",
        ),
    ],
)
def test_heads_of_a_cell(rows, text, heads):
    assert cells(page(f"<html><body><table>{rows}</table></body></html>"))[text] == heads


SPANNED = st.tuples(st.sampled_from(["td", "th"]), st.integers(0, 3), st.integers(0, 3))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(SPANNED, min_size=1, max_size=4), min_size=2, max_size=5))
def test_every_cell_is_a_part_once_however_cells_span(rows):
    names = iter(f"cell{n}" for n in range(100))
    body = "".join(
        "<tr>" + "".join(f"<{t} colspan={c} rowspan={r}>{next(names)}</{t}>" for t, c, r in row)
        for row in rows
    )
    copy = page(f"<html><body><table><tr><th>a<th>b</tr>{body}</table></body></html>")
    count = sum(map(len, rows))
    assert sorted(said(copy, "cell")) == sorted(["a", "b", *(f"cell{n}" for n in range(count))])
    places = [(p.row, p.column) for p in copy.parts if p.kind == "cell"]
    assert len(set(places)) == len(places)


def test_table_that_only_places_things_is_read_as_a_page():
    copy = page(
        "<html><body><table><tr><td><a href=/>Home</a></td><td><h1>Notice</h1>"
        "<p>The harbour closes on 5 May.</p><table><tr><th>Pier<th>Ships<tr><td>East<td>12</table>"
        "</td></tr></table></body></html>"
    )
    assert said(copy, "heading", "paragraph") == [
        "Home",
        "Notice",
        "The harbour closes on 5 May.",
    ]
    assert cells(copy)["12"] == ("East", "Ships")


def test_key_figures_in_short_blocks_stay():
    tiles = "".join(
        f"<div class=tile><span>{n}.{n}%</span> <span>of group {n}</span></div>"
        for n in range(1, 9)
    )
    copy = page(f"<html><body><main><h1>At a glance</h1><section>{tiles}</section></main></body>")
    assert said(copy, "paragraph") == [f"{n}.{n}% of group {n}" for n in range(1, 9)]


LONG = "".join(
    f"<p>The office said so in its report number {n}, and it said more that day.</p>"
    for n in range(20)
)


@pytest.mark.parametrize(
    ("beside", "text"),
    [
        ("<div><div><span>3.9%</span> <span>unemployed</span></div></div>", "3.9% unemployed"),
        ("<div><p>4,000 homes</p></div>", "4,000 homes"),
        ("<div><p>Rent: <b>€ 790</b></p></div>", "Rent: € 790"),
        # What stands beside an article, and says no more than when or how often.
        ("<div><p>5 March 2024</p><p>12 comments</p></div>", ""),
        ("<div><p><a href=x>Sofas: 50% off</a></p></div>", ""),
        ("<footer><p>A company with a capital of € 5,000</p></footer>", ""),
    ],
)
def test_key_figures_beside_an_article_are_kept(beside, text):
    copy = page(f"<html><body>{beside}<div><div><h1>Report</h1>{LONG}</div></div></body></html>")
    assert said(copy, "paragraph")[:-20] == ([text] if text else [])


def test_press_release_with_its_date_and_contact():
    copy = page(
        "<html><body><div id=content><h1>Ministry counts 4,000 new homes</h1>"
        "<p>5 March 2024 – For immediate release</p>"
        "<p>The ministry said today that 4,000 homes were finished in 2023, 12 per cent more than"
        " in the year before, and that 65 per cent of them are let at a regulated rent.</p>"
        "<blockquote><p>This is good news, said the minister.</p></blockquote>"
        "<p>Contact: press office, +44 20 5550 0100</p></div>"
        "<div class='share social'><a href=f>Share</a></div></body></html>"
    )
    assert said(copy, "heading", "paragraph") == [
        "Ministry counts 4,000 new homes",
        "5 March 2024 – For immediate release",
        "The ministry said today that 4,000 homes were finished in 2023, 12 per cent more than in "
        "the year before, and that 65 per cent of them are let at a regulated rent.",
        "This is good news, said the minister.",
        "Contact: press office, +44 20 5550 0100",
    ]


PROSE = "".join(
    f"<p>In district number {n} the office counted new contracts, and asked whom it could.</p>"
    for n in range(1, 9)
)


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        # What is seen.
        ("<div class=vote-share>The party had 31.5%.</div>", "The party had 31.5%."),
        ("<aside><p>Fact box: 65 of 100 asked.</p></aside>", "Fact box: 65 of 100 asked."),
        ("<p><span aria-hidden=true>65%</span><span class=sr-only>65 per cent</span> won</p>",
         "65% won"),
        ("<p>It was <del>65</del><ins>66</ins> per cent.</p>", "It was 66 per cent."),
        ("<p>She said <q>none</q> of CO<sub>2</sub>, 5 m<sup>2</sup>.</p>",
         "She said “none” of CO2, 5 m²."),
        ("<p>One.<br>Two.<br><br>Three.</p>", "One.\nTwo.\n\nThree."),
        ("<pre>North   4\nSouth   5</pre>", "North 4\nSouth 5"),
        ("<div>Loose words <em>and</em> more<p>A block.</p>a tail</div>",
         "Loose words and more\n\nA block.\n\na tail"),
        ("<dl><dt>People<dd>4,000</dl>", "People\n\n4,000"),
        ("<p>zero\u200bwidth, 1\u202f234\u202f567 and 5\u00a0kg</p>",
         "zerowidth, 1\u00a0234\u00a0567 and 5 kg"),
        # What is not.
        ("<div class=share-buttons><a href=x>Send it to a friend</a></div>", ""),
        ("<div class='related'><h4>More</h4><a href=x>Ships: 65 came back</a></div>", ""),
        ("<form><label>Your address</label><input></form>", ""),
        ("<div aria-hidden=true>Closed menu</div>", ""),
        ("<ins class=adsbygoogle>Sofas</ins>", ""),
        ("<div role=dialog>Accept all?</div>", ""),
        ("<!-- 99 per cent -->", ""),
    ],
)  # fmt: skip
def test_piece_of_a_page_as_it_is_seen(piece, text):
    def read(inside: str) -> str:
        return page(
            f"<html><body><div><h1>Rents</h1>{PROSE}{inside}{PROSE}</div></body></html>"
        ).text

    before, after = read("<p>|</p>").split("|")
    assert read(piece) == before + text + after if text else before + after.lstrip()


def test_names_of_furniture_on_most_of_a_page_hide_nothing():
    copy = page(
        "<html><body><div class='ad cookie'><p>All 65 ships of the fleet came back.</p></div>"
        "<div class='ad'><p>Sofas</p></div></body></html>"
    )
    assert said(copy, "paragraph") == ["All 65 ships of the fleet came back."]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("<p>Für 10 € im Café".encode(), "text/html; charset=utf-8"),
        ("<p>Für 10 € im Café".encode("cp1252"), "text/html; charset=ISO-8859-1"),
        ("<meta charset=windows-1252><p>Für 10 € im Café".encode("cp1252"), "text/html"),
        ("<meta charset=utf-8><p>Für 10 € im Café".encode("utf-16"), "text/html"),
        ("<meta charset=utf-16><p>Für 10 € im Café".encode(), "text/html"),
        ("<p>Für 10 € im Café".encode(), "text/html; charset=us-ascii-of-ours"),
        ("<p>Für 10 € im Café".encode(), "text/html; charset=rot13"),
        (
            b'<?xml version="1.0" encoding="iso-8859-15"?><html><body><p>'
            + "Für 10 € im Café".encode("iso-8859-15"),
            "application/xhtml+xml",
        ),
    ],
)
def test_charset_by_mark_header_page_or_guess(content, media_type):
    assert read_here(content, media_type).text == "Für 10 € im Café"


@pytest.mark.parametrize("content", ["", "   ", "<html></html>", "<script>1</script>", "<p>&nbsp;"])
def test_page_without_text_is_said_to_be_empty(content):
    with pytest.raises(Unreadable, match="no text in this page as it was sent"):
        read_here(content.encode(), "text/html")


def test_entities_are_not_loaded_from_elsewhere():
    copy = page(
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>'
        "<p>One &amp; two &x; &lt;three&gt; &#x41;</p></body></html>"
    )
    assert "root:" not in copy.text
    assert copy.text.endswith("<three> A")


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "font"])
def test_deep_nesting_is_read_to_its_ground_or_refused(tag):
    wrecks = "<p>At the bottom lie 65 wrecks.</p>"
    copy = page(f"<html><body><{f'{tag}><' * 290}p>At the top lie none.{wrecks}")
    assert said(copy, "paragraph", "item")[-1] == "At the bottom lie 65 wrecks."
    with pytest.raises(Unreadable, match="nested so deeply"):
        page(f"<html><body><{f'{tag}><' * 3000}p>At the top lie none.{wrecks}")


PASSAGE = "The office counted 4,000 new contracts in the twelve districts, 65 per cent more."


@pytest.mark.parametrize("sentences", [0, 1, 5, 60])
@pytest.mark.parametrize("place", ["before", "inside", "after"])
def test_advert_without_a_name_leaves_the_passage_as_it_was(sentences, place):
    advert = {
        place: "<div><div><p>" + "Buy one sofa and get one free. " * sentences + "</p></div></div>"
    }
    copy = page(
        "<html><body><div><a href=/>Home</a> <a href=/n>News</a></div>"
        f"<div>{advert.get('before', '')}</div><div><div><h1>Rents rise</h1>"
        "<p>Rents rose again in the past year, the statistics office said on Tuesday.</p>"
        f"{advert.get('inside', '')}<p>{PASSAGE}</p>"
        "<table><tr><th>District<th>Rent<tr><td>North<td>800</table></div></div>"
        f"<div>{advert.get('after', '')}</div></body></html>"
    )
    assert said(copy, "paragraph").count(PASSAGE) == 1
    assert said(copy, "heading") == ["Rents rise"]
    assert cells(copy)["800"] == ("North", "Rent")


def test_page_laid_out_by_tables():
    spacer = "<td width=1><img src=dot.gif></td>"
    copy = page(
        f"<html><body><table><tr>{spacer}<td><img src=logo.gif></td></tr></table>"
        "<table><tr><td><div class=navbox><a href=1>Front page</a><br><a href=2>All ships</a></div>"
        f"</td>{spacer}<td><table><tr><td><h1>The fleet</h1><p class=byline>by Ada Byron</p>"
        "<p>The fleet has 65 ships, of which twelve are laid up in the eastern harbour.</p>"
        "<p>East 12<br>West 53</p></td></tr></table></td></tr></table></body></html>"
    )
    assert said(copy, "heading", "paragraph")[-4:] == [
        "The fleet",
        "by Ada Byron",
        "The fleet has 65 ships, of which twelve are laid up in the eastern harbour.",
        "East 12\nWest 53",
    ]
    assert said(copy, "table") == []


def test_table_outside_of_the_article_is_kept():
    prose = "".join(
        f"<p>The office said so in its report number {n}, and more.</p>" for n in range(20)
    )
    copy = page(
        f"<html><body><div><div><h1>Report</h1>{prose}</div></div>"
        "<div><div><table><tr><th>Place<th>Ships<tr><td>East<td>65</table></div></div></body></html>"
    )
    assert cells(copy)["65"] == ("East", "Ships")
    assert len(said(copy, "paragraph")) == 20
