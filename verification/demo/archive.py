"""What the demo's desk checked in the months before: pairs of blind findings, to look back on.

All invented. Each sentence stands in the document ``archive.txt``.
"""

from __future__ import annotations

from dataclasses import dataclass

from .shapes import DemoClaim, Passage, Settled, Stage, Work

TITLE, OUTLET = "The Republic in Numbers", "Calderra Courier, a weekly column"
FIRST, SECOND = "petra", "nadia"


@dataclass(frozen=True)
class Checked:
    """A claim of the column and what the two found: a rating and a figure each; ``settled`` where
    they differ."""

    days_ago: int
    topic: str
    statement: str
    source: str
    first: tuple[str, str]
    second: tuple[str, str]
    settled: Settled | None = None


BEFORE, NOW = 96, 3  # days ago, of the last one of each season
E, W, H = "Economy", "Public works", "Housing"
TRUE, MOSTLY, HALF, HARDLY, FALSE = "true", "mostly-true", "half-true", "mostly-false", "false"
CONTEXT, OUTDATED = "missing-context", "outdated"
OF_YEAR = "The second figure is of the year that was meant."

CHECKED = (
    Checked(BEFORE + 22, E, "Exports of timber reached 310 million marks last year.", "treasury",
            (TRUE, "309 million marks"), (TRUE, "309 million marks")),
    Checked(BEFORE + 20, W, "The northern line carried 4,800 passengers a day.", "statistics",
            (TRUE, "4,750 passengers"), (MOSTLY, "4,410 passengers"),
            Settled("The count of all stations is the better one.", takes=0)),
    Checked(BEFORE + 18, H, "The towns built 2,400 flats last year.", "statistics",
            (MOSTLY, "2,210 flats"), (HALF, "1,600 flats"), Settled(OF_YEAR, takes=1, by="jonas")),
    Checked(BEFORE + 16, E, "The mint struck 90 million coins last year.", "treasury",
            (FALSE, "31 million coins"), (FALSE, "31 million coins")),
    Checked(BEFORE + 14, W, "The Port Ansel bridge cost 140 million marks.", "treasury",
            (FALSE, "260 million marks"), (HARDLY, "210 million marks"),
            Settled("The second bill, of the approach roads, belongs to it.", takes=0, by="jonas")),
    Checked(BEFORE + 12, H, "The fund helped 5,200 families with their rent.", "statistics",
            (HALF, "3,100 families"), (HALF, "3,100 families")),
    Checked(BEFORE + 10, E, "The fisheries employ 12,500 people.", "statistics",
            (TRUE, "12,600 people"), (CONTEXT, "7,900 people"),
            Settled("With seasonal workers it holds.", rating=HALF, by="jonas")),
    Checked(BEFORE + 8, W, "The dam at Low Fen holds 66 million litres of water.", "statistics",
            (MOSTLY, "64 million litres"), (MOSTLY, "64 million litres")),
    Checked(BEFORE + 6, E, "The mills ground 85,000 tonnes of grain in the autumn.", "statistics",
            (HARDLY, "52,000 tonnes"), (FALSE, "44,000 tonnes"), Settled(OF_YEAR, takes=1)),
    Checked(BEFORE + 4, H, "The council owns 9,300 houses.", "statistics",
            (TRUE, "9,340 houses"), (TRUE, "9,300 houses")),
    Checked(BEFORE + 2, W, "The ministry repaired 700 kilometres of road last year.", "treasury",
            (HALF, "480 kilometres"), (HARDLY, "390 kilometres"),
            Settled("Together they come to half.", rating=HALF, by="jonas")),
    Checked(BEFORE, E, "The state owes 95 billion marks.", "treasury",
            (FALSE, "61 billion marks"), (FALSE, "61 billion marks")),
    Checked(NOW + 22, E, "The brewers sold 33 million litres of beer.", "statistics",
            (TRUE, "33 million litres"), (TRUE, "33 million litres")),
    Checked(NOW + 20, W, "The ferries carried 410,000 passengers in the summer.", "statistics",
            (TRUE, "411,000 passengers"), (TRUE, "409,000 passengers")),
    Checked(NOW + 18, H, "The towns issued 1,900 permits to build in the spring.", "statistics",
            (MOSTLY, "1,780 permits"), (MOSTLY, "1,780 permits")),
    Checked(NOW + 16, E, "The lottery paid 48 million marks to schools.", "treasury",
            (FALSE, "12 million marks"), (FALSE, "12 million marks")),
    Checked(NOW + 14, W, "The new locks cost 75 million marks.", "treasury",
            (FALSE, "140 million marks"), (HARDLY, "128 million marks"),
            Settled("The last instalment is missing in the second figure.", takes=0)),
    Checked(NOW + 12, H, "The hostels have 6,000 beds.", "statistics",
            (HALF, "4,100 beds"), (HALF, "4,100 beds")),
    Checked(NOW + 10, E, "The tanneries employ 1,100 people.", "statistics",
            (OUTDATED, "640 people"), (OUTDATED, "640 people")),
    Checked(NOW + 8, W, "The trams ran 2.6 million kilometres last year.", "statistics",
            (TRUE, "2.6 million kilometres"), (MOSTLY, "2.5 million kilometres"),
            Settled("The tram company’s own log is the primary record.", takes=0, by="jonas")),
    Checked(NOW + 6, E, "The harvest festival brought in 4 million marks.", "treasury",
            (HARDLY, "2.2 million marks"), (HARDLY, "2.2 million marks")),
    Checked(NOW + 4, H, "The north has 15,000 empty flats.", "statistics",
            (FALSE, "3,900 flats"), (FALSE, "3,900 flats")),
    Checked(NOW + 2, W, "The canal froze for 11 days in the winter.", "statistics",
            (TRUE, "11 days"), (TRUE, "11 days")),
    Checked(NOW, E, "The quarries sold 530,000 tonnes of stone.", "statistics",
            (MOSTLY, "505,000 tonnes"), (HALF, "470,000 tonnes"),
            Settled("Half of the exports is in neither count.", rating=HALF)),
)  # fmt: skip


def story_of(checked: Checked) -> DemoClaim:
    """The claim's whole way, to its publication."""
    holds = checked.second if checked.settled and checked.settled.takes == 1 else checked.first
    return DemoClaim(
        "archive",
        checked.statement,
        checked.statement,
        Stage.PUBLISHED,
        attribution="own",
        topic=checked.topic,
        priority="high",
        work=(
            work_of(FIRST, *checked.first, checked.source),
            work_of(SECOND, *checked.second, checked.source),
        ),
        settled=checked.settled,
        conclusion=f"The books say {holds[1]}.",
        explanation=f"Of that year the books have {holds[1]} [1].",
    )


def work_of(reviewer: str, rating: str, figure: str, source: str) -> Work:
    stance = "supports" if rating in (TRUE, MOSTLY) else "refutes"
    passage = Passage(source, stance, f"The yearbook has {figure}.", days_ago=200)
    return Work(
        reviewer, rating, f"The yearbook has {figure}.", (passage,),
        departs_because="Near enough for a figure that was said in round numbers.",
    )  # fmt: skip
