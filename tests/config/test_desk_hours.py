"""When the desk is at work, from its variable."""

from __future__ import annotations

from datetime import time

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.desk_hours import desk_hours
from verification.working_time import Stretch


def test_the_desks_hours_are_read_from_its_variable():
    assert desk_hours("sat 9:00-13:00") == (Stretch(5, time(9), time(13)),)
    assert desk_hours("") == ()


def test_what_is_no_week_says_which_variable_and_how_to_write_it():
    with pytest.raises(ImproperlyConfigured, match="DESK_HOURS: “office hours” is no working week"):
        desk_hours("office hours")
