"""The time zones that are offered, on every page the same."""

from __future__ import annotations

import pytest

from newsroom.notices.forms import ChoicesForm
from newsroom.notices.models import Letterbox
from newsroom.zones import zones_offered
from tests.factories import reviewer
from verification.forms.hours import HoursForm


def test_only_utc_and_cities_of_a_region_are_offered():
    offered = dict(zones_offered())
    assert offered["UTC"] == "UTC"
    assert offered["America/New_York"] == "America/New York"
    assert offered["America/Argentina/Buenos_Aires"] == "America/Argentina/Buenos Aires"
    assert [name for name in offered if "/" not in name] == ["UTC"]
    assert not {"Factory", "localtime", "GMT0", "Etc/GMT+5", "US/Pacific"} & set(offered)


@pytest.mark.django_db
def test_both_pages_offer_the_same_in_the_same_words():
    mail = ChoicesForm(Letterbox(person=reviewer())).fields["time_zone"].choices
    hours = HoursForm().fields["time_zone"].choices
    assert list(mail)[1:] == list(hours)[1:] == zones_offered()
