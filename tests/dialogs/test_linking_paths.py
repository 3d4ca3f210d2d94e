"""Another fact at every step, back with what was known, leaving and coming back, phones that change."""

from __future__ import annotations

import pytest

from core.limits import Scope
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.facts import FLAT, NO_PHONE, begins, office_code, sets_phone, talk_with, with_facts

NEVER = "Мы не просим данные карты, пароли и коды банка."


@pytest.fixture
async def facts(supplied):
    return await with_facts(supplied)


@pytest.fixture
def chat(facts):
    return talk_with(facts)


STEPS = {
    "account": [],
    "receipt": [FLAT],
    "meter": [FLAT, "<no-receipt>", "<meter>"],
    "payment": [FLAT, "<no-receipt>", "<meter>", "12345"],
    "office": [FLAT, "<no-receipt>", "<office>"],
    "phone": [FLAT, "482133"],
    "not-mine": [FLAT, "482133", "<not-mine>"],
    "code": [FLAT, "482133", "<send>"],
}


async def reaches(chat, step):
    await chat.says("подключить")
    await chat.presses("yes")
    for act in STEPS[step]:
        await (chat.presses(act[1:-1]) if act.startswith("<") else chat.says(act))
    assert (await chat.session()).step == step


@pytest.mark.parametrize("step", STEPS)
async def test_no_bill_at_hand_at_every_step_and_back_to_it(chat, step):
    await reaches(chat, step)
    assert "no-receipt" in chat.offered
    before = dict((await chat.session()).data)
    text = await chat.presses("no-receipt")
    assert "ул. Ленина, 1" in text
    proven = step in {"phone", "not-mine", "code"}
    assert ("Квитанция больше не нужна" in text) == proven
    others = {"account": {"meter", "office"}, "meter": {"receipt", "office"}}.get(step)
    if others:
        assert others <= set(chat.offered)
    await chat.presses("back")
    session = await chat.session()
    assert session.step == step
    assert {**session.data, "back": 0} == {**before, "back": 0}


async def test_words_for_no_bill_at_the_consent(chat):
    await chat.says("подключить")
    text = await chat.says("нет квитанции под рукой")
    assert "номер счётчика и сумма последнего платежа" in text
    assert (await chat.session()).step == "consent"


async def test_the_other_fact_is_asked_after_the_number(chat):
    await reaches(chat, "account")
    await chat.presses("no-receipt")
    await chat.presses("office")
    assert chat.path == ("link.account",)
    await chat.says(FLAT)
    assert chat.path == ("link.office",)


@pytest.mark.parametrize("step", ["receipt", "meter", "payment", "office", "code"])
async def test_never_ask_line_in_each_request_for_a_code(chat, step):
    await reaches(chat, step)
    assert NEVER in chat.text


async def test_back_goes_to_the_question_before_with_what_was_known(chat):
    await reaches(chat, "code")
    await chat.presses("back")
    assert chat.path == ("link.phone",)
    assert "to-code" in chat.offered
    await chat.presses("to-code")
    assert chat.path == ("link.code",)
    await chat.presses("back")
    await chat.presses("back")
    assert chat.path == ("link.receipt",)
    await chat.presses("keep")
    assert chat.path == ("link.phone",)
    await chat.presses("back")
    await chat.presses("back")
    assert "Сейчас введён счёт *7833." in chat.text
    await chat.presses("keep")
    assert chat.path == ("link.receipt",)
    assert len(chat.codes) == 1


async def test_the_proof_does_not_go_with_another_number(chat):
    await reaches(chat, "phone")
    await chat.presses("back")
    await chat.presses("back")
    await chat.says(NO_PHONE)
    assert "keep" not in chat.offered
    assert "account" not in (await chat.session()).data


async def test_from_the_sum_back_to_the_meter(chat):
    await reaches(chat, "payment")
    await chat.presses("back")
    assert chat.path == ("link.meter",)


async def test_whoever_left_at_the_phone_goes_on_there(chat):
    await reaches(chat, "phone")
    await chat.says("отмена")
    kept = str(await chat.session())
    assert "482133" not in kept
    chat.later(minutes=59)
    assert "Вы уже подтвердили счёт *7833" in await chat.says("подключить")
    await chat.presses("go-on")
    assert chat.path == ("link.phone",)
    await chat.presses("send")
    await chat.effect_ends("ok")
    assert "подключён" in await chat.says(chat.code())
    assert "link.number" not in (await chat.session()).memo


@pytest.mark.parametrize("step", ["receipt", "payment", "code"])
async def test_secrets_are_not_kept_for_whoever_left(chat, step):
    await reaches(chat, step)
    await chat.says("отмена")
    memo = {k: v for k, v in (await chat.session()).memo.items() if k.startswith("link.")}
    assert set(memo) == {"link.number", "link.account", "link.office", "link.until"}
    await chat.says("подключить")
    await chat.presses("go-on")
    assert chat.path == (("link.phone",) if step == "code" else ("link.receipt",))


async def test_too_late_is_an_honest_fresh_start(chat):
    await reaches(chat, "phone")
    chat.later(minutes=61)
    text = await chat.says("подключить")
    assert "уже не хранится. Начнём сначала." in text
    assert "Шаг 1 из 4" in text
    await chat.says("отмена")
    assert "сначала" not in await chat.says("подключить")


