"""Sets of files on disk: when they are complete, and that none is ever half."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from billing.drop.folder import REPORT, DropDirectory
from billing.drop.settle import Settling
from billing.source import Stamp
from bot.drops.watch import DropWatch
from bot.drops.wire import Outcome

NOW = datetime(2026, 11, 22, 6, 0, 0, tzinfo=UTC)
A, B = Stamp(1, 1), Stamp(2, 2)


def test_every_change_starts_the_wait_anew():
    settling = Settling(60_000)
    assert not settling.look({}, 0)
    assert not settling.look({}, 100_000)  # nothing is no set
    assert not settling.look({"a": A}, 100_001)
    assert not settling.look({"a": A}, 160_000)
    assert not settling.look({"a": B}, 160_001)  # it grew
    assert not settling.look({"a": B, "b": A}, 200_000)
    assert not settling.look({"a": B, "b": A}, 259_999)
    assert settling.look({"a": B, "b": A}, 260_000)


def test_a_marker_decides_alone():
    settling = Settling(60_000, "Ready.txt")
    for now_ms in (0, 1_000, 10_000_000):
        assert not settling.look({"a": A}, now_ms)
    assert not settling.look({"ready.TXT": A}, 10_000_001)
    assert not settling.look({"ready.TXT": A}, 10_000_002)  # the marker came first
    assert not settling.look({"a": A, "ready.TXT": A}, 10_000_003)
    assert settling.look({"a": A, "ready.TXT": A}, 10_000_004)


def names(path):
    return sorted(p.name for p in path.iterdir() if p.is_file() and not p.name.startswith("."))


@pytest.fixture
def base(tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(name)
    return tmp_path


def test_only_plain_files_are_seen(base, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret"
    secret.write_text("x")
    (base / "link.csv").symlink_to(secret)
    os.mkfifo(base / "pipe.csv")
    (base / "b\nad.csv").write_text("x")
    for name in (".hidden", "~$a.xls", "Thumbs.db", REPORT):
        (base / name).write_text("x")
    (base / "folder.csv").mkdir()
    seen = DropDirectory(base).look()
    assert sorted(seen.files) == ["a.csv", "b.csv"]
    assert seen.odd == ("'b\\nad.csv'", "'link.csv'", "'pipe.csv'")


def test_a_set_moves_whole(base):
    drop = DropDirectory(base)
    taken = drop.take(drop.look().files, NOW)
    assert names(base) == []
    assert names(taken.path) == ["a.csv", "b.csv"]
    done = drop.put_away(taken, "done", ["imported: 2 rows", "Ёлка"], NOW)
    assert done == base / "done/2026-11/2026-11-22_060000"
    assert sorted(p.name for p in done.iterdir()) == ["a.csv", "b.csv", REPORT]
    assert (done / REPORT).read_bytes().decode("utf-8-sig") == "imported: 2 rows\r\nЁлка\r\n"
    assert list(drop.left()) == []


class Killed(BaseException):
    pass


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_kill_while_a_set_is_taken_leaves_all_of_it(base, monkeypatch, after):
    drop, moved = DropDirectory(base), []
    real = type(base).rename

    def rename(self, target):
        if len(moved) == after:
            raise Killed
        moved.append(self)
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(type(base), "rename", rename)
        try:
            drop.take(drop.look().files, NOW)
        except Killed:
            assert after < 2
    (left,) = DropDirectory(base).left()
    assert left.complete
    assert names(left.path) == ["a.csv", "b.csv"]


def test_a_file_replaced_meanwhile_is_not_mixed_in(base, monkeypatch):
    drop = DropDirectory(base)
    seen = drop.look().files
    (base / "b.csv").write_text("tomorrow's")
    taken = drop.take(seen, NOW)
    assert not taken.complete
    assert names(base) == ["b.csv"]


class Desk:
    """A watch with an import that answers as told."""

    def __init__(self, base, background):
        self.told, self.runs, self.answers = [], [], []
        self.now_ms = 0
        self.watch = DropWatch(
            DropDirectory(base),
            Settling(1),
            self.run,
            self,
            background,
            wall=lambda: NOW,
            now_ms=lambda: self.now_ms,
            imported=self.done,
        )

    async def run(self, directory):
        self.runs.append(names(directory))
        return self.answers.pop(0) if self.answers else Outcome("done", ("ok",))

    async def tell(self, event, detail):
        self.told.append(event)

    async def done(self):
        pass

    async def look(self, times=2):
        for _ in range(times):
            self.now_ms += 10
            await self.watch.once()


@pytest.fixture
def desk(base, background):
    return Desk(base, background)


async def test_a_set_that_must_wait_is_not_overtaken(desk, base):
    desk.answers = [Outcome("later", ("error: busy",)), Outcome("later", ("error: busy",))]
    await desk.look()
    (base / "c.csv").write_text("newer")
    await desk.look(5)
    assert desk.runs == [["a.csv", "b.csv"]]
    assert desk.told == []  # a minute of waiting is nobody's business
    desk.now_ms += 60_000
    await desk.look(1)
    assert desk.told == ["import-waits"]
    desk.now_ms += 300_000
    await desk.look(3)
    assert desk.runs == [["a.csv", "b.csv"]] * 3 + [["c.csv"]]
    assert desk.watch.counts == Counter(retried=2, done=2)


async def test_a_refused_set_fails_with_its_report(desk, base):
    desk.answers = [Outcome("refused", ("error: a.csv: bad",))]
    await desk.look()
    failed = base / "failed/2026-11/2026-11-22_060000"
    assert (failed / REPORT).read_text("utf-8-sig") == "error: a.csv: bad\n"
    assert desk.told == ["import-failed"]


async def test_a_process_that_dies_three_times_gives_up(desk, base):
    desk.answers = [Outcome("crashed", ("error: died",))] * 3
    for _ in range(3):
        await desk.look()
        desk.now_ms += 4_000_000
    assert desk.told == ["import-waits", "import-failed"]
    assert names(base / "failed/2026-11/2026-11-22_060000") == ["a.csv", "b.csv", REPORT]


async def test_a_disk_without_rights_is_told_once_and_tried_again(desk, base, monkeypatch):
    def denied(*_):
        raise PermissionError(13, "Permission denied", "work")

    with monkeypatch.context() as patched:
        patched.setattr(DropDirectory, "put_away", denied)
        for _ in range(4):
            desk.now_ms += 10
            await desk.watch._turn()
    assert desk.told == ["import-folder-unreachable"]
    assert desk.watch.counts["unreachable"] >= 2
    await desk.look()
    assert (base / "done/2026-11").is_dir()


async def test_a_full_disk_loses_the_report_and_not_the_set(desk, base, monkeypatch):
    real = type(base).write_bytes

    def full(self, raw):
        if self.name == REPORT:
            raise OSError(28, "No space left on device", str(self))
        return real(self, raw)

    monkeypatch.setattr(type(base), "write_bytes", full)
    await desk.look()
    assert names(base / "done/2026-11/2026-11-22_060000") == ["a.csv", "b.csv"]


async def test_a_folder_that_goes_away_comes_back(desk, base):
    base.rename(base.with_name("away"))
    await desk.watch._turn()
    assert desk.told == ["import-folder-unreachable"]
    base.with_name("away").rename(base)
    await desk.look()
    assert desk.runs == [["a.csv", "b.csv"]]


async def test_a_disk_too_full_to_begin_is_tried_again(desk, base, monkeypatch):
    def full(self, raw):
        raise OSError(28, "No space left on device", str(self))

    with monkeypatch.context() as patched:
        patched.setattr(type(base), "write_bytes", full)
        for _ in range(3):
            desk.now_ms += 10
            await desk.watch._turn()
    assert desk.runs == []
    assert names(base) == ["a.csv", "b.csv"]
    await desk.look(3)
    assert desk.runs == [["a.csv", "b.csv"]]
    assert not list((base / "work").iterdir())


def test_a_forged_list_or_folder_reaches_nothing_outside(base, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    secret = outside / "secret.csv"
    secret.write_text("x")
    forged = base / "work" / "2026-11-22_050000"
    forged.mkdir(parents=True)
    found = secret.stat()
    name = os.path.relpath(secret, base)
    (forged / ".set.json").write_text(json.dumps({name: [found.st_size, found.st_mtime_ns]}))
    (forged / "a.csv").write_text("x")
    (base / "work" / "link").symlink_to(outside, target_is_directory=True)
    (left,) = DropDirectory(base).left()
    assert names(left.path) == ["a.csv"]
    assert secret.exists()


def put_away_on(base, day, where="done"):
    path = base / where / day[:7] / f"{day}_060000"
    path.mkdir(parents=True)
    (path / "a.csv").write_text("a")
    return path


def test_what_was_put_away_long_ago_is_deleted_and_nothing_else(base, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "2026-01-01_060000").mkdir()
    old, failed = put_away_on(base, "2026-08-23"), put_away_on(base, "2026-01-05", "failed")
    kept = [put_away_on(base, "2026-08-24"), put_away_on(base, "2026-11-21", "failed")]
    kept += [put_away_on(base, "2026-01-06", "work"), put_away_on(base, "2026-01-07", "archive")]
    own = base / "done/2026-08/notes"
    own.mkdir()
    (base / "done/2026-07").symlink_to(elsewhere)
    assert DropDirectory(base).purge(date(2026, 8, 24)) == 2
    assert not old.exists()
    assert not failed.parent.exists()  # its month is empty
    assert all(path.exists() for path in (*kept, own, elsewhere / "2026-01-01_060000"))


@pytest.mark.parametrize(("days", "there"), [(0, True), (30, True), (29, False)])
async def test_a_watch_purges_by_its_days_once_a_day(desk, base, days, there):
    desk.watch.keep_days = days
    path = put_away_on(base, "2026-10-23")  # thirty days ago
    await desk.watch._turn()
    assert path.exists() is there
    again = put_away_on(base, "2026-01-01")
    await desk.watch._turn()
    assert again.exists()
