"""Rights that must hold whatever came before: who disputed is not told, a new owner is the latest one."""

from __future__ import annotations

from functools import partial

import pytest

from bot.channels.telegram_capabilities import TELEGRAM
from core.limits import Scope
from core.own_data import alias_of
from core.usecases.phone_holds import SIM_REPLACED
from storage.database import Unit
from storage.erasure import Erasure
from storage.own_data import gather
from storage.store import TxStore
from tests.dialogs.conversation import Conversation
from tests.dialogs.facts import RENUMBERED, talk_with, with_facts
from tests.dialogs.lawful import lawful_desk
from tests.dialogs.people import FLAT, accepts, another, hears, invites, member
from tests.dialogs.supplier import KEYS
from tests.dialogs.test_people import linked


@pytest.fixture
async def facts(supplied):
    return await with_facts(supplied)


async def copy_of(talk):
    return await talk.database.read(lambda tx: gather(tx, talk.address))


async def test_a_copy_does_not_tell_who_disputed_or_removed(home):
    thief = another(home, 9)
    await thief.links(FLAT)
    hears(home, thief)
    await home.presses("not-me")
    guest = await member(home, 31)
    await home.says("кто подключен")
    await home.presses("remove-person")
    if "yes" not in home.offered:
        await home.presses("remove-person")
    await home.answers("yes")
    for person in (thief, guest):
        rows = (await copy_of(person))["audit_event"]
        assert {"link-disputed", "person-removed"} & {row["kind"] for row in rows}
        assert all(home.address not in str(row.values()) for row in rows)
        assert all("by subscriber" not in row["detail"] for row in rows)


async def test_who_was_invited_and_proves_it_is_the_latest_owner(home):
    reader = await member(home, 32)
    home.later(hours=1)
    second = another(home, 33)
    await second.links(FLAT)
    reader.now = second.now
    reader.later(hours=1)
    await reader.links(FLAT)
    second.now = reader.now
    hears(second, reader)
    assert "310,90" in await reader.says("баланс")
    assert "приостановлен" in await second.presses("not-me")
    assert not await linked(reader)


async def test_a_replaced_sim_is_held_for_invited_people_too(home):
    guest = another(home, 34)
    await guest.says(f"приглашение {await invites(home)}")
    await guest.answers("yes")
    await guest.says("89021112233")
    await guest.effect_ends("refused", SIM_REPLACED)
    now_ms = int(guest.now.timestamp() * 1000)
    key = (Scope.SIM_SWAPPED, "+79021112233")
    counts = await guest.database.read(lambda tx: TxStore(tx).attempts.counts((key,), now_ms, hold=False))
    assert counts[key].day == 1


async def test_invited_people_are_told_of_a_code_that_did_not_come(home):
    guest = another(home, 35)
    await guest.says(f"приглашение {await invites(home)}")
    await guest.answers("yes")
    await guest.says("89021112233")
    await guest.effect_ends("ok")
    assert "телефон был выключен" in await guest.effect_ends("undelivered", "expired")
    assert (await guest.session()).step == "phone"
    assert len(guest.codes) == 1


@pytest.mark.parametrize("carried_out", [False, True])
async def test_a_disputed_person_does_not_come_back_by_deleting_their_data(home, carried_out):
    thief = Conversation(home.database, TELEGRAM, "telegram:9", desk=lawful_desk(), now=home.now)
    await thief.links(FLAT)
    hears(home, thief)
    await home.presses("not-me")
    await thief.says("удалить мои данные")
    await thief.answers("on")
    await thief.answers("erase")
    if carried_out:
        await thief.database.write(Unit(lambda tx: tx.run("UPDATE outbox SET state = 'sent'")))
        now_ms = int(thief.now.timestamp() * 1000)
        assert await Erasure(thief.database, partial(alias_of, KEYS))(now_ms) == 1
        left = await thief.database.read(
            lambda tx: tx.all("SELECT address, phone, label FROM link WHERE suspended_why <> ''")
        )
        assert [(address[:7], *rest) for address, *rest in left] == [("erased:", "", "")]
    thief.later(days=1)
    await thief.links(FLAT)
    assert not await linked(thief)


async def test_invitations_of_an_owner_who_lost_the_account_leave_room(home):
    thief = another(home, 9)
    await thief.links(FLAT)
    news = hears(home, thief), home.replies
    for _ in range(5):
        await invites(thief)
    home.replies = news[1]
    await home.presses("not-me")
    assert await invites(home)


async def test_an_invitation_names_the_number_of_today(facts):
    owner = talk_with(facts)
    await owner.links(RENUMBERED)
    guest = another(owner, 35)
    assert f"*{RENUMBERED[-4:]}" in await accepts(guest, await invites(owner))
    assert guest.codes[0][1]["number"] == RENUMBERED


async def test_a_copy_names_the_number_of_today(facts):
    owner = talk_with(facts)
    await owner.links(RENUMBERED)
    [link] = (await copy_of(owner))["link"]
    assert link["account"] == RENUMBERED


async def test_a_disputed_link_whose_consent_was_withdrawn_has_a_day_in_the_list_of_staff(home):
    thief = Conversation(home.database, TELEGRAM, "telegram:9", desk=lawful_desk(), now=home.now)
    await thief.links(FLAT)
    hears(home, thief)
    await home.presses("not-me")
    await thief.says("удалить мои данные")
    await thief.answers("on")
    await thief.answers("erase")
    [found] = await home.database.read(lambda tx: TxStore(tx).people.all_suspended(0, 9))
    assert found.at_ms == int(thief.now.timestamp() * 1000)
