"""Files of people from the sandbox's Telegram to the folder, and everything that goes wrong on the way."""

from __future__ import annotations

import base64
import errno
import hashlib

import msgspec
import pytest

from bot.channels.file_fetcher import FileFetcher
from bot.channels.file_source import Later
from bot.channels.telegram_download import TelegramDownload
from bot.channels.telegram_session import TelegramSession
from bot.dialogs.model import Kind
from bot.handlers.telegram_translate import translate
from core.files.model import PICTURES, TABLES, Fault, Fetch
from core.files.refused import Refused
from core.records import OutboxRow, Result
from storage.folder import FileFolder
from tests.core.files.samples import png, workbook
from tests.sandbox.conftest import TOKEN, Emulator

NAME = "0123456789abcdef" * 2
PHOTO = png(640, 480)


@pytest.fixture
async def emulator(tmp_path):
    emulator = Emulator(tmp_path / "sandbox")
    await emulator.start(token=TOKEN)
    yield emulator
    await emulator.stop()


@pytest.fixture
async def session(emulator):
    session = TelegramSession(TOKEN, emulator.base, timeout_s=1.0)
    yield session
    await session.close()


@pytest.fixture
def download(session):
    return TelegramDownload(session)


@pytest.fixture
def folder(tmp_path):
    folder = FileFolder(tmp_path / "files")
    folder.prepare()
    return folder


async def sends(emulator, kind="photo", data=PHOTO, **options):
    """A person sends a file; what the bot is told of it."""
    anna = await emulator.user()
    body = {kind: {"base64": base64.b64encode(data).decode(), **options}}
    sent = await emulator.post(f"/control/chats/{anna}/send", body)
    (update,) = await emulator.call("getUpdates", offset=sent["update_id"])
    return translate(msgspec.json.encode(update), 0)


def fetcher(download, folder, **limits):
    async def used():
        return limits.get("used", 0)

    return FileFetcher(
        download,
        limits.get("into", folder),
        used,
        most_total=limits.get("most_total", 10**9),
        least_free=limits.get("least_free", 0),
        readers=limits.get("readers"),
    )


def row(reference, *, contents=PICTURES, attempts=1, purpose="photo", most=10**7):
    payload = Fetch(reference, NAME, purpose, tuple(contents), most)
    return OutboxRow(1, 1, "file:1", "fetch-file", msgspec.json.encode(payload).decode(), attempts, 0, 0)


async def test_a_photo_is_announced_with_its_largest_size_and_its_words(emulator):
    event = await sends(emulator, caption="показание 15420")
    assert (event.kind, event.text) == (Kind.PHOTO, "показание 15420")
    assert (event.file.size, event.file.mime) == (len(PHOTO), "image/jpeg")
    document = await sends(emulator, "document", workbook(), file_name="ведомость.xlsx")
    assert (document.kind, document.file.name) == (Kind.DOCUMENT, "ведомость.xlsx")
    picture = await sends(emulator, "document", PHOTO, file_name="IMG_1.PNG", mime_type="image/png")
    assert picture.file.pictured


async def test_a_photo_is_fetched_and_kept_for_the_bots_eyes_only(emulator, download, folder):
    event = await sends(emulator)
    attempt = await fetcher(download, folder).send(row(event.file.reference))
    assert attempt.result is Result.OK
    kept = folder.path(f"{NAME}.png")
    assert kept.read_bytes() == PHOTO
    assert attempt.told == {
        "content": "png", "bytes": str(len(PHOTO)), "sha256": hashlib.sha256(PHOTO).hexdigest(),
    }  # fmt: skip
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    again = await fetcher(download, folder).send(row(event.file.reference, attempts=2))
    assert again == attempt
    assert [name for name, _ in folder.entries()] == [f"{NAME}.png"]


@pytest.mark.parametrize("kind", ["404", "500", "502_html", "reset", "cut", "timeout_before"])
async def test_a_download_that_breaks_is_tried_again(emulator, download, folder, kind, monkeypatch):
    monkeypatch.setattr("bot.channels.telegram_download.SILENT_S", 0.2)
    event = await sends(emulator)
    # A GET that is reset is repeated once by the HTTP client itself.
    times = 2 if kind == "reset" else 1
    fault = {"target": "telegram", "kind": kind, "method": "download", "delay_s": 0.5, "times": times}
    await emulator.post("/control/faults", fault)
    first = await fetcher(download, folder).send(row(event.file.reference))
    assert first.result is Result.RETRY
    assert TOKEN not in first.reason
    assert list(folder.entries()) == []
    second = await fetcher(download, folder).send(row(event.file.reference, attempts=2))
    assert second.result is Result.OK
    assert folder.read(f"{NAME}.png") == PHOTO


