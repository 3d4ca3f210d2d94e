"""A new link is announced; «Это не я» suspends it at once and tells staff; the suspended one sees no data."""

from __future__ import annotations

import json

import pytest

from bot.assembly import SMS
from bot.dialogs.model import Kind
from tests.dialogs.people import FLAT, accepts, another, hears, invites, member
from tests.dialogs.test_people import linked, ref


@pytest.fixture
async def thief(home):
    """Somebody with a bill from the letter box (and, in the test, the phone)."""
    stranger = another(home, 9)
    await stranger.links(FLAT)
    assert "310,90" in stranger.text
    return stranger


async def test_each_earlier_holder_is_told_once(home, thief):
    assert [address for address, _ in thief.others] == ["telegram:1"]
    text = hears(home, thief)
    assert "*7833 подключён ещё один чат: +7 916 ***-45-67, владелец" in text
    assert "310" not in text
    assert home.offered == ["not-me", "human"]
    await thief.says("баланс")
    assert not thief.others
    await thief.links(FLAT)
    assert not thief.others


async def test_it_was_not_me_suspends_at_once(home, thief):
    hears(home, thief)
    await home.presses("not-me")
    assert "приостановлен, данных он больше не видит" in home.text
    told = hears(thief, home)
    assert told.startswith("Доступ к счёту *7833 приостановлен до проверки.")
    for name in ("владелец", "не я", "telegram", "910"):
        assert name not in told.lower()
    for words in ("баланс", "счета", "настройки", "почему столько", "начисления", "тариф", "кто подключен"):
        text = await thief.says(words)
        assert "310,90" not in text, words
        assert "Квартира" not in text, words
    assert "приостановлен" in await thief.says("баланс")
    assert not await linked(thief)


async def test_staff_are_alerted(home, thief):
    hears(home, thief)
    await home.presses("not-me")

    def read(tx):
        alerts = tx.all("SELECT address, payload FROM outbox WHERE kind = 'alert'")
        notes = tx.all("SELECT account_id, detail FROM audit_event WHERE kind = 'link-disputed'")
        return alerts, notes

    [(address, payload)], [(account_id, detail)] = await home.database.read(read)
    assert (address, json.loads(payload)["event"]) == ("system", "disputed-link")
    assert account_id == 1
    assert "disputed by subscriber" in detail


async def test_the_button_works_once(home, thief):
    hears(home, thief)
    announcement = home.replies
    await home.presses("not-me")
    home.replies = announcement
    assert "уже приостановлен" in await home.presses("not-me")
    assert not home.others


async def test_the_button_of_somebody_no_longer_linked_does_nothing(home, thief):
    hears(home, thief)
    announcement = home.replies
    await home.says("отключить счет")
    await home.presses("yes")
    home.replies = announcement
    assert "отсюда нельзя" in await home.presses("not-me")
    assert await linked(thief)


async def test_who_came_later_cannot_suspend_who_was_there_before(home, thief):
    target = f"1.{await ref(thief, home)}"
    assert "отсюда нельзя" in await thief._happens(Kind.CHOICE, choice="not-me", text=target)
    own = f"1.{await ref(thief, thief)}"
    assert "отсюда нельзя" in await thief._happens(Kind.CHOICE, choice="not-me", text=own)
    assert await linked(home)
    assert await linked(thief)


@pytest.mark.parametrize("role", ["payer", "reader"])
async def test_who_was_invited_cannot_suspend_an_owner(home, role):
    guest = await member(home, 2, role)
    stranger = another(home, 9)
    await stranger.links(FLAT)
    hears(guest, stranger)
    assert guest.offered == ["human"]
    target = f"1.{await ref(guest, stranger)}"
    assert "отсюда нельзя" in await guest._happens(Kind.CHOICE, choice="not-me", text=target)
    assert await linked(stranger)


async def test_a_button_about_an_earlier_linking_leaves_the_next_one_alone(home):
    guest = await member(home, 2)
    hears(home, guest)
    announcement = home.replies
    await guest.says("отключить счет")
    await guest.presses("yes")
    home.later(minutes=3)
    guest.now = home.now
    await accepts(guest, await invites(home))
    home.replies = announcement
    assert "уже нет" in await home.presses("not-me")
    assert await linked(guest)


@pytest.mark.parametrize(
    "target", ["x", "1", "1.", "1.1", "1.1.zz", "9" * 30, "1.999.18f", "2.1.18f", "-1.1.1"]
)
async def test_forged_buttons_suspend_nobody(home, thief, target):
    await home._happens(Kind.CHOICE, choice="not-me", text=target)
    assert await linked(thief)
    assert await linked(home)


async def test_it_works_as_words_where_there_are_no_buttons(supplied, thief, home):
    mother = another(home, 1, SMS, "tel:+79161234567")
    await mother.links("1234567841", "89021112233")
    brother = another(home, 4)
    await brother.links("1234567841", "89021112244")
    hears(mother, brother)
    assert "НЕ Я" in mother.text
    assert "приостановлен" in await mother.says("это не я")
    assert not await linked(brother)
    assert await linked(thief)


async def test_of_several_the_words_ask_which(home, thief):
    await member(home, 2)
    assert "Какое" in await home.says("это не я")
    assert home.offered == ["not-me", "not-me", "menu"]
    assert await linked(thief)
    await home.presses("not-me")


async def test_neither_bill_nor_invitation_brings_a_disputed_link_back(home, thief):
    hears(home, thief)
    await home.presses("not-me")
    thief.later(hours=2)
    home.later(hours=2)
    await thief.links(FLAT)
    assert "сотрудник" in thief.text or "офис" in thief.text
    assert "310,90" not in thief.text
    assert not await linked(thief)
    code = await invites(home)
    assert "приостановлен" in await thief.says(f"приглашение {code}")
    assert not await linked(thief)


async def test_other_accounts_of_a_suspended_person_go_on(home, thief):
    await thief.links("1234567841", "89021112233")
    hears(home, thief)
    target = f"1.{await ref(home, thief)}"
    rows = await home.database.read(lambda tx: tx.all("SELECT id, since_ms FROM link WHERE account_id = 1"))
    link_id, since_ms = rows[-1]
    target = f"1.{link_id}.{since_ms:x}"
    await home._happens(Kind.CHOICE, choice="not-me", text=target)
    assert "*7841" in await thief.says("баланс")
    assert "*7833: доступ приостановлен" in await thief.says("настройки")
    assert "приостановлен" in await thief._happens(Kind.CHOICE, choice="account", text="1")


async def test_what_was_queued_for_the_suspended_one_does_not_go_out(home, thief):
    hears(home, thief)
    await home.presses("not-me")
    rows = await home.database.read(
        lambda tx: tx.all("SELECT topic, state FROM outbox WHERE address = 'telegram:9' ORDER BY id")
    )
    assert rows[-1] == ("suspended-disputed", "queued")
    assert {state for _, state in rows[:-1]} == {"failed"}


async def test_the_earliest_owners_are_told_first(home):
    """At most twenty are told: who may dispute the link comes before who may not, the earliest first."""
    reader = await member(home, 2, "reader")
    later = another(home.later(minutes=3), 3)
    await later.links(FLAT)
    payer = another(home.later(minutes=3), 1_000, address="telegram:0")  # its address sorts before all others
    await accepts(payer, await invites(home, "payer"), "89021119999")
    stranger = another(home.later(minutes=3), 9)
    await stranger.links(FLAT)
    told = [address for address, _ in stranger.others]
    assert told == [home.address, later.address, reader.address, payer.address]
