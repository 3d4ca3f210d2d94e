"""`broadcast`: made, previewed, tried, started by its number, stopped; beside the running bot."""

from __future__ import annotations

import asyncio
import re
import shutil
from dataclasses import replace

import pytest

from bot.assembly import SMS, Texts
from bot.broadcasts.desk import BroadcastDesk, Seen
from bot.broadcasts.remote import broadcast_handlers
from bot.broadcasts.words import Press
from bot.commands.arguments import parser
from bot.commands.broadcast import broadcast
from bot.commands.broadcast_printing import preview
from bot.commands.database import sqlite_path
from bot.control.server import ControlServer
from bot.control.wire import socket_path
from core.broadcasts.model import Audience
from core.clock import SystemClock
from storage.database import Unit, connect
from storage.store import StoreFactory
from tests.broadcasts.conftest import Hall
from tests.config.good import config
from tests.dialogs.supplier import fill
from tests.readings.watched import ZONE

_TRIED = "UPDATE outbox SET state = :state, error = :error WHERE priority = 0"


@pytest.fixture(scope="module")
def texts():
    return Texts.of(config(), SystemClock())


@pytest.fixture
async def staff(sqlite_template, tmp_path, background, capsys, texts, monkeypatch):
    """Runs the command against a bot that gathers and sends; two people are linked."""
    path = tmp_path / "abonent.db"
    shutil.copyfile(sqlite_template, path)
    given = config(database__url=f"sqlite:///{path}")
    database = connect(given.database.url, background=background)
    await database.open()
    await database.write(Unit(fill))
    hall = Hall(database)
    await hall.people(1, 2)
    monkeypatch.setattr(Texts, "of", lambda *_: texts)  # a second each time
    press = Press(texts, SMS)
    dispatch = hall.dispatch()
    desk = BroadcastDesk(database, StoreFactory(), lambda: hall.now_ms, 450, press, waits=dispatch.waits)
    server = ControlServer(socket_path(sqlite_path(given)), broadcast_handlers(desk))
    await server.start()
    (tmp_path / "words.txt").write_text("Офис закрыт.\nПлатежи в чате.\n", "utf-8")

    async def run(*arguments):
        arguments = [str(tmp_path / one) if one.endswith((".txt", ".csv")) else one for one in arguments]
        over = asyncio.Event()

        async def command():
            code = await broadcast(given, parser().parse_args(["broadcast", *arguments]))
            over.set()
            return code

        async def bot():
            while not over.is_set():
                await dispatch.run()
                await hall.do(lambda s: s.tx.run(_TRIED, state=run.ends[0], error=run.ends[1]))
                await asyncio.sleep(0.01)

        code, _ = await asyncio.gather(command(), bot())
        said = capsys.readouterr()
        return code, said.out + said.err

    run.hall, run.folder, run.ends = hall, tmp_path, ("sent", None)
    yield run
    await server.stop()
    await database.close()


async def made(staff, *more):
    code, said = await staff("new", "--words", "words.txt", "--by", "Petrova", *more)
    assert code == 0, said
    return said, re.search(r"number is (\d+)", said)[1]


