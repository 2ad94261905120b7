import pytest
from django.core.exceptions import PermissionDenied

from claims.errors import IllegalTransition, NothingToDo, QuoteNotFound
from claims.models import Claim, Figure
from claims.operations.triage import (
    accept_claim,
    add_claim,
    dismiss_claim,
    edit_claim,
    merge_claims,
    send_to_review,
    undo,
)
from claims.states import NEXT_STATES, ClaimState
from tests.factories import ClaimFactory, DocumentFactory, TopicFactory, UserFactory, admin, editor
from verification.models import ClaimReview

pytestmark = pytest.mark.django_db
S = ClaimState


def verbs(claim: Claim) -> list[str]:
    return [event.verb for event in claim.events.all()]


def edited(claim: Claim, by, **changes) -> Claim:
    given = {"statement": "It stands alone.", "kind": "cause", "claimant": "Ada Lund"}
    return edit_claim(claim, by=by, **{**given, "attribution": "direct", **changes})


def test_a_claim_is_accepted_and_the_history_says_by_whom():
    person, claim, other = editor(), ClaimFactory(), ClaimFactory()
    assert accept_claim(claim, by=person).state == S.ACCEPTED
    claim.refresh_from_db()
    other.refresh_from_db()
    assert (claim.state, other.state) == (S.ACCEPTED, S.DETECTED)
    assert [(e.verb, e.actor) for e in claim.events.all()] == [("accepted", person)]


def test_a_claim_is_dismissed_with_the_reason_kept():
    claim = dismiss_claim(ClaimFactory(), by=editor(), note="An opinion.")
    claim.refresh_from_db()
    assert claim.state == S.DISMISSED
    assert claim.events.get().note == "An opinion."


def test_an_edit_changes_what_is_said_about_a_claim_and_leaves_the_quote():
    claim, topic = ClaimFactory(), TopicFactory()
    before = claim.appearance.exact
    edited(claim, editor(), topic=topic, priority="high")
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.statement, claim.kind, str(claim.claimant), claim.attribution) == (
        "It stands alone.",
        "cause",
        "Ada Lund",
        "direct",
    )
    assert (claim.topic, claim.priority, claim.appearance.exact) == (topic, "high", before)


def test_an_edit_that_changes_nothing_leaves_no_line():
    claim = ClaimFactory()
    edit_claim(
        claim,
        by=editor(),
        statement=claim.statement,
        kind=claim.kind,
        claimant=str(claim.claimant),
        attribution=claim.attribution,
    )
    assert verbs(claim) == []


def test_without_a_claimant_a_claim_is_the_documents_own_voice():
    claim = edited(ClaimFactory(), editor(), claimant="  ")
    assert (claim.claimant, claim.attribution) == (None, "own")


def test_an_empty_statement_is_refused():
    claim = ClaimFactory()
    with pytest.raises(NothingToDo, match="Nothing was changed"):
        edited(claim, editor(), statement=" \n")
    assert verbs(claim) == []


def test_two_claims_of_a_document_are_merged_into_the_one_that_is_kept():
    document = DocumentFactory()
    claim, into = ClaimFactory(document=document), ClaimFactory(document=document)
    merge_claims(claim, into, by=editor())
    claim.refresh_from_db()
    into.refresh_from_db()
    assert (claim.state, claim.merged_into, into.state) == (S.MERGED, into, S.DETECTED)


def test_claims_of_two_documents_are_not_merged():
    with pytest.raises(NothingToDo):
        merge_claims(ClaimFactory(), ClaimFactory(), by=editor())


def test_a_claim_is_not_merged_into_itself_or_into_one_that_is_not_kept():
    document = DocumentFactory()
    claim = ClaimFactory(document=document)
    with pytest.raises(NothingToDo):
        merge_claims(claim, claim, by=editor())
    for state in (S.DISMISSED, S.SENT):
        with pytest.raises(IllegalTransition):
            merge_claims(claim, ClaimFactory(document=document, state=state), by=editor())
    claim.refresh_from_db()
    assert claim.state == S.DETECTED


def test_undo_takes_back_step_by_step_whoever_took_them():
    document = DocumentFactory()
    claim, into = ClaimFactory(document=document), ClaimFactory(document=document)
    original = (claim.statement, claim.claimant_id, claim.kind)
    accept_claim(claim, by=editor())
    edited(claim, editor())
    merge_claims(claim, into, by=editor())
    person = document.added_by
    states = []
    for _ in range(3):
        undo(claim, by=person)
        claim.refresh_from_db()
        states.append((claim.state, claim.merged_into_id, claim.statement))
    assert states == [
        (S.ACCEPTED, None, "It stands alone."),
        (S.ACCEPTED, None, original[0]),
        (S.DETECTED, None, original[0]),
    ]
    assert (claim.statement, claim.claimant_id, claim.kind) == original
    with pytest.raises(NothingToDo):
        undo(claim, by=person)


def test_a_step_after_an_undo_can_be_undone_again():
    claim, person = ClaimFactory(), editor()
    accept_claim(claim, by=person)
    undo(claim, by=person)
    dismiss_claim(claim, by=person)
    undo(claim, by=person)
    claim.refresh_from_db()
    assert claim.state == S.DETECTED
    assert verbs(claim) == ["accepted", "undone", "dismissed", "undone"]


