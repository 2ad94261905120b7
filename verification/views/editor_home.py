"""An editor's home: in the morning what stands still, in the evening what is left over.

A fixed number of queries, each by an index over what is under work, however much is published.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from newsroom.accounts.models import User
from verification.clean_hands import able_to_sign
from verification.models import ClaimReview

from .cards import Card, Group
from .editor_cards import (
    KINDS,
    changed_row,
    handed_row,
    reopened_row,
    retracted_row,
    signer_words,
    time_row,
    waiver_row,
)
from .editor_lists import (
    RETRACTED_DAYS,
    SHOWN,
    counts_of,
    handed_over,
    ids_of,
    in_order,
    latest_changes,
    rows_of,
    time_requests,
    waiver_requests,
)
from .loads import away_of, loads_of
from .pace import pace_in_short

EVENING_FROM = 14  # o'clock at the desk
MORNING, EVENING = "morning", "evening"
# What stands in “Yours to decide”, as the sentence above it says how much: of one, of several.
DECISIONS = {
    "to_sign": ("to sign", "to sign"),
    "to_settle": ("to settle", "to settle"),
    "ready": ("to publish", "to publish"),
    "nobody": ("with nobody to take it", "with nobody to take them"),
    "waivers": ("asking for a waiver", "asking for a waiver"),
    "time": ("asking for more time", "asking for more time"),
    "changed": ("with a changed figure", "with changed figures"),
}


def editor_home(user: User, part: str = "") -> dict[str, Any]:
    """``part`` of the day, as asked for; by the desk's clock if it is neither."""
    now = timezone.now()
    by_clock = MORNING if timezone.localtime(now).hour < EVENING_FROM else EVENING
    first = part if part in (MORNING, EVENING) else by_clock
    home = Home(user, now)
    groups, counts = home.groups(first), home.counts
    return {
        "counts": counts,
        "groups": groups,
        "has_cards": any(group.shown for group in groups),
        "first": first,
        "other": EVENING if first == MORNING else MORNING,
        "is_by_clock": first == by_clock,
        "clock": timezone.localtime(now),
        "loads": home.loads,
        "pace": pace_in_short(now),
        "claims_waiting": counts["claims_waiting"],
        "waits": [(card.total, DECISIONS[card.name]) for card in home.decisions if card.total],
    }


