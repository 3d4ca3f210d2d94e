"""The database is locked, full, read-only, too new or taken: nothing is lost, one clear line says why."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import resource
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.faults.judge import answers, at_rest
from tests.faults.world import ROOT, START_S, World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
LOCKED_S = 12 if LONG else 3
PEOPLE, CROWD = 12, 600
CAP_DAC_OVERRIDE, PR_CAPBSET_DROP = 1, 24
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 400)]


async def _ask(world: World, people: range) -> None:
    for user in people:
        await world.post(f"/control/chats/{user}/send", text="/start")


def _confirmed(facts: list[dict], after: int) -> list[dict]:
    return [f for f in facts if f["kind"] == "update.confirmed" and f["n"] > after]


async def _begin(world: World, *, piped: bool = False) -> int:
    """A bot at work; the ledger line up to which everything is over."""
    await world.post("/control/users", id=1, first_name="Житель", count=CROWD)
    await (world.start_bot_that_may_not_write_its_log() if piped else world.start_bot())
    await _ask(world, range(1, 2))
    return (await at_rest(world))[-1]["n"]


async def _recovers(world: World, asked: int = 1 + PEOPLE) -> None:
    """Everybody is answered, once, and the database is whole."""
    told = answers(await at_rest(world))
    assert {user: len(texts) for user, texts in told.items()} == dict.fromkeys(range(1, asked + 1), 1)
    assert world.rows("SELECT DISTINCT state FROM inbox") == [("done",)]
    assert world.rows("PRAGMA integrity_check") == [("ok",)]
    assert world.bot.returncode is None


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_another_program_locks_the_database(tmp_path, mode):
    async with World(tmp_path, mode=mode) as world:
        before = await _begin(world)
        with contextlib.closing(sqlite3.connect(tmp_path / "abonent.db", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            end = time.monotonic() + LOCKED_S
            await _ask(world, range(2, 2 + PEOPLE))
            while time.monotonic() < end:
                assert _confirmed(await world.facts(before), before) == [], "acknowledged, but not stored"
                await asyncio.sleep(0.3)
            other.execute("ROLLBACK")
        await _recovers(world)


def _no_growth(world: World) -> None:
    """No file of the bot may grow: writes fail with an error as on a full disk, as far as SQLite can see."""
    resource.prlimit(world.bot.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


def _growth(world: World) -> None:
    resource.prlimit(world.bot.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_full_disk_stops_acknowledging(tmp_path, mode):
    async with World(tmp_path, mode=mode) as world:
        before = await _begin(world, piped=True)
        _no_growth(world)
        await _ask(world, range(2, 2 + PEOPLE))
        for _ in range(10):
            await asyncio.sleep(0.3)
            facts = await world.facts(before)
            assert _confirmed(facts, before) == [], "acknowledged, but not stored"
        handed = [f for f in facts if f["kind"] == "update.delivered"]
        refused = [f["error"] for f in facts if f["kind"] == "webhook.error"]
        assert handed, "the bot was never asked to store anything"
        _growth(world)
        await _recovers(world)
    print(f"\n{mode}: {len(handed)} deliveries while full, {len(refused)} answered with an error")
    if mode == "webhook":
        assert refused
        assert all("503" in error for error in refused)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 4 MB in memory."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "none", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no right to mount a small disk: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def _fill(disk: Path) -> Path:
    """Write until nothing more fits."""
    ballast = disk / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return ballast


async def test_a_disk_that_is_really_full(tmp_path, small_disk):
    async with World(tmp_path, database=f"sqlite:///{small_disk}/abonent.db") as world:
        before = await _begin(world)
        ballast = _fill(small_disk)
        asked = 1
        # The log of SQLite is written over from its beginning once it was copied: that much still fits.
        while "is full" not in world.log_tail() and asked < CROWD:
            asked += 1
            await _ask(world, range(asked, asked + 1))
            await asyncio.sleep(0.05)
        confirmed = {n for f in _confirmed(await world.facts(before), before) for n in f["update_ids"]}
        stored = {int(row[0]) for row in world.rows("SELECT source_id FROM inbox WHERE source <> 'effect'")}
        assert confirmed <= stored, "acknowledged, but not stored"
        assert asked < CROWD, "the disk was never full"
        ballast.unlink()
        await _recovers(world, asked)


async def _fails_to_start(world: World) -> str:
    """Run the bot until it ends by itself, as one that may not override permissions; the line it says."""
    process = await asyncio.create_subprocess_exec(
        *world.bot_command, cwd=ROOT, preexec_fn=_obey_permissions,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(), START_S)
    lines = err.decode().splitlines()
    print(f"\n{lines}")
    assert process.returncode == 1
    assert out == b""
    assert len(lines) == 1, lines
    assert "Traceback" not in lines[0]
    return lines[0]


def _obey_permissions() -> None:
    """Root may write everything; on build machines we are root."""
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0):
        raise OSError("cannot drop CAP_DAC_OVERRIDE")


async def _once(world: World) -> None:
    """Leave a database behind, as after a clean stop."""
    await world.start_bot()
    await world.stop_bot()
    assert world.bot.returncode == 0


async def test_a_database_that_cannot_be_written(tmp_path):
    async with World(tmp_path) as world:
        await _once(world)
        files = list(tmp_path.glob("abonent.db*"))
        for file in files:
            file.chmod(0o444)
        assert str(tmp_path / "abonent.db") in await _fails_to_start(world)
        for file in files:
            file.chmod(0o644)
        tmp_path.chmod(0o555)
        try:
            (tmp_path / "abonent.db").chmod(0o444)
            assert str(tmp_path) in await _fails_to_start(world)
        finally:
            tmp_path.chmod(0o755)


async def test_a_database_of_a_newer_release(tmp_path):
    async with World(tmp_path) as world:
        await _once(world)
        with contextlib.closing(sqlite3.connect(tmp_path / "abonent.db")) as database, database:
            database.execute("INSERT INTO schema_version VALUES (9000, 'from_the_future', 0, '', 9000)")
        line = await _fails_to_start(world)
        assert "newer program" in line
        assert "9000" in line


async def test_a_second_process_on_the_same_database(tmp_path):
    async with World(tmp_path) as world:
        await world.post("/control/users", id=1, first_name="Житель", count=2)
        await world.start_bot()
        assert f"process {world.bot.pid}" in await _fails_to_start(world)
        await _ask(world, range(1, 2))
        assert set(answers(await at_rest(world))) == {1}, "the first one goes on"
