"""What the form about the scope suggests, and in which words of claim and evidence."""

from decimal import Decimal

import pytest

from claims.quantities import Held, Match, Nature, Quantity
from verification.views.respects import SAME_THINGS, respects_of


def held(population: str = "", place: str = "") -> Held:
    return Held(
        Quantity("4,700", Decimal(4700), Decimal(4700), counted="person"), population, place
    )


def respect(name: str, claimed: Held, found: Held):
    return next(one for one in respects_of(claimed, found, {}) if one.name == name)


def test_a_part_of_whom_was_claimed_is_suggested_as_different_and_told_as_a_part():
    part, whole = held("people from Aro"), held("people from Aro and the northern isles")
    one = respect("population", whole, part)
    assert (one.suggested, one.is_part) == (Match.DIFFERENT, True)
    same = respect("population", part, held("people from Aro"))
    assert (same.suggested, same.is_part) == (Match.SAME, False)
    elsewhere = respect("place", held(place="Aro"), held(place="Bel"))
    assert (elsewhere.suggested, elsewhere.is_part) == (Match.DIFFERENT, False)


def test_a_bare_noun_is_no_population_and_stands_as_people_write_it():
    one, other = held(), held()
    population = respect("population", one, other)
    assert (population.claimed, population.found) == ("", "")
    assert population.suggested is Match.UNKNOWN
    definition = respect("definition", one, other)
    assert (definition.claimed, definition.found) == ("people", "people")


def told(claimed: Held, found: Held, **answers: str) -> list[str]:
    return [one.name for one in respects_of(claimed, found, answers) if one.is_told]


def money(as_of: str = "", nature: Nature = Nature.LEVEL) -> Held:
    return Held(
        Quantity("1.2 billion", Decimal(1), Decimal(1), unit="mark", as_of=as_of, nature=nature)
    )


@pytest.mark.parametrize(
    ("claimed", "found", "answers", "names"),
    [
        # Nothing is said of anything, or the same noun stands in both.
        (held(), held(), {}, []),
        (money(), money(), {}, []),
        # One names what the other does not, or both name it.
        (money(), money("by the end of 2025"), {}, ["period"]),
        (held(place="Aro"), held(), {}, ["place"]),
        (held(place="Aro"), held(place="Aro"), {}, ["place"]),
        (held(), money(), {}, []),
        (money(), money(nature=Nature.DIFFERENCE), {}, ["stock_or_flow"]),
        # What was answered stays in sight.
        (held(), held(), {"definition": "different"}, ["definition"]),
    ],
)  # fmt: skip
def test_only_what_the_words_tell_of_is_asked_openly(claimed, found, answers, names):
    assert told(claimed, found, **answers) == names


def test_of_money_nobody_asks_for_the_same_people():
    assert respect("population", money(), money()).question == SAME_THINGS
    assert respect("population", held(), held()).question == "The same people?"
    nurses = Held(Quantity("8", Decimal(8), Decimal(8), counted="post"), "nurses")
    assert respect("population", nurses, nurses).question == "The same people?"
