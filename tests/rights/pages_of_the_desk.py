"""The front door, one's own matters, and the desk itself."""

from __future__ import annotations

from tests import scenes
from tests.rights.inputs import (
    nothing,
)
from tests.rights.kinds import (
    ADMINS,
    EDITORS,
    EVERYBODY,
    HERE,
    KEEPERS,
    OWN,
    SIGNED_IN,
    Page,
)

PAGES = [
    # the front door, one's own account
    Page("healthz", EVERYBODY),
    Page("desk", SIGNED_IN),
    Page("accounts:login", EVERYBODY),
    Page("accounts:account", SIGNED_IN),
    Page("accounts:theme", EVERYBODY, data=lambda s: {"theme": "dark"}),
    Page("accounts:password_change", SIGNED_IN),
    Page("accounts:password_reset", EVERYBODY),
    Page("accounts:password_reset_done", EVERYBODY),
    Page("accounts:password_reset_confirm", EVERYBODY, about=lambda s: ["MQ", "no-token"]),
    Page("accounts:password_reset_complete", EVERYBODY),
    Page("verification:availability", HERE),
    Page("verification:set_hours", HERE, data=lambda s: {"week": "mon 9:00-17:00"}),
    Page("verification:note_absence", HERE, data=lambda s: {"first_day": s.today}),
    Page("verification:away_today", HERE, data=nothing),
    Page("verification:end_absence", OWN, scenes.with_own_matters,
         lambda s: [s.absence.pk], nothing),
    Page("verification:declare_interest", HERE,
         data=lambda s: {"q": "The Post", "what": "outlet-The Post", "stake": "Owns shares."}),
    Page("verification:end_declared_interest", OWN, scenes.with_own_matters,
         lambda s: [s.declared.pk], nothing),
    # what one was told: everybody has their own page, and nobody another's notice
    Page("notices:list", OWN, scenes.told, shows=lambda s: s.notice.text),
    Page("notices:bell", SIGNED_IN),
    Page("notices:open", OWN, scenes.told, lambda s: [s.notice.pk]),
    Page("notices:put_away", OWN, scenes.told, lambda s: [s.notice.pk], nothing),
    Page("notices:seen", SIGNED_IN, data=lambda s: {"up_to": 1}),
    Page("notices:undo", SIGNED_IN, data=nothing),
    Page("notices:choices", SIGNED_IN),
    Page("notices:choices", SIGNED_IN, data=lambda s: {"rhythm": "daily", "hour": 9}),
    # the desk itself
    Page("verification:agreement", EDITORS),
    Page("verification:settled", HERE, scenes.differing),
    Page("verification:pace", EDITORS),
    Page("verification:status", ADMINS),
    Page("verification:status_mail", ADMINS, scenes.with_letter, lambda s: [s.letter]),
    # the console's frame; its pages stand in tests/verification/admin/test_rights_in_console.py
    Page("admin:index", KEEPERS),
    Page("admin:login", KEEPERS),
    Page("admin:password_change", KEEPERS),
    Page("admin:password_change_done", KEEPERS),
    Page("admin:jsi18n", KEEPERS),
    Page("admin:app_list", KEEPERS, about=lambda s: ["verification"]),
]  # fmt: skip
