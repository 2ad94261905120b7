"""As whom PostgreSQL runs. It refuses root, so root's server gets another identity.

Where the kernel allows user namespaces the server sees itself as `nobody` while its files stay
root's; elsewhere it becomes `nobody` in earnest, with its data under /var/lib, where `nobody`
can reach it. The choice is made once and kept: the two leave files with different owners.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .places import Var, socket_folder
from .speech import Refusal

IN_NAMESPACE = ("unshare", "--user", "--map-user=65534", "--map-group=65534")
HOMES = Path("/var/lib")


@dataclass(frozen=True)
class Identity:
    kind: str
    """"ourselves", "namespace" or "nobody"."""
    data: Path
    """PostgreSQL's data folder."""
    sockets: Path
    prefix: Sequence[str] = ()
    options: dict[str, Any] = field(default_factory=dict)
    """Arguments for Popen."""
    home: Path | None = None
    """The folder outside ``var/`` that belongs to this identity."""

    def command(self, program: Path, *arguments: str) -> list[str]:
        return [*self.prefix, str(self._reachable(program)), *arguments]

    def _reachable(self, program: Path) -> Path:
        """The program itself, or its copy where `nobody` may not look into the checkout."""
        if self.home is None or self._can_run(program):
            return program
        copy = self.home / "programs" / program.parent.name / program.name
        if not copy.exists():
            shutil.copytree(program.parent.parent, self.home / "programs", dirs_exist_ok=True)
        return copy

    def _can_run(self, program: Path) -> bool:
        try:
            tried = subprocess.run([program, "--version"], capture_output=True, **self.options)
        except PermissionError:
            return False
        return tried.returncode == 0


def choose(var: Var) -> Identity:
    """The identity this folder's server was first started with, or the best one here.

    Errors: Refusal if the data belongs to somebody else.
    """
    note = var.root / "postgres-runs-as"
    kind = note.read_text().strip() if note.exists() else _best_kind()
    data = (home_of_nobody(var) if kind == "nobody" else var.root) / "postgres"
    _refuse_data_of_others(kind, data)
    if not note.exists():
        note.write_text(kind + "\n")
    if kind == "nobody":
        return _nobody(var)
    prefix = IN_NAMESPACE if kind == "namespace" else ()
    return Identity(kind, data, socket_folder(var), prefix=prefix)


def _refuse_data_of_others(kind: str, data: Path) -> None:
    if kind != "ourselves":
        wanted, owner = "root", 0
    elif data.exists():
        owner = data.stat().st_uid
        wanted = _name(owner)
    else:
        return
    if owner != os.geteuid():
        raise Refusal(
            f"The database in {data} was made by {wanted}, and you are {_name(os.geteuid())}. "
            f"Run the command as {wanted}, or point PLUMBLINE_VAR at another folder to start a "
            "new desk."
        )


def _best_kind() -> str:
    if os.geteuid() != 0 or sys.platform != "linux":
        return "ourselves"
    try:
        tried = subprocess.run([*IN_NAMESPACE, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return "nobody"
    return "namespace" if tried.returncode == 0 else "nobody"


def home_of_nobody(var: Var) -> Path:
    """Where the data of this run-time folder lies if PostgreSQL runs as `nobody` in earnest."""
    return HOMES / f"plumbline-{hashlib.sha256(os.fsencode(var.root)).hexdigest()[:12]}"


def _nobody(var: Var) -> Identity:
    person = pwd.getpwnam("nobody")
    home = home_of_nobody(var)
    for folder in (home, home / "sockets"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chown(folder, person.pw_uid, person.pw_gid)
    options = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    return Identity(
        "nobody",
        home / "postgres",
        home / "sockets",
        options=options | {"cwd": home},
        home=home,
    )


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"user {user}"
