"""PostgreSQL and Valkey of one run-time folder, and the environment that leads to them."""

import os
import secrets
from collections.abc import Mapping

from . import identity as identities
from . import postgres, valkey
from .locks import is_taken, read_private
from .places import Var
from .programs import MARK
from .speech import Refusal
from .supervisor import Supervisor

NAMED_SERVERS = ("DATABASE_URL", "REDIS_URL")


def are_named() -> bool:
    """Whether the environment names both servers, so that none is started.

    Errors: Refusal if it names one of them only.
    """
    named = [name for name in NAMED_SERVERS if os.environ.get(name)]
    if len(named) == 1:
        missing = next(name for name in NAMED_SERVERS if name not in named)
        raise Refusal(
            f"{named[0]} is set and {missing} is not. Set both to use servers of your own, "
            "or neither to use the ones that come with Plumbline."
        )
    return bool(named)


def child_environment(var: Var) -> dict[str, str]:
    """Our environment, with the mark by which orphans are found and a temp folder of ours."""
    return os.environ | {
        MARK: str(var.root),
        "PLUMBLINE_VAR": str(var.root),
        "TMPDIR": str(var.temporary),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
    }


def start(var: Var, supervisor: Supervisor, *, careless: bool = False) -> dict[str, str]:
    """Start both, ready to be used; the variables that lead to them.

    `careless` is for tests: nothing survives a power cut. Errors: Refusal.
    """
    identity = identities.choose(var)
    environment = child_environment(var)
    log = var.logs / "postgres.log"
    log.touch()
    postgres.make(identity, environment, careless=careless)
    postgres.forget_dead_server(identity)
    process = supervisor.add(postgres.program(identity, environment, log, careless=careless))
    postgres.wait_until_ready(identity, process, log, supervisor.rest)
    postgres.make_roles_and_database(identity)

    sockets, log = identities.socket_folder(var), var.logs / "valkey.log"
    process = supervisor.add(valkey.program(var.root / "valkey", sockets, environment, log))
    valkey.wait_until_ready(sockets, process, log, supervisor.rest)
    return {
        "DATABASE_URL": postgres.url(identity, postgres.RUNNING_ROLE),
        "DATABASE_OWNER_URL": postgres.url(identity, postgres.OWNER),
        "REDIS_URL": valkey.url(sockets),
    }


def secret_key(var: Var) -> str:
    """The key that signs sessions: made once, kept in a file that only we may read."""
    if named := os.environ.get("SECRET_KEY"):
        return named
    try:
        descriptor = os.open(var.secret_key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if kept := var.secret_key.read_text().strip():
            return kept
        descriptor = os.open(var.secret_key, os.O_WRONLY)
    key = secrets.token_urlsafe(60)
    with open(descriptor, "w") as file:
        file.write(key + "\n")
    return key


def of_running_up(var: Var) -> Mapping[str, str]:
    """The variables an `up` on this folder works with; empty if none runs."""
    if not is_taken(var.lock):
        return {}
    return dict(read_private(var.running).get("environment", {}))
