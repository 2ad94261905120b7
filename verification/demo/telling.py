"""Telling the demo's story by the same verbs people use, so that its history is real."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from pathlib import Path

from django.db.models import Max
from django.utils import timezone

from claims.anchoring import occurrences
from claims.models import Claim, Document, Topic
from claims.operations import documents, extraction, triage
from newsroom.accounts.demo import PASSWORD, PEOPLE
from newsroom.accounts.models import User
from newsroom.captures.fetching import Fetched
from newsroom.captures.models import Snapshot
from newsroom.captures.reading import ReadCopy
from newsroom.notices.models import Notice
from newsroom.notices.operations import choose_mail
from verification.models import (
    Assignment,
    ClaimReview,
    Evidence,
    Rating,
    Reviewer,
    Source,
    Watch,
)
from verification.operations import (
    assigning,
    assignments,
    availability,
    changed_figures,
    contacts,
    declared_interests,
    evidence,
    findings,
    handing_over,
    keeping_for,
    looking,
    policies,
    reports,
    reviews,
    signoff,
    sources,
    suggestions,
    time_requests,
    verdicts,
    waivers,
)
from verification.states import ReviewState

from . import clock
from .archive import CHECKED, OUTLET, TITLE, story_of
from .clock import moved
from .newsroom import DOCUMENTS, HOURS, INTERESTS, REVIEWERS, SOURCES, TOPICS
from .shapes import Contact, DemoClaim, DemoDocument, DemoSource, Passage, Stage, Work
from .stories import CLAIMS

REGISTER = "https://rivertreaty.example/register"
HERE = Path(__file__).parent


class Demo:
    """The demo while it is being told; ``tell()`` does it all, in the caller's transaction."""

    def tell(self) -> None:
        self.people = {key: self.hire(key, name, roles) for key, name, roles in PEOPLE}
        self.topics = {name: Topic.objects.create(name=name) for name in TOPICS}
        self.staff_the_desk()
        self.sources = {source.key: self.add_source(source) for source in SOURCES}
        with moved(hours=-1 - max(story.hours_ago for story in CLAIMS)):
            self.documents = {item.key: self.bring_in(item) for item in DOCUMENTS}
        self.tell_the_archive()
        policies.add_policy(
            by=self.people["mara"], name="Economy", topic=self.topics["Economy"], origins_needed=2
        )
        for story in CLAIMS:
            with moved(hours=-story.hours_ago):
                self.carry(story)
        assigning.assign_reviewers()
        self.read_register_again()
        self.put_old_notices_away()

    def put_old_notices_away(self) -> None:
        """Nobody needs mail about what happened before they first came in, nor to be told of
        what is done: the last word on each claim still under work is left."""
        now = timezone.now()
        Notice.objects.update(mailed_at=now)
        last_words = Notice.objects.order_by().values("recipient", "path").annotate(last=Max("pk"))
        at_work = ClaimReview.objects.filter(
            state__in=(ReviewState.IN_REVIEW, ReviewState.ADJUDICATION, ReviewState.DECIDED)
        )
        Notice.objects.exclude(
            pk__in=[row["last"] for row in last_words],
            path__in=[review.get_absolute_url() for review in at_work],
        ).update(seen_at=now)

    # -- the desk ----------------------------------------------------------------------------

    def hire(self, key: str, name: str, roles: list[str]) -> User:
        return User.objects.create_user(
            f"{key}@demo.example", name, roles=roles, password=PASSWORD, is_demo=True
        )

    def staff_the_desk(self) -> None:
        today = timezone.localdate()
        choose_mail(by=self.people["ilse"], rhythm="daily", hour=7, time_zone="Europe/Berlin")
        for key, (capacity, topics, days_away) in REVIEWERS.items():
            reviewer = Reviewer.objects.create(
                user=self.people[key],
                capacity=capacity,
                languages=["en"],
            )
            if days_away:
                reviewer.absences.create(
                    first_day=today, last_day=today + timedelta(days=days_away), note="on leave"
                )
            reviewer.topics.set(self.topics[name] for name in topics)
        for key, (week, time_zone) in HOURS.items():
            person = self.people[key]
            availability.set_hours(person, by=person, week=week, time_zone=time_zone)
        for key, (outlet, stake) in INTERESTS.items():
            person = self.people[key]
            declared_interests.declare_interest(person, by=person, outlet=outlet, stake=stake)

    @cached_property
    def jonas(self) -> User:
        return self.people["jonas"]

    @cached_property
    def ilse(self) -> User:
        return self.people["ilse"]

    def add_source(self, source: DemoSource) -> Source:
        return sources.add_source(
            by=self.jonas,
            name=source.name,
            kind=source.kind,
            tier=source.tier,
            country=source.country,
            interest=source.interest,
            notes=source.notes,
            owner=source.owner,
            languages=list(source.languages),
            homepage=f"https://www.{source.domain}/" if source.domain else "",
            domains={source.domain: True} if source.domain else {},
            topics=[self.topics[name] for name in source.topics],
        )

    def bring_in(self, item: DemoDocument) -> Document:
        document = documents.capture_document(
            (HERE / "documents" / f"{item.key}.txt").read_text(encoding="utf-8"),
            by=self.people[item.added_by],
            title=item.title,
            purpose=item.purpose,
            outlet=item.outlet,
            published_on=timezone.localdate() - timedelta(days=item.days_ago),
        )
        extraction.extract_claims(document.latest_run.pk)
        return document

    def tell_the_archive(self) -> None:
        """What was checked in the months before, each claim on its day."""
        with moved(days=-(CHECKED[0].days_ago + 1)):
            item = DemoDocument("archive", TITLE, OUTLET, "jonas", 0)
            self.documents[item.key] = self.bring_in(item)
        for checked in CHECKED:
            with moved(days=-checked.days_ago):
                self.carry(story_of(checked))

    # -- a claim's way -----------------------------------------------------------------------

    def carry(self, story: DemoClaim) -> None:
        claim = self.triage(story)
        if story.stage < Stage.SENT:
            return
        triage.send_to_review([claim], by=self.jonas)
        review = ClaimReview.objects.get(claim=claim)
        with moved(hours=clock.ASKED * story.haste):
            given = [
                assignments.assign(
                    review, self.people[work.reviewer], by=self.jonas, reason="knows the subject"
                )
                for work in story.work
            ]
        with moved(hours=clock.BEGUN * story.haste):
            if story.stage > Stage.ASKED:
                for assignment, work in zip(given, story.work, strict=True):
                    self.research(assignment, work)
            for contact in story.contacts:
                self.ask(review, contact, by=given[0].reviewer)
        with moved(hours=story.hours_ago):
            self.from_hand_to_hand(story, review, given)
        with moved(hours=clock.HANDED_IN * story.haste):
            self.hand_in(story, given)
            self.settle(story, fresh(review))
        self.decide(story, fresh(review), given)
        with moved(hours=story.hours_ago):
            self.suggest(story, fresh(review))
            for verb, reason in story.then:
                self.then(verb, fresh(review), reason)

    def triage(self, story: DemoClaim) -> Claim:
        """The claim the pipeline found at the quote, or one added by hand, worded and decided."""
        document = self.documents[story.document]
        claim = self.found_at(document, story.quote) or triage.add_claim(
            document, story.quote, by=self.jonas, claimant=story.claimant
        )
        claim = triage.edit_claim(
            claim,
            by=self.jonas,
            statement=story.statement,
            kind=story.kind,
            claimant=story.claimant,
            attribution=story.attribution,
            topic=self.topics.get(story.topic),
            priority=story.priority,
        )
        if story.stage == Stage.DISMISSED:
            return triage.dismiss_claim(claim, by=self.jonas, note=story.note)
        if story.stage == Stage.MERGED:
            into = Claim.objects.get(
                document=document, appearances__exact__contains=story.merge_into
            )
            return triage.merge_claims(claim, into, by=self.jonas)
        if claim.state != "accepted":
            claim = triage.accept_claim(claim, by=self.jonas)
        return claim

    def found_at(self, document: Document, quote: str) -> Claim | None:
        start, end = occurrences(document.snapshot.text, quote)[0]
        return (
            document.claims.to_triage()
            .filter(appearances__start__lt=end, appearances__end__gt=start)
            .order_by("appearances__start")
            .first()
        )

    def research(self, assignment: Assignment, work: Work) -> None:
        reviewer = self.people[work.reviewer]
        assignments.start_work(assignment, by=reviewer)
        cited: list[Evidence] = []
        for passage in work.passages:
            cited.append(self.cite(assignment, passage, cited))
        findings.save_draft(
            assignment,
            by=reviewer,
            rating=self.rating(assignment.review, work.rating),
            reasons=work.reasons,
            was_it_said=work.was_it_said if assignment.review.claim.is_quoted else "",
            said_reasons=work.said_reasons,
            departs_because=work.departs_because,
        )
        if work.waiver:
            self.waive(assignment, *work.waiver)

    def waive(self, work: Assignment, requirement: str, because: str, reason: str) -> None:
        request = waivers.ask_for_waiver(
            work, by=work.reviewer, requirement=requirement, because=because
        )
        if reason:
            waivers.grant_waiver(request, by=self.jonas, reason=reason)

    def cite(self, assignment: Assignment, passage: Passage, cited: list[Evidence]) -> Evidence:
        return evidence.cite(
            assignment,
            by=assignment.reviewer,
            source=self.sources[passage.source],
            stance=passage.stance,
            excerpt=passage.excerpt,
            hand=passage.hand,
            answers=passage.answers,
            as_of=timezone.localdate() - timedelta(days=passage.days_ago),
            measures_otherwise=passage.measures_otherwise,
            derives_from=None if passage.repeats is None else cited[passage.repeats],
            snapshot=self.saved_copy(passage.saved_copy) if passage.saved_copy else None,
        )

    def saved_copy(self, name: str) -> Snapshot:
        content = (HERE / "saved_copies" / name).read_bytes()
        address = REGISTER if name == "coalition-register.txt" else ""
        return Snapshot.objects.keep(
            content, text=content.decode(), url=address, final_url=address, by=self.jonas
        )

    def read_register_again(self) -> None:
        """The figure watch finds another member in the register that verdicts rest on."""
        content = (HERE / "saved_copies" / "coalition-register-now.txt").read_bytes()
        page = Fetched(
            url=REGISTER,
            final_url=REGISTER,
            status=200,
            headers={"content-type": "text/plain; charset=utf-8"},
            content=content,
            media_type="text/plain",
            fetched_at=timezone.now(),
            hops=(REGISTER,),
        )
        watch = Watch.objects.get(url=REGISTER)
        copy = ReadCopy(content.decode(), ())
        changed_figures.record(watch, looking.compared(watch, page, copy))

    def rating(self, review: ClaimReview, slug: str) -> Rating | None:
        return review.scale.ratings.get(slug=slug) if slug else None

    def ask(self, review: ClaimReview, contact: Contact, *, by: User) -> None:
        row = contacts.ask_for_comment(
            review,
            by=by,
            whom=contact.whom,
            question=contact.question,
            reply_by=timezone.now() + timedelta(days=2),
        )
        if contact.answer:
            contacts.record_answer(row, by=by, answer=contact.answer)

    def from_hand_to_hand(
        self, story: DemoClaim, review: ClaimReview, given: list[Assignment]
    ) -> None:
        for assignment, work in zip(given, story.work, strict=True):
            reviewer = self.people[work.reviewer]
            if work.more_time:
                until = timezone.now() + timedelta(days=5)
                time_requests.ask_for_time(
                    assignment, by=reviewer, until=until, because=work.more_time
                )
            if work.handed_over:
                to, note = work.handed_over
                handing_over.hand_over(assignment, by=reviewer, to=self.people[to], note=note)
        if story.kept_for:
            whom, reason = story.kept_for
            keeping_for.keep_for(review, self.people[whom], by=self.jonas, reason=reason)

    def hand_in(self, story: DemoClaim, given: list[Assignment]) -> None:
        if story.stage >= Stage.ALL_IN:
            ready = given
        else:
            ready = given[:1] if story.stage == Stage.ONE_IN else []
        for assignment in ready:
            findings.submit_finding(assignment, by=assignment.reviewer)

    def settle(self, story: DemoClaim, review: ClaimReview) -> None:
        """Where the findings differ and the story says how that was settled."""
        if story.settled is None:
            return
        both = findings.submitted_findings(review)
        settled = {
            "takes": None if story.settled.takes is None else both[story.settled.takes],
            "rating": self.rating(review, story.settled.rating),
            "reasons": story.settled.reasons,
        }
        if story.settled.by:
            verdicts.adjudicate(review, by=self.people[story.settled.by], **settled)
        else:
            proposal = verdicts.propose_settlement(review, by=both[1].reviewer, **settled)
            verdicts.agree_to_settlement(proposal, by=both[0].reviewer)

    def decide(self, story: DemoClaim, review: ClaimReview, given: list[Assignment]) -> None:
        if story.stage < Stage.WORDED:
            return
        writer = given[0].reviewer
        with moved(hours=clock.WORDED * story.haste):
            verdict = verdicts.draft_verdict(
                review,
                by=writer,
                conclusion=story.conclusion,
                explanation=story.explanation,
                said_explanation=story.work[0].said_reasons,
                departs_because=story.work[0].departs_because,
            )
        if story.stage >= Stage.DECIDED:
            with moved(hours=clock.CONFIRMED * story.haste):
                for assignment in given[1:]:
                    verdicts.confirm_verdict(verdict, by=assignment.reviewer)
        if story.stage >= Stage.SIGNED:
            with moved(hours=clock.SIGNED * story.haste):
                signoff.sign_off(verdict, by=self.ilse)
        if story.stage >= Stage.PUBLISHED:
            with moved(hours=clock.PUBLISHED * story.haste):
                reports.publish(review, by=self.ilse)

    def suggest(self, story: DemoClaim, review: ClaimReview) -> None:
        if (edits := story.suggested) and (verdict := review.current_verdict):
            suggestions.suggest_edits(
                verdict,
                by=self.people[edits.by],
                conclusion=edits.conclusion,
                explanation=edits.explanation,
                note=edits.note,
            )

    def then(self, verb: str, review: ClaimReview, reason: str) -> None:
        match verb:
            case "close":
                reviews.close_review(review, by=self.jonas, reason=reason)
            case "hold":
                reviews.hold_review(review, by=self.jonas, reason=reason)
            case "retract":
                reports.retract(review, by=self.jonas, reason=reason)
            case "tonight":
                tonight = timezone.localtime().replace(hour=23, minute=30)
                soon = timezone.now() + timedelta(minutes=10)
                reviews.schedule_publication(review, max(tonight, soon), by=self.jonas)
            case "schedule":
                tomorrow = timezone.now() + timedelta(days=1)
                reviews.schedule_publication(review, tomorrow, by=self.jonas)
            case _:
                raise ValueError(f"The demo knows no verb {verb!r}.")


def fresh(review: ClaimReview) -> ClaimReview:
    return ClaimReview.objects.get(pk=review.pk)
