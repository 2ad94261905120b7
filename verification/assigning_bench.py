"""How fast a run gives out many claims, beside one SQL statement that writes the same rows.

Both start from the same rows, built anew and analysed each time, with the same triggers and
indexes. The statement is told what the run decided; it has nothing to read, plan or tell.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from django.db import connection, transaction

from claims.models import Claimant, Document, Topic
from newsroom.accounts.models import Role, User
from newsroom.captures.models import Snapshot
from verification.defaults import create_defaults
from verification.models import DeclaredInterest, Policy, RatingScale, Reviewer
from verification.operations.assigning import assign_reviewers

TOPICS = ("Economy", "Energy", "Health", "Housing", "Migration", "Schools", "Security", "Taxes")
LANGUAGES = ("en", "fr", "ru", "ar", "fa")
CLAIMS_OF_A_DOCUMENT = 20
CLAIMANTS = 500
EVERY_SO_MANY_HAVE_TWO = 5
ROUNDS = 3
A_FEW = 100


@dataclass(frozen=True, slots=True)
class Speed:
    """Rows are reviews changed, and assignments and lines of history written; ``run`` and ``sql``
    are seconds, one for each round."""

    assignments: int
    rows: int
    run: tuple[float, ...]
    sql: tuple[float, ...]

    @property
    def run_rate(self) -> float:
        return self.rows / median(self.run)

    @property
    def sql_rate(self) -> float:
        return self.rows / median(self.sql)

    @property
    def ratio(self) -> float:
        return self.run_rate / self.sql_rate


def measure(claims: int, reviewers: int, rounds: int = ROUNDS) -> Speed:
    """Both, turn by turn. Raises ``AssertionError`` where one writes other than the other."""
    run, sql = [], []
    ask(PLAN_TABLE)
    build(A_FEW, reviewers)
    assign_reviewers()  # a worker, too, has read its program before
    for _ in range(rounds):
        build(claims, reviewers)
        run.append(seconds(assign_reviewers))
        ask(KEEP_PLAN)
        written = counts()
        build(claims, reviewers)
        sql.append(seconds(write_the_same))
        assert counts() == written
    reviews, assignments, lines = written
    assert reviews == claims
    return Speed(assignments, reviews + assignments + lines, tuple(run), tuple(sql))


def seconds(verb: Callable[[], object]) -> float:
    began = time.perf_counter()
    verb()
    return time.perf_counter() - began


@transaction.atomic
def write_the_same() -> None:
    ask(ONE_STATEMENT)


def counts() -> tuple[int, ...]:
    """Reviews whose places are filled, assignments and lines of history."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return cursor.fetchone()


