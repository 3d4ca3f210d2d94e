"""Reaching the database from a command: our own, or the running bot's through its socket."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.control.client import ControlClient
from bot.control.wire import socket_path
from core.background import Background
from core.files.model import MB, Terms
from storage.database import Database, connect
from storage.lockfile import AlreadyRunning
from storage.migrate import pending
from storage.peek import peek

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.config import Config
    from core.database import Tx

T = TypeVar("T")
SQLITE = "sqlite:///"


class NotReady(Exception):
    """The database cannot be used yet; the message says what to do."""


def sqlite_path(config: Config) -> Path | None:
    """The file of an embedded database, None for PostgreSQL."""
    url = config.database.url
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None


def files_folder(config: Config) -> Path | None:
    """Where files are kept: as configured, else beside an embedded database; None: none are taken."""
    if config.files.directory:
        return Path(config.files.directory)
    path = sqlite_path(config)
    return path.with_name("files") if path is not None else None


def file_terms(config: Config) -> Terms:
    """How many and how large files are taken."""
    given = config.files
    return Terms(files_folder(config) is not None, given.day_files, given.day_mb * MB)


def open_options(config: Config) -> dict[str, int]:
    """What the engine of the configured database is told."""
    if sqlite_path(config) is None:
        return {"lanes": config.database.connections}
    return {"readers": config.database.readers}


@asynccontextmanager
async def own_database(config: Config, *, migrated: bool = True) -> AsyncIterator[Database]:
    """Open the database in this process; `AlreadyRunning` when the bot holds it."""
    background = Background()
    path = sqlite_path(config)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    database = connect(config.database.url, background=background, **open_options(config))
    await database.open()
    try:
        if migrated and await pending(database):
            raise NotReady("the database is not up to date: run the command `migrate` first")
        yield database
    finally:
        await database.close()
        await background.close()


async def look(config: Config, work: Callable[[Tx], T]) -> T | None:
    """Run `work`, which only reads, beside a running bot; None where there is no database yet."""
    path = sqlite_path(config)
    if path is not None:
        return peek(path, work)
    async with own_database(config) as database:
        return await database.read(work)


@asynccontextmanager
async def database_or_bot(config: Config) -> AsyncIterator[Database | ControlClient]:
    """The database itself or, when the bot runs on it, the bot's control socket."""
    path = sqlite_path(config)
    try:
        async with own_database(config) as database:
            yield database
            return
    except AlreadyRunning as running:
        if path is None:
            raise
        try:
            client = await ControlClient.connect(socket_path(path))
        except OSError as error:
            raise NotReady(f"{running}; it does not listen at {socket_path(path)}") from error
    try:
        yield client
    finally:
        await client.close()
