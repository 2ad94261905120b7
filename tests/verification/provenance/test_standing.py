"""What is said of a saved copy and of the live page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.anchoring import Standing, selector_at
from verification.provenance.standing import Live, Shield, live_of, verified, way_to

DAY = datetime(2026, 5, 3, tzinfo=UTC)
TEXT = "The register of the treaty lists 66 members as of May. Nine are behind with payments."
SELECTOR = selector_at(TEXT, TEXT.index("66"), TEXT.index(" as of"))


@pytest.mark.parametrize(
    ("changes", "is_gone", "problem", "read_at", "says"),
    [
        ([], False, "", None, Live.UNKNOWN),
        ([], False, "", DAY, Live.AS_CITED),
        ([], False, "timeout", DAY, Live.UNREADABLE),
        (["figure"], False, "", DAY, Live.CHANGED),
        (["passage_gone"], False, "timeout", DAY, Live.PASSAGE_GONE),
        (["figure", "page_gone"], False, "", DAY, Live.PAGE_GONE),
        ([], True, "gone", DAY, Live.PAGE_GONE),
    ],
)
def test_of_what_the_watch_found_the_gravest_is_told(changes, is_gone, problem, read_at, says):
    assert live_of(changes, is_gone=is_gone, problem=problem, read_at=read_at) is says


@pytest.mark.parametrize(
    ("is_in_copy", "live", "words", "worries"),
    [
        (True, Live.UNKNOWN, "in the saved copy", False),
        (True, Live.UNREADABLE, "in the saved copy", False),
        (True, Live.CHANGED, "in the saved copy", True),
        (False, Live.AS_CITED, "not in the saved copy", True),
    ],
)
def test_a_shield_in_words(is_in_copy, live, words, worries):
    shield = Shield(is_in_copy, "0123456789abcdef" * 4, live)
    assert (shield.words, shield.is_worrying) == (words, worries)


@pytest.mark.parametrize(
    ("excerpt", "start", "way"),
    [
        ("The register lists\n66 members, of", 7, "?around=7#:~:text=The%20register%20lists%2066"),
        ("A 65-member, big & old club", 0, "?around=0#:~:text=A%2065%2Dmember%2C%20big%20%26"),
        ("66 members", 7, "?around=7"),
        ("The register lists 66 members", None, ""),
    ],
)
def test_the_way_to_a_passage_in_its_copy(excerpt, start, way):
    assert way_to(excerpt, start) == way


def test_what_reading_again_shows():
    found = verified(SELECTOR, TEXT, "")
    assert (found.holds, found.standing, found.newer) == (True, Standing.PRESENT, None)
    assert found.sentences == [
        "The stored file was read again: its SHA-256 is the one taken when it was saved.",
        "The excerpt stands in this copy, at its place.",
    ]


@pytest.mark.parametrize("stored", ["altered", "missing", "unreadable"])
def test_a_file_that_does_not_verify_holds_nothing(stored):
    found = verified(SELECTOR, TEXT, stored)
    assert not found.holds
    assert found.sentences[0] != verified(SELECTOR, TEXT, "").sentences[0]


@pytest.mark.parametrize(
    ("newer", "says"),
    [
        (TEXT, "still says it, at the same place"),
        (f"An advert. {TEXT}", "still says it, at another place"),
        (TEXT.replace("66", "67"), "does not say it any more"),
    ],
)
def test_the_newest_copy_of_the_page_is_held_against_it(newer, says):
    found = verified(SELECTOR, TEXT, "", newer, DAY)
    assert found.sentences[2] == f"The newest copy of the page, of 3 May 2026, {says}."
    assert found.holds  # what was cited is proved by its own copy


def test_an_excerpt_that_is_not_in_its_copy_is_not_proved():
    found = verified(SELECTOR, TEXT.replace("66", "67"), "")
    assert (found.standing, found.holds) == (Standing.GONE, False)
