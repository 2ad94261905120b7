"""The demo's desk: what its reviewers cover, its sources and its documents. All invented."""

from __future__ import annotations

from .shapes import DemoDocument, DemoSource

TOPICS = ("Economy", "Housing", "Public works", "Security", "Treaties")

# reviewer: (capacity, topics, days away from today on, or 0)
REVIEWERS: dict[str, tuple[int, tuple[str, ...], int]] = {
    "petra": (8, ("Security", "Treaties", "Public works"), 0),
    "tomas": (6, ("Economy", "Public works"), 0),
    "nadia": (8, ("Security", "Economy", "Treaties"), 0),
    "sol": (5, ("Housing",), 9),
}

# reviewer: when they work, and where, if not at the desk's hours
HOURS: dict[str, tuple[str, str]] = {
    "petra": ("mon-thu 8:00-16:00, fri 8:00-12:00", "Europe/Oslo"),
    "nadia": ("sun-thu 22:00-6:00", "Europe/Istanbul"),
}

# reviewer: (the outlet they have a stake in, which)
INTERESTS: dict[str, tuple[str, str]] = {
    "tomas": ("Northern Wire", "Worked there until last year"),
}

SOURCES = (
    DemoSource(
        "interior",
        "Ministry of the Interior of Calderra",
        "official",
        "1_primary",
        notes="Counts citizens of Calderra by name. Answers by letter within two days.",
        domain="interior.calderra.example",
        owner="Government of Calderra",
        topics=("Security",),
    ),
    DemoSource(
        "statistics",
        "National Statistics Office of Calderra",
        "data",
        "1_primary",
        notes="Labour force survey each quarter; revised once, three months later.",
        domain="statistics.calderra.example",
        owner="Government of Calderra",
        topics=("Economy", "Housing"),
    ),
    DemoSource(
        "register",
        "Secretariat of the River Treaty",
        "official",
        "1_primary",
        country="River states",
        notes="Keeps the register of members. Updated on the first of each month.",
        domain="rivertreaty.example",
        owner="The member states",
        languages=("en", "fr"),
        topics=("Treaties",),
    ),
    DemoSource(
        "institute",
        "Institute for Conflict Studies",
        "research",
        "2_authoritative",
        notes="Publishes its method and its margin of error with each count.",
        domain="conflictstudies.example",
        owner="University of Port Ansel",
        topics=("Security",),
    ),
    DemoSource(
        "treasury",
        "Treasury of Calderra",
        "official",
        "2_authoritative",
        domain="treasury.calderra.example",
        owner="Government of Calderra",
        topics=("Economy", "Public works"),
    ),
    DemoSource(
        "wire",
        "Northern Wire",
        "news",
        "3_reliable",
        domain="northernwire.example",
        owner="A cooperative of eleven newspapers",
    ),
    DemoSource(
        "watch",
        "Open Borders Watch",
        "advocacy",
        "4_care",
        interest="Funded by families of the volunteers.",
        domain="openborders.example",
        topics=("Security",),
    ),
    DemoSource(
        "brook",
        "Hanne Brook, labour economist",
        "person",
        "3_reliable",
        notes="University of Port Ansel. Glad to be called.",
        topics=("Economy",),
    ),
)

DOCUMENTS = (
    DemoDocument(
        "border-brigades",
        "President Puts Border Brigades at Thousands",
        "Calderra Courier",
        "petra",
        3,
    ),
    DemoDocument(
        "coalition-pledge", "Coalition of 65 Renews River Pledge", "Northern Wire", "nadia", 2
    ),
    DemoDocument(
        "harbour-budget",
        "What the New Harbour Costs",
        "Our Sunday edition, draft",
        "tomas",
        1,
        "own_copy",
    ),
    DemoDocument(
        "jobs-speech",
        "Speech by Finance Minister Aldous Penn on Jobs",
        "Transcript, Treasury of Calderra",
        "tomas",
        5,
    ),
)
