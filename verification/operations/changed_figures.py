"""Writing down what the figure watch found, once, and telling those whom it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils import timezone

from claims.watching import Watched, WatchedPassage
from newsroom.accounts.models import Role, User
from newsroom.captures.models import Snapshot
from newsroom.captures.operations import brought_by, write_copy
from newsroom.notices.models import NoticeKind
from newsroom.notices.operations import settle, tell
from verification.models import (
    ChangedFigure,
    ChangeKind,
    Decision,
    Evidence,
    ReviewVerb,
    Watch,
    WatchState,
)
from verification.models.changed_figure import TOLD
from verification.states import UNDER_WORK
from verification.watch.times import TIMES, Times, back_off, pace, spread

from .looking import BUSY, GONE, Look


@dataclass(frozen=True, slots=True)
class Change:
    """What a cited passage has become."""

    kind: ChangeKind
    passage: str = ""
    sentences: tuple[str, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether people are told; a passage that is gone is only listed."""
        return self.kind != ChangeKind.PASSAGE_GONE

    def is_in(self, row: ChangedFigure) -> bool:
        return row.kind == self.kind and row.changes == list(self.sentences)


@dataclass(frozen=True, slots=True)
class News:
    evidence: Evidence
    row: ChangedFigure
    change: Change


GONE_WITH_ITS_PAGE = Change(ChangeKind.PAGE_GONE)


def change_of(passage: WatchedPassage) -> Change | None:
    """``None`` for a passage that says what it said, in whatever words."""
    if passage.outcome is Watched.PASSAGE_GONE:
        return Change(ChangeKind.PASSAGE_GONE)
    if passage.outcome is Watched.FIGURE_CHANGED:
        sentences = tuple(change.sentence for change in passage.changes)
        return Change(ChangeKind.FIGURE, passage.new, sentences)
    return None


@transaction.atomic
def record(watch: Watch, look: Look, times: Times = TIMES) -> bool:
    """Write all that a reading brought; ``False`` if the page was read by another meanwhile."""
    row = (
        Watch.objects.select_for_update(of=("self",))
        .filter(pk=watch.pk, next_at=watch.next_at)
        .first()
    )
    if row is None:
        return False
    if look.problem:
        note_failure(row, look, times)
    else:
        note_reading(row, look, times, is_as_then=row.sha256 == watch.sha256)
    return True


def note_failure(watch: Watch, look: Look, times: Times) -> None:
    """A page that could not be read is no news; one that is gone is, the second time."""
    failures = min(watch.failures + 1, 99)
    was_gone, wait = watch.is_gone, back_off(times.page_waits, failures, look.asked, times)
    columns: dict[str, object] = {"failures": failures, "last_problem": look.problem}
    if look.problem == BUSY:
        columns, wait = {}, times.host_waits
    elif look.finds_gone and not was_gone and watch.last_problem in GONE:
        # Whatever comes back is read, even if it is what we saw last.
        columns |= {"state": WatchState.GONE, "etag": "", "last_modified": "", "sha256": ""}
    elif look.finds_gone and not was_gone:
        wait = max(wait, times.gone_again)
    Watch.objects.filter(pk=watch.pk).update(next_at=Now() + spread_later(wait, times), **columns)
    if look.finds_gone and (was_gone or "state" in columns):
        gone = dict.fromkeys(watched_on(watch), GONE_WITH_ITS_PAGE)
        note_changes({**gone}, None, is_just_gone=not was_gone)


def spread_later(wait: timedelta, times: Times) -> timedelta:
    """Never earlier than that: it was promised, or asked for."""
    return max(wait, spread(wait, times))


def note_reading(watch: Watch, look: Look, times: Times, *, is_as_then: bool) -> None:
    """``is_as_then``: the row says what it said when the page was asked for."""
    watched = watched_on(watch)
    columns: dict[str, object] = {}
    if look.page is not None:
        columns = dict(look.seen)
    is_whole = not look.passages or all(evidence.pk in look.passages for evidence in watched)
    if not (is_whole and is_as_then):
        # Something was cited while the page was being read: compare that, too, the next time.
        columns = {"etag": "", "last_modified": "", "sha256": ""}
    changes = {
        evidence: change_of(look.passages[evidence.pk])
        for evidence in watched
        if evidence.pk in look.passages
    }
    note_changes(changes, look)
    Watch.objects.filter(pk=watch.pk).update(
        state=WatchState.WATCHING,
        failures=0,
        last_problem="",
        last_read_at=Now(),
        next_at=Now() + spread(pace_of(watched, times), times),
        **columns,
    )


def watched_on(watch: Watch) -> list[Evidence]:
    return list(
        Evidence.objects.watched()
        .filter(watch=watch)
        .select_related("review__claim", "source", "cited_by", "finding__reviewer")
        .order_by("pk")
    )


