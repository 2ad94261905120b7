"""The citing page: taking a passage where it stands, and what is said of it."""

from __future__ import annotations

from datetime import date

import pytest

from newsroom.captures.reading import Part, as_json
from tests.factories import SourceFactory, assigned, submitted
from tests.verification.saving import ADDRESS, TEXT, saved_for
from tests.verification.views.citing_pages import DENIAL, END, START, offered, passage, url, words
from verification.models import Evidence, Source, SourceDomain
from verification.reports.evidence_values import evidence_values
from verification.reports.evidence_words import details

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="class")
def given(standing):
    return standing(assigned)()


@pytest.fixture(scope="class")
def at_work(standing, given):
    return standing.signed_in(given.reviewer)


def told_to_readers(given):
    evidence = list(Evidence.objects.filter(review=given.review).with_proof())
    return evidence_values(evidence, {}, evidence)


def test_the_page_has_every_sentence_with_a_way_to_take_it_without_scripts(at_work, given):
    copy = saved_for(given)
    where = url("citing", given, copy.pk)
    page = at_work.get(where).content.decode()
    assert f'href="?start={START}&amp;end={END}#citing"' in page
    assert page.count("data-item") == 3
    taken = at_work.get(where, {"start": START, "end": END})
    form = taken.context["form"]
    assert form.initial["as_of"] is None  # "by 30 September" is no day of the figure's own
    assert form.initial["population"] == "people from Varland"
    assert "≈ 6,300 people" in words(taken)
    assert "≈ 6,300 people" not in words(at_work.get(where))


def test_taking_a_passage_by_script_brings_the_form_alone(at_work, given):
    where = url("citing", given, saved_for(given).pk)
    answer = at_work.get(where, {"start": START, "end": END}, headers={"HX-Request": "true"})
    assert "≈ 6,300 people" in words(answer)
    assert "data-item" not in answer.content.decode()
    assert answer.content.decode().count('id="citing"') == 1


def test_a_passage_is_cited_where_it_stands_with_what_was_said_of_it(at_work, given):
    source = SourceFactory(kind="data")
    copy = saved_for(given)
    answer = at_work.post(
        url("citing", given, copy.pk),
        passage(source=source.pk, place="Varland", read_for=f"{START}-{END}", as_of="2024-09-30"),
    )
    evidence = Evidence.objects.get()
    assert answer["Location"] == f"{given.review.get_absolute_url()}#evidence-{evidence.pk}"
    assert (evidence.excerpt, evidence.start, evidence.end) == (TEXT[START:END], START, END)
    assert evidence.prefix.endswith("keeps a register. ")
    assert evidence.suffix.startswith(" The ministry denied")
    assert (evidence.snapshot, evidence.url, evidence.source) == (copy.snapshot, ADDRESS, source)
    assert (evidence.stance, evidence.hand, evidence.place) == ("supports", "first", "Varland")
    assert evidence.as_of == date(2024, 9, 30)
    figure = evidence.figures.get()
    assert (figure.low, figure.counted, figure.population) == (
        6300,
        "person",
        "people from Varland",
    )
    assert evidence.excerpt[figure.start : figure.end] == figure.text


def test_added_before_the_form_came_back_it_is_read_by_the_server(at_work, given):
    """The hidden place is the new one, day and people are still those of the one before."""
    copy = saved_for(given)
    stale = passage(source=SourceFactory(kind="data").pk, read_for="0-20", population="Others")
    at_work.post(url("citing", given, copy.pk), stale)
    assert Evidence.objects.get().population == "people from Varland"
    # Control: what was typed for this very place is kept.
    typed = stale | {"read_for": f"{START}-{END}", "stance": "context"}
    at_work.post(url("citing", given, copy.pk), typed)
    assert Evidence.objects.latest("pk").population == "Others"


TABLE = "Region\tMembers (thousands)\nVarland\t6.3"


