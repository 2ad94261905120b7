"""A claim, and where it stands."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from claims.errors import IllegalTransition
from claims.states import NEXT_STATES, ClaimState
from newsroom.captures.models import Snapshot

from .claimant import Claimant
from .document import Document, ExtractionRun
from .event import ClaimEvent


class Topic(models.Model):
    """What a claim is about: policies, reviewers and sources are chosen by it."""

    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class ClaimKind(models.TextChoices):
    NUMBER = "number", "number"
    QUOTE = "quote", "quote"
    SUPERLATIVE = "superlative", "superlative"
    CAUSE = "cause", "cause"
    PROMISE = "promise", "promise"
    FORECAST = "forecast", "forecast"
    OPINION = "opinion", "opinion"


# Nobody can know yet, or ever, whether these are so: they are answered, but not rated.
UNRATED_KINDS = (ClaimKind.PROMISE, ClaimKind.FORECAST, ClaimKind.OPINION)


class Mood(models.TextChoices):
    """Whether it asserts anything yet that one could check."""

    ASSERTION = "assertion", "assertion"
    QUESTION = "question", "question"
    WISH = "wish", "wish"
    PREDICTION = "prediction", "prediction"


class AttributionKind(models.TextChoices):
    DIRECT = "direct", "direct quote"
    INDIRECT = "indirect", "indirect speech"
    MIXED = "mixed", "partly quoted"
    OWN = "own", "own voice"


class Priority(models.TextChoices):
    HIGH = "high", "high"
    NORMAL = "normal", "normal"
    FAST = "fast", "fast lane"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: Any) -> ClaimQuerySet:
        return self if user.has_perm("claims.read") else self.none()

    def to_triage(self) -> ClaimQuerySet:
        return self.filter(state=ClaimState.DETECTED)

    def in_reading_order(self) -> ClaimQuerySet:
        return self.order_by("appearances__start", "id")

    def with_card_detail(self) -> ClaimQuerySet:
        """What a claim's card or line shows, in a fixed number of queries."""
        return self.select_related("claimant", "document", "topic").prefetch_related(
            "figures", "appearances"
        )


class Claim(models.Model):
    """One checkable assertion: the exact quote (its appearance) and a statement that stands on
    its own. Found by the pipeline or added by hand; locked once it is sent to review.

    ``checkworthiness`` is 0 to 1 and only sorts; ``reasons`` says why, in words.

    ``chain`` holds who says it and who passed it on, from the inside out, as records of ``name``,
    ``kind`` and ``how``, with the ``rule`` that read them and the spans ``source``, ``cue`` and
    ``content`` in the document's text. Its first is the claimant. It is one value and no rows,
    because it is read, corrected and undone as one, and nobody asks for claims by who passed them
    on. ``rule`` says what made the claim out.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="claims")
    run = models.ForeignKey(
        ExtractionRun, null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )
    state = models.CharField(max_length=12, choices=ClaimState.choices, default=ClaimState.DETECTED)
    statement = models.TextField()
    kind = models.CharField(max_length=12, choices=ClaimKind.choices, default=ClaimKind.NUMBER)
    claimant = models.ForeignKey(
        Claimant, null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )
    attribution = models.CharField(
        max_length=10, choices=AttributionKind.choices, default=AttributionKind.OWN
    )
    chain = models.JSONField(default=list, blank=True)
    mood = models.CharField(max_length=12, choices=Mood.choices, default=Mood.ASSERTION)
    rule = models.CharField(max_length=200, blank=True)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )
    priority = models.CharField(max_length=8, choices=Priority.choices, default=Priority.NORMAL)
    checkworthiness = models.FloatField(default=0)
    reasons = models.JSONField(default=list, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_claims"
    )
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(checkworthiness__gte=0, checkworthiness__lte=1),
                name="checkworthiness_from_0_to_1",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ClaimState.MERGED, merged_into__isnull=False)
                | (~models.Q(state=ClaimState.MERGED) & models.Q(merged_into__isnull=True)),
                name="merged_names_its_claim",
            ),
        )
        indexes = (
            models.Index(
                fields=("-checkworthiness", "-id"),
                condition=models.Q(state=ClaimState.DETECTED),
                name="claims_to_triage",
            ),
        )

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        # The query finds the part of a long document, the fragment the card in it.
        return f"{self.document.get_absolute_url()}?claim={self.pk}#claim-{self.pk}"

    def get_workspace_url(self) -> str:
        return reverse("verification:claim", args=[self.pk])

    @property
    def is_locked(self) -> bool:
        return self.state == ClaimState.SENT

    @property
    def is_rated(self) -> bool:
        return self.kind not in UNRATED_KINDS

    @property
    def kind_in_words(self) -> str:
        """ "a forecast", "an opinion"."""
        word = self.get_kind_display()
        return f"an {word}" if word[0] in "aeiou" else f"a {word}"

    @property
    def is_quoted(self) -> bool:
        """Whether somebody is said to have said it, so that "Was it said?" is a question too."""
        return self.attribution != AttributionKind.OWN

    @property
    def worth_checking(self) -> str:
        """The score in a word; the number itself stays one click away."""
        if self.checkworthiness >= 0.6:
            return "high"
        return "medium" if self.checkworthiness >= 0.3 else "low"

    @property
    def who_says_so(self) -> str:
        return str(self.claimant) if self.claimant else "the document’s own voice"

    @property
    def passed_on_by(self) -> list[str]:
        """Who passed on what the claimant says, from the inside out."""
        return [link["name"] for link in self.chain[1:] if link["name"]]

    @property
    def who_in_full(self) -> str:
        """ "The ministry, through John Kerry": whoever passed it on last is named last."""
        return ", through ".join([self.who_says_so, *self.passed_on_by])

    @property
    def asserts(self) -> bool:
        return self.mood == Mood.ASSERTION

    @property
    def appearance(self) -> Appearance | None:
        """Where it stands first. Uses a prefetch where there is one."""
        return min(self.appearances.all(), key=lambda place: place.start, default=None)

    def move_to(self, state: ClaimState) -> None:
        """Take a legal step; raises ``IllegalTransition`` with a sentence otherwise."""
        current = ClaimState(self.state)
        if state not in NEXT_STATES[current]:
            raise IllegalTransition(
                f"This claim is {current.label}, so it cannot become {state.label}. "
                "Nothing was changed; reload the page to see where it stands."
            )
        self.state = state

    def record(
        self,
        verb: str,
        *,
        actor: Any = None,
        note: str = "",
        private_to: Any = None,
        **data: Any,
    ) -> ClaimEvent:
        return ClaimEvent.objects.create(
            claim=self, verb=verb, actor=actor, note=note, private_to=private_to, data=data
        )


class Appearance(models.Model):
    """A claim in a snapshot, as W3C text-quote and text-position selectors: the exact quote with
    what stands before and after it, and its offsets in code points."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="appearances")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="appearances")
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ("start", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="appearance_start_before_end"
            ),
        )

    def __str__(self) -> str:
        return self.exact

    @classmethod
    def at(cls, snapshot: Snapshot, start: int, end: int, **columns: Any) -> Appearance:
        """An unsaved appearance of ``snapshot.text[start:end]`` with its surroundings."""
        text = snapshot.text
        return cls(
            snapshot=snapshot,
            exact=text[start:end],
            prefix=text[max(0, start - 32) : start],
            suffix=text[end : end + 32],
            start=start,
            end=end,
            **columns,
        )
