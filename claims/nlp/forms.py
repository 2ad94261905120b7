"""Forms of verbs, for reading without a tagger."""

from __future__ import annotations

from collections.abc import Iterable

from .lexicons.reporting import IRREGULAR_FORMS


def forms_of(verbs: Iterable[str]) -> dict[str, str]:
    """Past and present forms that end a clause's verb ("says", "said"), each with its base."""
    bases = set(verbs)
    forms = {form: base for form, base in IRREGULAR_FORMS.items() if base in bases}
    irregular = set(forms.values())
    for verb in sorted(bases):
        stem = verb[:-1] + "i" if verb.endswith("y") and verb[-2] not in "aeou" else verb
        forms.setdefault(stem + "es" if stem != verb else verb + "s", verb)
        if verb not in irregular:
            forms.setdefault(stem + ("d" if stem.endswith("e") else "ed"), verb)
    return forms
