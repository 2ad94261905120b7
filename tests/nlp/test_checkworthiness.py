"""How much a check would be worth: what comes first, why, from which words, by whose weights."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from claims import nlp
from claims.nlp import read
from claims.nlp.worth.features import FEATURES
from claims.nlp.worth.scorer import save, shipped

# The first is more worth checking than the second.
FIRST_OF_TWO = [
    # a figure
    ("The harbour lost 40 percent of its trade.", "The harbour lost much of its charm."),
    ("The council spent 3 million euros on the pier.", "The council spent a while on the pier."),
    ("Some 12,000 families left the valley in 2019.", "Some families like the valley in spring."),
    ("Rents rose by a third.", "Rents should be fair."),
    ("We closed 14 hospitals.", "We met 2 friends."),
    # it has happened
    ("The mayor voted against the school budget.", "The mayor will vote on the school budget."),
    ("They have cut the fishing subsidy.", "They may want to cut the fishing subsidy."),
    ("She signed the treaty on the river.", "She could sign the treaty on the river."),
    # others and public matters, not oneself
    ("Senator Brandt opposed the wage law.", "I am very proud of my family."),
    ("Their police arrested the wrong man.", "My mother loved our little garden."),
    ("Crime is higher than it was ten years ago.", "Hope is stronger than fear."),
    ("The ministry said the bridge had collapsed.", "I think the bridge is beautiful."),
    # more than others, the first, the only
    ("Varn has the highest unemployment in Europe.", "Varn has wonderful people."),
    ("No president has ever vetoed a trade bill.", "The president and I will talk about it."),
    # an assertion, not a question, a wish, a command or a courtesy
    ("The dam flooded two villages.", "Did the dam flood two villages?"),
    ("The factory pays its workers less today.", "Let us pay our workers what they deserve."),
    ("The army withdrew its troops from the border.", "Please withdraw your troops."),
    ("Now the hospital has no doctors.", "Thank you, and good evening to you all."),
    ("Oil exports doubled under the last government.", "We must double our oil exports."),
]


@pytest.mark.parametrize(("first", "second"), FIRST_OF_TWO)
def test_what_is_more_worth_checking_comes_first(first, second):
    assert score_of(first) > score_of(second)


@pytest.mark.parametrize(("first", "second"), FIRST_OF_TWO)
def test_without_a_model_rules_put_them_in_the_same_order(first, second):
    assert score_of(first, model="") > score_of(second, model="")


def score_of(text, **options):
    (sentence,) = read(text, **options).sentences
    return sentence.score


# sentence -> reasons that must be among those given, each with the words it was read from
REASONS = [
    (
        "Unemployment rose by 4,000 workers last year.",
        {
            "a figure": ["4,000 workers"],
            "about many people": ["4,000 workers"],
            "a large number": ["4,000 workers"],
            "a public matter": ["Unemployment", "workers"],
            "past, so checkable": ["rose"],
            "a time past": ["last year", "year"],
        },
    ),
    ("The council has closed the clinic.", {"has happened, so checkable": ["closed"]}),
    ("It was 30 percent.", {"a share": ["30 percent"]}),
    ("The bridge cost £5m.", {"money": ["£5m"]}),
    ("Norway is the oldest.", {"a superlative": ["oldest"], "a place named": ["Norway"]}),
    ("Lund is bigger than Oslo.", {"a comparison": ["than"]}),
    ("The report shows it.", {"evidence named": ["report"]}),
    ("Governor Reyes vetoed the bill.", {"a vote or a decision": ["vetoed"]}),
    ("He opposed the treaty.", {"a stand for or against": ["opposed"], "about him or her": ["He"]}),
    ("The ministry said that ships sank.", {"what somebody else says": ["said"]}),
    ("Now nobody has work.", {"now": ["Now"]}),
]


@pytest.mark.parametrize(("text", "expected"), REASONS)
def test_reasons_are_words_and_say_from_which_words_they_came(text, expected):
    (sentence,) = read(text).sentences
    shown = {}
    for step in sentence.steps:
        shown.setdefault(step.rule, []).append(text[step.start : step.end])
    assert expected.items() <= {reason: shown.get(reason) for reason in sentence.reasons}.items()


def test_what_speaks_against_a_check_is_no_reason_for_one():
    (sentence,) = read("I hope we should be very proud of it, shouldn't we?").sentences
    assert not set(sentence.reasons) & {"a view", "a duty", "a question", "about the speaker"}
    assert sentence.score < 0.05


def test_every_reason_has_its_words_wherever_its_sentence_stands():
    opening = "The weather was fine that day.\n\n" * 700  # further in than one piece of a text
    text = opening + "Senator Brandt opposed the wage law in 2014, and 300 miners lost their jobs."
    assert len(opening) > 2 * 10_000
    sentence = read(text).sentences[-1]
    assert len(sentence.reasons) > 4
    assert {step.rule for step in sentence.steps} == set(sentence.reasons)
    said = {step.rule: text[step.start : step.end] for step in sentence.steps}
    assert (said["a year"], said["a figure"]) == ("2014", "300 miners")


def test_scores_are_fine_enough_to_sort_by():
    texts = [f"The {noun} lost {n} percent in 2019." for noun in ("mill", "tax") for n in (3, 40)]
    texts += [f"Voters in Oslo {verb} the bill." for verb in ("know", "passed", "like")]
    assert len({score_of(text) for text in texts}) > 5
    assert all(score == round(score, 4) for score in map(score_of, texts))


@pytest.fixture
def other():
    """A scorer of one's own, for which only questions count."""
    return nlp.Scorer(bias=-2.0, weights={"a question": 4.0}, card={"fitted on": "questions"})


