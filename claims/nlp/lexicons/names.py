"""What turns a number into part of a date, a time or a name."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

# Words before a number that make it a label: "Article 50", "page 12", "Flight 93".
LABELS = frozenset(
    """
    article section sections chapter part page pages paragraph clause appendix figure fig fig.
    table box rule act no no. nos nos. number item line room flight route highway interstate
    motorway exit gate channel studio unit building suite apartment apt apt. box grade level tier
    type category class stage phase step version windows iphone ipad android boeing airbus formula
    division group group's pier platform terminal runway reactor hangar berth block court lane
    bay booth seat track week day round game matchday episode season series volume vol vol.
    issue bill proposition prop prop. amendment resolution title schedule form
    annex order directive regulation case docket room ward district precinct zone area sector
    measure psalm verse apollo soyuz super covid euro world cup olympics top area question q
    """.split()
)

# Of these, ones that label only when capitalised: "Day 3" but "the next day 3 people".
SHY_LABELS = frozenset(
    """
    measure number line unit level type class step act bill order form case area game day week
    season round
    group top world super cup item question title grade stage phase issue part box table figure
    building room track terminal runway reactor hangar berth block court lane bay booth seat
    platform euro windows series division sector zone district no top tier
    """.split()
)

# Of these, ones whose parts are numbered with a point: "Section 2.3", "version 10.4".
DOTTED_LABELS = frozenset(
    """
    version section sections chapter clause paragraph article rule appendix table figure fig fig.
    """.split()
)

# Lengths in metres that name a race, and what is said of one: "the 200m final".
RACES = frozenset({60, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10000})
BEHIND_RACES = frozenset(
    """
    final finals semi-final semi-finals semifinal heat heats race hurdles relay freestyle
    backstroke breaststroke butterfly medley steeplechase sprint title crown record champion
    champions championship gold silver bronze medal medallist event
    """.split()
)

# Between a number in words and its noun this is no amount: "one day", "one another".
ONE_IDIOMS_AFTER = frozenset(
    """
    another day thing of such way or other more who that which can could might must
    would should is was has had wants needs and but to in on at by for with from knows does did if
    as than may will
    """.split()
)
ONE_IDIOMS_BEFORE = frozenset(
    """
    no any every each this that which another the some new old good bad big small next last first
    only other right wrong better best same loved number
    """.split()
)

# Before a four-figure number these make it a year.
YEAR_BEFORE = frozenset(
    """
    in since by until till from during before after of early late mid the for to between and
    around circa fiscal fy year spring summer autumn fall winter through this election season
    """.split()
)

# Indices of shares that carry a number in their name: "FTSE 100".
INDICES = frozenset("ftse nasdaq fortune nikkei cac dax russell sp asx stoxx sse csi topix".split())

# Verbs and nouns beside a result of two numbers: "won 3-1", "a 9-2 lead".
SCORE_WORDS_AFTER = frozenset(
    """
    win wins loss lead victory defeat draw record vote votes tie thrashing rout deficit advantage
    scoreline shutout result decision majority margin triumph down up ahead
    """.split()
)
SCORE_WORDS_BEFORE = frozenset(
    """
    won win wins winning beat beats beating beaten lost lose loses losing led lead leads leading
    drew draw defeated defeat thrashed tied trailed trailing voted vote voting passed ruled score
    scored finished down up ahead set sets trail trails
    """.split()
)

# Behind a house number and a name.
STREETS = frozenset(
    """
    street st avenue ave road rd boulevard blvd lane ln drive dr square place terrace court parkway
    highway way row
    """.split()
)
