"""Who may save pages and files, and read what was saved."""

from __future__ import annotations

import rules

from newsroom.accounts.models import User
from newsroom.accounts.rights import is_editor, is_reviewer, works_here

from .models import Capture


@rules.predicate
def asked_for_it(user: User, capture: Capture | None) -> bool:
    return capture is not None and capture.asked_by_id == user.pk


rules.add_perm("captures.read", works_here)
rules.add_perm("captures.capture", is_reviewer | is_editor)
# What somebody is saving says what they are working on, so it is theirs and the editors'.
rules.add_perm("captures.follow", is_editor | (is_reviewer & asked_for_it))
