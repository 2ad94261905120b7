"""Many rows at once by one verb: what was done, and of each row that was not, why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse

from newsroom.accounts.models import User
from newsroom.console import DeskAdmin
from newsroom.refusals import Refused
from verification.models import Assignment
from verification.operations.together import Together, reassign_together, take_back_together

AT_ONCE = 1000
TOLD = 40


class ByHandAdmin(DeskAdmin):
    """For actions whose verb takes many rows itself, and answers with a ``Together``."""

    def at_once(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        verb: Callable[..., Together],
        form_class: type[forms.Form],
        *,
        button: str,
        done: str,
        people: tuple[str, ...] = (),
    ) -> HttpResponse | None:
        """``people`` are the form's answers that the verb takes after the rows' keys."""
        form, page = self.ask_first(
            request, queryset, form_class, title=button, button=button, at_once=AT_ONCE
        )
        if form is None:
            return page
        answers = form.cleaned_data
        given = [answers.pop(name) for name in people]
        try:
            together = verb([row.pk for row in queryset], *given, by=request.user, **answers)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return None
        self.tell(request, queryset, together, done)
        return None

    def to_somebody(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        return self.at_once(request, *args, people=("reviewer",), **kwargs)

    def review_key(self, row: Any) -> int:
        """Under which a ``Together`` tells of this row."""
        return row.pk

    def tell(
        self, request: HttpRequest, rows: Iterable[Any], together: Together, done: str
    ) -> None:
        changed = [row for row in rows if self.review_key(row) not in together.refused]
        LogEntry.objects.log_actions(
            request.user.pk, changed, CHANGE, change_message=f"{done.capitalize()}."
        )
        refused = [
            f"{row}: {together.refused[self.review_key(row)]}"
            for row in rows
            if self.review_key(row) in together.refused
        ]
        if not refused:
            messages.success(request, f"{len(changed)} {done}.")
            return
        more = f" / and {len(refused) - TOLD} more" if len(refused) > TOLD else ""
        messages.warning(
            request,
            f"{len(changed)} {done}; {len(refused)} refused: "
            + " / ".join(refused[:TOLD]) + more,
        )  # fmt: skip


def of_work(verb: Callable[..., Together]) -> Callable[..., Together]:
    """A verb on work, asked for by the reviews that it is work on."""

    def on_reviews(reviews: list[int], *people: User, by: User, **answers: Any) -> Together:
        here = Assignment.objects.filter(review__in=reviews, round=F("review__round"))
        work = dict(here.at_work_to(by).values_list("pk", "review_id"))
        together = verb(list(work), *people, by=by, **answers)
        for key in set(reviews) - set(work.values()):
            together.refused[key] = Refused("Nobody is at work on it.")
        return together

    return on_reviews


reassign_reviews = of_work(reassign_together)
take_back_reviews = of_work(take_back_together)
