"""Sources, notices, webhooks, people, policies, scales."""

from __future__ import annotations

from django.utils import timezone

from newsroom.accounts import operations as accounts
from newsroom.notices.operations import choices as mail_choices
from newsroom.notices.operations import putting_away, webhooks
from tests import scenes
from tests.factories import SourceFactory
from tests.rights.inputs import (
    PERSON,
    REASON,
)
from tests.rights.kinds import (
    ADMINS,
    EDITORS,
    HERE,
    KEEPERS,
    OWN,
    REVIEWERS,
    SIGNED_IN,
    Verb,
    verb,
)
from verification.models import Policy, RatingScale
from verification.operations import (
    domains,
    interests,
    people,
    policies,
    source_import,
    source_merge,
    sources,
)

VERBS = [
    # sources
    verb(sources.add_source, HERE, scenes.desk, name="A register", kind="official"),
    verb(sources.change_source, KEEPERS, scenes.desk, "source", name="A register"),
    verb(sources.confirm_source, KEEPERS, scenes.desk, "source"),
    verb(sources.retire_source, KEEPERS, scenes.desk, "source", **REASON),
    Verb(domains.propose_for, HERE, scenes.desk,
         lambda s, by: domains.propose_for("https://harbour.example/", by=by)),
    verb(domains.verify_domain, KEEPERS, scenes.desk, "domain"),
    verb(source_merge.merge_sources, KEEPERS, scenes.desk, "source",
         into=lambda s: SourceFactory(), **REASON),
    Verb(source_import.keep_import, KEEPERS, scenes.desk,
         lambda s, by: source_import.keep_import(
             b"Name,Kind,Tier\nCensus,data,reliable\n", "sources.csv", by=by)),
    verb(source_import.apply_import, KEEPERS, scenes.with_import, "upload"),
    verb(interests.record_interest, REVIEWERS | EDITORS, scenes.agreeing,
         source=lambda s: s.evidence.source, review=lambda s: s.review, stake="It runs it."),
    verb(interests.end_interest, REVIEWERS | EDITORS, scenes.interested, "interest"),
    # what one was told, and webhooks
    verb(putting_away.put_away, OWN, scenes.told, "notice"),
    Verb(putting_away.put_back, SIGNED_IN, scenes.told,
         lambda s, by: putting_away.put_back(timezone.now(), by=by)),
    verb(mail_choices.choose_mail, SIGNED_IN, scenes.desk, rhythm="never"),
    verb(webhooks.add_webhook, ADMINS, scenes.desk, name="Slack", url="https://203.1.1.1/x"),
    verb(webhooks.change_webhook, ADMINS, scenes.with_webhook, "webhook", name="Other",
         url="https://203.1.1.1/x", kinds=(), is_active=True),
    verb(webhooks.make_new_secret, ADMINS, scenes.with_webhook, "webhook"),
    verb(webhooks.send_test, ADMINS, scenes.with_webhook, "webhook"),
    verb(webhooks.redeliver, ADMINS, scenes.with_webhook, "delivery"),
    # people, policies, scales
    verb(accounts.invite, ADMINS, scenes.invited, **PERSON),
    verb(accounts.invite_again, ADMINS, scenes.invited, "newcomer"),
    verb(accounts.change_person, ADMINS, scenes.invited, "newcomer", **PERSON),
    verb(accounts.deactivate, ADMINS, scenes.invited, "somebody"),
    verb(accounts.reactivate, ADMINS, scenes.invited, "gone"),
    verb(people.invite_person, ADMINS, scenes.invited, **PERSON),
    verb(people.change_person, ADMINS, scenes.invited, "newcomer", **PERSON),
    verb(people.deactivate_person, ADMINS, scenes.invited, "somebody", **REASON),
    verb(people.reactivate_person, ADMINS, scenes.invited, "gone"),
    verb(people.set_reviewing, ADMINS, scenes.desk, "somebody", capacity=3),
    verb(policies.add_policy, ADMINS, scenes.desk,
         name="Elections", priority="high", purpose="own_copy"),
    verb(policies.revise_policy, ADMINS, scenes.desk,
         policy=lambda s: Policy.objects.get(name="Standard"), review_hours=12),
    verb(policies.revise_scale, ADMINS, scenes.desk,
         scale=lambda s: RatingScale.objects.get(purpose="own_copy"), name="Ours",
         ratings=lambda s: policies.lines_of(RatingScale.objects.get(purpose="own_copy"))),
]  # fmt: skip
