"""Saving pages for a claim, what is offered to cite from, and the citing page."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from claims.models import Claim
from newsroom.captures.reading import Part, as_json
from tests.factories import (
    ClaimFactory,
    SourceFactory,
    TopicFactory,
    assigned,
    fresh,
    open_review_for,
    submitted,
    with_evidence,
)
from tests.verification.saving import ADDRESS, TEXT, asked_for, failed_for, saved_for
from verification.forms.citing import EvidenceForm
from verification.models import ChangedFigure, ClaimCopy, Evidence, Source, SourceDomain
from verification.operations.copies import save_text, use_copy
from verification.operations.own_evidence import own_source
from verification.reports.evidence_values import evidence_values
from verification.reports.evidence_words import details

pytestmark = pytest.mark.django_db
START = TEXT.index("Some 6,300")
END = TEXT.index(" The ministry")
DENIAL = TEXT.index("The ministry"), len(TEXT)


def url(name, given, *more):
    return reverse(f"verification:{name}", args=[given.review.claim_id, *more])


def words(answer):
    return " ".join(strip_tags(answer.content.decode()).split())


def told_to_readers(given):
    evidence = list(Evidence.objects.filter(review=given.review).with_proof())
    return evidence_values(evidence, {}, evidence)


def passage(**more):
    return {"start": START, "end": END, "stance": "supports", "hand": "first", **more}


@pytest.fixture
def given():
    return assigned()


@pytest.fixture
def at_work(client, given):
    client.force_login(given.reviewer)
    return client


# -- having something saved ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (ADDRESS, ADDRESS),
        (f"  {ADDRESS}#table-3 ", ADDRESS),
        ("register.example/brigades", ADDRESS),
        ("http://register.example/x", "http://register.example/x"),
    ],
)
def test_a_pasted_address_is_saved_and_leads_to_the_citing_page(at_work, given, typed, address):
    answer = at_work.post(url("save_copy", given), {"address": typed})
    copy = ClaimCopy.objects.get()
    assert (copy.capture.url, copy.assignment) == (address, given)
    assert answer["Location"] == url("citing", given, copy.pk)
    page = at_work.get(answer["Location"])
    assert "Being saved" in words(page)
    assert 'hx-trigger="every 700ms"' in page.content.decode()


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "hello there", "javascript:alert(1)", "ftp://a.example/x", "nothing", "\x00"],
)
def test_what_is_no_address_is_told_so_where_it_was_typed(at_work, given, typed):
    answer = at_work.post(url("save_copy", given), {"address": typed})
    assert answer.status_code == 422
    assert "Nothing was saved yet" in words(answer)
    assert not ClaimCopy.objects.exists()


def test_a_file_is_saved_under_its_name(at_work, given):
    file = SimpleUploadedFile("register.txt", TEXT.encode())
    answer = at_work.post(url("save_copy", given), {"address": "", "file": file})
    copy = ClaimCopy.objects.get()
    assert (copy.capture.filename, answer.status_code) == ("register.txt", 302)


def test_a_refused_file_leaves_the_panel_as_it_was(at_work, given):
    file = SimpleUploadedFile("x.bin", b"\x00\x01\x02" * 99)
    answer = at_work.post(url("save_copy", given), {"address": "", "file": file})
    assert answer.status_code == 422
    assert "none of what the desk takes" in words(answer)


def test_of_a_page_that_has_changed_since_saving_it_anew_is_offered_first(at_work, given):
    copy = saved_for(given)
    cited = with_evidence(given, snapshot=copy.snapshot, excerpt="The office keeps a register.")
    change = ChangedFigure.objects.create(
        evidence=cited, kind="figure", new_passage="66.", changes=["65 became 66."]
    )
    page = words(at_work.post(url("save_copy", given), {"address": ADDRESS}))
    assert "It has changed since: 65 became 66. Save it anew." in page
    assert page.rindex("Save it anew") < page.index("Use this copy")
    change.decision, change.reason, change.decided_at = "no_matter", "So.", timezone.now()
    change.save()
    page = words(at_work.post(url("save_copy", given), {"address": ADDRESS}))
    assert "It has changed since" not in page  # control
    assert page.index("Use this copy") < page.index("Save it anew if it may have changed")


def test_the_desks_own_calculations_are_no_source_to_choose(given):
    own_source(by=given.reviewer)
    SourceFactory(name="Register")
    form = EvidenceForm(review=given.review, by=given.reviewer)
    assert [source.name for source in form.fields["source"].queryset] == ["Register"]


def test_a_pasted_text_needs_no_waiting(at_work, given):
    typed = {"address": ADDRESS, "text": TEXT}
    answer = at_work.post(url("save_copy", given), typed, follow=True)
    copy = ClaimCopy.objects.get()
    assert (copy.snapshot.text, copy.snapshot.url) == (TEXT, ADDRESS)
    assert "Some 6,300 people" in words(answer)


def test_a_pasted_text_is_called_by_its_first_words_where_it_has_no_title(at_work, given):
    said = "The office keeps a register of 5,000 to 7,000 people. It is public."
    elsewhere = assigned(to=given.reviewer)
    for where in (given, elsewhere):
        save_text(where, by=given.reviewer, text=f"{said} For {where.pk}.")
        saved_for(where, said, f"{ADDRESS}/{where.pk}", title="The northern register")
    page = words(at_work.get(url("copies_offered", given)))
    own, offered = page.split("The desk has already")
    for part in (own, offered):
        assert part.count("“The office keeps a register of 5,000 to …”, pasted") == 1
        assert part.count("The northern register") == 1
    assert "asted text" not in page


def test_the_copys_title_stands_once_on_the_citing_page(at_work, given):
    text = f"The register\n{TEXT}"
    parts = as_json([Part("heading", 0, 12, level=1), Part("paragraph", 13, len(text))])
    for title, hidden in (("The register", True), ("Another title", False)):
        copy = saved_for(given, text, f"{ADDRESS}/{hidden}", title=title, parts=parts)
        page = at_work.get(url("citing", given, copy.pk)).content.decode()
        assert ('<h1 id="copy-title" class="visually-hidden">' in page) is hidden
        assert f">{title}</h1>" in page


def test_a_page_the_desk_has_is_offered_before_it_is_saved_anew(at_work, given):
    desk_s = saved_for(assigned()).snapshot
    answer = at_work.post(url("save_copy", given), {"address": ADDRESS.replace("https", "http")})
    assert "The desk has this page already" in words(answer)
    assert not ClaimCopy.objects.filter(assignment=given).exists()
    at_work.post(url("use_copy", given, desk_s.pk))
    assert ClaimCopy.objects.get(assignment=given).snapshot == desk_s
    at_work.post(url("save_copy", given), {"address": ADDRESS, "anew": "on"})
    assert ClaimCopy.objects.filter(assignment=given).count() == 2


def test_a_failure_says_why_and_has_the_other_ways_beside_it(at_work, given):
    copy = failed_for(given)
    page = at_work.get(url("citing", given, copy.pk))
    said = words(page)
    assert "There is no such page any more." in said
    html = page.content.decode()
    for name in ("address", "file", "text"):
        assert re.search(rf'name="{name}"', html)
    assert f'value="{ADDRESS}"' in html
    assert "not saved: There is no such page any more." in words(
        at_work.get(given.review.get_absolute_url())
    )
    at_work.post(url("save_copy_again", given, copy.pk))
    copy.capture.refresh_from_db()
    assert copy.capture.is_live


def test_the_waiting_page_turns_to_the_copy_by_itself(at_work, given):
    copy = asked_for(given)
    htmx = {"HX-Request": "true"}
    where = url("citing", given, copy.pk)
    assert at_work.get(where, {"waiting": 1}, headers=htmx).status_code == 200
    ready = saved_for(assigned(to=given.reviewer), address=f"{ADDRESS}/2")
    type(copy.capture).objects.filter(pk=copy.capture_id).update(
        state="done", snapshot=ready.snapshot
    )
    answer = at_work.get(where, {"waiting": 1}, headers=htmx)
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


def test_the_workspace_lists_what_is_being_saved(at_work, given):
    asked_for(given)
    assert "waits for a worker" in words(at_work.get(given.review.get_absolute_url()))


# -- what is offered -----------------------------------------------------------------------------


def offered(client, given, **typed):
    client.force_login(given.reviewer)
    answer = client.get(url("copies_offered", given), typed)
    return [(offer.snapshot, offer.why) for offer in answer.context["offers"]]


def test_each_offer_says_why_and_what_fits_best_comes_first(client, given):
    other = assigned(open_review_for(claim_like(given)))
    figures = saved_for(other, "They counted 5,000 and then 7,000.", f"{ADDRESS}/1").snapshot
    cited = saved_for(other, "Cited.", f"{ADDRESS}/2").snapshot
    with_evidence(other, excerpt="Cited.", snapshot=cited, source=SourceFactory(name="River Board"))
    submitted(other)
    same = saved_for(assigned(), "The same page.").snapshot
    saved_for(assigned(), "Not 15,000 nor 70,001.", f"{ADDRESS}/3")  # noise
    assert offered(client, given, address=ADDRESS) == [
        (same, "the same page"),
        (cited, f"River Board, cited for another claim of {given.review.claim.claimant}"),
        (figures, "its text has 5,000 and 7,000"),
    ]


def claim_like(given):
    claim = ClaimFactory(claimant=given.review.claim.claimant)
    topic = TopicFactory()
    Claim.objects.filter(pk__in=[claim.pk, given.review.claim_id]).update(topic=topic)
    return Claim.objects.get(pk=claim.pk)


def test_what_one_has_for_the_claim_is_not_offered_twice(client, given):
    copy = saved_for(given)
    assert offered(client, given, address=ADDRESS) == []
    assert f"/cite/{copy.pk}/" in client.get(url("copies_offered", given)).content.decode()


@pytest.mark.parametrize("blind", [True, False])
def test_nothing_of_the_other_reviewer_s_is_offered_while_it_is_blind(client, blind):
    review = open_review_for(reviewers=2, blind=blind)
    first, second = assigned(review), assigned(fresh(review))
    text = "They counted 5,000 and then 7,000."
    hidden = saved_for(first, text)
    with_evidence(first, excerpt=text, snapshot=hidden.snapshot)
    assert offered(client, second, address=ADDRESS) == []
    for where in (url("copies_offered", second), second.review.get_absolute_url()):
        assert (f"/cite/{hidden.pk}/" in client.get(where).content.decode()) != blind
    assert client.get(url("citing", second, hidden.pk)).status_code == (404 if blind else 200)
    use = client.post(url("use_copy", second, hidden.snapshot.pk))
    assert use.status_code == (404 if blind else 302)
    # Typing its address tells nothing either: it is saved as if for the first time.
    answer = client.post(url("save_copy", second), {"address": ADDRESS})
    assert ("has this page already" in words(answer)) != blind


def test_neither_count_nor_order_of_the_desk_s_copies_tells_what_the_other_does(client):
    review = open_review_for(reviewers=2, blind=True)
    first, second = assigned(review), assigned(fresh(review))
    texts = ("They counted 5,000 and then 7,000.", "First 7,000, then 5,000.")
    desk_s = [
        saved_for(assigned(), text, f"{ADDRESS}/{n}").snapshot for n, text in enumerate(texts)
    ]
    before = offered(client, second)
    assert [snapshot for snapshot, _ in before] == desk_s[::-1]
    use_copy(first, by=first.reviewer, snapshot=desk_s[0])
    with_evidence(first, excerpt=texts[0], snapshot=desk_s[0])
    assert offered(client, second) == before


@pytest.mark.parametrize("page", ["panel", "offers"])
def test_thirty_copies_take_no_more_queries_than_one(
    at_work, given, page, django_assert_num_queries
):
    where = given.review.get_absolute_url() if page == "panel" else url("copies_offered", given)

    def save(number):
        saved_for(given, f"Mine {number}.", f"{ADDRESS}/own/{number}")
        saved_for(assigned(), f"They counted 5,000 and 7,000. {number}", f"{ADDRESS}/{number}")

    save(0)
    at_work.get(where)
    with CaptureQueriesContext(connection) as one:
        at_work.get(where)
    for number in range(1, 30):
        save(number)
    with django_assert_num_queries(len(one)):
        at_work.get(where)


# -- the citing page -----------------------------------------------------------------------------


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


# -- hostile input -------------------------------------------------------------------------------


PLACES = [("-1", "5"), ("5", "5"), ("9", "3"), ("0", "99999"), ("x", "y"), ("", ""), ("\x00", "1"),
          ("9" * 40, "9" * 41), ("0", str(2**31))]  # fmt: skip


@pytest.mark.parametrize(("start", "end"), PLACES)
def test_a_place_outside_the_copy_is_refused_and_nothing_is_cited(at_work, given, start, end):
    where = url("citing", given, saved_for(given).pk)
    typed = passage(start=start, end=end, source=SourceFactory().pk)
    assert at_work.post(where, typed).status_code == 422
    assert not Evidence.objects.exists()
    assert at_work.get(where, {"start": start, "end": end}).status_code == 200


def test_the_form_cannot_say_what_stands_there(at_work, given):
    copy = saved_for(given)
    forged = {"excerpt": "7,000", "kind": "cell", "page": "9", "row_head": "R", "prefix": "P"}
    at_work.post(url("citing", given, copy.pk), passage(source=SourceFactory().pk, **forged))
    evidence = Evidence.objects.get()
    assert (evidence.excerpt, evidence.kind, evidence.page, evidence.row_head) == (
        TEXT[START:END], "passage", "", "",
    )  # fmt: skip


def test_a_copy_of_another_claim_is_not_cited_from(at_work, given):
    foreign = saved_for(assigned())
    own_other = saved_for(assigned(to=given.reviewer), address=f"{ADDRESS}/2")
    for copy in (foreign, own_other):
        where = url("citing", given, copy.pk)
        assert at_work.get(where).status_code == 404
        assert at_work.post(where, passage(source=SourceFactory().pk)).status_code == 404
        assert at_work.post(url("save_copy_again", given, copy.pk)).status_code == 404


def test_pressed_twice_it_is_cited_once(at_work, given):
    where = url("citing", given, saved_for(given).pk)
    typed = passage(source=SourceFactory().pk)
    assert at_work.post(where, typed).status_code == 302
    again = at_work.post(where, typed)
    assert again.status_code == 422
    assert "You have cited this passage" in words(again)
    assert Evidence.objects.count() == 1


def test_once_handed_in_nothing_more_is_cited(at_work, given):
    copy = saved_for(given)
    submitted(given)
    before = Evidence.objects.count()
    for answer in (
        at_work.get(url("citing", given, copy.pk)),
        at_work.post(url("citing", given, copy.pk), passage(source=SourceFactory().pk)),
    ):
        assert answer["Location"] == given.review.get_absolute_url()
    assert Evidence.objects.count() == before


def test_what_a_page_brings_along_is_escaped(at_work, given):
    text = '<script>alert(1)</script> "x" 6,300 <b>people</b>.'
    copy = saved_for(given, text, title="<script>alert(2)</script>")
    for query in ({}, {"start": 0, "end": len(text)}):
        page = at_work.get(url("citing", given, copy.pk), query).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
    panel = at_work.get(given.review.get_absolute_url()).content.decode()
    assert "<script>alert" not in panel


@pytest.mark.parametrize("junk", ["\x00", "9" * 40, "<script>", "-1", "'; drop table--"])
def test_garbage_in_any_field_is_never_a_fault(at_work, given, junk):
    where = url("citing", given, saved_for(given).pk)
    fields = ("start", "end", "read_for", "source", "new_source", "new_kind", "new_tier", "stance",
              "hand", "answers", "as_of", "population", "place", "derives_from")  # fmt: skip
    for name in fields:
        typed = passage(source=SourceFactory().pk) | {name: junk}
        assert at_work.post(where, typed).status_code < 500
        assert at_work.get(where, {name: junk, "at": junk}).status_code == 200
    assert at_work.get(url("copies_offered", given), {"address": junk}).status_code == 200


def test_a_long_copy_comes_in_parts_and_opens_where_the_claim_s_figure_stands(at_work, given):
    text = "\n\n".join(["Nothing to see here at all. " * 40] * 120 + ["They were 5,000 to 7,000."])
    copy = saved_for(given, text)
    page = at_work.get(url("citing", given, copy.pk))
    leaf = page.context["leaf"]
    assert leaf.count > 1
    assert "They were 5,000 to 7,000." in words(page)
    assert leaf.number == leaf.count
    assert at_work.get(url("citing", given, copy.pk), {"at": 0}).context["leaf"].number == 1


# -- figures of one's own evidence ---------------------------------------------------------------


@pytest.fixture
def evidence(given):
    return with_evidence(given, excerpt="Some 6,300 people in 40 brigades.")


def parts(**more):
    return {"comparator": "exact", "nature": "level", "change": "none", **more}


def test_a_figure_is_corrected_in_words_and_the_number_line_follows(at_work, given, evidence):
    figure = evidence.figures.first()
    where = url("evidence_figure", given, evidence.pk, figure.pk)
    assert where in at_work.get(given.review.get_absolute_url()).content.decode()
    answer = at_work.post(where, parts(typed="4,000 people"), follow=True)
    figure.refresh_from_db()
    assert (figure.low, figure.counted) == (4000, "person")
    assert "The evidence now says 4,000 people." in words(answer)
    assert "−20 %" in words(answer)


def test_a_look_at_what_is_typed_saves_nothing(at_work, given, evidence):
    figure = evidence.figures.first()
    where = url("evidence_figure", given, evidence.pk, figure.pk)
    answer = at_work.post(where, parts(typed="4,000 people", do="read"))
    assert "Reads as 4,000 people" in words(answer)
    figure.refresh_from_db()
    assert figure.low == 6300
    wrong = at_work.post(where, parts(typed="no number at all"))
    assert wrong.status_code == 422
    assert "no figure in these words" in words(wrong)


def test_a_figure_is_added_and_taken_off(at_work, given, evidence):
    at_work.post(url("evidence_figure_add", given, evidence.pk), parts(typed="12 officers"))
    added = evidence.figures.latest("pk")
    assert (added.low, added.counted) == (12, "officer")
    at_work.post(url("evidence_figure_off", given, evidence.pk, added.pk))
    assert evidence.figures.count() == 2
    twice = at_work.post(url("evidence_figure_off", given, evidence.pk, added.pk))
    assert twice.status_code == 404


def test_figures_of_others_evidence_have_no_form(client, given, evidence):
    other = with_evidence(assigned())
    client.force_login(given.reviewer)
    figure = other.figures.first()
    assert client.get(url("evidence_figure", given, other.pk, figure.pk)).status_code == 404
    assert client.get(url("evidence_figure", given, evidence.pk, figure.pk)).status_code == 404


def test_once_submitted_the_chips_are_gone_and_a_late_press_is_refused(at_work, given, evidence):
    figure = evidence.figures.first()
    where = url("evidence_figure", given, evidence.pk, figure.pk)
    submitted(given)
    assert where not in at_work.get(given.review.get_absolute_url()).content.decode()
    assert at_work.post(where, parts(typed="4,000 people")).status_code == 403
    figure.refresh_from_db()
    assert figure.low == 6300


def test_typing_it_in_still_works_without_a_page(at_work, given):
    cited = {"source": SourceFactory().pk, "stance": "supports", "hand": "first",
             "excerpt": "Page 12 says 6,300."}  # fmt: skip
    assert at_work.post(url("cite", given), cited).status_code == 302
    assert Evidence.objects.get().snapshot is None
