"""A sheet goes out, comes back, and what is said of it, on both engines."""

from __future__ import annotations

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.model import Kind
from core.readings.journal import State
from storage.database import Unit
from tests.dialogs.billed import FLAT, OFFICE, meter, reading
from tests.sheets.conftest import clerk_of
from tests.sheets.filling import GOOD, book, filled, ours, serial, sheets_of
from tests.sheets.talk import SheetTalk, read_rows


async def test_offered_beside_the_meters_to_those_who_have_many(clerk):
    await clerk.says("счётчики")
    assert "sheet" in clerk.offered
    text = await clerk.answers("sheet")
    assert text.startswith("Ведомость счёта *7858, строк: 6.")
    assert clerk.replies[-1].document == f"sheet:{OFFICE}"


async def test_not_offered_for_one_meter_but_there_on_asking(supplied):
    await supplied.write(Unit(lambda tx: meter(tx, FLAT, "777")))
    talk = SheetTalk(supplied, TELEGRAM)
    await talk.links()
    await talk.says("счётчик")
    assert "sheet" not in talk.offered
    assert "строк: 1" in await talk.says("ведомость")


async def test_all_right_is_one_receipt(clerk):
    text = await clerk.sends_file(await ours(clerk, GOOD))
    assert text.splitlines()[:2] == [
        "✅ Ведомость записана: 6 из 6, счёт *7858, за ноябрь",
        "Расход всего 1 200 кВт·ч.",
    ]
    assert "Номер ведомости В-" in text
    assert "Сомнений" not in text
    entries = await clerk.entries()
    assert {key: entry.shown[0] for key, entry in entries.items()} == GOOD
    assert {entry.state for entry in entries.values()} == {State.ACCEPTED}


async def test_the_time_of_the_message_counts_and_not_that_of_the_reading(clerk):
    content = await ours(clerk, GOOD)
    sent = int(clerk.now.timestamp() * 1000)
    await clerk._happens(Kind.DOCUMENT, sent_at=clerk.now, file=clerk.file(content))
    clerk.later(days=3)
    await clerk.fetched(content)
    assert {entry.taken_ms for entry in (await clerk.entries()).values()} == {sent}
    assert len(await clerk.entries()) == 6


async def test_empty_cells_are_counted_and_nothing_is_filled_in(clerk):
    text = await clerk.sends_file(await ours(clerk, {serial(2): 10_400}))
    assert "1 из 1" in text
    assert "Без новых показаний в файле: 5." in text
    assert set(await clerk.entries()) == {serial(2)}


async def test_doubts_are_kept_shown_by_reason_and_confirmed_together(clerk):
    values = {**GOOD, serial(3): 99_999, serial(4): 5}
    text = await clerk.sends_file(await ours(clerk, values))
    assert "записана: 4 из 6" in text
    assert "Сомнений: 2." in text
    table = text.splitlines()[text.splitlines().index("Меньше прошлого показания") :]
    assert table == [
        "Меньше прошлого показания",
        f"1. № {serial(4)}: 5, было 10 400 (24 октября, абонент, учтено)",
        "Расход намного больше обычного",
        f"2. № {serial(3)}: 99 999, было 10 300 (24 октября, абонент, учтено)",
    ]
    entries = await clerk.entries()
    assert [entries[serial(at)].state for at in (3, 4)] == [State.DRAFT, State.DRAFT]
    text = await clerk.answers("sheet-yes")
    assert "записана: 6 из 6" in text
    entries = await clerk.entries()
    assert {entry.state for entry in entries.values()} == {State.ACCEPTED}
    assert [entries[serial(at)].flag for at in (3, 4)] == ["", "previous-wrong"]


async def test_one_doubt_is_confirmed_by_its_number_another_corrected_by_serial(clerk):
    values = {**GOOD, serial(3): 99_999, serial(4): 5}
    await clerk.sends_file(await ours(clerk, values))
    number = next(word for word in clerk.text.split() if word.startswith("В-"))
    text = await clerk.says("2 да")
    assert "5 из 6" in text
    assert (await clerk.entries())[serial(3)].state is State.ACCEPTED
    await clerk.says(f"{serial(4)} 10600")
    text = await clerk.reads()
    assert "6 из 6" in text
    assert number in text
    assert (await clerk.entries())[serial(4)].shown == (10_600,)


@pytest.mark.parametrize("billed", [False, True], ids=["ours", "billing's"])
async def test_what_the_month_has_already_is_told_beside_the_doubt(clerk, billed):
    if billed:
        reading_of = (OFFICE, serial(3), "2026-11-20", (10_500,))
        await clerk.database.write(Unit(lambda tx: reading(tx, *reading_of, source="subscriber")))
        lines = [f"{serial(1)} 10310", f"{serial(2)} 5"]
    else:
        await clerk.sends_file(await ours(clerk, GOOD))
        lines = [f"{serial(1)} 10310", f"{serial(2)} 10400"]
    clerk.later(minutes=5)
    text = await clerk.pastes(*lines, f"{serial(3)} 99999")
    row = next(at for at, line in enumerate(text.splitlines()) if f"№ {serial(3)}: 99 999" in line)
    assert text.splitlines()[row + 1] == "За ноябрь уже есть 10 500: если подтвердите, заменим."
    assert text.count("уже есть") == 1
    text = await clerk.pastes(f"{serial(3)} 99998")  # the doubted number is no number of the month
    assert "За ноябрь уже есть 10 500" in text
    await clerk.answers("sheet-yes")
    assert (await clerk.entries())[serial(3)].shown == (99_998,)


