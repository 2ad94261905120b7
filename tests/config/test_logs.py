"""What the log says of requests that are refused and of those that break."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.log import log_response


@pytest.mark.parametrize(("status", "has_traceback"), [(403, False), (500, True)])
def test_a_lacking_right_is_one_line_and_what_breaks_has_its_traceback(
    status, has_traceback, caplog
):
    request = RequestFactory().post("/claims/7/draft")
    assert settings.LOGGING["loggers"]["django.request"]["filters"] == ["plain_refusals"]
    with caplog.at_level(logging.WARNING, "django.request"):
        log_response(
            "%s", request.path, response=HttpResponse(status=status), request=request,
            exception=PermissionDenied("Not yours."),
        )  # fmt: skip
    (record,) = caplog.records
    assert record.getMessage() == "/claims/7/draft"
    assert bool(record.exc_info) is has_traceback
