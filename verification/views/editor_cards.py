"""What each card of an editor's home says of its claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.dates import short_words
from verification.models import Assignment, ChangedFigure, ClaimReview, TimeRequest, Waiver
from verification.states import ReviewState
from verification.wording import confirmers_of, is_to_be_worded, writer_of

from .cards import Pill, Row
from .in_hands import note_for


@dataclass(frozen=True, slots=True)
class Kind:
    """A card of claims: ``none`` is said while it is empty; ``query`` finds them all in the list
    of claims; ``row`` makes a line of a review for whoever reads it."""

    title: str
    none: str
    query: str
    row: Callable[[ClaimReview, User], Row]
    intro: str = ""


# -- the lines of claims -------------------------------------------------------------------------


def to_take(review: ClaimReview, reader: User) -> Row:
    if not review.needs_reviewers:
        return Row(
            review,
            due=review.due_at,
            note=no_writer_words(review),
            action=("Give the text", f"{review.get_absolute_url()}#desk"),
        )
    return Row(
        review,
        due=review.due_at,
        note=" ".join(filter(None, (review.nobody_because, review.would_help))),
        action=("Assign by hand", f"{review.get_absolute_url()}#desk"),
    )


def to_sign(review: ClaimReview, reader: User) -> Row:
    return Row(review, due=review.due_at, **verdict_of(review))


def to_settle(review: ClaimReview, reader: User) -> Row:
    return Row(
        review,
        due=review.due_at,
        note=who_has(review, reader),
        ratings=[each.rating for each in review.handed_in],
    )


def waiting(review: ClaimReview, reader: User) -> Row:
    """For whom, and until when: of several, the one that keeps the clock longest."""
    awaited = [contact for contact in review.contacts.all() if contact.is_waiting]
    last = max((contact.reply_by for contact in awaited), default=None)
    return Row(
        review,
        note=f"Waits for {listed([contact.whom for contact in awaited])}." if awaited else "",
        pill=pill("until", last, "pill-caution"),
    )


def late(review: ClaimReview, reader: User) -> Row:
    return Row(review, due=review.due_at, note=who_has(review, reader))


def going_out(review: ClaimReview, reader: User) -> Row:
    return Row(
        review, pill=pill("goes out", review.publish_at, "pill-acc"), **verdict_of(review)
    )  # fmt: skip


def ready(review: ClaimReview, reader: User) -> Row:
    newsroom = Pill("for the newsroom", None, "pill-quiet") if review.is_own_copy else None
    return Row(review, pill=newsroom, **verdict_of(review))


def held(review: ClaimReview, reader: User) -> Row:
    since = pill("held since", review.held_at, "pill-caution")
    return Row(review, note=review.held_because, pill=since)


KINDS: dict[str, Kind] = {
    "nobody": Kind("Nobody can take it", "", "", to_take),
    "to_sign": Kind("To sign", "", "?state=decided", to_sign),
    "to_settle": Kind("To settle", "", "?state=adjudication", to_settle),
    "waiting": Kind("Waiting for a reply", "No reply is waited for.", "?waiting=on", waiting),
    "late": Kind("Late", "Nothing is late.", "?late=on", late),
    "going_out": Kind(
        "Going out today", "Nothing goes out by itself today.", "?which=going_out", going_out
    ),
    "scheduled": Kind(
        "Scheduled for later", "Nothing is scheduled for later.", "?which=scheduled", going_out
    ),
    "others_sign": Kind(
        "Another editor must sign", "", "?state=decided", to_sign, "You had a part in these."
    ),
    "ready": Kind("To publish", "", "?state=signed_off", ready),
    "held": Kind("On hold", "", "?held=on", held),
}


def verdict_of(review: ClaimReview) -> dict[str, Any]:
    wording = review.wordings[0] if review.wordings else None
    if wording and wording.rating:
        return {"ratings": [wording.rating]}
    return {"label": "Not rated"}


# -- which step, and with whom -------------------------------------------------------------------


def who_has(review: ClaimReview, reader: User) -> str:
    """The step a claim is at and with whom: "The finding, with Petra Oakes (not started)." Whoever
    is one of a blind pair is not told how far the other is."""
    if review.state == ReviewState.DECIDED:
        return "The signature, with the editors."
    names = [assignment.reviewer.name for assignment in review.current_assignments]
    if review.state == ReviewState.ADJUDICATION:
        return f"The settlement, with {listed(names)}, or an editor."
    if review.is_blind_to(reader):
        return f"The finding, with {listed(names)}."
    at_it = [
        f"{assignment.reviewer.name} ({assignment.get_state_display()})"
        for assignment in review.current_assignments
        if assignment.is_live
    ]
    if review.needs_reviewers:
        at_it.append("nobody yet")
    if at_it or not names:
        return f"The finding, with {listed(at_it) or 'nobody yet'}."
    return f"The verdict, with {who_has_text(review)}."


def who_has_text(review: ClaimReview) -> str:
    """Who writes the text, or who confirms it."""
    wording = review.wordings[0] if review.wordings else None
    if wording is None or is_to_be_worded(review, wording):
        writer = writer_of(review)
        return writer.name if writer else "nobody yet"
    return f"{confirmers_of(review, wording.drafted_by_id)[0].name} to confirm"


def no_writer_words(review: ClaimReview) -> str:
    """Why nobody writes a verdict (``wording.without_a_writer``), and what to do."""
    writer = writer_of(review)
    who = f", {writer.name}," if writer else ""
    return (
        f"Whoever is to write the verdict{who} is no longer on the desk. Give the text to "
        "somebody else."
    )


def listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def pill(words: str, moment: datetime | None, css: str = "") -> Pill | None:
    """None where the moment is gone: somebody was quicker than the page."""
    return Pill(f"{words} {at_time(moment)}", moment, css) if moment else None


def at_time(moment: datetime) -> str:
    """ "14:30", "tomorrow, 9:00" or "Sat 28 Nov, 9:00" on the desk's clock."""
    local = timezone.localtime(moment)
    days = (local.date() - timezone.localdate()).days
    clock = f"{local:%-H:%M}"
    named = {-1: "yesterday, ", 0: "", 1: "tomorrow, "}
    return f"{named.get(days, f'{short_words(local)}, ')}{clock}"


