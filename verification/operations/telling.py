"""Telling many people of many claims, without flooding anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.accounts.models import User
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import cut, tell_all
from verification.models import ClaimReview

EACH_BY_ITSELF = 3
WITH = ", with "


@dataclass(frozen=True, slots=True)
class Telling:
    """``what`` somebody is to know of a review: the claim's statement follows it."""

    recipient: User
    what: str
    review: ClaimReview

    @property
    def text(self) -> str:
        return f"{self.what}: {self.review.claim.statement}"

    @property
    def names_who_has_it(self) -> bool:
        return WITH in self.what

    @property
    def without_names(self) -> str:
        return f"{self.what.partition(WITH)[0]}: {self.review.claim.statement}"


def tell_of_each(tellings: Iterable[Telling], kind: NoticeKind, *, of_many: str, path: str) -> None:
    """A notice for each claim; whoever would get more than three gets one that leads to ``path``:
    ``of_many`` is its text, with their number as ``{count}``. Nobody is told the same twice, and
    who was deactivated is told nothing."""
    theirs: dict[User, dict[tuple[str, int], Telling]] = defaultdict(dict)
    for telling in tellings:
        if telling.recipient.is_active:
            theirs[telling.recipient][telling.what, telling.review.pk] = telling
    each = [one for told in theirs.values() if len(told) <= EACH_BY_ITSELF for one in told.values()]
    blind = blind_among(each)
    notices = [
        notice_of(one.recipient, kind, one.text, one.review.get_absolute_url(),
                  aloud=one.without_names if one.review.pk in blind else "")
        for one in each
    ]  # fmt: skip
    notices += [
        notice_of(recipient, kind, of_many.format(count=len(told)), path)
        for recipient, told in theirs.items()
        if len(told) > EACH_BY_ITSELF
    ]
    tell_all(notices)


def notice_of(
    recipient: User, kind: NoticeKind, text: str, path: str, *, aloud: str = ""
) -> Notice:
    notice = Notice(recipient=recipient, kind=kind, text=cut(text, 400), path=path)
    notice.aloud = aloud
    return notice


def blind_among(tellings: Iterable[Telling]) -> set[int]:
    """The reviews of which webhooks, where the whole desk reads it, are not told who has them:
    that would tell the other reviewer how far they are."""
    named = {one.review.pk for one in tellings if one.names_who_has_it}
    return set(ClaimReview.objects.blind().filter(pk__in=named).values_list("pk", flat=True))
