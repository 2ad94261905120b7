"""Why this person, why nobody, and what would help: the plan in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from verification.registry.languages import in_words

from .values import Candidate, Need, Shortage, covers, reads


class Words:
    """Of one plan, whose people and final loads it knows. What is said of needs alike is worked
    out once."""

    def __init__(self, people: Mapping[int, Candidate], load: Mapping[int, int]) -> None:
        self.people, self.load = people, load
        self.first_words = cache(self.first_words_of)
        self.said: dict[tuple[object, ...], Shortage] = {}

    def reason(self, id: int, need: Need, load: int) -> str:
        """Why this person, who had ``load`` claims before this one."""
        begun = self.first_words(id, need.language, need.topic, need.kept_for == id)
        own = ", brought it in, but nobody else can take it" if need.brought_in_by == id else ""
        return f"{begun}has {load} of {self.people[id].capacity}, no interest{own}"

    def first_words_of(self, id: int, language: str, topic: str, is_kept: bool) -> str:
        one = self.people[id]
        parts = (
            ("it was kept for them", is_kept),
            (f"speaks {in_words(language)}", language in one.languages),
            (f"covers {topic}", topic in one.topics),
        )
        return "".join(f"{words}, " for words, holds in parts if holds)

    def shortage(self, need: Need, given: list[int]) -> Shortage:
        """Why it stays short although ``given`` have it, and what would help."""
        need = need._replace(taken=need.taken.union(given))
        alike = (
            need.topic, need.language, need.taken, need.barred, need.kept_for, need.had_before,
            bool(given),
        )  # fmt: skip
        if alike not in self.said:
            self.said[alike] = self.kept(need) if need.kept_for else self.open(need, bool(given))
        return self.said[alike]

    def open(self, need: Need, is_second: bool) -> Shortage:
        if not self.people:
            return Shortage("There is no active reviewer on the desk.", "Invite a reviewer.")
        readers = [one for one in self.people.values() if reads(one, need)]
        pool = [one for one in readers if covers(one, need)]
        away = [one for one in pool if one.away and not is_out(one, need)]
        full = [one for one in pool if not one.away and not is_out(one, need)]
        groups = (
            *those(away, away_words),
            *those(full, self.full_words),
            *those([one for one in pool if one.id in need.barred], interest_words),
            *those([one for one in pool if one.id in need.taken - need.barred], part_words),
        )
        if pool:
            because = f"{len(pool)} {able(need, len(pool))}: {', '.join(groups)}."
        elif readers:
            because = f"Nobody who {able_language(need, 1)} covers {need.topic}."
        else:
            because = f"Nobody {able_language(need, 1)}."
        ways = [*raising(full), *waiting(away), *by_hand(pool, need)]
        if len(readers) > len(pool):
            whom = "somebody else" if pool else "somebody"
            ways.append(f"let {whom} who {able_language(need, 1)} cover {need.topic}")
        ways.append(f"invite a reviewer who {able(need, 1)}")
        return Shortage(("One more is wanted. " if is_second else "") + because, sentence(ways))

    def full_words(self, full: list[Candidate]) -> str:
        loads = {(self.load[one.id], one.capacity) for one in full}
        if len(loads) > 1:
            return "have no room"
        ((load, capacity),) = loads
        return f"{'has' if len(full) == 1 else 'have'} {load} of {capacity}"

    def kept(self, need: Need) -> Shortage:
        one = self.people.get(need.kept_for or 0)
        if one is None:
            return Shortage(
                "It is kept for somebody who is not an active reviewer.",
                "Keep it for somebody else, or for nobody.",
            )
        others = "let others have it"
        if one.id in need.barred:
            why, ways = "has an interest in it", [others]
        elif one.id in need.taken:
            why, ways = "had a part in it already", [*by_hand([one], need), others]
        elif one.away:
            why, ways = away_words([one]), [*waiting([one]), others]
        else:
            why, ways = self.full_words([one]), [*raising([one]), others]
        return Shortage(f"It is kept for {one.name}, who {why}.", sentence(ways))


def is_out(one: Candidate, need: Need) -> bool:
    return one.id in need.barred or one.id in need.taken


def able(need: Need, count: int) -> str:
    """ "reads Farsi and covers Security"; of several, "read" and "cover"."""
    topic = f" and {'covers' if count == 1 else 'cover'} {need.topic}" if need.topic else ""
    return able_language(need, count) + topic


def able_language(need: Need, count: int) -> str:
    return f"{'reads' if count == 1 else 'read'} {in_words(need.language)}"


def those(people: list[Candidate], words: Callable[[list[Candidate]], str]) -> list[str]:
    """ "2 are away until 3 December", or nothing where there is nobody."""
    return [f"{len(people)} {words(people)}"] if people else []


def away_words(away: list[Candidate]) -> str:
    back = [one.back_on for one in away]
    first = min((day for day in back if day), default=None)
    are = "is away" if len(away) == 1 else "are away"
    if first is None:
        return are
    among = ", the first" if len(set(back)) > 1 else ""
    return f"{are}{among} until {day_month(first - timedelta(days=1))}"


def interest_words(people: list[Candidate]) -> str:
    return f"{'has' if len(people) == 1 else 'have'} an interest in it"


def part_words(people: list[Candidate]) -> str:
    return "had a part in it already"


def raising(full: list[Candidate]) -> list[str]:
    whose = full[0].name if len(full) == 1 else "somebody"
    return [f"raise {whose}’s capacity"] if full else []


def waiting(away: list[Candidate]) -> list[str]:
    back = [(one.back_on, one.name) for one in away if one.back_on]
    return [f"wait for {name}, back on {day_month(day)}" for day, name in sorted(back)[:1]]


def by_hand(people: list[Candidate], need: Need) -> list[str]:
    """The run asks nobody twice in a round; an editor can."""
    before = [one for one in people if one.id in need.had_before - need.barred]
    whom = "who" if len(before) == 1 else "somebody who"
    return [f"assign it by hand to {whom} had it before"] if before else []


def day_month(day: date) -> str:
    return f"{day.day} {day:%B}"


def sentence(ways: list[str]) -> str:
    """ "Do this, or do that." """
    said = ", or ".join(ways)
    return f"{said[0].upper()}{said[1:]}."