def test_a_cell_is_cited_under_its_heads_and_shown_so(at_work, given):
    at = TABLE.index("6.3")
    parts = (
        Part("page", 0, len(TABLE), "12"),
        Part("table", 0, len(TABLE)),
        Part("cell", at, at + 3, "", "Varland", "Members (thousands)", 2, 2),
    )
    copy = saved_for(given, TABLE, parts=as_json(parts))
    source = SourceFactory(kind="data")
    at_work.post(url("citing", given, copy.pk), passage(start=at, end=at + 1, source=source.pk))
    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.excerpt, evidence.page) == ("cell", "6.3", "12")
    assert (evidence.row_head, evidence.column_head) == ("Varland", "Members (thousands)")
    assert evidence.figures.get().low == 6300
    assert "Varland · Members (thousands) 6.3" in words(
        at_work.get(given.review.get_absolute_url())
    )


def test_a_caption_is_a_head_and_what_it_makes_of_the_figure_is_shown_to_all(client, given):
    text = "Table 1. Unemployment by district, %\nDistrict\t2025\nHarbour\t7.0"
    at = text.index("7.0")
    parts = (
        Part("table", 0, len(text), "Table 1. Unemployment by district, %"),
        Part("cell", at, at + 3, "", "Harbour", "2025", 3, 2),
    )
    copy = saved_for(given, text, parts=as_json(parts))
    client.force_login(given.reviewer)
    source = SourceFactory(kind="data")
    answer = client.get(url("citing", given, copy.pk), {"start": at, "end": at + 3})
    assert "Table 1. Unemployment by district, % · 2025: 7.0" in words(answer)
    client.post(url("citing", given, copy.pk), passage(start=at, end=at + 3, source=source.pk))
    evidence = Evidence.objects.get()
    assert evidence.column_head == "Table 1. Unemployment by district, % · 2025"
    figure = evidence.figures.get()
    assert (figure.low, figure.unit) == (7, "percent")
    # Who corrects it has it as a chip; once it is in, all are told beside the excerpt.
    own = given.review.get_absolute_url()
    assert "read as" not in words(client.get(own))
    submitted(given)
    for address in (own, source.get_absolute_url()):
        assert "7.0 read as 7 %" in words(client.get(address))
    (told, other) = told_to_readers(given)
    assert (told["read_as"], other["read_as"]) == ([figure.words], [])
    assert f"Read as {figure.words}." in details(told)


def test_what_is_said_of_the_passage_holds_for_its_figure(at_work, given):
    text = "It counts 40 ships."
    copy = saved_for(given, text)
    said = {"population": "ships of the coast", "place": "Varland", "read_for": f"0-{len(text)}"}
    at_work.post(
        url("citing", given, copy.pk),
        passage(start=0, end=len(text), source=SourceFactory(kind="data").pk) | said,
    )
    figure = Evidence.objects.get().figures.get()
    assert (figure.population, figure.place) == ("ships of the coast", "Varland")


def test_what_was_read_from_one_figure_is_not_said_of_another(at_work, given):
    text = "Some 6,300 people from Varland had joined, on 40 ships."
    copy = saved_for(given, text)
    typed = passage(start=0, end=len(text), source=SourceFactory(kind="data").pk)
    at_work.post(url("citing", given, copy.pk), typed)
    evidence = Evidence.objects.get()
    assert evidence.population == "people from Varland"
    assert [figure.population for figure in evidence.figures.all()] == ["people from Varland", ""]


def test_without_a_source_no_kind_is_the_reason_for_a_question(at_work, given):
    copy = saved_for(given)
    nobody = passage(hand="", new_source="", new_kind="official")
    answer = at_work.post(url("citing", given, copy.pk), nobody)
    assert answer.status_code == 422
    assert "The source is an office" not in words(answer)
    # Control: named and of that kind, it is.
    answer = at_work.post(url("citing", given, copy.pk), nobody | {"new_source": "Harbour office"})
    assert "The source is an office" in words(answer)
    assert answer.context["form"].fields["new_kind"].initial == "news"


def test_the_source_is_found_by_the_page_s_domain(at_work, given):
    source = SourceFactory(kind="data")
    SourceDomain.objects.create(source=source, domain="register.example")
    copy = saved_for(given)
    assert at_work.get(url("citing", given, copy.pk)).context["form"]["source"].value() == source.pk


