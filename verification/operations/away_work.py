"""The work that somebody holds and that falls due while they are away."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.urls import reverse

from newsroom.accounts.models import Role, User
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import cut, tell_all
from verification.models import Absence, Assignment, Reviewer


def live_work_of(person: User) -> list[Assignment]:
    """What they hold, the soonest due first."""
    live = Assignment.objects.live().for_reviewer(person).select_related("review__claim")
    return list(live.order_by("due_at", "id"))


def due_while_away(
    reviewer: Reviewer, absences: Collection[Absence], work: Iterable[Assignment]
) -> list[Assignment]:
    """Of their live work what is due on one of those days; what is late counts as due today."""
    today = reviewer.today
    return [
        one
        for one in work
        if any(away.covers(max(today, reviewer.day_of(one.due_at))) for away in absences)
    ]


def tell_editors_of_absence(absence: Absence) -> None:
    """Where work falls due in it: the editors, so that nothing waits unseen."""
    reviewer = absence.reviewer
    due = due_while_away(reviewer, [absence], live_work_of(reviewer.user))
    if not due:
        return
    claims = "a claim that falls" if len(due) == 1 else f"{len(due)} claims that fall"
    tell_all(
        Notice(
            recipient=editor,
            kind=NoticeKind.OTHER,
            text=cut(f"{reviewer.user.name} is away {absence} and holds {claims} due then.", 400),
            path=f"{reverse('verification:claims')}?holder={reviewer.user_id}",
        )
        for editor in User.objects.with_role(Role.EDITOR).exclude(
            pk__in={absence.noted_by_id, reviewer.user_id}
        )
    )
