"""The speech: a true figure without its context, a forecast, a promise, a denied quote."""

from __future__ import annotations

from ..shapes import Contact, DemoClaim, Passage, Stage, Work

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
        hours_ago=150,
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
                "About 118,000, so rounded up a little; but who created them?",
                (
                    Passage(
                        "statistics",
                        "supports",
                        "Employers created about 118,000 jobs between the election and the third "
                        "quarter.",
                        saved_copy="statistics-labour-force.txt",
                    ),
                ),
                more_time="The office’s quarterly table comes out on Friday.",
                waiver=("origins", "Nobody but the statistics office counts jobs.", ""),
            ),
        ),
        hours_ago=22,
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
                        "Average wages rose by 5.2 per cent in the year.",
                        saved_copy="statistics-labour-force.txt",
                    ),
                    Passage(
                        "statistics",
                        "context",
                        "Over the same time consumer prices rose by 6.1 per cent.",
                        saved_copy="statistics-labour-force.txt",
                        measures_otherwise="Other measure: prices, not wages",
                    ),
                ),
                waiver=(
                    "origins",
                    "Wages and prices are both from the statistics office; nobody else has them.",
                    "There is no second survey of wages in Calderra.",
                ),
            ),
        ),
        hours_ago=40,
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
                "",
                "",
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
                said_reasons="In the recording of the debate Ashby says that people without work "
                "deserve help [1]. He denies the quote, and there is no other occasion that it "
                "could come from.",
                waiver=(
                    "origins",
                    "There is one recording of the debate.",
                    "The recording settles it; there is no second one.",
                ),
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
        hours_ago=215,
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
                waiver=(
                    "origins",
                    "No institute has a forecast of its own this quarter.",
                    "The Treasury’s own forecast is what the minister is held against.",
                ),
            ),
        ),
        conclusion="The Treasury itself expects 2.2 per cent; whether it will be more is open.",
        explanation="A forecast is neither true nor false. The Treasury’s own is lower [1].",
        hours_ago=16,
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
        kept_for=("sol", "She has followed the housing plan from the start."),
    ),
)
