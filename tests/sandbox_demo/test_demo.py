"""The demo data: sound, consistent, the same every time, and with every named case as described."""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from billing.pipeline import run_import
from billing.report import Status
from billing.v1.tables import TABLES
from core.exchange import DATASETS
from sandbox.demo.files import DemoOptions, write_demo
from sandbox.demo.months import Span
from sandbox.demo.named import NAMED, by_slug
from tests.billing.conftest import seal
from tests.billing.memory_sink import MemorySink

TODAY = date(2026, 11, 20)


def hashes(directory):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(directory.iterdir())}


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    where = tmp_path_factory.mktemp("demo")
    write_demo(where, DemoOptions(Span(TODAY, 36), accounts=180))
    return where


@pytest.fixture(scope="module")
def demo(directory):
    """Rows by dataset, each a dict by column."""
    sink = MemorySink()
    report = asyncio.run(run_import(directory, sink, seal))
    assert report.status is Status.DONE
    assert report.rejections == ()
    assert report.notices == ()
    return {
        name: [dict(zip(dataset.columns, row, strict=True)) for row in sink.rows(name)]
        for name, dataset in DATASETS.items()
    }


def of(demo, dataset, slug):
    number = by_slug(slug).number
    return [row for row in demo[dataset] if row["account"] == number]


def test_the_same_seed_gives_the_same_bytes(directory, tmp_path):
    write_demo(tmp_path / "a", DemoOptions(Span(TODAY, 36), accounts=180))
    write_demo(tmp_path / "b", DemoOptions(Span(TODAY, 36), accounts=180, seed=2))
    assert hashes(tmp_path / "a") == hashes(directory)
    assert hashes(tmp_path / "b")["charges.csv"] != hashes(directory)["charges.csv"]


def test_more_accounts_change_none_of_the_others(directory, tmp_path):
    write_demo(tmp_path, DemoOptions(Span(TODAY, 36), accounts=181))
    for path in directory.iterdir():
        assert (tmp_path / path.name).read_bytes().startswith(path.read_bytes())


def test_files_are_in_the_order_of_their_keys(directory):
    for path in directory.iterdir():
        table = TABLES[path.stem]
        if not table.of_account:
            continue
        key = [table.at(name) for name in table.key or ("account", "period")]
        keys = [[line.split(";")[at] for at in key] for line in path.read_text().splitlines()[1:]]
        assert keys == sorted(keys), path.name


def test_every_account_has_36_months(demo):
    months = defaultdict(list)
    for row in demo["charges"]:
        months[row["account"]].append(row["period"])
    number = by_slug("ordinary").number
    assert months[number][0] == "2023-11"
    assert months[number][-2:] == ["2026-10", "2026-11"]
    assert len(months) == 179
    assert sum(len(found) >= 36 for found in months.values()) >= 177


def test_bills_add_up_and_follow_one_another(demo):
    lines, before = defaultdict(lambda: [0, 0]), {}
    for line in demo["charge_lines"]:
        lines[line["account"], line["period"]][line["kind"] == "recalculation"] += line["amount"]
    paid = defaultdict(int)
    for payment in demo["payments"]:
        paid[payment["account"], payment["period"]] += payment["amount"]
    for row in sorted(demo["charges"], key=lambda row: (row["account"], row["period"])):
        key = row["account"], row["period"]
        assert row["opening"] == before.get(row["account"], 0)
        assert [row["charged"], row["recalculated"]] == lines[key]
        assert row["paid"] == paid[key]
        assert (
            row["closing"]
            == sum(row[name] for name in ("opening", "charged", "recalculated", "penalty")) - row["paid"]
        )
        before[row["account"]] = row["closing"]


def test_a_balance_is_the_last_bill_less_later_payments(demo):
    last = {}
    for row in sorted(demo["charges"], key=lambda row: row["period"]):
        last[row["account"]] = row
    later = defaultdict(int)
    for payment in demo["payments"]:
        if payment["period"] > last[payment["account"]]["period"]:
            later[payment["account"]] += payment["amount"]
    dues = defaultdict(int)
    for due in demo["dues"]:
        dues[due["account"]] += due["amount"]
    kinds = {row["account"]: row["kind"] for row in demo["accounts"]}
    special = by_slug("debt_and_advance").number
    assert len(demo["balances"]) == 179
    for row in demo["balances"]:
        account = row["account"]
        closing = last[account]["closing"] if account in last else 0
        assert row["debt"] - row["advance"] == closing - later[account]
        assert row["overdue"] <= row["debt"]
        assert row["penalty"] <= row["debt"]
        assert (row["overdue"] > 0) == (row["overdue_since"] is not None)
        assert not (row["debt"] and row["advance"]) or account == special
        if kinds[account] == "person" and account != special:
            assert dues[account] == row["debt"]


