"""Whose words they are where a second verb or a thing might be taken to say them."""

import pytest

from claims.nlp import read


def said_in(text):
    """Source and content of each attribution, without the marks at the end."""
    return [
        (
            " ".join(text[start:end] for start, end in one.source),
            " ".join(text[start:end] for start, end in one.content).rstrip(".,"),
        )
        for one in read(text).attributions
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Complaints have dropped by 40 percent since May, Chief Paul Winter told a panel.",
            "Chief Paul Winter",
            "Complaints have dropped by 40 percent since May",
        ),
        (
            "The boat was found 500 metres from the port, a police source told AFP.",
            "a police source",
            "The boat was found 500 metres from the port",
        ),
    ],
)
def test_what_somebody_is_told_needs_no_quotation_marks(text, source, content):
    assert said_in(text) == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "At the port, Ana Ruiz told him to wait 10 minutes.",
        "She told the 300 growers, who left.",
    ],
)
def test_an_order_and_a_person_told_are_no_speech_before_the_verb(text):
    assert not any("port" in content or content.startswith("She") for _, content in said_in(text))


def test_what_is_blamed_and_said_of_it_have_one_source():
    text = "The firm blamed a wave of strikes, which it said had cut output by 30 percent."
    assert said_in(text) == [
        ("The firm", "a wave of strikes, which it said had cut output by 30 percent")
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The firm blamed the council, which lost 30 boats.", "the council"),
        ("The firm blamed the council, which the mill said lost 30 boats.", "the council"),
    ],
)
def test_what_the_narrator_or_another_tells_of_it_is_not_said_by_who_blames(text, content):
    assert ("The firm", content) in said_in(text)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Ana Ruiz said the numbers showed that 40 boats had sunk.", ["Ana Ruiz"]),
        ("Ana Ruiz said the report showed that 40 boats had sunk.", ["Ana Ruiz", "the report"]),
        ("Ana Ruiz said officers found three guns.", ["Ana Ruiz"]),
        ("Ana Ruiz said the auditors found 31 cases.", ["Ana Ruiz", "the auditors"]),
        ("Police found three guns.", []),
    ],
)
def test_things_and_searchers_say_nothing_where_papers_and_auditors_do(text, sources):
    assert [source for source, _ in said_in(text)] == sources


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Members were scolding the head of a firm that raised the price to $300.", []),
        (
            "Members scolded the firm for losing $300.",
            [("Members", "the firm for losing $300")],
        ),
    ],
)
def test_whoever_is_told_off_is_not_what_is_said(text, expected):
    assert said_in(text) == expected


def test_a_rough_figure_opens_a_clause_whose_verb_was_taken_for_a_noun():
    text = "In Varn, senior Ana Ruiz said half of her class smokes."
    assert said_in(text) == [("senior Ana Ruiz", "half of her class smokes")]
