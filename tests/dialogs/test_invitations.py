"""Invitations: made by an owner, taken once, within a day, with a consent and a phone."""

from __future__ import annotations

import json
import re

import pytest

from bot.dialogs.model import Kind
from core.limits import Limits
from core.linking import NewLink
from core.usecases.people_invitations import invitation_token
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.facts import talk_with, with_facts
from tests.dialogs.people import accepts, another, hears, invites, member
from tests.dialogs.supplier import KEYS, make_test_desk


async def test_whole_way_of_somebody_invited_on_every_channel(talk):
    """The owner on either channel, the guest in a chat."""
    await talk.links()
    guest = another(talk, 2)
    code = await invites(talk, "payer")
    await guest.says("/start")
    first = await guest.says(f"приглашение {code}")
    assert "вы увидите суммы" in first
    assert "7833" not in first
    assert "согласие" in first
    step = await guest.presses("yes")
    assert "7833" not in step
    await guest.shares("+79021112233")
    assert "+7 902 ***-22-33" in guest.text
    await guest.effect_ends("ok")
    assert guest.codes[0][0] == "tel:+79021112233"
    done = await guest.says(guest.code())
    assert done.startswith("Готово: счёт *7833 подключён по приглашению.")
    assert "2 310,90" in done


async def test_invited_by_sms(home):
    from bot.assembly import SMS

    guest = another(home, 2, SMS, "tel:+79021112233")
    await accepts(guest, await invites(home, "reader"))
    assert "без сумм" in guest.text
    assert "310,90" not in guest.text


async def test_a_reader_sees_no_sums(home):
    guest = await member(home, 2, "reader")
    text = await guest.says("баланс")
    assert text.splitlines()[-1] == "Вы подключены для показаний. Суммы видят владелец и плательщик."
    assert "руб" not in text


async def test_a_link_opens_the_same_invitation(home):
    await invites(home)
    seed = await newest_event(home)
    guest = another(home, 2)
    text = await guest._happens(
        Kind.COMMAND, command="start", text=invitation_token(KEYS, seed), sent_at=guest.now
    )
    assert text.startswith("Вас пригласили")


async def test_the_link_stands_in_the_invitation_where_the_channel_has_one(home):
    link = "https://t.me/primer_bot?start="
    await home.database.write(Unit(lambda tx: TxStore(tx).settings.put("chat-link", link)))
    await invites(home)
    assert f"{link}{invitation_token(KEYS, await newest_event(home))}" in home.text


async def test_neither_the_token_nor_the_code_is_stored_anywhere(home):
    code = (await invites(home)).replace(" ", "")
    token = invitation_token(KEYS, await newest_event(home))
    rows = await everything(home)
    assert "invitation" in rows
    assert code not in rows.replace(" ", "")
    assert token not in rows


async def test_an_invitation_is_taken_once(home):
    code = await invites(home)
    first, second = another(home, 2), another(home, 3)
    await accepts(first, code)
    assert "не подходит" in await second.says(f"приглашение {code}")
    assert "не подключён" in await second.says("баланс")


async def test_of_two_at_once_the_second_gets_nothing(home):
    """Both hold the code before either has confirmed a phone."""
    code = await invites(home)
    first, second = another(home, 2), another(home, 3)
    for guest, phone in ((first, "89021112233"), (second, "89021112244")):
        await guest.says(f"приглашение {code}")
        await guest.presses("yes")
        await guest.says(phone)
        await guest.effect_ends("ok")
    await first.says(first.code())
    assert "перестало действовать" in await second.says(second.code())
    assert "не подключён" in await second.says("баланс")


@pytest.mark.parametrize(("hours", "taken"), [(23, True), (24, False)])
async def test_an_invitation_lasts_a_day(home, hours, taken):
    code = await invites(home)
    guest = another(home.later(hours=hours), 2)
    assert ("Вас пригласили" in await guest.says(f"приглашение {code}")) is taken


async def test_it_may_run_out_while_the_phone_is_confirmed(home):
    code = await invites(home)
    guest = another(home.later(hours=23, minutes=58), 2)
    await guest.says(f"приглашение {code}")
    await guest.presses("yes")
    await guest.says("89021112233")
    await guest.effect_ends("ok")
    guest.later(minutes=3)
    assert "перестало действовать" in await guest.says(guest.code())
    assert "не подключён" in await guest.says("баланс")


async def test_an_owner_who_left_invites_nobody(home):
    code = await invites(home)
    await home.says("отключить счет")
    await home.presses("yes")
    assert "не подходит" in await another(home, 2).says(f"приглашение {code}")


