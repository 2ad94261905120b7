"""How often somebody gets mail, and about what: their own choice."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from newsroom.accounts.models import User
from newsroom.notices.models import Letterbox, NoticeKind
from newsroom.notices.rights import require_signed_in

from .telling import database_now, times_of


@transaction.atomic
def choose_mail(
    *, by: User, rhythm: str, hour: int = 8, time_zone: str = "", not_by_mail: Collection[str] = ()
) -> Letterbox:
    """Set it, also for what was told already and not mailed yet."""
    require_signed_in(by)
    Letterbox.objects.bulk_create([Letterbox(person=by)], ignore_conflicts=True)
    box = Letterbox.objects.select_for_update().get(person=by)
    box.rhythm, box.hour, box.time_zone = rhythm, hour, time_zone
    box.not_by_mail = sorted(set(not_by_mail) & set(NoticeKind.values))
    box.save(update_fields=["rhythm", "hour", "time_zone", "not_by_mail"])
    (times,) = times_of([box], database_now())
    waiting = by.notices.unseen().filter(mailed_at__isnull=True)
    for kind in NoticeKind.values:
        waiting.filter(kind=kind).update(mail_after=times[kind])
    return box
