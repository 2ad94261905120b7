"""Many claims by hand: a page that says what will happen to each, and why not; then doing it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from newsroom.accounts.models import User
from newsroom.refusals import Refused
from verification.forms.by_hand import ToSomebodyForm
from verification.forms.review import ReasonForm
from verification.models import Assignment, ClaimReview
from verification.operations.keeping_for import keep_for_nobody_together, keep_for_together
from verification.operations.reviewers import whereabouts
from verification.operations.together import (
    Together,
    assign_together,
    reassign_together,
    take_back_together,
)
from verification.staff import reviewer_of

from .verbs import require_desk

AT_ONCE = 200
LONGEST_ADDRESS = 3500  # characters; web servers take about 4,000 with what stands around it
LAST = "by_hand"
NO_ROOM = "Needed where they have no room for more; it is kept with each claim."
Verb = Callable[..., Together]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do with many claims. ``verb`` takes the reviews, or the work on them; ``will``
    and ``did`` say of one claim what happens, with ``who`` has it and ``to`` whom it goes."""

    title: str
    button: str
    verb: Verb
    will: str
    did: str
    done: str
    then: str = ""
    to_somebody: bool = False
    of_work: bool = False
    has_reason: bool = True
    needs_reason: bool = True
    label: str = "To"
    help_text: str = ""


