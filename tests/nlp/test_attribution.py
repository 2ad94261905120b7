"""Who is given as saying what: each kind of attribution, and what must not be one."""

import pytest

from claims.nlp import read
from claims.nlp.forms import forms_of
from claims.nlp.quotes import find_quotes


def attributions(text, **how):
    return read(text, **how).attributions


def words(text, spans):
    return tuple(text[start:end] for start, end in spans)


def read_as(text, **how):
    """Source and content of each attribution, as written and without the marks at the end."""
    return [
        (" ".join(words(text, one.source)), tuple(w.rstrip(".,") for w in words(text, one.content)))
        for one in attributions(text, **how)
    ]


INDIRECT = [
    ("The mayor said the town had lost 300 jobs.", "The mayor", "the town had lost 300 jobs"),
    ("Police said that 12 people were hurt.", "Police", "12 people were hurt"),
    ("Ruiz told a meeting of growers on Friday that 300 boats sank.", "Ruiz", "300 boats sank"),
    ("The charity warned that 2 million could starve.", "The charity", "2 million could starve"),
    ("Scientists believe the comet is 4 billion years old.", "Scientists",
     "the comet is 4 billion years old"),
    ("Officials familiar with the plan say 14 ships left.", "Officials familiar with the plan",
     "14 ships left"),
    ("The letter, signed by 200 doctors, argues that beds are short.", "The letter",
     "beds are short"),
    ("The survey of 1,200 adults found 54% back the plan.", "The survey of 1,200 adults",
     "54% back the plan"),
    ("The court heard that Miller had stolen £40,000.", "The court", "Miller had stolen £40,000"),
    ("The city plans to spend $3 million on trees.", "The city", "to spend $3 million on trees"),
    ("The firm is confident that sales will double.", "The firm", "sales will double"),
    ("The mayor made it clear that 300 homes would go.", "The mayor", "300 homes would go"),
    ("Tax records seen by the Herald show Brandt lost $900 million.",
     "Tax records seen by the Herald", "Brandt lost $900 million"),
    ("Brandt repeated his claim that 3 million people voted twice.", "Brandt",
     "3 million people voted twice"),
    ("In a survey of 900 adults, 45 percent were worse off.", "a survey of 900 adults",
     "45 percent were worse off"),
]  # fmt: skip

BESIDE = [
    ("Unemployment rose to 6.4 percent, official figures show.", "official figures",
     ("Unemployment rose to 6.4 percent",)),
    ("The well, said Ruiz, holds 40 litres.", "Ruiz", ("The well",)),
    ("Prices, the bank said, rose by 4 percent.", "the bank", ("Prices", "rose by 4 percent")),
    ("As the auditor pointed out, the bridge cost $40 million.", "the auditor",
     ("the bridge cost $40 million",)),
    ("The toll stood at 45, the ministry said in a statement on Friday.", "the ministry",
     ("The toll stood at 45",)),
    ("Exports rose by 6 percent, the agency said, while imports fell.", "the agency",
     ("Exports rose by 6 percent",)),
]  # fmt: skip

OBJECTS = [
    ("The health ministry reported 312 new cases.", "The health ministry", "312 new cases"),
    ("Filings show gifts of $3.9 million.", "Filings", "gifts of $3.9 million"),
    ("Data from the labour office show 30,000 vacancies.", "Data from the labour office",
     "30,000 vacancies"),
    ("Officials put the toll at 45.", "Officials", "the toll at 45"),
    ("He estimated the crowd at 20,000.", "He", "the crowd at 20,000"),
    ("The union called for a 10 percent rise.", "The union", "a 10 percent rise"),
    ("The charity warned of 2 million hungry children.", "The charity",
     "2 million hungry children"),
    ("She criticised the council for spending £3m on consultants.", "She",
     "the council for spending £3m on consultants"),
    ("The opposition accused the government of wasting $4 billion.", "The opposition",
     "the government of wasting $4 billion"),
    ("The president promised to build 10,000 homes.", "The president", "to build 10,000 homes"),
    ("Winter described the dam as 40 years too old.", "Winter", "the dam as 40 years too old"),
    ("Orlova called 300 of the claims a fraud.", "Orlova", "300 of the claims a fraud"),
    ("The site rated 32 claims as false.", "The site", "32 claims as false"),
]  # fmt: skip

