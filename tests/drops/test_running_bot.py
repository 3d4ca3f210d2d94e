"""The real bot on a real folder: files come slowly, the bot is killed in the middle, nothing is half."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sqlite3
import sys
import time
from pathlib import Path

import pytest

from tests.faults.world import ROOT, World

pytestmark = [pytest.mark.fault, pytest.mark.timeout(400)]  # three starts of a bot, on a busy machine
FILES = ROOT / "examples/foxpro/files"
PROFILE = ROOT / "examples/foxpro/profile.toml"
_SECTION = """
[import]
folder = "{folder}"
profile = "{profile}"
quiet_seconds = 1
poll_seconds = 1
"""
CARDS = """SELECT count(*) FROM account_card WHERE generation =
    (SELECT generation FROM dataset_generation WHERE dataset = 'accounts')"""


@pytest.fixture
async def world(tmp_path):
    async with World(tmp_path) as made:
        folder = tmp_path / "drop"
        folder.mkdir()
        with made.config.open("a") as config:
            config.write(_SECTION.format(folder=folder, profile=PROFILE))
        yield made


async def until(what, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        await asyncio.sleep(0.1)
    raise AssertionError(f"not within {seconds} s")


def put_away(world, where):
    return [path for path in world.folder.joinpath("drop", where).glob("*/*") if path.is_dir()]


async def copy_slowly(source, target):
    """As over SMB: a file at a time, each in two halves."""
    for path in sorted(source.iterdir()):
        raw = path.read_bytes()
        with (target / path.name).open("wb") as out:
            out.write(raw[: len(raw) // 2])
            out.flush()
            await asyncio.sleep(0.15)
            out.write(raw[len(raw) // 2 :])


async def test_a_slowly_copied_set_is_imported_whole_and_put_away(world):
    await world.start_bot()
    drop = world.folder / "drop"
    await copy_slowly(FILES, drop)
    (done,) = await until(lambda: put_away(world, "done"))
    assert {path.name for path in FILES.iterdir()} < {path.name for path in done.iterdir()}
    report = (done / "import-report.txt").read_text("utf-8-sig")
    assert "imported: 56 rows are in force, 0 were rejected" in report
    assert world.rows(CARDS) == [(6,)]
    assert [path for path in drop.iterdir() if path.is_file()] == []
    assert not list((drop / "work").iterdir())
    async with world.http.get(f"http://127.0.0.1:{world.bot_port}/metrics") as answer:
        figures = await answer.text()
    assert 'abonent_import_sets_total{outcome="done"} 1' in figures
    assert "abonent_import_stale 0" in figures

    shutil.copytree(FILES, drop, dirs_exist_ok=True)  # the same files again: nothing happens
    await until(lambda: len(put_away(world, "done")) == 2)
    again = max(put_away(world, "done")) / "import-report.txt"
    assert "nothing new" in again.read_text("utf-8-sig")
    assert world.rows("SELECT count(*) FROM import_run") == [(1,)]


async def test_a_broken_set_fails_whole_with_a_report_and_staff_are_told(world):
    await world.start_bot()
    drop = world.folder / "drop"
    shutil.copytree(FILES, drop, dirs_exist_ok=True)
    raw = (drop / "SALDO.DBF").read_bytes()
    (drop / "SALDO.DBF").write_bytes(raw[:-100])
    (failed,) = await until(lambda: put_away(world, "failed"))
    report = (failed / "import-report.txt").read_text("utf-8-sig")
    assert "error: SALDO.DBF: was cut off: its header promises 5 records," in report
    assert world.rows("SELECT count(*) FROM account_card") == [(0,)]
    told = await until(lambda: world.rows("SELECT detail FROM audit_event WHERE kind = 'import-failed'"))
    assert failed.name in told[0][0]
    assert '"staff.alert"' in world.log_tail() or "staff.alert" in world.log_tail()


def many_accounts(folder, count):
    sys.path.insert(0, str(PROFILE.parent))
    from dbf_writer import write

    shutil.copytree(FILES, folder)
    columns = (
        "LS N10, FIO C40, KOD_UL N4, DOM C8, KV C6, TEL C20, TIP C1, INN C12, TARIF N3, UCH N3, SOST N1, "
        "LS_OLD C10, KODKV C6"
    )
    kept = [1234567801, 1234567802, 1234567803, 77804, 1234567806]
    numbers = kept + [2_000_000_000 + number for number in range(count - len(kept))]
    rows = [(n, "Пробный И. О.", 1, "5", "7", "", "Ф", "", 1, 10, 1, "", "") for n in numbers]
    write(folder / "ABON.DBF", columns, rows)


def children():
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"bot.drops.child" in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


async def test_a_kill_in_the_middle_of_an_import_does_no_harm(world):
    count = 10_000
    await world.start_bot()
    many_accounts(world.folder / "set", count)
    mine = set(children())
    shutil.copytree(world.folder / "set", world.folder / "drop", dirs_exist_ok=True)
    staged = "SELECT count(*) FROM account_card"
    await until(lambda: world.rows(staged)[0][0] > 1_000)
    await world.kill_bot()
    await until(lambda: not set(children()) - mine, 10)  # it ends with the bot
    assert world.rows("SELECT count(*) FROM dataset_generation") == [(0,)]
    assert len(list((world.folder / "drop/work").iterdir())) == 1
    with contextlib.closing(sqlite3.connect(world.file)) as database:
        database.execute("UPDATE import_run SET touched_ms = 0")  # instead of waiting a minute
        database.commit()
    await world.start_bot()
    (done,) = await until(lambda: put_away(world, "done"))
    assert f"{count} rows" in (done / "import-report.txt").read_text("utf-8-sig")
    assert world.rows(CARDS) == [(count,)]
    assert not list((world.folder / "drop/work").iterdir())


async def test_an_importing_process_that_dies_is_started_again(world):
    await world.start_bot()
    many_accounts(world.folder / "set", 10_000)
    mine = set(children())
    shutil.copytree(world.folder / "set", world.folder / "drop", dirs_exist_ok=True)
    (child,) = await until(lambda: set(children()) - mine)
    os.kill(child, signal.SIGKILL)
    await until(lambda: world.rows("SELECT count(*) FROM audit_event WHERE kind = 'import-waits'") == [(1,)])
    assert len(list((world.folder / "drop/work").iterdir())) == 1
    assert json.loads((world.folder / "drop/work").glob("*/.set.json").__next__().read_bytes())
