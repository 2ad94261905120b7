"""The article that puts fighters at 5,000 to 7,000."""

from __future__ import annotations

from ..shapes import Contact, DemoClaim, Passage, Stage, Work

INSTITUTE_COUNT = Passage(
    "institute",
    "supports",
    "we estimate that some 6,300 people from Calderra and the northern provinces had joined the "
    "brigades by the summer",
    saved_copy="conflict-studies-count.txt",
    days_ago=90,
)
INSTITUTE_RANGE = Passage(
    "institute",
    "supports",
    "The estimate carries an uncertainty of about a tenth either way: it lies between 5,700 and "
    "6,900 people.",
    saved_copy="conflict-studies-count.txt",
    days_ago=90,
)
MINISTRY_COUNT = Passage(
    "interior",
    "context",
    "the ministry knows by name of 2,900 citizens of Calderra who have joined the brigades",
    saved_copy="interior-ministry-briefing.txt",
    measures_otherwise="Narrower population: citizens of Calderra only",
)
WIRE_COUNT = Passage(
    "wire",
    "supports",
    "Up to 7,000 people have joined the border brigades, according to a count by the Institute "
    "for Conflict Studies",
    hand="second",
    saved_copy="northern-wire-brigades.txt",
    repeats=0,
    days_ago=60,
)
WATCH_COUNT = Passage(
    "watch",
    "refutes",
    "At our last headcount in spring, 4,700 people were serving with the brigades.",
    hand="first",
    days_ago=200,
)

