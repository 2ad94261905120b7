"""The article about a 65-member coalition whose register lists 66."""

from __future__ import annotations

from ..shapes import DemoClaim, Passage, Stage, Work

COALITION = (
    DemoClaim(
        "coalition-pledge",
        "The 65-member coalition for the river treaty",
        "The coalition for the river treaty has 65 members.",
        Stage.PUBLISHED,
        attribution="own",
        topic="Treaties",
        work=(
            Work(
                "petra",
                "outdated",
                "It had 65 until Low Fen joined on the first of this month.",
                (
                    Passage(
                        "register",
                        "refutes",
                        "The register lists 66 members.",
                        saved_copy="coalition-register.txt",
                        days_ago=4,
                    ),
                ),
            ),
        ),
        conclusion="The coalition had 65 members until this month; its register now lists 66.",
        explanation="The register of the treaty’s secretariat lists 66 members [1]. The province "
        "of Low Fen joined on the first of this month, before the article appeared.",
        hours_ago=96,
    ),
    DemoClaim(
        "coalition-pledge",
        "the coalition has spent 1.2 billion marks on gauges and dams since it was founded",
        "The river coalition has spent 1.2 billion marks on gauges and dams since it was founded.",
        Stage.ASKED,
        claimant="Edda Morrow",
        topic="Treaties",
        work=(Work("nadia"),),
    ),
    DemoClaim(
        "coalition-pledge",
        "48 of its members publish their readings every day",
        "48 members of the river coalition publish their readings every day.",
        Stage.ACCEPTED,
        claimant="Edda Morrow",
        topic="Treaties",
    ),
    DemoClaim(
        "coalition-pledge",
        "Two members left the coalition in the spring",
        "Two members left the river coalition in the spring.",
        Stage.WORDED,
        claimant="Edda Morrow",
        topic="Treaties",
        priority="high",
        work=(
            Work(
                "petra",
                "true",
                "Sandholt and Eask left on 14 April.",
                (
                    Passage(
                        "register",
                        "supports",
                        "Two members, Sandholt and Eask, left on 14 April.",
                        saved_copy="coalition-register.txt",
                    ),
                ),
            ),
            Work(
                "nadia",
                "true",
                "The register has both leaving on the same day.",
                (
                    Passage(
                        "register",
                        "supports",
                        "Two members, Sandholt and Eask, left on 14 April.",
                        saved_copy="coalition-register.txt",
                    ),
                ),
            ),
        ),
        conclusion="Sandholt and Eask both left on 14 April, as the register shows.",
        explanation="The secretariat’s register has two departures this spring [1].",
        hours_ago=26,
    ),
    DemoClaim(
        "coalition-pledge",
        "Every member has paid its share",
        "Every member of the river coalition has paid its share.",
        Stage.SIGNED,
        kind="quote",
        claimant="Edda Morrow",
        attribution="direct",
        topic="Treaties",
        work=(
            Work(
                "nadia",
                "false",
                "Nine were behind at the end of June.",
                (
                    Passage(
                        "register",
                        "refutes",
                        "Nine members were behind with their payments on 30 June.",
                        saved_copy="coalition-register.txt",
                    ),
                ),
                was_it_said="yes",
            ),
        ),
        conclusion="Nine members had not paid their share by the end of June.",
        explanation="The secretariat’s own register contradicts the foreign secretary: nine "
        "members were behind with their payments on 30 June [1].",
        then=(("hold", "The secretariat’s lawyers ask to see the text first."),),
        hours_ago=50,
    ),
    DemoClaim(
        "coalition-pledge",
        "Nearly 200 delegates took part in the meeting",
        "Nearly 200 delegates took part in the river coalition’s meeting.",
        Stage.PUBLISHED,
        attribution="own",
        topic="Treaties",
        work=(
            Work(
                "petra",
                "true",
                "The attendance list has 196 names.",
                (
                    Passage(
                        "wire",
                        "supports",
                        "The list at the door had 196 names.",
                        hand="second",
                        days_ago=2,
                    ),
                ),
            ),
        ),
        conclusion="The attendance list had 196 names.",
        explanation="The list at the door had 196 names on it [1].",
        then=(("retract", "The list was of the year before; we are asking for the right one."),),
        hours_ago=120,
    ),
)