async def test_an_owner_who_left_meanwhile_invites_nobody(home):
    code = await invites(home)
    guest = another(home, 2)
    await guest.says(f"приглашение {code}")
    await guest.presses("yes")
    await guest.says("89021112233")
    await guest.effect_ends("ok")
    await home.says("отключить счет")
    await home.presses("yes")
    assert "перестало действовать" in await guest.says(guest.code())


async def test_whoever_has_the_account_keeps_the_invitation_whole(home):
    code = await invites(home)
    assert "уже подключён" in await home.says(f"приглашение {code}")
    await accepts(another(home, 2), code)


async def test_without_consent_nothing_is_linked(home):
    guest = another(home, 2)
    code = await invites(home)
    await guest.says(f"приглашение {code}")
    assert "ничего не записано" in await guest.presses("no")
    assert "Вас пригласили" in await guest.says(f"приглашение {code}")


async def test_wrong_codes_count_and_lock_only_who_tries(home):
    guest = another(home, 2, address="telegram:66")
    guest.desk = make_test_desk(Limits())
    for guess in range(4):
        text = await guest.says(f"приглашение 0000 0000 000{guess}")
    assert "Попыток было много" in text
    await accepts(another(home, 3), await invites(home))


async def test_words_that_are_no_code_are_asked_again_and_count_nothing(home):
    guest = another(home, 2)
    await guest.says("меня пригласили")
    for words in ("что?", "12345", "inv_short"):
        assert "12 цифр" in await guest.says(words)
    code = await invites(home)
    assert "Вас пригласили" in await guest.says(code)


async def test_no_more_than_a_handful_are_open_at_once(home):
    for _ in range(5):
        await invites(home)
    await home.says("пригласить")
    assert "уже 5" in await home.presses("reader")
    home.later(hours=24)
    await invites(home)


async def test_the_phone_on_record_stays_the_owners(home):
    """An invitation never sends a code to billing's phone, nor is refused for another one."""
    guest = another(home, 2)
    await accepts(guest, await invites(home), "89021112233")
    assert [to for to, _ in guest.codes] == ["tel:+79021112233"]


async def test_the_owner_hears_of_it(home):
    guest = await member(home, 2, "payer")
    assert "плательщик по приглашению" in hears(home, guest)
    assert home.offered == ["not-me", "human"]


async def test_the_phone_may_be_confirmed_the_other_way_round(supplied):
    facts = await with_facts(supplied)
    owner = talk_with(facts, reverse=True, reverse_phone="+7 900 000-00-00")
    await owner.database.write(Unit(_owned))
    code = await invites(owner, "payer")
    guest = talk_with(facts, address="telegram:2", reverse=True, reverse_phone="+7 900 000-00-00")
    await guest.says(f"приглашение {code}")
    await guest.presses("yes")
    await guest.says("89021112233")
    assert guest.path[-1] == "invitation.reverse"
    assert "Шаг" not in guest.text
    sms = talk_with(
        facts, address="tel:+79021112233", form="short", reverse=True, reverse_phone="+7 900 000-00-00"
    )
    await sms.says(re.search(r"код (\d{6})", guest.text)[1])
    assert "подключён по приглашению" in await guest.hears()
    assert "310,90" in guest.text


def _owned(tx):
    store = TxStore(tx)
    person = store.subscribers.create("telegram:1", 1)
    store.links.add(NewLink(person, 1, "telegram:1", "+79161234567"), 1)


async def newest_event(chat):
    row = await chat.database.read(lambda tx: tx.one("SELECT max(event_id) FROM outbox"))
    return str(row[0])


async def everything(chat):
    """All text in the database."""

    def read(tx):
        names = (
            "invitation",
            "outbox",
            "session",
            "inbox",
            "audit_event",
            "setting",
            "verification",
            "tally",
        )
        return json.dumps({name: tx.all(f"SELECT * FROM {name}") for name in names}, default=repr)

    return await chat.database.read(read)


async def test_no_is_no_even_when_the_words_of_the_consent_have_changed(home):
    guest = another(home, 2)
    await guest.says(f"приглашение {await invites(home)}")

    def older_words(tx):
        store = TxStore(tx)
        session, _ = store.sessions.load(guest.address)
        session.data["terms"] = "2020-01"
        store.sessions.save(session, int(guest.now.timestamp() * 1000))

    await home.database.write(Unit(older_words))
    assert "ничего не записано" in await guest.presses("no")
    assert not (await guest.session()).dialog
