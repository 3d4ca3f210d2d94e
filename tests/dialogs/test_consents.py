"""Consents: asked or told by purpose, provable by words, event and answer; a new text blocks nothing."""

from __future__ import annotations

import hashlib

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from core.consents import Basis
from storage.store import TxStore
from tests.dialogs.conversation import CATALOGUE, Conversation
from tests.dialogs.lawful import law, lawful_desk
from tests.dialogs.supplier import VALUES


async def kept(talk):
    """All consents, the oldest first."""
    return await talk.database.read(lambda tx: TxStore(tx).consents.page(0, 0, 100))


@pytest.fixture(params=["rich", "short"])
async def talk(supplied, request):
    rich = request.param == "rich"
    can, address = (TELEGRAM, "telegram:1") if rich else (SMS, "tel:+79161234567")
    return Conversation(supplied, can, address, desk=lawful_desk())


async def under(talk, given):
    """The same person after the supplier's lawyer changed something."""
    return Conversation(talk.database, talk.can, talk.address, desk=lawful_desk(given), now=talk.now)


async def test_proof_is_the_words_shown_the_event_and_the_answer(talk):
    shown = await talk.says("подключить")
    await talk.answers("yes")
    [row] = await kept(talk)
    assert row.words == "\n".join(shown.splitlines()[:4] if talk.can.buttons else [shown.split(" 1-")[0]])
    assert hashlib.sha256(row.words.encode()).hexdigest() == row.text_sha256
    assert (row.purpose, row.version, row.basis, row.revoked_ms) == ("linking", "2026-11", "consent", 0)
    assert row.given_ms == int(talk.now.timestamp() * 1000)
    assert row.address == talk.address
    assert row.origin.startswith("test/")
    assert row.said == ("yes" if talk.can.buttons else "СОГЛАСЕН")


async def test_the_same_words_are_kept_once(talk, supplied):
    await talk.links()
    other = Conversation(supplied, talk.can, talk.address + "9", desk=lawful_desk())
    await other.links("1234567841", "89021112233")
    rows = await kept(talk)
    assert len({row.subscriber_id for row in rows}) == 2
    assert len({row.text_sha256 for row in rows}) == 1
    assert await talk.database.read(lambda tx: tx.one("SELECT count(*) FROM consent_text")) == (1,)


async def test_declined_means_nothing_is_kept(talk):
    await talk.says("подключить")
    assert "ничего не записано" in await talk.answers("no")
    assert await kept(talk) == []
    assert not (await talk.session()).subscriber_id


async def test_contract_asks_nobody_and_tells(talk):
    talk = await under(talk, law(linking=Basis.CONTRACT))
    text = await talk.says("подключить")
    assert "договор" in text
    assert talk.path[-1] == "link.account"
    [row] = await kept(talk)
    assert (row.basis, "договор" in row.words) == ("contract", True)
    await talk.says("отмена")
    assert "договор" not in await talk.says("подключить")  # told once
    assert len(await kept(talk)) == 1


async def test_contract_tells_even_when_the_number_came_along(talk):
    talk = await under(talk, law(linking=Basis.CONTRACT))
    assert "договор" in await talk.says("ЛС 1234567833")


async def test_what_was_told_is_no_consent_when_the_basis_changes(talk):
    talk = await under(talk, law(linking=Basis.CONTRACT))
    await talk.says("подключить")
    talk = await under(talk, law())
    await talk.says("подключить")
    assert talk.path[-1] == "link.consent"


@pytest.fixture
def second_version(monkeypatch):
    """Words of a version to come, in both forms."""
    for voice, words in ((CATALOGUE.full, "Новые слова согласия."), (CATALOGUE.short, "Новые слова?")):
        for kind in ("consent", "contract"):
            key = f"{kind}-text-linking-2027-01"
            monkeypatch.setitem(voice.entries, key, voice.entries["consent-text-linking-2026-11"])
            monkeypatch.setitem(voice.fixed, key, words)
            monkeypatch.setitem(CATALOGUE._sensitivity, key, 0)
    from tests.dialogs import lawful

    monkeypatch.setattr(lawful, "CATALOGUE", CATALOGUE)
    return "2027-01"


