"""The photo of a meter: with a number, before it, after it, where it is asked for; and what is no photo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.model import Kind
from core.files.model import MB, Fault
from core.files.model import Terms as FileTerms
from core.files.stored import State
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.billed import FLAT, billed, meter, reading
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import RULES, make_test_desk

IN_WINDOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
NOVEMBER = Period(2026, 11)


def one_meter(tx):
    tx.run("UPDATE account_card SET tariff = 'city' WHERE account_id = 1")
    meter(tx, FLAT, "20007833", verified_until="2031-12-31")
    reading(tx, FLAT, "20007833", "2026-10-20", (15_282,))


@pytest.fixture
async def flat(home):
    """A flat with one meter, in the days of readings."""
    await billed(home.database, one_meter)
    home.now = IN_WINDOW
    return home


async def entries(talk):
    return await talk.database.read(lambda tx: TxStore(tx).journal.of_period(FLAT, NOVEMBER))


async def kept(talk, number=-1):
    address, payload = talk.fetches[number]
    file = await talk.database.read(lambda tx: TxStore(tx).files.get(int(address.partition(":")[2])))
    assert file.name == payload["name"]
    return file


async def test_a_photo_after_the_number_is_its_proof(flat):
    await flat.says("15420")
    assert await flat.sends() == ""
    assert (
        await flat.file_comes()
        == f"Фото сохранено вместе с показанием, номер {(await entries(flat))[0].receipt}."
    )
    file = await kept(flat)
    assert (file.state, file.used) == (State.KEPT, True)
    assert [entry.photo for entry in await entries(flat)] == [file.file_name]


async def test_a_photo_before_the_number_waits_for_it(flat):
    await flat.sends()
    text = await flat.file_comes()
    assert text.startswith("Фото получено, но число с него мы не считываем.")
    assert "проверят" not in text
    assert not (await kept(flat)).used
    flat.later(minutes=20)
    await flat.says("15420")
    assert [entry.photo for entry in await entries(flat)] == [(await kept(flat)).file_name]
    assert (await kept(flat)).used


async def test_a_photo_waits_an_hour_and_no_longer(flat):
    await flat.sends()
    await flat.file_comes()
    flat.later(minutes=61)
    await flat.says("15420")
    assert [entry.photo for entry in await entries(flat)] == [""]
    assert not (await kept(flat)).used


async def test_a_number_under_a_photo_is_a_reading_with_proof(flat):
    assert "Записано: 15 420" in await flat.sends(text="Добрый день, показания 15420")
    assert "Фото сохранено" in await flat.file_comes()
    assert [entry.photo for entry in await entries(flat)] == [(await kept(flat)).file_name]


async def test_words_under_a_photo_that_are_no_reading_are_left_alone(flat):
    assert await flat.sends(text="вот мой счётчик на 2 этаже, посмотрите") == ""
    assert "Фото получено" in await flat.file_comes()


@pytest.mark.parametrize("first", ["", "11000"])
@pytest.mark.parametrize("kind", [Kind.PHOTO, Kind.DOCUMENT])
@pytest.mark.parametrize("edited", [False, True])
async def test_danger_under_a_photo_is_answered_before_the_photo(flat, first, kind, edited):
    """Also where a photo was asked for, and where the words came later."""
    if first:
        await flat.says(first)
        await flat.presses("reading-wrong")
    before = len(flat.fetches)
    assert "112" in await flat.sends(kind=kind, text="искрит розетка, вот фото", edited=edited)
    assert flat.path[0] == "emergency"
    assert len(flat.fetches) == before


@pytest.mark.parametrize(
    ("words", "entry"),
    [("почему так много начислили?", "why"), ("баланс", "balance"), ("это моя квитанция", "bill")],
)
async def test_a_question_about_money_under_a_photo_is_answered_and_the_photo_proves_nothing(
    flat, words, entry
):
    await flat.says("15420")
    assert await flat.sends(text=words) != ""
    assert flat.path[0] == entry
    assert flat.fetches == []
    assert [one.photo for one in await entries(flat)] == [""]


@pytest.mark.parametrize("words", ["вот показания за ноябрь", "мой счётчик", "здравствуйте"])
async def test_words_about_a_meter_leave_the_photo_its_proof(flat, words):
    await flat.says("15420")
    assert await flat.sends(text=words) == ""
    assert "Фото сохранено" in await flat.file_comes()


async def test_the_photo_of_a_number_that_is_asked_about_waits_with_it(flat):
    await flat.sends(text="15 420")
    assert flat.offered
    doubt = flat.replies[-1].prompt
    assert doubt
    assert "Фото получено, сохраним его вместе с показанием." in await flat.file_comes()
    assert (await flat.session()).dialog == "reading"
    await flat.says("15420")
    assert [entry.photo for entry in await entries(flat)] == [(await kept(flat)).file_name]


async def test_a_doubtful_reading_gets_its_photo_and_stays_a_question(flat):
    await flat.says("95420")
    before = (await flat.session()).dialog
    assert await flat.sends() == ""
    said = await flat.file_comes()
    assert said.startswith("Фото сохранено")
    assert "На счётчике именно 95 420?" in said
    assert len(flat.replies) == 1  # the word about the photo and the question are one message
    assert flat.offered[-1] == "menu"
    assert (await flat.session()).dialog == before != ""
    assert [entry.photo != "" for entry in await entries(flat)] == [True]


async def test_a_photo_is_asked_for_where_the_previous_was_wrong(flat):
    await flat.says("11000")
    await flat.presses("reading-wrong")
    assert "Если можете, пришлите фото счётчика" in flat.text
    assert flat.offered == ["skip", "menu"]
    assert await flat.sends() == ""
    assert "Фото сохранено" in await flat.file_comes()
    (entry,) = await entries(flat)
    assert (entry.flag, entry.photo) == ("previous-wrong", (await kept(flat)).file_name)


async def test_the_photo_that_was_asked_for_may_be_skipped(flat):
    await flat.says("11000")
    await flat.presses("reading-new-meter")
    assert await flat.says("без фото") == "Хорошо, без фото. Показание сохранено."
    assert (await flat.session()).dialog == ""
    assert [entry.flag for entry in await entries(flat)] == ["meter-replaced"]


async def test_a_bad_photo_is_asked_for_again_and_nothing_is_lost(flat):
    await flat.says("11000")
    await flat.presses("reading-wrong")
    await flat.sends()
    text = await flat.file_comes(Fault.BROKEN)
    assert text.startswith("Фото пришло не целиком или испорчено.")
    assert "показание уже сохранено" in text
    assert flat.offered == ["skip", "menu"]
    await flat.sends("AgAC2")
    assert "Фото сохранено" in await flat.file_comes()
    assert [entry.flag for entry in await entries(flat)] == ["previous-wrong"]


@pytest.mark.parametrize("fault", list(Fault))
async def test_every_fault_has_its_words(flat, fault):
    await flat.sends()
    text = await flat.file_comes(fault)
    assert len(text) > 20
    file = await kept(flat)
    assert (file.state, file.fault) == (State.LOST, fault)


async def test_what_the_outside_says_otherwise_means_it_did_not_come(flat):
    await flat.sends()
    assert (
        await flat.file_comes("gave up: file: 500")
        == "Файл не удалось получить, он не принят. Пришлите его ещё раз."
    )


async def test_a_photo_too_big_is_refused_at_once(flat):
    assert "Снимок больше 10 МБ" in await flat.sends(size=11 * MB)
    assert flat.fetches == []


async def test_a_person_has_a_limit_for_a_day(supplied):
    rules = replace(RULES, files=FileTerms(day_files=2))
    talk = Conversation(supplied, TELEGRAM, desk=make_test_desk(rules=rules))
    await talk.sends()
    await talk.sends()
    assert "пришло уже 2 файла" in await talk.sends()
    talk.later(hours=25)
    assert await talk.sends() == ""


async def test_where_no_files_are_taken_it_says_so(supplied):
    rules = replace(RULES, files=FileTerms(taken=False))
    talk = Conversation(supplied, TELEGRAM, desk=make_test_desk(rules=rules))
    assert "Фото здесь не принимаем. Пришлите показание числом" in await talk.sends()


async def test_an_album_is_one_photo(flat):
    await flat.says("15420")
    for number in range(3):
        await flat.sends(f"AgAC{number}", album="77")
    assert len(flat.fetches) == 1
    assert "Фото сохранено" in await flat.file_comes()


async def test_a_photo_sent_as_a_file_is_a_photo(flat):
    await flat.says("15420")
    await flat.sends(kind=Kind.DOCUMENT, name="IMG_0042.HEIC", mime="application/octet-stream")
    assert "Фото сохранено" in await flat.file_comes(content="heic")
    assert (await entries(flat))[0].photo.endswith(".heic")


async def test_a_photo_for_a_reading_of_a_closed_month_waits_for_the_new_one(flat):
    await flat.says("15420")
    flat.later(days=12)
    await flat.sends()
    assert "Фото получено, но число с него мы не считываем." in await flat.file_comes()
    assert [entry.photo for entry in await entries(flat)] == [""]


async def test_a_guest_is_told_to_link(chat):
    await chat.sends()
    assert "лицевой счёт здесь не подключён" in await chat.file_comes()


async def test_a_guest_whose_words_under_a_photo_were_answered_gets_no_second_answer(chat):
    assert "лицевой счёт" in await chat.sends(text="15420")
    assert await chat.file_comes() == ""
    await chat.sends(text="мой счетчик")
    assert "Фото получено" in await chat.file_comes()
    await chat.sends(text="15420")
    assert await chat.file_comes(Fault.TOO_BIG) != ""


async def test_nobody_is_told_of_a_file_of_somebody_else(flat):
    await flat.sends()
    other = Conversation(flat.database, TELEGRAM, address="telegram:2", now=flat.now)
    other.fetches = flat.fetches
    assert await other.file_comes() == ""
    assert (await kept(flat)).state is State.WANTED


async def test_a_result_told_twice_changes_nothing(flat):
    await flat.says("15420")
    await flat.sends()
    await flat.file_comes()
    name = (await entries(flat))[0].photo
    await flat.file_comes(Fault.AWAY)
    assert (await kept(flat)).state is State.KEPT
    assert [entry.photo for entry in await entries(flat)] == [name]


async def test_an_edited_number_under_a_photo_corrects_the_reading(flat):
    await flat.sends(text="15420", carrier="31")
    await flat.file_comes()
    await flat.sends(text="15421", carrier="31", edited=True)
    assert len(flat.fetches) == 1
    assert "было 15 420, стало 15 421" in flat.text
    assert await flat.sends(edited=True, carrier="31") != ""
    assert len(flat.fetches) == 1


async def test_deletion_forgets_the_photo(flat):
    await flat.says("15420")
    await flat.sends()
    await flat.file_comes()
    from storage.erasure import STEPS

    assert [step for step in STEPS if step.table == "stored_file"]
    await flat.database.write(Unit(lambda tx: tx.run("DELETE FROM stored_file")))
    assert "Фото получено" not in await flat.says("баланс")
