"""One claimant for a name, however it is written."""

import threading

import pytest
from django.db import connection

from claims.models import Claimant

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
    found, ready = [], threading.Barrier(4)

    def name():
        ready.wait()
        found.append(Claimant.objects.named("Ana Ruiz").pk)
        connection.close()

    threads = [threading.Thread(target=name) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
