"""The examples as a supplier's programmer meets them: checked, imported for real, seen in the chat."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest

from billing.pipeline import ImportOptions, run_import
from billing.profile.find import profile_finder
from billing.profile.read import load_profile
from billing.report import Status, describe
from bot.__main__ import main
from bot.channels.telegram_capabilities import TELEGRAM
from core.linking import receipt_digest
from examples.foxpro.make import make
from storage.billing_data import DatabaseSink
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import KEYS
from tests.house.sources import ROOT

FOXPRO = ROOT / "examples/foxpro"
CSV = ROOT / "examples/csv1251"


def seal(account, period, code):
    return receipt_digest(KEYS, account, period, code), KEYS.current


async def load(database, folder, profile):
    find = partial(profile_finder, load_profile(profile))
    options = ImportOptions(today=datetime(2026, 11, 8, tzinfo=UTC).date())
    return await run_import(folder, DatabaseSink(database), seal, options, None, find)


def test_the_tables_are_made_the_same_every_time(tmp_path):
    make(tmp_path)
    for path in (FOXPRO / "files").iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


async def rows(database, sql):
    return await database.read(lambda tx: tx.all(sql))


async def test_foxpro_tables_are_imported_and_the_card_shows_them(database):
    report = await load(database, FOXPRO / "files", FOXPRO / "profile.toml")
    assert report.status is Status.DONE, list(describe(report))
    assert (report.rows, report.rejected, report.notices) == (56, 0, ())
    assert await rows(database, "SELECT number, kind, status FROM account_card ORDER BY number") == [
        ("0000077804", "person", "active"),
        ("1234567801", "person", "active"),
        ("1234567802", "person", "active"),
        ("1234567803", "person", "active"),
        ("1234567805", "person", "closed"),
        ("1234567806", "organisation", "active"),
    ]
    (address,) = await rows(database, "SELECT address, phone FROM account_card WHERE number = '1234567801'")
    assert address == ("г. Примерск, ул. Лесная, д. 5, кв. 7", "+79161112201")
    night = "SELECT t1, t2 FROM reading WHERE serial = '24-555' ORDER BY taken_on"
    assert await rows(database, night) == [(81204, 33100), (82039, 33425)]
    reason = "SELECT reason FROM charge_line WHERE kind = 'recalculation'"
    assert await rows(database, reason) == [("Возврат за перерыв 3 октября 2026 г.",)]
    again = await load(database, FOXPRO / "files", FOXPRO / "profile.toml")
    assert again.status is Status.NOTHING_NEW


async def test_a_subscriber_sees_the_sum_of_the_foxpro_table(database):
    await load(database, FOXPRO / "files", FOXPRO / "profile.toml")

    chat = Conversation(database, TELEGRAM)
    await chat.links("1234567801")
    said = await chat.says("баланс")
    assert "1 954,90" in said, said
    assert "31 октября" in said, said


async def test_a_windows_1251_register(database):
    report = await load(database, CSV / "files", CSV / "profile.toml")
    assert report.status is Status.DONE, list(describe(report))
    assert report.rejected == 0
    balances = "SELECT debt, advance FROM balance ORDER BY account_id"
    assert await rows(database, balances) == [(195490, 0), (0, 13300), (0, 0)]


@pytest.mark.parametrize("folder", [FOXPRO, CSV], ids=lambda path: path.name)
def test_profile_check_needs_nothing_but_the_files(folder, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert main(["profile", "check", str(folder / "profile.toml"), str(folder / "files")]) == 0
    said = capsys.readouterr().out
    assert "compare with the reports of billing" in said
    assert "0 rejected; nothing was stored" in said


def test_profile_check_names_what_is_wrong(capsys, tmp_path):
    text = (FOXPRO / "profile.toml").read_text("utf-8")
    worse = text.replace('holder = "FIO"', 'holder = "FAMILIA"').replace(
        'map = { "Ф" = "person", ', "map = { "
    )
    path = tmp_path / "profile.toml"
    path.write_text(worse, "utf-8")
    assert main(["profile", "check", str(path), str(FOXPRO / "files")]) == 1
    assert "ABON.DBF: has no column FAMILIA" in capsys.readouterr().err
    path.write_text(worse.replace("FAMILIA", "FIO"), "utf-8")
    assert main(["profile", "check", str(path), str(FOXPRO / "files")]) == 1
    said = capsys.readouterr()
    assert "ABON.DBF: TIP (kind) not_in_map, 5 rows: add the word to `map`" in said.out
    assert "record 1: 'Ф', 5 times" in said.out
    assert "5 of 6 rows rejected" in said.err
    assert "Ёжикова" not in said.out + said.err


def test_profile_check_on_a_profile_with_mistakes(capsys, tmp_path):
    path = tmp_path / "profile.toml"
    path.write_text("nme = 1\n", "utf-8")
    assert main(["profile", "check", str(path), str(tmp_path)]) == 1
    assert "error: profile.toml: unknown key 'nme'; did you mean 'name'?" in capsys.readouterr().err
