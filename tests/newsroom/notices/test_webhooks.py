"""What webhooks are told, and what an admin does with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from newsroom.notices.models import (
    DeliveryState,
    Notice,
    NoticeKind,
    Webhook,
    WebhookDelivery,
)
from newsroom.notices.operations import News, announce, tell, tell_all, webhooks
from newsroom.notices.operations.announcing import OF_KIND, OFFERED, Words
from newsroom.refusals import Refused
from tests.factories import UserFactory, admin

pytestmark = pytest.mark.django_db
ADDRESS = "https://203.1.1.1/hook"


def a_webhook(name: str = "Chat", kinds=tuple(NoticeKind.values), **columns) -> Webhook:
    return Webhook.objects.create(
        name=name, url=ADDRESS, kinds=list(kinds), secret="whsec_AAAA", **columns
    )


def messages() -> list[tuple[str, str]]:
    rows = WebhookDelivery.objects.order_by("pk").select_related("webhook")
    return [(row.webhook.name, row.text) for row in rows]


# -- what is told ---------------------------------------------------------------------------------


def test_every_kind_is_decided_about():
    assert set(OF_KIND) == set(NoticeKind)
    assert set(OFFERED) == {kind for kind, words in OF_KIND.items() if words != Words.NONE}


def test_what_several_people_are_told_is_told_to_each_webhook_once():
    a_webhook()
    a_webhook("Wall")
    a_webhook("Off", is_active=False)
    a_webhook("Other things", kinds=["page"])
    for _ in range(3):
        tell(UserFactory(), "To sign off: It rained", "/claims/7/", kind=NoticeKind.SIGN)
    assert messages() == [
        ("Chat", "To sign off: It rained"),
        ("Wall", "To sign off: It rained"),
    ]


def test_what_speaks_to_one_person_is_told_only_in_words_for_all():
    a_webhook()
    nadia = UserFactory(name="Nadia Aydin")
    tell(nadia, "You are asked to review: One", "/claims/1/", kind=NoticeKind.ASKED)
    tell(
        nadia, "You are asked to review: Two", "/claims/2/", kind=NoticeKind.ASKED,
        aloud="Nadia Aydin is asked to review: Two",
    )  # fmt: skip
    tell(
        nadia, "Jonas took this back from you (ill): Two", "/claims/2/", kind=NoticeKind.TAKEN,
        aloud="Nadia is ill.",
    )  # fmt: skip
    assert messages() == [("Chat", "Nadia Aydin is asked to review: Two")]
    assert nadia.notices.count() == 3


def test_of_very_many_at_once_the_rest_is_counted():
    a_webhook()
    person = UserFactory()
    tell_all(
        Notice(recipient=person, kind=NoticeKind.LATE, text=f"Late: {n}", path=f"/claims/{n}/")
        for n in range(50)
    )
    assert len(messages()) == 21
    assert messages()[-1] == ("Chat", "And 30 more of the kind, told at once.")


class TestLater:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_the_same_words_about_a_later_event_are_told_again(self):
        a_webhook()
        for _ in range(2):
            with transaction.atomic():
                for _ in range(2):
                    tell(UserFactory(), "Due soon: One", "/claims/1/", kind=NoticeKind.DUE)
        assert messages() == [("Chat", "Due soon: One")] * 2

    def test_what_was_not_done_was_not_told(self):
        a_webhook()
        with transaction.atomic():
            tell(UserFactory(), "Due soon: One", "/claims/1/", kind=NoticeKind.DUE)
            transaction.set_rollback(True)
        assert messages() == []


def test_without_a_webhook_telling_costs_one_query_more(django_assert_num_queries):
    with django_assert_num_queries(1):
        announce([News("late", "Late, with Nadia: One", "/claims/1/")])
    with django_assert_num_queries(0):
        announce([News("asked", "You are asked to review: One", "/claims/1/")])


# -- an admin's verbs -----------------------------------------------------------------------------


def test_each_step_stands_in_the_history_without_address_and_secret():
    mara = admin()
    webhook = webhooks.add_webhook(by=mara, name="Chat", url=ADDRESS, kinds=["late", "asked"])
    first = webhook.secret
    webhook = webhooks.change_webhook(
        webhook, by=mara, name="Talk", url=ADDRESS + "/2", kinds=["late"], is_active=True
    )
    webhook = webhooks.make_new_secret(webhook, by=mara)
    webhooks.send_test(webhook, by=mara)
    events = list(webhook.events.all())
    assert [(event.verb, event.actor) for event in events] == [
        ("added", mara), ("changed", mara), ("new_secret", mara), ("tested", mara),
    ]  # fmt: skip
    told = str([event.data for event in events])
    for secret in (first, webhook.secret, "/hook"):
        assert secret not in told
    assert events[1].data["new_address"] is True
    assert webhook.kinds == ["late"]
    assert first != webhook.secret


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://127.0.0.1:8000/", "127.0.0.1 is not on the open internet"),
        ("http://169.254.169.254/latest/", "169.254.169.254 is not on the open internet"),
        ("http://[::1]/", "::1 is not on the open internet"),
        ("ftp://example.org/", "does not begin with http:// or https://"),
        ("https://user:word@203.1.1.1/", "a user name or a password"),
        ("", "does not begin with http:// or https://"),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused_in_words(address, words):
    webhook = a_webhook()
    with pytest.raises(Refused, match="The webhook was not saved") as refused:
        webhooks.add_webhook(by=admin(), name="Inside", url=address)
    assert words in str(refused.value)
    with pytest.raises(Refused) as refused:
        webhooks.change_webhook(
            webhook, by=admin(), name="Chat", url=address, kinds=[], is_active=True
        )
    assert words in str(refused.value)
    assert list(Webhook.objects.values_list("name", "url")) == [("Chat", ADDRESS)]


def test_two_of_the_same_name_are_refused():
    a_webhook()
    with pytest.raises(Refused, match="There is a webhook “Chat” already"):
        webhooks.add_webhook(by=admin(), name="Chat", url=ADDRESS)


def test_switched_off_it_gives_up_what_waits_and_takes_nothing_new():
    webhook, mara = a_webhook(), admin()
    announce([News("late", "Late: One", "/claims/1/")])
    same = {"name": webhook.name, "url": webhook.url, "kinds": webhook.kinds}
    webhooks.change_webhook(webhook, by=mara, **same, is_active=False)
    announce([News("late", "Late: Two", "/claims/2/")])
    message = webhook.deliveries.get()
    assert message.state == DeliveryState.GIVEN_UP
    assert message.because == "The webhook was switched off before this was sent."
    for verb in (
        lambda: webhooks.redeliver(message, by=mara),
        lambda: webhooks.send_test(webhook, by=mara),
    ):
        with pytest.raises(Refused, match="is switched off, so nothing was sent"):
            verb()


def test_what_is_sent_again_keeps_its_id_and_starts_anew():
    webhook = a_webhook(not_before=timezone.now() + timedelta(hours=1))
    announce([News("late", "Late: One", "/claims/1/")])
    message = webhook.deliveries.get()
    webhook.deliveries.update(state="given_up", tries=17, finished_at=timezone.now())
    again = webhooks.redeliver(message, by=admin())
    assert (again.message_id, again.state, again.tries) == (message.message_id, "due", 0)
    assert Webhook.objects.with_due().get() == webhook
    webhook.deliveries.update(state="running")
    with pytest.raises(Refused, match="It is being sent just now"):
        webhooks.redeliver(message, by=admin())


# -- in the admin ---------------------------------------------------------------------------------


def test_the_secret_is_shown_once_where_it_is_made_and_never_again(client):
    client.force_login(admin())
    form = {"name": "Chat", "url": ADDRESS, "kinds": ["late"]}
    shown = client.post("/admin/notices/webhook/add/", form)
    webhook = Webhook.objects.get()
    assert webhook.secret in shown.content.decode()
    later = [
        "/admin/notices/webhook/",
        f"/admin/notices/webhook/{webhook.pk}/change/",
        f"/admin/notices/webhook/{webhook.pk}/history/",
    ]
    assert not [page for page in later if webhook.secret in client.get(page).content.decode()]
    rows = {"action": "renew_rows", "_selected_action": [webhook.pk]}
    asked = client.post("/admin/notices/webhook/", rows)
    assert "Make it" in asked.content.decode()
    assert Webhook.objects.get().secret == webhook.secret
    shown = client.post("/admin/notices/webhook/", {**rows, "answered": "yes"})
    assert Webhook.objects.get().secret != webhook.secret
    assert Webhook.objects.get().secret in shown.content.decode()


def test_a_refused_address_comes_back_to_the_form_as_a_sentence(client):
    client.force_login(admin())
    address = "/admin/notices/webhook/add/"
    typed = {"name": "Chat", "url": "http://127.0.0.1/", "kinds": ["late"]}
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "127.0.0.1 is not on the open internet" in page
    assert ('value="Chat"' in page, 'value="http://127.0.0.1/"' in page) == (True, True)
    assert not Webhook.objects.exists()


def test_a_test_and_sending_again_are_buttons_in_the_admin(client):
    client.force_login(admin())
    webhook = a_webhook()
    client.post(
        "/admin/notices/webhook/", {"action": "test_rows", "_selected_action": [webhook.pk]}
    )
    message = webhook.deliveries.get()
    assert message.kind == "test"
    webhook.deliveries.update(state="given_up")
    client.post(
        "/admin/notices/webhookdelivery/",
        {"action": "send_rows_again", "_selected_action": [message.pk]},
    )
    assert webhook.deliveries.get().state == DeliveryState.DUE
