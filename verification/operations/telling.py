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


@dataclass(frozen=True, slots=True)
class Telling:
    """``what`` somebody is to know of a review: the claim's statement follows it."""

    recipient: User
    what: str
    review: ClaimReview

    @property
    def text(self) -> str:
        return f"{self.what}: {self.review.claim.statement}"

    def aloud(self, is_blind: bool) -> str:
        """For webhooks, where the whole desk reads it: of a blind review not who has it, which
        tells the other how far they are. "" where that is the same as ``text``."""
        what, named, _ = self.what.partition(", with ")
        return f"{what}: {self.review.claim.statement}" if is_blind and named else ""


def tell_of_each(tellings: Iterable[Telling], kind: NoticeKind, *, of_many: str, path: str) -> None:
    """A notice for each claim; whoever would get more than three gets one that leads to ``path``:
    ``of_many`` is its text, with their number as ``{count}``. Nobody is told the same twice, and
    who was deactivated is told nothing."""
    theirs: dict[User, dict[tuple[str, int], Telling]] = defaultdict(dict)
    for telling in tellings:
        if telling.recipient.is_active:
            theirs[telling.recipient][telling.what, telling.review.pk] = telling
    blind = blind_among(telling.review.pk for told in theirs.values() for telling in told.values())
    notices = []
    for recipient, told in theirs.items():
        if len(told) > EACH_BY_ITSELF:
            lines = [(of_many.format(count=len(told)), path, "")]
        else:
            lines = [
                (one.text, one.review.get_absolute_url(), one.aloud(one.review.pk in blind))
                for one in told.values()
            ]
        for text, where, aloud in lines:
            notice = Notice(recipient=recipient, kind=kind, text=cut(text, 400), path=where)
            notice.aloud = aloud
            notices.append(notice)
    tell_all(notices)


def blind_among(keys: Iterable[int]) -> set[int]:
    return set(ClaimReview.objects.blind().filter(pk__in=set(keys)).values_list("pk", flat=True))
