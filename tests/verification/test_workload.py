"""The planner: eligibility, fairness, capacity, determinism. Plain values, no database."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verification.workload import Candidate, Choice, Need, Plan, Shortage, obstacle, plan
from verification.workload.planning import Desk

ids = st.integers(1, 8)
topics = st.sampled_from(["economy", "security", "housing"])
languages = st.sampled_from(["en", "ru"])
candidates = st.lists(
    st.builds(
        Candidate,
        id=ids,
        name=st.sampled_from(["Ana", "Bo", "Cy"]),
        capacity=st.integers(0, 5),
        load=st.integers(0, 5),
        topics=st.frozensets(topics, max_size=2),
        languages=st.frozensets(languages),
        away=st.sampled_from([False, False, False, True]),
    ),
    max_size=7,
    unique_by=lambda candidate: candidate.id,
)
needs = st.lists(
    st.builds(
        Need,
        review=st.integers(1, 50),
        wanted=st.integers(1, 2),
        topic=st.just("") | topics,
        language=languages,
        taken=st.frozensets(ids, max_size=2),
        barred=st.frozensets(ids, max_size=1),
        brought_in_by=st.none() | ids,
        kept_for=st.none() | st.none() | st.none() | ids,
    ),
    max_size=14,
    unique_by=lambda need: need.review,
)
many = settings(max_examples=150, deadline=None)


# -- what a plan leaves behind, by looking at everybody for every claim ------------------------


class After:
    """The loads and places once a plan is carried out."""

    def __init__(self, wanted: list[Need], people: list[Candidate], made: Plan) -> None:
        self.made = made
        self.people = {person.id: person for person in people}
        self.needs = {need.review: need for need in wanted}
        chosen = Counter(choice.reviewer for choice in made.choices)
        self.load = {person.id: person.load + chosen[person.id] for person in people}
        self.holders: dict[int, list[int]] = {need.review: [] for need in wanted}
        for choice in made.choices:
            self.holders[choice.review].append(choice.reviewer)

    def may_join(self, person: Candidate, review: int) -> bool:
        """Whether they could take a place in it and have room."""
        return person.id not in self.holders[review] and not obstacle(
            person, self.needs[review], self.load[person.id]
        )

    def others_for(self, choice: Choice) -> list[Candidate]:
        return [p for p in self.people.values() if self.may_join(p, choice.review)]

    def unfair_moves(self) -> list[tuple[Choice, int]]:
        """Single moves that would lower the larger of two loads, but to who brought it in."""
        return [
            (choice, taker.id)
            for choice in self.made.choices
            for taker in self.others_for(choice)
            if self.load[choice.reviewer] > self.load[taker.id] + 1
            and taker.id != self.needs[choice.review].brought_in_by
        ]

    def needless_own_finds(self) -> list[Choice]:
        return [
            choice
            for choice in self.made.choices
            if choice.reviewer == self.needs[choice.review].brought_in_by
            and self.others_for(choice)
        ]

    def idle_though_needed(self) -> list[tuple[int, int]]:
        return [
            (review, person.id)
            for review in self.made.nobody
            for person in self.people.values()
            if self.may_join(person, review)
        ]


def most_that_can_be_met(wanted: list[Need], people: list[Candidate]) -> int:
    """Places that can be filled at most, by trying every exchange (Ford and Fulkerson)."""
    holders: dict[int, set[int]] = {need.review: set() for need in wanted}
    by_id = {person.id: person for person in people}
    load = {person.id: person.load for person in people}

    def place(need: Need, tried: set[int]) -> bool:
        for person in people:
            if person.id in tried or person.id in holders[need.review]:
                continue
            if obstacle(person, need, -1):
                continue
            tried.add(person.id)
            if load[person.id] < by_id[person.id].capacity:
                holders[need.review].add(person.id)
                load[person.id] += 1
                return True
            for other in wanted:
                if person.id in holders[other.review] and place(other, tried):
                    holders[other.review].remove(person.id)
                    holders[need.review].add(person.id)
                    return True
        return False

    return sum(place(need, set()) for need in wanted for _ in range(need.wanted))


def greedy(wanted: list[Need], people: list[Candidate]) -> Plan:
    """The control: each to the least loaded, and nothing put right afterwards."""
    desk = Desk(people)
    desk.made_room = lambda full: None  # type: ignore[method-assign]
    for need in wanted:
        desk.fill(need)
    return desk.as_plan(wanted)


# -- properties -------------------------------------------------------------------------------


@many
@given(needs, candidates)
def test_nobody_is_chosen_who_may_not_take_it(wanted, people):
    after = After(wanted, people, plan(wanted, people))
    for choice in after.made.choices:
        person, need = after.people[choice.reviewer], after.needs[choice.review]
        assert obstacle(person, need, -1) == ""


@many
@given(needs, candidates)
def test_nobody_gets_more_than_they_have_room_for(wanted, people):
    chosen = Counter(choice.reviewer for choice in plan(wanted, people).choices)
    for person in people:
        assert chosen[person.id] <= max(0, person.capacity - person.load)


@many
@given(needs, candidates)
def test_a_review_gets_different_people_and_no_more_than_it_wants(wanted, people):
    after = After(wanted, people, plan(wanted, people))
    for need in wanted:
        given_to = after.holders[need.review]
        assert len(given_to) == len(set(given_to)) <= need.wanted
        assert (len(given_to) < need.wanted) == (need.review in after.made.nobody)


@many
@given(needs, candidates)
def test_no_single_move_would_lower_the_larger_of_two_loads(wanted, people):
    assert After(wanted, people, plan(wanted, people)).unfair_moves() == []


@many
@given(needs, candidates)
def test_nobody_is_idle_while_a_claim_they_could_take_stays_short(wanted, people):
    assert After(wanted, people, plan(wanted, people)).idle_though_needed() == []


@many
@given(needs, candidates)
def test_as_many_places_are_filled_as_can_be(wanted, people):
    assert len(plan(wanted, people).choices) == most_that_can_be_met(wanted, people)


@many
@given(needs, candidates)
def test_nobody_checks_their_own_find_while_another_has_room(wanted, people):
    assert After(wanted, people, plan(wanted, people)).needless_own_finds() == []


@many
@given(needs, candidates)
def test_a_claim_that_is_met_stays_met_when_later_ones_come(wanted, people):
    earlier = wanted[: len(wanted) // 2]
    alone, among_all = plan(earlier, people), plan(wanted, people)
    filled = Counter(choice.review for choice in alone.choices)
    filled_then = Counter(choice.review for choice in among_all.choices)
    assert {r: filled_then[r] for r in filled} == dict(filled)


@many
@given(needs, candidates, st.randoms())
def test_the_same_people_in_another_order_get_the_same(wanted, people, chance):
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert plan(wanted, shuffled) == plan(wanted, people)


@many
@given(needs, candidates)
def test_the_number_in_each_reason_is_what_the_person_had_before_it(wanted, people):
    had = {person.id: person.load for person in people}
    room = {person.id: person.capacity for person in people}
    for choice in plan(wanted, people).choices:
        assert f"has {had[choice.reviewer]} of {room[choice.reviewer]}, no" in choice.reason
        had[choice.reviewer] += 1


# -- controls: what the plain greedy plan gets wrong --------------------------------------------

ANYBODY, EXPERT = Candidate(1, "Ana", 9), Candidate(2, "Bo", 9, topics=frozenset({"housing"}))


def test_control_the_greedy_plan_alone_is_unfair():
    """Six that only the expert and Ana can take, then three for Ana alone."""
    wanted = [Need(n, 1, "housing") for n in range(6)] + [Need(n, 1, "economy") for n in (7, 8, 9)]
    assert After(wanted, [ANYBODY, EXPERT], greedy(wanted, [ANYBODY, EXPERT])).unfair_moves()
    even = After(wanted, [ANYBODY, EXPERT], plan(wanted, [ANYBODY, EXPERT]))
    assert even.unfair_moves() == []
    assert even.load == {1: 5, 2: 4}


def test_control_the_greedy_plan_alone_leaves_short_what_could_be_met():
    people = [Candidate(1, "Ana", 1), Candidate(2, "Bo", 1, topics=frozenset({"housing"}))]
    wanted = [Need(1, 1, "housing", brought_in_by=2), Need(2, 1, "economy")]
    assert set(greedy(wanted, people).nobody) == {2}
    made = plan(wanted, people)
    assert made.nobody == {}
    assert [(choice.review, choice.reviewer) for choice in made.choices] == [(1, 2), (2, 1)]


# -- what is said ---------------------------------------------------------------------------------


def test_the_reason_says_what_the_person_speaks_and_covers_and_has():
    anything = Candidate(1, "Ana", 5, load=2)
    expert = Candidate(
        2, "Bo", 8, 2, topics=frozenset({"security"}), languages=frozenset({"ru", "en"})
    )
    (choice,) = plan([Need(1, 1, "security", "ru")], [anything, expert]).choices
    assert choice == Choice(1, 2, "speaks Russian, covers security, has 2 of 8, no interest")


def test_whoever_brought_it_in_is_asked_only_if_nobody_else_can():
    finder, other = Candidate(1, "Ana", 5), Candidate(2, "Bo", 5, load=4)
    need = Need(review=1, wanted=1, brought_in_by=1)
    assert plan([need], [finder, other]).choices[0].reviewer == 2
    (alone,) = plan([need], [finder]).choices
    assert alone.reason == ("has 0 of 5, no interest, brought it in, but nobody else can take it")


def test_what_is_kept_for_somebody_goes_to_them_only_whatever_they_cover():
    kept = Candidate(1, "Ana", 5, load=4, topics=frozenset({"housing"}))
    free = Candidate(2, "Bo", 5)
    (choice,) = plan([Need(1, 1, "security", kept_for=1)], [kept, free]).choices
    assert choice == Choice(1, 1, "it was kept for them, has 4 of 5, no interest")


BACK = date(2030, 12, 4)
PETRA = Candidate(1, "Petra Oakes", 8, languages=frozenset({"fa"}), away=True, back_on=BACK)
FULL = Candidate(2, "Sol Reyes", 8, 8, languages=frozenset({"fa"}))
READS_ENGLISH = [
    Candidate(n, f"Person {n}", 8, languages=frozenset({"en"})) for n in range(10, 208)
]


@pytest.mark.parametrize(
    ("need", "people", "because", "would_help"),
    [
        (
            Need(1, 1, language="fa"), [PETRA, FULL, *READS_ENGLISH],
            "2 read Persian: 1 is away until 3 December, 1 has 8 of 8.",
            "Raise Sol Reyes’s capacity, or wait for Petra Oakes, back on 4 December, or invite a "
            "reviewer who reads Persian.",
        ),
        (
            Need(1, 1, language="fr"), [PETRA, *READS_ENGLISH],
            "Nobody reads French.", "Invite a reviewer who reads French.",
        ),
        (
            Need(1, 1, "security", "fa"), [
                Candidate(1, "Ana", 8, languages=frozenset({"fa"}), topics=frozenset({"housing"})),
                *READS_ENGLISH,
            ],
            "Nobody who reads Persian covers security.",
            "Let somebody who reads Persian cover security, or invite a reviewer who reads "
            "Persian and covers security.",
        ),
        (
            Need(1, 1, language="fa", taken=frozenset({1}), barred=frozenset({2})),
            [PETRA, FULL],
            "2 read Persian: 1 has an interest in it, 1 had a part in it already.",
            "Invite a reviewer who reads Persian.",
        ),
        (
            Need(1, 1), [Candidate(1, "Ana", 2, 2), Candidate(2, "Bo", 3, 3),
                         Candidate(3, "Cy", 3, away=True), Candidate(4, "Di", 3, 0, away=True)],
            "4 read English: 2 are away, 2 have no room.",
            "Raise somebody’s capacity, or invite a reviewer who reads English.",
        ),
        (
            Need(1, 2), [Candidate(1, "Ana", 2, 1)],
            "One more is wanted. 1 reads English: 1 had a part in it already.",
            "Invite a reviewer who reads English.",
        ),
        (
            Need(1, 1, language="fa", taken=frozenset({1, 2, 3}), had_before=frozenset({1, 3}),
                 barred=frozenset({3})),
            [PETRA, FULL, replace(FULL, id=3)],
            "3 read Persian: 1 has an interest in it, 2 had a part in it already.",
            "Assign it by hand to who had it before, or invite a reviewer who reads Persian.",
        ),
        (
            Need(1, 1, "security", "fa", taken=frozenset({1, 2}), had_before=frozenset({1, 2})), [
                PETRA, FULL,
                Candidate(3, "Ana", 8, languages=frozenset({"fa"}), topics=frozenset({"housing"})),
                *READS_ENGLISH,
            ],
            "2 read Persian and cover security: 2 had a part in it already.",
            "Assign it by hand to somebody who had it before, or let somebody else who reads "
            "Persian cover security, or invite a reviewer who reads Persian and covers security.",
        ),
        (
            Need(1, 1, kept_for=2, taken=frozenset({2}), had_before=frozenset({2})), [FULL],
            "It is kept for Sol Reyes, who had a part in it already.",
            "Assign it by hand to who had it before, or let others have it.",
        ),
        (
            Need(1, 1, kept_for=1), [PETRA, *READS_ENGLISH],
            "It is kept for Petra Oakes, who is away until 3 December.",
            "Wait for Petra Oakes, back on 4 December, or let others have it.",
        ),
        (
            Need(1, 1, kept_for=2), [FULL, *READS_ENGLISH],
            "It is kept for Sol Reyes, who has 8 of 8.",
            "Raise Sol Reyes’s capacity, or let others have it.",
        ),
        (
            Need(1, 1, kept_for=9), READS_ENGLISH,
            "It is kept for somebody who is not an active reviewer.",
            "Keep it for somebody else, or for nobody.",
        ),
        (
            Need(1, 1), [], "There is no active reviewer on the desk.", "Invite a reviewer.",
        ),
    ],
)  # fmt: skip
def test_a_shortage_says_why_and_what_would_help(need, people, because, would_help):
    assert plan([need], people).nobody == {1: Shortage(because, would_help)}


# -- how long it takes --------------------------------------------------------------------------


def test_many_needs_are_planned_without_looking_at_everybody_for_each():
    """20,000 needs of 200 people: with a look at everybody for each it would take a minute."""
    chance = random.Random(5)
    names = [f"topic {n}" for n in range(10)]
    people = [
        Candidate(n, f"Person {n}", 400, topics=frozenset(chance.sample(names, 3)))
        for n in range(200)
    ]
    wanted = [Need(n, 1, chance.choice(names), brought_in_by=n % 200) for n in range(20_000)]
    looks = Counter()

    class Counted(Desk):
        def may_take(self, id, need):
            looks["asked"] += 1
            return super().may_take(id, need)

    desk = Counted(people)
    for need in wanted:
        desk.fill(need)
    desk.even_out()
    assert len(desk.as_plan(wanted).choices) == 20_000
    assert looks["asked"] < 3 * len(wanted)
