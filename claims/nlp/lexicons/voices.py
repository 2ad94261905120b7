"""Words besides the verbs that say who says something, and where the narrator goes on."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

# Nouns that hold what is said: "his claim that …", "a report that …", "a promise to …".
SAYING_NOUNS = frozenset(
    """
    accusation acknowledgement acknowledgment admission agreement allegation allegations
    announcement argument assertion assessment belief boast calculation call charge claim
    comment comments commitment complaint concern conclusion contention count decision
    declaration demand denial desire determination doubt eagerness emphasis estimate expectation
    fear finding forecast goal guess hope idea insinuation insistence intention message notion
    offer outlook plan pledge prediction projection promise proposal recommendation refusal
    reluctance remark report representation request rhetoric rumor rumour statement statistic
    suggestion suspicion tally target testimony theory threat view vow warning willingness wish
    worry
    """.split()
)

# Of these, the ones that hold what is not so.
DENYING_NOUNS = frozenset("denial doubt refusal".split())

# Nouns of an estimate, whose figure may stand elsewhere in the clause: "raised its forecast for
# growth to 2.5 percent".
ESTIMATES = frozenset("estimate forecast projection prediction target outlook".split())

# Adjectives that say what somebody holds true or wants: "is confident that", "critical of".
SAYING_ADJECTIVES = frozenset(
    """
    adamant afraid alarmed certain concerned confident convinced critical determined
    disappointed dismissive doubtful fearful frustrated hopeful insistent mindful opposed
    optimistic pessimistic proud sceptical skeptical supportive sure surprised uncertain unsure
    wary worried
    """.split()
)

# Passives that name no source: "is said to", "are believed to", "was accused of".
HEARSAY = frozenset(
    """
    accuse allege believe blame charge claim criticise criticize estimate expect forecast know
    predict project report rumor rumour say suppose suspect think understand
    """.split()
)

# "In the words of X", "by the ministry's own count": whose words or count it is.
ACCOUNTS = {
    "in": frozenset("words view opinion telling estimation judgment eyes".split()),
    "by": frozenset(
        "account count estimate admission reckoning tally calculation estimates".split()
    ),
    "on": frozenset(("figures",)),
}

# What is asked of many: "In a poll by X, 45 percent …", "leads by 5 points in a survey".
POLLS = frozenset("poll polls survey surveys study census".split())
FINDING = frozenset("conclude discover estimate find report reveal show suggest".split())
LEADING = frozenset(
    "back beat favor favour have lead oppose poll prefer say support tie trail want".split()
)

# Who finds things and not facts: "officers found three guns".
SEARCHING = frozenset(
    """
    agents crews deputies detectives divers firefighters guards hikers officers police rescuers
    searchers soldiers troops workers
    """.split()
)

# Figures that are no numeral.
ROUGH_FIGURES = frozenset("half twice dozens hundreds thousands millions billions".split())

# "According to plan" names no source.
NO_SOURCES = frozenset("plan law schedule rule size age need taste ability custom index".split())

# Subjects that are no source of what they say.
NOBODY = frozenset("you me us 's ’s what there this".split())

# Subjects, and what opens them, that leave nobody who says it: "no evidence", "none of them".
NO_ONE = frozenset("no none nobody nothing neither".split())

# Subjects that are the document's own voice, outside quotes.
OWN_VOICE = frozenset(("i", "we"))

# Bodies that hear what others tell them: "the court heard that …".
HEARING_BODIES = frozenset("court inquest jury tribunal inquiry hearing panel trial".split())

# A clause that opens with one of these behind what is said belongs to the narrator.
OWN_OPENERS = frozenset("after as when while although though before but following during".split())

# And a preposition that opens such a phrase.
OWN_PREPOSITIONS = frozenset("after before following during".split())

# Behind a comma, what concedes something is the narrator's: "…, although he had not been there".
CONCEDING = frozenset("although though despite while whereas".split())

# Where something is said, which is not part of it: "in a statement on Thursday".
VENUES = frozenset(
    """
    appearance article blog briefing broadcast call column conference debate e-mail editorial
    email filing hearing interview letter memo message news note op-ed podcast post rally
    release report ruling speech statement testimony tweet
    """.split()
)

# In what somebody says, these lead back to the speaker or to nobody in particular.
ECHOES = frozenset(
    "he she they it we i who that which nobody anybody everybody people some".split()
)

# Things that show something and are nobody's words, behind an article: "the numbers showed".
MUTE = frozenset("evidence events experience facts history numbers pictures results trends".split())

# Verbs that pass on what somebody else said, so that there are two voices.
PASSING_ON = frozenset(
    """
    allege announce claim conclude estimate find report say show state tell write
    """.split()
)

# And by an object alone: "said that the ministry had reported 300 cases".
PASSING_ON_FIGURES = frozenset("announce estimate find put report".split())

# What somebody else does behind a semicolon: "Organisers claimed 100,000; police counted 35,000".
COUNTING = frozenset("claim count estimate put record register report say tally".split())

# Who is named in a headline without a capital: "Dog bites man: police".
HEADLINE_SOURCES = frozenset(
    """
    agency analysts audit campaign court data doctors economists expert experts figures governor
    inquiry lawyer lawyers mayor minister ministry officials police poll polls pollster
    president prosecutor prosecutors report reports researchers review scientists source sources
    spokesman spokeswoman studies study survey un watchdog
    """.split()
)

# Words before a headline's colon that are no source.
NO_HEADLINE_SOURCES = frozenset(
    """
    a advertisement an analysis and breaking business check clarification contact correction
    debate editorial election exclusive factcheck feature for he headline here's i in interview
    it latest live more news note obituary of on opinion photo photos politics profile read
    related she sport summary tags the they to today tomorrow topics update updated video watch
    we with world you
    """.split()
)

HEADLINE_VERBS = frozenset(
    """
    admit admits argues believe believes claim claims denies deny estimate estimates expects
    find finds insist insists pledge pledges predict predicts promise promises reports reveal
    reveals say says show shows suggest suggests thinks vow vows warn warns
    """.split()
)
