"""Fresh databases of both engines, deleted after use."""

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import environ
import psycopg2


def engines(folder, stack):
    """Return the engines to measure; PostgreSQL only if a server is given."""
    found = [SqliteServer(Path(folder))]
    if url := os.environ.get("BENCH_SQLITE_URL"):
        found = [SqliteServer(Path(url.removeprefix("sqlite:///")).parent)]
    if url := os.environ.get("BENCH_POSTGRES_URL"):
        server = psycopg2.connect(**_parameters(url))
        stack.callback(server.close)
        server.autocommit = True
        found.append(PostgresqlServer(server, url))
    return found


def _parameters(url):
    parts = environ.Env.db_url_config(url)
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {name: parts[key] for key, name in names.items() if parts.get(key)}


@dataclass
class SqliteServer:
    folder: Path
    name = "SQLite"

    @contextmanager
    def fresh(self, name):
        """Context manager: the URL of an empty database."""
        path = self.folder / f"bench-{name}.sqlite3"
        try:
            yield f"sqlite:///{path}"
        finally:
            for file in path.parent.glob(f"{path.name}*"):
                file.unlink()


@dataclass
class PostgresqlServer:
    server: psycopg2.extensions.connection
    url: str
    name = "PostgreSQL"

    @contextmanager
    def fresh(self, name):
        """Context manager: the URL of an empty database."""
        database = f"bench_{name}"
        with self.server.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {database}")
            try:
                yield f"{self.url.rpartition('/')[0]}/{database}"
            finally:
                cursor.execute(f"DROP DATABASE {database} WITH (FORCE)")
