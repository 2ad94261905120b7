"""Many values as one parameter."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from newsroom.accounts.models import User
from newsroom.arrays import Keys, moments, numbers, texts
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def read_back(array: str, kind: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value FROM unnest(%s::{kind}[]) AS value", [array])
        return [value for (value,) in cursor.fetchall()]


def test_texts_come_back_as_they_were_whatever_is_in_them():
    odd = ["", "NULL", 'a "b"', "c\\d", "{e,f}", " g ", "h\ni", "’Ünïcode’", "%s", "'"]
    assert read_back(texts(odd), "text") == odd
    assert read_back(texts([]), "text") == []


def test_a_text_that_postgresql_cannot_keep_is_refused():
    with pytest.raises(ValueError, match="NUL"):
        texts(["a\0b", "c"])


def test_numbers_and_moments_come_back_as_they_were():
    times = [datetime(2026, 3, 1, 12, 30, 1, 5, tzinfo=UTC)]
    assert read_back(numbers([1, -2, 3]), "bigint") == [1, -2, 3]
    assert read_back(numbers([]), "bigint") == []
    assert read_back(moments(times), "timestamptz") == times


def test_rows_are_found_by_many_keys():
    mine, _ = UserFactory(), UserFactory()
    assert list(User.objects.filter(pk__among=Keys([mine.pk, 0]))) == [mine]
    assert list(User.objects.filter(pk__among=Keys([]))) == []