def test_a_new_domain_is_proposed_as_a_source_with_it(at_work, given):
    copy = saved_for(given)
    page = at_work.get(url("citing", given, copy.pk))
    initial = page.context["form"].initial
    assert (initial["new_source"], initial["new_kind"]) == ("register.example", "news")
    named = {"new_source": "The Register", "new_kind": "data", "new_tier": "1_primary"}
    at_work.post(url("citing", given, copy.pk), passage(source="", **named))
    source = Source.objects.get(name="The Register")
    assert (source.state, source.kind, source.tier) == ("proposed", "data", "1_primary")
    assert [domain.domain for domain in source.domains.all()] == ["register.example"]
    assert Evidence.objects.get().source == source


def test_choosing_another_source_than_the_one_proposed_is_no_contradiction(at_work, given):
    copy, source = saved_for(given), SourceFactory(kind="data")
    chosen = passage(source=source.pk, new_source="register.example", new_kind="news")
    assert at_work.post(url("citing", given, copy.pk), chosen).status_code == 302
    assert Evidence.objects.get().source == source
    # Control: a name of their own beside a chosen source is one.
    both = chosen | {"new_source": "Mine", "stance": "context"}
    assert at_work.post(url("citing", given, copy.pk), both).status_code == 422


@pytest.mark.parametrize(
    ("kind", "place", "is_asked"),
    [
        ("official", (START, END), True),
        ("person", (START, END), True),
        ("data", DENIAL, True),
        ("data", (START, END), False),
    ],
)
def test_whose_knowledge_it_is_is_asked_where_it_matters(at_work, given, kind, place, is_asked):
    copy, source = saved_for(given), SourceFactory(kind=kind)
    start, end = place
    typed = passage(source=source.pk, start=start, end=end, hand="")
    answer = at_work.post(url("citing", given, copy.pk), typed)
    assert answer.status_code == (422 if is_asked else 302)
    assert ("Say whether it is first- or second-hand" in words(answer)) == is_asked
    assert Evidence.objects.exists() != is_asked
    if not is_asked:
        assert Evidence.objects.get().hand == "second"


def test_a_denial_is_said_to_be_as_good_as_its_source(at_work, given):
    where = url("citing", given, saved_for(given).pk)
    start, end = DENIAL
    said = "A denial is as good as its source."
    assert said in words(at_work.get(where, {"start": start, "end": end}))
    assert said not in words(at_work.get(where, {"start": START, "end": END}))


def test_what_is_cited_in_confidence_from_a_copy_is_offered_to_nobody_after(client, given):
    copy, other = saved_for(given), assigned()
    client.force_login(given.reviewer)
    told = {"is_confidential": "on", "shown_as": "A memo, seen by the editor"}
    typed = passage(source=SourceFactory().pk)
    where = url("citing", given, copy.pk)
    assert [found for found, _ in offered(client, other, address=ADDRESS)] == [copy.snapshot]
    client.force_login(given.reviewer)
    assert client.post(where, typed | told).status_code == 302
    assert Evidence.objects.get().is_confidential
    assert offered(client, other, address=ADDRESS) == []


def test_a_long_copy_comes_in_parts_and_opens_where_the_claim_s_figure_stands(at_work, given):
    text = "\n\n".join(["Nothing to see here at all. " * 40] * 120 + ["They were 5,000 to 7,000."])
    copy = saved_for(given, text)
    page = at_work.get(url("citing", given, copy.pk))
    leaf = page.context["leaf"]
    assert leaf.count > 1
    assert "They were 5,000 to 7,000." in words(page)
    assert leaf.number == leaf.count
    assert at_work.get(url("citing", given, copy.pk), {"at": 0}).context["leaf"].number == 1


def test_typing_it_in_still_works_without_a_page(at_work, given):
    cited = {"source": SourceFactory().pk, "stance": "supports", "hand": "first",
             "excerpt": "Page 12 says 6,300."}  # fmt: skip
    assert at_work.post(url("cite", given), cited).status_code == 302
    assert Evidence.objects.get().snapshot is None
