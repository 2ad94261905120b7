"""The embedded servers without the desk, for looking into a stopped one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from config.embedded import identity, postgres, servers
from config.embedded.places import Var
from config.embedded.supervisor import Supervisor


@contextmanager
def running(var: Path) -> Iterator[dict[str, str]]:
    """The variables that lead to this folder's servers, which run in between."""
    place = Var(var)
    place.make()
    supervisor = Supervisor()
    try:
        yield servers.start(place, supervisor, careless=True)
    finally:
        supervisor.stop_all()


def superuser_sql(var: Path, statement: str) -> None:
    with running(var):
        address = postgres.url(identity.choose(Var(var)), postgres.SUPERUSER)
        connection = psycopg2.connect(address)
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()