async def test_from_the_preview_to_the_report(staff):
    said, number = await made(staff)
    assert "recipients: 2  messenger: 2  SMS: 0" in said
    assert "to: everybody who has linked an open account" in said
    assert "Офис закрыт.\nПлатежи в чате.\n \nНе получать новости" in said
    assert await staff("start", "1", "--confirm", "1") == (
        1, "error: type the number of `broadcast show 1` back: --confirm NUMBER\n"
    )  # fmt: skip
    assert await staff.hall.messages() == []
    assert await staff("start", "1", "--confirm", number) == (0, "broadcast 1: running\n")
    assert "it runs already" in (await staff("start", "1", "--confirm", number))[1]
    await staff.hall.dispatch().run()
    assert [keys for _, _, keys in await staff.hall.messages()] == [
        ["broadcast-words", "broadcast-words", "broadcast-words", "broadcast-end"]
    ] * 2
    for outbox_id, _, _ in await staff.hall.messages():
        await staff.hall.ends(
            outbox_id, "failed" if outbox_id % 2 else "sent", "403 Forbidden: bot was blocked by the user"
        )
    await staff.hall.dispatch().run()
    _, said = await staff("show", "1")
    assert "failed: 1  sent: 1" in said
    assert "blocked: 1" in said
    assert "done" in (await staff("list"))[1]
    assert "it is done" in (await staff("stop", "1"))[1]
    assert (await staff("report", "1", "--to", "report.csv"))[0] == 0
    written = staff.folder / "report.csv"
    lines = written.read_text("utf-8-sig").splitlines()
    assert sorted(line.split(";")[1:3] for line in lines[1:]) == [["failed", "blocked"], ["sent", ""]]
    assert lines[1].startswith("telegram:")
    assert lines[1].endswith("2026-11-20 12:00")  # by the supplier's clock
    assert written.stat().st_mode & 0o777 == 0o600


async def test_pause_resume_stop(staff):
    _, number = await made(staff)
    assert "never started" in (await staff("pause", "1"))[1]
    assert "never started" in (await staff("resume", "1"))[1]
    staff.hall.now_ms += 12 * 3_600_000  # night: nothing is handed over
    assert (await staff("start", "1", "--confirm", number))[0] == 0
    assert "quiet hours" in (await staff("show", "1"))[1]
    assert (await staff("pause", "1"))[0] == 0
    assert "`broadcast resume 1`" in (await staff("start", "1", "--confirm", "1"))[1]
    assert (await staff("resume", "1"))[0] == 0
    assert (await staff("stop", "1", "--by", "Ivanov"))[0] == 0
    assert "stopped for good" in (await staff("resume", "1"))[1]
    assert await staff.hall.messages() == []
    trail = "SELECT kind, address, detail FROM audit_event WHERE kind LIKE 'broadcast%' ORDER BY id"
    rows = await staff.hall.do(lambda s: s.tx.all(trail))
    assert [row[0] for row in rows] == [
        f"broadcast-{what}" for what in ("made", "start", "pause", "resume", "stop")
    ]
    assert (rows[0][1:], rows[-1][1:]) == (("staff", "1 Petrova"), ("staff", "1 Ivanov"))


@pytest.mark.parametrize(
    ("to", "address"),
    [
        ("+79161234567", "tel:+79161234567"), ("8 (916) 123-45-67", "tel:+79161234567"),
        ("telegram:8916", "telegram:8916"), ("8916", "telegram:8916"), ("9161234567", "telegram:9161234567"),
        ("telegram:+79161234567", "telegram:11"), ("telegram:8 916 123-45-67", "telegram:11"),
    ],
)  # fmt: skip
async def test_to_oneself_first(staff, to, address):
    await made(staff)
    assert await staff("test", "1", "--to", to) == (0, "sent\n")
    assert [row[0] for row in await staff.hall.do(lambda s: s.tx.all("SELECT address FROM outbox"))] == [
        address
    ]


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("Petrova", "no phone"),
        ("+4915112345678", "no phone"),
        ("telegram:+79169999999", "no chat has linked"),
    ],
)
async def test_who_is_nobody_to_try_it_on(staff, to, why):
    await made(staff)
    code, said = await staff("test", "1", "--to", to)
    assert (code, why in said) == (1, True), said


async def test_a_trial_that_is_refused_says_so(staff):
    await made(staff)
    staff.ends = ("failed", "403 Forbidden: bot was blocked by the user")
    assert await staff("test", "1", "--to", "77") == (
        1,
        "error: it was not sent: 403 Forbidden: bot was blocked by the user\n",
    )


