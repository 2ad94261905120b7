"""A piece of a report's evidence in words: the same on the public page and in every export.

Plain values only. Reports that were published before a key was kept lack it, and say the less.
"""

from __future__ import annotations

from datetime import date
from typing import Any

STANCE_WORDS = {"supports": "Supports", "refutes": "Refutes", "context": "Context"}
SAID_WORDS = {
    "yes": "Yes, as quoted",
    "otherwise": "Yes, but otherwise",
    "no": "No",
    "unknown": "It cannot be told",
}
SAVED = "saved copy"
OWN_WORD = "The claimant’s own word, no independent source"
NAMED = "Named, not shown: an editor has seen it"


def where_it_stands(item: dict[str, Any]) -> str:
    """ "Table cell: 2024 · Total, page 12", "Interview with Anna Berg, by phone, 3 May 2026"."""
    kind = item.get("kind", "passage")
    heads = " · ".join(head for head in (item.get("row"), item.get("column")) if head)
    # A calculation's source says already that it is one.
    untold = kind == "passage" or item.get("calculation")
    parts = [] if untold else [f"{kind}: {heads}" if heads else kind]
    if held := item.get("held"):
        day = f"{date.fromisoformat(held['on']):%-d %B %Y}" if held["on"] else ""
        parts = [f"{kind} with {held['with']}", held["how"], day]
    if item.get("page"):
        parts.append(f"page {item['page']}")
    held_for = ", ".join(filter(None, (item.get("population", ""), item.get("place", ""))))
    if held_for and not any(parts):
        held_for = f"holds for {held_for}"  # a lone "Workers" would tell readers nothing
    words = ", ".join(part for part in (*parts, held_for) if part)
    return words[:1].upper() + words[1:]


def on_the_saying(item: dict[str, Any]) -> bool:
    """Whether it answers "Was it said?", and not "Is it so?"."""
    return item["answers"] == "was_it_said"


def evidence_line(item: dict[str, Any]) -> str:
    """All that is told of it, in one line: "[1] Supports: Interior ministry, official, primary
    record, first-hand. Table cell: 2024 · Total, page 12. As of 2024-05-02. …"; of a quoted
    claim "[2] Supports, on whether it was said: …"."""
    source = item["source"]
    stance = STANCE_WORDS.get(item["stance"], item["stance"])
    if on_the_saying(item):
        stance += ", on whether it was said"
    about = ", ".join((source["name"], source["kind"], source["tier"], item["hand"]))
    numbers = ", ".join(map(str, (item["number"], *item.get("also", ()))))
    return f"[{numbers}] {stance}: {about}. {details(item)}".strip()


def details(item: dict[str, Any]) -> str:
    """Everything but its number, its stance and its source, in short sentences."""
    if item.get("confidential"):
        return f"{NAMED}."
    facts = [OWN_WORD] if item.get("own_word") else []
    facts.append(where_it_stands(item))
    if said := item.get("read_as"):
        facts.append(f"Read as {', '.join(said)}")
    if calculation := item.get("calculation"):
        facts += [calculation["formula"], "; ".join(calculation["steps"])]
        facts.append(", ".join(input_words(entry) for entry in calculation["inputs"]))
    if item["as_of"]:
        facts.append(f"As of {item['as_of']}")
    facts.append(item["url"])
    facts += [loss["sentence"].removesuffix(".") for loss in item.get("losses", ())]
    if item["sha256"]:
        copy = item.get("copy") or SAVED
        is_in_it = item.get("standing") == "present"
        copy = f"Present in the {copy}" if is_in_it else copy.capitalize()
        facts.append(f"{copy}, SHA-256 {item['sha256']}")
    return " ".join(f"{fact}." for fact in facts if fact)


def input_words(entry: dict[str, Any]) -> str:
    number = f"[{entry['number']}] " if entry["number"] else ""
    return f"{entry['letter']}: {number}{entry['source']}"
