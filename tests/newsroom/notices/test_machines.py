"""What needs no database: when mail is due, how a letter is laid out, how a message is signed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsroom.notices.digest import Foot, Line, letter
from newsroom.notices.signing import headers, new_secret, payload
from newsroom.notices.times import Rhythm, Waits, mail_time

BERLIN, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")
FOOT = Foot("Desk", "https://desk.example/notices/", "https://desk.example/notices/choices/")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "now", "zone", "due"),
    [
        (Rhythm.AT_ONCE, "2026-11-26T09:41:07", UTC, "2026-11-26T09:41:07"),
        (Rhythm.HOURLY, "2026-11-26T09:41:07", UTC, "2026-11-26T10:00"),
        (Rhythm.HOURLY, "2026-11-26T10:00", UTC, "2026-11-26T11:00"),
        # at eight on a clock in Berlin
        (Rhythm.DAILY, "2026-11-26T06:59", BERLIN, "2026-11-26T07:00"),
        (Rhythm.DAILY, "2026-11-26T07:00", BERLIN, "2026-11-27T07:00"),
        (Rhythm.DAILY, "2026-07-26T05:59", BERLIN, "2026-07-26T06:00"),
        # over the night in which clocks change
        (Rhythm.DAILY, "2026-03-28T12:00", BERLIN, "2026-03-29T06:00"),
        (Rhythm.DAILY, "2026-10-24T12:00", BERLIN, "2026-10-25T07:00"),
        # where it is tomorrow already
        (Rhythm.DAILY, "2026-11-26T18:59", APIA, "2026-11-26T19:00"),
        (Rhythm.DAILY, "2026-11-26T19:01", APIA, "2026-11-27T19:00"),
    ],
)
def test_mail_is_due_at_the_time_that_was_chosen(rhythm, now, zone, due):
    assert mail_time(rhythm, at(now), hour=8, zone=zone) == at(due)


def test_an_hour_that_the_clocks_leave_out_still_brings_mail_that_day():
    due = mail_time(Rhythm.DAILY, at("2026-03-28T12:00"), hour=2, zone=BERLIN)
    assert due == at("2026-03-29T01:00")


def test_never_is_never():
    assert mail_time(Rhythm.NEVER, at("2026-11-26T09:00"), hour=8, zone=UTC) is None


def test_waits_grow_to_their_most():
    waits = Waits(timedelta(minutes=1), factor=3, most=timedelta(minutes=20))
    assert [waits.after(n).seconds // 60 for n in range(1, 6)] == [1, 3, 9, 20, 20]
    assert waits.after(10**6) == timedelta(minutes=20)


def test_a_single_notice_is_a_letter_of_its_own():
    line = Line("Late", "Late, with Nadia: It rained", "https://desk.example/notices/7/")
    assert letter([line], FOOT).subject == "Desk: Late, with Nadia: It rained"
    assert letter([line], FOOT).body == (
        "Late, with Nadia: It rained\n\nhttps://desk.example/notices/7/\n"
        "\n--\nDesk sends this to you. All you were told: https://desk.example/notices/\n"
        "How often you get mail, and about what: https://desk.example/notices/choices/\n"
    )


def test_several_are_counted_and_grouped():
    lines = [
        Line("Yours to review", "One", "https://desk.example/notices/1/"),
        Line("Late", "Two", "https://desk.example/notices/2/"),
        Line("Yours to review", "Three", "https://desk.example/notices/3/"),
    ]
    written = letter(lines, FOOT)
    assert written.subject == "Desk: 3 things wait for you: yours to review, late"
    assert written.body.partition("\n--\n")[0] == (
        "3 things wait for you.\n"
        "\nYours to review\n---------------\n"
        "* One\n  https://desk.example/notices/1/\n"
        "* Three\n  https://desk.example/notices/3/\n"
        "\nLate\n----\n"
        "* Two\n  https://desk.example/notices/2/\n"
    )


def test_a_letter_lists_fifty_and_counts_the_rest():
    lines = [Line("Late", f"Number {n}", "https://desk.example/") for n in range(120)]
    body = letter(lines, FOOT).body
    assert body.count("* Number") == 50
    assert "And 70 more: https://desk.example/notices/" in body


def test_a_subject_is_cut_after_a_whole_word_and_says_so():
    long = Line("Late", f"{'harbours ' * 17}boats", "https://desk.example/")
    assert letter([long], FOOT).subject == f"Desk: {'harbours ' * 15}…"


def test_a_message_is_signed_as_standard_webhooks_says():
    """The example that the specification gives: made elsewhere, by other code."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    message_id, timestamp, body = (
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    made = headers(secret, message_id, timestamp, body)
    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert (made["webhook-id"], made["webhook-timestamp"]) == (message_id, "1614265330")


def test_the_example_in_the_docs_tells_ours_from_a_forgery():
    docs = (Path(__file__).resolve().parents[3] / "docs/running.md").read_text()
    example = docs.partition("## Webhooks")[2].partition("```python\n")[2].partition("```")[0]
    names: dict = {}
    exec(example, names)
    secret, body = new_secret(), '{"text": "Zoë"}'.encode()
    signed = headers(secret, "msg_1", 1614265330, body)
    assert names["is_ours"](secret, signed, body) is True
    assert names["is_ours"](secret, signed, body + b" ") is False
    assert names["is_ours"](new_secret(), signed, body) is False
    assert names["is_ours"](secret, {**signed, "webhook-timestamp": "1614265331"}, body) is False


def test_each_secret_is_another_and_long():
    first, second = new_secret(), new_secret()
    assert first != second
    assert len(base64.b64decode(first.removeprefix("whsec_"))) == 32
    body = b"{}"
    signed = [headers(secret, "msg_1", 1, body)["webhook-signature"] for secret in (first, second)]
    assert signed[0] != signed[1]
    key = base64.b64decode(first.removeprefix("whsec_"))
    assert (
        signed[0]
        == "v1," + base64.b64encode(hmac.new(key, b"msg_1.1.{}", hashlib.sha256).digest()).decode()
    )


def test_what_slack_takes_for_markup_is_escaped():
    at_noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    body = payload(
        "msg_1", "late", at_noon, "A & B <!channel> said > 5", "https://d.example/?a=1&b=|"
    )
    assert json.loads(body) == {
        "text": "A &amp; B &lt;!channel&gt; said &gt; 5 <https://d.example/?a=1&amp;b=%7C|Open>",
        "id": "msg_1",
        "kind": "late",
        "at": "2026-11-26T12:00:00+00:00",
        "address": "https://d.example/?a=1&b=|",
    }
