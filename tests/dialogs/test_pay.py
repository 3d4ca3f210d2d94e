"""Paying in the chat: which sum, the link, what became of it."""

from __future__ import annotations

from bot.channels.policy import within
from bot.channels.render import render
from bot.dialogs.model import Kind, Press
from core.payments.model import IntentState, PaymentStatus, RefundFacts
from core.payments.outcome import Outcome, Settled, news_of
from core.payments.reasons import CLASSES
from core.people import Role
from core.usecases.pay import CREATE
from core.usecases.settle_refund import SettleRefund
from core.values import Money
from storage.database import Unit
from tests.dialogs.conversation import CATALOGUE
from tests.dialogs.paying import SETTLE, answers_with, intents, paying, settles
from tests.dialogs.supplier import VALUES


async def linked(talk, number="1234567833", **changes):
    await paying(talk, **changes).links(number)
    return talk


def url_of(reply):
    return next((c.target for c in reply.choices if c.press is Press.LINK), "")


async def effects(talk):
    return await talk.database.read(
        lambda tx: tx.all("SELECT address, notify FROM outbox WHERE kind = :kind ORDER BY id", kind=CREATE)
    )


async def test_what_is_owed_is_asked_for_and_the_link_comes(talk):
    await linked(talk)
    said = await talk.says("оплатить")
    assert "*7833" in said
    assert "2310,90" in said.replace(" ", "")
    ((intent, words),) = await intents(talk)
    assert (intent.wish.amount, intent.wish.debt, intent.wish.address) == (
        Money(231090), Money(231090), talk.address,
    )  # fmt: skip
    assert await effects(talk) == [(f"payment:{intent.id}", talk.address)]
    link = await answers_with(talk, intent)
    if talk.can.buttons:
        assert url_of(talk.replies[0]).endswith(f"orderId={intent.id}")
        assert "АО «Пример Энергосбыт», без комиссии." in link
        assert "Ссылка действует до 13:00." in link
        assert "не в чате" in link
    else:
        assert link.startswith("*7833: https://")
        assert link.isascii()
    assert words["description"] == "Электроэнергия, счёт *7833"


SUMS = {
    "оплата 1500": 150000, "оплата 1 500,50": 150050, "ОПЛАТА 1500.5": 150050, "опл 1": 100,
    "оплата *7833 1 500,51": 150051, "оплата 1234567833 20": 2000, "оплатить 7833": 231090,
    "хочу оплатить 1501 рублей": 150100, "pay 99": 9900, "оплата 1500р": 150000, "опл 1502 руб.": 150200,
    "ОПЛАТА *7833 1503р": 150300, "оплатить 1500 руб. 50 коп": 150050, "oplata 1504 rub": 150400,
    "хочу оплатить 300": 30000, "1505 оплата": 150500, "оплата 1506 !": 150600, "оплата 1507.": 150700,
    "оплатить за октябрь 2026": 231090, "оплата до 15 числа": 231090, "опл. 1508 р.": 150800,
}  # fmt: skip


async def test_an_own_sum_is_taken_behind_the_word(talk):
    await linked(talk)
    for text, kopecks in SUMS.items():
        await talk.says(text)
        assert (await intents(talk))[-1][0].wish.amount == Money(kopecks), text


UNFIT = {
    "оплата 0,99": "pay-too-small", "оплата 0": "pay-too-small", "оплата 700 000,01": "pay-too-large",
    "оплата 15.11.2026": "pay-not-a-sum", "оплата 1500,505": "pay-not-a-sum",
    "оплата 1500,50 руб 50 коп": "pay-not-a-sum", "оплатить 300 или 500": "pay-not-a-sum",
    "оплата -5": "pay-not-a-sum", "/pay -1500": "pay-not-a-sum", "оплата 999999999": "pay-far-too-large",
    "оплата *9999 100": "smswords-not-yours", "оплата 9999999999 100": "smswords-not-yours",
}  # fmt: skip


async def test_fault_22_a_sum_that_cannot_be_paid_is_asked_for_again(talk):
    await linked(talk)
    for text, key in reversed(UNFIT.items()):
        await talk.says(text)
        assert talk.replies[0].phrases[0].key == key, text
    assert await intents(talk) == []
    await talk.says("1500")
    assert [one.wish.amount for one, _ in await intents(talk)] == [Money(150000)]


async def test_above_a_card_only_sbp_is_offered(talk):
    await linked(talk)
    await talk.says("оплата 350000,01")
    assert "СБП" in talk.text


