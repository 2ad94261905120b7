"""A desk with work of every kind, and how to write past its guards."""

from __future__ import annotations

from django.db import connection

from tests.factories import (
    assigned,
    editor,
    fresh,
    open_review_for,
    reviewer,
    signed,
    submitted,
    with_evidence,
)
from verification.operations.assignments import decline, start_work, take_back
from verification.operations.findings import save_draft
from verification.operations.reports import publish
from verification.operations.reviews import close_review, reopen_review

UNGUARDED = """
DO $$ DECLARE name record; BEGIN
    FOR name IN SELECT tgrelid::regclass AS at, tgname FROM pg_trigger
                WHERE NOT tgisinternal LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', name.at, name.tgname);
    END LOOP;
    FOR name IN SELECT conrelid::regclass AS at, conname FROM pg_constraint
                WHERE contype = 'c' AND conrelid::regclass::text LIKE 'verification_%' LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', name.at, name.conname);
    END LOOP;
    FOR name IN SELECT indexrelid::regclass AS at FROM pg_index
                WHERE indisunique AND indpred IS NOT NULL
                  AND indrelid::regclass::text LIKE 'verification_%' LOOP
        EXECUTE format('DROP INDEX %s', name.at);
    END LOOP;
END $$
"""


def without_guards() -> None:
    """For the rest of the test's transaction: no trigger, no check, no partial unique index."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(UNGUARDED)


class Desk:
    """Work of every kind beside what a test breaks: nothing of it may be named."""

    def __init__(self) -> None:
        self.editor = editor()
        self.waiting = open_review_for()
        self.one = assigned(to=reviewer())
        start_work(self.one, by=self.one.reviewer)
        with_evidence(self.one)
        self.declined = assigned()
        decline(self.declined, by=self.declined.reviewer, reason="ill")
        self.taken_back = assigned()
        take_back(self.taken_back, by=self.editor, reason="urgent")
        blind = open_review_for(reviewers=2, blind=True)
        self.first = assigned(blind, reviewer())
        self.second = assigned(blind, reviewer())
        submitted(self.first)
        start_work(self.second, by=self.second.reviewer)
        with_evidence(self.second)
        save_draft(self.second, by=self.second.reviewer, rating=None, reasons="So far.")
        self.differing = open_review_for(reviewers=2, blind=True)
        submitted(assigned(self.differing), "true")
        submitted(assigned(self.differing), "false")
        self.verdict = signed()
        self.published = signed().review
        publish(fresh(self.published), by=self.editor)
        self.closed = assigned()
        close_review(fresh(self.closed.review), by=self.editor, reason="withdrawn")
        again = assigned()
        close_review(fresh(again.review), by=self.editor, reason="no time")
        self.again = reopen_review(fresh(again.review), by=self.editor, reason="time")
