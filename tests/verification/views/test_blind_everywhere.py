"""No address of the desk or the console shows one blind reviewer anything of the other's work."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import cache

import pytest
from django.db import transaction
from django.test import Client

from newsroom.accounts.models import Role
from newsroom.notices.models import Notice
from tests.factories import SourceFactory, UserFactory, fresh, rating, with_evidence
from tests.scenes import Scene
from tests.verification.blind_scene import (
    MARKS,
    SHARED,
    Blind,
    console_searches,
    content_of,
    found_by,
    marks_in,
    one_writes_everything,
    searched,
)
from tests.verification.saving import asked_for
from verification.operations.asking_again import ask_again
from verification.operations.findings import save_draft, submit_finding

pytestmark = pytest.mark.filterwarnings("ignore")
EDITING, ALL = (Role.EDITOR,), (Role.EDITOR, Role.ADMIN)


@cache
def written(*, blind: bool = True, roles: tuple[str, ...] = ()) -> Callable[[], Scene]:
    """How that scene is made: the same function each time, so that it stands for several tests."""
    return lambda: Scene({}, {"all": one_writes_everything(blind=blind, roles=roles)})


@pytest.fixture
def written_by_one(standing):
    """``one_writes_everything``, made once for the tests in a row that ask for the same; what they
    do is undone."""
    with ExitStack() as undoing:

        def scene(**how) -> Blind:
            made = standing(written(**how))
            undoing.enter_context(transaction.atomic())
            undoing.callback(transaction.set_rollback, True)
            return made().all

        yield scene


def hand_in(scene, person):
    given = scene.review.standing_assignment_of(person)
    if person == scene.other:
        true = rating(scene.review, "true")
        save_draft(given, by=person, rating=true, reasons="So.", was_it_said="yes")
    submit_finding(given, by=person)
    scene.review = fresh(scene.review)


@pytest.mark.parametrize(
    ("who", "roles", "is_in"),
    [("other", ALL, True), ("left", EDITING, True), ("other", (), False)],
    ids=["who is editor and admin too", "an editor who gave it back", "the other reviewer"],
)
def test_nothing_of_the_one_reaches_who_has_or_had_the_other_part(
    written_by_one, who, roles, is_in
):
    scene = written_by_one(roles=roles)
    if is_in:
        hand_in(scene, scene.writer)
    assert scene.review.is_blind
    assert found_by(getattr(scene, who)) == {}


def test_who_held_the_writers_place_before_finds_only_what_they_wrote_themselves(written_by_one):
    scene = written_by_one()
    found = found_by(scene.gone)
    assert set(found) == {"evidence of who declined"}


@pytest.mark.parametrize(
    ("person", "finds"),
    [
        # Whoever is asked next has not been told; the copy of a page is the whole desk's.
        ("bystander", {"saved page", "title of a saved page", "excerpt", "figure"}),
        # Editors keep the desk going: what is brought, and what is asked of them.
        ("editor", {
            "saved page", "title of a saved page", "excerpt", "figure", "file", "pasted text",
            "page that failed", "page on its way", "reason for more time", "reason for a waiver",
            "answer to a waiver", "refusal of a waiver",
        }),
    ],
)  # fmt: skip
def test_who_has_no_part_in_it_finds_copies_and_an_editor_what_runs_the_desk(
    written_by_one, person, finds
):
    written_by_one()
    who = UserFactory(roles=[Role.EDITOR if person == "editor" else Role.REVIEWER])
    found = found_by(who)
    assert set(found) == finds
    # What stands in the copy of the page is found there, and not as evidence.
    for kind in ("excerpt", "figure"):
        assert found[kind].startswith(("/copies/", "/admin/captures/snapshot/")), found[kind]


def test_open_to_each_other_every_word_is_found_and_so_it_would_be(written_by_one):
    """The control: the same work and the same addresses, in a review that is not blind."""
    scene = written_by_one(blind=False, roles=EDITING)
    hand_in(scene, scene.writer)
    assert set(MARKS) - set(found_by(scene.other)) == set()


# -- searching, asking and being told ------------------------------------------------------------

SEARCHES = ("/claims/", "/sources/", "/documents/", "/claims/{claim}/copies/")
SEARCHED = (
    "reasons", "excerpt", "proposed source", "title of a saved page", "file", "reason to decline",
)  # fmt: skip


@pytest.mark.parametrize("blind", [True, False], ids=["blind", "control"])
def test_no_search_or_filter_tells_that_something_of_the_other_is_there(written_by_one, blind):
    scene = written_by_one(blind=blind, roles=ALL)
    if not blind:
        hand_in(scene, scene.writer)
    client = Client()
    client.force_login(scene.other)
    lists = [address.format(claim=scene.review.claim_id) for address in SEARCHES]
    lists += console_searches()
    told = {
        address
        for address in lists
        for nothing in [searched(client, address, "zqxzqx")]
        for kind in SEARCHED
        if searched(client, address, MARKS[kind]) != nothing
    }
    if blind:
        assert told == set()
    else:
        assert told >= {
            "/admin/verification/evidence/",
            "/admin/verification/finding/",
            "/admin/claims/claimevent/",
            "/admin/captures/snapshot/",
            "/admin/verification/source/",
            "/sources/",
        }


@pytest.mark.parametrize("blind", [False, True], ids=["control", "blind"])
def test_that_the_other_has_handed_in_is_told_once_it_is_no_secret(written_by_one, blind):
    scene = written_by_one(blind=blind, roles=EDITING)
    hand_in(scene, scene.writer)
    client = Client()
    client.force_login(scene.other)
    page = content_of(client.get(scene.review.get_absolute_url()))
    people = page[page.index('id="people-title"') :]
    assert ("submitted" in people[: people.index("</section>")]) is not blind
    rows = client.get("/admin/verification/assignment/").context["cl"].result_list
    assert (scene.writer in [row.reviewer for row in rows]) is not blind


def test_a_filter_in_the_consoles_address_tells_no_more_than_its_list(written_by_one):
    scene = written_by_one(roles=EDITING)
    client = Client()
    client.force_login(scene.other)
    mark = MARKS["reason to decline"]
    told = client.get(f"/admin/claims/claimevent/?note__icontains={mark}")
    assert told.context["cl"].result_list.count() == 0
    address = f"/admin/verification/assignment/?end_note__icontains={mark}"
    assert client.get(address).context["cl"].result_list.count() == 0
    # Control: the same for an editor who has no part in it.
    client.force_login(UserFactory(roles=[Role.EDITOR]))
    assert client.get(address).context["cl"].result_list.count() == 1


@pytest.mark.parametrize("handed_in", [False, True])
def test_no_notice_and_no_mail_to_anybody_else_holds_a_word_of_it(written_by_one, handed_in):
    scene = written_by_one(roles=EDITING)
    if handed_in:
        hand_in(scene, scene.writer)
    told = Notice.objects.exclude(recipient=scene.writer)
    assert told.exists()
    assert marks_in("\n".join(f"{notice.text} {notice.path}" for notice in told)) == set()


def test_what_the_other_cited_already_is_refused_nobody(written_by_one):
    """Citing the same passage, the same interest, the same page: as if one were alone."""
    scene = written_by_one()
    given = scene.review.standing_assignment_of(scene.other)
    theirs = scene.review.evidence.filter(cited_by=scene.writer, snapshot__isnull=False).first()
    source = theirs.source
    mine = with_evidence(given, source=SourceFactory(), excerpt=theirs.excerpt)
    assert mine.cited_by == scene.other
    asked = asked_for(given, f"https://{MARKS['page on its way']}.example/")
    assert asked.assignment == given
    assert not source.is_proposer_told_to(scene.other)


def test_contacts_are_shared_as_they_are_meant_to_be(written_by_one):
    scene = written_by_one()
    client = Client()
    client.force_login(scene.other)
    assert SHARED in content_of(client.get(scene.review.get_absolute_url()))


# -- the next round ------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("standing")
def test_asked_again_both_are_blind_again_with_what_was_found_before():
    scene = one_writes_everything()
    hand_in(scene, scene.writer)
    hand_in(scene, scene.other)
    ask_again(scene.review, by=UserFactory(roles=[Role.EDITOR]), reason="Look again.")
    review = fresh(scene.review)
    given = review.standing_assignment_of(scene.writer)
    with_evidence(given, excerpt="Now Qsecondq of 5,900 people.")
    save_draft(given, by=scene.writer, rating=None, reasons="Qsecondq too.")
    client = Client()
    client.force_login(scene.other)
    for page in (review.get_absolute_url(), f"/claims/{review.claim_id}/history/", "/sources/"):
        text = content_of(client.get(page))
        assert "Qsecondq" not in text
    assert "Qreasonsq" in content_of(client.get(review.get_absolute_url()))