async def test_the_cost_of_sms_is_that_of_what_leaves(staff):
    await staff.hall.people(1, prefix="tel:+791600000")
    said, _ = await made(staff)
    assert "SMS: 1, up to 4.50 rub" in said
    # Quotation marks and dashes leave as plain ones: 160 characters of Latin are one part.
    (staff.folder / "latin.txt").write_text("«Energo» — " + "a" * 149, "utf-8")
    said, _ = await made(staff, "--short", "latin.txt")
    assert ("parts: 1" in said, "SMS: 1, up to 4.50 rub" in said) == (True, True), said
    said, _ = await made(staff, "--channels", "messenger")
    assert ("SMS: 0" in said, "parts" in said) == (True, False)


async def test_the_preview_says_whom_and_who_cannot_be_told(staff):
    await staff.hall.do(lambda s: s.subscribers.mute("telegram:10", 1, muted=True))
    said, _ = await made(staff, "--holder", "person", "--legal")
    assert "to: holder: person" in said
    assert "cannot be switched off" in said
    assert "recipients: 1 " in said
    assert "not to be told: 1\n  unreachable: 1 (said STOP" in said


async def test_what_nobody_gets_is_not_started(staff):
    code, said = await staff("new", "--words", "words.txt", "--by", "x", "--places", "ул. Небывалая")
    assert (code, "nobody gets it" in said, "--confirm" in said) == (0, True, False)
    assert "nobody would get it" in (await staff("start", "1", "--confirm", "11111"))[1]


async def test_a_place_where_nobody_lives_is_named(staff, monkeypatch):
    """Page after page: the last account lies in the first place."""
    monkeypatch.setattr("bot.broadcasts.desk.PAGE", 1)
    sql = "UPDATE account_card SET address = 'г. Примерск, ул. Мира, д. ' || account_id"
    await staff.hall.do(lambda s: s.tx.run(sql))
    said, _ = await made(staff, "--places", "ул. Мира, 2; ул. Мирра, 1-9", "--places", "ул. Мира, 1")
    assert "recipients: 2 " in said
    assert [line for line in said.splitlines() if "spelled" in line] == [
        "no account that people have linked lies in 'ул. Мирра, 1-9': is it spelled so?"
    ]


async def test_what_was_prepared_long_ago_is_not_started(staff):
    _, number = await made(staff)
    staff.hall.now_ms += 8 * 24 * 3_600_000
    assert "more than a week ago" in (await staff("start", "1", "--confirm", number))[1]


async def test_the_same_is_started_again_by_who_says_so(staff):
    _, first = await made(staff)
    _, second = await made(staff)
    assert (await staff("start", "1", "--confirm", first))[0] == 0
    code, said = await staff("start", "2", "--confirm", second)
    assert (code, "#1 says the same" in said, "add --again" in said) == (1, True, True), said
    assert (await staff("start", "2", "--confirm", second, "--again"))[0] == 0


