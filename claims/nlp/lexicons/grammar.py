"""Closed word classes and endings, for reading without a tagger."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those my your his her its our their whose which what who whom
    i you he she it we they me him them us himself herself itself themselves one's
    and or but nor so yet if because although though while when where whereas than as since
    of in on at by for with from to into onto over under above below between among through during
    before after about around against across along behind beyond despite except inside near off out
    outside past per toward towards until till up upon via within without
    is are was were be been being am do does did has have had having will would shall should can
    could may might must ought
    not no yes also too very just only even still already again ever never now then there here
    today yesterday tomorrow tonight ago later earlier soon once
    each every all both either neither some any many few several most much enough
    said says say told tells according
    died dies killed lost won made make makes took take takes went go goes came come comes got get
    gets gave give gives left leave leaves found find finds fell fall falls rose rise rises grew
    grow grows voted vote voting joined join lived live lives work works worked need needs needed
    want wants use uses used showed shows show met sat stood fled held ran saw knew cost costs paid
    remain remained became become becomes began begin begins spent sent
    s t re ve ll d m n't 's 're 've 'll 'd 'm ’s ’re ’ve ’ll ’d ’m
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    """.split()
)

PLAIN_ADJECTIVES = frozenset(
    """
    new old young big small large great little long short high low good bad best worst early late
    local national foreign former public private black white red blue green major minor other
    different similar same full whole main key top own extra more less fewer poor rich strong weak
    square cubic metric gross net average annual monthly daily weekly recent separate
    previous last next first second third armed sick dead injured wounded missing homeless
    unemployed infected registered displaced trained american british russian french german
    chinese european african syrian iranian iraqi israeli palestinian ukrainian italian spanish
    """.split()
)

ADJECTIVE_ENDINGS = (
    "al", "ous", "ive", "ful", "less", "able", "ible", "ical", "ish", "ary", "ese", "ian", "-led",
)  # fmt: skip

NOT_PLURAL = frozenset(
    """
    is was has this his its us bus gas plus thus yes always perhaps across besides less business
    """.split()
)

# Lower-cased modifiers that say nothing about what is counted.
EMPTY_MODIFIERS = frozenset(
    """
    more most fewer less least very other additional extra further such previous past last next
    consecutive straight combined overall aggregate whole full total own same so-called many few
    several different separate
    the a an its their his her our your my these those all only just or so nearly about
    """.split()
)

# Behind a number these say what befell people who were counted before: "12 killed and 40 injured".
SUFFERED = frozenset(
    """
    injured wounded hurt missing dead killed displaced arrested detained hospitalised hospitalized
    homeless others more
    """.split()
)
