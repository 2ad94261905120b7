"""Words that say what a sentence is about and how it is put, for its check-worthiness.

Feature -> its words, as lemmas or as written in lower case; "_" joins the words of a phrase. The
lists are closed and written by hand, and a word may stand in several. A feature's name is what
people are shown as a reason.
"""

# ruff: noqa: SIM905 -- word lists read better as running words

from __future__ import annotations

# What public life is about.
THEMES = {
    "taxes and budgets": """
        tax taxes taxation taxpayer budget deficit debt surplus spending expenditure revenue
        fiscal treasury subsidy loophole deduction rebate vat tariff levy exemption irs audit
        bailout stimulus borrowing tax_cut tax_credit tax_rate national_debt public_spending
        """,
    "jobs and pay": """
        job jobs unemployment employment unemployed jobless wage wages salary pay earnings worker
        payroll manufacturing factory plant layoff overtime labour labor union strike workforce
        employer outsource outsourcing productivity minimum_wage farmer farm
        """,
    "economy and trade": """
        economy economic inflation recession depression growth gdp gnp trade export import market
        bank banking mortgage foreclosure interest_rate price prices income poverty poor investment
        industry business company corporation manufacturer currency loan dollar financial
        bankrupt bankruptcy billionaire millionaire household wealth wealthy middle_class
        cost_of_living purchasing_power stock_market product agricultural enterprise
        """,
    "health": """
        health healthcare hospital doctor nurse patient medicine medical drug drugs prescription
        disease cancer hiv aids vaccine vaccination virus epidemic pandemic abortion insurance
        insurer insured uninsured premium medicare medicaid obamacare nhs surgery opioid
        life_expectancy pre-existing preexisting coverage
        """,
    "welfare and pensions": """
        welfare pension retirement retiree senior seniors benefit benefits disability food_stamp
        social_security homeless homelessness housing rent entitlement veteran veterans elderly
        """,
    "schools": """
        school schools education student pupil teacher college university tuition literacy
        graduate graduation classroom curriculum scholarship voucher
        """,
    "crime and guns": """
        crime crimes criminal murder murderer homicide violence violent police prison prisoner jail
        gun guns firearm rifle assault rape robbery burglary theft fraud corruption drug cocaine
        heroin gang trafficking death_penalty convict convicted conviction felony parole probation
        indict indictment arrest fbi prosecutor prosecute lawsuit illegal illegally terrorist
        """,
    "war and arms": """
        war wars troop troops soldier military army navy missile missiles nuclear bomb bomber
        weapon weapons warhead tank aircraft submarine terrorist terrorism terror attack invade
        invasion occupy casualty treaty ceasefire sanction sanctions embargo alliance nato
        insurgent hostage intelligence defence defense pentagon arms combat airstrike
        proliferation genocide torture rebel ally
        """,
    "migration": """
        immigrant immigration migrant migration border refugee asylum deport deportation visa
        amnesty illegal illegally undocumented alien
        """,
    "energy and climate": """
        energy oil gas gasoline petroleum coal climate emission emissions pollution carbon solar
        nuclear_power drilling pipeline fuel environment environmental environmentally forest
        wildlife acre greenhouse renewable electricity barrel warming
        """,
    "elections": """
        election elections ballot voter voters turnout poll polls campaign donor donation primary
        electoral re-election fundraiser lobbyist pac contribution referendum precinct
        """,
    "law and courts": """
        law laws bill legislation statute act amendment constitution constitutional court courts
        judge justice ruling unconstitutional congress congressional senate parliament legislature
        committee subcommittee house_of_representatives commons lawmaker veto regulation
        regulations deregulation supreme_court filibuster bipartisan
        """,
    "government": """
        government administration federal agency department ministry bureau bureaucracy commission
        programme program policy cabinet white_house state_department fund funding contract
        official officials governor mayor minister prime_minister
        """,
}
# What was done.
DEEDS = {
    "a vote or a decision": """
        vote veto sign pass enact repeal ratify reject approve introduce sponsor co-sponsor
        cosponsor appoint block abolish authorize authorise ban outlaw legalize legalise impose
        withdraw negotiate refuse order adopt overturn
        """,
    "a stand for or against": """
        support oppose opposed favor favour advocate endorse propose proposal against defend
        in_favor_of in_favour_of
        """,
    "a rise or a fall": """
        increase raise cut reduce double triple quadruple grow rise fall drop decline lose gain
        slash shrink soar plummet climb skyrocket halve expand lower eliminate exceed surpass
        up down higher lower
        """,
    "money moved": """
        spend cost fund finance pay borrow owe invest donate sell buy give send receive subsidize
        subsidise award earn hire fire loan
        """,
    "force or harm": """
        kill die dead death bomb invade attack destroy fight murder capture deport arrest shoot hit
        wound injure torture overthrow seize suffer starve poison steal
        """,
    "made or begun": """
        create build establish found launch start begin invent open close shut end leave move
        develop produce inherit replace deliver
        """,
    "saying": """
        say tell call claim admit announce deny accuse criticize criticise write report testify
        promise describe state indicate condemn apologize quote warn urge
        """,
    "a failure": """
        fail failure violate break broken ignore lie mislead cheat steal abandon neglect collapse
        default disaster crisis wrongdoing scandal bankrupt corrupt
        """,
}
# How it is put.
MANNERS = {
    "all or none": """
        every all any never none nobody no_one ever only single entire always everybody everyone
        nothing anywhere no
        """,
    "many or most": """
        many several few more_than less_than fewer_than large numerous almost nearly over
        under at_least up_to average amount number high low level
        """,
    "a comparison": """
        compare compared comparison than twice double half_as as_much_as as_many_as rank ranked
        ranking ratio in_contrast
        """,
    "a time past": """
        ago last_year last_month last_week yesterday since in_the_past past_year decade decades
        century previous previously recently year years month months early earlier during history
        predecessor former already until before term
        """,
    "now": "now today currently right_now this_year this_month at_present these_days nowadays",
    "evidence named": """
        report study survey statistics statistic figures data record records according_to research
        census evidence fact economist expert experts study estimate estimated independent
        non-partisan nonpartisan proof true false
        """,
    "an office": """
        president vice_president senator governor congressman congresswoman secretary chairman mr
        mr. mrs mrs. ms ms. minister mayor ambassador chancellor general representative candidate
        attorney_general justice
        """,
    "a view": """
        think believe feel guess suppose hope wish understand know imagine assume wonder mean
        opinion view judgment judgement belief idea sense regard
        """,
    "a wish or an aim": """
        want would_like like_to intend try need wish let going_to gonna hope plan_to prepared_to
        look_forward willing please
        """,
    "a duty": """
        should must ought need_to have_to has_to got_to have_got has_got supposed_to require
        deserve responsibility obligation
        """,
    "a possibility": """
        can could would may might perhaps maybe probably possible possibly if unless whether
        """,
    "the future": "will shall 'll ’ll wo tomorrow next_year future next going_to gonna soon",
    "talk about the talk": """
        question questions answer answers debate debates tonight audience moderator minute minutes
        thank thanks follow-up respond response rebuttal ladies gentlemen discuss discussion sorry
        welcome comment mention topic subject interview press point talk talking excuse hello hi
        goodbye ask asked speak let_me clear
        """,
    "praise or blame": """
        good great wonderful terrible terrific beautiful best better bad important fair unfair
        right wrong proud tough strong strongest greatest fine fantastic incredible ridiculous
        disgrace disgraceful outstanding excellent honest decent nice smart stupid fundamental
        vital serious difficult hard ready
        """,
    "values": """
        freedom liberty hope dream value values faith god leadership character trust courage
        compassion dignity prosperity opportunity destiny vision spirit commitment challenge moral
        morality ideal ideals respect love confidence integrity pride sacrifice united unity
        """,
    "home and family": """
        wife husband mother father mom dad daughter son kid kids grandfather grandmother parent
        parents brother sister born married grew_up friend friends my_life church neighbour
        neighbor heart soul
        """,
    "vague words": """
        thing things something anything everything somebody someone anybody way stuff kind sort
        lot issue issues matter problem place situation
        """,
    "hedged": "probably perhaps maybe seem appear likely sort_of kind_of basically somewhat",
    "stressed": """
        very really absolutely totally completely extremely certainly indeed simply
        """,
}
# Who a sentence speaks of.
PERSONS = {
    "about the speaker": "i me my mine myself",
    "about him or her": "he she him her his hers himself herself",
}
# Lemmas of those whom a number of 100 or more makes many people.
PEOPLE = frozenset(
    """
    person people worker voter family child woman man patient student citizen household refugee
    migrant immigrant resident taxpayer victim soldier troop member pupil teacher nurse employee
    fighter american life death home job
    """.split()
)
# For texts that no model has tagged.
MODALS = frozenset("will would could should can may might shall must 'll ’ll ca wo".split())
IRREGULAR_PASTS = frozenset(
    """
    was were had did went came became got gave took made said told found fell rose grew left lost
    won held ran saw knew met sat stood fled kept led built sent spent paid sold bought brought
    taught caught fought thought felt meant began broke chose drew drove flew froze shook spoke
    stole swore threw wore withdrew wrote
    """.split()
)
