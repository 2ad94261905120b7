"""Words that say for when, for whom and where a figure holds."""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

YEAR = r"(?:1[5-9]|20)[0-9]{2}"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
SPELL = (
    r"(?:years?|months?|weeks?|days?|decades?|centur(?:y|ies)|quarters?|seasons?|weekends?|terms?)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter|night|morning|evening|afternoon|Christmas|Easter)"
COUNT = (
    r"(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|a few|few|several|a couple of)"
)
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
# A day, a month or a year, as one writes it.
POINT = (
    rf"(?:(?:{_DAY} (?:of )?)?{MONTH}(?: {_DAY}(?![0-9]))?"
    rf"(?:,? (?:of )?(?:{YEAR}|(?:last|this) year))?"
    rf"|(?:(?:the )?(?:fiscal|financial|school) (?:year )?)?{YEAR}"
    rf"(?:[-–/](?:{YEAR}|[0-9]{{2}}))?(?!['’]?s)"
    rf"|the (?:{YEAR}|[0-9]{{2}})['’]?s|{WEEKDAY})"
)
# Prepositions that belong to what is said ("since January"), those that do not ("in 2015"), and
# those that make a date the other side of a comparison ("up 4% on last year") unless it is joined
# to another ("from 2011 to 2016").
KEPT = frozenset("since by until till through between".split())
LEFT_OUT = frozenset("in on during for over within throughout of at".split()) | {"as of", "as at"}
JOINING = {"between": "and", "from": "to", "for": "to", "in": "to", "during": "to", "over": "to"}
RELATIVE = (
    r"(?:(?i:(?:the |this )?(?:last|past|next)"
    r"|the (?:previous|preceding|current|coming|following|same)|this)) "
    rf"(?:{COUNT} )?(?:fiscal |financial |calendar |school )?(?:{SPELL}|{SEASON}|{MONTH}|{WEEKDAY})"
    r"|(?i:yesterday|today|tomorrow|tonight)"
    rf"|(?i:{COUNT}) {SPELL} (?:ago|earlier|before)|[Tt]he year (?:before|earlier)"
)
PART = (
    rf"the (?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
    rf"(?:[ -](?:{COUNT}|fiscal))?[ -](?:quarter|half|months|weeks|years?)"
    rf"(?: of (?:{POINT}|(?:last|this|the) (?:fiscal )?year))?"
)
SPAN = (
    rf"(?:the )?(?:{COUNT} {SPELL}|year|quarter|month|week) (?:to|ending|ended|through)"
    rf"(?: in| on)?(?: the end of)? (?:{POINT})"
)
EDGE_OF = (
    rf"(?:(?:early|late|mid)[ -]|the (?:start|end|beginning|middle|turn) of (?:the )?)"
    rf"(?:{POINT}|{MONTH}|(?:last |this |next )?(?:year|month|week|century|decade|season))"
)
# Before a date without a preposition, these make it the other side of a comparison.
OTHER_SIDE = r"(?:than|with|to|against|versus|vs|as)"
# … and these do so before one with a preposition: "as many as in 2015".
COMPARED = r"(?:as|than|versus|vs|(?:compared|comparison) (?:to|with))"

# Between a date and a figure, these lead to a figure that the date does not hold for.
COMPARING = (
    r"\b(?:from|than|against|versus|vs|compared|comparison|earlier|previously|before|after|until|"
    r"when|which|who|that|whose|because|if|including)\b"
)

# What hangs on these says when or where something else was: "at a meeting in Rome, Ruiz called …".
EVENT_OPENERS = frozenset("after before until at with despite following during to".split())

PLACE_OPENERS = r"(?:in|across|throughout|within|around|all over)"
PLACE_MODIFIERS = (
    r"(?:the |all of |parts of |much of |most of "
    r"|(?:north|south|east|west)(?:ern|[- ]?(?:east|west)(?:ern)?)? |central "
    r"|rural |urban |mainland |greater |downtown |the (?:city|state|town|province"
    r"|county|region|district|republic|island) of )*"
)
# What is named by where it lies: "the northern provinces", "the coast", "the border districts".
AREAS = (
    r"(?:(?:outer|inner|coastal|border|neighbouring|surrounding|other) )?"
    r"(?:areas|cities|coast|counties|countryside|districts|highlands|interior|islands|isles"
    r"|provinces|regions|states|suburbs|territories|towns|villages|north|south|east|west)"
)
# Where no model names places: countries, and a few that are more or less than one.
PLACES = tuple(
    name.strip()
    for name in """
    Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria,
    Azerbaijan, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia,
    Bosnia, Botswana, Brazil, Brunei, Bulgaria, Burkina Faso, Burma, Burundi, Cambodia,
    Cameroon, Canada, Cape Verde, Chad, Chile, China, Colombia, Congo, Costa Rica, Croatia,
    Cuba, Cyprus, Denmark, Djibouti, Dominica, Ecuador, Egypt, El Salvador, Eritrea, Estonia,
    Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece,
    Greenland, Grenada, Guatemala, Guinea, Guyana, Haiti, Honduras, Hong Kong, Hungary, Iceland,
    India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica, Japan, Jordan,
    Kazakhstan, Kenya, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia,
    Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar, Malawi, Malaysia, Maldives, Mali,
    Malta, Mauritania, Mauritius, Mexico, Moldova, Monaco, Mongolia, Montenegro, Morocco,
    Mozambique, Myanmar, Namibia, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria,
    North Korea, North Macedonia, Norway, Oman, Pakistan, Palestine, Panama, Papua New Guinea,
    Paraguay, Peru, Philippines, Poland, Portugal, Qatar, Romania, Russia, Rwanda, Samoa, Saudi
    Arabia, Senegal, Serbia, Sierra Leone, Singapore, Slovakia, Slovenia, Somalia, South Africa,
    South Korea, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden, Switzerland, Syria,
    Taiwan, Tajikistan, Tanzania, Thailand, Togo, Tonga, Tunisia, Turkey, Turkmenistan, Uganda,
    Ukraine, United Arab Emirates, United Kingdom, United States, Uruguay, Uzbekistan,
    Venezuela, Vietnam, Yemen, Zambia, Zimbabwe, Britain, Great Britain, England, Scotland,
    Wales, Northern Ireland, UK, US, U.S., USA, EU, European Union, Europe, Africa, Asia, North
    America, South America, Latin America, Middle East
    """.split(",")
)

# Who is counted or asked, as a lemma; the plural is what stands in the text.
PERSONS = frozenset(
    """
    person people man woman child boy girl adult teenager pensioner voter worker employee
    employer family household patient student pupil citizen resident refugee migrant immigrant
    taxpayer victim soldier troop member teacher nurse doctor fighter parent mother father baby
    infant graduate respondent consumer customer reader viewer owner driver passenger farmer
    tenant homeowner borrower saver investor prisoner inmate officer believer elector elder user
    smoker veteran survivor national foreigner native youth manager director executive delegate
    lawmaker senator mp american briton european african asian democrat republican conservative
    liberal catholic protestant muslim christian jew hindu black white male female birth couple
    minority applicant claimant candidate manufacturer shopper subscriber commuter miner
    fisherman sailor traveller tourist visitor
    """.split()
)
# … and bodies of people and the places they live in.
BODIES = frozenset(
    """
    firm company business farm school hospital bank charity town city village country state region
    nation republic province county council
    """.split()
)
PEOPLE = PERSONS | BODIES
IRREGULAR_PLURALS = {
    "person": "persons",
    "people": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "fisherman": "fishermen",
    "elder": "elderly",
    "youth": "youths",
}
# What narrows down who is meant, behind the noun; "in Varn" does so only for a share of them.
NARROWING = r"(?:from|under|over|with|without|aged|living|born|earning)"
NARROWING_A_SHARE = rf"(?:{NARROWING[3:-1]}|in|across|at)"
AGED = (
    r"(?:aged|over|under) [0-9]{1,3}(?: ?(?:to|and|-|–) ?[0-9]{1,3})?"
    r"(?: (?:or|and) (?:over|older|under|above))?"
)