# -- the lines of other things -------------------------------------------------------------------


def handed_row(work: Assignment, review: ClaimReview, reader: User) -> Row:
    """Handed by whom to whom, with the note as far as the reader may know it."""
    goes_on = getattr(work, "continued_by", None)
    kept_for = work.review.kept_for
    to = goes_on.reviewer.name if goes_on else kept_for.name if kept_for else "whoever can"
    words = f"{work.reviewer.name} to {to}"
    note = note_for(reader, review, work, goes_on)
    return Row(
        review, note=f"{words}: {note}" if note else f"{words}.", pill=pill("at", work.ended_at)
    )  # fmt: skip


def time_row(request: TimeRequest, review: ClaimReview, reader: User) -> Row:
    words = f"{request.assignment.reviewer.name} asks for time until {at_time(request.until)}"
    because = "" if review.is_blind_to(reader) else request.because
    return Row(
        review,
        due=request.assignment.due_at,
        note=f"{words}: {because}" if because else f"{words}.",
        action=("Decide", f"{review.get_absolute_url()}#desk"),
    )


def waiver_row(waiver: Waiver, review: ClaimReview) -> Row:
    """Nobody who must not read why is shown it: see ``WaiverQuerySet.open_to``."""
    assert waiver.assignment is not None
    return Row(
        review,
        due=waiver.assignment.due_at,
        note=f"{waiver.assignment.reviewer.name} asks to waive “{waiver}”: {waiver.because}",
        action=("Decide", f"{review.get_absolute_url()}#waivers"),
    )


def changed_row(change: ChangedFigure, review: ClaimReview) -> Row:
    return Row(
        review,
        url=change.get_absolute_url(),
        note=f"{change.evidence.told_as}: {change.note}",
        pill=pill("noticed", change.noticed_at, "pill-caution"),
        action=("Decide", change.get_absolute_url()),
    )


def reopened_row(review: ClaimReview) -> Row:
    return Row(
        review,
        due=review.due_at if review.state != ReviewState.SIGNED_OFF else None,
        note=f"Reopened; readers still have version {review.latest_version}.",
        pill=Pill(review.get_state_display()),
    )


def retracted_row(review: ClaimReview) -> Row:
    return Row(
        review,
        note=f"Retracted: {review.ended_because}",
        pill=pill("retracted", review.state_since, "pill-caution"),
    )


# -- who can sign --------------------------------------------------------------------------------


def signer_words(able: list[User]) -> str:
    """Who could sign what this editor may not."""
    names = [editor.name for editor in able]
    if not names:
        return (
            "Nobody can sign it: every editor had a part in it or is not named by the policy. "
            "Invite another editor, or have an admin revise the policy."
        )
    return f"{', '.join(names[:-1])} or {names[-1]} can." if len(names) > 1 else f"{names[0]} can."
