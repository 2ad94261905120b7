"""A noun's singular, by table and ending."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

IRREGULAR = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "wolves": "wolf",
    "halves": "half",
    "leaves": "leaf",
    "thieves": "thief",
    "loaves": "loaf",
    "shelves": "shelf",
    "selves": "self",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "oxen": "ox",
    "crises": "crisis",
    "analyses": "analysis",
    "theses": "thesis",
    "bases": "base",
    "phenomena": "phenomenon",
    "criteria": "criterion",
    "buses": "bus",
    "gases": "gas",
    "viruses": "virus",
    "statuses": "status",
    "potatoes": "potato",
    "tomatoes": "tomato",
    "heroes": "hero",
    "movies": "movie",
    "cookies": "cookie",
    "calories": "calorie",
    "zombies": "zombie",
    "rookies": "rookie",
    "ties": "tie",
    "pies": "pie",
    "axes": "axis",
    "taxes": "tax",
    "caches": "cache",
    "headaches": "headache",
    "shoes": "shoe",
    "canoes": "canoe",
    "toes": "toe",
}
UNCHANGED = frozenset(
    """
    series species news means headquarters aircraft sheep fish data police staff crew troops
    apparatus corps gas bus us campus status virus yes this was has economics politics physics
    mathematics measles diabetes thus always perhaps congress business process class mass loss
    """.split()
)


def singular(word: str) -> str:
    """The singular of a lower-case noun; the word itself where it is one already."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word in UNCHANGED or len(word) < 3:
        return "troop" if word == "troops" else word
    if word.endswith("men") and len(word) > 5 and word not in {"specimen", "regimen", "abdomen"}:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
