import json
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from .published import published_report

pytestmark = pytest.mark.django_db


def test_it_writes_what_the_filter_lets_through_into_a_file(tmp_path):
    published_report("false", at=datetime(2026, 5, 3, tzinfo=UTC))
    published_report("true", at=datetime(2026, 5, 3, tzinfo=UTC))
    published_report("false", at=datetime(2026, 6, 3, tzinfo=UTC))
    target = tmp_path / "out.json"
    call_command(
        "export_reports", "--format", "json", "--since", "2026-05-01", "--until", "2026-05-31",
        "--rating", "false", "--output", str(target),
    )  # fmt: skip
    file = json.loads(target.read_text(encoding="utf-8"))
    assert file["count"] == 1
    assert file["filter"]["published_until"] == "2026-05-31"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_without_a_file_it_writes_to_the_standard_output(capfdbinary):
    published_report()
    call_command("export_reports", "--format", "claimreview")
    assert len(json.loads(capfdbinary.readouterr().out)["dataFeedElement"]) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--rating", "nonsense"], "No scale has a rating 'nonsense'"),
        (["--since", "2026-05-02", "--until", "2026-05-01"], "--since is after --until"),
        (["--since", "2026-13-01"], "invalid day value"),
        (["--output", "/nowhere/at/all.csv"], "could not be written"),
    ],
)
def test_what_it_cannot_do_is_said_in_a_sentence(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("export_reports", *arguments)


def test_an_export_that_breaks_off_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "out.csv"
    target.write_text("yesterday’s")

    def breaks(*args, **kwargs):
        yield b"half a "
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("verification.management.commands.export_reports.export", breaks)
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("export_reports", "--output", str(target))
    assert target.read_text() == "yesterday’s"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
