"""The bell, the page of what one was told, and the choices about mail."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.notices.models import Letterbox, Notice, NoticeKind
from newsroom.notices.operations import tell
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(client):
    person = UserFactory()
    client.force_login(person)
    return person


def told(person, text="A notice", kind=NoticeKind.LATE, path="/claims/7/") -> Notice:
    return tell(person, text, path, kind=kind)


def texts(html: str) -> list[str]:
    """The notices in the list, in their order."""
    found = re.findall(r'<a href="/notices/\d+/" data-key="enter">(.*?)</a>', html)
    return [unescape(text) for text in found]


# -- the bell -------------------------------------------------------------------------------------


def bell_of(page) -> str:
    return re.search(r'hx-get="(/notices/bell/\?have=[\d-]+)"', page.content.decode())[1]


def test_the_bell_answers_only_what_a_page_does_not_have(client, me):
    first = told(me)
    told(UserFactory(), "Another’s")
    address = bell_of(client.get("/notices/"))
    assert address == f"/notices/bell/?have=1-{first.pk}"
    unchanged = client.get(address)
    assert (unchanged.status_code, unchanged.content) == (204, b"")
    told(me, "Late, with <b>Nadia</b>")
    changed = client.get(address)
    answer = changed.content.decode()
    assert changed["HX-Trigger"] == "plumbline:told"
    assert '<div hx-swap-oob="innerHTML:#told">New: Late, with &lt;b&gt;Nadia&lt;/b&gt;</div>' in (
        answer
    )
    assert "Told to you: 2 new" in answer
    assert client.get(bell_of(changed)).status_code == 204


def test_the_bell_falls_silent_where_somebody_else_settled_it(client, me):
    notice = told(me)
    address = bell_of(client.get("/notices/"))
    Notice.objects.filter(pk=notice.pk).update(seen_at=timezone.now())
    answer = client.get(address)
    assert "HX-Trigger" not in answer
    assert "Told to you: nothing new" in answer.content.decode()
    assert "hx-swap-oob" not in answer.content.decode()


def test_several_at_once_are_counted_and_the_newest_is_read_out(client, me):
    address = bell_of(client.get("/notices/"))
    for number in (1, 2, 3):
        told(me, f"Notice {number}")
    assert "3 new notices: Notice 3 …" in client.get(address).content.decode()


@pytest.mark.parametrize("have", ["", "x", "1-", "-1-2", "9" * 40 + "-1", "1-\x00"])
def test_a_bell_that_no_page_has_is_answered_with_the_right_one(client, me, have):
    told(me)
    answer = client.get("/notices/bell/", {"have": have})
    assert answer.status_code == 200
    assert "Told to you: 1 new" in answer.content.decode()
    assert "HX-Trigger" not in answer


def test_whoever_signed_out_is_told_so_and_not_shown_the_sign_in_page(client):
    answer = client.get("/notices/bell/?have=0-0")
    assert (answer.status_code, answer.content) == (403, b"You are signed out.")


def test_an_unchanged_bell_takes_three_queries_however_much_is_unseen(client, me):
    for number in range(40):
        told(me, f"Notice {number}")
    address = bell_of(client.get("/notices/"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(address)
    assert len(queries) == 3, "the session, the person, the count"


# -- the page -------------------------------------------------------------------------------------


def test_the_unseen_stand_first_then_the_earlier_ones_each_the_newest_first(client, me):
    seen = [told(me, f"Seen {n}") for n in range(2)]
    Notice.objects.filter(pk__in=[n.pk for n in seen]).update(seen_at=timezone.now())
    told(me, "New 0")
    told(me, "New 1")
    told(UserFactory(), "Another’s")
    assert texts(client.get("/notices/").content.decode()) == [
        "New 1", "New 0", "Seen 1", "Seen 0",
    ]  # fmt: skip


def test_pages_go_on_where_the_last_one_ended_whatever_came_in_meanwhile(client, me):
    for number in range(35):
        told(me, f"New {number}")
    for number in range(30):
        notice = told(me, f"Seen {number}")
        Notice.objects.filter(pk=notice.pk).update(seen_at=timezone.now())
    pages, address = [], "/notices/"
    while address:
        html = client.get(address).content.decode()
        pages.append(texts(html))
        older = re.search(r'rel="next" href="([^"]+)"', html)
        address = f"/notices/{unescape(older[1])}" if older else ""
        told(me, "Meanwhile")
    assert pages[0] == [f"New {n}" for n in range(34, 4, -1)]
    assert pages[1] == [f"New {n}" for n in range(4, -1, -1)] + [
        f"Seen {n}" for n in range(29, 4, -1)
    ]
    assert pages[2] == [f"Seen {n}" for n in range(4, -1, -1)]
    assert len(pages) == 3


@pytest.mark.parametrize("after", ["x", "new-", "new-" + "9" * 40, "\x00", "earlier-0"])
def test_a_place_that_is_none_breaks_nothing(client, me, after):
    told(me)
    assert client.get("/notices/", {"after": after, "kind": after}).status_code == 200


def test_the_page_is_filtered_by_kind_and_puts_away_only_that(client, me):
    told(me, "It is late", NoticeKind.LATE)
    told(me, "Please sign", NoticeKind.SIGN)
    page = client.get("/notices/?kind=sign").content.decode()
    assert texts(page) == ["Please sign"]
    newest = re.search(r'name="up_to" value="(\d+)"', page)[1]
    client.post("/notices/seen/", {"up_to": newest, "kind": "sign"})
    assert [n.text for n in me.notices.unseen()] == ["It is late"]


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(client, me):
    told(me)
    with CaptureQueriesContext(connection) as one:
        client.get("/notices/")
    for number in range(29):
        told(me, f"Notice {number}")
    with CaptureQueriesContext(connection) as thirty:
        client.get("/notices/")
    assert len(thirty) == len(one)


def test_an_empty_page_says_what_will_come_and_leads_on(client, me):
    html = client.get("/notices/").content.decode()
    assert "You were told nothing yet" in html
    assert "To the desk" in html
    assert "Nothing of this kind" in client.get("/notices/?kind=late").content.decode()


# -- opening and putting away ---------------------------------------------------------------------


def test_opening_leads_there_and_puts_it_away(client, me):
    notice = told(me, path="/claims/7/")
    answer = client.get(f"/notices/{notice.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/claims/7/")
    assert me.notices.unseen().count() == 0


def test_a_browser_that_only_looks_ahead_puts_nothing_away(client, me):
    notice = told(me)
    client.get(f"/notices/{notice.pk}/", headers={"Sec-Purpose": "prefetch;prerender"})
    client.head(f"/notices/{notice.pk}/")
    assert me.notices.unseen().count() == 1


def test_anothers_notice_is_nowhere_to_be_found(client, me):
    notice = told(UserFactory())
    for answer in (
        client.get(f"/notices/{notice.pk}/"),
        client.post(f"/notices/{notice.pk}/put-away/"),
    ):
        assert answer.status_code == 404
    assert Notice.objects.unseen().count() == 1


def test_a_notice_that_leads_off_the_site_leads_to_the_list(client, me):
    notice = told(me, path="//evil.example/")
    assert client.get(f"/notices/{notice.pk}/")["Location"] == "/notices/"


def test_what_was_put_away_last_can_be_brought_back_for_a_while(client, me):
    first, second = told(me, "First"), told(me, "Second")
    page = {"HTTP_REFERER": "http://testserver/notices/?kind=late"}
    answer = client.post(f"/notices/{first.pk}/put-away/", **page)
    assert answer["Location"] == "http://testserver/notices/?kind=late"
    assert "1 put away." in client.get("/notices/").content.decode()
    client.post(f"/notices/{second.pk}/put-away/", **page)
    assert client.post("/notices/undo/")["Location"] == "/notices/"
    assert [n.text for n in me.notices.unseen()] == ["Second"]
    assert "put away." not in client.get("/notices/").content.decode()
    assert client.post("/notices/undo/").status_code == 302
    assert me.notices.unseen().count() == 1


def test_after_ten_minutes_there_is_no_undo(client, me):
    notice = told(me)
    client.post(f"/notices/{notice.pk}/put-away/")
    session = client.session
    at = (timezone.now() - timedelta(minutes=11)).isoformat()
    session["notices_put_away"] = {"at": at, "count": 1}
    session.save()
    assert "put away." not in client.get("/notices/").content.decode()


@pytest.mark.parametrize(
    "garbage",
    [{}, {"up_to": "x"}, {"up_to": "\x00"}, {"up_to": "9" * 30}, {"up_to": "1", "kind": "x"}],
)
def test_a_garbled_form_puts_nothing_away(client, me, garbage):
    told(me)
    assert client.post("/notices/seen/", garbage).status_code == 400
    assert me.notices.unseen().count() == 1


@pytest.mark.parametrize("referer", ["", "https://evil.example/", "http://testserver.evil/"])
def test_putting_away_leads_to_no_other_site(client, me, referer):
    newest = told(me).pk
    answer = client.post("/notices/seen/", {"up_to": newest}, HTTP_REFERER=referer)
    assert answer["Location"] == "/"
    assert me.notices.unseen().count() == 0


def test_notices_are_put_away_by_post_only_and_only_when_signed_in(client):
    person = UserFactory()
    notice = told(person)
    assert client.post("/notices/seen/", {"up_to": notice.pk}).status_code == 302
    assert person.notices.unseen().count() == 1
    client.force_login(person)
    for address in ("/notices/seen/", "/notices/undo/", f"/notices/{notice.pk}/put-away/"):
        assert client.get(address).status_code == 405
    assert person.notices.unseen().count() == 1


# -- choices --------------------------------------------------------------------------------------


def test_a_choice_is_kept_and_shown(client, me):
    wanted = {
        "rhythm": "daily", "hour": "9", "time_zone": "Europe/Oslo", "by_mail": ["asked", "late"],
    }  # fmt: skip
    assert client.post("/notices/choices/", wanted)["Location"] == "/notices/choices/"
    box = Letterbox.objects.get(person=me)
    assert (box.rhythm, box.hour, box.time_zone) == ("daily", 9, "Europe/Oslo")
    assert set(NoticeKind.values) - set(box.not_by_mail) == {"asked", "late"}
    form = client.get("/notices/choices/").context["form"]
    assert form.initial["by_mail"] == ["asked", "late"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"rhythm": "yearly", "hour": "9"},
        {"rhythm": "daily", "hour": "24"},
        {"rhythm": "daily", "hour": "9", "time_zone": "Europe/Atlantis"},
        {"rhythm": "daily", "hour": "9", "by_mail": ["x"]},
    ],
)
def test_a_choice_that_there_is_not_is_refused_and_nothing_kept(client, me, wrong):
    answer = client.post("/notices/choices/", wrong)
    assert answer.status_code == 200
    assert "Nothing was saved yet" in answer.content.decode()
    assert not Letterbox.objects.exists()


def test_whose_address_is_refused_reads_so(client, me):
    Letterbox.objects.create(person=me, refusals=1, refused_because="550 No such user")
    html = client.get("/notices/choices/").content.decode()
    assert "The mail server refused your address" in html
    assert "550 No such user" in html
