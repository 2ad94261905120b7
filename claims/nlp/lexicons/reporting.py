"""Words that say that somebody says something."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

# Base forms of verbs whose subject is a source and whose clause or quote is what it says.
SAYING = frozenset(
    """
    say tell add note state announce declare claim argue insist explain reply respond answer ask
    admit acknowledge concede confirm deny dispute warn caution suggest stress emphasize emphasise
    report reveal disclose predict forecast estimate believe think expect hope know recall
    remember write tweet post testify allege assert contend maintain counter remark observe
    comment mention indicate point promise pledge vow swear complain joke quip agree disagree
    conclude find show suspect fear feel learn decide calculate reckon project propose urge
    demand recommend advise assure inform remind teach repeat reiterate continue speculate
    doubt question wonder hint imply signal suppose guess see hear understand realize realise
    discover determine describe call dub label accuse blame praise criticize criticise dismiss
    reject refuse threaten offer plan intend want detail outline quote cite charge record document
    affirm attest proclaim profess voice shout cry whisper tout brag boast lament muse opine
    retort rejoin interject exclaim gush read document view plead rule
    """.split()
)

# Of these, the ones that introduce speech by inversion or beside a quote: ', said Ruiz'.
SPEECH = frozenset(
    """
    say tell add note state announce declare claim argue insist explain reply respond answer ask
    admit acknowledge concede confirm warn caution suggest stress report write tweet
    recall observe comment remark continue predict joke quip conclude counter testify reveal
    believe think estimate agree lament retort exclaim muse
    """.split()
)

# Verbs whose object can be what is said: "the ministry reported 300 cases".
OBJECT_SAYING = frozenset(
    """
    report find estimate cite claim predict forecast project announce allege reveal document
    propose promise pledge demand expect confirm deny dispute record
    """.split()
)

# Verbs whose infinitive is what is undertaken: "agreed to lend $5 million".
UNDERTAKING = frozenset(
    "agree promise pledge vow plan offer threaten propose refuse intend swear".split()
)

# Forms that an ending does not give, for reading without a tagger.
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
}

# Nouns that hold what is said: "his claim that …", "a report that …".
SAYING_NOUNS = frozenset(
    """
    claim statement report announcement allegation assertion argument belief suggestion warning
    promise pledge prediction accusation fear hope rumour rumor idea notion view conclusion
    estimate complaint comment charge
    """.split()
)

PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "i"})
GROUP_PRONOUNS = frozenset({"they", "we", "it", "them"})

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

COMPANY_ENDINGS = frozenset(
    """
    inc corp ltd llc plc co company group bank university institute ministry department office
    agency commission council committee association union party foundation service authority court
    police bureau board society trust federation league centre center parliament senate congress
    government army house times post journal news security states street fund press reserve
    kingdom department administration campaign team
    """.split()
)