async def test_afresh_forgets(chat):
    await reaches(chat, "phone")
    await chat.says("отмена")
    await chat.says("подключить")
    await chat.presses("afresh")
    session = await chat.session()
    assert (session.step, session.data) == ("account", {})
    assert "link.number" not in session.memo


async def test_coming_back_is_no_way_around_a_changed_phone(chat):
    await reaches(chat, "phone")
    await chat.says("отмена")
    await sets_phone(chat, 1, "+79990001122")
    await chat.says("подключить")
    assert "+7 999 ***-11-22" in await chat.presses("go-on")


async def test_nothing_is_resumed_where_it_is_switched_off(facts):
    chat = talk_with(facts, resume_minutes=0)
    await reaches(chat, "phone")
    await chat.says("отмена")
    await chat.says("подключить")
    assert chat.path == ("link", "link.account")


async def test_phone_of_billing_changes_before_the_code_is_sent(chat):
    await reaches(chat, "phone")
    await sets_phone(chat, 1, "+79990001122")
    text = await chat.presses("send")
    assert "Номер в договоре только что изменился" in text
    assert "+7 999 ***-11-22" in text
    assert not chat.codes
    await chat.presses("send")
    assert chat.codes[0][0] == "tel:+79990001122"


async def test_phone_of_billing_changes_while_the_code_is_on_its_way(chat):
    await reaches(chat, "code")
    await chat.effect_ends("ok")
    await sets_phone(chat, 1, "+79990001122")
    assert "Прежний код не подойдёт" in await chat.says(chat.code())
    assert await _links(chat) == []
    await chat.presses("send")
    assert chat.codes[-1][0] == "tel:+79990001122"


async def test_billing_learns_a_phone_while_another_one_is_being_proven(chat):
    await begins(chat, NO_PHONE)
    await chat.says("482133")
    await chat.says("89021112233")
    await chat.effect_ends("ok")
    await sets_phone(chat, 2, "+79990001122")
    assert "Прежний код не подойдёт" in await chat.says(chat.code())
    assert await _links(chat) == []


async def test_resend_follows_billing_too(chat):
    await reaches(chat, "code")
    await sets_phone(chat, 1, "+79990001122")
    chat.later(seconds=61)
    assert "Прежний код не подойдёт" in await chat.presses("resend")
    assert len(chat.codes) == 1


async def test_phone_on_record_goes_away(chat):
    await reaches(chat, "phone")
    await sets_phone(chat, 1, None)
    assert "Номера в договоре больше нет" in await chat.presses("send")
    await chat.says("89021112233")
    assert chat.path == ("link.code",)


async def test_a_bound_phone_never_blocks_a_later_holder(facts):
    first = talk_with(facts)
    await first.links(NO_PHONE, "89021112233")
    later = talk_with(facts, address="telegram:2").later(hours=2)
    await later.proves(NO_PHONE)
    assert "Укажите мобильный телефон" in later.text
    await later.says("89021112233")
    await later.effect_ends("ok")
    assert "подключён" in await later.says(later.code())
    other = talk_with(facts, address="telegram:3").later(hours=4)
    await other.proves(FLAT)
    assert "+7 916 ***-45-67" in other.text


async def test_linking_again_by_another_fact_says_it_is_linked(chat):
    await chat.links()
    chat.later(hours=2)
    await chat.says("подключить")
    code = await office_code(chat)
    assert "уже подключён" in await chat.says(f"{FLAT} {code}")


async def test_limits_lock_new_linking_and_nobody_who_is_linked(chat):
    await chat.links()
    chat.later(hours=2)
    now_ms = int(chat.now.timestamp() * 1000)

    def lock(tx):
        for scope, subject in (
            (Scope.FAILED_ACCOUNT, FLAT),
            (Scope.FAILED_ADDRESS, chat.address),
            (Scope.FAILED_PHONE, "+79161234567"),
            (Scope.SMS_ACCOUNT, FLAT),
            (Scope.SMS_ALL, ""),
        ):
            for _ in range(60):
                TxStore(tx).attempts.bump([(scope, subject)], now_ms)

    await chat.database.write(Unit(lock))
    for question in ("баланс", "счета", "настройки"):
        assert "*7833" in await chat.says(question)
    await chat.says("подключить")
    await chat.says(NO_PHONE)
    assert "эту не проверяли" in await chat.says("482133")
    assert "*7833" in await chat.says("баланс")


async def _links(chat):
    return await chat.database.read(lambda tx: tx.all("SELECT account_id FROM link WHERE active = 1"))


@pytest.mark.parametrize(
    ("step", "said", "then"),
    [("account", FLAT, "receipt"), ("receipt", "482133", "phone"), ("receipt", "482134", "receipt")],
)
async def test_who_finds_the_bill_after_all_types_what_was_asked(chat, step, said, then):
    await reaches(chat, step)
    await chat.presses("no-receipt")
    text = await chat.says(said)
    assert (await chat.session()).step == then
    assert "не подошли" in text if then == step else "не подошли" not in text


async def test_other_words_beside_the_help_leave_it_open(chat):
    await reaches(chat, "receipt")
    await chat.presses("no-receipt")
    await chat.says("а где он")
    assert (await chat.session()).step == "no-receipt"