OTHER_FORMS = [
    ("According to the World Bank, 700 million people are poor.", "the World Bank",
     "700 million people are poor"),
    ("Some 40,000 homes fell, according to the Red Cross.", "the Red Cross",
     "Some 40,000 homes fell"),
    ("The minister’s claim that 5,000 homes were built is wrong.", "The minister",
     "5,000 homes were built"),
    ("In the words of one official, half of the money is gone.", "one official",
     "half of the money is gone"),
    ("By the ministry’s own count, 300 schools are closed.", "the ministry",
     "300 schools are closed"),
    ("It was reported by the Varn Herald that 12 banks had failed.", "the Varn Herald",
     "12 banks had failed"),
    ("He was told by his doctor that he had six months to live.", "his doctor",
     "he had six months to live"),
    ("The cabinet issued a statement saying 300 beds were free.", "The cabinet",
     "300 beds were free"),
    ("Dog bites 12 men: police\n\nIt happened in Varn on Friday.", "police", "Dog bites 12 men"),
    ("Ruiz: 300 Boats Sank\n\nIt happened in Varn on Friday.", "Ruiz", "300 Boats Sank"),
    ("300 boats sank, minister says\n\nIt happened in Varn on Friday.", "minister",
     "300 boats sank"),
    ("“We have lost 300 boats this year.” — Ana Ruiz", "Ana Ruiz",
     "We have lost 300 boats this year"),
    ("The mayor had a warning: “We will lose 300 boats.”", "The mayor", "We will lose 300 boats"),
    ("The bank raised its forecast for growth to 2.5 percent.", "The bank",
     "for growth to 2.5 percent"),
    ("The ministry released a report showing 300 schools closed.", "The ministry",
     "a report showing 300 schools closed"),
    ("Winter laid out a plan for 300 homes.", "Winter", "a plan for 300 homes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), [*INDIRECT, *OBJECTS, *OTHER_FORMS])
def test_what_somebody_says_is_read_with_its_source(text, source, content):
    assert (source, (content,)) in read_as(text)


@pytest.mark.parametrize(("text", "source", "content"), BESIDE[:1] + BESIDE[2:])
def test_speech_stands_around_who_says_it(text, source, content):
    assert (source, content) in read_as(text)


QUOTES = [
    ("“We lost 300 jobs,” Mayor Lena Hoffmann told reporters.", ("We lost 300 jobs,",), "direct"),
    ("“How many must die?” asked Maria Lopez, a nurse.", ("How many must die?",), "direct"),
    ("Smith added: “Only 3 of the 12 wells work.”", ("Only 3 of the 12 wells work.",), "direct"),
    ("“The dam holds 40 litres,” the engineer said, “but it leaks 2 a day.”",
     ("The dam holds 40 litres,", "but it leaks 2 a day."), "direct"),
    ("“We lost 300 jobs,” Hoffmann told Varn’s “Good Morning” show.", ("We lost 300 jobs,",),
     "direct"),
    ("“We lost 300 jobs,” Hoffmann said, nodding, “and we will lose more.”",
     ("We lost 300 jobs,", "and we will lose more."), "direct"),
    ("“We lost 300 jobs,” Hoffmann said. “It will take ten years to heal.”",
     ("We lost 300 jobs,", "It will take ten years to heal."), "direct"),
    ("‘We lost the workers’ 300 jobs. It rained,’ Hoffmann said. ‘We lost all.’",
     ("We lost the workers’ 300 jobs. It rained,", "We lost all."), "direct"),
    ("“It is cold. It is dark. We lost 300 jobs,” Hoffmann said.",
     ("It is cold. It is dark. We lost 300 jobs,",), "direct"),
    ("Hoffmann said the town had lost “at least 300 jobs” since 2019.",
     ("the town had lost “at least 300 jobs” since 2019.",), "mixed"),
    ("Hoffmann said the town had lost 300 jobs since 2019.",
     ("the town had lost 300 jobs since 2019.",), "indirect"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "kind"), QUOTES)
def test_a_quote_is_told_from_indirect_speech_and_read_whole(text, content, kind):
    (one,) = attributions(text)
    assert (words(text, one.content), one.kind) == (content, kind)


def test_a_quote_goes_on_over_paragraphs_with_the_same_speaker():
    text = (
        "Ana Ruiz told the growers:\n\n“We lost 300 boats. It was a storm.\n\n"
        "“Another 40 are missing,” she said.\n\n“It will take ten years to replace them.”"
    )
    by_content = {words(text, one.content)[0][:9]: one.name for one in attributions(text)}
    assert by_content["We lost 3"] == by_content["Another 4"] == by_content["It will t"]
    assert by_content["It will t"] == "Ana Ruiz"


def test_a_quote_ends_where_its_end_is_marked_the_wrong_way_round():
    text = "Ruiz said this:\n\n“We lost 300 boats.“\n\nThen it rained on “the rest” of them."
    assert [text[start:end] for start, end in find_quotes(text)] == [
        "We lost 300 boats.",
        "the rest",
    ]


def test_curly_marks_inside_a_straight_quote_do_not_end_it():
    text = '"They ask “how many?” and we say 300," Ruiz said.'
    assert [text[start:end] for start, end in find_quotes(text)] == [
        "They ask “how many?” and we say 300,"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The town has 12,400 homes.",
        "They found 12 coins under the floor.",
        "She told him to wait 10 minutes.",
        "The show attracted 3 million viewers.",
        "The plan went ahead according to schedule in 2019.",
        "Ministers met to discuss 300 cases.",
        "If Ruiz said 300 boats sank, nobody would believe it.",
        "The law requires banks to report losses of more than $200.",
        "The meeting finished in 20 minutes.",
        "The carmaker recalled 2 million vans.",
        "He wrote 12 books.",
        "She called 300 people on Monday.",
        "Three bridges link the 12 islands.",
    ],
)
def test_the_documents_own_voice_is_attributed_to_nobody(text):
    assert read_as(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ruiz announced 300 new posts, after ministers had met.", "300 new posts"),
        ("Ruiz said 12 boats sank, although she was not there.", "12 boats sank"),
        ("Ruiz said 12 boats sank, adding that 3 were new.", "12 boats sank"),
        ("The army reported 12 deaths, which shocked the town.", "12 deaths"),
        ("The army said 12 men died, while rebels put the toll at 40.", "12 men died"),
        ("VARN (AP) — Some 40 ships sank, police said.", "Some 40 ships sank"),
        ("Some 40 ships sank, according to the navy, which lost two.", "Some 40 ships sank"),
    ],
)
def test_what_the_narrator_goes_on_to_tell_is_not_said(text, content):
    assert read_as(text)[0][1] == (content,)


