"""What a person sends from a list of the console, and what they are told."""

from __future__ import annotations

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.messages import get_messages
from django.urls import reverse


def chosen(client, model, action, rows, **answers):
    """What a person sends: the rows chosen, and the answers of the page between."""
    data = {"action": action, ACTION_CHECKBOX_NAME: [row.pk for row in rows], **answers}
    return client.post(reverse(f"admin:{model}_changelist"), data)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]
