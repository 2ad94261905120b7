"""What is settled goes away by itself: which steps put which notices about a claim away.

Whoever is told to do something should not find it waiting after somebody has done it, or after it
is no longer theirs. What a step puts away was told before it; what it tells itself comes after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

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
    ended, answered = (
        set().union(*(claims[verb] for verb in verbs if verb in claims))
        for verbs in (ENDS_WORK, ANSWERS_WAIVER)
    )
    if answered:
        told = told_of(answered)
        put_away_ended_work(ended, [each for each in told if each.kind != NoticeKind.WAIVER])
        put_away_answered_waivers(
            answered, [each for each in told if each.kind == NoticeKind.WAIVER]
        )


def told_of(claims: set[int]) -> list[Notice]:
    """What is still open of work on these claims and of requests for a waiver."""
    kinds = (*WORK, NoticeKind.WAIVER)
    return list(Notice.objects.unseen().filter(path__in=map(path_of, claims), kind__in=kinds))


def put_away_ended_work(claims: set[int], told: Iterable[Notice]) -> None:
    """Of whoever holds no work on them any more; and where nobody does, all that is late."""
    paths = {path_of(claim) for claim in claims}
    told = [notice for notice in told if notice.path in paths]
    if told:
        holders = holders_of(claims)
        put_away_all(notice.pk for notice in told if is_over(notice, holders[notice.path]))


def put_away_answered_waivers(claims: set[int], told: Sequence[Notice]) -> None:
    """Of the editors who were asked, those who review the claim themselves left out."""
    if not told:
        return
    open_ones = Waiver.objects.open().filter(review__claim__in=claims)
    still_asked = {path_of(claim) for claim in open_ones.values_list("review__claim", flat=True)}
    holders = holders_of(claims)
    editors = set(User.objects.with_role(Role.EDITOR).values_list("pk", flat=True))
    put_away_all(
        notice.pk
        for notice in told
        if notice.path not in still_asked and notice.recipient_id in editors - holders[notice.path]
    )


def holders_of(claims: Collection[int]) -> dict[str, set[int]]:
    """Who holds live work on each, by the path that its notices lead to."""
    holders: dict[str, set[int]] = defaultdict(set)
    held = Assignment.objects.live().filter(review__claim__in=claims)
    for claim, person in held.values_list("review__claim", "reviewer"):
        holders[path_of(claim)].add(person)
    return holders


def is_over(notice: Notice, holders: set[int]) -> bool:
    return not holders or (notice.kind in OWN_WORK and notice.recipient_id not in holders)


def path_of(claim: int) -> str:
    """Where notices about the claim's review lead, without asking for either."""
    return Claim(pk=claim).get_workspace_url()
