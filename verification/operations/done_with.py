"""What is settled goes away by itself: which steps put which notices about a claim away.

Whoever is told to do something should not find it waiting after somebody has done it, or after it
is no longer theirs. What a step puts away was told before it; what it tells itself comes after.
"""

from __future__ import annotations

from claims.models import ClaimEvent
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import settle
from verification.models import Assignment, ReviewVerb

# Late work is told to editors too.
OWN_WORK = (NoticeKind.ASKED, NoticeKind.DUE)
WORK = (*OWN_WORK, NoticeKind.LATE)
EVERY_STEP = (
    *WORK, NoticeKind.TIME, NoticeKind.NOBODY, NoticeKind.REPLY, NoticeKind.SETTLE,
    NoticeKind.VERDICT, NoticeKind.SIGN,
)  # fmt: skip

# Of everybody.
PUT_AWAY: dict[str, tuple[NoticeKind, ...]] = {
    ReviewVerb.ASSIGNED: (NoticeKind.NOBODY,),
    ReviewVerb.TOOK_ON: (NoticeKind.NOBODY,),
    ReviewVerb.GAVE_TIME: (NoticeKind.TIME, NoticeKind.LATE),
    ReviewVerb.REFUSED_TIME: (NoticeKind.TIME,),
    ReviewVerb.ANSWERED: (NoticeKind.REPLY,),
    ReviewVerb.AGREED: (*WORK, NoticeKind.TIME, NoticeKind.NOBODY),
    ReviewVerb.DISAGREED: (*WORK, NoticeKind.TIME, NoticeKind.NOBODY),
    ReviewVerb.SETTLED: (NoticeKind.SETTLE, NoticeKind.LATE),
    ReviewVerb.ADJUDICATED: (NoticeKind.SETTLE, NoticeKind.LATE),
    ReviewVerb.DRAFTED: (NoticeKind.VERDICT,),
    ReviewVerb.CONFIRMED: (NoticeKind.VERDICT, NoticeKind.LATE),
    ReviewVerb.SIGNED_OFF: EVERY_STEP,
    ReviewVerb.SENT_BACK: (NoticeKind.SIGN,),
    ReviewVerb.REOPENED: EVERY_STEP,
    ReviewVerb.CLOSED: EVERY_STEP,
}
# Of the person who takes the step: they have seen to it.
OF_THEIRS: dict[str, tuple[NoticeKind, ...]] = {
    ReviewVerb.STARTED: (NoticeKind.ASKED,),
    ReviewVerb.SUBMITTED: WORK,
}
# Somebody's work has ended: whoever holds none on the claim any more is asked for none, and with
# the last one nothing is late.
ENDS_WORK = {
    ReviewVerb.SUBMITTED,
    ReviewVerb.DECLINED,
    ReviewVerb.HANDED_OVER,
    ReviewVerb.TAKEN_BACK,
}
STEPS = {*PUT_AWAY, *OF_THEIRS, *ENDS_WORK}


def put_away_what_is_done(event: ClaimEvent) -> None:
    """Put away what this step of a claim's history has settled."""
    verb = event.verb
    if verb not in STEPS:
        return
    review = event.claim.review
    path = review.get_absolute_url()
    if kinds := PUT_AWAY.get(verb):
        settle(path, kinds=kinds)
    if kinds := OF_THEIRS.get(verb):
        settle(path, kinds=kinds, of=[event.actor_id])
    if verb in ENDS_WORK:
        live = Assignment.objects.live().filter(review=review)
        holders = set(live.values_list("reviewer", flat=True))
        settle(path, kinds=OWN_WORK if holders else WORK, but_of=holders)