async def test_another_sum_is_typed(talk):
    await linked(talk)
    await talk.says("другая сумма")
    assert "1500" in talk.text
    await talk.says("много")
    assert "рубли цифрами" in talk.text
    await talk.says("1 500,50")
    assert [one.wish.amount for one, _ in await intents(talk)] == [Money(150050)]


async def test_the_card_offers_to_pay_what_is_owed(chat):
    await linked(chat)
    await chat.says("баланс")
    assert chat.offered[0] == "pay"
    await chat.presses("pay")
    assert [one.wish.amount for one, _ in await intents(chat)] == [Money(231090)]
    await chat.database.write(Unit(lambda tx: tx.run("UPDATE balance SET debt = 0, overdue = 0")))
    await chat.says("баланс")
    assert "pay" not in chat.offered


async def test_penalty_is_a_choice(chat):
    await linked(chat)
    await chat.database.write(
        Unit(lambda tx: tx.run("UPDATE balance SET penalty = 1090 WHERE account_id = 1"))
    )
    await chat.says("оплатить")
    ((first, _),) = await intents(chat)
    assert first.wish.amount == Money(231090)
    await answers_with(chat, first)
    await chat.presses("pay")
    assert [one.wish.amount.kopecks for one, _ in await intents(chat)] == [231090, 230000]


async def test_what_is_paid_here_is_taken_off_and_said(talk):
    await linked(talk)
    await talk.says("оплата 1000")
    ((intent, _),) = await intents(talk)
    await answers_with(talk, intent)
    await answers_with(talk, intent, PaymentStatus.SUCCEEDED)
    await talk.says("оплатить")
    assert "1 310,90" in talk.text or "1310,90" in talk.text
    assert "1 000,00" in talk.text or not talk.can.buttons
    assert (await intents(talk))[1][0].wish.amount == Money(131090)


async def test_nothing_owed_is_said_and_a_sum_may_be_typed(talk):
    await linked(talk, "1234567841")
    assert "ничего нет" in await talk.says("оплатить")
    await talk.says("300")
    assert [one.wish.amount for one, _ in await intents(talk)] == [Money(30000)]


async def test_fault_09_the_same_wish_has_the_same_link_and_another_sum_its_own(talk):
    await linked(talk)
    await talk.says("оплатить")
    ((intent, _),) = await intents(talk)
    await talk.says("оплатить")
    assert len(await intents(talk)) == 1
    link = await answers_with(talk, intent)
    again = await talk.says("оплатить")
    assert again == link
    assert len(await effects(talk)) == 1
    await talk.says("оплата 100")
    old, new = (one for one, _ in await intents(talk))
    assert (old.superseded, new.superseded) == (True, False)
    await answers_with(talk, new)
    late = await answers_with(talk, old, PaymentStatus.SUCCEEDED)
    assert "получена" in late
    assert "прежней ссылке" in late or not talk.can.buttons
    talk.later(minutes=61)
    await talk.says("оплата 100")
    assert len(await intents(talk)) == 3


async def test_fault_14_while_nobody_knows_no_second_link_is_given(talk):
    await linked(talk)
    await talk.says("оплатить")
    ((intent, _),) = await intents(talk)

    def unsure(store, now_ms):
        held = SETTLE.unsure(store, intent.id, now_ms)
        return Settled(Outcome.NOTHING, held, news=news_of(held, Outcome.LINK))

    _, said = await settles(talk, unsure)
    assert "точняем" in said
    for text in ("оплатить", "оплата 100"):
        assert "точняем" in await talk.says(text)
    assert [one.state for one, _ in await intents(talk)] == [IntentState.UNKNOWN]
    link = await answers_with(talk, intent)
    assert url_of(talk.replies[0]) or ": https://" in link


async def test_a_receipt_says_what_comes_next(talk):
    await linked(talk)
    await talk.says("оплатить")
    ((intent, _),) = await intents(talk)
    await answers_with(talk, intent)
    said = await answers_with(talk, intent, PaymentStatus.SUCCEEDED)
    assert "получена" in said
    assert "в расчет" in said.replace("ё", "е")
    assert talk.replies[0].lasting
    if talk.can.buttons:
        assert said.splitlines()[0] == "✅ Оплата по счёту *7833 получена."
    assert await answers_with(talk, intent, PaymentStatus.SUCCEEDED) == ""


