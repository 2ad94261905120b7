"""What an editor signs: the page as readers will see it, and what of it has changed since.

A report's payload is the whole page. Without the signature itself it is the same before and after
signing, so that its hash can stand in the sign-off. The hash alone cannot say what changed: the
line of the claim's history keeps a short hash of each part, by the part's name to a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verification.models import ClaimReview, ReviewVerb, Verdict

from .basis import Basis
from .document import build, digest

OF_THE_SIGNATURE = ("signed_off_by", "signed_off_at", "waiver")
SHORT = 16
NAMES = {
    "version": "the number of the version",
    "claim": "the claim or its figures",
    "appearance": "the passage in the document",
    "document": "what is said of the document",
    "verdict": "the verdict’s text",
    "scale": "the scale of ratings",
    "was_it_said": "whether it was said",
    "lines": "the rule by which evidence stands on the number lines",
    "how": "how it was checked",
}


def next_version(review: ClaimReview) -> int:
    latest = review.latest_report
    return latest.version + 1 if latest else 1


def to_be_signed(
    review: ClaimReview,
    verdict: Verdict,
    *,
    signer: str,
    waiver: str = "",
    basis: Basis | None = None,
) -> dict[str, Any]:
    """The payload that would be published now, with ``signer`` in the signature's place, and why
    clean hands are waived for them; ``basis`` are its rows where they were read already."""
    signature = {"signed_off_by": signer, "signed_off_at": None, "waiver": waiver}
    version = next_version(review)
    return build(review, verdict, version=version, signature=signature, basis=basis)


def page_digest(payload: dict[str, Any]) -> str:
    """SHA-256 of the page that the payload shows, but for who signed it and when."""
    how = {key: value for key, value in payload["how"].items() if key not in OF_THE_SIGNATURE}
    return digest({**payload, "how": how})


def parts_of(payload: dict[str, Any]) -> dict[str, str]:
    """The parts of the page by name, each with a short hash."""
    return {name: digest({"": part})[:SHORT] for name, part in named_parts(payload)}


def named_parts(payload: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, part in payload.items():
        if key == "evidence":
            yield from ((f"evidence [{item['number']}]", item) for item in part)
        elif key == "contacts":
            yield from numbered((f"what {each['whom']} answered", each) for each in part)
        elif key == "how":
            yield NAMES[key], {name: part[name] for name in part if name not in OF_THE_SIGNATURE}
        else:
            yield NAMES.get(key, key.replace("_", " ")), part


def numbered(parts: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Parts of one name apart from each other: the second is "… (2)"."""
    seen: dict[str, int] = {}
    for name, part in parts:
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), part


def changed_parts(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """The names of the parts that differ, with "(new)" or "(gone)" where one is on one side."""
    return [
        name + ("" if name in before and name in now else " (new)" if name in now else " (gone)")
        for name in {**before, **now}
        if before.get(name) != now.get(name)
    ]


def changed_since_signing(verdict: Verdict, payload: dict[str, Any]) -> list[str]:
    """What readers would see otherwise than whoever signed the verdict saw it. Nothing of
    sign-offs from before pages were signed."""
    signed = verdict.sign_off.page_sha256
    if not signed or page_digest(payload) == signed:
        return []
    lines = verdict.review.claim.events.filter(verb=ReviewVerb.SIGNED_OFF, data__verdict=verdict.pk)
    line = lines.last()
    before = line.data.get("parts") if line else None
    return (changed_parts(before, parts_of(payload)) if before else []) or ["the page"]
