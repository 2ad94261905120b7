"""One claimant for a name, however it is written."""

from functools import partial

import pytest

from claims.models import Claimant
from tests.at_once import at_once

# Pairs that are alike in lower case and not in upper case, or the other way round.
ALIKE = [("İlker Aksoy", "i̇lker Aksoy"), ("\u212aelvin Foo", "kelvin Foo"), ("\u2126hm", "ωhm")]


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "second"), [*ALIKE, ("İlker Aksoy", "Ilker Aksoy")])
def test_names_that_the_database_takes_for_one_are_one_claimant(first, second):
    known = Claimant.objects.named(first)
    other = Claimant.objects.named(second)
    assert Claimant.objects.named(first) == known
    assert Claimant.objects.named(second) == other


@pytest.mark.django_db(transaction=True)
def test_two_who_name_the_same_claimant_at_once_get_the_same_one():
    Claimant.objects.named("Noise")
    found = at_once(*[partial(Claimant.objects.named, "Ana Ruiz")] * 4)
    assert found == [Claimant.objects.get(name="Ana Ruiz")] * 4