def test_sending_locks_accepted_claims_and_opens_a_review_for_each():
    document = DocumentFactory()
    one = ClaimFactory(document=document, state=S.ACCEPTED)
    two = ClaimFactory(document=document, state=S.ACCEPTED)
    noise = ClaimFactory(document=document)
    assert send_to_review([two, one], by=document.added_by) == [one, two]
    assert set(ClaimReview.objects.values_list("claim", flat=True)) == {one.pk, two.pk}
    noise.refresh_from_db()
    one.refresh_from_db()
    assert (one.state, noise.state) == (S.SENT, S.DETECTED)
    assert verbs(one)[0] == "sent"


def test_sending_twice_is_harmless_and_says_that_nothing_is_left():
    claim, person = ClaimFactory(state=S.ACCEPTED), editor()
    send_to_review([claim], by=person)
    with pytest.raises(NothingToDo):
        send_to_review([claim], by=person)
    assert ClaimReview.objects.filter(claim=claim).count() == 1


def test_sending_is_whole_or_not_at_all():
    one, two = ClaimFactory(state=S.ACCEPTED), ClaimFactory(state=S.DISMISSED)
    with pytest.raises(IllegalTransition):
        send_to_review([one, two], by=editor())
    one.refresh_from_db()
    assert one.state == S.ACCEPTED
    assert not ClaimReview.objects.exists()


VERBS = {
    "accept": lambda claim, by: accept_claim(claim, by=by),
    "dismiss": lambda claim, by: dismiss_claim(claim, by=by),
    "edit": edited,
    "merge": lambda claim, by: merge_claims(
        claim, ClaimFactory(document=claim.document, state=S.ACCEPTED), by=by
    ),
    "undo": lambda claim, by: undo(claim, by=by),
    "send": lambda claim, by: send_to_review([claim], by=by),
    "add": lambda claim, by: add_claim(claim.document, "Unemployment fell", by=by),
}


@pytest.mark.parametrize("verb", VERBS)
def test_triage_is_refused_to_other_reviewers_and_to_admins(verb):
    claim = ClaimFactory(state=S.ACCEPTED)
    for person in (UserFactory(), admin(), UserFactory(roles=[])):
        with pytest.raises(PermissionDenied):
            VERBS[verb](claim, person)
    claim.refresh_from_db()
    assert (claim.state, verbs(claim)) == (S.ACCEPTED, [])


@pytest.mark.parametrize("verb", sorted(VERBS.keys() - {"send", "add"}))
def test_a_claim_in_review_is_locked_against_triage(verb):
    claim = ClaimFactory(state=S.SENT)
    with pytest.raises(IllegalTransition, match="already in review"):
        VERBS[verb](claim, editor())
    claim.refresh_from_db()
    assert (claim.state, verbs(claim)) == (S.SENT, [])


@pytest.mark.parametrize(
    ("verb", "goal"), [("accept", S.ACCEPTED), ("dismiss", S.DISMISSED), ("merge", S.MERGED)]
)
@pytest.mark.parametrize("state", [S.DETECTED, S.ACCEPTED, S.DISMISSED])
def test_only_moves_of_the_table_are_made(verb, goal, state):
    claim = ClaimFactory(state=state)
    if goal in NEXT_STATES[state]:
        VERBS[verb](claim, editor())
        claim.refresh_from_db()
        assert claim.state == goal
    else:
        with pytest.raises(IllegalTransition, match="Nothing was changed"):
            VERBS[verb](claim, editor())


def test_a_claim_added_by_its_quote_is_accepted_and_takes_the_free_figures_in_it():
    document = DocumentFactory()
    start = document.snapshot.text.index("65-member")
    free = Figure.objects.create(
        snapshot=document.snapshot, start=start, end=start + 9, text="65-member", low=65, high=65
    )
    outside = Figure.objects.create(
        snapshot=document.snapshot, start=0, end=4, text="noise", low=1, high=1
    )
    person = document.added_by
    claim = add_claim(
        document,
        "The 65‑member coalition met",
        by=person,
        claimant="Ada Lund",
        statement=" It met. ",
    )
    claim.refresh_from_db()
    assert (claim.state, claim.statement, claim.created_by) == (S.ACCEPTED, "It met.", person)
    assert claim.appearance.exact == "The 65-member coalition met"
    assert [figure.pk for figure in claim.figures.all()] == [free.pk]
    outside.refresh_from_db()
    assert outside.claim is None
    assert verbs(claim) == ["added"]


def test_a_figure_that_another_claim_carries_is_copied_and_not_taken_away():
    other = ClaimFactory(state=S.DISMISSED)
    claim = add_claim(other.document, "said 5,000 to 7,000 people from Varland", by=editor())
    mine, theirs = claim.figures.get(), other.figures.get()
    assert mine.pk != theirs.pk
    assert (mine.value, mine.start, mine.end) == (theirs.value, theirs.start, theirs.end)


def test_figures_are_read_in_the_quote_where_the_text_was_not_read():
    document = DocumentFactory()
    claim = add_claim(document, "Unemployment fell by 3.2 percentage points", by=editor())
    figure = claim.figures.get()
    text = document.snapshot.text
    assert text[figure.start : figure.end] == figure.text
    assert "3.2 percentage points" in figure.text


def test_a_quote_that_does_not_stand_in_the_text_is_refused():
    with pytest.raises(QuoteNotFound, match="Nothing was added"):
        add_claim(DocumentFactory(), "These words are mine", by=editor())
    assert not Claim.objects.exists()


def test_a_quote_that_stands_twice_is_refused_unless_its_place_is_given():
    document = DocumentFactory(snapshot__text="It rose. Then it fell. It rose.")
    with pytest.raises(QuoteNotFound, match="2 places"):
        add_claim(document, "It rose.", by=editor())
    claim = add_claim(document, "It rose.", by=editor(), near=20)
    assert claim.appearance.start == 23