async def test_a_new_version_asks_at_the_next_natural_moment_and_blocks_nothing(talk, second_version):
    await talk.links()
    talk = await under(talk.later(hours=2), law(version=second_version))
    assert "310,90" in await talk.says("баланс")
    assert "овый текст" in await talk.says("настройки")
    assert talk.offered[0] == "agree"
    assert "Новые слова" in await talk.answers("agree")
    assert "аписано" in await talk.answers("yes")
    rows = await kept(talk)
    assert [row.version for row in rows] == ["2026-11", second_version]
    assert "agree" not in await talk.says("настройки")
    assert "agree" not in talk.offered


async def test_a_declined_new_version_leaves_the_old_one_and_asks_no_more(talk, second_version):
    await talk.links()
    talk = await under(talk.later(hours=2), law(version=second_version))
    await talk.says("новое согласие")
    assert "режнее" in await talk.answers("no")
    assert "310,90" in await talk.says("баланс")
    await talk.says("настройки")
    assert "agree" not in talk.offered
    assert [(row.version, row.revoked_ms) for row in await kept(talk)] == [("2026-11", 0)]


async def test_linking_one_more_account_asks_about_the_new_text(talk, second_version):
    await talk.links()
    talk = await under(talk, law(version=second_version))
    assert "Новые слова" in await talk.says("подключить")


async def test_words_replaced_between_question_and_answer_are_asked_again(talk, second_version):
    await talk.says("подключить")
    replies = talk.replies
    talk = await under(talk, law(version=second_version))
    talk.replies = replies
    assert "Новые слова" in await talk.answers("yes")
    assert await kept(talk) == []
    await talk.answers("yes")
    assert [row.version for row in await kept(talk)] == [second_version]


async def test_sms_is_a_consent_of_its_own(talk):
    await talk.links()
    may = talk.desk.may_start

    async def may_start():
        return await talk.database.read(lambda tx: _may(TxStore(tx), may, talk.address))

    by_sms = talk.address.startswith("tel:")
    assert await may_start() is not by_sms
    assert "нет" in await talk.says("согласия")
    assert "sms-allow" in talk.offered
    await talk.answers("sms-allow")
    await talk.answers("yes")
    assert await may_start()
    assert [row.purpose for row in await kept(talk)] == ["linking", "sms-notices"]
    await talk.says("согласия")
    assert "sms-forbid" in talk.offered
    await talk.answers("sms-forbid")
    assert await may_start() is not by_sms
    assert "310,90" in await talk.says("баланс")  # the other consent goes on


async def test_nothing_is_started_after_stop_or_in_a_pause(talk):
    talk = await under(talk, law(sms=Basis.CONTRACT))
    await talk.links()
    assert await talk.database.read(lambda tx: _may(TxStore(tx), talk.desk.may_start, talk.address))
    await talk.says("пауза на неделю")
    assert not await talk.database.read(lambda tx: _may(TxStore(tx), talk.desk.may_start, talk.address))


def _may(store, may, address):
    return may(store, store.sessions.load(address)[0])


async def test_consents_under_contract_are_said_to_be_so(talk):
    talk = await under(talk, law(linking=Basis.CONTRACT, sms=Basis.CONTRACT))
    assert "договор" in await talk.links()
    assert [row.purpose for row in await kept(talk)] == ["linking", "sms-notices"]
    said = await talk.database.read(lambda tx: tx.all("SELECT said FROM consent"))
    assert said == [("",), ("",)], "nobody was asked, and what they said is a code"
    assert (await talk.says("согласия")).count("договор") == 2
    assert "sms-allow" not in talk.offered


async def test_page_of_an_account_finds_people_of_ended_links(talk):
    await talk.links()
    await talk.says("отозвать согласие")
    await talk.answers("yes")

    def page(tx):
        store = TxStore(tx)
        return store.consents.page(store.consents.account_id("1234567833"), 0, 10)

    [row] = await talk.database.read(page)
    assert row.revoked_ms
    assert await talk.database.read(lambda tx: TxStore(tx).consents.page(2, 0, 10)) == []


def test_every_supplier_value_of_the_words_is_given():
    for form in ("full", "short"):
        for key, entry in CATALOGUE.voice(form).entries.items():
            if key.startswith(("consent-text-", "contract-text-")):
                assert entry.needs <= set(VALUES), key