BRIGADES = (
    DemoClaim(
        "border-brigades",
        "5,000 to 7,000 people from Calderra and the northern provinces have joined the border "
        "brigades",
        "5,000 to 7,000 people from Calderra and the northern provinces have joined the border "
        "brigades.",
        Stage.ONE_IN,
        claimant="Osric Vale",
        topic="Security",
        priority="high",
        work=(
            Work(
                "nadia",
                "mostly-true",
                "The institute’s count lies inside the range; the ministry counts fewer, but only "
                "citizens.",
                (INSTITUTE_COUNT, MINISTRY_COUNT),
            ),
            Work(
                "petra",
                "mostly-true",
                "The range is in line with the institute’s figure; the advocates’ older count is "
                "somewhat lower",
                (INSTITUTE_RANGE, WIRE_COUNT, MINISTRY_COUNT, WATCH_COUNT),
            ),
        ),
    ),
    DemoClaim(
        "border-brigades",
        "the brigades now hold 40 per cent of the eastern ridge",
        "The border brigades hold 40 per cent of the eastern ridge.",
        Stage.STARTED,
        claimant="Osric Vale",
        topic="Security",
        work=(Work("petra", "", "Maps differ on where the ridge ends; waiting for the survey."),),
        contacts=(
            Contact(
                "Press office of the Ministry of the Interior",
                "Which part of the eastern ridge do the brigades hold, and as of when?",
            ),
        ),
        hours_ago=20,
    ),
    DemoClaim(
        "border-brigades",
        "312 volunteers have returned since Sept. 30",
        "312 volunteers have returned from the border brigades since 30 September.",
        Stage.PUBLISHED,
        claimant="Lena Harrow",
        topic="Security",
        work=(
            Work(
                "nadia",
                "true",
                "The ministry registers each return; the number is the register’s.",
                (
                    Passage(
                        "interior",
                        "supports",
                        "312 volunteers have returned since 30 September and were registered on "
                        "arrival",
                        saved_copy="interior-ministry-briefing.txt",
                    ),
                    Passage(
                        "wire",
                        "supports",
                        "300 volunteers have come back since the autumn, the Ministry of the "
                        "Interior said.",
                        hand="second",
                        saved_copy="northern-wire-brigades.txt",
                        repeats=0,
                    ),
                    Passage(
                        "interior",
                        "context",
                        "312 volunteers have returned since 30 September and were registered on "
                        "arrival.",
                        saved_copy="interior-ministry-briefing.txt",
                        answers="was_it_said",
                    ),
                ),
                was_it_said="otherwise",
                said_reasons="In the briefing she spoke of people who were registered on arrival; "
                "the article leaves that out [3].",
            ),
        ),
        conclusion="The ministry’s register of returns shows exactly this number.",
        explanation="Everyone who returns is registered on arrival, and the register shows 312 "
        "people since 30 September [1]. People who came back "
        "without passing a border post are in no count.",
        hours_ago=190,
    ),
    DemoClaim(
        "border-brigades",
        "More than half of them have asked for work",
        "More than half of the volunteers who returned have asked for work.",
        Stage.DECIDED,
        claimant="Lena Harrow",
        topic="Security",
        work=(
            Work(
                "petra",
                "true",
                "171 of 312 is 55 per cent.",
                (
                    Passage(
                        "interior",
                        "supports",
                        "171 of them have asked the labour office for work",
                        saved_copy="interior-ministry-briefing.txt",
                    ),
                ),
            ),
        ),
        conclusion="171 of the 312 who returned have asked for work, which is 55 per cent.",
        explanation="The labour office counted 171 requests [1], from 312 people registered as "
        "returned. That is a little more than half.",
        hours_ago=17,
    ),
    DemoClaim(
        "border-brigades",
        "the state paid 18 million marks in allowances to families last year",
        "The state paid 18 million marks in allowances to the volunteers’ families last year.",
        Stage.SIGNED,
        claimant="Lena Harrow",
        topic="Security",
        work=(
            Work(
                "petra",
                "true",
                "18.3 million, rounded.",
                (
                    Passage(
                        "interior",
                        "supports",
                        "Allowances to families amounted to 18.3 million marks last year.",
                        saved_copy="interior-ministry-briefing.txt",
                    ),
                    # How much it grew is no answer to how much it is.
                    Passage(
                        "interior",
                        "context",
                        "They rose by 2.1 million marks against the year before.",
                        saved_copy="interior-ministry-briefing.txt",
                    ),
                ),
            ),
        ),
        conclusion="The allowances came to 18.3 million marks; the minister rounded fairly.",
        explanation="The ministry’s accounts give 18.3 million marks for last year [1], "
        "2.1 million more than the year before [2].",
        then=(("schedule", ""),),
        hours_ago=60,
    ),
    DemoClaim(
        "border-brigades",
        "83 fighters have died in the ridge since the spring",
        "83 fighters of the border brigades have died on the ridge since the spring.",
        Stage.ALL_IN,
        claimant="Open Borders Watch",
        topic="Security",
        priority="high",
        work=(
            Work(
                "petra",
                "mostly-true",
                "The institute confirmed 79 from April to September; four more since is likely.",
                (
                    Passage(
                        "institute",
                        "supports",
                        "We confirmed 79 deaths on the ridge between April and September.",
                        saved_copy="conflict-studies-count.txt",
                    ),
                    Passage(
                        "watch",
                        "supports",
                        "We have the names of 83 fighters who died on the ridge since the spring.",
                        hand="second",
                    ),
                ),
            ),
            Work(
                "nadia",
                "half-true",
                "Only 79 are confirmed, and the group counts people who died elsewhere.",
                (
                    Passage(
                        "institute",
                        "refutes",
                        "We confirmed 79 deaths on the ridge between April and September.",
                        saved_copy="conflict-studies-count.txt",
                    ),
                ),
            ),
        ),
        hours_ago=27,
    ),
    DemoClaim(
        "border-brigades",
        "This is the deadliest season in ten years",
        "This is the border brigades’ deadliest season in ten years.",
        Stage.SENT,
        kind="superlative",
        claimant="Bram Quill",
        attribution="direct",
        topic="Security",
        then=(("close", "There are no records of deaths before the brigades were registered."),),
    ),
    DemoClaim(
        "border-brigades",
        "The brigades will need at least 2,000 new recruits by the winter",
        "The brigades will need at least 2,000 new recruits by the winter.",
        Stage.DISMISSED,
        kind="forecast",
        claimant="Osric Vale",
        topic="Security",
        note="A wish; nothing to check before the winter.",
    ),
)
