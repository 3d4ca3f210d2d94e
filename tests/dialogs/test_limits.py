"""A limit of a month's consumption: set, changed, taken away, in the chat and by SMS."""

from __future__ import annotations

import pytest

from core.notifications.kinds import Kind
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.billed import billed
from tests.dialogs.channels import Played
from tests.dialogs.metered import journal, past, sender

FLAT, HOUSE = 1, 2


@pytest.fixture
async def linked(talk):
    await talk.links()
    await talk.allows_sms()
    return talk


async def limits(talk):
    def read(store):
        person = store.sessions.load(talk.address)[0].subscriber_id
        return store.wishes.limits(person), store.wishes.wants(person, Kind.FORECAST)

    return await talk.database.read(lambda tx: read(TxStore(tx)))


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["предел 300"], {1: 300_000}),
        (["ПРЕДЕЛ", "300 кВт*ч"], {1: 300_000}),
        (["предел расхода", "1 500"], {1: 1_500_000}),
        (["предел 300", "предел 350"], {1: 350_000}),
        (["предел 300", "предел 0"], {}),
        (["предел 300", "без предела"], {}),
        (["предел 7833 300"], {1: 300_000}),
        (["предел 99999999"], {}),
        (["предел 99999999", "300"], {1: 300_000}),
    ],
)
async def test_a_limit_is_what_was_said_last(linked, words, kept):
    for said in words:
        await linked.says(said)
    assert (await limits(linked))[0] == kept


async def test_a_limit_switches_the_kind_on(linked):
    await linked.says("о чём писать")
    await linked.answers("use")
    await linked.answers("forecast")
    assert not (await limits(linked))[1]
    await linked.answers("notify-limit")
    assert "300" in linked.text
    await linked.says("250")
    assert await limits(linked) == ({1: 250_000}, True)


async def test_a_guest_has_no_limit(talk):
    await talk.says("/start")
    await talk.says("предел 300")
    assert "записан" not in talk.text.lower()


def both(*words, accounts=(FLAT,)):
    person = Played().person().has(*accounts)
    for said in words:
        texts = person.says(said)
    return person, texts


def test_in_words():
    _, (rich, short) = both("предел 300")
    kept, then = "предел 300 кВт·ч за месяц, счёт *7833", "Если прогноз на месяц выше, напишем: раз в месяц."
    assert rich == f"Записано: {kept}. {then}"
    assert short.startswith("*7833: записан предел 300 кВт.ч")
    _, (rich, short) = both("предел 300", "предел")
    assert rich.startswith("Предел по счёту *7833 сейчас 300 кВт·ч за месяц.")
    assert short.startswith("*7833: предел 300 кВт.ч. Новое число?")
    _, (rich, short) = both("предел")
    assert rich.startswith("Какой предел расхода за месяц по счёту *7833?")


def test_of_several_accounts_the_number_is_kept_while_one_is_chosen():
    person, (rich, _) = both("предел 300", accounts=(FLAT, HOUSE))
    assert rich.startswith("По какому счёту предел?")
    rich, _ = person.chooses("notify-limit")
    assert rich.startswith("Записано: предел 300 кВт·ч за месяц")


@pytest.fixture
async def garage(supplied):
    """Its meter showed 15 282 in October."""
    return await sender(await billed(supplied, past))


@pytest.mark.parametrize("said", ["15420", "15 420"])
async def test_a_number_that_the_meter_may_show_is_asked_about(garage, said):
    """A reminder comes while the limit is asked for, and its reading became the limit."""
    await garage.says("предел")
    assert "или показание" in await garage.says(said)
    assert (await limits(garage))[0] == {}
    await garage.answers("reading")
    assert (await limits(garage))[0] == {}
    assert [entry.shown for entry in await journal(garage)] == [(15_420,)]


async def test_it_may_be_a_limit_all_the_same(garage):
    await garage.says("предел")
    await garage.says("15420")
    assert "15 420 кВт·ч" in await garage.answers("meant")
    assert (await limits(garage))[0] == {5: 15_420_000}
    assert "предела нет" in await garage.answers("notify-unlimit")
    assert (await limits(garage))[0] == {}


@pytest.mark.parametrize("said", ["300", "15420 кВт·ч", "предел 15420", "14000", "18400"])
async def test_what_is_clearly_a_limit_is_not_asked_about(garage, said):
    await garage.says("предел")
    assert "Записано" in await garage.says(said)
    assert len((await limits(garage))[0]) == 1


async def test_a_number_in_reply_to_a_message_about_a_meter_is_its_reading(garage):
    await garage.says("15350")
    await garage.database.write(
        Unit(lambda tx: tx.run("UPDATE outbox SET reference = '41' WHERE about <> ''"))
    )
    await garage.says("предел")
    await garage.says("15420", replies_to="41")
    assert (await limits(garage))[0] == {}
    assert (await journal(garage))[-1].shown == (15_420,)
