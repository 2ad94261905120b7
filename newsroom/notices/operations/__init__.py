"""Telling people and webhooks, putting away, choosing, mailing, posting."""

from .announcing import News, announce
from .choices import choose_mail
from .mailing import deliver
from .putting_away import mark_seen, put_away, put_away_all, put_back, settle
from .telling import cut, tell, tell_all

__all__ = [
    "News",
    "announce",
    "choose_mail",
    "cut",
    "deliver",
    "mark_seen",
    "put_away",
    "put_away_all",
    "put_back",
    "settle",
    "tell",
    "tell_all",
]
