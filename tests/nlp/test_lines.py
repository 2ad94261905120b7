"""Lines that were wrapped read as the sentence they were; lines of their own stay apart."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.nlp import read, read_figures
from claims.nlp.lines import unwrapped, wrapping
from claims.reader import sentences

from .telling import told
from .work import ALLOWED, slowdown

ARTICLE = (
    "Burglaries in Varn rose by 5.2 per cent in the year to March, the police said on Tuesday, "
    "and 1,204 homes were broken into. Ana Ruiz, the minister, said that more than 300 officers "
    "would be sent to the port of Aro by May 4, 2026. She called it a 65-member force."
)


def figures(text):
    """As they would be told of one line."""
    return [" ".join(told(one).replace("> ", "").split()) for one in read_figures(text)]


# Each is one sentence, or the lines that a slash parts.
WRAPPED = [
    ("the last word asks for another", "It rose by\n5.2 per cent", "It rose by 5.2 per cent"),
    ("the next line is in lower case", "They sold 40\nboats in May", "They sold 40 boats in May"),
    ("an abbreviation", "So said Dr.\nRuiz", "So said Dr. Ruiz"),
    ("a verb before a number", "The toll was\n40 people", "The toll was 40 people"),
    ("a sign before its number", "It cost £\n5 million", "It cost £ 5 million"),
    ("a word cut at its hyphen", "a 65-\nmember force", "a 65-member force"),
    ("a range cut at its hyphen", "some 20-\n30 per cent", "some 20-30 per cent"),
    ("a hyphen that waits", "a 20-\nto 30-minute walk", "a 20- to 30-minute walk"),
    ("a line end of two characters", "rose by\r\n5 points", "rose by 5 points"),
    ("an indent", "It rose by\n    5 points", "It rose by 5 points"),
    ("a quoted mail", "> It rose by\n> 5 points", "It rose by 5 points"),
    ("capitals throughout", "PRICES ROSE BY\n5 POINTS", "PRICES ROSE BY 5 POINTS"),
    (
        "a name where the lines above were as long",
        "The mayor spoke for an hour about what the\ntown had done for its port, and thanked\n"
        "Ruiz and the 40 firms that paid for it.",
        "The mayor spoke for an hour about what the town had done for its port, and thanked Ruiz "
        "and the 40 firms that paid for it.",
    ),
    (
        "a dash inside a sentence",
        "The fall in prices that we saw last year – 5 per cent in all\n– was the largest since the "
        "war, and nobody thinks that it\nwill be repeated.",
        "The fall in prices that we saw last year – 5 per cent in all – was the largest since the "
        "war, and nobody thinks that it will be repeated.",
    ),
    (
        "an item over two lines",
        "- more buses on all the\n  routes to the port\n- 300 new stops",
        "- more buses on all the routes to the port/- 300 new stops",
    ),
    (
        "subtitles, however uneven",
        "so what we saw was\nfive per cent of people\nlosing their jobs in the\nspring of\n2019",
        "so what we saw was five per cent of people losing their jobs in the spring of 2019",
    ),
    (
        "a heading and a byline above wrapped lines",
        "Prices rise again\nBy Ana Ruiz\nPrices in Varn rose by 5.2 per cent in the year to May, "
        "the\nfastest rise since 2011, figures showed on Tuesday. Food\nand fuel drove most of it.",
        "Prices rise again/By Ana Ruiz/Prices in Varn rose by 5.2 per cent in the year to May, the "
        "fastest rise since 2011, figures showed on Tuesday. Food and fuel drove most of it.",
    ),
]  # fmt: skip

# All of these stay as they are.
APART = [
    ("a heading over a sentence", "Ships and trade\nThe port took 40 ships."),
    ("a long heading", "Varn council to spend five million on roads next year\nThe council met."),
    ("two sentences", "He sold 5 boats.\nShe sold 7."),
    ("items with marks", "Aims:\n- lower fares\n- 300 stops"),
    ("items with bullets", "Aims\n• 40 ships\n• more trade"),
    ("numbered items", "1. five ships\n2. six boats"),
    ("items behind semicolons", "ships;\nboats;\nbarges"),
    ("a list of words", "apples\npears\nplums"),
    ("a list with numbers behind", "burglary 120\nrobbery 30\ncar crime 451"),
    ("a table's rows", "births 120 130\ndeaths 98 102"),
    ("a table with tabs", "births\t120\ndeaths\t98"),
    ("a table with wide gaps", "births    120\nof these  98"),
    ("a table with bars", "births | 120\ndeaths | 98"),
    ("labels over numbers", "Unemployment\n5.2 per cent\nInflation\n3.1 per cent"),
    ("an address", "Ana Ruiz,\nMinister for Ports,\n12 Quay Street,\nVarn"),
    (
        "verses",
        "The ships went out at break of day\nWith forty men on board,\n"
        "And none came home across the bay\nOf all that the sea had stored.",
    ),
    ("speakers", "WALLACE: How many came\nRUIZ: About 5,000\nWALLACE: So few"),
    ("a speaker with two names", "it was so\nAna Ruiz: About 5,000"),
    ("a blank line", "Prices rose by\n\n5 per cent"),
    ("a new page", "Prices rose by\f5 per cent"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "lines"), WRAPPED, ids=[row[0] for row in WRAPPED])
def test_lines_that_wrap_are_one(kind, text, lines):
    assert unwrapped(text).text == lines.replace("/-", "\n-").replace("/", "\n"), kind


@pytest.mark.parametrize(("kind", "text"), APART, ids=[row[0] for row in APART])
def test_lines_of_their_own_stay_apart(kind, text):
    assert unwrapped(text).text == text, kind


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n   ", "\n> "], ids=["plain", "two", "in", "mail"])
@pytest.mark.parametrize("width", [34, 60, 72, 80])
def test_a_wrapped_article_reads_as_the_article(width, end):
    lead = end.lstrip("\r\n")
    wrapped = lead + end.join(textwrap.wrap(ARTICLE, width))
    assert figures(wrapped) == figures(ARTICLE)
    for figure in read_figures(wrapped):
        assert wrapped[figure.start : figure.end] == figure.quantity.text


@pytest.mark.parametrize("model", [None, ""], ids=["model", "rules"])
def test_a_wrapped_article_has_the_same_claims_and_claimants(model):
    plain, wrapped = read(ARTICLE, model=model), "\n".join(textwrap.wrap(ARTICLE, 72))
    reading = read(wrapped, model=model)
    assert "\n" in wrapped
    assert [one.statement for one in reading.claims] == [one.statement for one in plain.claims]
    assert [one.name for one in reading.attributions] == [one.name for one in plain.attributions]
    assert [" ".join(wrapped[one.start : one.end].split()) for one in reading.claims] == [
        ARTICLE[one.start : one.end] for one in plain.claims
    ]
    for said in reading.attributions:
        assert all(wrapped[start:end].strip() for start, end in (*said.content, *said.source))


def test_sentences_without_a_model_run_over_wrapped_lines_and_end_at_others():
    text = "Ships\nThe port of Varn took 40 ships in the year that ended\nin May. More came."
    assert [text[start:end] for start, end in sentences(text)] == [
        "Ships",
        "The port of Varn took 40 ships in the year that ended\nin May.",
        "More came.",
    ]
    assert {text[at] for at in wrapping(text)} == {"\n"}


PIECES = st.sampled_from(
    [
        "rose by ",
        "5.2",
        "per cent",
        "\n",
        "\r\n",
        "\n> ",
        "65-",
        "- ",
        "Ruiz",
        ". ",
        "\f",
        "😀",
        "  ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join))
def test_every_code_point_that_is_kept_stood_where_it_is_said_to(text):
    lines = unwrapped(text)
    for at, char in enumerate(lines.text):
        stood = lines.start(at)
        assert text[stood] == char or (char in " \n" and text[stood].isspace())
        assert lines.end(at + 1) == stood + 1
    assert [char for char in lines.text if not char.isspace() and char != ">"] == [
        char for char in text if not char.isspace() and char != ">"
    ]


@pytest.mark.parametrize("piece", ["rose by\n", "a\n", "> \n", "-\n", "5 5\n", "\r\n ", "Ab,\n"])
def test_unwrapping_takes_linear_time(piece):
    assert slowdown(unwrapped, piece * 3_000, piece * 12_000) < ALLOWED
