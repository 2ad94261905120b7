"""Who was invited is asked for findings once they can sign in, not before."""

import pytest

from tests.factories import admin, fresh, open_review_for
from verification.operations.assigning import assign_reviewers
from verification.operations.people import invite_person

pytestmark = pytest.mark.django_db


def test_a_claim_does_not_wait_for_somebody_who_has_chosen_no_password_yet():
    person = invite_person("new@desk.example", "Nora New", ["reviewer"], by=admin())
    review = open_review_for()
    assert assign_reviewers() == 0
    assert fresh(review).nobody_because
    person.set_password("a long enough one")
    person.save()
    assert assign_reviewers() == 1
    assert [work.reviewer for work in fresh(review).current_assignments] == [person]
