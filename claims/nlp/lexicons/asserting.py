"""Words that mark the kind of a claim, and how much a check of it would be worth."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

PROMISE = (
    r"\b(?:promis|pledg)(?:e|es|ed)\b|\b(?:is|are|was|were|been) (?:promis|pledg)ing\b"
    r"|\bvow(?:s|ed|ing)? (?:to|that)\b|\bcommit(?:s|ted|ting)?(?: \w+self| themselves)? to\b"
    r"|\b(?:I|we)(?: will| shall|['’]ll) "
    r"(?!(?:never )?(?:be|have|see|lose|find|know|need|get|go|come|end|become|still|continue)\b)"
)
FORECAST = (
    r"(?<!\bthe )(?<!\ba )(?<!\bfree )(?<!\bgood )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\btheir )"
    r"\bwill\b(?! of\b)|\b(?:won['’]t|shall)\b|\w['’]ll\b"
    r"|\b(?:is|are|was|were|be|been) (?:\w+ly )?(?:expected|projected|forecast|predicted|set|"
    r"likely|unlikely|on course|on track|tipped|poised|bound) to\b"
    r"|\bdue to (?:be|open|close|start|begin|end|expire|arrive|leave|take|reach|finish|launch|"
    r"rise|fall|receive|get|pay|retire|return|vote|meet|go|come|make)\b"
    r"|(?:\b(?:is|are)|['’]re|['’]s) (?:not )?going to "
    r"(?!the\b|an?\b|our\b|their\b|(?-i:[A-Z])|[0-9])"
    r"|(?-i:\b(?:may|might)\b) (?!(?:\w+ )?(?:have|be|not)\b)[a-z]+"
    r"|\b(?:forecast|predict|project|expect)(?:s|ed|ing)? (?:that|a|an|the \w+ to|growth|\w+ to)\b"
    r"|\b(?:by|in|until) 20[3-9][0-9]\b"
)
# What a past verb of saying leaves of "will": "said exports would rise".
WOULD = r"\bwould(?:n['’]t)?\b(?! (?:also |just |only )?(?:have|like|say|argue|add|note|think)\b)"
PAST_CUE = r"^(?:said|told|wrote|thought|found|felt|knew|heard|saw|\w+ed)$"
# The verb that what is said hangs on can say as much as its own words.
FORECASTING_CUE = (
    r"(?:forecast|predict|project|expect)(?:s|ed|ing)?|anticipat(?:e|es|ed|ing)|foresees?|foresaw"
)
PROMISING_CUE = r"(?:promis|pledg)(?:e|es|ed|ing)|vow(?:s|ed|ing)?|swore|swears?"
WISHING_CUE = (
    r"(?:demand|recommend|want)(?:s|ed|ing)?|urg(?:e|es|ed|ing)"
    r"|propos(?:e|es|ed|ing)|hop(?:e|es|ed|ing)|wish(?:es|ed|ing)?"
)
OPINION = (
    r"\b(?:I|we) (?:think|believe|feel|hope|suppose|guess|like|love|hate|want)\b"
    r"|\bin my (?:view|opinion)\b"
    r"|\b(?:should|ought to|must|would be|could be|may be|might be)\b|\b(?:wonderful|terrible|"
    r"beautiful|horrible|awful|disgraceful|shameful|brilliant|ridiculous|outrageous|amazing|"
    r"unacceptable|wrong|unfair|mistake)\b"
)
SUPERLATIVE = (
    r"\bthe (?:most|least) \w+|\b(?:the|its|his|her|their|world['’]s|country['’]s) "
    r"(?:\w+[- ])?(?:largest|biggest|highest|lowest|"
    r"smallest|fastest|slowest|longest|shortest|oldest|youngest|richest|poorest|worst|best|"
    r"deadliest|safest|cheapest|strongest|weakest|greatest|fewest|busiest|tallest|deepest|"
    r"earliest|latest rise)\b"
    r"|\bthe first (?:\w+[ -]){1,4}(?:to|since|ever|in (?:\w+ )?(?:years|decades|history))\b"
    r"|\b(?:never before|record (?:high|low)|all-time|"
    r"more than any(?: other)?|the only|(?<!is )(?<!are )on record|unprecedented)\b|\bnumber one\b"
)
CAUSE = (
    r"\b(?:because|because of|due to|caused?(?: by)?|causes|causing|leads? to|led to|leading to|"
    r"results? in|resulted in|as a result of|thanks to|owing to|blamed on|responsible for|"
    r"triggered|stems? from|thereby|prompted|drove|drives up|attributed to)\b"
)
QUESTION = r"\?['\"”’)]*\s*$"
WISH = (
    r"^\W*(?:let['’]?s|let us|please|may (?:god|we|the)|thank|thanks|god bless|if only"
    r"|(?:I|we) (?:wish|hope|want|demand|urge|would like|need to)|I['’]d like)\b"
    r"|\b(?:should|ought to)(?:n['’]t)? (?!have\b|"
    r"(?:also )?(?:say|add|note|mention)\b|(?:\w+ly )?(?:reach|rise|fall|grow)\b)"
)
# … but not where the "should" belongs to something else that is told: "behind what it should be".
TOLD_WISH = (
    r"\b(?:what|how|who|which|where|whether|than|as)\b (?:[\w'’]+ ){0,3}(?:should|ought to)\b"
)
# What leads over from the sentence before, and says nothing once a statement stands alone.
OPENERS = (
    r"(?:and|but|so|yet|or|also|however|meanwhile|still|moreover|furthermore|besides|indeed|"
    r"instead|conversely|nevertheless|nonetheless|additionally|similarly|likewise|incidentally|separately|"
    r"well|now|look|listen|okay|ok|frankly|actually|by contrast|in contrast|in addition|in fact|"
    r"of course|for example|for instance|as a result|at the same time|on the other hand|"
    r"by comparison|in other words|you know|I mean),"
    r"|(?:and|but|yet|also|meanwhile|indeed|so(?! far| many| much| few| that))"
)
# What opens with one of these leans on what was said before.
LEANING = (
    r"(?:he|she|it|they|we|I|you|that|this|these|those|him|her|them|what|who|which|how|why|when"
    r"|where|whether|to|not)\b"
)
PAST = r"\b(?:was|were|had|did|went|came|became|voted|signed|passed|[a-z]{3,}ed)\b"
HAVE = r"\b(?:has|have|had)\b"
# What bodies say of themselves in the present: "we employ 300 people".
OWN_DOINGS = frozenset(
    """
    aim believe build buy carry charge collect cover create deliver educate employ estimate expect
    export feed fund generate give grow handle help hold house import invest lose make manage need
    offer operate own pay plan process produce protect provide publish receive recycle run save see
    sell send serve spend supply support teach train treat use welcome work
    """.split()
)
# People without a name, for whom a "he" or "she" may stand as well.
UNNAMED_PEOPLE = frozenset(
    """
    man woman boy girl father mother brother sister son daughter husband wife uncle aunt friend
    colleague victim suspect driver officer gunman teacher student opponent rival predecessor
    successor boss lawyer somebody someone
    """.split()
)
