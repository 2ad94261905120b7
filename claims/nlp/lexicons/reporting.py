"""Words that say that somebody says something.

A verb of saying may stand in several frames, each a set of base forms below. What it frames is
the content: a clause, an object, an infinitive, or what follows a preposition.
"""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

# The subject is a source, the clause ("that …", "whether …") or the quote is what it says.
SAYING = frozenset(
    """
    acknowledge add admit advise affirm agree allege announce answer anticipate argue ask assert
    assume assure attest beg believe bemoan blog boast brag calculate caution certify chant
    claim clarify comment complain concede conclude concur confide confirm consider contemplate
    contend continue convey counsel counter cry debate decide declare deduce deem demand
    demonstrate deny describe detail determine direct disagree disclose discover dispute divulge
    document doubt e-mail editorialise editorialize elaborate email emphasise emphasize envisage
    envision establish estimate exclaim exhort expect explain fear feel find forecast foresee
    fret fume gripe grumble guarantee guess guffaw highlight hint hold hope hypothesise
    hypothesize illustrate imagine implore imply indicate infer inform insist instruct interject
    joke judge know lament learn maintain marvel mention moan muse narrate note observe opine
    order outline plead pledge point ponder posit post postulate predict press presume proclaim
    profess project promise pronounce propose prove question quip rage read realise realize
    reason recall reckon recommend record recount regret reiterate rejoin relate relay remark
    remember remind repeat reply report request respond retort retweet reveal rue rule say
    scream second sense shout show signal snap sneer specify speculate state stipulate stress
    suggest summarise summarize suppose surmise suspect swear teach tell testify theorise
    theorize think threaten thunder tweet underline underscore understand urge venture verify
    view voice volunteer vow want warn whisper wish wonder worry write yell
    """.split()
)

# The ones that are set beside speech: ', said Ruiz', '“…,” Ruiz added'.
SPEECH = frozenset(
    """
    acknowledge add admit affirm agree allege announce answer argue ask assert attest bark beg
    begin believe bellow boast brag calculate caution chant chuckle claim clarify comment
    complain concede conclude confide confirm contend continue counsel counter crow cry deadpan
    declare demand drawl e-mail elaborate email emphasise emphasize enthuse estimate exclaim
    explain fear find forecast fret fume gripe groan grumble gush hiss holler hope implore
    insist instruct interject intone joke know lament laugh maintain marvel message moan mumble
    murmur muse mutter note observe opine order plead pledge point post predict press proclaim
    project promise pronounce put quip rage read reason recall reckon recount reiterate rejoin
    remark repeat reply report respond retort retweet reveal roar rue say scoff scold scream
    shout show shrug sigh snap snarl sneer speculate state stress suggest suspect tell testify
    text theorize think thunder tweet urge venture volunteer vow wail warn whisper wonder write
    yell
    """.split()
)

# Verbs that say something even where the parser sees no clause behind them: "found 54% back it".
PLAIN = frozenset(
    "say find show suggest report claim note warn argue estimate believe think".split()
)

# Of these, the ones that are set beside a quote only: '“…,” Ruiz continued'.
BESIDE_QUOTES = frozenset(
    """
    agree answer ask bark beg begin bellow chant chuckle continue counsel crow cry deadpan
    demand drawl enthuse exclaim fret groan grumble gush hiss holler implore instruct interject
    intone joke laugh message moan mumble murmur mutter order plead post press pronounce put
    quip rage read reason recount rejoin repeat reply respond retweet roar rue scoff scold
    scream shout shrug sigh sing snap snarl sneer speculate text theorize thunder urge venture
    wail yell
    """.split()
)
# And the ones that stand at the very end of what they say: "…, the study found".
BESIDE_AT_THE_END = frozenset("find show know fear hope".split())

# Verbs whose object can be what is said: "the ministry reported 300 cases".
OBJECT = frozenset(
    """
    accuse acknowledge admit advise advocate allege announce anticipate applaud ask assail
    assure bash believe bemoan berate blame brand calculate call champion characterise
    characterize chastise chronicle cite claim commend concede condemn confirm consider
    contemplate contest contradict counter criticise criticize debate declare decry deem defend
    demand demonize demonstrate denounce deny depict deplore deride describe desire detail
    disavow disclose discuss dismiss dispute document doubt downplay dub echo embrace emphasise
    emphasize encourage endorse envisage envision estimate exaggerate exhort expect explain
    expose express extol favor favour fear find forecast foresee grill hail highlight ignore
    illustrate implore imply indicate inform intend invoke label lambast lambaste lament laud
    liken mention minimize mock mourn narrate note notify oppose outline overstate paint peg
    pledge ponder portray post praise predict proclaim project promise promote propose protest
    put question quote rebuke rebut reckon recognise recognize recommend recount reference
    refute regret reiterate reject relate remember remind repeat report repudiate request
    retweet reveal ridicule say scold show signal skewer slam specify stipulate stress suggest
    support suspect swear tell term thank threaten tout tweet uncover underline underscore
    understate unearth unveil urge vilify voice vow want warn welcome
    """.split()
)

# Of these, the ones that say something only where a figure is in what they say: "the survey put
# the number at 300", "the ministry found 31 cases".
OBJECT_OF_FIGURES = frozenset(
    """
    calculate find peg put say show
    """.split()
)

