"""Who may bring in documents and triage their claims."""

from __future__ import annotations

import rules

from newsroom.accounts.models import User
from newsroom.accounts.rights import is_admin, is_editor, is_reviewer, works_here

from .models import Document


@rules.predicate
def brought_it_in(user: User, document: Document | None) -> bool:
    return document is not None and document.added_by_id == user.pk


rules.add_perm("claims.read", works_here)
rules.add_perm("claims.capture_document", is_reviewer | is_editor)
rules.add_perm("claims.triage_document", is_editor | (is_reviewer & brought_it_in))
rules.add_perm("claims.manage_topics", is_admin)
# Corrections of own copy are private, so what was corrected is not for everybody who works here.
rules.add_perm("claims.export_gold", is_editor | is_admin)
