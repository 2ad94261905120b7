"""``verify_calculations``: work every own calculation out again and say which differ."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verification.models import Evidence, EvidenceKind
from verification.own_evidence import recompute

AT_A_TIME = 200


class Command(BaseCommand):
    help = "Work out every own calculation that stands again; fail if one comes out otherwise."

    def handle(self, *args: Any, **options: Any) -> None:
        calculations = (
            Evidence.objects.standing()
            .filter(kind=EvidenceKind.CALCULATION)
            .with_detail()
            .order_by("pk")
        )
        count, differing = 0, 0
        for evidence in calculations.iterator(chunk_size=AT_A_TIME):
            count += 1
            if problem := recompute(evidence).problem:
                differing += 1
                self.stdout.write(f"Evidence {evidence.pk}, {evidence}: {problem}")
        if differing:
            raise CommandError(f"{differing} of {count} calculations no longer come out as stored.")
        self.stdout.write(f"{count} calculations recomputed: all the same.")
