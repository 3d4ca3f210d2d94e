"""«Нет света» while planned work goes on at the address: 112 and the dispatcher first, then the work."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.dialogs.channels import Played
from tests.dialogs.supplier import put

FLAT, HOUSE = 1, 2
NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)  # noon of the supplier
GOING_ON = {"begins_at": "2026-11-18T09:00", "ends_at": "2026-11-18T13:00"}


def said(account=FLAT, **given):
    def fill(tx):
        put(tx, "dataset_generation", dataset="outages", period="", generation=1)
        put(tx, "outage", generation=1, outage_id="7", places="ул. Мира, 1-9", **{**GOING_ON, **given})

    return Played(fill, now=NOW).person().has(account).says("нет света")


def test_the_work_is_named_behind_the_phones():
    rich, short = said()
    assert rich.startswith("Искры, дым")
    assert rich.splitlines()[-1] == "По адресу счёта *7833 идут плановые работы, до 13:00 18 ноября."
    assert short.startswith("Искры, дым, провод: 112.")
    assert "Плановые работы до 18.11 13:00" in short


@pytest.mark.parametrize(
    ("account", "given"),
    [
        (HOUSE, {}),
        (FLAT, {"cancelled": 1}),
        (FLAT, {"begins_at": "2026-11-18T12:30"}),
        (FLAT, {"ends_at": "2026-11-18T11:30"}),
    ],
)
def test_other_work_explains_nothing(account, given):
    assert not any("лановые работы" in text for text in said(account, **given))