def ask(statement: str, **values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# -- the desk -------------------------------------------------------------------------------------


def build(claims: int, reviewers: int) -> None:
    """The same desk each time, keys and all: reviewers with topics and languages, a few with
    interests, and so many open reviews; nothing assigned yet."""
    ask(EMPTY)
    topics = Topic.objects.bulk_create(Topic(name=name) for name in TOPICS)
    people = hire(reviewers, topics, room=3 * claims // reviewers + 1)
    Claimant.objects.bulk_create(Claimant(name=f"Speaker {n}") for n in range(CLAIMANTS))
    declare(people)
    bring_in(people, claims // CLAIMS_OF_A_DOCUMENT + 1)
    create_defaults()  # emptied with the topics that policies may name
    ask(
        CLAIMS, claims=claims, of_a_document=CLAIMS_OF_A_DOCUMENT, claimants=CLAIMANTS,
        topics=len(TOPICS),
    )  # fmt: skip
    ask(
        REVIEWS, every=EVERY_SO_MANY_HAVE_TWO,
        standard=Policy.objects.get(name="Standard").pk,
        two=Policy.objects.get(reviewers=2).pk,
        scale=RatingScale.objects.in_force_for("others_claims").pk,
    )  # fmt: skip
    ask("VACUUM ANALYZE")


def hire(count: int, topics: list[Topic], room: int) -> list[User]:
    people = User.objects.bulk_create(
        User(email=f"p{n}@bench.example", name=f"Person {n}", roles=[Role.REVIEWER], password="-")
        for n in range(count)
    )
    rows = Reviewer.objects.bulk_create(
        Reviewer(
            user=person,
            capacity=min(room, 32_767),
            languages=[LANGUAGES[n % len(LANGUAGES)], LANGUAGES[(n // 3) % len(LANGUAGES)]],
        )
        for n, person in enumerate(people)
    )
    Reviewer.topics.through.objects.bulk_create(
        Reviewer.topics.through(reviewer=row, topic=topics[(n * step) % len(topics)])
        for n, row in enumerate(rows)
        if n % 4  # every fourth takes any topic
        for step in (1, 3)
        if step == 1 or (n * 3) % len(topics) != n % len(topics)
    )
    return people


def declare(people: list[User]) -> None:
    claimants = list(Claimant.objects.order_by("pk")[: len(people) // 10])
    DeclaredInterest.objects.bulk_create(
        DeclaredInterest(person=person, declared_by=person, claimant=claimant, stake="A cousin.")
        for person, claimant in zip(people, claimants, strict=False)
    )
    DeclaredInterest.objects.bulk_create(
        DeclaredInterest(person=person, declared_by=person, outlet=f"Gazette {n}", stake="Worked.")
        for n, person in enumerate(people[:: max(1, len(people) // 10)])
    )


def bring_in(people: list[User], count: int) -> None:
    copies = Snapshot.objects.bulk_create(
        Snapshot(
            text="Text.", sha256=hash, size=5, path=f"{hash[:2]}/{hash}", media_type="text/plain"
        )
        for hash in (f"{n:064}" for n in range(count))
    )
    Document.objects.bulk_create(
        Document(
            title=f"Document {n}",
            outlet=f"Gazette {n % 100}",
            url=f"https://gazette{n % 100}.example/{n}",
            language=LANGUAGES[n % len(LANGUAGES)],
            snapshot=copy,
            added_by=people[n % len(people)],
        )
        for n, copy in enumerate(copies)
    )


EMPTY = """
TRUNCATE verification_assignment, claims_claimevent, notices_notice, verification_claimreview,
    claims_claim, claims_document, claims_claimant, claims_topic, captures_snapshot,
    verification_declaredinterest, verification_reviewer, accounts_user
    RESTART IDENTITY CASCADE
"""
CLAIMS = """
INSERT INTO claims_claim (
    document_id, state, statement, kind, claimant_id, attribution, chain, mood, rule, topic_id,
    priority, checkworthiness, reasons, created_at
)
SELECT 1 + n / %(of_a_document)s, 'sent', n || ' people have joined unit ' || n || '.', 'number',
       1 + n %% %(claimants)s, 'direct', '[]', 'assertion', '', 1 + n %% %(topics)s, 'normal',
       0.5, '[]', now()
FROM generate_series(0, %(claims)s - 1) AS n
"""
REVIEWS = """
INSERT INTO verification_claimreview (
    claim_id, state, round, policy_id, scale_id, opened_at, state_since, due_at, needs_reviewers,
    nobody_because, would_help, kept_because, held_because, ended_because
)
SELECT id, 'open', 1, CASE WHEN id %% %(every)s = 0 THEN %(two)s ELSE %(standard)s END, %(scale)s,
       now(), now(), now() + (id * 7919 %% 2880) * interval '1 minute', true, '', '', '', '', ''
FROM claims_claim
"""
COUNTS = """
SELECT
    (SELECT count(*) FROM verification_claimreview WHERE state = 'in_review'
                                                     AND NOT needs_reviewers),
    (SELECT count(*) FROM verification_assignment),
    (SELECT count(*) FROM claims_claimevent)
"""

# -- one statement --------------------------------------------------------------------------------

PLAN_TABLE = """
CREATE UNLOGGED TABLE bench_plan (
    review bigint, claim bigint, round smallint, role text, reviewer bigint, name text,
    reason text, due_at timestamptz
)
"""
KEEP_PLAN = """
TRUNCATE bench_plan;
INSERT INTO bench_plan
SELECT review_id, claim_id, work.round, role, reviewer_id, name, reason, work.due_at
FROM verification_assignment AS work
JOIN verification_claimreview AS review ON review.id = review_id
JOIN accounts_user AS person ON person.id = reviewer_id
ORDER BY work.id
"""
ONE_STATEMENT = """
WITH reviews AS (
    UPDATE verification_claimreview AS review SET
        state = 'in_review', state_since = now(), needs_reviewers = false, alerted_at = NULL,
        nobody_because = '', would_help = '', kept_for_id = NULL, kept_because = '',
        due_at = greatest(review.due_at, given.due_at)
    FROM (SELECT review, max(due_at) AS due_at FROM bench_plan GROUP BY review) AS given
    WHERE review.id = given.review
),
assignments AS (
    INSERT INTO verification_assignment (
        review_id, round, reviewer_id, role, state, reason, beyond_capacity, assigned_at, due_at,
        end_note
    )
    SELECT review, round, reviewer, role, 'asked', reason, '', now(), due_at, '' FROM bench_plan
)
INSERT INTO claims_claimevent (claim_id, verb, at, note, data)
SELECT claim, 'assigned', now(), reason,
       jsonb_build_object('reviewer', reviewer, 'name', name)
FROM bench_plan
"""
