"""«Мои данные»: a copy once a day, deletion in two steps, and a stranger afterwards."""

from __future__ import annotations

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from core.data_register import REGISTER
from core.personal_data import What
from storage.database import Unit
from storage.erasure import Erasure
from tests.dialogs.conversation import Conversation
from tests.dialogs.lawful import lawful_desk


@pytest.fixture(params=["rich", "short"])
async def talk(supplied, request):
    rich = request.param == "rich"
    can, address = (TELEGRAM, "telegram:1") if rich else (SMS, "tel:+79161234567")
    talk = Conversation(supplied, can, address, desk=lawful_desk())
    await talk.links()
    return talk.later(hours=2)


def alias(address):
    return f"erased:k1:{sum(map(ord, address)):x}"


async def carry_out(talk, database=None):
    """What the upkeep does after the turn; messages on their way have left."""
    await talk.database.write(
        Unit(lambda tx: tx.run("UPDATE outbox SET state = 'sent', payload = NULL WHERE state <> 'failed'"))
    )
    now_ms = int(talk.now.timestamp() * 1000)
    return await Erasure(database or talk.database, alias)(now_ms)


async def erases(talk):
    await talk.says("удалить мои данные")
    await talk.answers("on")
    return await talk.answers("erase")


async def anywhere(database, needle):
    """Tables and columns of the register in which a text still stands."""
    found = []
    for name, table in REGISTER.items():
        for column, what in table.classes().items():
            if what is What.NOTHING:
                continue
            sql = f"SELECT count(*) FROM {name} WHERE CAST({column} AS TEXT) LIKE :needle"
            row = await database.read(lambda tx, sql=sql: tx.one(sql, needle=f"%{needle}%"))
            found += [f"{name}.{column}"] * bool(row[0])
    return found


async def test_what_is_held_is_said_and_what_can_be_done(talk):
    await talk.says("мои данные")
    assert talk.offered == ["data-file", "consents", "erase", "menu"]


async def test_copy_goes_as_a_document_or_says_where_it_is(talk):
    await talk.says("мои данные")
    text = await talk.answers("data-file")
    [reply] = talk.replies
    assert reply.document == "own-data"
    assert ("В файле" in text) if talk.can.buttons else ("офис" in text)


async def test_copy_is_made_once_a_day(talk):
    await talk.says("прислать файл")
    talk.later(hours=3)
    assert "21 ч" in await talk.says("прислать файл")
    assert not talk.replies[0].document
    talk.later(hours=20, minutes=59, seconds=59, milliseconds=999)
    assert "1 " in await talk.says("прислать файл")  # the last second is one, not none
    assert not talk.replies[0].document
    talk.later(milliseconds=1)
    await talk.says("прислать файл")
    assert talk.replies[0].document
    assert talk.replies[0].lasting
    audited = "SELECT count(*) FROM audit_event WHERE kind = 'data-exported'"
    assert await talk.database.read(lambda tx: tx.one(audited)) == (2,)


async def test_copy_that_was_never_had_may_be_asked_again(talk):
    await talk.says("прислать файл")
    await talk.database.write(Unit(lambda tx: tx.run("UPDATE outbox SET state = 'failed'")))
    talk.later(minutes=5)
    await talk.says("прислать файл")
    assert talk.replies[0].document


async def test_deletion_is_asked_twice(talk):
    await talk.says("удалить мои данные")
    assert "1 из 2" in talk.text
    assert "2 из 2" in await talk.answers("on")
    assert "Ничего не удалено" in await talk.answers("no")
    assert "310,90" in await talk.says("баланс")
    await talk.says("удалить мои данные")
    await talk.answers("no")
    assert "310,90" in await talk.says("баланс")


async def test_deletion_says_what_stays(talk):
    text = await erases(talk)
    if talk.can.buttons:
        assert "Храним запись о согласии и отзыве до 7 ноября 2029" in text
        assert "Журнал подключений: до 7 ноября 2029" in text
        assert "Отметки" not in text
        assert "Оплаты из чата: до 9 ноября 2031" in text
        assert len(text) <= 400
        assert len(text.splitlines()) <= 6
    else:
        assert "до 07.11.2029" in text
        assert len(text) <= 134


async def test_the_same_chat_is_a_stranger_at_once_and_after(talk):
    await erases(talk)
    assert not (await talk.session()).subscriber_id
    assert "310,90" not in await talk.says("баланс")
    await carry_out(talk)
    assert "310,90" not in await talk.says("баланс")
    await talk.says("подключить")
    assert talk.path[-1] == "link.consent"
    assert not (await talk.session()).memo.get("declined")


async def test_nothing_of_the_person_is_left_but_what_expires(talk):
    await talk.says("пауза на неделю")
    await talk.says("прислать файл")
    await erases(talk)
    assert await carry_out(talk) == 1
    left = set(await anywhere(talk.database, talk.address))
    assert left <= {"tally.subject"}
    rows = await talk.database.read(lambda tx: tx.all("SELECT address, said FROM consent"))
    assert rows == [(alias(talk.address), "")]
    trail = await talk.database.read(lambda tx: tx.all("SELECT address, detail FROM audit_event"))
    assert {address for address, _ in trail} == {alias(talk.address)}
    assert not any(detail for _, detail in trail)
    phone = set(await anywhere(talk.database, "9161234567"))
    assert phone <= {"tally.subject", "account_card.phone"}


async def test_who_comes_after_is_left_alone(talk):
    """The chat links again before the deletion was carried out."""
    await erases(talk)
    talk.later(minutes=1)
    await talk.links("1234567841", "89021112233")
    before = await talk.session()
    await carry_out(talk)
    assert await talk.session() == before
    assert before.memo
    assert "500,00" in await talk.says("баланс")
    talk.later(minutes=1)
    assert "*7841" in await talk.says("настройки")


async def test_a_message_on_its_way_is_waited_for(talk):
    await erases(talk)
    now_ms = int(talk.now.timestamp() * 1000)
    assert await Erasure(talk.database, alias)(now_ms) == 0
    assert "outbox.address" in await anywhere(talk.database, talk.address)
    assert await carry_out(talk) == 1
    assert "outbox.address" not in await anywhere(talk.database, talk.address)


async def test_deletion_again_is_nothing(talk):
    await erases(talk)
    assert await carry_out(talk) == 1
    assert await carry_out(talk) == 0


async def test_a_guest_may_delete_and_copy_too(supplied):
    guest = Conversation(supplied, TELEGRAM, "telegram:77", desk=lawful_desk())
    await guest.says("баланс")
    await guest.says("мои данные")
    assert guest.offered == ["data-file", "erase", "menu"]
    await erases(guest)
    await carry_out(guest)
    assert await anywhere(supplied, "telegram:77") == []


async def test_other_people_of_the_account_stay(talk, supplied):
    other = Conversation(supplied, TELEGRAM, "telegram:8", desk=lawful_desk(), now=talk.now)
    await other.links()
    await erases(talk)
    await carry_out(talk)
    assert "310,90" in await other.says("баланс")
