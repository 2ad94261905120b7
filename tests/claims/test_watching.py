"""A page is read again: the cited figure changed, or it did not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.anchoring import Selector, selector_at
from claims.quantities import ChangeKind
from claims.watching import Watched, WatchedPassage, watch_passage

TITLE = "Summer brings more accidents\n\nBy Ada Example, 3 June 2025, 10:15\n\n"
FIRST = (
    "The coastguard has counted again. Its boats went out on 412 days of the past two years.\n\n"
)
LEAD = "Between May and August about 40 guards were on duty. "
PASSAGE = "In the north 65 people drowned, more than 5,000 were pulled out of the sea."
TAIL = " The ministry called the figures a warning to all swimmers.\n\n"
ADVERT = "Save 30% on 12 pairs of shoes until Sunday!\n\n"
LAST = "Next year there will be 7 new towers, says the head of the service."
PAGE = f"{TITLE}{FIRST}{LEAD}{PASSAGE}{TAIL}{ADVERT}{LAST}"


def cited(passage: str = PASSAGE, page: str = PAGE) -> Selector:
    start = page.index(passage)
    return selector_at(page, start, start + len(passage))


def watch(old: str, new: str) -> WatchedPassage:
    """The passage after ``old`` became ``new`` on the page."""
    assert old in PAGE
    return watch_passage(cited(), PAGE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param(ADVERT, "Win 1,000 euros! Only 3 days left.\n\n", id="an advert"),
        pytest.param(ADVERT, "", id="an advert left out"),
        pytest.param(TAIL, f"\n\n{ADVERT}{TAIL}", id="an advert put right behind it"),
        pytest.param(PASSAGE, f"\n\n{ADVERT}{PASSAGE}", id="an advert put right before it"),
        pytest.param("3 June 2025, 10:15", "4 June 2025, 18:40", id="a date line"),
        pytest.param("Ada Example", "Ada Example and Bo Sample, 34", id="a byline"),
        pytest.param(FIRST, FIRST.replace("412", "413"), id="another paragraph"),
        pytest.param(LEAD, LEAD.replace("40", "41"), id="the figure of the sentence before"),
        pytest.param(
            TAIL, " Nobody at the ministry wished to comment.\n\n", id="the sentence behind"
        ),
        pytest.param(PASSAGE, PASSAGE.replace(" ", "\n  "), id="line breaks"),
        pytest.param(LEAD + PASSAGE + TAIL, "", id="moved to the end"),
        pytest.param(PASSAGE, "", id="moved to the end alone"),
    ],
)
def test_what_is_edited_elsewhere_leaves_the_passage_the_same(old, new):
    gone = old if not new and PASSAGE in old else ""
    page = (PAGE.replace(old, new) if old else PAGE) + f"\n\n{gone}"
    watched = watch_passage(cited(), page)
    assert (watched.outcome, watched.changes) == (Watched.SAME, ())
    assert watched.new.split() == PASSAGE.split()
    assert page[watched.start : watched.end] == watched.new


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ("65", "66", ["65 became 66."]),
        ("65 people", "sixty-six people", ["65 became sixty-six."]),
        ("more than 5,000", "5,000", ["“more than 5,000” lost its “more than”."]),
        ("65 people", "about 65 people", ["“65” gained “about”: “about 65”."]),
        ("65 people", "60 to 65 people", ["65 became 60 to 65."]),
        ("65 people", "people", ["The figure 65 people is gone."]),
        (
            "65 people drowned, more than 5,000",
            "66 people drowned, more than 6,000",
            ["65 became 66.", "more than 5,000 became more than 6,000."],
        ),
    ],
)
def test_a_changed_figure_is_told(old, new, sentences):
    watched = watch(old, new)
    assert watched.outcome is Watched.FIGURE_CHANGED
    assert [change.sentence for change in watched.changes] == sentences
    assert (watched.old, watched.new) == (PASSAGE, PASSAGE.replace(old, new))


def test_a_changed_figure_is_told_beside_a_changed_advert_byline_and_lead():
    page = PAGE.replace("65", "66").replace("12 pairs", "9 pairs").replace("40 guards", "42 guards")
    watched = watch_passage(cited(), page.replace("Ada Example", "Bo Sample"))
    assert [change.sentence for change in watched.changes] == ["65 became 66."]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("65 people", "sixty-five people", []),
        ("drowned", "died in the water", []),
        ("65 people drowned", "65 people drowned, 9 of them children", [ChangeKind.NEW]),
    ],
)
def test_other_words_about_the_same_figures_are_reworded(old, new, kinds):
    watched = watch(old, new)
    assert watched.outcome is Watched.REWORDED
    assert [change.kind for change in watched.changes] == kinds


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("", id="an empty page"),
        pytest.param("Page not found. Try our 3 other pages.", id="not found"),
        pytest.param(PAGE.replace(PASSAGE, ""), id="cut out"),
        pytest.param(PAGE.replace(LEAD + PASSAGE + TAIL, ""), id="cut out with its neighbours"),
    ],
)
def test_a_passage_that_is_gone(page):
    assert watch_passage(cited(), page) == WatchedPassage(Watched.PASSAGE_GONE, PASSAGE, "")


def test_the_figure_alone_may_be_what_was_cited():
    page = PAGE.replace("65", "66").replace("Ada Example", "Bo Sample")
    watched = watch_passage(cited("65"), page)
    assert (watched.outcome, watched.old, watched.new) == (Watched.FIGURE_CHANGED, "65", "66")
    assert watch_passage(cited("65"), PAGE.replace("12", "13")).outcome is Watched.SAME
    hedged = watch_passage(cited("65"), PAGE.replace("65", "nearly 65"))
    assert [change.kind for change in hedged.changes] == [ChangeKind.HEDGE]


def test_a_twin_of_the_passage_elsewhere_does_not_hide_a_change():
    twin = f"\n\nAs we wrote: {PASSAGE} Read it all."
    page = PAGE + twin
    watched = watch_passage(cited(page=page), PAGE.replace("65", "66") + twin)
    assert [change.sentence for change in watched.changes] == ["65 became 66."]


NOISE = st.lists(
    st.sampled_from(
        ["Buy", "9", "shoes", "for", "30%", "more", "than", "65", "sea.", "\n\n", "Now!"]
    ),
    max_size=12,
).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(NOISE, NOISE, NOISE, st.booleans())
def test_whatever_is_written_around_it_a_figure_changed_or_it_did_not(title, advert, last, changed):
    page = f"{title}\n\n{FIRST}{LEAD}{PASSAGE}{TAIL}{advert}\n\n{last}"  # each edited, none cited
    page = page.replace("65 people drowned", "66 people drowned") if changed else page
    watched = watch_passage(cited(), page)
    assert watched.outcome is (Watched.FIGURE_CHANGED if changed else Watched.SAME)
    assert [change.sentence for change in watched.changes] == ["65 became 66."] * changed
