"""The rules that cut a clause out of a parsed sentence, by how it hangs on the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from .lexicons.clauses import (
    ALTERNATIVES,
    CONDITIONS,
    CONTRASTING,
    NO_SCOPE,
    RELATIVE_SUBJECTS,
    RELATIVE_WORDS,
    SCOPE_OPENERS,
    SUMMING_UP,
    TIMING,
)
from .lexicons.reporting import QUOTING, SAYING
from .reading import Span
from .trees import (
    FARTHEST,
    FINITE,
    SUBJECTS,
    VERBAL,
    finite_of,
    first_joined,
    is_finite,
    is_verbal,
    noun_phrase,
    subject_of,
)
from .verbs import finite_form

DASHES = ("–", "—", "―")
MARKS = (",", ";", ":", "-", "(", *DASHES)
_MAIN = ("ROOT", "ccomp", "conj", "parataxis")
_LONGEST_LEAD = 15


@dataclass(slots=True)
class Cut:
    """A clause in the making: tokens ``first`` to ``last``, told from ``opening`` on.

    ``alone`` cuts it out even where nothing else in the sentence has a figure, ``idle`` even
    where it has none itself. ``shares`` is the first of the verbs whose subject it shares, and
    ``verb`` what stands for its participle.
    """

    head: Token
    first: int
    last: int
    opening: int
    rule: str
    alone: bool = False
    idle: bool = False
    lead: tuple[Span, ...] = ()
    shares: Token | None = None
    verb: str = ""
    sums_up: bool = False


def cut_at(token: Token) -> Cut | None:
    """The clause whose verb this token is, where it is one that can be cut out."""
    cutter = _CUTTERS.get(token.dep_)
    if cutter is None or not is_verbal(token) or _under_condition(token):
        return None
    cut = _part_of(token) or cutter(token)
    if cut is not None and not cut.sums_up:
        opener = token.doc[cut.opening]
        cut.opening += opener.lower_ in CONTRASTING | {"that"} and opener.dep_ in ("mark", "cc")
    return cut


def _under_condition(token: Token) -> bool:
    here = token
    for _ in range(FARTHEST):
        if here.dep_ in ("advcl", "ccomp", "pcomp") and here.left_edge.lower_ in CONDITIONS:
            return True
        if here.dep_ == "ROOT":
            return False
        here = here.head
    return True


def _stands_alone(verb: Token) -> bool:
    """Whether a finite clause has its subject before its verb, and leans on no other clause."""
    subject = subject_of(verb)
    if subject is None or not is_finite(verb) or subject.i > verb.i:
        return False
    words = verb.doc[subject.left_edge.i : subject.i + 1]
    return not any(token.lower_ in RELATIVE_WORDS for token in (*words, *subject.children))


def _coordinated(verb: Token) -> Cut | None:
    """As in "… and imports fell 3%", "… and beat the forecast by 2 points"."""
    if verb.head.pos_ not in VERBAL:
        return None
    first = verb.left_edge.i
    joint = _joint(verb, first)
    if not joint and (cut := _with_lost_subject(verb, first)):
        return cut
    if joint & ALTERNATIVES or not joint:
        return None
    if verb.tag_ == "VBG" and verb.head.tag_ == "VBG" and verb.head.dep_ == "advcl":
        return _participle(verb, verb.head, joint)
    cut = Cut(verb, first, verb.right_edge.i + 1, first, "coordinated clause")
    if subject_of(verb) is not None:
        if not _stands_alone(verb):
            return None
        cut.alone = cut.idle = bool(joint & (CONTRASTING | {";"}))
        cut.idle = cut.idle or "and" in joint
        cut.lead = _scope_before(first_joined(verb), verb)
        return cut
    listed = any(child.dep_ == "cc" for child in verb.children)
    cut.shares = first_joined(verb)
    cut.rule = "shared subject"
    joined = listed or bool(joint & {"and", "but", "yet", "then"})
    return cut if joined and _can_share(cut.shares, verb) else None


def _with_lost_subject(verb: Token, first: int) -> Cut | None:
    """As in "smokers made up 20% and drinkers made up 30%", where a parser joined "drinkers" to
    what the first clause ends with."""
    noun = verb.doc[first - 1] if first > verb.head.i + 1 else verb
    opening = noun.left_edge.i
    if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    if subject_of(verb) is not None or not is_finite(verb):
        return None
    if opening <= verb.head.i + 1 or verb.doc[opening - 1].lower_ != "and":
        return None
    cut = Cut(verb, opening, verb.right_edge.i + 1, opening, "coordinated clause", idle=True)
    cut.lead = _scope_before(first_joined(verb), verb)
    return cut


def _joint(verb: Token, first: int) -> set[str]:
    """The words and marks between two clauses."""
    words = set()
    for at in range(first - 1, max(verb.head.i, first - 5), -1):
        token = verb.doc[at]
        if not (token.dep_ in ("cc", "punct", "advmod") or token.text in MARKS):
            break
        words.add(token.lower_)
    return words


def _can_share(first: Token, verb: Token) -> bool:
    """Whether the subject, and what it does with the first verb, go with this verb too."""
    if first.dep_ not in ("ROOT", "ccomp", "xcomp", "conj", "relcl", "parataxis"):
        return False
    owner = first
    for _ in range(FARTHEST):
        if owner.dep_ != "xcomp" or subject_of(owner) is not None:
            break
        owner = owner.head
    subject = subject_of(owner)
    if subject is None or subject.i > first.i:
        return False
    before = verb.head
    complete = any(
        c.i > before.i and c.dep_ not in ("cc", "conj", "punct") for c in before.children
    )
    alike = verb.tag_ == first.tag_ or {verb.tag_, first.tag_} <= {"VBD", "VBN"}
    return complete and verb.tag_ != "VBG" and (alike or is_finite(verb))


def auxiliaries_left_out(first: Token, verb: Token) -> list[Span]:
    """The "has", "was", "not" of the first verb, where the second is finite without them."""
    own = any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    if not own and verb.tag_ not in FINITE:
        return []
    between = [
        child
        for child in first.children
        if child.i < first.i and child.dep_ in ("aux", "auxpass", "neg", "advmod")
        and child.i > (subject.i if (subject := subject_of(first)) is not None else -1)
    ]  # fmt: skip
    perfect = any(child.lemma_ == "have" for child in between)
    if perfect and verb.tag_ == "VBD" and not own:
        return []
    return [(child.idx, child.idx + len(child)) for child in between]


def _adverbial(verb: Token) -> Cut | None:
    """As in "while imports fell 3%", "after sales fell 20%", "…, killing 12 people"."""
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    opener = verb.doc[first]
    if opener.lower_ in ("even", "just") and first + 1 < verb.i:
        opener = verb.doc[first + 1]
    word = opener.lower_
    if word in CONTRASTING | TIMING and _stands_alone(verb):
        manner = word == "as" and verb.lemma_ == "do"
        if opener.head.i != verb.i or verb.head.dep_ not in _MAIN or manner:
            return None
        cut = Cut(verb, first, last, opener.i + 1, f"clause with {word}")
        # "while", with no comma before it, says when.
        apart = first < verb.head.i or verb.doc[first - 1].text in MARKS
        cut.alone = cut.idle = apart and word in CONTRASTING
        if first > verb.head.i:
            cut.lead = _scope_before(verb.head, verb)
        return cut
    return _participle(verb, verb, {verb.doc[first - 1].text if first else ""})


def _participle(verb: Token, leader: Token, joint: set[str]) -> Cut | None:
    """As in "…, killing 12 people and injuring 40": ``leader`` is the first of several."""
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    if verb.tag_ != "VBG" or not joint & {",", "and"} or verb.i - first > 1:
        return None
    lemma, main = verb.lemma_.lower(), leader.head
    if lemma in SAYING or any(child.dep_ in ("mark", "aux") for child in verb.children):
        return None
    cut = Cut(verb, first, last, verb.i + 1, "participle clause")
    if lemma in SUMMING_UP:
        cut.opening, cut.sums_up, cut.verb = first, True, ","
        return cut if first > main.i else None
    if main.dep_ == "conj" and subject_of(main) is None:
        main = first_joined(main)
    subject, finite = subject_of(main), finite_of(main)
    if subject is None or finite is None or subject.i > verb.i:
        return None
    cut.lead = (noun_phrase(subject, main),)
    tense = "VBD" if finite.i != main.i and finite.lemma_ == "have" else finite.tag_
    plural = subject.tag_ in ("NNS", "NNPS") or subject.lower_ in ("they", "we", "you", "i")
    cut.verb = finite_form(lemma, tense, finite.text, plural=plural)
    return cut


def _relative(verb: Token) -> Cut | None:
    """As in "…, which employs 300 people, …", "…, whose 300 members …"."""
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    if first == 0 or verb.doc[first - 1].text not in (",", "(", *DASHES):
        return None
    pronoun, noun = verb.doc[first], verb.head
    if noun.pos_ not in ("NOUN", "PROPN") or not is_finite(verb):
        return None
    lead = noun_phrase(noun, verb)
    if not 0 < first - noun.left_edge.i <= _LONGEST_LEAD:
        return None
    cut = Cut(verb, first, last, first + 1, "relative clause", alone=True, lead=(lead,))
    following = verb.doc[last] if last < len(verb.doc) else None
    cut.idle = following is None or following.text in (",", ".", ")", ";", *DASHES)
    if pronoun.lower_ in RELATIVE_SUBJECTS and pronoun.dep_ in SUBJECTS and pronoun.head == verb:
        return cut
    if pronoun.lower_ == "whose":
        cut.verb = "'" if noun.text.endswith("s") else "'s"
        return cut
    return None


def _part_of(verb: Token) -> Cut | None:
    """As in "Twelve people drowned, four of whom were children", however it was parsed."""
    first = verb.left_edge.i
    if first < 2 or verb.doc[first - 1].text not in (",", "(", *DASHES) or not is_finite(verb):
        return None
    opening = verb.doc[first : min(first + 6, verb.i)]
    pronoun = next((token for token in opening if token.lower_ in ("whom", "which")), None)
    if pronoun is None or pronoun.i == first or pronoun.nbor(-1).lower_ != "of":
        return None
    before = reversed(verb.doc[max(verb.sent.start, first - _LONGEST_LEAD) : first - 1])
    noun = next((token for token in before if token.pos_ in ("NOUN", "PROPN")), None)
    if noun is None:
        return None
    cut = Cut(verb, first, verb.right_edge.i + 1, pronoun.i + 1, "part of a whole", alone=True)
    whole = verb.doc[noun.left_edge.i : noun.i + 1].text
    article, _, rest = whole.partition(" ")
    named = rest if article.lower() in ("the", "a", "an") else whole[0].lower() + whole[1:]
    part = verb.doc[first].idx, pronoun.idx
    cut.lead, cut.verb = (part,), f"the {named}"
    return cut


def _beside(verb: Token) -> Cut | None:
    """As in "Exports rose 4%; imports fell 3%", of which a parser hangs one under the other."""
    if not _stands_alone(verb):
        return None
    first, last = verb.left_edge.i, verb.right_edge.i + 1
    behind = verb.i > verb.head.i
    at = first - 1 if behind else last
    mark = verb.doc[at].text if 0 <= at < len(verb.doc) else ""
    if mark not in ((";", ":", *DASHES) if behind else (";", ",", ":", *DASHES)):
        return None
    if mark != ";" and verb.head.lemma_.lower() in SAYING | QUOTING:
        return None
    cut = Cut(verb, first, last, first, "clause beside another")
    cut.alone = cut.idle = mark == ";"
    return cut


_CUTTERS: dict[str, Callable[[Token], Cut | None]] = {
    "conj": _coordinated,
    "advcl": _adverbial,
    "relcl": _relative,
    "ccomp": _beside,
    "parataxis": _beside,
}


def _scope_before(first: Token, verb: Token) -> tuple[Span, ...]:
    """The fronted "In 2015," of the first clause, which holds for this one as well."""
    if _fronted(verb):
        return ()
    return tuple(_fronted(first))


def _fronted(verb: Token) -> list[Span]:
    subject = subject_of(verb)
    if subject is None:
        return []
    found = []
    for child in verb.children:
        if child.i >= subject.i:
            break
        opener = child.left_edge
        short = child.right_edge.i - opener.i < _LONGEST_LEAD
        if not short or opener.lower_ not in SCOPE_OPENERS:
            continue
        words = verb.doc[opener.i : child.right_edge.i + 1]
        if any(token.lower_ in NO_SCOPE for token in words):
            continue
        end = verb.doc[min(child.right_edge.i + 1, len(verb.doc) - 1)]
        stop = end if end.text == "," else child.right_edge
        found.append((opener.idx, stop.idx + len(stop)))
    return found
