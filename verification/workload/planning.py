"""The plan: needs in the order given, each to its least loaded able reviewers; then evened out.

Needs of one kind (topic, language, kept for the same person) share one heap of those who can take
them, so that nobody looks through all reviewers for each need. Three promises:

- No need stays short while somebody has room for it, be it that others' choices of this plan
  have to move on to make that room. Earlier needs never lose a place to later ones.
- No single move of a choice to another able reviewer with room would lower the larger of the two
  loads.
- Whoever brought a claim in gets it only where no other able reviewer has room.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush, heapreplace
from itertools import islice
from typing import NamedTuple

from .values import Candidate, Choice, Need, Plan, covers, reads
from .words import Words


def plan(needs: Iterable[Need], candidates: Iterable[Candidate]) -> Plan:
    """Who takes which of the needs, and why nobody takes the others."""
    needs = list(needs)
    desk = Desk(candidates)
    for need in needs:
        desk.fill(need)
    desk.even_out()
    return desk.as_plan(needs)


class Kind(NamedTuple):
    """What needs have in common that the same people can take, but for who is taken or barred."""

    topic: str
    language: str
    kept_for: int | None


class Step(NamedTuple):
    """A choice that goes from one reviewer to another."""

    kind: Kind
    need: Need
    giver: int
    taker: int


# Everybody reached so far, and by which step; those a chain may begin with, by none.
Chain = dict[int, Step | None]


class Desk:
    """A plan in the making. ``given`` holds the reviewers of each review, ``piles`` the other way
    round what each was given, by kind. ``stuck`` are full reviewers none of whose choices can go
    to anybody with room, now or later."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.people = {one.id: one for one in sorted(candidates, key=lambda one: one.id)}
        self.load = {one.id: one.load for one in self.people.values()}
        self.able: dict[Kind, list[int]] = {}
        self.heaps: dict[Kind, list[tuple[int, bool, int]]] = {}
        self.given: dict[int, list[int]] = {}
        self.piles: dict[int, dict[Kind, dict[int, Need]]] = {
            id: defaultdict(dict) for id in self.people
        }
        self.stuck: set[int] = set()

    # -- filling -----------------------------------------------------------------------------

    def fill(self, need: Need) -> None:
        kind = self.kind_of(need)
        self.given[need.review] = []
        for _ in range(need.wanted):
            taker = self.least_loaded(kind, need)
            if taker is None:
                taker = self.relieved(kind, need)
            if taker is None:
                taker = self.finder(kind, need)
            if taker is None:
                return
            self.give(kind, need, taker)

    def kind_of(self, need: Need) -> Kind:
        kind = Kind(need.topic, need.language, need.kept_for)
        if kind not in self.able:
            self.able[kind] = [
                one.id
                for one in self.people.values()
                if kind.kept_for in (None, one.id)
                and not one.away
                and reads(one, need)
                and covers(one, need)
            ]
            self.heaps[kind] = [self.place(id, kind.topic) for id in self.able[kind]]
            heapify(self.heaps[kind])
        return kind

    def least_loaded(self, kind: Kind, need: Need) -> int | None:
        """Who has room and the least to do; of several, who covers the topic by name. Loads in
        the heap may be of before, and lower: they are put right when they come to the top. Not
        who brought it in."""
        heap, loads, finder = self.heaps[kind], self.load, need.brought_in_by
        aside = []
        found = None
        while heap and found is None:
            load, anything, id = heap[0]
            if load != loads[id]:
                heapreplace(heap, (loads[id], anything, id))
            elif not self.has_room(id):
                heappop(heap)  # until they are put back
            elif id == finder or not self.may_take(id, need):
                aside.append(heappop(heap))
            else:
                found = id
        for entry in aside:
            heappush(heap, entry)
        return found

    def relieved(self, kind: Kind, need: Need) -> int | None:
        """Somebody full, once their other choices have moved on. Not who brought it in."""
        full = (id for id in self.able[kind] if id != need.brought_in_by)
        return self.made_room([id for id in full if self.may_take(id, need)])

    def finder(self, kind: Kind, need: Need) -> int | None:
        """Who brought it in, as the last choice."""
        id = need.brought_in_by
        if id is None or id not in self.able[kind] or not self.may_take(id, need):
            return None
        return id if self.has_room(id) else self.made_room([id])

    def made_room(self, full: list[int]) -> int | None:
        """One of them, with room now: some of their choices went to people with less to do or,
        where none could, one did along the shortest chain of moves that ends with room."""
        came: Chain = dict.fromkeys(id for id in full if id not in self.stuck)
        for giver in came:
            if self.lighten(giver):
                self.put_back(giver)
                return giver
        queue = deque(came)
        while queue:
            for step in self.moves_from(queue.popleft(), but=came):
                came[step.taker] = step
                if self.has_room(step.taker):
                    return self.move_along(came, step.taker)
                queue.append(step.taker)
        self.stuck |= came.keys()
        return None

    def moves_from(self, giver: int, but: Chain) -> Iterator[Step]:
        """To whom else one choice of theirs could go."""
        for kind, pile in self.piles[giver].items():
            for taker in self.able[kind]:
                if taker not in but and taker not in self.stuck:
                    for need in pile.values():
                        if self.may_take(taker, need):
                            yield Step(kind, need, giver, taker)
                            break

    def move_along(self, came: Chain, last: int) -> int:
        """Carry out the steps that lead to ``last``; answers with whom they begin."""
        while (step := came[last]) is not None:
            self.move(*step)
            last = step.giver
        return last

    def put_back(self, id: int) -> None:
        """Into the heaps, which forget who is full."""
        for kind, able in self.able.items():
            if id in able:
                heappush(self.heaps[kind], self.place(id, kind.topic))

    def place(self, id: int, topic: str) -> tuple[int, bool, int]:
        """How near the top of a heap: by load, then who covers the topic by name."""
        return (self.load[id], topic not in self.people[id].topics, id)

    # -- evening out -------------------------------------------------------------------------

    def even_out(self) -> None:
        """Move choices until no single move is left that would be fairer. Each lowers the number
        of people who check their own find, or else the sum of the squared loads: it ends."""
        moved = True
        while moved:
            moved = self.give_finds_to_others()
            for giver in sorted(self.people, key=lambda id: (-self.load[id], id)):
                moved |= self.lighten(giver)

    def lighten(self, giver: int) -> bool:
        """Give choices of theirs to people with room who have at least two fewer."""
        moved = False
        for kind, pile in self.piles[giver].items():
            lower = [id for id in self.able[kind] if self.load[id] < self.load[giver] - 1]
            for taker in sorted(filter(self.has_room, lower), key=self.by_load):
                for need in self.fair_share(giver, taker, pile):
                    self.move(kind, need, giver, taker)
                    moved = True
        return moved

    def fair_share(self, giver: int, taker: int, pile: dict[int, Need]) -> list[Need]:
        """What of the giver's pile makes the loads of the two even."""
        room = self.people[taker].capacity - self.load[taker]
        most = min((self.load[giver] - self.load[taker]) // 2, room)
        fitting = (
            need
            for need in pile.values()
            if taker != need.brought_in_by and self.may_take(taker, need)
        )
        return list(islice(fitting, max(most, 0)))

    def give_finds_to_others(self) -> bool:
        moved = False
        for finder, piles in self.piles.items():
            for kind, pile in piles.items():
                for need in [need for need in pile.values() if need.brought_in_by == finder]:
                    able = (id for id in self.able[kind] if self.may_take(id, need))
                    taker = min(filter(self.has_room, able), key=self.by_load, default=None)
                    if taker is not None:
                        self.move(kind, need, finder, taker)
                        moved = True
        return moved

    # -- one place ---------------------------------------------------------------------------

    def may_take(self, id: int, need: Need) -> bool:
        """Whether somebody who is able to take this kind may take this one."""
        return id not in need.taken and id not in need.barred and id not in self.given[need.review]

    def has_room(self, id: int) -> bool:
        return self.load[id] < self.people[id].capacity

    def by_load(self, id: int) -> tuple[int, int]:
        return (self.load[id], id)

    def give(self, kind: Kind, need: Need, taker: int) -> None:
        self.given[need.review].append(taker)
        self.piles[taker][kind][need.review] = need
        self.load[taker] += 1

    def move(self, kind: Kind, need: Need, giver: int, taker: int) -> None:
        given = self.given[need.review]
        given[given.index(giver)] = taker
        del self.piles[giver][kind][need.review]
        self.piles[taker][kind][need.review] = need
        self.load[giver] -= 1
        self.load[taker] += 1

    # -- telling -----------------------------------------------------------------------------

    def as_plan(self, needs: list[Need]) -> Plan:
        words = Words(self.people, self.load)
        counted = {one.id: one.load for one in self.people.values()}
        choices = []
        nobody = {}
        for need in needs:
            given = self.given[need.review]
            for id in given:
                choices.append(Choice(need.review, id, words.reason(id, need, counted[id])))
                counted[id] += 1
            if len(given) < need.wanted:
                nobody[need.review] = words.shortage(need, given)
        return Plan(tuple(choices), nobody)
