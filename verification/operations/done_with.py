"""What is settled goes away by itself: which steps put which notices about a claim away.

Whoever is told to do something should not find it waiting after somebody has done it, or after it
is no longer theirs. What a step puts away was told before it; what it tells itself comes after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from claims.models import Claim, ClaimEvent
from newsroom.accounts.models import Role, User
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import put_away_all, settle
from verification.models import Assignment, ReviewVerb, Waiver

# Late work is told to editors too.
OWN_WORK = (NoticeKind.ASKED, NoticeKind.DUE)
WORK = (*OWN_WORK, NoticeKind.LATE)
EVERY_STEP = (
    *WORK, NoticeKind.TIME, NoticeKind.WAIVER, NoticeKind.NOBODY, NoticeKind.REPLY,
    NoticeKind.SETTLE, NoticeKind.VERDICT, NoticeKind.SIGN,
)  # fmt: skip

# Of everybody.
PUT_AWAY: dict[str, tuple[NoticeKind, ...]] = {
    ReviewVerb.ASSIGNED: (NoticeKind.NOBODY,),
    ReviewVerb.TOOK_ON: (NoticeKind.NOBODY,),
    ReviewVerb.GAVE_TIME: (NoticeKind.TIME, NoticeKind.LATE),
    ReviewVerb.REFUSED_TIME: (NoticeKind.TIME,),
    ReviewVerb.WITHDREW_TIME: (NoticeKind.TIME,),
    ReviewVerb.ANSWERED: (NoticeKind.REPLY,),
    ReviewVerb.AGREED: (*WORK, NoticeKind.TIME, NoticeKind.WAIVER, NoticeKind.NOBODY),
    ReviewVerb.DISAGREED: (*WORK, NoticeKind.TIME, NoticeKind.WAIVER, NoticeKind.NOBODY),
    ReviewVerb.SETTLED: (NoticeKind.SETTLE, NoticeKind.LATE),
    ReviewVerb.ADJUDICATED: (NoticeKind.SETTLE, NoticeKind.LATE),
    ReviewVerb.GAVE_TEXT: (NoticeKind.VERDICT, NoticeKind.LATE),
    ReviewVerb.DRAFTED: (NoticeKind.VERDICT,),
    ReviewVerb.CONFIRMED: (NoticeKind.VERDICT, NoticeKind.LATE),
    ReviewVerb.SIGNED_OFF: EVERY_STEP,
    ReviewVerb.SENT_BACK: (NoticeKind.SIGN,),
    ReviewVerb.SUGGESTED: (NoticeKind.SIGN,),
    ReviewVerb.REOPENED: EVERY_STEP,
    ReviewVerb.CLOSED: EVERY_STEP,
}
# Of the person who takes the step: they have seen to it.
OF_THEIRS: dict[str, tuple[NoticeKind, ...]] = {
    ReviewVerb.STARTED: (NoticeKind.ASKED,),
    ReviewVerb.SUBMITTED: (*WORK, NoticeKind.WAIVER),
}
# Somebody's work has ended: whoever holds none on the claim any more is asked for none, and with
# the last one nothing is late.
ENDS_WORK = {
    ReviewVerb.SUBMITTED,
    ReviewVerb.DECLINED,
    ReviewVerb.HANDED_OVER,
    ReviewVerb.TAKEN_BACK,
}
# A request for a waiver is answered or over: of the editors who were asked, once none is open on
# the claim. What whoever asked was answered is theirs until they hand in.
ANSWERS_WAIVER = {
    ReviewVerb.WAIVED,
    ReviewVerb.REFUSED_WAIVER,
    ReviewVerb.WITHDREW_WAIVER,
    *ENDS_WORK,
}
STEPS = {*PUT_AWAY, *OF_THEIRS, *ENDS_WORK, *ANSWERS_WAIVER}


def put_away_what_is_done(events: Iterable[ClaimEvent]) -> None:
    """Put away what these lines of claims' histories have settled: a few queries for each verb
    among them, however many they are."""
    claims: dict[str, set[int]] = defaultdict(set)
    for event in events:
        if event.verb in STEPS:
            claims[event.verb].add(event.claim_id)
        if kinds := OF_THEIRS.get(event.verb):
            settle(path_of(event.claim_id), kinds=kinds, of=[event.actor_id])
    for verb, ids in claims.items():
        if kinds := PUT_AWAY.get(verb):
            settle(*map(path_of, ids), kinds=kinds)
    if ended := set().union(*(claims[verb] for verb in ENDS_WORK if verb in claims)):
        put_away_ended_work(ended)
    if asked := set().union(*(claims[verb] for verb in ANSWERS_WAIVER if verb in claims)):
        put_away_answered_waivers(asked)


def put_away_ended_work(claims: set[int]) -> None:
    """Of whoever holds no work on them any more; and where nobody does, all that is late."""
    places = {path_of(claim): claim for claim in claims}
    told = list(Notice.objects.unseen().filter(path__in=places, kind__in=WORK))
    if not told:
        return
    holders: dict[int, set[int]] = defaultdict(set)
    held = Assignment.objects.live().filter(review__claim__in=claims)
    for claim, person in held.values_list("review__claim", "reviewer"):
        holders[claim].add(person)
    put_away_all(notice.pk for notice in told if is_over(notice, holders[places[notice.path]]))


def put_away_answered_waivers(claims: set[int]) -> None:
    told = Notice.objects.unseen().filter(
        kind=NoticeKind.WAIVER, path__in=[path_of(claim) for claim in claims]
    )
    if not told.exists():
        return
    still_asked = Waiver.objects.open().filter(review__claim__in=claims)
    done = claims - set(still_asked.values_list("review__claim", flat=True))
    own = Assignment.objects.live().filter(review__claim__in=done).values("reviewer")
    editors = User.objects.with_role(Role.EDITOR).exclude(pk__in=own)
    settle(
        *map(path_of, done),
        kinds=(NoticeKind.WAIVER,),
        of=list(editors.values_list("pk", flat=True)),
    )


def is_over(notice: Notice, holders: set[int]) -> bool:
    return not holders or (notice.kind in OWN_WORK and notice.recipient_id not in holders)


def path_of(claim: int) -> str:
    """Where notices about the claim's review lead, without asking for either."""
    return Claim(pk=claim).get_workspace_url()
