"""The bills on the page say what the imported demo data say."""

from __future__ import annotations

import csv
from datetime import date

from sandbox.demo.bills import named_cards
from sandbox.demo.files import DemoOptions, write_demo
from sandbox.demo.months import Span
from sandbox.demo.named import NAMED


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_every_bill_agrees_with_the_files(tmp_path):
    span = Span(date(2026, 11, 20), 8)
    write_demo(tmp_path, DemoOptions(span, accounts=70))
    charges = {(row["account"], row["period"]): row for row in rows(tmp_path / "charges.csv")}
    accounts = {row["account"]: row for row in rows(tmp_path / "accounts.csv")}
    cards = named_cards(span)
    assert [card["slug"] for card in cards] == [account.slug for account in NAMED]
    for card in cards:
        listed = accounts[card["number"]]
        assert [bill["code"] for bill in card["bills"]] == listed["receipt_code"].split()
        assert [bill["period"] for bill in card["bills"]] == listed["receipt_period"].split()
        assert card["address"] == listed["address"]
        for bill in card["bills"]:
            assert bill["charge"] == charges.get((card["number"], bill["period"]))


def test_a_bill_shows_what_the_meter_showed_before_and_after():
    cards = {card["slug"]: card for card in named_cards(Span(date(2026, 11, 20), 8))}
    shown = cards["three_zones"]["bills"][0]["readings"]
    assert len(shown) == 1
    used = [int(shown[0]["now"][zone]) - int(shown[0]["was"][zone]) for zone in ("t1", "t2", "t3")]
    charge = cards["three_zones"]["bills"][0]["charge"]
    assert used == [int(charge[name]) for name in ("kwh_t1", "kwh_t2", "kwh_t3")]
    assert cards["no_data"]["bills"][0]["charge"] is None
