"""The nouns that are counted: their plurals, and whether two lemmas count the same thing."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

IRREGULAR = {
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
    "ox": "oxen",
    "life": "lives",
    "wife": "wives",
    "knife": "knives",
    "half": "halves",
    "shelf": "shelves",
    "leaf": "leaves",
    "loaf": "loaves",
    "thief": "thieves",
    "wolf": "wolves",
    "calf": "calves",
    "hero": "heroes",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "echo": "echoes",
    "veto": "vetoes",
    "embargo": "embargoes",
    "torpedo": "torpedoes",
    "crisis": "crises",
    "basis": "bases",
    "analysis": "analyses",
    "criterion": "criteria",
    "phenomenon": "phenomena",
    "krona": "kronor",
    "krone": "kroner",
    "zloty": "zlotys",
    "passer-by": "passers-by",
}
UNCHANGED = frozenset(
    "aircraft sheep deer fish series species spacecraft staff police cattle people personnel "  # noqa: SIM905
    "percent offspring baht yen yuan won rand hertz kelvin horsepower times troops clergy "
    "infantry cavalry data media headquarters means renminbi".split()
)
# Different lemmas for any human being: "6,300 individuals" counts people.
_PERSON = frozenset({"person", "people", "individual", "human", "soul", "inhabitant"})
# Pairs that newsrooms use for one thing.
_SAME = (
    {"death", "fatality"},
    {"child", "kid"},
    {"company", "firm"},
    {"car", "automobile"},
    {"protester", "protestor"},
    {"aircraft", "airplane", "plane"},
)
# Kinds of people: comparable with "people" in general, with a word of warning.
_KINDS_OF_PERSON = frozenset(
    "adult american asylum-seeker baby boy candidate casualty child citizen civilian clerk "  # noqa: SIM905
    "combatant commuter consumer contractor critic customer delegate demonstrator deputy detainee "
    "doctor driver employee employer engineer expert extremist farmer fan fighter foreigner "
    "fugitive girl graduate guard guest hostage immigrant inmate insurgent investor islamist "
    "jihadi jihadist journalist kid lawmaker lawyer man member migrant militant minister minor "
    "national nurse officer official parent participant passenger patient pensioner policeman "
    "politician prisoner protester protestor pupil rebel recipient recruit refugee resident "
    "respondent russian scientist senator settler soldier spectator student subscriber suspect "
    "taxpayer teacher teenager terrorist tourist troop user victim villager visitor volunteer "
    "voter woman worker youth".split()
)


class Likeness(StrEnum):
    """How two counted things stand to each other."""

    SAME = "same"
    NARROWER = "narrower"
    OTHER = "other"


def likeness(claimed: str, found: str) -> Likeness:
    """Compare two lemmas. An empty one says nothing, so it is taken for the same.

    "fighter" under "person", and "small tenancy" under "tenancy", are narrower: comparable,
    but the reader must know. The answer is the same both ways.
    """
    one, two = (" ".join(noun.casefold().split()) for noun in (claimed, found))
    if not one or not two or one == two or any({one, two} <= same for same in (_PERSON, *_SAME)):
        return Likeness.SAME
    if one.endswith(f" {two}") or two.endswith(f" {one}"):
        return Likeness.NARROWER
    if (one in _PERSON and is_person(two)) or (two in _PERSON and is_person(one)):
        return Likeness.NARROWER
    return Likeness.OTHER


def together(one: str, two: str) -> str | None:
    """What a count of both counts: the wider of the two, "person" for two kinds of people, and
    ``None`` where they have nothing in common."""
    like = likeness(one, two)
    if like is Likeness.SAME:
        return one or two
    if is_person(one.casefold()) and is_person(two.casefold()):
        return "person"
    if like is Likeness.NARROWER:
        return min(one, two, key=len)
    return None


def is_person(noun: str) -> bool:
    head = noun.partition(" of ")[0].rpartition(" ")[2]
    return head in _KINDS_OF_PERSON or head in _PERSON


def in_number(noun: str, amount: Decimal | None) -> str:
    """The noun as it stands after the amount: "1 person", "1.4 people", "0 members"."""
    return noun if amount is not None and abs(amount) == 1 else plural(noun)


def plural(noun: str) -> str:
    """The plural of a lemma, however many words it has: "member of parliament" too."""
    head, joint, rest = noun.partition(" of ")
    if joint:
        return f"{plural(head)} of {rest}"
    if noun.startswith("degree ") or noun == "pound sterling":
        head, _, rest = noun.partition(" ")
        return f"{head}s {rest}"
    head, joint, rest = noun.partition(" per ")
    if joint:
        return f"{plural(head)} per {rest}"
    before, space, last = noun.rpartition(" ")
    return f"{before}{space}{_plural_word(last)}"


def _plural_word(word: str) -> str:
    folded = word.casefold()
    if not word or folded in UNCHANGED:
        return word
    if folded in IRREGULAR:
        return word[0] + IRREGULAR[folded][1:]
    if folded.endswith(("woman", "man")) and not folded.endswith(("german", "human", "roman")):
        return word[:-2] + "en"
    if folded.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if folded.endswith("y") and folded[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"
