"""Posting to webhooks: to real servers on loopback, by the one guarded fetcher."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from newsroom.notices.models import DeliveryState, Webhook, WebhookDelivery
from newsroom.notices.operations import News, announce, mailing, posting, sweeping, tell
from newsroom.notices.operations.posting import post_to, take_next
from newsroom.notices.operations.webhooks import redeliver, send_test
from newsroom.notices.signing import new_secret
from tests.at_once import at_once, barrier
from tests.factories import UserFactory, admin
from tests.faults.test_lost_work import wait_until
from tests.newsroom.captures.web import Asked, serving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reachable")]


def a_webhook(site, path: str = "/hook", **columns) -> Webhook:
    """One that wants every late claim, at a page of the site."""
    name = f"Chat {Webhook.objects.count()}"
    return Webhook.objects.create(
        name=name, url=site.url + path, kinds=["late"], secret=new_secret(), **columns
    )


def late(number: int = 1) -> None:
    announce([News("late", f"Late, with Nadia: {number} & <more>", f"/claims/{number}/")])


def is_signed(asked: Asked, secret: str) -> bool:
    """As a receiver does it, by code of its own."""
    key = base64.b64decode(secret.split("_", 1)[1])
    signed = f"{asked.headers['webhook-id']}.{asked.headers['webhook-timestamp']}.".encode()
    expected = hmac.new(key, signed + asked.body, hashlib.sha256).digest()
    given = asked.headers["webhook-signature"].split(",", 1)
    return given[0] == "v1" and hmac.compare_digest(base64.b64decode(given[1]), expected)


def only(webhook: Webhook) -> WebhookDelivery:
    return webhook.deliveries.get()


def due_again() -> None:
    now = timezone.now()
    WebhookDelivery.objects.update(next_at=now)
    Webhook.objects.update(not_before=None)


def posted_between(webhook: Webhook) -> tuple[datetime, datetime]:
    """Post what is due; the moments before and after it, between which a wait begins."""
    before = timezone.now()
    post_to(webhook.pk)
    return before, timezone.now()


def test_a_message_arrives_once_signed_and_says_where_to_look(site, settings):
    settings.PUBLIC_URL = "https://desk.example"
    site.page("/hook", "ok")
    webhook = a_webhook(site)
    late(7)
    assert (post_to(webhook.pk), post_to(webhook.pk)) == (1, 0)
    (asked,) = site.log
    assert (asked.method, asked.headers["content-type"]) == ("POST", "application/json")
    assert is_signed(asked, webhook.secret)
    assert not is_signed(asked, new_secret())
    assert abs(time.time() - int(asked.headers["webhook-timestamp"])) < 30
    message = only(webhook)
    assert json.loads(asked.body) == {
        "text": "Late, with Nadia: 7 &amp; &lt;more&gt; <https://desk.example/claims/7/|Open>",
        "id": message.message_id,
        "kind": "late",
        "at": message.told_at.isoformat(timespec="seconds"),
        "address": "https://desk.example/claims/7/",
    }
    assert asked.headers["webhook-id"] == message.message_id
    assert (message.state, message.status, message.tries) == ("delivered", 200, 1)
    webhook.refresh_from_db()
    assert webhook.delivered_at is not None


def test_after_a_fault_the_same_message_is_sent_again_a_little_later(site):
    page = site.page("/hook", "no", status=500)
    webhook = a_webhook(site)
    late()
    before, after = posted_between(webhook)
    message = only(webhook)
    assert (message.state, message.status, message.tries) == ("due", 500, 1)
    assert message.because == "127.0.0.1 has a fault of its own (500); it may work later."
    assert before + timedelta(seconds=8) <= message.next_at <= after + timedelta(seconds=12)
    assert post_to(webhook.pk) == 0, "not before it is due again"
    page.status = 204
    due_again()
    assert post_to(webhook.pk) == 1
    ids = [asked.headers["webhook-id"] for asked in site.log]
    assert ids == [message.message_id] * 2
    assert only(webhook).state == DeliveryState.DELIVERED


def test_a_fault_of_one_message_holds_up_no_other(site):
    site.page("/hook", status=400)
    webhook = a_webhook(site)
    late(1)
    post_to(webhook.pk)
    site.page("/hook", "ok")
    late(2)
    assert post_to(webhook.pk) == 1


def test_waits_grow_and_after_two_days_it_is_given_up_until_somebody_asks(site, monkeypatch):
    monkeypatch.setattr(posting.random, "uniform", lambda low, high: 1.0)
    site.page("/hook", status=500)
    webhook = a_webhook(site)
    late()
    for seconds in (10, 30, 90, 270, 810, 2430, 7290, 14400, 14400):
        before, after = posted_between(webhook)
        assert before <= only(webhook).next_at - timedelta(seconds=seconds) <= after
        due_again()
    webhook.deliveries.update(since=timezone.now() - timedelta(days=2, seconds=1))
    post_to(webhook.pk)
    message = only(webhook)
    assert (message.state, message.tries) == (DeliveryState.GIVEN_UP, 10)
    due_again()
    assert post_to(webhook.pk) == 0
    site.page("/hook", "ok")
    redeliver(message, by=admin())
    assert post_to(webhook.pk) == 1
    assert {asked.headers["webhook-id"] for asked in site.log} == {message.message_id}


def test_how_long_an_endpoint_asks_us_to_wait_is_kept_up_to_a_day(site):
    page = site.page("/hook", status=429, headers={"Retry-After": "600"})
    webhook = a_webhook(site)
    late()
    before, after = posted_between(webhook)
    assert before <= only(webhook).next_at - timedelta(minutes=10) <= after
    late(2)
    assert post_to(webhook.pk) == 0, "all of the endpoint is left alone"
    assert len(site.log) == 1
    page.headers["Retry-After"] = "99999999"
    due_again()
    post_to(webhook.pk)
    assert max(webhook.deliveries.values_list("next_at", flat=True)) - timezone.now() <= timedelta(
        days=1
    )


def test_a_slow_endpoint_costs_one_wait_and_not_one_for_each_message(site, monkeypatch):
    monkeypatch.setattr(posting, "LIMITS", posting.Limits(bytes=8000, seconds=1, redirects=0))
    site.page("/hook", "ok", delay=30)
    webhook = a_webhook(site)
    for number in range(5):
        late(number)
    began = time.monotonic()
    assert post_to(webhook.pk) == 0
    assert time.monotonic() - began < 5
    assert len(site.log) == 1
    assert sweeping.Webhook.objects.with_due().count() == 0
    assert "took longer than 1 second" in webhook.deliveries.get(tries=1).because


def test_an_endpoint_that_is_dead_is_left_alone_longer_and_longer(site):
    webhook = a_webhook(site)
    Webhook.objects.update(url="http://127.0.0.1:1/")
    late()
    for seconds in (20, 60, 180, 540, 1620, 3600):
        before, after = posted_between(webhook)
        webhook.refresh_from_db()
        assert before <= webhook.not_before - timedelta(seconds=seconds) <= after
        due_again()
    Webhook.objects.update(url=site.page("/hook", "ok").url)
    assert post_to(webhook.pk) == 1
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.not_before) == (0, None)


def test_an_address_inside_is_not_asked_and_said_to_be_so(site, settings):
    settings.FETCH_ALLOW = []
    site.page("/hook", "ok")
    webhook = a_webhook(site)
    late()
    assert post_to(webhook.pk) == 0
    assert site.log == []
    assert only(webhook).because == (
        "127.0.0.1 is not on the open internet, so nothing was asked of it."
    )


def test_what_is_posted_is_not_sent_on_elsewhere(site):
    site.redirect("/hook", site.page("/other", "ok").url, status=307)
    webhook = a_webhook(site)
    late()
    assert post_to(webhook.pk) == 0
    assert [asked.path for asked in site.log] == ["/hook"]
    assert "we do not follow" in only(webhook).because


@pytest.mark.parametrize(
    "answer",
    [
        {"content": "x" * 100_000},
        {"content": "x", "headers": {"Content-Encoding": "br"}},
        {"content": b"\x00\x01binary", "headers": {"Content-Type": "application/x-strange"}},
    ],
)
def test_a_good_answer_is_good_whatever_is_in_it(site, answer):
    site.page("/hook", **answer)
    webhook = a_webhook(site)
    late()
    assert post_to(webhook.pk) == 1
    assert only(webhook).state == DeliveryState.DELIVERED


def test_a_test_arrives_with_the_name_of_who_sent_it(site):
    site.page("/hook", "ok")
    webhook = a_webhook(site, not_before=timezone.now() + timedelta(hours=1))
    send_test(webhook, by=UserFactory(name="Mara", roles=["admin"]))
    assert post_to(webhook.pk) == 1, "also where the endpoint was left alone"
    told = json.loads(site.log[0].body)
    assert told["kind"] == "test"
    assert told["text"].startswith("A test of the webhook “Chat 0”, sent by Mara. <http")


# -- workers --------------------------------------------------------------------------------------


def test_a_worker_that_was_given_up_writes_nothing(site):
    webhook = a_webhook(site)
    late()
    message, attempt = take_next(webhook.pk)
    webhook.deliveries.update(lease_until=timezone.now() - timedelta(seconds=1))
    again, second = take_next(webhook.pk)
    assert (again.pk, second) == (message.pk, attempt + 1)
    posting.arrived(message, attempt, 200)
    assert only(webhook).state == DeliveryState.RUNNING
    posting.arrived(again, second, 200)
    assert only(webhook).state == DeliveryState.DELIVERED


def test_one_worker_at_a_time_is_at_an_endpoint(site):
    webhook, other = a_webhook(site), a_webhook(site, "/other")
    late(1)
    late(2)
    assert take_next(webhook.pk) is not None
    assert take_next(webhook.pk) is None
    assert take_next(other.pk) is not None


class TestTwoWorkersAtOnce:
    pytestmark = pytest.mark.django_db(transaction=True)

    def race(self, webhook: Webhook) -> None:
        def work() -> int:
            return sum(post_to(webhook.pk) for _ in range(3))

        answers = at_once(*[work] * 4)
        assert all(isinstance(answer, int) for answer in answers), answers

    def test_each_message_is_posted_once(self, site):
        site.page("/hook", "ok", delay=0.05)
        webhook = a_webhook(site)
        for number in range(6):
            late(number)
        self.race(webhook)
        while post_to(webhook.pk):
            pass
        ids = [asked.headers["webhook-id"] for asked in site.log]
        assert (len(ids), len(set(ids))) == (6, 6)
        assert site.busiest == 1

    def test_control_without_the_claim_some_are_posted_twice(self, site, monkeypatch):
        site.page("/hook", "ok", delay=0.05)
        webhook = a_webhook(site)
        all_have_found_it, come = barrier(4), threading.local()

        def unclaimed(pk):
            due = WebhookDelivery.objects.filter(webhook=pk, state="due").order_by("pk").first()
            if due is None or hasattr(come, "before"):
                return None
            come.before = True
            all_have_found_it.wait()
            return WebhookDelivery.objects.get(pk=due.pk), 0

        monkeypatch.setattr(posting, "take_next", unclaimed)
        late(1)
        self.race(webhook)
        assert len(site.log) == 4


@pytest.mark.slow
class TestRealWorkers:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_a_dead_endpoint_and_a_dead_mail_server_hold_up_nothing_else(
        self, site, celery_worker_process, celery_beat_process, tmp_path
    ):
        """One worker with one process. The silent endpoint and the mail server, which takes
        connections and says nothing, are tried all the while."""
        site.page("/good", "ok")
        with serving() as silent, serving() as smtp:
            smtp.page("/")
            silent.page("/hook", delay=60)
            dead, good = a_webhook(silent, "/hook"), a_webhook(site, "/good")
            tell(UserFactory(), "Late, with Nadia: 0", "/claims/0/", kind="late")
            environment = {
                "EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
                "SWEEP_SECONDS": "1",
            }
            worker = celery_worker_process(environment=environment)
            celery_beat_process(environment=environment)
            for number in range(1, 6):
                late(number)
            arrived = good.deliveries.filter(state="delivered")
            assert wait_until(lambda: arrived.count() == 6, 60), worker.log
            assert dead.deliveries.filter(state="delivered").count() == 0
            assert wait_until(lambda: mailing.MailServer.objects.filter(failures=1).exists(), 40)
            assert len(silent.log) <= 3, "it is left alone between tries"

    def test_a_message_survives_the_worker_that_was_posting_it(
        self, site, celery_worker_process, celery_beat_process
    ):
        page = site.page("/hook", "ok", delay=60)
        webhook = a_webhook(site)
        late()
        quick = {"LEASE_SECONDS": "2", "SWEEP_SECONDS": "1"}
        worker = celery_worker_process(environment=quick)
        celery_beat_process(environment=quick)
        assert wait_until(lambda: len(site.log) == 1, 60), worker.log
        worker.kill()
        page.delay = 0
        worker.start()
        assert wait_until(lambda: only(webhook).state == DeliveryState.DELIVERED, 60), worker.log
        assert len({asked.headers["webhook-id"] for asked in site.log}) == 1
