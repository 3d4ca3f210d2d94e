"""Sheets that are not taken, rights, buttons of others, long tables, what comes between."""

from __future__ import annotations

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.model import Kind
from core.readings.journal import State
from core.readings.reasons import Reason
from core.records import Result
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.billed import FLAT, OFFICE, meter
from tests.sheets.conftest import clerk_of
from tests.sheets.filling import GOOD, book, ours, serial, sheets_of
from tests.sheets.talk import OFFICE_NUMBER, SheetTalk, read_rows


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF", "таблицей: .xlsx или .csv"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100, "старый формат Excel"),
        (b"a;b;c\n", "столбцов"),
        ("Номер счётчика;Новое показание\n77777;1\n".encode(), "Ни одна строка не подошла"),
    ],
)
async def test_what_is_no_sheet_is_told_with_what_to_do(clerk, content, words):
    assert words in await clerk.sends_file(content)
    assert clerk.offered == ["sheet", "menu"]


@pytest.mark.parametrize("meters", [1, 4])
async def test_who_has_few_meters_is_told_of_no_tables(supplied, meters):
    def put(tx):
        for at in range(meters):
            meter(tx, FLAT, f"777{at}")

    await supplied.write(Unit(put))
    person = SheetTalk(supplied, TELEGRAM)
    await person.links()
    text = await person.sends_file(b"%PDF-1.7 ...", "bill.pdf")
    assert ("таблицей: .xlsx" in text) is (meters == 4)
    if meters == 1:
        assert text.startswith("Этот файл не открываем. Пришлите фото счётчика или число с табло.")
        assert person.offered == ["readings", "menu"]
        await person._happens(Kind.DOCUMENT, sent_at=person.now, file=person.file(b"%PDF", "bill.pdf"))
        assert await person.file_comes("not-table") == text


async def test_nothing_filled_in(clerk):
    assert "нет новых показаний" in await clerk.sends_file(await ours(clerk, {}))


async def test_a_sheet_of_somebody_elses_account_reveals_nothing(clerk, supplied):
    other = SheetTalk(supplied, TELEGRAM, address="telegram:2", now=clerk.now)
    await supplied.write(Unit(lambda tx: meter(tx, FLAT, "777")))
    await other.links()
    content = await ours(clerk, GOOD)
    text = await other.sends_file(content)
    assert text.startswith("Эта ведомость не по вашим счетам")
    assert not any(key in text for key in GOOD)
    assert await clerk.entries() == {}
    # Without its number it is a list of strange serials: the same words for anybody's and nobody's.
    without = await other.sends_file(book([["Номер счётчика", "Показание"], [serial(1), 10_300]]))
    nobodys = await other.sends_file(book([["Номер счётчика", "Показание"], ["55555", 10_300]]))
    assert without == nobodys
    assert await clerk.entries() == {}


async def test_the_sheet_of_another_month_is_not_taken(clerk):
    clerk.later(days=-33)
    content = await ours(clerk, GOOD)
    clerk.later(days=33)
    assert "за другой месяц" in await clerk.sends_file(content)
    assert await clerk.entries() == {}


async def test_rights_are_looked_at_when_it_is_sent_and_when_it_is_read(clerk):
    content = await ours(clerk, GOOD)
    await clerk.says("ведомость")
    await clerk.database.write(Unit(lambda tx: tx.run("UPDATE link SET active = 0")))
    with pytest.raises(LookupError):
        await clerk.document()
    assert "подключите счёт" in await clerk.sends_file(content)


async def test_rights_lost_between_sending_and_reading(clerk):
    content = await ours(clerk, GOOD)
    await clerk._happens(Kind.DOCUMENT, sent_at=clerk.now, file=clerk.file(content))
    await clerk.file_fetched(content)
    await clerk.database.write(Unit(lambda tx: tx.run("UPDATE link SET active = 0")))
    await clerk.reads()
    assert await clerk.entries() == {}


async def test_buttons_of_somebody_elses_sheet_do_nothing(clerk, supplied):
    await clerk.sends_file(await ours(clerk, {**GOOD, serial(3): 99_999}))
    [(sheet,)] = await sheets_of(clerk)
    other = SheetTalk(supplied, TELEGRAM, address="telegram:2", now=clerk.now)
    await other.links()
    for entry in ("sheet-yes", "sheet-fix", "sheet-doubts", "sheet-list"):
        text = await other._happens(Kind.CHOICE, choice=entry, text=f"{sheet}.999999")
        assert text.startswith("Этой ведомости уже нет")
    with pytest.raises(LookupError):
        await other.files.make(f"sheet-list:{sheet}", other.address, 1)
    with pytest.raises(LookupError):
        await other.files.make(f"sheet:{OFFICE}", other.address, 1)
    assert (await clerk.entries())[serial(3)].state is State.DRAFT


async def test_nobody_forges_what_only_the_executor_says(clerk):
    for entry in ("sheet-lines", "sheet-confirm"):
        await clerk._happens(Kind.CHOICE, choice=entry, text="{}")
        assert clerk.path[-1] == "menu"


async def test_a_long_table_is_leafed_through(supplied):
    clerk = await clerk_of(supplied, TELEGRAM, "telegram:1", count=9)
    await clerk.sends_file(await ours(clerk, {serial(at): 99_000 for at in range(1, 10)}))
    assert "Показаны с 1 по 6 из 9." in clerk.text
    await clerk.presses("sheet-doubts")
    assert "Показаны с 7 по 9 из 9." in clerk.text
    assert f"9. № {serial(9)}" in clerk.text
    assert "9 из 9" in await clerk.answers("sheet-yes")


