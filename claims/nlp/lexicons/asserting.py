"""Words that mark the kind of a claim, and how much a check of it would be worth."""

from __future__ import annotations

PROMISE = (
    r"\b(?:promis|pledg|vow)(?:e|es|ed|ing|s)?\b|\bcommit(?:s|ted|ting)? to\b"
    r"|\b(?:I|we) (?:will|shall)\b"
)
FORECAST = (
    r"\b(?:will|won't|won’t|'ll|’ll|shall)\b|\b(?:is|are|was|were) (?:expected|projected|forecast|"
    r"predicted|set|likely|due|on course|on track) to\b|\b(?:forecast|predict|project|expect)"
    r"(?:s|ed|ing)?\b|\bby 20[3-9][0-9]\b|\b(?:is|are) going to\b"
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
    r"earliest|latest rise|first)\b|\b(?:never before|record (?:high|low)|all-time|"
    r"more than any(?: other)?|the only|on record|unprecedented)\b|\bnumber one\b"
)
CAUSE = (
    r"\b(?:because|because of|due to|caused?(?: by)?|causes|causing|leads? to|led to|leading to|"
    r"results? in|resulted in|as a result of|thanks to|owing to|blamed on|responsible for|"
    r"triggered|stems? from|thereby|prompted|drove|drives up|attributed to)\b"
)
QUESTION = r"\?['\"”’)]*\s*$"
WISH = r"^\W*(?:let['’]?s|please|may (?:god|we|the)|thank|thanks|god bless|if only|I wish)\b"
GREETING = (
    r"^\W*(?:hello|hi|good (?:morning|evening|afternoon)|welcome|ladies|bye|yes|no|well|ok|okay|"
    r"sure|right)\b"
)
# The counted noun's lemma.
PEOPLE = (
    r"\b(?:person|worker|voter|family|child|woman|man|patient|student|citizen|household|job|refugee|"
    r"migrant|immigrant|resident|taxpayer|death|victim|soldier|troop|member|pupil|teacher|nurse|"
    r"employee|fighter|life|casualty|home)\b"
)
PUBLIC_MATTER = (
    r"\b(?:tax(?:es)?|budget|deficit|debt|unemployment|jobs|economy|inflation|crime|murder|"
    r"health|hospitals?|schools?|climate|emissions|energy|oil|war|military|nuclear|immigration|"
    r"border|police|vot(?:e|ed|es|ing)|election|law|bill|trade|wages?|income|poverty|housing|"
    r"rate|spending|billion|million|percent|insurance|medicare|social security|congress|senate)\b"
)
COMPARISON = (
    r"\b(?:more|less|fewer|higher|lower|larger|smaller|bigger|greater|better|worse) than\b|"
    r"\b(?:twice|double[sd]?|tripled?|halved?)\b|\bcompared (?:to|with)\b"
)
PAST = r"\b(?:was|were|had|did|went|came|became|voted|signed|passed|[a-z]{3,}ed)\b"
PERFECT = (
    r"\b(?:has|have|['’]ve) (?:\w+ly |not |never |also )?(?:been|\w+ed|\w+en|had|lost|made|gone)\b"
)
HAVE = r"\b(?:has|have|had)\b"
YOU = r"\b(?:you|your)\b"
FIRST_PERSON = r"\b(?:I|I['’]m|I['’]d|my|me)\b"
MODAL = r"\b(?:will|would|could|should|can|may|might|shall|going to|let['’]?s|must)\b"
THIRD = r"\b(?:he|she|they|his|her|their)\b"
NEGATION = r"\b(?:not|never|no|none|nobody|nothing)\b|n['’]t\b"
