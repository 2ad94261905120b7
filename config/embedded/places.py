"""Where things lie on the disk. Everything made at run time is under one folder, ``var/``."""

import hashlib
import os
import re
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .speech import Refusal

REPO = Path(__file__).resolve().parents[2]
VENV = REPO / ".venv"

# sun_path holds 108 bytes with its closing NUL; the longest name put into a socket folder is
# PostgreSQL's.
LONGEST_SOCKET_PATH = 107
LONGEST_SOCKET_NAME = ".s.PGSQL.5432"
# Other characters would need quoting in an address, which not every client undoes.
PLAIN_PATH = re.compile(r"[\w/.+-]+", re.ASCII)


@dataclass(frozen=True)
class Var:
    """One run-time folder and the names in it."""

    root: Path

    @property
    def run(self) -> Path:
        return self.root / "run"

    @property
    def logs(self) -> Path:
        return self.root / "log"

    @property
    def temporary(self) -> Path:
        return self.run / "tmp"

    @property
    def lock(self) -> Path:
        return self.run / "lock"

    @property
    def running(self) -> Path:
        """What a running `up` tells other commands: its process, address and environment."""
        return self.run / "up.json"

    @property
    def prepared(self) -> Path:
        """What the preparation tells `up`: who may sign in."""
        return self.run / "prepared.json"

    @property
    def first_run(self) -> Path:
        """Present from the first migration until the demo newsroom is loaded (or declined)."""
        return self.root / "first-run"

    @property
    def secret_key(self) -> Path:
        return self.root / "secret-key"

    def make(self) -> None:
        """Make the folders, for our eyes only. Errors: Refusal when it may not."""
        try:
            for folder in (self.root, self.run, self.logs, self.temporary):
                folder.mkdir(parents=True, exist_ok=True)
            self.run.chmod(0o700)
        except FileExistsError as error:
            raise Refusal(
                f"{error.filename} is in the way: Plumbline needs a folder there."
            ) from error
        except PermissionError as error:
            raise Refusal(unwritable(self.root)) from error
        if not os.access(self.root, os.W_OK):
            raise Refusal(unwritable(self.root))


def unwritable(folder: Path) -> str:
    return (
        f"Plumbline may not write to {folder}. Run it as the user who owns that folder, or copy "
        "the checkout to a folder of your own, or point PLUMBLINE_VAR at one."
    )


def the_var() -> Var:
    """The run-time folder of this checkout, or the one PLUMBLINE_VAR names."""
    return Var(Path(os.environ.get("PLUMBLINE_VAR") or REPO / "var").resolve())


def socket_folder(var: Var) -> Path:
    """A folder for unix sockets, 0700 and ours: in ``var/run``, or a short plain one elsewhere.

    Trust authentication is safe only behind this folder, so one that somebody else made first
    is never used. Errors: Refusal if no place is short, writable and ours.
    """
    near = var.run / "sockets"
    name = f"plumbline-{os.getuid()}-{hashlib.sha256(os.fsencode(var.root)).hexdigest()[:12]}"
    short = [os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp", "/dev/shm"]
    for folder in (near, *(Path(parent) / name for parent in short if parent)):
        length = len(os.fsencode(folder / LONGEST_SOCKET_NAME))
        plain = PLAIN_PATH.fullmatch(str(folder)) is not None
        if plain and length <= LONGEST_SOCKET_PATH and _is_ours(folder):
            return folder
    raise Refusal(
        f"The folder {var.root} is too deep for the servers' sockets, and no temporary folder is "
        "writable. Move the checkout to a shorter path, or set PLUMBLINE_VAR to a short folder."
    )


def _is_ours(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    if ours:
        folder.chmod(0o700)
    return ours