def pace_of(watched: list[Evidence], times: Times) -> timedelta:
    if any(evidence.review.state in UNDER_WORK for evidence in watched):
        return pace(timedelta(), is_under_work=True, times=times)
    noticed = ChangedFigure.objects.filter(evidence__in=watched).aggregate(at=Max("noticed_at"))
    moments = [evidence.cited_at for evidence in watched] + [noticed["at"]]
    latest = max((moment for moment in moments if moment), default=timezone.now())
    return pace(timezone.now() - latest, is_under_work=False, times=times)


def note_changes(
    changes: dict[Evidence, Change | None], look: Look | None, *, is_just_gone: bool = False
) -> None:
    """Bring the rows in step with what the page says now, and tell what is news."""
    rows: dict[int, list[ChangedFigure]] = defaultdict(list)
    for known in ChangedFigure.objects.select_for_update().filter(evidence__in=changes):
        rows[known.evidence_id].append(known)
    copy = cache(partial(new_copy, look))
    news = []
    for evidence, change in changes.items():
        earlier = rows[evidence.pk]
        waits = next((row for row in earlier if row.is_open), None)
        if change is None:
            if waits:
                come_back(waits)
        elif waits and outweighs(waits, change):
            if is_just_gone:
                news.append(News(evidence, waits, change))
        elif (row := note_one(evidence, change, waits, earlier, copy)) and change.is_news:
            news.append(News(evidence, row, change))
    tell_of(news)


def outweighs(row: ChangedFigure, change: Change) -> bool:
    """A figure that changed stays in the list when its passage or page goes too: what it became
    says more, and the page's state says the rest."""
    return row.kind == ChangeKind.FIGURE and change.kind != ChangeKind.FIGURE


def note_one(
    evidence: Evidence,
    change: Change,
    waits: ChangedFigure | None,
    earlier: list[ChangedFigure],
    copy: Callable[[], Snapshot | None],
) -> ChangedFigure | None:
    """The row that says so, if nobody was told or has decided about just that before. ``waits`` is
    the open one among the ``earlier``, which then says the latest."""
    if waits and change.is_in(waits):
        return None
    is_known = any(change.is_in(row) for row in earlier if row.decision != Decision.CAME_BACK)
    if is_known and not waits:
        return None
    row = waits or ChangedFigure(evidence=evidence)
    row.kind, row.new_passage, row.changes = change.kind, change.passage, list(change.sentences)
    row.snapshot, row.noticed_at = copy(), timezone.now()
    row.save()
    if is_known:
        return None
    evidence.review.record(
        ReviewVerb.NOTICED_CHANGE,
        note=row.note,
        private_to=evidence.cited_by,
        source=evidence.told_as,
        change=row.pk,
    )
    return row


def new_copy(look: Look | None) -> Snapshot | None:
    """The page as it was read; there is none of one that is gone."""
    if look is None or look.page is None or look.copy is None or look.kept is None:
        return None
    return write_copy(look.kept, brought_by(look.page), look.copy, url=look.page.url)


def come_back(row: ChangedFigure) -> None:
    """The page says again what was cited: nobody needs to decide anything."""
    row.decision, row.decided_at = Decision.CAME_BACK, timezone.now()
    row.save(update_fields=["decision", "decided_at"])
    settle(row.get_absolute_url())


def tell_of(news: list[News]) -> None:
    """One notice to each person about one page: to who cited from it, and to editors of what is
    published. Webhooks are told no more than readers know: who cites what may still be blind."""
    editors = list(User.objects.with_role(Role.EDITOR)) if news else []
    theirs: dict[User, list[News]] = defaultdict(list)
    public = []
    for item in news:
        evidence = item.evidence
        theirs_to_watch = {evidence.cited_by, evidence.finding.reviewer}
        people = {person for person in theirs_to_watch if person.is_active}
        if evidence.review.reports.filter(verdict__round=evidence.round).exists():
            people.update(editors)
            if not evidence.is_confidential:
                public.append(item)
        for person in people:
            theirs[person].append(item)
    for person, items in theirs.items():
        open_to_all = [item for item in items if item in public]
        tell(
            person,
            words_of(items),
            items[0].row.get_absolute_url(),
            kind=NoticeKind.PAGE,
            aloud=words_of(open_to_all) if person in editors and open_to_all else "",
        )


def words_of(items: list[News]) -> str:
    first = items[0]
    is_gone = first.change.kind == ChangeKind.PAGE_GONE
    told = TOLD[ChangeKind.PAGE_GONE] if is_gone else first.row.sentence
    more = f" And {len(items) - 1} more from this page." if len(items) > 1 else ""
    source, claim = first.evidence.source.name, first.evidence.review.claim.statement
    return f"{source[:80]}: {told[:140]}{more} Cited for: {claim[:140]}"
