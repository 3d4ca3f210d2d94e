"""Fixtures for every test that needs storage: both engines, a fresh database per test."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import itertools
import shutil
import threading

import psycopg
import pytest
import structlog
from hypothesis import HealthCheck, settings

from bot.texts import echoes
from core.background import Background
from storage.database import connect
from storage.migrate import migrate
from tests import parsed_once, postgres
from tests.house.strictness import pytest_runtest_makereport  # noqa: F401 - a hook of pytest
from tests.postgres_copies import Copies

_numbers = itertools.count(1)

# Time says nothing of an example here: the machines are shared. What is different in CI stays so.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")


parsed_once.install()


@functools.lru_cache(maxsize=16)
def _shapes(catalogue, make=echoes._shapes):
    return tuple(make(catalogue))


# Every conversation learns our sentences for its first text. A catalogue does not change.
echoes._shapes = _shapes

# Where nobody has configured logs, they paint the source around each frame of a traceback: a second of CPU.
structlog.get_config()["processors"][-1].exception_formatter = structlog.dev.plain_traceback

_LONG = ("faults", "page", "sandbox_launcher", "drops")
"""Folders whose files take up to minutes, most of them waiting for other processes."""
_LONGEST = "kill", "walk", "readings", "launcher", "killer", "sms", "control"
"""Those of them that take a minute and more: begun late, one would run alone beside an idle core."""


def pytest_collection_modifyitems(items):
    """Spread the files that wait among those that keep a core busy, the longest first, none at the end."""
    files = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    quick = [path for path in files if path.parent.name not in _LONG]
    long = [path for path in files if path.parent.name in _LONG]
    long.sort(key=lambda path: path.stem.removeprefix("test_") not in _LONGEST)
    between = len(quick) * 4 // 5 // (len(long) or 1)
    order = [path for n, one in enumerate(long) for path in (one, *quick[n * between : (n + 1) * between])]
    order += quick[len(long) * between :]
    items[:] = [item for path in order for item in files[path]]


def pytest_collection_finish():
    """Thousands of tests and their modules stay to the end: no use to look for garbage among them."""
    gc.collect()
    gc.freeze()


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
    folder = postgres.new_folder()
    server = postgres.start(folder)
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_admin(postgres_server):
    """A connection of the super-user to the server."""
    with psycopg.connect(postgres_server.get_uri(), autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A database file with the whole schema."""
    path = tmp_path_factory.mktemp("template") / "abonent.db"
    _install(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server, postgres_admin):
    """Name of a database with the whole schema."""
    postgres_admin.execute("CREATE DATABASE template_abonent TEMPLATE template0")
    _install(postgres_server.get_uri(database="template_abonent"))
    return "template_abonent"


@pytest.fixture(scope="session")
def postgres_copies(postgres_server, postgres_admin, postgres_template):
    """Databases with the whole schema, for one test after another."""
    copies = Copies(postgres_server, postgres_admin, postgres_template)
    yield copies
    copies.close()


@pytest.fixture
def postgres_url(postgres_server, postgres_admin):
    """URL of an empty PostgreSQL database."""
    name = f"test_{next(_numbers)}"
    postgres_admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
    yield postgres_server.get_uri(database=name)
    postgres_admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def installed_postgres_url(postgres_copies):
    """URL of a PostgreSQL database with the whole schema and no rows."""
    copy = postgres_copies.take()
    yield copy.url
    postgres_copies.give_back(copy)


@pytest.fixture
def sqlite_url(tmp_path):
    """URL of a file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'abonent.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request):
    """Name of the engine; whatever uses it runs on both."""
    return request.param


@pytest.fixture
def empty_url(engine, request):
    """URL of a database without tables."""
    return request.getfixturevalue(f"{engine}_url")


@pytest.fixture
def database_url(engine, request, tmp_path):
    """URL of a database with the whole schema and no rows."""
    if engine == "postgres":
        return request.getfixturevalue("installed_postgres_url")
    path = tmp_path / "installed.db"
    shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def lanes(request):
    """How many turns PostgreSQL takes at once: one of a conversation, whose events come one by one.

    Each is a connection more, and tens of milliseconds.
    """
    return 1 if request.path.parent.name == "dialogs" else 2


@pytest.fixture
async def empty_database(empty_url, background):
    """An open database without tables."""
    async with _opened(empty_url, background) as database:
        yield database


@pytest.fixture
async def database(database_url, background, lanes):
    """An open database with the whole schema and no rows."""
    async with _opened(database_url, background, lanes) as database:
        yield database


@contextlib.asynccontextmanager
async def _opened(url, background, lanes=2):
    options = {"lanes": lanes, "readers": 1} if url.startswith("postgresql") else {}
    database = connect(url, background=background, **options)
    await database.open()
    yield database
    await database.close()


def _install(url):
    async def install():
        background = Background()
        async with _opened(url, background) as database:
            await migrate(database)
        await background.close()

    # In a thread of its own: the event loop of the tests stays as it is.
    thread = threading.Thread(target=asyncio.run, args=[install()])
    thread.start()
    thread.join()