def test_readings_and_bills_speak_of_the_same_energy(demo):
    meters = {(row["account"], row["serial"]): row for row in demo["meters"]}
    for slug in ("two_zones", "three_zones", "odd_order", "organisation", "rollover", "decimals", "replaced"):
        used = defaultdict(int)
        displays = defaultdict(list)
        for row in sorted(of(demo, "readings", slug), key=lambda row: row["taken_on"]):
            displays[row["serial"]].append(row)
        for serial, rows in displays.items():
            meter = meters[by_slug(slug).number, serial]
            for zone, name in zip(meter["zone_order"].split(","), ("t1", "t2", "t3"), strict=False):
                full = 10 ** (meter["digits"] + meter["decimals"])
                steps = [(b[name] - a[name]) % full for a, b in pairwise(rows)]
                used[zone] += sum(steps) * meter["ratio"] * 1000 // 10 ** meter["decimals"]
        place = {"all": 1, "day": 1, "peak": 1, "night": 2, "halfpeak": 3}
        for zone, energy in used.items():
            billed = sum(row[f"kwh_t{place[zone]}"] for row in of(demo, "charges", slug))
            assert billed == energy > 0, (slug, zone)


def test_prices_of_the_lines_are_in_the_tariff(demo):
    prices = {
        (row["tariff"], row["price"], year)
        for row in demo["tariffs"]
        for year in range(int(row["valid_from"][:4]), int(row["valid_to"][:4]) + 1)
    }
    tariffs = {row["account"]: row["tariff"] for row in demo["accounts"]}
    for line in demo["charge_lines"]:
        if line["price"] is not None:
            assert (tariffs[line["account"]], line["price"], int(line["period"][:4])) in prices
            assert line["amount"] == (line["kwh"] * line["price"] + 500_000) // 1_000_000


def test_tariffs_cover_every_day_without_gap(demo):
    for tariff in {row["tariff"] for row in demo["tariffs"]}:
        spans = sorted({(r["valid_from"], r["valid_to"]) for r in demo["tariffs"] if r["tariff"] == tariff})
        for (_, end), (start, _) in pairwise(spans):
            assert (date.fromisoformat(start) - date.fromisoformat(end)).days == 1
        assert spans[0][0] <= "2023-11-01"
        assert spans[-1][1] > TODAY.isoformat()


def test_named_accounts_speak_well():
    assert (
        len({account.number for account in NAMED}) == len({account.slug for account in NAMED}) == len(NAMED)
    )
    for account in NAMED:
        assert account.number.isdecimal()
        assert len(account.number) == 10
        assert account.receipt_codes == (f"77{account.number[-4:]}", f"66{account.number[-4:]}")
        assert account.phone == "" or account.phone.startswith("+7900000")
        assert account.about
        assert "\n" not in account.about


def test_named_accounts_can_be_linked(demo):
    sealed = {(row["account"], row["period"]): row["digest"] for row in demo["receipt_codes"]}
    phones = {row["account"]: row["phone"] for row in demo["accounts"]}
    for account in NAMED:
        assert phones[account.number] == (account.phone or None)
        newest, before = account.receipt_codes
        assert sealed[account.number, "2026-10"] == seal(account.number, "2026-10", newest)[0]
        if account.slug != "no_data":
            assert sealed[account.number, "2026-09"] == seal(account.number, "2026-09", before)[0]


def test_money_of_the_named_accounts(demo):
    def balance(slug):
        (row,) = of(demo, "balances", slug)
        return row

    ordinary = balance("ordinary")
    assert ordinary["debt"] > 0 == ordinary["overdue"]
    assert ordinary["due_on"] == "2026-12-15"
    overdue = balance("overdue")
    assert overdue["overdue"] == overdue["debt"] > 0 == overdue["penalty"]
    assert overdue["overdue_since"] == "2026-10-16"
    assert balance("overpaid")["advance"] == 250_000
    assert [balance("zero")[name] for name in ("debt", "advance", "overdue")] == [0, 0, 0]
    assert balance("penalty")["penalty"] > 5_000
    assert balance("penny")["debt"] == 5
    assert balance("stale")["as_of"] == "2026-11-12"
    assert balance("stale")["payments_until"] == "2026-11-11"
    assert balance("huge")["advance"] > 1_000_000_000
    assert balance("organisation")["advance"] > 0
    both = balance("debt_and_advance")
    assert both["debt"] > both["advance"] == 31_250
    assert of(demo, "balances", "no_data") == of(demo, "charges", "no_data") == []
    assert balance("executor")["debt"] > 0
    assert [(due["stage"], due["due_on"]) for due in of(demo, "dues", "organisation")] == [(2, "2026-11-25")]
    part = balance("part_paid")
    assert 0 < part["debt"] == part["overdue"]
    assert len([p for p in of(demo, "payments", "part_paid") if p["period"] == "2026-11"]) == 1


