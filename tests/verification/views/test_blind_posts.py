"""Whatever is posted to whichever address of a claim: the answer tells nobody, who has no part in
what the other does, that the other has handed in, nor what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from newsroom.accounts.models import Role, User
from tests import scenes
from tests.factories import fresh, rating
from tests.rights.pages_of_reviews import PAGES
from tests.verification.blind_scene import (
    Blind,
    content_of,
    keys_of,
    model_of,
    one_writes_everything,
    patterns,
    somebody,
)
from tests.verification.views.test_blind_timing import plain
from verification.models import Finding
from verification.operations.findings import submit_finding

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore")]
TIME = re.compile(r"\d\d:\d\d")
WRITERS = re.compile(r'<select name="writer".*?</select>', re.DOTALL)
OF_A_CLAIM = "claims/<int:pk>/"
APART = 10_000  # keys: more than are made between two answers
# Status, where it leads and what is said; and the words of the page, but for tokens and times.
Answer = tuple[tuple[Any, ...], Counter[str]]


@pytest.fixture(autouse=True)
def nothing_leaves_the_test(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }


def posted() -> dict[str, dict[str, Any]]:
    """The addresses of a claim that take a POST, by name, with the parts they are made of: those
    that the table of rights has a line for."""
    routes = {name: (route, parts) for name, route, parts in patterns(get_resolver().url_patterns)}
    names = {page.name for page in PAGES if page.data is not None}
    return {
        name: parts for name, (route, parts) in routes.items()
        if name in names and route.startswith(OF_A_CLAIM)
    }  # fmt: skip


def address_of(name: str, scene: Blind) -> str:
    """Of each row that the address is about the newest there is."""
    rows = {part: model_of(part, OF_A_CLAIM) for part in posted()[name] if part != "pk"}
    newest = {part: max(keys_of(model), default=1) for part, model in rows.items()}
    return reverse(name, kwargs={"pk": scene.review.claim_id, **newest})


def little(scene: Blind) -> dict[str, Any]:
    """For nearly every form nothing at all; where findings are chosen from, the other's."""
    return {"takes": Finding.objects.get(reviewer=scene.writer).pk}


def everything(scene: Blind) -> dict[str, Any]:
    """Something for every field that any form of a claim has."""
    review, person = scene.review, scene.gone.pk
    words = (
        "reason", "because", "reasons", "note", "reply", "answer", "whom", "question", "stake",
        "conclusion", "explanation", "said_explanation", "said_reasons", "departs_because",
    )  # fmt: skip
    times = ("until", "due_at", "reply_by", "publish_at")
    return {
        **dict.fromkeys(words, "Some words."),
        **dict.fromkeys(times, scenes.soon()),
        "rating": rating(review, "true").pk, "was_it_said": "yes", "version": 1, "meant": "on",
        "verdict": 1, "settlement": 1, "page": "x", "requirement": "first_hand",
        "source": review.evidence.first().source_id, "stance": "supports", "hand": "first",
        "answers": "is_it_so", "excerpt": "Some 6,300 people.", "address": "https://a.example/b",
        "kind": "number", "topic": "", "priority": "normal", "doing": "verdict",
        "formula": "a × 2", "held_with": "Anna Berg", "held_on": "2026-01-05",
        "reviewer": person, "to": person, "writer": person, "typed": "6,000 people",
        "what": f"document-{review.claim.document_id}",
    }  # fmt: skip


def newest_key() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(last_value) FROM pg_sequences WHERE schemaname = current_schema()"
        )
        return int(cursor.fetchone()[0])


def start_keys_at(key: int) -> None:
    """What is made next has the same keys, whatever was made before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %s) "
            "FROM pg_sequences WHERE schemaname = current_schema()",
            [key],
        )


def answer_to(signed_in: Client, address: str, typed: dict[str, Any] | None, key: int) -> Answer:
    """To a POST of what is typed, or to a GET; nothing that was done is kept."""
    with transaction.atomic():
        start_keys_at(key)
        client = Client()
        client.cookies = deepcopy(signed_in.cookies)
        response = client.get(address) if typed is None else client.post(address, typed)
        said = [TIME.sub("", str(each)) for each in get_messages(response.wsgi_request)]
        transaction.set_rollback(True)
    content = content_of(response)
    page = [plain(content), *WRITERS.findall(content)]
    words = Counter(TIME.sub("", " ".join(page)).split())
    return (response.status_code, response.headers.get("Location", ""), *said), words


def told_by_handing_in(
    scene: Blind, person: User, names: Iterable[str]
) -> tuple[set[str], dict[str, set[str]]]:
    """What the claim's own page says otherwise to this person once ``writer`` has handed in, and
    what each address that answers otherwise."""
    tries: list[tuple[str, str, dict[str, Any] | None]] = [
        (name, address_of(name, scene), typed)
        for name in names
        for typed in (little(scene), everything(scene))
    ]
    tries.append(("", scene.review.get_absolute_url(), None))
    key = newest_key() + APART

    client = Client()
    client.force_login(person)

    def answers() -> list[Answer]:
        return [answer_to(client, address, typed, key) for _, address, typed in tries]

    before = answers()
    start_keys_at(key - APART)
    submit_finding(scene.review.standing_assignment_of(scene.writer), by=scene.writer)
    scene.review = fresh(scene.review)
    told: dict[str, set[str]] = {}
    for (name, *_), was, now in zip(tries, before, answers(), strict=True):
        told.setdefault(name, set()).update(difference(was, now))
    return told.pop(""), {name: words for name, words in told.items() if words}


def difference(was: Answer, now: Answer) -> set[str]:
    if was[0] != now[0]:
        return {f"{was[0]}, then {now[0]}"}
    return set(was[1] - now[1]) | set(now[1] - was[1])


def test_no_answer_to_a_post_tells_that_the_other_handed_in_nor_what():
    scene = one_writes_everything(roles=(Role.EDITOR,))
    assert told_by_handing_in(scene, scene.other, posted()) == (set(), {})
    assert scene.review.is_blind


def test_nor_does_it_tell_who_has_no_part_in_it_more_than_the_claims_page():
    scene = one_writes_everything()
    known, told = told_by_handing_in(scene, somebody(), posted())
    assert known  # a request for more time ends with it, which is no secret from them
    assert {name: words - known for name, words in told.items() if words - known} == {}


def test_open_to_each_other_the_answers_tell_it():
    """The control: the same in a review that is not blind."""
    scene = one_writes_everything(blind=False)
    names = {"verification:propose_settlement", "verification:draft_verdict"}
    _, told = told_by_handing_in(scene, scene.other, names)
    assert set(told) == names


def test_every_address_of_a_claim_that_takes_a_post_is_tried():
    assert {"verification:adjudicate", "verification:suggest", "verification:here"} < set(posted())
    assert len(posted()) > 60
