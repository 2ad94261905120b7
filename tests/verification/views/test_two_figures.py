"""A claim with two figures: each has its line, and evidence stands with the one it is about."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from claims.models import Figure
from tests.factories import (
    DEPARTS,
    ClaimFactory,
    SourceFactory,
    assigned,
    editor,
    fresh,
    open_review_for,
    rating,
    with_evidence,
)
from tests.quantities.figures import fig
from verification.errors import NotReady
from verification.models import Evidence
from verification.operations.evidence_scope import set_scope
from verification.operations.findings import save_draft, submit_finding
from verification.operations.verdicts import draft_verdict
from verification.reports.page import page_of
from verification.reports.signing import to_be_signed

pytestmark = pytest.mark.django_db


def of_two_figures():
    """Of 5,000 to 7,000 people and of 3.2 percentage points."""
    claim = ClaimFactory()
    text = claim.document.snapshot.text
    start = text.find("3.2")
    Figure.objects.create(
        snapshot=claim.document.snapshot, claim=claim, start=start, end=start + 21,
        text="3.2 percentage points", low="3.2", high="3.2", unit="percentage point",
        nature="difference", change="down",
    )  # fmt: skip
    return open_review_for(claim)


@pytest.fixture(scope="class")
def given(standing):
    return standing(lambda: assigned(of_two_figures()))()


@pytest.fixture(scope="class")
def at_work(standing, given):
    return standing.signed_in(given.reviewer)


def points(given) -> Evidence:
    return with_evidence(given, excerpt="It fell by 3.1 percentage points.")


def people(given) -> Evidence:
    return with_evidence(given, excerpt="Some 6,300 people had joined by then.")


def page_at(client, given):
    return html.fromstring(client.get(given.review.get_absolute_url()).content)


def words(element) -> str:
    hidden = element.xpath(".//*[contains(@class, 'visually-hidden')]")
    return " ".join(
        "".join(element.itertext()).replace("".join(h.text or "" for h in hidden), "").split()
    )


def lines_of(client, given) -> list[tuple[str, str]]:
    """By line, its heading and what the numbers say."""
    return [
        (
            words(block.find(".//h2")),
            " ".join(block.xpath("string(.//p[@class='nl-says'])").split()),
        )
        for block in page_at(client, given).xpath("//div[@class='line-block']")
    ]


def test_each_figure_has_a_line_with_the_evidence_on_it_and_no_word_of_the_other(at_work, given):
    people(given)
    points(given)
    assert lines_of(at_work, given) == [
        (
            "Number line: 5,000 – 7,000 people",
            "What the numbers say. The one comparable, independent source lies inside what was "
            "claimed.",
        ),
        (
            "Number line: −3.2 pp",
            "What the numbers say. The one comparable, independent source overlaps what was "
            "claimed without lying wholly inside.",
        ),
    ]


def test_a_row_says_which_claimed_figure_it_was_held_against(at_work, given):
    evidence = points(given)
    side = page_at(at_work, given).get_element_by_id(f"evidence-{evidence.pk}")
    (told,) = side.xpath(".//div[@class='ev-side']")
    assert "claimed: −3.2 pp" in words(told)
    assert "5,000" not in words(told)


def test_the_reviewer_chooses_the_figure_that_evidence_is_about(at_work, given):
    evidence = people(given)
    form = page_at(at_work, given).get_element_by_id(f"scope-{evidence.pk}-figure")
    assert [option.get("value") for option in form] == ["", "1", "2", "all"]
    assert [words(option) for option in form] == [
        "Not said: go by its words (now 5,000 to 7,000 people)",
        "Only 5,000 to 7,000 people",
        "Only minus 3.2 percentage points",
        "Both of them",
    ]
    where = reverse("verification:scope", args=[given.review.claim_id, evidence.pk])
    assert at_work.post(where, {"figure": "2", "explained": ""}).status_code == 302
    evidence.refresh_from_db()
    assert evidence.scope == {"figure": "2"}
    shown = page_at(at_work, given)
    chosen = shown.get_element_by_id(f"scope-{evidence.pk}-figure").xpath("option[@selected]")
    assert [option.get("value") for option in chosen] == ["2"]
    assert "not comparable" in words(shown.get_element_by_id(f"evidence-{evidence.pk}"))
    assert not shown.xpath("//p[@class='nl-says']")  # nothing is left to say of the people


def test_it_is_about_both_figures_as_far_as_it_can_be_compared(at_work, given):
    evidence = people(given)
    where = reverse("verification:scope", args=[given.review.claim_id, evidence.pk])
    assert at_work.post(where, {"figure": "all", "explained": ""}).status_code == 302
    evidence.refresh_from_db()
    assert evidence.scope == {"figure": "all"}
    form = page_at(at_work, given).get_element_by_id(f"scope-{evidence.pk}-figure")
    assert [option.get("value") for option in form if option.get("selected") is not None] == ["all"]
    assert len(lines_of(at_work, given)) == 1


def test_a_row_names_what_was_found_and_what_was_claimed_of_each_figure(at_work, given):
    evidence = with_evidence(
        given, excerpt="It fell by 3.1 percentage points, and 6,300 people had joined."
    )
    side = page_at(at_work, given).get_element_by_id(f"evidence-{evidence.pk}")
    (told,) = side.xpath(".//div[@class='ev-side']")
    parts = [
        text.strip() for text in told.xpath(".//text()[not(ancestor::*[@class='visually-hidden'])]")
    ]
    assert [part for part in parts if part] == [
        "6,300 people", "inside", "what was claimed", "claimed:", "5,000 – 7,000 people",
        "−3.1 pp", "overlaps", "what was claimed", "claimed:", "−3.2 pp",
    ]  # fmt: skip


def test_the_tree_says_of_a_sources_second_figure_that_it_counts_for_another(at_work, given):
    bureau = SourceFactory()
    first = with_evidence(given, source=bureau, excerpt="Some 6,300 people had joined by then.")
    with_evidence(given, source=bureau, excerpt="It fell by 3.1 percentage points.")
    with_evidence(
        given, excerpt="The bureau said that 6,300 people had joined.", derives_from=first
    )
    page = words(page_at(at_work, given))
    assert (
        "3 pieces of evidence from 1 independent source; 1 is a further piece of the same source "
        "and counts for another figure; 1 only repeats another, so it does not count again"
    ) in page


def of_two_years():
    """Of accidents last year, in a text of 2026, and of those in 2024."""
    claim = ClaimFactory()
    document = claim.document
    document.published_on = date(2026, 11, 24)
    document.save()
    claim.figures.all().delete()
    for low, as_of in ((17, "last year"), (9, "2024")):
        Figure.objects.create(
            snapshot=document.snapshot, claim=claim, text=str(low), low=low, high=low,
            counted="accident", as_of=as_of,
        )  # fmt: skip
    return assigned(open_review_for(claim))


def test_the_year_that_is_told_decides_on_which_line_evidence_stands(client):
    given = of_two_years()
    with_evidence(given, excerpt="In 2024 the yards recorded 9 accidents.",
                  figures=[fig("9 accidents", 9, counted="accident", as_of="2024")])  # fmt: skip
    untold = with_evidence(given, excerpt="The yards recorded 9 accidents.")
    client.force_login(given.reviewer)
    said = dict(lines_of(client, given))
    assert [said.get("Number line: 17 accidents", "")] == [""]
    assert (
        "lies inside what was claimed. 1 does not count: not told which of the claimed figures"
        in (said["Number line: 9 accidents"])
    )
    row = page_at(client, given).get_element_by_id(f"evidence-{untold.pk}")
    assert (
        "Not told which of the claimed figures it is about. It stays out of the tally until you "
        "say which of them it is about, or why it counts"
    ) in words(row)


def test_a_claim_with_one_figure_asks_for_none(standing, client):
    given = assigned()
    evidence = with_evidence(given)
    client.force_login(given.reviewer)
    page = page_at(client, given)
    assert page.get_element_by_id(f"scope-{evidence.pk}-place") is not None
    assert not page.xpath(f"//*[@id='scope-{evidence.pk}-figure']")
    assert words(page.find(".//div[@class='line-block']/h2")) == "Number line"


@pytest.mark.parametrize("figure", ["0", "3", "second"])
def test_a_figure_that_the_claim_has_not_is_refused(given, figure):
    evidence = people(given)
    with pytest.raises(NotReady, match="no such figure"):
        set_scope(evidence, by=given.reviewer, scope={"figure": figure}, explained="")
    set_scope(evidence, by=given.reviewer, scope={"figure": "2"}, explained="")  # the control
    assert Evidence.objects.get(pk=evidence.pk).scope == {"figure": "2"}


def test_readers_are_shown_the_same_lines_and_why_a_piece_does_not_count(given, client):
    other = people(given)
    set_scope(other, by=given.reviewer, scope={"figure": "2"}, explained="")
    people(given)
    points(given)
    true = rating(given.review, "true")
    save_draft(given, by=given.reviewer, rating=true, reasons="So.", departs_because=DEPARTS)
    submit_finding(given, by=given.reviewer)
    verdict = draft_verdict(
        fresh(given.review), by=given.reviewer, conclusion="It holds.", explanation="See [1].",
        departs_because=DEPARTS,
    )  # fmt: skip
    payload = to_be_signed(fresh(given.review), verdict, signer=editor().name)
    page = page_of(payload)
    assert [(line.words, len(line.marks)) for line in page.lines] == [
        ("5,000 – 7,000 people", 1),
        ("−3.2 pp", 2),
    ]
    assert page.evidence[0].note.startswith("Not compared: ")
    assert [piece.figures for piece in page.evidence] == [
        (), ("5,000 – 7,000 people",), ("−3.2 pp",),
    ]  # fmt: skip
    client.force_login(given.reviewer)
    shown = client.get(reverse("verification:preview", args=[given.review.claim_id]))
    section = html.fromstring(shown.content).xpath("//section[@aria-labelledby='numbers']")[0]
    assert [words(each) for each in section.findall("h3")] == ["5,000 – 7,000 people", "−3.2 pp"]
    told = html.fromstring(shown.content).xpath("//li[@class='cited-item']")
    assert ["Compared with" in words(each) for each in told] == [False, True, True]
    assert "Compared with 5,000 – 7,000 people, as claimed" in words(told[1])
