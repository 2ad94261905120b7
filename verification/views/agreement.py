"""How far blind reviewers agree, over time, by topic and by policy. For editors; no names."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsroom.accounts.rights import require
from verification.forms.agreement import AgreementFilter
from verification.reliability.alpha import FEWEST, SHARE, Agreement, Level
from verification.reliability.chart import lay_out
from verification.reliability.pairs import Pair, blind_pairs
from verification.reliability.periods import LENGTHS, periods_until
from verification.reliability.telling import MOST_FIGURES, Group, by_name, by_period, group_of

PERIODS = 6
MOST_NAMES = 12
LEVELS = (
    (Level.NOMINAL, "Same rating", "Any two different ratings are equally far apart."),
    (Level.ORDINAL, "Near in the order", "The further apart in the order, the more it counts."),
    (Level.RATIO, "Same figure", "What the evidence gives for the claimed figure."),
)


@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    require(
        request.user,
        "verification.run_desk",
        otherwise="How far reviewers agree is told to editors.",
    )
    form = AgreementFilter(request.GET)
    form.is_valid()
    purpose, length = form.chosen("purpose"), form.chosen("by")
    today = timezone.localdate()
    periods = periods_until(today, months=LENGTHS[length], count=PERIODS)
    since = timezone.make_aware(datetime.combine(periods[0].first_day, time()))
    pairs = sorted(blind_pairs(purpose, since), key=lambda pair: pair.on, reverse=True)
    over_time = by_period(pairs, periods)
    context = {
        "nav": "desk",
        "form": form,
        "length": length,
        "purpose": purpose,
        "groups": over_time[::-1],
        "all_of_it": (everything := group_of("All of it", pairs)),
        "measures": [measure(each, over_time, everything) for each in LEVELS],
        "now": over_time[-1],
        "before": over_time[-2],
        "tables": [
            ("Topic", by_name(pairs, topic_of, most=MOST_NAMES)),
            ("Policy", by_name(pairs, lambda pair: pair.policy, most=MOST_NAMES)),
        ],
        "fewest": FEWEST,
        "most_figures": MOST_FIGURES,
        "share": SHARE,
    }
    return render(request, "verification/agreement.html", context)


def topic_of(pair: Pair) -> str:
    return pair.topic or "No topic"


def measure(
    level: tuple[Level, str, str], over_time: list[Group], everything: Group
) -> dict[str, Any]:
    """One card: this period against the one before, and the drawing of them all."""
    name, title, says = level
    told: list[tuple[str, Agreement]] = [(each.name, each.by_level[name]) for each in over_time]
    return {
        "level": name.value,
        "title": title,
        "says": says,
        "now": told[-1],
        "before": told[-2],
        "all": everything.by_level[name],
        "chart": lay_out(told),
    }
