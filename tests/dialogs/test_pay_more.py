"""Paying as people do it who change their mind, owe for several accounts, or do not believe us."""

from __future__ import annotations

from core.payments.model import IntentState, PaymentStatus
from core.payments.requisites import Requisites
from core.people import Role
from core.values import Money
from storage.database import Unit
from tests.dialogs.paying import answers_with, intents, paying
from tests.dialogs.test_pay import linked, linked_too


async def wished(talk):
    return [(one.wish.account_id, one.wish.amount.kopecks) for one, _ in await intents(talk)]


async def has(talk, *accounts):
    for account in accounts:
        await talk.database.write(Unit(lambda tx, account=account: linked_too(tx, account)))


async def test_asking_in_another_way_ends_the_question_for_a_sum(talk):
    await linked(talk)
    for text in ("оплатить", "оплата 1500", "как можно оплатить картой", "оплатить все счета"):
        await talk.says("другая сумма")
        await talk.says(text)
        assert (await talk.session()).dialog == "", text
        assert len(talk.replies) == 1, text


async def test_what_only_shows_something_leaves_the_question_open(talk):
    await linked(talk)
    await talk.says("другая сумма")
    for text in ("баланс", "-5", "полторы тысячи", "1,505"):
        await talk.says(text)
        assert (await talk.session()).dialog == "pay", text
    assert await intents(talk) == []
    await talk.says("1500 рублей, пожалуйста")
    assert await wished(talk) == [(1, 150000)]


async def test_a_sum_for_another_account_is_not_taken_for_the_one_asked_about(chat):
    await linked(chat)
    await has(chat, 5)
    await chat.says("другая сумма")
    await chat.says("нужно оплатить *7874 20 руб., спасибо")
    assert all(account != 1 for account, _ in await wished(chat))


async def test_a_sum_named_within_another_question_is_the_sum(talk):
    await linked(talk)
    await talk.says("подключить")
    await talk.says("хочу заплатить 200 рублей")
    assert await wished(talk) == [(1, 20000)]
    assert (await talk.session()).dialog == "link"


async def test_where_nothing_is_owed_here_the_other_accounts_are_offered(chat):
    await linked(chat)
    await has(chat, 2)
    assert "ничего нет" in await chat.says("оплатить *7841")
    assert chat.offered == ["pay-all", "menu"]
    await chat.presses("pay-all")
    assert await wished(chat) == [(1, 231090)]


async def test_one_account_that_owes_nothing_is_all_there_is(chat):
    await linked(chat, "1234567841")
    assert "ничего нет" in await chat.says("оплатить")
    assert chat.offered == ["menu"]


async def test_all_accounts_of_an_organisation_are_not_said_to_owe_nothing(chat):
    await linked(chat, "1234567858")
    assert "оплачивает организация" in await chat.says("оплатить все счета")
    assert await intents(chat) == []


async def test_accounts_that_do_not_go_with_the_others_are_named_by_number(chat):
    await linked(chat)
    await has(chat, 3, 5)
    said = await chat.says("оплатить все счета")
    assert "Не вошли счета, которые вместе с другими не оплатить: 1." in said
    assert sorted(account for account, _ in await wished(chat)) == [1, 5]


async def test_who_sees_no_sums_is_not_told_that_nothing_is_owed(talk):
    await linked(talk)
    await talk.database.write(Unit(lambda tx: tx.run("UPDATE link SET role = :role", role=str(Role.READER))))
    await talk.says("оплатить все счета")
    assert talk.replies[0].phrases[0].key == "reader-no-sums"


async def test_a_debt_too_small_to_be_paid_is_not_denied(chat):
    await linked(chat)
    await chat.database.write(Unit(lambda tx: tx.run("UPDATE balance SET debt = 5, overdue = 0")))
    assert "возможна от" in await chat.says("оплатить все счета")


async def test_a_payment_that_is_looked_into_is_told_of_beside_the_next_link(talk):
    await linked(talk)
    await talk.says("оплата 270")
    ((intent, _),) = await intents(talk)
    await answers_with(talk, intent)
    await answers_with(talk, intent, PaymentStatus.SUCCEEDED, amount=Money(1))
    assert (await intents(talk))[0][0].state is IntentState.HELD
    said = await talk.says("оплатить")
    assert not talk.can.buttons or "Прежний платёж на 270,00 руб. ещё уточняем" in said


FAILURES = {
    "country_forbidden": "страны", "payment_method_restricted": "не разреш",
    "identification_required": "кошел", "insufficient_funds": "не хватило",
    "permission_revoked": "способ", "unsupported_mobile_operator": "способ",
    "expired_on_confirmation": "ремя ссылки",
}  # fmt: skip


async def test_reasons_that_ask_for_different_things_are_told_apart(talk):
    await linked(talk)
    for roubles, (reason, words) in enumerate(FAILURES.items(), 1):
        await talk.says(f"оплата {roubles}")
        intent = (await intents(talk))[-1][0]
        await answers_with(talk, intent)
        said = await answers_with(talk, intent, PaymentStatus.CANCELED, reason=reason)
        assert words in said.replace("ё", "е"), reason


async def test_a_slip_in_the_address_for_receipts_can_be_mended(talk):
    await linked(talk, needs_email=True)
    await talk.says("оплата 300")
    await talk.says("name@exmaple.ru")
    await answers_with(talk, (await intents(talk))[0][0])
    assert not talk.can.buttons or "pay-mail" in talk.offered
    assert "name@example.ru" in await talk.says("другая почта")
    await talk.says("name@example.com")
    await talk.says("оплата 400")
    found = [(one.wish.email, one.wish.amount.kopecks, one.superseded) for one, _ in await intents(talk)]
    assert found == [
        ("name@exmaple.ru", 30000, True),
        ("name@example.com", 30000, True),
        ("name@example.com", 40000, False),
    ]


async def test_organisations_get_requisites(talk):
    given = Requisites("АО «Пример»", "4" * 20, "Банк", "041117801", inn="2901000017")
    await linked(talk, "1234567858", requisites=given)
    said = await talk.says("оплатить")
    assert "реквизит" in said
    assert "041117801" in said or not talk.can.buttons
    assert await intents(talk) == []


async def test_where_one_cannot_pay_it_is_said(talk):
    await linked(talk, ready=lambda: False)
    assert "не работает" in await talk.says("оплатить")
    assert await intents(talk) == []


async def test_a_guest_is_told_to_link(talk):
    paying(talk)
    await talk.says("оплатить")
    assert talk.replies[0].phrases[0].key == "guest-no-account"


async def test_an_address_for_the_receipt_is_asked_for_once(talk):
    await linked(talk, needs_email=True)
    assert "name@example.ru" in await talk.says("оплатить")
    await talk.says("не скажу")
    await talk.says("a@b")
    assert await intents(talk) == []
    await talk.says(" Name@Example.RU ")
    assert [one.wish.email for one, _ in await intents(talk)] == ["name@example.ru"]
    assert "example" not in talk.text
    await talk.says("оплата 300")
    assert [one.wish.email for one, _ in await intents(talk)] == ["name@example.ru"] * 2