async def test_the_marked_file_is_corrected_and_sent_again(clerk):
    await clerk.sends_file(await ours(clerk, {**GOOD, serial(3): 99_999, serial(9): 1}))
    text = await clerk.answers("sheet-fix")
    assert "отмечены в файле" in text
    found = await read_rows((await clerk.document()).content)
    notes = [row[9].text for row in found if len(row) > 9 and row[2].text == serial(3)]
    assert notes == ["Проверьте: расход намного больше обычного"]
    text = await clerk.sends_file(book(filled(found, {serial(3): 10_500})))
    assert "записана: 6 из 6" in text
    assert "Сомнений" not in text
    assert (await clerk.entries())[serial(3)].shown == (10_500,)


async def test_the_same_file_again_changes_nothing_and_says_so(clerk):
    content = await ours(clerk, GOOD)
    number = (await clerk.sends_file(content)).partition("Номер ведомости ")[2].split(".")[0]
    before = await clerk.entries()
    clerk.later(minutes=5)
    text = await clerk.sends_file(content)
    assert text.startswith("Эта ведомость уже принята, изменений нет: 6 из 6")
    assert number in text
    assert await clerk.entries() == before
    assert len(await sheets_of(clerk)) == 1


async def test_a_corrected_file_replaces(clerk):
    await clerk.sends_file(await ours(clerk, GOOD))
    clerk.later(minutes=5)
    text = await clerk.sends_file(await ours(clerk, {**GOOD, serial(1): 10_310}))
    assert "записана: 6 из 6" in text
    entries = await clerk.entries()
    assert entries[serial(1)].shown == (10_310,)
    assert len(entries) == 6


async def test_doubts_of_the_same_file_sent_again_are_asked_again_and_not_doubled(clerk):
    content = await ours(clerk, {**GOOD, serial(3): 99_999})
    await clerk.sends_file(content)
    text = await clerk.sends_file(content)
    assert "изменений нет" in text
    assert "Сомнений: 1." in text
    assert "6 из 6" in await clerk.answers("sheet-yes")


async def test_zones_have_a_row_each(supplied):
    clerk = await clerk_of(supplied, TELEGRAM, "telegram:1", zones="day,night")
    values = {serial(at): [10_200 + 100 * at, 11_150 + 100 * at] for at in range(1, 7)}
    values[serial(6)] = [10_800]
    text = await clerk.sends_file(await ours(clerk, values))
    assert "5 из 6" in text
    assert "Не хватает показания одной из зон" in text
    assert (await clerk.entries())[serial(1)].shown == (10_300, 11_250)
    assert serial(6) not in await clerk.entries()


async def test_a_file_of_ones_own_in_any_order(clerk):
    rows = [["", "Показания ООО «Пример»", ""], ["Показание", "Комментарий", "Заводской №"]]
    rows += [[str(GOOD[serial(at)]), "снял Петров", serial(at).lstrip("0")] for at in (5, 1, 3)]
    assert "записана: 3 из 3" in await clerk.sends_file(book(rows))


async def test_csv_out_and_in(clerk):
    await clerk.says("ведомость")
    assert "жёлт" not in await clerk.answers("sheet-csv")
    made = await clerk.document()
    assert "жёлт" not in made.content.decode()
    assert made.name == "vedomost-7858-2026-11.csv"
    rows = [line.split(";") for line in made.content.decode("utf-8-sig").splitlines()]
    at = next(at for at, row in enumerate(rows) if "Новое показание" in row)
    column = rows[at].index("Новое показание")
    for row, value in zip(rows[at + 1 :], GOOD.values(), strict=True):
        row[column] = str(value)
    content = "\r\n".join(";".join(row) for row in rows).encode("cp1251")
    assert "записана: 6 из 6" in await clerk.sends_file(content, "v.csv", "csv")


@pytest.mark.parametrize(("can", "address"), [(TELEGRAM, "telegram:1"), (SMS, "tel:+79161234567")])
async def test_pasted_lines(supplied, can, address):
    talk = await clerk_of(supplied, can, address)
    text = await talk.pastes(f"{serial(1)} 10310", "2 10410", "ВРУ-3: 10510")
    assert ("записана: 3 из 3" in text) or ("записано 3 из 3" in text)
    shown = {key: entry.shown[0] for key, entry in (await talk.entries()).items()}
    assert shown == {serial(1): 10_310, serial(2): 10_410, serial(3): 10_510}


async def test_by_sms_there_is_no_file_but_a_way(phone_clerk):
    text = await phone_clerk.says("ведомость")
    assert "строками" in text
    assert len(text) <= 70
    text = await phone_clerk.pastes("1 10310", "2 5", "3 10510")
    assert "N 004000002: 5, было 10200" in text
    assert "2 из 3" in text
    assert "3 из 3" in await phone_clerk.says("1 да")


async def test_other_text_in_several_lines_is_left_alone(clerk):
    await clerk.says("Добрый день\nПодскажите баланс\nСпасибо")
    assert await clerk.waiting() == []
    await clerk.says("День 15420\nНочь 7001\nПик 300")
    assert await clerk.waiting() == []
    await clerk.says("Дом 5\nКвартира 7\nКод 12")
    assert await clerk.waiting() == []
