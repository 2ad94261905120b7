"""The demo's claims, each carried to a state of its own. All people and figures are invented."""

from __future__ import annotations

from .shapes import Contact, DemoClaim, Passage, Stage, Work

INSTITUTE_COUNT = Passage(
    "institute",
    "supports",
    "we estimate that some 6,300 people from Calderra and the northern provinces had joined the "
    "brigades by the summer",
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
                (INSTITUTE_COUNT, WIRE_COUNT, MINISTRY_COUNT, WATCH_COUNT),
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
                ),
            ),
        ),
        conclusion="The ministry’s register of returns shows exactly this number.",
        explanation="Everyone who returns is registered on arrival, and the register shows 312 "
        "people since 30 September [1]. The minister quoted it correctly. People who came back "
        "without passing a border post are in no count.",
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
                ),
            ),
        ),
        conclusion="The allowances came to 18.3 million marks; the minister rounded fairly.",
        explanation="The ministry’s accounts give 18.3 million marks for last year [1].",
        then=(("schedule", ""),),
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
    ),
)

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
    ),
    DemoClaim(
        "harbour-budget",
        "The harbour authority has hired 1,150 people",
        "The harbour authority has hired 1,150 people.",
        Stage.STARTED,
        attribution="own",
        topic="Public works",
        work=(Work("petra", "", "Asked the authority for its payroll."),),
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
        then=(("send_back", "Say as of which estimate; a new one is due this month."),),
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
            ),
        ),
        conclusion="The passage stands.",
        explanation="The Treasury counts 840 ships five years ago and 610 last year [1].",
    ),
)

SPEECH = (
    DemoClaim(
        "jobs-speech",
        "it stood at 7.3 per cent",
        "Unemployment stood at 7.3 per cent when the government took office.",
        Stage.MERGED,
        claimant="Aldous Penn",
        attribution="direct",
        topic="Economy",
        merge_into="Unemployment has fallen to 4.1 per cent",
    ),
    DemoClaim(
        "jobs-speech",
        "Unemployment has fallen to 4.1 per cent",
        "Unemployment in Calderra has fallen to 4.1 per cent.",
        Stage.PUBLISHED,
        claimant="Aldous Penn",
        attribution="direct",
        topic="Economy",
        work=(
            Work(
                "nadia",
                "missing-context",
                "The rate is right, but 96,000 people stopped looking and left the count.",
                (
                    Passage(
                        "statistics",
                        "supports",
                        "The unemployment rate was 4.1 per cent in the third quarter.",
                        saved_copy="statistics-labour-force.txt",
                    ),
                    Passage(
                        "statistics",
                        "context",
                        "Over the same time 96,000 people left the labour force; they are no "
                        "longer counted as unemployed.",
                        saved_copy="statistics-labour-force.txt",
                    ),
                    Passage(
                        "brook",
                        "context",
                        "Had they kept looking for work, the rate would stand at about 6 per cent.",
                        measures_otherwise="Other definition: with those who stopped looking",
                        days_ago=3,
                    ),
                ),
                was_it_said="yes",
            ),
        ),
        contacts=(
            Contact(
                "Office of the Finance Minister",
                "Did the minister know that 96,000 people left the labour force?",
                "The rate is the rate. We do not comment on those who do not look for work.",
            ),
        ),
        conclusion="The rate is right, but it fell in part because 96,000 people stopped looking "
        "for work.",
        explanation="The statistics office put the rate at 4.1 per cent in the third quarter [1]. "
        "Over the same time 96,000 people left the labour force and are no longer counted [2]. "
        "With them the rate would be about 6 per cent, an economist estimates [3].",
    ),
    DemoClaim(
        "jobs-speech",
        "We have created 120,000 jobs since the election",
        "120,000 jobs have been created in Calderra since the election.",
        Stage.STARTED,
        claimant="Aldous Penn",
        attribution="direct",
        topic="Economy",
        work=(
            Work(
                "nadia",
                "mostly-true",
                "118,000, so rounded up a little; but who created them?",
                (
                    Passage(
                        "statistics",
                        "supports",
                        "Employment rose by 118,000 jobs between the election and the third "
                        "quarter.",
                        saved_copy="statistics-labour-force.txt",
                    ),
                ),
            ),
        ),
    ),
    DemoClaim(
        "jobs-speech",
        "Wages rose by 5.2 per cent last year",
        "Wages in Calderra rose by 5.2 per cent last year.",
        Stage.ALL_IN,
        claimant="Aldous Penn",
        attribution="direct",
        topic="Economy",
        work=(
            Work(
                "nadia",
                "missing-context",
                "Right, but prices rose by 6.1 per cent, so people can buy less.",
                (
                    Passage(
                        "statistics",
                        "supports",
                        "Average wages rose by 5.2 per cent in the year; prices rose by 6.1 per "
                        "cent.",
                        saved_copy="statistics-labour-force.txt",
                    ),
                ),
            ),
        ),
    ),
    DemoClaim(
        "jobs-speech",
        "People without work do not deserve our help",
        "Corin Ashby said that people without work do not deserve help.",
        Stage.PUBLISHED,
        kind="quote",
        claimant="Corin Ashby",
        attribution="direct",
        topic="Economy",
        work=(
            Work(
                "nadia",
                "false",
                "The recording has the opposite.",
                (
                    Passage(
                        "wire",
                        "refutes",
                        "“People without work deserve our help”, Ashby says in the recording of "
                        "the debate.",
                        answers="was_it_said",
                        days_ago=12,
                    ),
                ),
                was_it_said="no",
            ),
        ),
        contacts=(
            Contact(
                "Corin Ashby",
                "Did you say that people without work do not deserve help?",
                "I never said this. Listen to the recording.",
            ),
        ),
        conclusion="Corin Ashby said the opposite; the word “not” was added.",
        explanation="In the recording of the debate Ashby says that people without work deserve "
        "help [1]. He denies the quote, and there is no other occasion that it could come from.",
    ),
    DemoClaim(
        "jobs-speech",
        "Next year the economy will grow by more than 3 per cent",
        "The economy of Calderra will grow by more than 3 per cent next year.",
        Stage.DECIDED,
        kind="forecast",
        claimant="Aldous Penn",
        attribution="direct",
        topic="Economy",
        work=(
            Work(
                "nadia",
                "",
                "Nobody can know; but the minister’s own department expects less.",
                (
                    Passage(
                        "treasury",
                        "context",
                        "The Treasury expects growth of 2.2 per cent next year.",
                        days_ago=20,
                    ),
                ),
            ),
        ),
        conclusion="The Treasury itself expects 2.2 per cent; whether it will be more is open.",
        explanation="A forecast is neither true nor false. The Treasury’s own is lower [1].",
    ),
    DemoClaim(
        "jobs-speech",
        "We will build 25,000 flats before the next election",
        "The government will build 25,000 flats before the next election.",
        Stage.SENT,
        kind="promise",
        claimant="Aldous Penn",
        attribution="direct",
        topic="Housing",
    ),
)

CLAIMS = (*BRIGADES, *COALITION, *HARBOUR, *SPEECH)
