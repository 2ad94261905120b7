"""What a run tells people: a claim or two by themselves, many in one notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim
from newsroom.arrays import Keys, numbers, texts
from newsroom.notices.models import Notice, NoticeKind
from newsroom.notices.operations import cut, tell_all

EACH_BY_ITSELF = 3
LONGEST = 400
WORDS = {
    NoticeKind.ASKED: ("You are asked to review: {}", "{} claims are yours now."),
    NoticeKind.NOBODY: ("Nobody can take: {}", "Nobody can take {} claims."),
}
# Whom it is told, and as what.
Key = tuple[int, NoticeKind]


class RunNotices:
    """What one run has told so far. Whoever hears of more than ``EACH_BY_ITSELF`` claims gets one
    notice for all the others, which grows with each batch until it is seen or mailed."""

    def __init__(
        self, counts: Mapping[Key, int] | None = None, grows: Mapping[Key, Notice] | None = None
    ) -> None:
        self.counts = Counter(counts or {})
        self.grows = dict(grows or {})

    def copy(self) -> RunNotices:
        return RunNotices(self.counts, self.grows)

    def tell(self, news: Mapping[Key, Sequence[int]]) -> None:
        """``news`` are claims by their keys."""
        self.counts.update({key: len(claims) for key, claims in news.items()})
        many = {key for key in news if self.counts[key] > EACH_BY_ITSELF}
        statements = statements_of(c for key in news if key not in many for c in news[key])
        growing = self.grow(many)
        fresh = {key: told_of(key, self.in_one(key), reverse("desk")) for key in many - growing}
        self.grows |= fresh
        each = [
            told_of(key, WORDS[key[1]][0].format(statements[claim]), workspace(claim))
            for key in news
            if key not in many
            for claim in news[key]
        ]
        tell_all([*each, *fresh.values()])

    def in_one(self, key: Key) -> str:
        return WORDS[key[1]][1].format(self.counts[key])

    def grow(self, keys: set[Key]) -> set[Key]:
        """Bring the counts of notices up to date; answers whose could still be."""
        begun = {self.grows[key].pk: key for key in keys if key in self.grows}
        if not begun:
            return set()
        with connection.cursor() as cursor:
            words = texts(self.in_one(key) for key in begun.values())
            cursor.execute(GROW, [numbers(begun), words])
            return {begun[pk] for (pk,) in cursor.fetchall()}


GROW = """
UPDATE notices_notice AS notice SET text = grown.text
FROM unnest(%s::bigint[], %s::text[]) AS grown (id, text)
WHERE notice.id = grown.id AND seen_at IS NULL AND mailed_at IS NULL
RETURNING notice.id
"""


def told_of(key: Key, text: str, path: str) -> Notice:
    person, kind = key
    return Notice(recipient_id=person, kind=kind, text=cut(text, LONGEST), path=path)


def statements_of(claims: Iterable[int]) -> dict[int, str]:
    return dict(Claim.objects.filter(pk__among=Keys(set(claims))).values_list("pk", "statement"))


def workspace(claim: int) -> str:
    return Claim(pk=claim).get_workspace_url()


def put_away_shortages(claims: Iterable[int]) -> None:
    """Nobody needs to hear any more that nobody could take these."""
    paths = [workspace(claim) for claim in claims]
    if paths:
        Notice.objects.unseen().filter(kind=NoticeKind.NOBODY, path__in=paths).update(
            seen_at=timezone.now()
        )
