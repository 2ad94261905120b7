"""Words that join clauses, and what becomes of them when a clause stands alone."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

# Openers of a clause that is asserted beside the main one, whether or not both have a figure.
CONTRASTING = frozenset("while whereas although though but yet".split())
# Openers of a clause that is asserted too, but that says when: cut where both have a figure.
TIMING = frozenset("after as".split())
# What is said under these is not asserted; nothing is cut out of it, and it holds for all.
CONDITIONS = frozenset("if unless whether provided lest until".split())
ALTERNATIVES = frozenset("or nor either neither".split())
RELATIVE_WORDS = frozenset("which who whom whose that what".split())
RELATIVE_SUBJECTS = frozenset("which who".split())

# Fronted phrases that say for when, where or whom all clauses of a sentence hold.
SCOPE_OPENERS = frozenset(
    "in on during since between from among across by under for at within throughout "
    "over last this next until before after if unless outside inside".split()
)
# … unless they hold one of these, which only lead over from what was said before.
NO_SCOPE = frozenset(
    "addition fact statement response example instance contrast turn particular words other hand "
    "time comparison speech interview letter email tweet report remarks view opinion part now "
    "once least last first second conclusion".split()
)

# Participles whose subject is all that happened, not the subject of the main clause.
SUMMING_UP = frozenset(
    "bring take make push raise lift mean cause prompt wipe compare include accord depend base "
    "follow use say add note explain".split()
)

# Past forms of verbs that end a sentence as a participle and do not take "-ed".
IRREGULAR_PAST = {
    "beat": "beat",
    "become": "became",
    "begin": "began",
    "build": "built",
    "buy": "bought",
    "cost": "cost",
    "cut": "cut",
    "draw": "drew",
    "drive": "drove",
    "fall": "fell",
    "find": "found",
    "get": "got",
    "give": "gave",
    "go": "went",
    "grow": "grew",
    "have": "had",
    "hit": "hit",
    "hold": "held",
    "hurt": "hurt",
    "keep": "kept",
    "leave": "left",
    "lead": "led",
    "lose": "lost",
    "make": "made",
    "pay": "paid",
    "put": "put",
    "rise": "rose",
    "run": "ran",
    "sell": "sold",
    "send": "sent",
    "set": "set",
    "shed": "shed",
    "shoot": "shot",
    "shut": "shut",
    "spend": "spent",
    "split": "split",
    "spread": "spread",
    "stand": "stood",
    "sweep": "swept",
    "take": "took",
    "win": "won",
}
# Verbs that double their last letter before "-ed".
DOUBLING = frozenset("drop ban rob stab top trap trim strip plan slip shed clap".split())

# Finite verbs that an ending does not give, for cutting where nothing is tagged.
FINITE = frozenset(
    """
    is are was were am has have had do does did will would can could may might must shall should
    rose fell grew sank shrank lost won sold bought cut cost hit beat made took gave went came ran
    held kept left led met paid put said saw sent spent stood told became began built drew drove
    fought found got knew read set shut spread struck swept taught thought threw wrote employs has
    costs rises falls grows makes takes gives runs holds keeps owns sells buys needs says shows
    stands lives works pays produces remains includes contains covers counts claims
    """.split()
)
