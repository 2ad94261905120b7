"""The planner: eligibility, fairness, capacity, determinism. Plain values, no database."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verification.workload import Candidate, Need, obstacle, plan

ids = st.integers(1, 12)
topics = st.frozensets(st.integers(1, 3), max_size=2)
candidates = st.lists(
    st.builds(
        Candidate,
        id=ids,
        name=st.sampled_from(["Ana", "Bo", "Cy"]),
        capacity=st.integers(0, 5),
        load=st.integers(0, 5),
        topics=topics,
        languages=st.frozensets(st.sampled_from(["en", "ru"])),
        away=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda candidate: candidate.id,
)
needs = st.lists(
    st.builds(
        Need,
        review=st.integers(1, 50),
        wanted=st.integers(1, 2),
        topic=st.none() | st.integers(1, 3),
        language=st.sampled_from(["en", "ru"]),
        taken=st.frozensets(ids, max_size=3),
        brought_in_by=st.none() | ids,
    ),
    max_size=12,
    unique_by=lambda need: need.review,
)


@given(needs, candidates)
def test_nobody_is_chosen_who_may_not_take_it(wanted, people):
    by_id = {person.id: person for person in people}
    need_of = {need.review: need for need in wanted}
    for choice in plan(wanted, people).choices:
        assert obstacle(by_id[choice.reviewer], need_of[choice.review], 0) in ("", "has 0 of 0")
        assert by_id[choice.reviewer].capacity > 0


@given(needs, candidates)
def test_nobody_gets_more_than_they_have_room_for(wanted, people):
    chosen = [choice.reviewer for choice in plan(wanted, people).choices]
    for person in people:
        assert chosen.count(person.id) <= max(0, person.capacity - person.load)


@given(needs, candidates)
def test_a_review_gets_different_people_and_no_more_than_it_wants(wanted, people):
    result = plan(wanted, people)
    for need in wanted:
        given_to = [c.reviewer for c in result.choices if c.review == need.review]
        assert len(given_to) == len(set(given_to)) <= need.wanted
        assert (len(given_to) < need.wanted) == (need.review in result.nobody)


@given(needs, candidates)
def test_the_same_input_gives_the_same_plan(wanted, people):
    assert plan(wanted, people) == plan(list(wanted), list(people))


@given(st.integers(1, 12), st.lists(st.integers(0, 6), min_size=2, max_size=6))
def test_among_equals_no_single_move_would_lower_the_larger_of_two_loads(reviews, loads):
    people = [Candidate(i, f"P{i}", capacity=99, load=load) for i, load in enumerate(loads)]
    wanted = [Need(review=i, wanted=1) for i in range(reviews)]
    after = dict(enumerate(loads))
    receivers = set()
    for choice in plan(wanted, people).choices:
        after[choice.reviewer] += 1
        receivers.add(choice.reviewer)
    for giver in receivers:
        for taker in after:
            assert after[giver] <= after[taker] + 1


def test_who_covers_the_topic_goes_before_who_covers_anything():
    anything, expert = Candidate(1, "Ana", 5), Candidate(2, "Bo", 5, topics=frozenset({7}))
    (choice,) = plan([Need(review=1, wanted=1, topic=7)], [anything, expert]).choices
    assert (choice.reviewer, choice.reason) == (2, "covers the topic, has 0 of 5")


def test_whoever_brought_it_in_is_asked_only_if_nobody_else_can():
    finder, other = Candidate(1, "Ana", 5), Candidate(2, "Bo", 5, load=4)
    need = Need(review=1, wanted=1, brought_in_by=1)
    assert plan([need], [finder, other]).choices[0].reviewer == 2
    (alone,) = plan([need], [finder]).choices
    assert alone.reviewer == 1
    assert "nobody else can" in alone.reason


def test_a_shortage_names_each_obstacle():
    people = [
        Candidate(1, "Ana", 2, load=2),
        Candidate(2, "Bo", 2, away=True),
        Candidate(3, "Cy", 2, topics=frozenset({9})),
        Candidate(4, "Di", 2, languages=frozenset({"ru"})),
    ]
    assert plan([Need(review=1, wanted=1, topic=7)], people).nobody[1] == (
        "1 more reviewer wanted: Ana has 2 of 2; Bo is away; Cy covers other topics; "
        "Di does not read en."
    )


def test_an_empty_desk_says_what_would_help():
    assert "invite" in plan([Need(review=1, wanted=1)], []).nobody[1]
