"""Having pages, files and texts saved for a claim."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from newsroom.captures.models import Capture
from newsroom.captures.reading import Part, as_json
from tests.factories import SourceFactory, assigned, with_evidence
from tests.verification.saving import ADDRESS, TEXT, asked_for, failed_for, saved_for
from tests.verification.views.citing_pages import url, words
from verification.forms.citing import EvidenceForm
from verification.models import ChangedFigure, ClaimCopy
from verification.operations.copies import save_text
from verification.operations.own_evidence import own_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    return assigned()


@pytest.fixture
def at_work(client, given):
    client.force_login(given.reviewer)
    return client


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


def test_the_latest_copy_is_offered_first_and_what_changed_since_an_older_one_is_said(
    at_work, given
):
    """Rows are not made in the order in which their pages were saved, and the same page is saved
    by each who cites it."""
    saved = []
    for text, days in ((f"{TEXT} Now 66.", 1), (TEXT, 2), (TEXT, 9)):
        at = timezone.now() - timedelta(days=days)
        copy = saved_for(assigned(), text, captured_at=at)
        Capture.objects.filter(pk=copy.capture_id).update(asked_at=at)
        saved.append(copy.snapshot)
    latest, older, again = saved
    cited = with_evidence(given, snapshot=again, excerpt="The office keeps a register.")
    ChangedFigure.objects.create(
        evidence=cited, kind="figure", new_passage="66.", changes=["65 became 66."]
    )
    answer = at_work.post(url("save_copy", given), {"address": ADDRESS})
    offered = [(offer.snapshot, offer.changed) for offer in answer.context["known"]]
    assert offered == [(latest, ""), (older, "65 became 66.")]
    page = answer.content.decode()
    focused = re.search(r'action="([^"]*)">(?:(?!</form>).)*autofocus', page, re.S)
    assert focused[1] == url("use_copy", given, latest.pk)
    said = words(answer)
    assert said.count("It has changed since: 65 became 66.") == 1
    assert said.count(ADDRESS) == 1


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