def test_meters_of_the_named_accounts(demo):
    def readings(slug):
        return sorted(of(demo, "readings", slug), key=lambda row: row["taken_on"])

    def meters(slug):
        return of(demo, "meters", slug)

    assert meters("automatic")[0]["automatic"] == 1
    assert {row["source"] for row in readings("automatic")} == {"billing"}
    assert meters("expired")[0]["verified_until"] < TODAY.isoformat()
    old, new = meters("replaced")
    assert old["removed_on"] == new["installed_on"] == "2026-04-20"
    assert meters("removed")[0]["removed_on"] == "2026-07-20"
    assert [line["kind"] for line in of(demo, "charge_lines", "removed")][-2] == "norm"
    assert len(meters("several_meters")) == 3
    assert meters("no_meter") == []
    kinds = {line["kind"] for line in of(demo, "charge_lines", "no_meter")}
    assert kinds == {"norm", "coefficient", "common"}
    assert [row["source"] for row in readings("calculated")][-4:] == ["calculated"] * 4
    last = readings("disputed")
    assert last[-1]["state"] == "disputed"
    assert last[-1]["t1"] < last[-2]["t1"]
    assert readings("rollover")[-1]["t1"] == 99_873
    assert meters("organisation")[0]["ratio"] == 40
    assert meters("decimals")[0]["decimals"] == 1
    assert meters("odd_order")[0]["zone_order"] == "peak,halfpeak,night"
    assert [row["zones"] for row in meters("two_zones") + meters("three_zones")] == [2, 3]
    dacha = {row["period"]: row["kwh_t1"] for row in of(demo, "charges", "dacha")}
    assert dacha["2026-01"] == 0 < dacha["2026-07"]


def test_the_eventful_account(demo):
    """What a picture of consumption has to bear."""
    old, new = of(demo, "meters", "eventful")
    assert (old["removed_on"], old["zones"]) == (new["installed_on"], 1)
    assert new["zones"] == 2
    readings = [row for row in of(demo, "readings", "eventful") if row["serial"] == old["serial"]]
    shown = [row["t1"] for row in sorted(readings, key=lambda row: row["taken_on"])]
    assert sum(later < sooner for sooner, later in pairwise(shown)) == 1
    assert [row["source"] for row in of(demo, "readings", "eventful")].count("calculated") == 2
    cost = {row["period"]: row["charged"] + row["recalculated"] for row in of(demo, "charges", "eventful")}
    assert [period for period, kopecks in cost.items() if kopecks < 0] == ["2026-06"]


def test_other_named_accounts(demo):
    def account(slug):
        (row,) = of(demo, "accounts", slug)
        return row

    def lines(slug, kind):
        return [line for line in of(demo, "charge_lines", slug) if line["kind"] == kind]

    assert account("closed")["status"] == "closed"
    assert account("renumbered")["old_account"] == "0710001006"
    assert account("no_phone")["phone"] is None
    assert account("shared_first")["phone"] == account("shared_second")["phone"]
    assert len(account("long_names")["address"]) > 250
    assert account("sole_trader")["inn"].isdecimal()
    assert len(account("sole_trader")["inn"]) == 12
    assert "заявление" in lines("recalculated", "recalculation")[0]["reason"]
    assert lines("benefit", "benefit")[-1]["amount"] < 0
    titles = {line["title"] for line in lines("heating", "own") if line["period"] == "2026-01"}
    assert {title.rpartition(" ")[2] for title in titles} == {"I", "II", "III"}
    windows = {row["group_code"]: row["window"] for row in demo["groups"]}
    assert windows[account("house")["group_code"]] == "23-25/26"
    assert windows[account("month_end")["group_code"]] == "28-3"


@pytest.mark.parametrize("today", ["2026-11-03", "2026-03-20", "2027-02-28", "2024-02-29", "2026-11-30"])
async def test_any_day_gives_sound_files(tmp_path, today):
    write_demo(tmp_path, DemoOptions(Span(date.fromisoformat(today), 8), accounts=60))
    report = await run_import(tmp_path, MemorySink(), seal)
    assert report.status is Status.DONE
    assert report.rejections == report.notices == ()


async def test_large_sets_tell_histories_again(tmp_path):
    write_demo(tmp_path, DemoOptions(Span(TODAY, 6), accounts=120, distinct=30))
    sink = MemorySink()
    report = await run_import(tmp_path, sink, seal)
    assert report.status is Status.DONE
    assert report.rejections == report.notices == ()
    accounts = sink.rows("accounts")
    assert len(accounts) == len({row[0] for row in accounts}) == 120
    assert len(sink.rows("balances")) == 119
    assert len({row[4] for row in accounts if row[4] and row[0] > "2901"}) > 30
