"""Words that lead from a mention to who is meant: pronouns, titles, kinds of bodies and papers."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

PERSONAL = frozenset("he she they it we i you who".split())
# A person's pronouns, with the one that tells the gender.
PERSON_PRONOUNS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
GROUP_PRONOUNS = frozenset("they them their we it its".split())

# Titles by what they tell of a person's pronoun.
FEMALE = frozenset(
    """
    ms mrs miss lady dame queen princess baroness duchess spokeswoman congresswoman chairwoman
    councilwoman businesswoman actress woman mother wife daughter sister aunt grandmother
    """.split()
)
MALE = frozenset(
    """
    mr sir lord king prince baron duke spokesman congressman chairman councilman businessman actor
    man father husband son brother uncle grandfather
    """.split()
)
TITLES = frozenset(
    """
    mr mrs ms miss dr prof sir lord lady dame president minister secretary senator governor mayor
    chancellor king queen prince princess judge justice general colonel captain sergeant rep sen
    gov gen col capt sgt lt rev pope bishop professor doctor spokesman spokeswoman spokesperson
    director chairman chairwoman chief executive premier ambassador congressman congresswoman
    """.split()
)
# Further words by which a text calls a person it has named: "the economist".
CALLINGS = TITLES | frozenset(
    """
    commissioner prosecutor lawyer attorney economist scientist researcher analyst engineer author
    historian candidate nominee councillor councilman councilwoman lawmaker politician leader
    head founder manager coach teacher nurse officer sheriff treasurer chair deputy auditor
    billionaire businessman businesswoman activist farmer scholar pollster coroner editor
    """.split()
) - frozenset("mr mrs ms miss sir".split())

COMPANY_ENDINGS = frozenset(
    """
    inc corp ltd llc plc co company group bank university institute ministry department office
    agency commission council committee association union party foundation service authority court
    police bureau board society trust federation league centre center parliament senate congress
    government army house times post journal news security states street fund press reserve
    kingdom administration campaign team
    """.split()
)
# A body that was named may be called by one of these, though its name has none of them.
BODIES = frozenset(
    """
    company firm group agency organisation organization charity newspaper paper broadcaster bank
    airline manufacturer retailer carmaker network body watchdog regulator lender insurer
    supplier operator institute magazine website
    """.split()
)
# What somebody wrote or counted: "a study by X", "data from X", "a poll for X".
PAPERS = frozenset(
    """
    study report survey poll analysis statement data figures statistics estimate estimates review
    paper letter memo audit inquiry research findings numbers calculation forecast document
    documents records record filing filings lawsuit complaint article story release email emails
    letters memos reports studies surveys polls results papers files video footage
    """.split()
)
# Whoever only got to see a paper did not write it: "records obtained by X".
ONLY_SEEN = frozenset(
    "analysed analyzed cited examined leaked obtained read reviewed seen shared viewed".split()
)
# Common nouns that can speak.
SPEAKERS = CALLINGS | COMPANY_ENDINGS | BODIES | PAPERS