async def test_what_is_old_goes_on_by_the_number_that_is_shown(staff):
    _, number = await made(staff)
    assert (await staff("start", "1", "--confirm", number))[0] == 0
    assert (await staff("pause", "1"))[0] == 0
    staff.hall.now_ms += 8 * 24 * 3_600_000
    code, said = await staff("resume", "1")
    assert (code, "more than a week ago" in said) == (1, True), said
    _, said = await staff("show", "1")
    number = re.search(r"broadcast resume 1 --confirm NUMBER, the number is (\d+)", said)[1]
    assert (await staff("resume", "1", "--confirm", number))[0] == 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--words", "nothing.txt"), "No such file"), (("--words", "empty.txt"), "holds no text"),
        (("--words", "unseen.txt"), "holds no text"), (("--words", "huge.txt"), "larger than 64 KB"),
        (("--words", "long.txt"), "4096 fit"), (("--words", "emoji.txt"), "4096 fit"),
        (("--words", "sms.txt"), "11 parts, 10 fit"), (("--words", "latin.txt"), "671 characters, 670 fit"),
        (("--words", "bytes.txt"), "not UTF-8"),
        (("--words", "words.txt", "--places", "15-1"), "above"),
        (("--words", "words.txt", "--places", "5"), "no street"),
        (("--words", "words.txt", "--tariff", "nonesuch"), "billing has: "),
        (("--words", "words.txt", "--window", "soon"), "15-25"),
        (("--words", "words.txt", "--window", "1-2"), "there are: 15-25"),
        (("--words", "words.txt", "--debt-from", "-5"), "--debt-from"),
        (("--words", "words.txt", "--overdue-from", "9" * 20), "--overdue-from"),
        (("--words", "words.txt", "--by", " "), "--by"),
    ],
)  # fmt: skip
async def test_what_cannot_be_sent_is_refused_with_why(staff, arguments, why):
    texts = {
        "empty": " \n", "unseen": "\u200b\n\u2060", "huge": "щ" * 40_000, "long": "щ" * 4_100,
        "emoji": "щ" + "😀" * 2_040, "sms": "щ" * 671,
        "latin": "w" * 671,
    }  # fmt: skip
    for name, text in texts.items():
        (staff.folder / f"{name}.txt").write_text(text, "utf-8")
    (staff.folder / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    code, said = await staff("new", "--by", "x", *arguments)
    assert (code, why in said) == (1, True), said
    assert await staff.hall.do(lambda s: s.broadcasts.last(9)) == []


async def test_windows_and_tariffs_that_billing_has(staff):
    assert "window 15-25" in (await made(staff, "--window", "15 – 25"))[0]


@pytest.mark.parametrize(
    "what", [("show",), ("start", "--confirm", "1"), ("test", "--to", "77"), ("report", "--to", "r.csv")]
)
async def test_what_is_not_there(staff, what):
    code, said = await staff(what[0], "9", *what[1:])
    assert (code, said) == (1, "error: there is no such broadcast: see `broadcast list`\n")
    assert not (staff.folder / "r.csv").exists()


async def test_a_report_is_no_formula(staff):
    await made(staff)
    sql = "UPDATE broadcast_recipient SET state = 'failed', why = '=cmd|x', address = 'telegram:1234567'"
    await staff.hall.do(lambda s: s.tx.run(sql))
    await staff("report", "1", "--to", "report.csv")
    lines = (staff.folder / "report.csv").read_text("utf-8-sig").splitlines()
    assert {line.split(";")[2] for line in lines[1:]} == {"'=cmd|x"}


async def test_a_report_needs_its_folder(staff):
    await made(staff)
    with pytest.raises(FileNotFoundError, match="make it first"):
        await staff("report", "1", "--to", "nowhere/report.csv")


async def test_more_than_the_day_pays_for_is_said_before(staff):
    await staff.hall.people(1, prefix="tel:+791600000")
    said, _ = await made(staff)
    assert "more than SMS may cost" not in said
    assert "more than SMS may cost" in "\n".join(preview(seen(kopecks=600_000), ZONE, 500_000))


def seen(**given):
    usual = Seen(
        7, "ready", "Слова", "Слова", Audience(), "all", False, "x", 1, 0, 0, 0, {"planned": 1}, {"sms": 1},
        {}, 1, 450, "12345",
    )  # fmt: skip
    return replace(usual, **given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"state": "gathering"}, "the bot has to run"), ({"by_channel": {}}, "nobody gets it"),
        ({"state": "running", "started_ms": 1}, "hold it"), ({"state": "paused", "started_ms": 1}, "go on"),
        ({"state": "running", "started_ms": 1, "waits": "stale"}, "newer data of billing"),
        ({"state": "stopped", "started_ms": 1}, "who got it"),
        ({"audience": Audience("с. Примерное", ("t",), ("15-25",), "person", 100, 250)},
         "places с. Примерное; tariff t; window 15-25; holder: person; debt from 1.00 rub; overdue from 2"),
        ({"channels": "sms"}, "SMS only"), ({"reasons": {"boom": 2}}, "  boom: 2"),
    ],
)  # fmt: skip
def test_what_staff_read_of_each_state(given, said):
    assert said in "\n".join(preview(seen(**given), ZONE, 10**9))
