"""«Квитанция без бумаги»: three answers, owners only, a proof, the way back, and what the others are told."""

from __future__ import annotations

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.conversation import Conversation
from tests.dialogs.lawful import lawful_desk
from tests.dialogs.people import hears, member


@pytest.fixture(params=["rich", "short"])
async def talk(supplied, request):
    """Somebody who has linked their flat, in a chat or by SMS."""
    rich = request.param == "rich"
    can, address = (TELEGRAM, "telegram:1") if rich else (SMS, "tel:+79161234567")
    talk = Conversation(supplied, can, address, desk=lawful_desk())
    await talk.links()
    return talk.later(hours=2)


@pytest.fixture
async def owner(supplied):
    talk = Conversation(supplied, TELEGRAM, desk=lawful_desk())
    await talk.links()
    return talk.later(hours=2)


async def rows(talk, sql):
    return await talk.database.read(lambda tx: tx.all(sql))


async def standing(talk, account=1):
    return await talk.database.read(lambda tx: TxStore(tx).ebills.of(account))


async def switches(talk, words="электронная квитанция"):
    """All three answers."""
    await talk.says(words)
    for _ in range(3):
        await talk.answers("yes")
    return talk.text


async def test_three_answers_switch_and_everything_is_kept(talk):
    first = await talk.says("электронный счёт")
    assert "7833" in first
    assert "бумаг" in first
    consent = await talk.answers("yes")
    assert "соглас" in consent.lower()
    asked = await talk.answers("yes")
    assert "ноябр" in asked or "11.2026" in asked
    assert await standing(talk) is None  # until the last answer nothing has changed
    done = await talk.answers("yes")
    assert done.startswith(("Записано", "*7833: записано"))
    assert (await standing(talk)).electronic
    (change,) = await rows(
        talk,
        "SELECT way, why, first_period, address, channel, version, confirmed, event_id FROM ebill_change",
    )
    scheme = talk.address.partition(":")[0]
    assert change[:-1] == (
        "electronic", "asked", "2026-11", talk.address, scheme, "2026-11", "chat",
    )  # fmt: skip
    (given,) = await rows(talk, "SELECT event_id, text_sha256 FROM consent WHERE purpose = 'ebill'")
    assert given[0] == change[-1]  # the same stored message proves both
    (words,) = await rows(talk, "SELECT words FROM consent_text WHERE purpose = 'ebill'")
    assert words[0].split("\n")[0][:40] in consent


@pytest.mark.parametrize("answers", [("no",), ("yes", "no"), ("yes", "yes", "no")])
async def test_any_no_leaves_everything_as_it_was(owner, answers):
    await owner.says("не присылайте бумагу")
    for answer in answers:
        await owner.answers(answer)
    assert "Ничего не изменилось" in owner.text
    assert await standing(owner) is None
    assert await rows(owner, "SELECT 1 FROM consent WHERE purpose = 'ebill'") == []


async def test_the_state_is_shown_and_paper_comes_back_at_any_time(talk):
    assert "на бумаге" in await talk.says("верните бумажную квитанцию")
    await switches(talk)
    assert "11.2026" in await talk.says("электронная квитанция") or "ноябрь" in talk.text
    assert talk.offered == ["paper-bill", "menu"]
    await talk.says("верните бумажную квитанцию")
    assert (await standing(talk)).electronic
    await talk.answers("no")
    assert (await standing(talk)).electronic
    await talk.says("вернуть бумагу")
    assert "записано" in (await talk.answers("yes")).lower()
    assert not (await standing(talk)).electronic
    assert await rows(talk, "SELECT way, due FROM ebill_change ORDER BY id") == [
        ("electronic", 1),
        ("paper", 1),
    ]
    assert await rows(talk, "SELECT 1 FROM consent WHERE purpose = 'ebill' AND revoked_ms = 0") == []
    await switches(talk)
    assert (await standing(talk)).electronic


async def test_settings_and_notices_show_it_and_lead_there(owner):
    assert "бумажная" in await owner.says("настройки")
    await owner.answers("notices")
    await owner.answers("notify-kinds")
    assert "ebill" in owner.offered  # not by SMS: it has no room, and a phone is no place for bills
    await switches(owner)
    assert "электронная: 1 счёт" in await owner.says("настройки")
    assert "Электронная квитанция: согласие от" in await owner.says("согласия")


async def test_the_bill_itself_leads_there_while_it_comes_on_paper(owner):
    await owner.says("квитанция")
    assert owner.offered == ["why", "ebill", "menu"]
    await owner.says("квитанция")  # the beginning of that button, but a word of its own
    assert owner.offered == ["why", "ebill", "menu"]
    await owner.presses("ebill")
    for _ in range(3):
        await owner.answers("yes")
    owner.later(minutes=5)
    await owner.says("квитанция pdf")
    assert owner.offered == ["why", "menu"]


@pytest.mark.parametrize("role", ["payer", "reader"])
async def test_only_an_owner_may_and_the_others_are_told(owner, role):
    guest = await member(owner, 2, role)
    guest.desk = owner.desk
    assert "решает владелец" in await guest.says("электронная квитанция")
    assert await standing(owner) is None
    await switches(owner)
    assert "теперь электронная" in hears(guest, owner)
    assert "электронная" in await guest.says("электронный счёт")
    assert "решает владелец" in await guest.says("верните бумажную квитанцию")
    assert (await standing(owner)).electronic
    await owner.says("вернуть бумагу")
    await owner.answers("yes")
    assert "снова бумажная" in hears(guest, owner)


async def test_several_accounts_are_asked_about_one_by_one(owner):
    await owner.links("1234567841", "89021112233")
    owner.later(hours=2)
    assert "По какому" in await owner.says("электронная квитанция")
    await owner.presses("ebill:2")
    for _ in range(3):
        await owner.answers("yes")
    assert "7841" in owner.text
    assert await standing(owner) is None
    assert (await standing(owner, 2)).electronic


async def test_a_forged_button_of_a_strange_account_opens_nothing(owner):
    await switches(owner)
    stranger = Conversation(owner.database, TELEGRAM, "telegram:9", desk=owner.desk, now=owner.now)
    await stranger.links("1234567841", "89021112233")
    stranger.later(hours=2)
    from bot.dialogs.model import Kind

    for entry in ("ebill", "paper-bill"):
        await stranger._happens(Kind.CHOICE, choice=entry, text="1")
        assert "7833" not in stranger.text
    assert (await standing(owner)).electronic


async def test_words_that_changed_meanwhile_are_asked_again(owner):
    await owner.says("электронная квитанция")
    await owner.answers("yes")
    await owner.answers("yes")

    def age(tx):
        session = TxStore(tx).sessions.load(owner.address)[0]
        session.data["terms"] = "2020-01"
        TxStore(tx).sessions.save(session, 1)

    await owner.database.write(Unit(age))
    await owner.answers("yes")
    assert "соглас" in owner.text.lower()
    assert await standing(owner) is None


async def test_whoever_lost_the_account_between_two_answers_changes_nothing(owner):
    await owner.says("электронная квитанция")
    await owner.answers("yes")
    await owner.answers("yes")
    await owner.database.write(Unit(lambda tx: tx.run("UPDATE link SET role = 'payer'")))
    await owner.answers("yes")
    assert "Не получилось" in owner.text
    assert await standing(owner) is None
    assert await rows(owner, "SELECT 1 FROM consent WHERE purpose = 'ebill'") == []
