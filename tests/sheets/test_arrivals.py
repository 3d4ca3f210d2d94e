"""A document from the download on: the folder, the look at its content, the conversation, all real."""

from __future__ import annotations

import msgspec
import pytest

from bot.channels.file_fetcher import FileFetcher
from bot.dialogs.model import Kind
from core.records import OutboxRow, Result
from storage.folder import FileFolder
from tests.core.files.samples import png, workbook
from tests.sheets.test_hostile import OLE, changed, encrypted_member, plain


class Sent:
    """The channel: gives the one file that was sent."""

    def __init__(self, content):
        self.content = content

    async def fetch(self, _reference, _most_bytes, _attempts=1):
        return self.content


async def arrives(talk, content, tmp_path, name="vedomost.xlsx"):
    """Send a document and let the real executor fetch it; what is said in the end."""
    await talk._happens(Kind.DOCUMENT, sent_at=talk.now, file=talk.file(content, name))
    address, payload = talk.fetches[-1]
    folder = FileFolder(tmp_path / "files")
    folder.prepare()

    async def used():
        return 0

    fetcher = FileFetcher(Sent(content), folder, used, most_total=10**9, least_free=0)
    row = OutboxRow(1, 1, address, "fetch-file", msgspec.json.encode(payload).decode(), 1, 0, 0)
    attempt = await fetcher.send(row)
    if attempt.result is not Result.OK:
        await talk.file_comes(attempt.reason)
        return talk.text
    name = f"{payload['name']}.{attempt.told['content']}"
    talk.folder[name] = folder.read(name)
    await talk.file_comes(content=attempt.told["content"])
    return await talk.reads()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "старый формат Excel. Сохраните файл как «Книга Excel"),
        (changed(plain(), "xl/workbook.bin", lambda _: b"x"), "старый формат Excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "закрыт паролем, и мы его не видим. Снимите пароль"),
        (encrypted_member(), "закрыт паролем"),
        (changed(plain(), "xl/vbaProject.bin", lambda _: b"x"), "В файле макросы, такой не открываем"),
        (workbook(names=("word/document.xml",)), "таблицей: .xlsx или .csv. Этот файл другой"),
        (b"%PDF-1.7 ...", "таблицей: .xlsx или .csv. Этот файл другой"),
        (png(20, 20), "таблицей: .xlsx или .csv. Этот файл другой"),
        (plain()[:2000], "пришёл не целиком или испорчен"),
        (b"", "Файл пустой"),
        (changed(plain(), "xl/media/1.bin", lambda _: b"\0" * 70_000_000), "внутри слишком большая"),
        (workbook(), "Файл не открывается"),
        (b"a;b;c\n", "Не нашли в таблице столбцов"),
        (plain(), "Ни одна строка не подошла"),
    ],
    ids=[
        "xls", "xlsb", "password", "locked-zip", "macros", "docx", "pdf", "picture", "cut", "empty", "bomb",
        "hollow", "no-columns", "no-meters",
    ],
)  # fmt: skip
async def test_what_is_no_sheet_is_told_with_what_to_do(clerk, tmp_path, content, words):
    assert words in await arrives(clerk, content, tmp_path)
    assert clerk.offered == ["sheet", "menu"]


async def test_a_good_one_is_taken(clerk, tmp_path):
    content = "Номер счётчика;Новое показание\r\n004000001;10310\r\n".encode("cp1251")
    assert "записана: 1 из 1" in await arrives(clerk, content, tmp_path, "Отчёт за ноябрь.csv")