class Home:
    """What the page shows, read once; each card is made of it."""

    def __init__(self, user: User, now: datetime) -> None:
        self.user = user
        self.asked_for_waiver = list(waiver_requests(user))
        self.counts = counts_of(user, now, (waiver.review_id for waiver in self.asked_for_waiver))
        self.loads = loads_of()
        self.handed_over = list(handed_over(now)[:SHOWN])
        self.asked_for_time = list(time_requests(user)[:SHOWN])
        self.changed = latest_changes(user)
        self.ids = ids_of(user, now)
        self.reviews = rows_of(
            {pk for pks in self.ids.values() for pk in pks}
            | {assignment.review_id for assignment in self.handed_over}
            | {request.assignment.review_id for request in self.asked_for_time}
            | {waiver.review_id for waiver in self.asked_for_waiver[:SHOWN]}
            | {change.evidence.review_id for change in self.changed}
        )

    def groups(self, first: str) -> list[Group]:
        """What waits for this editor, the part of the day it is, the other one, the rest."""
        morning = Group(
            MORNING, "In the morning: what stands still",
            [self.away(), self.claims("waiting"), self.claims("going_out")],
        )  # fmt: skip
        evening = Group(
            EVENING, "In the evening: what is left over",
            [self.late(), self.handed(), self.claims("scheduled"), self.corrections()],
        )  # fmt: skip
        return [
            Group("yours", "Yours to decide", self.decisions),
            *([morning, evening] if first == MORNING else [evening, morning]),
            Group("others", "Also on the desk", [self.others_sign(), self.claims("held")]),
        ]

    @cached_property
    def decisions(self) -> list[Card]:
        """As many as the page says that wait: each of ``DECISIONS``."""
        return [
            self.claims("to_sign"), self.claims("to_settle"), self.claims("ready"), self.nobody(),
            self.waivers(), self.time(), self.figures(),
        ]  # fmt: skip

    def of(self, name: str) -> list[ClaimReview]:
        return in_order(name, (self.reviews[pk] for pk in self.ids[name]))

    def claims(self, name: str) -> Card:
        kind = KINDS[name]
        return Card(
            name, kind.title, none=kind.none, intro=kind.intro,
            lists=self.all_of(name, kind.query) if kind.query else [],
            rows=[kind.row(review, self.user) for review in self.of(name)],
            total=self.counts[name],
        )  # fmt: skip

    def all_of(self, name: str, query: str) -> list[tuple[str, str]]:
        return [(f"All {self.counts[name]}", claims_list(query))]

    def others_sign(self) -> Card:
        card = self.claims("others_sign")
        able = able_to_sign([row.review for row in card.rows]) if card.rows else {}
        for row in card.rows:
            row.note = signer_words(able[row.review.pk])
        return card

    def nobody(self) -> Card:
        card = self.claims("nobody")
        card.lists = [(f"All {card.total}", reverse("verification:nobody"))]
        return card

    def away(self) -> Card:
        people = away_of(self.loads)
        return Card(
            "away", "Away", none="Nobody is away.", people=people[:SHOWN], total=len(people)
        )  # fmt: skip

    def late(self) -> Card:
        """Without what stands in “Yours to decide”: there each line says that it is late."""
        card = self.claims("late")
        above = {row.review.pk for decision in self.decisions for row in decision.rows if row.due}
        rows = [row for row in card.rows if row.review.pk not in above]
        card.total -= len(card.rows) - len(rows)
        if card.rows:
            card.none = "What is late stands in “Yours to decide”."
        card.rows = rows
        return card

    def time(self) -> Card:
        rows = [
            time_row(request, self.reviews[request.assignment.review_id], self.user)
            for request in self.asked_for_time
        ]
        return Card(
            "time", "More time is asked for",
            lists=self.all_of("time", "?asks=on"),
            rows=rows, total=self.counts["time"],
        )  # fmt: skip

    def waivers(self) -> Card:
        total = len(self.asked_for_waiver)
        rows = [
            waiver_row(waiver, self.reviews[waiver.review_id])
            for waiver in self.asked_for_waiver[:SHOWN]
        ]
        return Card(
            "waivers", "Waivers asked for",
            lists=[(f"All {total}", claims_list("?waivers=on"))], rows=rows, total=total,
        )  # fmt: skip

    def handed(self) -> Card:
        rows = [
            handed_row(assignment, self.reviews[assignment.review_id], self.user)
            for assignment in self.handed_over
        ]
        return Card(
            "handed_over", "Handed over today", none="Nothing was handed over today.",
            lists=self.all_of("handed_over", "?which=handed_over"),
            rows=rows, total=self.counts["handed_over"],
        )  # fmt: skip

    def figures(self) -> Card:
        total = self.counts["changed"]
        rows = [changed_row(each, self.reviews[each.evidence.review_id]) for each in self.changed]
        return Card(
            "changed", "Changed figures",
            lists=[(f"All {total}", reverse("verification:changed"))], rows=rows, total=total,
        )  # fmt: skip

    def corrections(self) -> Card:
        """What readers were told and is open again, then what was lately taken back."""
        total = self.counts["reopened"] + self.counts["retracted"]
        rows = [
            *(reopened_row(review) for review in self.of("reopened")),
            *(retracted_row(review) for review in self.of("retracted")),
        ]
        return Card(
            "corrections", "Open corrections", none="No correction is open.",
            intro=f"Retracted ones for {RETRACTED_DAYS} days.",
            lists=[(f"All {total}", claims_list("?which=corrections"))],
            rows=rows[:SHOWN], total=total,
        )  # fmt: skip


def claims_list(query: str) -> str:
    return f"{reverse('verification:claims')}{query}"
