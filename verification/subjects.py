"""What a person can declare an interest in: sources, claimants, outlets and documents, by name."""

from __future__ import annotations

from typing import Any, NamedTuple

from claims.models import Claimant, Document
from newsroom.accounts.models import User

from .models import Source

EACH = 6


class Subject(NamedTuple):
    """``key`` is "source-12" or "outlet-The Post"; ``words`` say what it is."""

    key: str
    words: str


def subjects_called(words: str, user: User) -> list[Subject]:
    """What this person may know of that has the words in its name, and the words themselves as an
    outlet's name. Nothing for no words."""
    words = " ".join(words.split())[:200]
    if not words or "\x00" in words:
        return []
    sources = Source.objects.visible_to(user).citable().called(words).order_by("name")[:EACH]
    claimants = Claimant.objects.filter(name__icontains=words).order_by("name")[:EACH]
    documents = Document.objects.visible_to(user)
    titled = documents.filter(title__icontains=words).order_by("-id")[:EACH]
    return [
        *(Subject(f"source-{one.pk}", f"{one.name} (source)") for one in sources),
        *(Subject(f"claimant-{one.pk}", f"{one.name} (who says so)") for one in claimants),
        *(Subject(f"outlet-{name}", f"{name} (outlet)") for name in outlets(words, documents)),
        *(Subject(f"document-{one.pk}", f"{one.title} (document)") for one in titled),
    ]


def outlets(words: str, documents: Any) -> list[str]:
    known = list(
        documents.filter(outlet__icontains=words)
        .order_by("outlet")
        .values_list("outlet", flat=True)
        .distinct()[:EACH]
    )
    folded = {name.casefold() for name in known}
    return known if words.casefold() in folded else [*known, words]


def named(key: str, user: User) -> dict[str, Any] | None:
    """The row or the outlet's name as an argument of ``declare_interest``, through this person's
    rights; ``None`` where there is none."""
    kind, _, which = key.partition("-")
    if kind == "outlet":
        return {"outlet": which} if which else None
    rows = {
        "source": Source.objects.visible_to(user),
        "claimant": Claimant.objects.all(),
        "document": Document.objects.visible_to(user),
    }.get(kind)
    if rows is None or not (which.isascii() and which.isdigit()):
        return None
    row = rows.filter(pk=int(which)).first()
    return {kind: row} if row else None
