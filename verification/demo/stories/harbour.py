"""Our own copy, with million written for billion."""

from __future__ import annotations

from ..shapes import DemoClaim, Passage, Stage, Suggested, Work

HARBOUR = (
    DemoClaim(
        "harbour-budget",
        "The new harbour will cost the city of Port Ansel 2.4 million marks",
        "The new harbour will cost 2.4 million marks.",
        Stage.PUBLISHED,
        attribution="own",
        topic="Public works",
        work=(
            Work(
                "petra",
                "change",
                "Million for billion; and the city pays 40 per cent of it, not all.",
                (
                    Passage(
                        "treasury",
                        "refutes",
                        "Port Ansel, new harbour: 2.4 billion marks over six years",
                        saved_copy="treasury-harbour-estimate.txt",
                    ),
                ),
            ),
        ),
        conclusion="Write 2.4 billion marks, and say that the city bears 40 per cent of it.",
        explanation="The Treasury’s estimate is 2.4 billion marks over six years [1], a thousand "
        "times our figure.",
        hours_ago=72,
    ),
    DemoClaim(
        "harbour-budget",
        "The harbour authority has hired 1,150 people",
        "The harbour authority has hired 1,150 people.",
        Stage.STARTED,
        attribution="own",
        topic="Public works",
        work=(
            Work(
                "petra",
                "",
                "Asked the authority for its payroll.",
                handed_over=(
                    "tomas",
                    "The payroll office sends the list on Thursday; compare it with 1,150.",
                ),
            ),
        ),
        hours_ago=8,
    ),
    DemoClaim(
        "harbour-budget",
        "The Treasury of Calderra pays 60 per cent of the cost",
        "The Treasury pays 60 per cent of the new harbour’s cost.",
        Stage.DECIDED,
        attribution="own",
        topic="Public works",
        work=(
            Work(
                "petra",
                "stands",
                "So says the Treasury’s estimate.",
                (
                    Passage(
                        "treasury",
                        "supports",
                        "of which the Treasury bears 60 per cent",
                        saved_copy="treasury-harbour-estimate.txt",
                    ),
                ),
            ),
        ),
        conclusion="The passage stands.",
        explanation="The Treasury bears 60 per cent [1].",
        suggested=Suggested(
            "ilse",
            "The passage stands, by the Treasury’s present estimate.",
            "By its present estimate the Treasury bears 60 per cent of the cost [1]. A new one is "
            "due this month.",
            "Say as of which estimate; a new one is due this month.",
        ),
        hours_ago=24,
    ),
    DemoClaim(
        "harbour-budget",
        "the number of ships fell from 840 to 610 within five years",
        "The number of ships in the old harbour fell from 840 to 610 within five years.",
        Stage.SIGNED,
        attribution="own",
        topic="Public works",
        work=(
            Work(
                "nadia",
                "stands",
                "Both figures are the Treasury’s.",
                (
                    Passage(
                        "treasury",
                        "supports",
                        "Ships calling at the old harbour: 840 five years ago, 610 last year.",
                        saved_copy="treasury-harbour-estimate.txt",
                    ),
                ),
                departs_because="The Treasury gives the two ends, the passage the fall between "
                "them.",
            ),
        ),
        conclusion="The passage stands.",
        explanation="The Treasury counts 840 ships five years ago and 610 last year [1].",
        then=(("tonight", ""),),
        hours_ago=30,
    ),
)