# Verbs that blame or praise by what follows "for", "over", "as" or "about": "slammed him for …",
# and ones that tell somebody off and say no more of what: "scolded the head of a firm".
_JUDGING = "attack blast hit slam grill press knock rip target assail single fault thank"
_SCOLDING = "berate chastise rebuke scold"
_RATING = "rate grade rank class classify list see view regard"
WITH_REASON = {
    **{
        verb: frozenset("for over as about on".split())
        for verb in f"{_JUDGING} {_SCOLDING}".split()
    },
    **{verb: frozenset(("as",)) for verb in _RATING.split()},
}

# Verbs that say what something is, so that a noun alone is not enough: "called it a fraud".
NAMING = frozenset("brand call consider deem dub label term".split())

# Verbs whose infinitive is what is undertaken or wanted: "agreed to lend $5 million".
INFINITIVE = frozenset(
    """
    agree aim ask claim decide decline demand expect hope intend offer plan pledge promise
    propose refuse request swear threaten urge vow want wish
    """.split()
)

# Verbs that say something by a preposition, with the prepositions: "called for 300 more beds".
PREPOSITIONAL = {
    verb: frozenset(words.split())
    for verb, words in {
        "call": "for on upon",
        "warn": "of against about",
        "speak": "of about against on",
        "talk": "about of",
        "complain": "of about",
        "brag": "of about",
        "boast": "of about",
        "rail": "against at",
        "refer": "to",
        "allude": "to",
        "point": "to",
        "respond": "to",
        "reply": "to",
        "react": "to",
        "object": "to",
        "admit": "to",
        "confess": "to",
        "testify": "to about against",
        "attest": "to",
        "hint": "at",
        "argue": "for against about over",
        "advocate": "for",
        "lobby": "for against",
        "plead": "for",
        "push": "for",
        "insist": "on upon",
        "comment": "on about",
        "remark": "on upon",
        "report": "on",
        "elaborate": "on",
        "agree": "on to with",
        "disagree": "on about with over",
        "concur": "with",
        "think": "of about",
        "know": "of about",
        "hear": "of about",
        "learn": "of about",
        "dream": "of about",
        "believe": "in",
        "worry": "about over",
        "wonder": "about",
        "ask": "for about",
        "joke": "about",
        "lie": "about",
        "apologize": "for",
        "apologise": "for",
        "protest": "against over",
        "rally": "against for",
        "lash": "at",
        "decide": "on",
        "tell": "of about",
        "write": "of about",
        "tweet": "about",
        "inquire": "about",
        "speculate": "about on",
        "estimate": "at",
    }.items()
}

# Verbs that say something with a particle: "laid out a plan for 300 homes".
WITH_PARTICLE = {
    "lay": frozenset(("out",)),
    "set": frozenset(("out",)),
    "spell": frozenset(("out",)),
    "rule": frozenset(("out",)),
    "call": frozenset(("out",)),
    "point": frozenset(("out",)),
    "play": frozenset(("down", "up")),
    "talk": frozenset(("up", "down")),
    "sum": frozenset(("up",)),
    "bring": frozenset(("up",)),
    "write": frozenset(("off",)),
    "shrug": frozenset(("off",)),
    "brush": frozenset(("off",)),
    "hold": frozenset(("up",)),
}

# Verbs that say what the paper says that is their object: "released a report showing 300 cases".
ISSUING = frozenset(
    """
    air circulate compile deliver distribute feature file issue make post present print produce
    publish release submit
    """.split()
)

# Verbs with which somebody says a noun: "made a promise to", "has a plan to".
LIGHT = frozenset(
    "announce express give have make offer raise renew repeat reiterate unveil voice win".split()
)

# Verbs whose object is to do the rest: "requires banks to report losses".
ASKING = frozenset("allow ask beg encourage force let oblige order press require tell urge".split())

# A verb that is followed by whom it is said to: "told reporters that …".
ADDRESSING = frozenset(
    """
    advise ask assure inform notify promise remind show teach tell warn
    """.split()
)

# Of these, the ones whose object alone is never what is said: "told the growers:".
TELLING = frozenset("tell remind assure inform notify advise ask warn".split())

# Verbs by which one source passes on what another said: "quoted Ruiz as saying".
QUOTING = frozenset(("quote", "cite"))

# Verbs whose subject holds that the clause or the object is not so: "denied that 30 left".
DENYING = frozenset(
    """
    contest contradict deny disavow disbelieve dismiss dispute doubt rebut refute reject repudiate
    """.split()
)

# Every verb that may say something.
VERBS = frozenset(("hear",)).union(
    SAYING, SPEECH, OBJECT, INFINITIVE, PREPOSITIONAL, WITH_REASON, WITH_PARTICLE, ISSUING
)

# Verbs that double their last letter: "admitted".
DOUBLING = frozenset(
    """
    admit brag chat commit concur confer deadpan infer permit plan quip rebut refer regret rip
    set slam snap submit sum
    """.split()
)

# Forms that an ending does not give.
IRREGULAR_FORMS = {
    "said": "say",
    "told": "tell",
    "wrote": "write",
    "written": "write",
    "found": "find",
    "showed": "show",
    "shown": "show",
    "thought": "think",
    "knew": "know",
    "felt": "feel",
    "swore": "swear",
    "saw": "see",
    "heard": "hear",
    "taught": "teach",
    "read": "read",
    "put": "put",
    "held": "hold",
    "began": "begin",
    "forecast": "forecast",
    "foresaw": "foresee",
    "gave": "give",
    "has": "have",
    "had": "have",
    "hit": "hit",
    "laid": "lay",
    "let": "let",
    "made": "make",
    "meant": "mean",
    "spoke": "speak",
    "set": "set",
    "understood": "understand",
}
