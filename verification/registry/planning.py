"""What a table would do to the desk's sources, line by line; nothing is read or written here.

A line of the plan is a dict of plain values, so that it can be kept and compared::

    {"row": 12, "action": "new" | "changed" | "renames" | "unchanged" | "refused",
     "source": 7 or None, "name": "…", "values": {column: plain value},
     "changes": [[column, old, new]], "problems": [[header, sentence]]}

A line is about the source of its name, whatever the case, else about the one that has its domain:
then it "renames" that, which is done only if somebody says so of this very line. A column that the
table does not have and a cell that is empty leave things as they are; a dash alone empties them.
A new source without a domain gets its home page's, if that is nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from verification.registry.domain_names import NotADomain, read_words
from verification.registry.likeness import home_of
from verification.registry.tables import Row, tidy
from verification.registry.values import LABELS, NotAValue, understood

NEEDED = ("kind", "tier")
EMPTIES = ("–", "—", "-")


@dataclass
class Desk:
    """What the desk says of its sources, as plain values by key, and who has which name.

    ``lowered`` are names as the database writes them in lower case, where that may be otherwise
    than here. Two names are one if either of both says so.
    """

    topics: dict[str, str] = field(default_factory=dict)
    said: dict[int, dict[str, Any]] = field(default_factory=dict)
    merged: dict[int, str] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    by_domain: dict[str, int] = field(default_factory=dict)
    lowered: dict[str, str] = field(default_factory=dict)

    def add(
        self, key: int, said: dict[str, Any], *, merged_into: str = "", lowered: str = ""
    ) -> None:
        self.said[key] = said
        name = comparable(said["name"]).lower()
        self.by_name |= dict.fromkeys((name, comparable(lowered or name)), key)
        self.by_domain |= dict.fromkeys(bare(said["domains"]), key)
        if merged_into:
            self.merged[key] = merged_into

    def forms_of(self, name: str) -> tuple[str, str]:
        """The name in lower case, as it is compared: by the database, and here."""
        return self.lowered.get(name, name.lower()), name.lower()

    def name_of(self, key: int) -> str:
        return str(self.said[key]["name"])


@dataclass
class Seen:
    """Where in the table a name, a domain or a source stood first."""

    names: dict[str, int] = field(default_factory=dict)
    domains: dict[str, int] = field(default_factory=dict)
    sources: dict[int, int] = field(default_factory=dict)


def planned(rows: Iterable[Row], desk: Desk) -> list[dict[str, Any]]:
    seen = Seen()
    return [plan_line(row, desk, seen) for row in rows]


def plan_line(row: Row, desk: Desk, seen: Seen) -> dict[str, Any]:
    values, problems = read_cells(row, desk)
    name, domains = values.get("name", ""), bare(values.get("domains", []))
    key = source_of(name, domains, desk)
    if key is None and not domains:
        domains = [
            home for home in home_of(values.get("homepage", "")) if is_free(home, desk, seen)
        ]
        values |= {"domains": domains} if domains else {}
    problems += [["Name", "It is missing."]] if not name and not of("Name", problems) else []
    problems += meets_itself(row.number, desk.forms_of(name), domains, key, seen)
    problems += meets_the_desk(domains, key, desk)
    if key is None:
        problems += [
            [LABELS[column], "A new source needs it."]
            for column in NEEDED
            if column not in values and not of(LABELS[column], problems)
        ]
    old = desk.said[key] if key is not None else {}
    changes = [
        [column, old[column], new]
        for column, new in values.items()
        if key is not None and differs(old[column], new)
    ]
    return {
        "row": row.number,
        "action": action_of(name, key, changes, problems, desk),
        "source": key,
        "name": name or row.cells.get("Name", "")[:200],
        "values": {} if problems else values,
        "changes": [] if problems else changes,
        "problems": problems,
    }


def action_of(
    name: str, key: int | None, changes: list[Any], problems: list[Any], desk: Desk
) -> str:
    if problems:
        return "refused"
    if key is None:
        return "new"
    if not any(form in desk.by_name for form in desk.forms_of(name)):
        return "renames"
    return "changed" if changes else "unchanged"


def read_cells(row: Row, desk: Desk) -> tuple[dict[str, Any], list[list[str]]]:
    """The plain values of a row's cells, and what is wrong with the others."""
    values: dict[str, Any] = {}
    problems = [list(problem) for problem in row.problems]
    for column, header in LABELS.items():
        cell = row.cells.get(header, "")
        if of(header, problems) or not cell.strip():
            continue
        try:
            cell = "" if cell.strip() in EMPTIES else cell
            values[column] = understood(column, cell, desk.topics)
        except NotAValue as wrong:
            problems.append([header, str(wrong)])
    return values, problems


def source_of(name: str, domains: list[str], desk: Desk) -> int | None:
    for form in desk.forms_of(name):
        if form in desk.by_name:
            return desk.by_name[form]
    return next((desk.by_domain[domain] for domain in domains if domain in desk.by_domain), None)


def meets_itself(
    number: int, names: tuple[str, ...], domains: list[str], key: int | None, seen: Seen
) -> list[list[str]]:
    """What the row has in common with one above it; ``names`` are the forms of its name."""
    problems = []
    first = min(seen.names.setdefault(name, number) if name else number for name in names)
    if first != number:
        problems.append(["Name", f"Row {first} has the same name."])
    elif key is not None and seen.sources.setdefault(key, number) != number:
        problems.append(["Name", f"Row {seen.sources[key]} is about the same source."])
    for domain in domains:
        if seen.domains.setdefault(domain, number) != number:
            problems.append(["Domains", f"Row {seen.domains[domain]} has {domain} as well."])
    return problems


def meets_the_desk(domains: list[str], key: int | None, desk: Desk) -> list[list[str]]:
    problems = []
    if key in desk.merged:
        problems.append(["Name", f"It was merged into {desk.merged[key]}. Use that name."])
    for domain in domains:
        owner = desk.by_domain.get(domain, key)
        if owner is not None and owner != key:
            problems.append(["Domains", f"{domain} is a domain of {desk.name_of(owner)}."])
    return problems


def is_free(domain: str, desk: Desk, seen: Seen) -> bool:
    return domain not in desk.by_domain and domain not in seen.domains


def of(header: str, problems: list[list[str]]) -> bool:
    return any(problem[0] == header for problem in problems)


def bare(words: list[str]) -> list[str]:
    """The domains alone, of plain values with their marks."""
    found = []
    for word in words:
        try:
            found.append(read_words(word)[0])
        except NotADomain:  # one that the desk took before the name became everybody's
            continue
    return found


def differs(old: Any, new: Any) -> bool:
    """A dash that the desk itself has there comes back from a table as if it were to be emptied."""
    said = comparable(old)
    return said not in EMPTIES and said != comparable(new)


def comparable(value: Any) -> Any:
    """Old and new alike, as far as a table can tell: how a text is spaced does not."""
    if isinstance(value, str):
        return " ".join(tidy(value).split())
    return value