ACTS = {
    "assign": Act(
        "Assign claims", "Assign", assign_together,
        will="{to} is asked", did="{to} was asked", done="assigned",
        to_somebody=True, needs_reason=False, help_text=NO_ROOM,
    ),
    "reassign": Act(
        "Reassign claims", "Reassign", reassign_together,
        will="goes from {who} to {to}, with what was gathered",
        did="went to {to}, with what was gathered", done="reassigned",
        to_somebody=True, of_work=True,
        help_text="Whoever had it is told; beyond somebody’s room it is kept with each claim.",
    ),
    "take_back": Act(
        "Take claims back", "Take back", take_back_together,
        will="is taken back from {who}, and the desk asks somebody else at once; what was "
        "gathered is kept",
        did="was taken back, and the desk asks somebody else; what was gathered is kept",
        done="taken back", then=" The desk asks somebody else at once.", of_work=True,
        help_text="Whoever had it is told, and the desk asks somebody else at once. Reassign them "
        "instead to give them to one person, or keep each for somebody on its own page.",
    ),
    "keep": Act(
        "Keep claims for somebody", "Keep", keep_for_together,
        will="waits for {to}; the desk gives it to nobody else", did="waits for {to} now",
        done="kept", to_somebody=True, label="For",
        help_text="Everybody sees it beside the claim.",
    ),
    "keep_no_more": Act(
        "Keep claims for nobody any more", "Keep for nobody", keep_for_nobody_together,
        will="goes to whoever is next, not only to {kept}", did="goes to whoever is next",
        done="kept for nobody any more", has_reason=False, needs_reason=False,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """The claims that were ticked, and the work on them that was shown when they were: what went
    to somebody else meanwhile is not taken from them by mistake."""

    act: Act
    reviews: list[ClaimReview]
    work: dict[int, list[Assignment]]

    def who_has(self, review: ClaimReview) -> str:
        return " and ".join(assignment.reviewer.name for assignment in self.work[review.pk])


@dataclass(frozen=True, slots=True)
class Row:
    """A claim on the page: what happens or happened to it, what speaks against it, or
    why nothing does."""

    review: ClaimReview
    who: str
    work: list[Assignment]
    sentence: str = ""
    warning: str = ""
    refusal: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: HttpRequest) -> HttpResponse:
    """``what`` and ``claim``s in the address or the form; nothing is done before it is POSTed."""
    given = request.POST if request.method == "POST" else request.GET
    act = ACTS.get(given.get("what", ""))
    if act is None:
        raise BadRequest("There is no such thing to do with claims.")
    require_desk(request, f"{act.button.lower()} claims by hand")
    back = back_to(request, given)
    chosen = chosen_of(act, given, request.user)
    if not chosen.reviews:
        messages.info(request, "Tick the claims first. Nothing was changed.")
        return redirect(back)
    if len(chosen.reviews) > AT_ONCE:
        messages.error(request, f"Choose at most {AT_ONCE} claims at a time. Nothing was changed.")
        return redirect(back)
    if request.method == "POST" and "look" in given and (address := address_of(given)):
        return redirect(address)
    form = form_of(act, given)
    page = {"nav": "claims", "what": given["what"], "act": act, "form": form, "back": back}
    page["looks"] = "look" in given
    if request.method == "POST" and not page["looks"] and form.is_valid():
        return do(request, chosen, form, page)
    return ask(request, chosen, form, page)


def address_of(given: QueryDict) -> str:
    """Where a look can be come back to; "" where it says more than an address holds."""
    query = given.copy()
    query.pop("csrfmiddlewaretoken", None)
    address = f"{reverse('verification:by_hand')}?{query.urlencode()}"
    return address if len(address) <= LONGEST_ADDRESS else ""


def ask(
    request: HttpRequest, chosen: Chosen, form: forms.Form, page: dict[str, Any]
) -> HttpResponse:
    """What would happen to each. Nothing of it does, so a reason can still be missing."""
    if form.is_bound and not form.is_valid() and page["looks"]:
        form.errors.pop("reason", None)
    refusal, rows = foreseen(request.user, chosen, form)
    return render(
        request,
        "verification/by_hand.html",
        page | {"rows": rows, "refusal": refusal},
        status=422 if form.errors else 200,
    )


def do(
    request: HttpRequest, chosen: Chosen, form: forms.Form, page: dict[str, Any]
) -> HttpResponse:
    """Done whole: back to where one came from. Else the page says which were not, and why."""
    act, answers = chosen.act, form.cleaned_data
    try:
        together = call(request.user, chosen, answers, dry=False)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return ask(request, chosen, form, page)
    done = len(chosen.reviews) - len(together.refused)
    said = f"{done} claim{'s' if done != 1 else ''} {act.done}.{act.then}"
    if page["what"] == "assign" and done:
        remember(request, said, together)
    elif done:
        messages.success(request, said)
    if not together.refused:
        return redirect(page["back"])
    rows = [row_of(review, chosen, together, answers, act.did) for review in chosen.reviews]
    rows.sort(key=lambda row: not row.refusal)
    counted = {"rows": rows, "done": done, "refused": len(together.refused)}
    return render(request, "verification/by_hand_done.html", page | counted)


def remember(request: HttpRequest, said: str, together: Together) -> None:
    """For the button that undoes it; the list shows it once."""
    made = [assignment for work in together.done.values() for assignment in work]
    request.session[LAST] = {
        "said": said,
        "claims": [assignment.review.claim_id for assignment in made],
        "work": [assignment.pk for assignment in made],
    }


def chosen_of(act: Act, given: QueryDict, user: User) -> Chosen:
    """In the list's order; one more than fit at once says that there are too many."""
    reviews = list(
        ClaimReview.objects.visible_to(user)
        .filter(claim__in=keys_in(given, "claim"))
        .with_line_detail()
        .select_related("kept_for")[: AT_ONCE + 1]
    )
    shown = keys_in(given, "work")
    return Chosen(
        act,
        reviews,
        {
            review.pk: [
                assignment
                for assignment in review.assignments.all()
                if (assignment.pk in shown if shown else is_at_work(review, assignment, user))
            ]
            for review in reviews
        },
    )


def keys_in(given: QueryDict, name: str) -> set[int]:
    return {int(key) for key in given.getlist(name) if re.fullmatch(r"[0-9]{1,18}", key)}


def is_at_work(review: ClaimReview, assignment: Assignment, user: User) -> bool:
    return assignment.round == review.round and assignment.is_at_work_to(user)


def form_of(act: Act, given: QueryDict) -> forms.Form:
    """Filled in as far as the address or the form says; a first look is no mistake yet."""
    filled = given if "reviewer" in given or "reason" in given or not act.has_reason else None
    form: forms.Form = ReasonForm(filled)
    if act.to_somebody:
        form = ToSomebodyForm(filled, label=act.label, only_reviewers=act.label == "For")
    form.fields["reason"].help_text = act.help_text
    form.fields["reason"].required = act.needs_reason
    return form


def foreseen(user: User, chosen: Chosen, form: forms.Form) -> tuple[str, list[Row]]:
    """What would happen to each; as long as it is not said to whom, who has each now."""
    act = chosen.act
    plain = [
        Row(review, chosen.who_has(review), chosen.work[review.pk]) for review in chosen.reviews
    ]
    answers = form.cleaned_data if form.is_bound and (form.is_valid() or form.errors) else {}
    if act.to_somebody and "reviewer" not in answers:
        return "", plain
    try:
        together = call(user, chosen, answers, dry=True)
    except Refused as refusal:
        return refusal.sentence, plain
    to = answers["reviewer"] if act.to_somebody else None
    warning = warning_of(to) if to else ""
    rows = [row_of(review, chosen, together, answers, act.will) for review in chosen.reviews]
    return "", [row if row.refusal else replace(row, warning=warning) for row in rows]


def warning_of(person: User) -> str:
    where = whereabouts(reviewer_of(person))
    return f"{person.name} is {where}." if where else ""


def call(user: User, chosen: Chosen, answers: dict[str, Any], *, dry: bool) -> Together:
    act = chosen.act
    more: dict[str, Any] = {"reason": answers.get("reason", "")} if act.has_reason else {}
    people = (answers["reviewer"],) if act.to_somebody else ()
    if not act.of_work:
        return act.verb([r.pk for r in chosen.reviews], *people, by=user, dry=dry, **more)
    work = [assignment.pk for theirs in chosen.work.values() for assignment in theirs]
    together = act.verb(work, *people, by=user, dry=dry, **more)
    for review in chosen.reviews:
        if not chosen.work[review.pk]:
            together.refused[review.pk] = nobody_has(review)
    return together


def nobody_has(review: ClaimReview) -> Refused:
    if review.current_assignments:
        return Refused("The findings are in, so there is no work to take back.")
    return Refused("Nobody has it.")


def row_of(
    review: ClaimReview, chosen: Chosen, together: Together, answers: dict[str, Any], says: str
) -> Row:
    who, work = chosen.who_has(review), chosen.work[review.pk]
    if refusal := together.refused.get(review.pk):
        return Row(review, who, work, refusal=refusal.sentence)
    to = answers["reviewer"].name if chosen.act.to_somebody else ""
    kept = review.kept_for.name if review.kept_for else ""
    sentence = says.format(to=to, who=who, kept=kept)
    if any(assignment.beyond_capacity for assignment in together.done[review.pk]):
        sentence += ", beyond their room"
    return Row(review, who, work, sentence=f"{sentence[:1].upper()}{sentence[1:]}.")


def back_to(request: HttpRequest, given: QueryDict) -> str:
    """The list that one came from, with its filters."""
    address = given.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
    return address if is_ours else reverse("verification:claims")
