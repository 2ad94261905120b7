"""Forms of verbs: for reading without a tagger, and where a lemmatiser takes "hoped" for "hop"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from .lexicons.reporting import DOUBLING, IRREGULAR_FORMS, VERBS


def forms_of(verbs: Iterable[str]) -> dict[str, str]:
    """Past and present forms that end a clause's verb ("says", "said"), each with its base."""
    bases = set(verbs)
    forms = {form: base for form, base in IRREGULAR_FORMS.items() if base in bases}
    irregular = set(forms.values())
    for verb in sorted(bases):
        forms.setdefault(_present(verb), verb)
        if verb not in irregular:
            forms.setdefault(_past(verb), verb)
    return forms


def _present(verb: str) -> str:
    if _ends_in_y(verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(verb: str) -> str:
    if _ends_in_y(verb):
        return verb[:-1] + "ied"
    if verb in DOUBLING:
        return verb + verb[-1] + "ed"
    return verb + ("d" if verb.endswith("e") else "ed")


def _ends_in_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2] not in "aeou"


def _ing(verb: str) -> str:
    if verb in DOUBLING:
        return verb + verb[-1] + "ing"
    silent = verb.endswith("e") and not verb.endswith(("ee", "oe", "ye"))
    return (verb[:-1] if silent else verb) + "ing"


_BASES = {_ing(verb): verb for verb in VERBS} | forms_of(VERBS)


def lemma_of(token: Token) -> str:
    """The base form, by our own table where it knows the form."""
    low = token.lower_
    return _BASES.get(low) or str(token.lemma_).lower()