async def test_each_reason_is_told_in_words(talk):
    await linked(talk)
    for roubles, reason in enumerate([*CLASSES, "something_new"], 1):
        await talk.says(f"оплата {roubles}")
        intent, _ = (await intents(talk))[-1]
        await answers_with(talk, intent)
        said = await answers_with(talk, intent, PaymentStatus.CANCELED, reason=reason)
        assert "*7833" in said, reason
        assert reason not in said
        assert not talk.can.buttons or talk.offered == ["pay", "menu"]


async def test_held_refused_and_refunded_are_told(talk):
    await linked(talk)
    await talk.says("оплатить")
    ((intent, _),) = await intents(talk)
    await answers_with(talk, intent)
    said = await answers_with(talk, intent, PaymentStatus.SUCCEEDED, amount=Money(1))
    assert "точняем" in said
    await talk.says("оплата 100")
    other = (await intents(talk))[-1][0]
    _, said = await settles(
        talk, lambda store, now_ms: SETTLE.refuse(store, other.id, "invalid_request", now_ms)
    )
    assert "не списаны" in said
    await talk.says("оплата 200")
    third = (await intents(talk))[-1][0]
    await answers_with(talk, third, PaymentStatus.SUCCEEDED)
    back = RefundFacts(
        "r-1", f"pay-{third.id}", Money(5000), "RUB", succeeded=True, created_ms=third.created_ms
    )
    _, said = await settles(talk, lambda store, now_ms: SettleRefund()(store, back, now_ms))
    assert "озвращаем" in said
    assert "50,00" in said or not talk.can.buttons


def linked_too(tx, account):
    tx.run(
        "INSERT INTO link (subscriber_id, account_id, role, phone, address, since_ms)"
        " SELECT subscriber_id, :account, role, phone, address, since_ms FROM link WHERE account_id = 1",
        account=account,
    )


async def test_all_accounts_in_one_go_are_wishes_of_their_own(chat):
    await linked(chat)
    for account in (2, 5):
        await chat.database.write(Unit(lambda tx, account=account: linked_too(tx, account)))
    await chat.says("оплатить все счета")
    found = [(one.wish.account_id, one.wish.amount.kopecks) for one, _ in await intents(chat)]
    assert sorted(found) == [(1, 231090), (5, 12345678)]
    assert "счетов 2, всего 125 767,68 руб." in chat.text
    assert len({one.key for one, _ in await intents(chat)}) == 2


async def test_a_reader_sees_no_sum_and_gets_no_link(talk):
    await linked(talk)

    def reader(tx):
        tx.run("UPDATE link SET role = :role", role=str(Role.READER))

    await talk.database.write(Unit(reader))
    for text in ("оплатить", "оплата 1500", "другая сумма", "оплатить все счета"):
        await talk.says(text)
        assert "310" not in talk.text
    assert await intents(talk) == []


async def test_nobody_opens_by_hand_what_only_events_open(talk):
    await linked(talk)
    await talk.says("оплатить")
    for command in ("pay-link", "pay-news", "pay-link-own"):
        for target in ("1", "1.paid.231090.", "1.231090"):
            await talk._happens(Kind.COMMAND, command=command, text=target)
            assert talk.replies == []


async def test_fault_21_a_link_shows_a_masked_account_and_no_name(chat):
    await linked(chat)
    await chat.says("оплатить")
    ((_, words),) = await intents(chat)
    assert "1234567833" not in str(words)
    assert "Мира" not in str(words)
    await linked_numbers(chat)


async def linked_numbers(chat):
    """Only a shop of utility payments is told the number, which it cannot do without."""
    paying(chat, numbers=True)
    await chat.says("оплата 55")
    words = (await intents(chat))[-1][1]
    assert words["account_number"] == "1234567833"
    assert "1234567833" not in words["description"]


async def test_strict_policy_keeps_the_link_off_the_messenger(chat):
    await linked(chat)
    await chat.says("оплатить")
    ((intent, _),) = await intents(chat)
    await answers_with(chat, intent)
    rendered = render(chat.replies[0], within(chat.can, "strict"), CATALOGUE, VALUES, chat.today())
    shown = str(rendered.parts)
    assert "yoomoney" not in shown
    assert "310" not in shown
    await answers_with(chat, intent, PaymentStatus.SUCCEEDED)
    rendered = render(chat.replies[0], within(chat.can, "strict"), CATALOGUE, VALUES, chat.today())
    assert "получена" in rendered.parts[0].text
    assert "310" not in str(rendered.parts)
