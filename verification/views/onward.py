"""Where somebody goes on once a claim is out of their hands: the next that waits for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html

from newsroom.accounts.models import User
from verification.models import Assignment, ClaimReview
from verification.states import ReviewState

from .editor_lists import ORDER, conditions, marked
from .reviewer_home import Mine, in_work_again, next_step

HANDED_IN = "Your finding is in and can no longer be changed"


def go_on(
    request: HttpRequest, review: ClaimReview, said: str, following: ClaimReview | None
) -> HttpResponse:
    """Say what was done, with the way back to it, on the page of what follows; where nothing
    does, on the desk."""
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a>', said, review.get_absolute_url(), review.claim.statement
        ),
    )
    return redirect(following) if following else redirect("desk")


def go_on_from_finding(request: HttpRequest, done: Assignment) -> HttpResponse:
    """Whoever has the claim's next step as well has it fresh in mind, and stays; everybody else
    goes on to the next."""
    here = [step.review for step in steps_of(request.user) if step.review.pk == done.review_id]
    if here:
        settles = here[0].state == ReviewState.ADJUDICATION
        step = "settle where the findings differ" if settles else "write the verdict"
        messages.success(request, f"{HANDED_IN}. Next: {step}.")
        return stay(here[0])
    return go_on(request, done.review, f"{HANDED_IN}:", after_handing_in(request.user, done))


def stay(review: ClaimReview) -> HttpResponse:
    """On the same claim, where its next step is taken: the address puts the focus there."""
    at = "settling" if review.state == ReviewState.ADJUDICATION else "verdict-title"
    return redirect(f"{review.get_absolute_url()}#{at}")


def after_handing_in(user: User, done: Assignment) -> ClaimReview | None:
    """The next in the queue, which begins anew after the last; then any other step of theirs."""
    queue = list(
        Assignment.objects.live()
        .for_reviewer(user)
        .exclude(pk=done.pk)
        .select_related("review__claim")
        .order_by("due_at", "id")
    )
    later = [work for work in queue if (work.due_at, work.pk) > (done.due_at, done.pk)]
    if queue:
        return (later or queue)[0].review
    return next((step.review for step in steps_of(user) if step.review.pk != done.review_id), None)


def go_on_from_step(request: HttpRequest, review: ClaimReview, said: str) -> HttpResponse:
    """After settling, wording or confirming. Who has the next step on the claim as well stays."""
    tasks = {step.review.pk: step.review for step in steps_of(request.user)}
    if review.pk in tasks:
        messages.success(request, said.rstrip(":") + ".")
        return stay(tasks[review.pk])
    following = next(iter(tasks.values()), None) or first_in_queue(request.user, but=review.pk)
    return go_on(request, review, said, following)


def first_in_queue(user: User, *, but: int) -> ClaimReview | None:
    live = Assignment.objects.live().for_reviewer(user).exclude(review=but)
    first = live.select_related("review__claim").order_by("due_at", "id").first()
    return first.review if first else None


def steps_of(user: User) -> list[Mine]:
    """What waits for a step of this reviewer after their finding, the soonest due first."""
    return [step for review in in_work_again(user) if (step := next_step(review, user)).task]


def go_on_from_signing(request: HttpRequest, review: ClaimReview) -> HttpResponse:
    """Publishing is the claim's next step, and every editor's: whoever signs stays for it, with
    the next to sign one press away. What waits for its time or is on hold goes its own way."""
    following = after_signing(request.user, review)
    if review.on_hold or review.publish_at:
        return go_on(request, review, "Signed off:", following)
    said = "Signed off. It can be published now."
    if following:
        said = format_html(
            '{} Next to sign: <a href="{}">{}</a>',
            said, following.get_absolute_url(), following.claim.statement,
        )  # fmt: skip
    messages.success(request, said)
    return redirect(f"{review.get_absolute_url()}#desk")


def after_signing(user: User, review: ClaimReview) -> ClaimReview | None:
    """The next that this editor may sign, the soonest due first."""
    to_sign = marked(user).filter(conditions(timezone.now())["to_sign"]).exclude(pk=review.pk)
    return to_sign.select_related("claim").order_by(*ORDER["to_sign"]).first()
