"""The demo's desk: who works there, what they know of, and the documents they brought in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from claims.models import Document, Topic
from claims.operations import documents, extraction
from newsroom.accounts.demo import PASSWORD, PEOPLE
from newsroom.accounts.models import User
from newsroom.notices.operations import choose_mail
from verification.models import Reviewer, Source
from verification.operations import availability, declared_interests, sources

from .newsroom import HOURS, INTERESTS, REVIEWERS, SOURCES, TOPICS
from .shapes import DemoDocument, DemoSource

TEXTS = Path(__file__).parent / "documents"


@dataclass(slots=True)
class Desk:
    """The people, topics, sources and documents by the keys that the stories use."""

    people: dict[str, User]
    topics: dict[str, Topic]
    sources: dict[str, Source] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)

    @property
    def jonas(self) -> User:
        return self.people["jonas"]

    @property
    def ilse(self) -> User:
        return self.people["ilse"]


def open_desk() -> Desk:
    """With its people and sources, and no document yet."""
    desk = Desk(
        people={key: hire(key, name, roles) for key, name, roles in PEOPLE},
        topics={name: Topic.objects.create(name=name) for name in TOPICS},
    )
    staff(desk)
    desk.sources = {source.key: add_source(desk, source) for source in SOURCES}
    return desk


def hire(key: str, name: str, roles: list[str]) -> User:
    return User.objects.create_user(
        f"{key}@demo.example", name, roles=roles, password=PASSWORD, is_demo=True
    )


def staff(desk: Desk) -> None:
    today = timezone.localdate()
    choose_mail(by=desk.people["ilse"], rhythm="daily", hour=7, time_zone="Europe/Berlin")
    for key, (capacity, topics, days_away) in REVIEWERS.items():
        reviewer = Reviewer.objects.create(
            user=desk.people[key],
            capacity=capacity,
            languages=["en"],
        )
        if days_away:
            reviewer.absences.create(
                first_day=today, last_day=today + timedelta(days=days_away), note="on leave"
            )
        reviewer.topics.set(desk.topics[name] for name in topics)
    for key, (week, time_zone) in HOURS.items():
        person = desk.people[key]
        availability.set_hours(person, by=person, week=week, time_zone=time_zone)
    for key, (outlet, stake) in INTERESTS.items():
        person = desk.people[key]
        declared_interests.declare_interest(person, by=person, outlet=outlet, stake=stake)


def add_source(desk: Desk, source: DemoSource) -> Source:
    return sources.add_source(
        by=desk.jonas,
        name=source.name,
        kind=source.kind,
        tier=source.tier,
        country=source.country,
        interest=source.interest,
        notes=source.notes,
        owner=source.owner,
        languages=list(source.languages),
        homepage=f"https://www.{source.domain}/" if source.domain else "",
        domains={source.domain: True} if source.domain else {},
        topics=[desk.topics[name] for name in source.topics],
    )


def bring_in(desk: Desk, item: DemoDocument) -> Document:
    document = documents.capture_document(
        (TEXTS / f"{item.key}.txt").read_text(encoding="utf-8"),
        by=desk.people[item.added_by],
        title=item.title,
        purpose=item.purpose,
        outlet=item.outlet,
        published_on=timezone.localdate() - timedelta(days=item.days_ago),
    )
    extraction.extract_claims(document.latest_run.pk)
    return document
