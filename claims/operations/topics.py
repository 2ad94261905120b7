"""What claims are about: the topics that policies and reviewers are chosen by."""

from __future__ import annotations

from django.db import transaction

from claims.errors import NothingToDo
from claims.models import Topic
from newsroom.accounts.models import User
from newsroom.accounts.rights import require


@transaction.atomic
def add_topic(name: str, *, by: User) -> Topic:
    """Name something that claims can be about."""
    require_topics(by)
    refuse_taken_name(name)
    return Topic.objects.create(name=name.strip())


@transaction.atomic
def rename_topic(topic: Topic, name: str, *, by: User) -> Topic:
    """Call it something else, for all claims that are about it."""
    require_topics(by)
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    if topic.name != name.strip():
        refuse_taken_name(name, but=topic)
        topic.name = name.strip()
        topic.save(update_fields=["name"])
    return topic


def refuse_taken_name(name: str, but: Topic | None = None) -> None:
    if not name.strip():
        raise NothingToDo("A topic needs a name. Nothing was changed.")
    taken = Topic.objects.filter(name__iexact=name.strip()).first()
    if taken is not None and taken != but:
        raise NothingToDo(f"There is already a topic called {name.strip()}. Nothing was changed.")


def require_topics(by: User) -> None:
    require(by, "claims.manage_topics", otherwise="Only admins can change topics.")