async def test_amid_another_question_the_receipt_is_said_beside_it(clerk):
    content = await ours(clerk, {**GOOD, serial(3): 99_999})
    await clerk._happens(Kind.DOCUMENT, sent_at=clerk.now, file=clerk.file(content))
    await clerk.file_fetched(content)
    await clerk.says("удалить мои данные")
    await clerk.reads()
    assert "5 из 6" in clerk.text
    assert "шаг 1 из 2" in clerk.text.casefold()
    assert (await clerk.session()).dialog == "erase"


@pytest.mark.parametrize("words", ["показания", "пени", "меню", "15.01"])
async def test_where_nothing_is_lost_the_table_is_shown_at_once(clerk, words):
    content = await ours(clerk, {**GOOD, serial(3): 99_999})
    await clerk._happens(Kind.DOCUMENT, sent_at=clerk.now, file=clerk.file(content))
    await clerk.file_fetched(content)
    await clerk.says(words)
    await clerk.reads()
    assert "5 из 6" in clerk.text
    assert f"1. № {serial(3)}: 99 999" in clerk.text
    assert "sheet-doubts" not in clerk.offered
    assert (await clerk.session()).dialog == "sheet"


async def test_automatic_meters_have_no_place_to_fill_in(supplied):
    await supplied.write(Unit(lambda tx: meter(tx, OFFICE, "900", automatic=1)))
    clerk = await clerk_of(supplied, TELEGRAM, "telegram:1")
    await clerk.says("ведомость")
    found = await read_rows((await clerk.document()).content)
    [row] = [row for row in found if len(row) > 8 and row[2].text == "900"]
    assert row[9].text == "Передаёт сам, вписывать не нужно"
    text = await clerk.pastes("900 15", f"{serial(1)} 10310", f"{serial(2)} 10410")
    assert "Счётчик передаёт показания сам" in text
    assert "2 из 3" in text


async def test_a_reader_sends_it_too_and_nobody_sees_roubles(clerk):
    await clerk.database.write(Unit(lambda tx: tx.run("UPDATE link SET role = 'reader'")))
    text = await clerk.sends_file(await ours(clerk, GOOD))
    assert "6 из 6" in text
    assert "руб" not in text


async def test_a_guest_is_told_what_is_needed(supplied):
    guest = SheetTalk(supplied, TELEGRAM)
    assert "подключите счёт" in await guest.sends_file(b"1;2\n")
    assert guest.offered == ["link", "menu"]
    assert guest.fetches == []


async def test_a_previous_value_that_is_ours_is_on_the_next_sheet(clerk):
    await clerk.sends_file(await ours(clerk, GOOD))
    clerk.later(days=30)
    await clerk.says("ведомость")
    found = await read_rows((await clerk.document()).content)
    [row] = [row for row in found if len(row) > 8 and row[2].text == serial(1)]
    assert [cell.text for cell in row[4:8]] == ["10300", "24.11.2026", "передано здесь", "записано"]


async def test_every_reason_has_words():
    from tests.dialogs.conversation import CATALOGUE

    for reason in Reason:
        for form in ("full", "short"):
            assert CATALOGUE.text(form, f"sheet-why-{reason}", {}, None)


async def test_what_cannot_be_read_now_is_tried_again(clerk):
    content = await ours(clerk, GOOD)
    clerk.stop_after = 0
    await clerk.sends_file(content)
    assert clerk.attempts == [Result.RETRY]
    clerk.stop_after = None
    assert "6 из 6" in await clerk.reads()


async def test_the_record_is_of_the_person_and_goes_with_them(clerk):
    await clerk.sends_file(await ours(clerk, GOOD))
    [(sheet,)] = await sheets_of(clerk)
    record = await clerk.database.read(lambda tx: TxStore(tx).sheets.get(sheet))
    assert record.new.address == clerk.address
    assert SMS.documents is False


async def test_whose_readings_a_colleague_replaces_is_told_once_of_all(clerk, supplied):
    await clerk.pastes(*(f"{one} {value}" for one, value in GOOD.items()))
    colleague = SheetTalk(supplied, TELEGRAM, address="telegram:2", now=clerk.now)
    await colleague.links(OFFICE_NUMBER, "89161234567")
    await colleague.pastes(f"{serial(1)} 10310", f"{serial(2)} 10410", f"{serial(3)} 10501")
    assert colleague.others == []
    assert "3 из 3" in await colleague.answers("sheet-yes")
    [(address, reply)] = colleague.others
    assert address == clerk.address
    assert reply.phrases[0].key == "readingcompany-many"
    assert reply.phrases[0].values["count"] == 3


@pytest.mark.parametrize("count", [1, 2])
async def test_whose_doubted_readings_a_sheet_ends_is_told_once_of_all(clerk, supplied, count):
    doubted = [f"{serial(at)} 99999" for at in range(1, count + 1)]
    await clerk.pastes(*doubted, f"{serial(4)} {GOOD[serial(4)]}", f"{serial(5)} {GOOD[serial(5)]}")
    colleague = SheetTalk(supplied, TELEGRAM, address="telegram:2", now=clerk.now)
    await colleague.links(OFFICE_NUMBER, "89161234567")
    await colleague.pastes(*(f"{one} {value}" for one, value in {**GOOD, serial(3): 5}.items()))
    [(address, reply)] = colleague.others
    assert address == clerk.address
    assert reply.phrases[0].key == ("readingcompany-replaced" if count == 1 else "readingcompany-many")
    assert "6 из 6" in await colleague.pastes(f"{serial(3)} 10500")  # the same sheet again: told already
    assert colleague.others == []
