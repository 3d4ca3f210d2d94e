"""`receipt-codes`: a file for the printer, digests for us, and codes that work where billing's do."""

from __future__ import annotations

import csv
import re
import stat

import msgspec
import pytest

from bot.commands.receipt_codes import receipt_codes
from core.bill_codes import IssueRefused, period_problem
from core.linking import accepted_months, receipt_month
from core.secrets import Keyring
from core.usecases.tokens import OpenBill
from core.values import Period
from storage.database import Unit
from storage.purge import Purge
from storage.store import TxStore
from storage.tokens import DatabaseBillCodes
from tests.dialogs.supplier import ACCOUNTS, CODE, KEYS, LIMITS, put
from tests.security.conftest import NOON, NOW_MS

OCTOBER = Period(2026, 10)
OPEN = sorted(account[1] for account in ACCOUNTS if account[6] == "active")
MONTHS = accepted_months(NOON.date(), 2)


@pytest.fixture
def issue(running, settings, tmp_path):
    """Run the command; its exit status and the lines of the file."""

    async def run(period=OCTOBER, *, dry_run=False, replace=False, name="bills.csv"):
        path = tmp_path / name
        status = await receipt_codes(settings, period, path, dry_run=dry_run, replace=replace)
        return status, read(path) if path.exists() else []

    return run


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


async def proves(database, number, code, months=MONTHS):
    evidence = await database.read(lambda tx: TxStore(tx).receipts.evidence(number, months))
    return receipt_month(KEYS, number, code, months, evidence.digests) is not None


async def opens(database, token, months=MONTHS, address="telegram:1"):
    work = Unit(lambda tx: OpenBill(KEYS, LIMITS)(TxStore(tx), address, token, months, NOW_MS))
    return await database.write(work)


def token_of(row):
    return row["link"].removeprefix("https://t.me/primer_bot?start=")


async def test_every_open_account_gets_a_line(issue, tmp_path):
    status, rows = await issue()
    assert status == 0
    assert [row["account"] for row in rows] == OPEN
    for row in rows:
        assert row["period"] == "2026-10"
        assert re.fullmatch(r"[0-9]{6}", row["code"])
        assert re.fullmatch(r"https://t\.me/primer_bot\?start=[A-Za-z0-9_-]{1,64}", row["link"])
        assert row["sms"] == f"ЛС {row['account']} {row['code']}"
    assert len({row["link"] for row in rows}) == len(rows)
    assert stat.S_IMODE((tmp_path / "bills.csv").stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".*part"))


async def test_issued_codes_work_beside_those_of_billing(issue, running):
    _, rows = await issue()
    number, code = rows[0]["account"], rows[0]["code"]
    assert await proves(running, number, code)
    assert await proves(running, number, CODE)
    assert not await proves(running, rows[1]["account"], code)
    assert not await proves(running, number, f"{(int(code) + 1) % 10**6:06d}")
    assert not await proves(running, number, code, accepted_months(NOON.date().replace(month=12), 1))


async def test_tokens_open_their_account_again_and_again_until_their_month_is_over(issue, running):
    _, rows = await issue()
    for row in rows:
        found = await opens(running, token_of(row))
        assert (found.number, found.period) == (row["account"], OCTOBER)
    again = await opens(running, token_of(rows[0]), address="telegram:2")
    assert again.number == rows[0]["account"]
    assert await opens(running, token_of(rows[0]), MONTHS[1:], "telegram:3") is None


async def test_only_digests_are_stored(issue, running):
    _, rows = await issue()
    stored = str(await running.read(lambda tx: tx.all("SELECT * FROM bill_code")))
    assert not [row for row in rows if row["code"] in re.findall(r"'([^']*)'", stored)]
    assert not [row for row in rows if token_of(row) in stored]


async def test_a_second_run_refuses_and_says_what_replacing_voids(issue, running, capsys):
    _, rows = await issue()
    status, same = await issue()
    assert (status, same) == (1, rows)
    said = capsys.readouterr().err
    assert "--replace" in said
    assert "voids the codes and links" in said
    status, other = await issue(replace=True)
    assert status == 0
    assert "are void" in capsys.readouterr().err
    assert not await proves(running, rows[0]["account"], rows[0]["code"]) or other[0] == rows[0]
    assert await opens(running, token_of(rows[0])) is None
    assert await proves(running, other[0]["account"], other[0]["code"])
    assert await proves(running, other[0]["account"], CODE)


async def test_months_do_not_disturb_each_other(issue, running):
    _, october = await issue()
    _, september = await issue(Period(2026, 9), name="september.csv")
    for rows in (october, september):
        assert await proves(running, rows[0]["account"], rows[0]["code"])
        assert await opens(running, token_of(rows[0])) is not None


async def test_a_dry_run_writes_nothing(issue, running, capsys):
    status, rows = await issue(dry_run=True)
    assert (status, rows) == (0, [])
    assert f"{len(OPEN)} accounts would get codes" in capsys.readouterr().out
    assert await running.read(lambda tx: tx.all("SELECT * FROM bill_issue")) == []