def test_a_scorer_weighs_one_reading_and_leaves_none_of_itself_in_the_next(other):
    text = "Did the mill close? It lost 40 percent."
    before = read(text)
    with_other = read(text, scorer=other)
    after = read(text)
    asked, told = with_other.sentences
    assert (asked.score, told.score) == (0.8808, 0.1192)
    assert asked.reasons == ("a question",)
    assert before == after
    assert before.sentences != with_other.sentences


def test_a_reading_says_which_scorer_weighed_it(other):
    assert read("It rained.", scorer=other).scorer == "questions, undated"
    assert read("It rained.").scorer == shipped().name


def test_claims_have_their_sentence_s_score_and_reasons():
    (claim,) = read("It lost 40 percent.").claims
    (sentence,) = read("It lost 40 percent.").sentences
    assert (claim.score, claim.reasons) == (sentence.score, sentence.reasons)


def test_what_ships_knows_no_single_words_and_says_what_it_was_fitted_on():
    ours = shipped()
    assert ours.lexical is None
    assert set(ours.weights) <= FEATURES
    assert 40 < len(ours.weights) < 80
    card = ours.card
    assert card["fitted on"].startswith("ClaimBuster")
    assert card["rows"] > card["worth checking"] > 1000
    assert card["average precision"]["value"] > 0.84
    assert all(card[key] for key in ("about", "date", "command", "sha256", "not good for"))


def test_a_saved_scorer_scores_as_it_did(tmp_path, other):
    save(other, tmp_path / "a.json")
    loaded = nlp.load_scorer(tmp_path / "a.json")
    text = "Did the mill close? It lost 40 percent."
    assert read(text, scorer=loaded) == read(text, scorer=other)
    assert loaded.card == other.card


def test_a_file_that_has_changed_is_read_again(tmp_path, other):
    place = tmp_path / "a.json"
    save(other, place)
    assert nlp.load_scorer(place) is nlp.load_scorer(place)
    save(replace(other, bias=1.5), place)
    assert nlp.load_scorer(place).bias == 1.5


def good() -> dict:
    return {
        "format": "plumbline check-worthiness 1",
        "card": {"fitted on": "ours"},
        "bias": -1,
        "features": {"a figure": 2},
        "terms": {"words": {"mill": [1.5, 0.3]}},
    }


BAD_FILES = [
    (b"", "not JSON"),
    (b"\xff\xfe", "not JSON"),
    (b"[" * 100_000, "not JSON"),
    (b"[]", "this version's form"),
    (b'{"format": "something else"}', "this version's form"),
    ({"bias": None}, "None is no weight"),
    ({"bias": True}, "True is no weight"),
    ({"bias": float("inf")}, "inf is no weight"),
    ({"bias": 10**400}, "damaged"),
    ({"features": {"a figure": "2"}}, "'2' is no weight"),
    ({"features": {"phase of the moon": 2}}, "no feature 'phase of the moon'"),
    ({"features": [1, 2]}, "damaged"),
    ({"terms": {"rhymes": {}}}, "no terms 'rhymes'"),
    ({"terms": {"words": {"mill": [0, 1]}}}, "0 is no frequency"),
    ({"terms": {"words": {"mill": 1}}}, "damaged"),
    ({"card": None}, "damaged"),
]


@pytest.mark.parametrize(("content", "sentence"), BAD_FILES)
def test_a_file_that_is_no_scorer_is_refused_with_a_sentence(tmp_path, content, sentence):
    place = tmp_path / "bad.json"
    whole = content if isinstance(content, bytes) else json.dumps({**good(), **content}).encode()
    place.write_bytes(whole)
    with pytest.raises(nlp.BadScorer, match=sentence) as refused:
        nlp.load_scorer(place)
    assert str(refused.value).startswith(str(place))


def test_the_same_file_without_its_fault_is_taken(tmp_path):
    place = tmp_path / "good.json"
    place.write_text(json.dumps(good()))
    assert nlp.load_scorer(place).weights == {"a figure": 2.0}


def test_a_missing_file_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(nlp.BadScorer, match="cannot be read: No such file"):
        nlp.load_scorer(tmp_path / "none.json")


def test_a_scorer_is_written_whole_or_not_at_all(tmp_path, other, monkeypatch):
    place = tmp_path / "a.json"
    save(other, place)
    before = place.read_bytes()

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full_disk)
        with pytest.raises(OSError, match="No space"):
            save(replace(other, bias=9.0), place)
    assert place.read_bytes() == before
    assert list(tmp_path.iterdir()) == [place]
    save(replace(other, bias=9.0), place)  # the control: nothing but the disk was in the way
    assert nlp.load_scorer(place).bias == 9.0


def test_reading_needs_nothing_of_what_training_does():
    program = (
        "import sys; from claims.nlp import read; read('It lost 40 percent.');"
        "sys.exit(any(name in sys.modules for name in ('sklearn', 'scipy', 'django')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
