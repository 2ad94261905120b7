"""Which moves a person has on a review now: what gets a button. The verbs decide again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.accounts.models import User
from verification.clean_hands import among
from verification.models import Assignment, ClaimReview, Finding, Settlement, Verdict
from verification.operations.handing_over import obstacles_to_taking
from verification.states import NEXT_STATES, UNDER_WORK, ReviewState
from verification.wording import is_to_be_worded, writer_of

S = ReviewState


@dataclass(frozen=True, slots=True)
class Moves:
    work: bool = False  # write, cite, submit, decline
    contact: bool = False
    end_contact: bool = False
    settle: bool = False
    agree: bool = False
    write_verdict: bool = False
    explain: bool = False  # why handed-in evidence counts
    waits_for_text_of: str = ""  # who writes the verdict, where it is not this person
    confirm: bool = False
    interest: str = ""  # declared by this person, keeps them from settling, wording and signing
    desk: bool = False
    assign: bool = False
    reassign: bool = False
    keep: bool = False
    keep_no_more: bool = False
    take_on: bool = False
    cannot_take: str = ""  # why not, as a sentence, where a place is open
    hand_over: bool = False
    ask_time: bool = False
    adjudicate: bool = False
    sign: bool = False
    taint: str = ""  # why not, as the end of "You …"
    barred_signer: bool = False  # an interest of theirs keeps this editor from signing
    signers: str = ""  # who may, where it is not this person
    give_text: bool = False
    send_back: bool = False
    suggest: bool = False
    publish: bool = False
    schedule: bool = False
    hold: bool = False
    release: bool = False
    close: bool = False
    reopen: bool = False
    retract: bool = False

    @property
    def any_of_sign_off(self) -> bool:
        return self.sign or bool(self.taint or self.signers or self.barred_signer)

    @property
    def any_of_the_desk(self) -> bool:
        return self.desk and any(
            (self.assign, self.adjudicate, self.give_text, self.send_back, self.publish,
             self.hold, self.release, self.close, self.reopen, self.retract, self.any_of_sign_off)
        )  # fmt: skip


def moves_of(
    user: User,
    review: ClaimReview,
    *,
    mine: Assignment | None,
    findings: list[Finding],
    proposal: Settlement | None,
    verdict: Verdict | None,
    bars: Mapping[int, str],
) -> Moves:
    """``findings`` are this round's submitted ones, ``proposal`` the last way to settle it that
    was proposed in this round, ``verdict`` the current wording; ``bars`` whom an interest keeps
    from it. Of a review as ``review_of`` reads it."""
    may = NEXT_STATES[ReviewState(review.state)]
    reviews_it = user.has_perm("verification.review", review)
    writes_it = user.has_perm("verification.write_text", review)
    desk = user.has_perm("verification.run_desk")
    all_in = len(findings) >= review.policy.reviewers
    state = review.state
    to_fill = state in (S.OPEN, S.IN_REVIEW) and has_open_place(review)
    may_take, cannot_take = taking(user, review) if to_fill and not mine else (False, "")
    interest = bars.get(user.pk, "") if reviews_it or desk or writes_it else ""
    free = not interest
    work = mine is not None and user.has_perm("verification.work_on", mine)
    sign, taint, signers = False, "", ""
    if desk and state == S.DECIDED and verdict:
        named = user.has_perm("verification.sign_off", review)
        taint = review.work_of(user)
        sign = named and free and (not taint or review.policy.waive_four_eyes)
        signers = "" if named else among(review.policy, "signers").strip()
    return Moves(
        work=work,
        contact=reviews_it and state in UNDER_WORK,
        end_contact=user.has_perm("verification.end_contact", review) and state in UNDER_WORK,
        settle=reviews_it and free and state == S.ADJUDICATION,
        agree=bool(
            reviews_it
            and free
            and state == S.ADJUDICATION
            and proposal
            and proposal.decided_by_id != user.pk
        ),
        write_verdict=writes_it and free and all_in and state in (S.IN_REVIEW, S.DECIDED),
        waits_for_text_of=awaited_writer(user, review) if all_in and not verdict else "",
        explain=bool(
            writes_it
            and free
            and all_in
            and state == S.IN_REVIEW
            and is_to_be_worded(review, verdict)
        ),
        confirm=bool(
            reviews_it
            and free
            and state == S.IN_REVIEW
            and verdict
            and not verdict.is_confirmed
            and verdict.drafted_by_id != user.pk
        ),
        interest=interest,
        desk=desk,
        assign=desk and to_fill,
        reassign=desk and state in (S.OPEN, S.IN_REVIEW),
        keep=desk and to_fill,
        keep_no_more=desk and review.kept_for_id is not None,
        take_on=may_take,
        cannot_take=cannot_take,
        hand_over=work and mine is not None and not mine.is_adjudicator,
        ask_time=work and mine is not None and not mine.asks,
        adjudicate=free
        and state == S.ADJUDICATION
        and user.has_perm("verification.adjudicate", review),
        sign=sign,
        taint=taint,
        barred_signer=bool(interest and desk and state == S.DECIDED and verdict),
        signers=signers,
        give_text=desk and all_in and state == S.IN_REVIEW,
        send_back=desk and state in (S.DECIDED, S.SIGNED_OFF),
        suggest=desk and free and state in (S.DECIDED, S.SIGNED_OFF),
        publish=desk and S.PUBLISHED in may and not review.on_hold,
        schedule=desk and state == S.SIGNED_OFF,
        hold=desk and state in UNDER_WORK and not review.on_hold,
        release=desk and review.on_hold,
        close=desk and S.CLOSED in may,
        reopen=desk and state in (S.PUBLISHED, S.CLOSED, S.RETRACTED),
        retract=desk and S.RETRACTED in may,
    )


def awaited_writer(user: User, review: ClaimReview) -> str:
    """The name of somebody else who is to write the verdict, or ""."""
    writer = writer_of(review) if review.state == S.IN_REVIEW else None
    return writer.name if writer and writer.pk != user.pk else ""


def taking(user: User, review: ClaimReview) -> tuple[bool, str]:
    """Whether this reviewer can take the claim on, and else why not."""
    if not user.has_perm("verification.take_on"):
        return False, ""
    why = obstacles_to_taking([review], user)[review.pk]
    return not why, why


def has_open_place(review: ClaimReview) -> bool:
    filled = [a for a in review.current_assignments if not a.is_adjudicator]
    return len(filled) < review.policy.reviewers


def steps_of(review: ClaimReview) -> list[tuple[str, bool]]:
    """The way of the claim with its current step, as the steps component takes them."""
    way = [S.OPEN, S.IN_REVIEW, S.DECIDED, S.SIGNED_OFF, S.PUBLISHED]
    if review.state == S.ADJUDICATION:
        way.insert(2, S.ADJUDICATION)
    elif review.state == S.CLOSED:
        way = [S.OPEN, S.IN_REVIEW, S.CLOSED]
    elif review.state == S.RETRACTED:
        way.append(S.RETRACTED)
    return [(step.label, step == review.state) for step in way]
