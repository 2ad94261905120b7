"""Words that say which way a figure moved: verbs, nouns, adverbs of change."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

from claims.quantities import Change

from .hedges import LESS_WORDS, MORE_WORDS

UP = Change.UP
DOWN = Change.DOWN

# Verbs of change by base form -> direction.
CHANGE_VERBS = {
    "rise": UP,
    "increase": UP,
    "grow": UP,
    "climb": UP,
    "gain": UP,
    "jump": UP,
    "surge": UP,
    "soar": UP,
    "leap": UP,
    "expand": UP,
    "advance": UP,
    "rally": UP,
    "spike": UP,
    "swell": UP,
    "rocket": UP,
    "skyrocket": UP,
    "accelerate": UP,
    "quicken": UP,
    "strengthen": UP,
    "appreciate": UP,
    "widen": UP,
    "deepen": UP,
    "balloon": UP,
    "rebound": UP,
    "double": UP,
    "triple": UP,
    "quadruple": UP,
    "edge": Change.NONE,
    "tick": Change.NONE,
    "inch": Change.NONE,
    "creep": Change.NONE,
    "nudge": Change.NONE,
    "drift": Change.NONE,
    "recover": UP,
    "bounce": UP,
    "firm": UP,
    "improve": UP,
    "mushroom": UP,
    "vault": UP,
    "zoom": UP,
    "snowball": UP,
    "escalate": UP,
    "collapse": DOWN,
    "crater": DOWN,
    "dive": DOWN,
    "nosedive": DOWN,
    "tank": DOWN,
    "skid": DOWN,
    "sag": DOWN,
    "wane": DOWN,
    "ebb": DOWN,
    "recede": DOWN,
    "abate": DOWN,
    "moderate": DOWN,
    "decelerate": DOWN,
    "deteriorate": DOWN,
    "cool": DOWN,
    "subside": DOWN,
    "devalue": DOWN,
    "narrow": DOWN,
    "halve": DOWN,
    "diminish": DOWN,
    "fall": DOWN,
    "drop": DOWN,
    "decline": DOWN,
    "decrease": DOWN,
    "slip": DOWN,
    "slide": DOWN,
    "tumble": DOWN,
    "plunge": DOWN,
    "plummet": DOWN,
    "sink": DOWN,
    "dip": DOWN,
    "shrink": DOWN,
    "contract": DOWN,
    "slump": DOWN,
    "reduce": DOWN,
    "cut": DOWN,
    "slow": DOWN,
    "ease": DOWN,
    "shed": DOWN,
    "lower": DOWN,
    "weaken": DOWN,
    "depreciate": DOWN,
    "crash": DOWN,
    "retreat": DOWN,
    "slash": DOWN,
    "dwindle": DOWN,
}

# Forms that no rule for endings reaches.
CHANGE_FORMS = {
    "rose": "rise",
    "risen": "rise",
    "grew": "grow",
    "grown": "grow",
    "leapt": "leap",
    "swollen": "swell",
    "fell": "fall",
    "fallen": "fall",
    "slid": "slide",
    "sank": "sink",
    "sunk": "sink",
    "shrank": "shrink",
    "shrunk": "shrink",
    "cut": "cut",
    "cutting": "cut",
    "shed": "shed",
    "dropped": "drop",
    "dropping": "drop",
    "slipped": "slip",
    "slipping": "slip",
    "dipped": "dip",
    "dipping": "dip",
    "crept": "creep",
    "dove": "dive",
    "skidded": "skid",
    "sagged": "sag",
}

# Of these, the ones that are verbs and nothing else.
PAST_MOVES = frozenset(CHANGE_FORMS) - {"cut", "cutting", "shed", "rose", "dove"}

# Verbs that move a thing: "raised rates by 5%", "lifted output to 5%", but "raised $5m".
TRANSITIVE_VERBS = {
    "raise": UP,
    "lift": UP,
    "boost": UP,
    "hike": UP,
    "bump": UP,
    "hoist": UP,
    "enlarge": UP,
    "extend": UP,
    "inflate": UP,
    "trim": DOWN,
    "pare": DOWN,
    "curb": DOWN,
    "prune": DOWN,
    "dock": DOWN,
    "curtail": DOWN,
}

# Adverbs that carry the direction by themselves: "up 3%", "was down by 2 points".
CHANGE_ADVERBS = {"up": UP, "down": DOWN}

# Verbs beside which "up to" leads to where something went and bounds nothing.
MOVING = frozenset(
    """
    came come comes coming shoot shoots shot
    close closed closing end ended ending finish finished finishing trade traded trading move moved
    moving go goes went gone going open opened opening tick ticked ticking edge edged edging inch
    inched creep crept drift drifted settle settled bring brings brought
    """.split()
)
# Before "from 5 to 10" these say that it was the one and is the other.
GONE = {"went": Change.NONE, "gone": Change.NONE, "moved": Change.NONE, "swung": Change.NONE}
# Verbs with a particle that move a share: "gave up 3%", "put on 3%".
WITH_PARTICLE = {
    **{f"{verb} up": DOWN for verb in ("give", "gives", "gave", "given", "giving")},
    **{f"{verb} on": UP for verb in ("put", "puts", "putting")},
}

# Verbs of which "up" and "down" are a part: "gave up 340 yards", "set up 3 camps".
PHRASAL = frozenset(
    """
    give gives gave given giving make makes made making set sets setting put puts putting pick picks
    picked picking rack racked racking take takes took taken taking use used using turn turned break
    broke broken build built buy bought call called come came clean cleaned shut shutting sign
    signed split tie tied wind wound write wrote written tear tore torn track tracked round rounded
    show showed blow blew back backed sum summed shoot shot gun gunned burn burned knock knocked
    """.split()
)

# Of these, the ones that move a share: "shot up 5%", but "made up 5%".
PHRASAL_MOVES = frozenset(
    "come comes came coming shoot shoots shot pick picks picked picking".split()
)

# Verbs that mean a change only where a unit follows: "lost 1.1%", but "lost 3 games".
CHANGE_BEFORE_UNIT = {
    "lose": DOWN,
    "loses": DOWN,
    "lost": DOWN,
    "losing": DOWN,
    "add": UP,
    "adds": UP,
    "added": UP,
    "adding": UP,
}

LOSSES = frozenset({"loss", "losses", "gain", "gains", "profit"})

# Right after the figure: a difference between two things, "10 mph less than", "a third fewer".
COMPARED_AFTER = frozenset({"more", "less", "fewer"})
# The same with comparatives of size; "two years later" tells when, and no difference.
COMPARATIVES = dict.fromkeys(
    (*MORE_WORDS.split(), "faster", "dearer", "costlier", "stronger"), UP
) | dict.fromkeys((*LESS_WORDS.split(), "cheaper", "slower", "weaker"), DOWN)
for _when in ("later", "earlier"):
    del COMPARATIVES[_when]
# Right after points: where one share or score lies, seen from another, "two points behind".
APART_AFTER = {
    **dict.fromkeys(("above", "ahead", "clear"), UP),
    **dict.fromkeys(("below", "behind", "adrift", "short", "shy"), DOWN),
}
# Points that somebody wins are no distance: "took three points |ahead of the match".
WINNING = frozenset(
    """
    win wins won winning take takes took taking earn earned collect collected score scores scored
    scoring get gets got pick picked grab grabbed claim claimed add added secure secured
    """.split()
)
# What is told in percent, so that its points are percentage points.
RATES = frozenset(
    "rate rates share shares proportion percentage turnout unemployment inflation majority".split()
)

# "an increase of 5%", "a drop of 20": nouns of change before "of" or "in ... of".
CHANGE_NOUNS = dict.fromkeys(
    """
    increase rise jump gain surge growth hike uptick upswing upturn uplift leap climb spike advance
    rally rebound recovery improvement expansion appreciation acceleration boost raise
    """.split(),
    UP,
) | dict.fromkeys(
    """
    decrease drop fall decline reduction cut loss slide slump plunge dip tumble collapse crash dive
    nosedive downturn downtick slowdown contraction depreciation devaluation shrinkage cutback
    retreat pullback erosion
    """.split(),
    DOWN,
)


# Right after the figure: "3% higher", "a 5% increase", "8 points lower".
CHANGE_AFTER = {
    "higher": UP,
    "up": UP,
    "lower": DOWN,
    "down": DOWN,
    **CHANGE_NOUNS,
    **{f"{noun}s": way for noun, way in CHANGE_NOUNS.items() if noun not in ("growth", "loss")},
}


def _forms(verb: str) -> tuple[str, ...]:
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + ("es" if verb.endswith(("sh", "ch", "s")) else "s")
    if verb.endswith("y"):
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    return verb, third, stem + "ed", stem + "ing"


# Every form of a verb of change -> direction.
CHANGE_WORDS = {
    form: direction for verb, direction in CHANGE_VERBS.items() for form in _forms(verb)
} | {form: CHANGE_VERBS[verb] for form, verb in CHANGE_FORMS.items()}
# The same with what moves a thing.
MOVING_WORDS = (
    CHANGE_WORDS
    | {form: way for verb, way in TRANSITIVE_VERBS.items() for form in _forms(verb)}
    | {"trimmed": DOWN, "trimming": DOWN, "upped": UP, "upping": UP}
)