@pytest.mark.parametrize("kind", ["429", "500", "reset", "502_html", "timeout_before"])
async def test_a_path_that_is_not_given_is_asked_for_again(emulator, download, kind):
    event = await sends(emulator)
    fault = {"target": "telegram", "kind": kind, "method": "getFile", "delay_s": 1.2, "retry_after": 7}
    await emulator.post("/control/faults", fault)
    with pytest.raises(Later) as later:
        await download.fetch(event.file.reference, 10**7)
    assert later.value.wait_ms == (7000 if kind == "429" else 0)
    assert await download.fetch(event.file.reference, 10**7) == PHOTO


async def test_an_unknown_reference_is_given_up_after_three_tries(emulator, download, folder):
    sender = fetcher(download, folder)
    assert (await sender.send(row("AgACAgI-none", attempts=2))).result is Result.RETRY
    gone = await sender.send(row("AgACAgI-none", attempts=3))
    assert (gone.result, gone.reason) == (Result.REFUSED, Fault.GONE)


async def test_sizes_are_never_believed(emulator, download):
    claimed = await sends(emulator, "document", b"a;b\n", file_name="a.csv", size=30_000_000)
    assert claimed.file.size == 30_000_000
    with pytest.raises(Refused) as refused:
        await download.fetch(claimed.file.reference, 10**8)
    assert refused.value.fault is Fault.TOO_BIG  # the Bot API itself: over 20 MB
    lied = await sends(emulator, "document", b"x" * 5000, file_name="a.csv", size=10)
    with pytest.raises(Refused) as refused:
        await download.fetch(lied.file.reference, 1000)
    assert refused.value.fault is Fault.TOO_BIG


async def test_the_path_of_an_hour_ago_is_asked_for_anew(emulator, download):
    event = await sends(emulator)
    path = (await emulator.call("getFile", file_id=event.file.reference))["file_path"]
    await emulator.post("/control/clock", {"advance_s": 3700})
    async with emulator.http.get(f"/file/bot{TOKEN}/{path}") as answer:
        assert answer.status == 404
    assert await download.fetch(event.file.reference, 10**7) == PHOTO


async def test_a_path_that_leads_elsewhere_is_not_followed(download, session, monkeypatch):
    for path in ("../../etc/passwd", "/etc/passwd", "photos/../../x", "a b", ""):
        body = msgspec.json.encode({"ok": True, "result": {"file_path": path}})

        async def call(method, payload, body=body):
            from bot.channels.telegram_session import Answer

            return Answer(200, body)

        monkeypatch.setattr(session, "call", call)
        with pytest.raises(Refused) as refused:
            await download.fetch("x", 10)
        assert refused.value.fault is Fault.GONE


async def test_what_is_no_photo_is_refused_and_leaves_nothing(emulator, download, folder):
    event = await sends(emulator, "document", workbook(), file_name="photo.jpg", mime_type="image/jpeg")
    attempt = await fetcher(download, folder).send(row(event.file.reference))
    assert (attempt.result, attempt.reason) == (Result.REFUSED, Fault.NOT_PICTURE)
    assert list(folder.entries()) == []


async def test_no_room_is_said_at_once(emulator, download, folder):
    event = await sends(emulator)
    full = fetcher(download, folder, most_total=1000)
    assert (await full.send(row(event.file.reference))).reason == Fault.NO_ROOM
    tight = fetcher(download, folder, least_free=10**18)
    assert (await tight.send(row(event.file.reference))).reason == Fault.NO_ROOM

    class Full:
        def free_bytes(self):
            return 10**18

        def keep(self, name, ending, data):
            raise OSError(errno.ENOSPC, "No space left on device")

    attempt = await fetcher(download, folder, into=Full()).send(row(event.file.reference))
    assert (attempt.result, attempt.reason) == (Result.REFUSED, Fault.NO_ROOM)


async def test_a_reader_of_the_purpose_tells_the_turn_what_it_found(emulator, download, folder):
    event = await sends(emulator, "document", b"point;value\n1;15420\n", file_name="a.csv")
    readers = {"sheet": lambda content, data: {"rows": str(data.count(b"\n")), "kind": content.value}}
    sender = fetcher(download, folder, readers=readers)
    attempt = await sender.send(row(event.file.reference, contents=TABLES, purpose="sheet"))
    assert (attempt.told["rows"], attempt.told["kind"], attempt.told["content"]) == ("2", "csv", "csv")