@pytest.mark.parametrize(
    ("period", "good"),
    [("2026-08", False), ("2026-09", True), ("2026-11", True), ("2026-12", True), ("2027-01", False)],
)
def test_months_whose_bills_are_of_use(period, good):
    assert (period_problem(Period.parse(period), NOON.date(), 2) == "") is good


async def test_a_useless_month_and_an_existing_file_are_refused(issue, tmp_path, capsys):
    assert (await issue(Period(2026, 5)))[0] == 1
    assert "2026-09 to 2026-12" in capsys.readouterr().err
    (tmp_path / "bills.csv").write_text("mine")
    assert (await issue())[0] == 1
    assert "--out" in capsys.readouterr().err
    assert (tmp_path / "bills.csv").read_text() == "mine"


async def test_an_import_does_not_wipe_issued_codes(issue, running):
    """Neither one without codes nor one that brings billing's codes of the same month anew."""
    _, rows = await issue()

    def switch(tx):
        tx.run("UPDATE dataset_generation SET generation = 7 WHERE dataset = 'receipt_codes'")
        tx.run("DELETE FROM receipt_code")

    await running.write(Unit(switch))
    assert await proves(running, rows[0]["account"], rows[0]["code"])
    assert not await proves(running, rows[0]["account"], CODE)


async def test_an_import_while_codes_are_issued_stops_them(running):
    bills = DatabaseBillCodes(running)
    number = await bills.begin("2026-10", "k1")
    sql = "UPDATE dataset_generation SET generation = 2 WHERE dataset = 'accounts'"
    await running.write(Unit(lambda tx: tx.run(sql)))
    with pytest.raises(IssueRefused, match="imported meanwhile"):
        await bills.finish(number)


async def test_two_at_once_are_refused_and_a_dead_one_is_given_up(running):
    clock = [NOW_MS]
    bills = DatabaseBillCodes(running, lambda: clock[0])
    first = await bills.begin("2026-10", "k1")
    with pytest.raises(IssueRefused, match="issued already"):
        await bills.begin("2026-09", "k1")
    clock[0] += 61_000
    second = await bills.begin("2026-10", "k1")
    with pytest.raises(IssueRefused, match="given up"):
        await bills.put(first, [])
    assert await bills.finish(second) == 0


async def test_a_failure_leaves_neither_file_nor_codes(issue, running, tmp_path, monkeypatch):
    async def fails(*_):
        raise OSError("no space left")

    monkeypatch.setattr("bot.commands.receipt_codes._fill", fails)
    with pytest.raises(OSError, match="no space"):
        await issue()
    assert not [path for path in tmp_path.iterdir() if "bills" in path.name]
    states = await running.read(lambda tx: tx.all("SELECT state FROM bill_issue"))
    assert states == [("void",)]


async def test_replaced_codes_are_purged_and_those_in_force_stay(issue, running):
    await issue()
    _, rows = await issue(replace=True)
    assert await Purge(running)("bill_codes", 0) == len(OPEN)
    assert await proves(running, rows[0]["account"], rows[0]["code"])


async def test_misses_of_a_chat_are_counted_and_end_in_not_looking(issue, running):
    _, rows = await issue()
    garbage = ["", "b_", "b_" + "A" * 22, "b_" + "я" * 22, "inv_x", "b_" + "A" * 62, "'; --"]
    for n in range(LIMITS.tokens_missed_day):
        assert await opens(running, garbage[n % len(garbage)]) is None
    assert await opens(running, token_of(rows[0])) is None
    assert await opens(running, token_of(rows[0]), address="telegram:2") is not None


async def test_a_token_of_an_earlier_key_still_opens(issue, running):
    _, rows = await issue()
    ring = Keyring("k2", {"k2": b"another key of ours, long", "k1": KEYS.keys["k1"]})
    found = await running.write(
        Unit(lambda tx: OpenBill(ring, LIMITS)(TxStore(tx), "telegram:1", token_of(rows[0]), MONTHS, NOW_MS))
    )
    assert found.number == rows[0]["account"]


async def test_without_accounts_or_a_name_nothing_is_issued(running, settings, tmp_path, capsys):
    nameless = msgspec.structs.replace(
        settings, telegram=msgspec.structs.replace(settings.telegram, bot_name="")
    )
    path = tmp_path / "bills.csv"
    assert await receipt_codes(nameless, OCTOBER, path, dry_run=False, replace=False) == 1
    assert "telegram.bot_name" in capsys.readouterr().err
    await running.write(Unit(lambda tx: put(tx, "setting", name="telegram.username", value="told_bot")))
    assert await receipt_codes(nameless, OCTOBER, path, dry_run=False, replace=False) == 0
    assert read(path)[0]["link"].startswith("https://t.me/told_bot?start=b_")
