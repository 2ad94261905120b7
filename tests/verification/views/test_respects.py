"""What the form about the scope suggests, and in which words of claim and evidence."""

from decimal import Decimal

from claims.quantities import Held, Match, Quantity
from verification.views.respects import respects_of


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
