"""Own names, who is linked, roles, removal: several people around one account."""

from __future__ import annotations

import pytest

from bot.assembly import SMS
from bot.dialogs.model import Kind
from tests.dialogs.people import FLAT, accepts, another, hears, invites, member

HOUSE = "1234567841"


async def test_an_account_gets_a_name_in_one_line_and_shows_it_everywhere(home):
    assert await home.says("назвать Дача") == "Готово: счёт *7833 теперь «Дача»."
    assert (await home.says("баланс")).startswith("Дача, счёт *7833")
    assert (await home.says("настройки")).startswith("Дача *7833")
    assert "Дача" in await home.says("кто подключен") or "*7833" in home.text


async def test_a_name_is_asked_from_the_settings(talk):
    await talk.links()
    await talk.says("настройки")
    await talk.says("назвать счет")
    assert talk.path[-1] == "label.name"
    assert "Гараж у реки" in await talk.says("  «Гараж   у реки» ")
    links = await talk.database.read(lambda tx: tx.all("SELECT label FROM link"))
    assert links == [("Гараж у реки",)]


async def test_the_end_of_the_number_says_which_account_is_named(home):
    await home.links(HOUSE, "89021112233")
    assert "*7841 теперь «Дом родителей»" in await home.says("назвать 7841 Дом родителей")
    await home.says("назвать")
    assert [c.target for c in home.replies[-1].choices if c.id == "label"] == ["1", "2"]
    await home.presses("label:1")
    assert "*7833 теперь «24 линия»" in await home.says("24 линия")


@pytest.mark.parametrize("words", ["Дача у бабушки в Сосенках!", "А" * 25])
async def test_a_name_too_long_is_not_cut_but_asked_again(home, words):
    assert "до 24" in await home.says(f"назвать {words}")
    assert home.path[-1] == "label.name"
    assert "теперь «Дача»" in await home.says("Дача")


async def test_a_name_of_signs_alone_is_asked_again(home):
    await home.says("назвать")
    assert "хотя бы одна буква" in await home.says("***")


async def test_a_name_is_removed(home):
    await home.says("назвать Дача")
    await home.says("назвать")
    assert "называется «Дача»" in home.text
    assert "нет своего названия" in await home.presses("none")
    assert (await home.says("баланс")).startswith("Квартира, счёт *7833")


async def test_markup_in_a_name_is_only_text(home):
    await home.says("назвать <b>Дача</b>")
    assert "<b>" not in await home.says("баланс")


async def test_an_owner_sees_everybody_masked(home):
    await member(home, 2, "reader")
    await member(home, 3, "payer", can=SMS)
    lines = (await home.says("кто подключен")).splitlines()
    assert lines == [
        "Счёт *7833. Вы владелец.",
        "1. Telegram, +7 902 ***-00-02: для показаний, с 8 ноября",
        "2. Telegram, +7 902 ***-00-03: плательщик, с 8 ноября",
    ]
    assert home.offered == ["invite", "remove-person", "menu"]


@pytest.mark.parametrize("role", ["payer", "reader"])
async def test_others_see_only_who_the_owner_is(home, role):
    await member(home, 2, "payer")
    guest = await member(home, 3, role)
    text = await guest.says("кто подключен")
    assert "+7 916 ***-45-67: владелец" in text
    assert "00-02" not in text
    assert "invite" not in guest.offered
    assert "remove-person" not in guest.offered


@pytest.mark.parametrize("role", ["payer", "reader"])
async def test_only_an_owner_invites_and_removes(home, role):
    guest = await member(home, 2, role)
    other = await member(home, 3, "reader")
    assert "только владелец" in await guest.says("пригласить")
    for target in (await ref(guest, other), await ref(guest, home)):
        text = await guest._happens(Kind.CHOICE, choice="remove-person", text=target)
        assert "убрать его отсюда нельзя" in text
    assert await linked(other)
    assert await linked(home)


async def test_an_owner_removes_and_the_removed_one_is_told(home):
    guest = await member(home, 2)
    await home.says("кто подключен")
    await home.presses("remove-person")
    await home.presses("remove-person")
    assert "Закрыть доступ к счёту *7833 для +7 902 ***-00-02" in home.text
    assert "больше не видит" in await home.presses("yes")
    assert [address for address, _ in home.others] == ["telegram:2"]
    assert "закрыл вам доступ" in hears(guest, home)
    assert "не подключён" in await guest.says("баланс")
    phones = await home.database.read(lambda tx: tx.all("SELECT phone FROM link WHERE active = 0"))
    assert phones == [("",)]


async def test_an_old_button_does_not_remove_who_came_back(home):
    guest = await member(home, 2)
    old = await ref(home, guest)
    await home._happens(Kind.CHOICE, choice="remove-person", text=old)
    await home.presses("yes")
    home.later(minutes=2)
    guest.now = home.now
    await accepts(guest, await invites(home))
    assert "уже нет" in await home._happens(Kind.CHOICE, choice="remove-person", text=old)
    assert await linked(guest)


async def test_a_later_owner_cannot_remove_an_earlier_one(home):
    later = another(home, 5)
    await later.links(FLAT)
    text = await later._happens(Kind.CHOICE, choice="remove-person", text=await ref(later, home))
    assert "убрать его отсюда нельзя" in text
    text = await home._happens(Kind.CHOICE, choice="remove-person", text=await ref(home, later))
    assert "Закрыть доступ" in text


@pytest.mark.parametrize("target", ["x", "0.0", "999.18f", "1." + "f" * 40, "1.-5", "٣.1", ""])
async def test_forged_buttons_remove_nobody(home, target):
    await member(home, 2)
    await home._happens(Kind.CHOICE, choice="remove-person", text=target)
    await home.says("да")
    count = await home.database.read(lambda tx: tx.one("SELECT count(*) FROM link WHERE active = 1"))
    assert count == (2,)


async def test_nobody_sees_people_of_an_account_that_is_not_theirs(home):
    stranger = another(home, 7)
    await stranger.links(HOUSE, "89021112233")
    text = await stranger._happens(Kind.CHOICE, choice="people", text="1")
    assert "7833" not in text
    assert "4567" not in text.replace("-", "")


async def test_a_guest_is_told_that_nothing_is_linked(chat):
    for words in ("кто подключен", "назвать Дача", "пригласить"):
        assert "не подключён" in await chat.says(words)


async def test_whoever_was_invited_becomes_an_owner_by_the_bill(home):
    guest = await member(home, 2, "reader")
    await guest.links(FLAT)
    assert "310,90" in guest.text
    assert "Вы владелец" in await guest.says("кто подключен")


async def ref(_asker, person):
    """What a button about this person's link carries."""
    rows = await person.database.read(
        lambda tx: tx.all(
            "SELECT link.id, link.since_ms FROM link JOIN address"
            " ON address.subscriber_id = link.subscriber_id WHERE address.address = :a AND link.active = 1",
            a=person.address,
        )
    )
    link_id, since_ms = rows[-1]
    return f"{link_id}.{since_ms:x}"


async def linked(chat):
    rows = await chat.database.read(
        lambda tx: tx.all(
            "SELECT link.id FROM link JOIN address ON address.subscriber_id = link.subscriber_id"
            " WHERE address.address = :a AND link.active = 1",
            a=chat.address,
        )
    )
    return bool(rows)