def test_a_second_verb_gives_a_second_saying_of_the_same_source():
    said = read_as("The watchdog said 1,200 had complained, adding that 300 had been right.")
    assert said == [
        ("The watchdog", ("1,200 had complained",)),
        ("The watchdog", ("300 had been right",)),
    ]


NESTED = [
    ("Kerry said that the ministry had reported 300 cases.", "Kerry", "the ministry"),
    ("Reuters reported that two officials said 14 soldiers were hurt.", "Reuters", "two officials"),
    ("Police said 12 people were hurt, according to the Varn Herald.", "the Varn Herald", "Police"),
    ("Six in 10 voters say prices rose, a new poll finds.", "a new poll", "Six in 10 voters"),
    ("The paper quoted an official as saying 300 were held.", "The paper", "an official"),
]


@pytest.mark.parametrize(("text", "outer", "inner"), NESTED)
def test_speech_inside_speech_gives_both_with_the_outer_around_the_inner(text, outer, inner):
    found = {text[slice(*one.source[0])]: one for one in attributions(text)}
    assert set(found) == {outer, inner}
    (around,), (within,) = found[outer].content, found[inner].content
    assert around[0] <= within[0]
    assert within[1] <= around[1] + 1
    assert around[0] <= found[inner].source[0][0] < around[1]


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz said she expects 300 boats to return.",
        "“I know they want 300 boats,” Ruiz said.",
        "Ruiz said people believe 300 boats sank.",
    ],
)
def test_what_the_speaker_says_of_herself_or_of_nobody_is_no_second_voice(text):
    assert [source for source, _ in read_as(text)] == ["Ruiz"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry is said to have spent $3 million.",
        "The state was accused of wasting $4 billion.",
    ],
)
def test_hearsay_has_no_source(text):
    (one,) = attributions(text)
    assert (one.source, one.name) == ((), "")
    assert "$" in " ".join(words(text, one.content))


def test_what_the_author_thinks_is_in_the_documents_own_voice():
    (one,) = attributions("We think that 300 boats sank.")
    assert (one.kind, one.name) == ("own", "")
    (quoted,) = attributions("“We think that 300 boats sank,” Ruiz said.")
    assert (quoted.kind, quoted.name) == ("direct", "Ruiz")


