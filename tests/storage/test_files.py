"""Rows of files and the files themselves: what is kept, for how long, and that nothing is left behind."""

from __future__ import annotations

import os

import pytest

from core.files.model import Fault
from core.files.stored import NewFile, State
from scheduler.housekeeping import DAY_MS
from storage.database import Unit
from storage.files_sweep import FileSweep
from storage.folder import FileFolder
from storage.purge import Purge
from storage.stored_files import StoredFilesGateway

HOME = "telegram:1"
TOLD = {"content": "jpg", "bytes": "1200", "sha256": "ab" * 32}


def name(number):
    return f"{number:032x}"


@pytest.fixture
def folder(tmp_path):
    folder = FileFolder(tmp_path / "files")
    folder.prepare()
    return folder


async def work(database, do):
    return await database.write(Unit(lambda tx: do(StoredFilesGateway(tx))))


async def add(database, number=1, *, address=HOME, purpose="photo", now_ms=0, size=500):
    new = NewFile(name(number), address, 7, 40 + number, purpose, "photo-kept", "e5", size)
    return await work(database, lambda files: files.add(new, now_ms))


async def get(database, id_):
    return await database.read(lambda tx: StoredFilesGateway(tx).get(id_))


async def test_a_file_is_wanted_then_kept_once(database):
    id_ = await add(database)
    wanted = await get(database, id_)
    assert (wanted.state, wanted.file_name, wanted.event_id, wanted.target) == (State.WANTED, "", 41, "e5")
    assert await work(database, lambda files: files.kept(id_, TOLD))
    kept = await get(database, id_)
    assert (kept.file_name, kept.bytes, kept.used) == (f"{name(1)}.jpg", 1200, False)
    assert not await work(database, lambda files: files.kept(id_, {**TOLD, "bytes": "9"}))
    assert not await work(database, lambda files: files.lost(id_, Fault.AWAY))
    await work(database, lambda files: files.use(id_))
    assert (await get(database, id_)).used
    assert (await get(database, id_)).bytes == 1200
    assert await get(database, id_ + 1) is None


async def test_a_lost_file_says_why_and_takes_no_room(database):
    id_ = await add(database)
    assert await work(database, lambda files: files.lost(id_, Fault.BROKEN))
    lost = await get(database, id_)
    assert (lost.state, lost.fault, lost.bytes, lost.file_name) == (State.LOST, "broken", 0, "")
    await work(database, lambda files: files.use(id_))
    assert not (await get(database, id_)).used


async def test_a_day_of_a_person_is_counted_by_itself(database):
    for number, when in enumerate((1_000, 2_000, 3_000), 1):
        await add(database, number, now_ms=when)
    await add(database, 9, address="telegram:2", now_ms=3_000)
    assert await work(database, lambda files: files.spent(HOME, 1_000)) == (2, 1000)
    assert await work(database, lambda files: files.spent("telegram:3", 0)) == (0, 0)


async def test_what_is_too_old_goes_by_its_purpose(database):
    now_ms = 400 * DAY_MS
    loose, photo, sheet = [
        await add(database, number, purpose=purpose, now_ms=now_ms - 40 * DAY_MS)
        for number, purpose in ((1, "photo"), (2, "photo"), (3, "sheet"))
    ]
    fresh = await add(database, 4, now_ms=now_ms - DAY_MS // 2)
    for id_ in (photo, sheet):
        await work(database, lambda files, id_=id_: (files.kept(id_, TOLD), files.use(id_)))
    purge = Purge(database)
    for rule, days in (("loose_files", 1), ("photos", 180), ("documents", 30)):
        await purge(rule, now_ms - days * DAY_MS, now_ms)
    left = [id_ for id_ in (loose, photo, sheet, fresh) if await get(database, id_) is not None]
    assert left == [photo, fresh]


async def test_the_sweep_leaves_exactly_what_a_row_holds(database, folder):
    kept, _wanted, lost = [await add(database, number) for number in (1, 2, 3)]
    await work(database, lambda files: (files.kept(kept, TOLD), files.lost(lost, Fault.AWAY)))
    for number in (1, 2, 3, 4):
        folder.keep(name(number), "jpg", b"x" * number)
    parts = {number: folder.root / "00" / f"{name(number)}.deadbeef.part" for number in (1, 2, 4)}
    for path in parts.values():
        path.write_bytes(b"half")
    stranger = folder.root / "00" / "README"
    stranger.write_text("not ours", "utf-8")
    assert await FileSweep(database, folder).sweep() == 4
    left = sorted(path.name for path in (folder.root / "00").iterdir())
    assert left == sorted([f"{name(1)}.jpg", f"{name(2)}.jpg", parts[2].name, "README"])


async def test_the_sweep_takes_a_full_folder_in_pieces(database, folder, monkeypatch):
    monkeypatch.setattr("storage.files_sweep._AT_ONCE", 2)
    kept = await add(database, 3)
    await work(database, lambda files: files.kept(kept, TOLD))
    for number in range(1, 6):
        folder.keep(name(number), "jpg", b"x")
    assert await FileSweep(database, folder).sweep() == 4
    assert [one for _, one in folder.entries()] == [name(3)]


async def test_the_sweep_looks_again_only_after_its_time(database, folder):
    sweep = FileSweep(database, folder, every_ms=1000)
    folder.keep(name(1), "jpg", b"x")
    assert await sweep(5_000) == 1
    folder.keep(name(2), "jpg", b"x")
    assert await sweep(5_900) == 0
    assert await sweep(6_000) == 1


def test_a_file_is_whole_or_not_there(folder, monkeypatch):
    folder.keep(name(1), "jpg", b"first")
    assert folder.keep(name(1), "jpg", b"first") == f"{name(1)}.jpg"
    assert [entry for entry, _ in folder.entries()] == [f"{name(1)}.jpg"]

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        folder.keep(name(2), "jpg", b"second")
    assert [entry for entry, _ in folder.entries()] == [f"{name(1)}.jpg"]


@pytest.mark.parametrize(
    "bad",
    ["../../etc/passwd", "x.jpg", f"{name(1)}", f"{name(1)}.JPG", f"{name(1)}.jpg/..", "", f"{name(1)}.j"],
)
def test_no_name_but_ours_is_a_path(folder, bad):
    with pytest.raises(ValueError, match="not the name"):
        folder.path(bad)
    with pytest.raises(ValueError, match="not the name"):
        folder.read(bad)
