"""How old billing's data are, what staff hear, and which sets are tried again."""

from __future__ import annotations

import time

import pytest

from billing.rejects import Refusal
from billing.report import ImportReport, Problem, Status
from bot.app import App
from bot.config import check
from bot.drops.build import Drops
from bot.drops.child import carry_out, outcome_of
from bot.drops.staff import HOUR_MS, Freshness, ImportStaff
from bot.drops.wire import Job
from core.clock import SystemClock
from storage.database import Unit
from tests.config.good import config
from tests.dialogs.supplier import put

START = 1_790_000_000_000


async def told(database):
    sql = "SELECT kind, detail FROM audit_event ORDER BY id"
    return await database.read(lambda tx: tx.all(sql))


async def test_staff_hear_once_a_day_that_the_data_are_old(database):
    fresh = Freshness(database, ImportStaff(database, SystemClock()), 36, START)
    for hours in (1, 35):
        await fresh.look(START + hours * HOUR_MS)
    assert await told(database) == []
    for hours in (36, 40, 59):
        await fresh.look(START + hours * HOUR_MS)
    assert fresh.stale
    detail = "no import of billing's files for 36 hours, 36 are allowed"
    assert await told(database) == [("import-stale", detail)]
    await fresh.look(START + 60 * HOUR_MS)
    assert len(await told(database)) == 2
    fresh.delivered(START + 61 * HOUR_MS)
    await fresh.look(START + 62 * HOUR_MS)
    assert (fresh.stale, fresh.age_hours) == (False, 1)


async def test_an_import_by_hand_counts(database):
    def switched(tx):
        put(tx, "import_run", started_ms=1, touched_ms=START + 40 * HOUR_MS, state="switched", files="{}")

    await database.write(Unit(switched))
    fresh = Freshness(database, ImportStaff(database, SystemClock()), 36, START)
    await fresh.look(START + 41 * HOUR_MS)
    assert fresh.age_hours == 1
    never = Freshness(database, ImportStaff(database, SystemClock()), 0, START)
    await never.look(START + 4_000 * HOUR_MS)
    assert not never.stale


async def test_figures(database, background):
    drops = Drops(config(), database, SystemClock(), background)
    assert drops.watch is None
    await drops._staff.tell("import-failed", "x")
    shown = {(sample.name, sample.value) for sample in drops.samples()}
    assert ("abonent_import_alerts_total", 1) in shown
    assert ("abonent_import_stale", 0) in shown


@pytest.mark.parametrize(
    ("status", "codes", "wanted"),
    [
        (Status.DONE, [], "done"),
        (Status.NOTHING_NEW, [], "nothing_new"),
        (Status.REFUSED, [Refusal.BUSY], "later"),
        (Status.REFUSED, [Refusal.CUT_OFF], "refused"),
        (Status.REFUSED, [Refusal.TOO_MANY_REJECTED, Refusal.BUSY], "refused"),
    ],
)
def test_only_what_is_not_the_files_fault_is_tried_again(status, codes, wanted):
    report = ImportReport(status, problems=tuple(Problem(code, "", "why") for code in codes))
    assert outcome_of(report).status == wanted


def test_a_profile_with_mistakes_keeps_the_set_waiting(tmp_path):
    profile = tmp_path / "p.toml"
    profile.write_text("nme = 1")
    outcome = carry_out(Job(config(), str(tmp_path), str(profile)))
    assert outcome.status == "later"
    assert "unknown key 'nme'" in outcome.lines[0]


def test_what_check_config_says_of_the_folder(tmp_path):
    def found(**changes):
        return [
            (p.severity, p.key) for p in check(config(**changes), SystemClock().now()) if "import" in p.key
        ]

    assert found() == []
    assert found(import__profile="p.toml") == [("error", "import.profile")]
    assert found(import__folder=str(tmp_path)) == []
    assert found(import__folder=str(tmp_path / "none")) == [("error", "import.folder")]
    missing = {"import__folder": str(tmp_path), "import__profile": "none.toml", "import__marker": "a/b"}
    assert found(**missing) == [("error", "import.profile"), ("error", "import.marker")]
    both = {"import__folder": str(tmp_path), "import__marker": "r.txt", "import__quiet_seconds": "5"}
    assert found(**both) == [("warning", "import.quiet_seconds")]


class _Begun(Exception):
    """The intake would begin now."""


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_the_age_is_known_before_anything_is_sent(database, database_url, background, monkeypatch):
    """After a downtime nothing goes out on old data in the minutes before the first look."""
    old_ms = time.time_ns() // 1_000_000 - 72 * HOUR_MS

    def switched(tx):
        put(tx, "import_run", started_ms=1, touched_ms=old_ms, state="switched", files="{}")

    await database.write(Unit(switched))
    await database.close()
    app = App(config(database__url=database_url), SystemClock(), background)
    seen = []

    async def begin():
        seen.append(app._drops.freshness.age_hours)
        raise _Begun

    monkeypatch.setattr(app.intake, "start", begin)
    with pytest.raises(_Begun):
        await app.start()
    await app.database.close()
    assert seen == [72]