@pytest.mark.parametrize(
    ("text", "rule", "cue"),
    [
        ("Ruiz said that 12 boats sank.", "clause of a verb of saying: said", "said"),
        ("12 boats sank, said Ruiz.", "speech beside a verb of saying: said", "said"),
        ("Ruiz reported 12 deaths.", "object of a verb of saying: reported", "reported"),
        ("Her claim that 12 boats sank is new.", "noun of saying: claim", "claim"),
        ("According to Ruiz, 12 boats sank.", "according to", "According to"),
    ],
)
def test_an_attribution_tells_its_rule_and_the_word_it_was_read_from(text, rule, cue):
    (one,) = attributions(text)
    assert one.rule == rule
    assert text[slice(*one.cue)] == cue


NAMING = """The Health Ministry in Varn published its figures on Monday. The ministry said 312 \
people were ill. It added that 12 had died.

Mayor Lena Hoffmann visited a clinic. The mayor said 40 beds were free. She warned that 300 would \
be needed. “We need 20 nurses,” Hoffmann said.

The International Monetary Fund (IMF) was there. The IMF said the town was 3 percent poorer.

Paul Winter, who runs the port, said the port had 40 ships. Its chief engineer, John Keller, said \
12 of them leaked. A poll by YouGov found that 54 percent know this.
"""


@pytest.fixture(scope="module")
def names():
    return {
        " ".join(words(NAMING, one.content))[:12]: (one.name, one.source_kind)
        for one in attributions(NAMING)
    }


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        ("312 people we", "Health Ministry", "organisation"),
        ("12 had died.", "Health Ministry", "organisation"),
        ("40 beds were", "Lena Hoffmann", "person"),
        ("300 would be", "Lena Hoffmann", "person"),
        ("We need 20 n", "Lena Hoffmann", "person"),
        ("the town was", "International Monetary Fund", "organisation"),
        ("the port had", "Paul Winter", "person"),
        ("12 of them l", "John Keller", "person"),
        ("54 percent k", "YouGov", "organisation"),
    ],
)
def test_a_source_is_named_as_fully_as_the_document_names_it(names, content, name, kind):
    found = names[content[:12]]
    assert found[0].startswith(name)
    assert found[1] == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A lawyer for Paul Winter said he owed $300.", "A lawyer for Paul Winter"),
        ("Two officials at the Treasury said it cost $3 billion.", "Two officials at the Treasury"),
    ],
)
def test_who_speaks_for_somebody_is_not_taken_for_them(text, name):
    (one,) = attributions(text)
    assert one.name == name


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Police said that 12 people were hurt.", "Police", "12 people were hurt"),
        ("“We lost 300 jobs,” Lena Hoffmann said.", "Lena Hoffmann", "We lost 300 jobs"),
        ("“We lost 300 jobs,” said Lena Hoffmann.", "Lena Hoffmann", "We lost 300 jobs"),
        ("According to the bank, 700 people are poor.", "the bank", "700 people are poor"),
        ("Some 40 homes fell, according to the Red Cross.", "the Red Cross", "Some 40 homes fell"),
        ("The health ministry reported 312 cases.", "The health ministry", "312 cases"),
        ("Dog bites 12 men: police\n\nIt happened on Friday.", "police", "Dog bites 12 men"),
    ],
)
def test_without_a_model_plain_attributions_are_still_read(text, source, content):
    assert (source, (content,)) in read_as(text, model="")


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", {"says", "said"}),
        ("hope", {"hopes", "hoped"}),
        ("deny", {"denies", "denied"}),
        ("publish", {"publishes", "published"}),
        ("admit", {"admits", "admitted"}),
        ("tell", {"tells", "told"}),
    ],
)
def test_a_verbs_forms_are_known_without_a_tagger(verb, forms):
    assert forms_of([verb]) == dict.fromkeys(forms, verb)


def test_a_form_that_could_be_another_verbs_is_still_read():
    text = "Ministers hoped 300 homes would be built."
    assert read_as(text) == [("Ministers", ("300 homes would be built",))]


@pytest.mark.parametrize(
    "text", ["said", "“said", "According to", "” —", ", said.", "that that said that"]
)
@pytest.mark.parametrize("model", [None, ""])
def test_a_bare_cue_raises_nothing_and_attributes_nothing(text, model):
    assert [one for one in attributions(text, model=model) if one.source] == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("LONDON (Reuters) - Some 40 ships sank, police said.", "police", "Some 40 ships sank"),
        ("VARN, May 4 (AP) — Police said 40 ships sank.", "Police", "40 ships sank"),
        ("WASHINGTON — Police said 40 ships sank.", "Police", "40 ships sank"),
        ("NASA — whose budget fell — said 40 probes were lost.", "NASA", "40 probes were lost"),
    ],
)
def test_a_dateline_is_neither_said_nor_says_anything(text, source, content):
    assert read_as(text) == [(source, (content,))]
