"""The way from a stranger to a linked account, the same steps on every channel."""

from __future__ import annotations

import pytest

from bot.assembly import SMS
from core.consents import Basis
from tests.dialogs.conversation import Conversation
from tests.dialogs.lawful import law, lawful_desk


def digits(text):
    return "".join(c for c in text if c.isdigit())


WAY = [
    ("start",),
    ("link", "link.consent"),
    ("link.account",),
    ("link.receipt",),
    ("link.phone",),
    ("link.code",),
    (),
    (),
]


async def test_whole_way_on_every_channel(talk):
    await talk.says("Здравствуйте")
    await talk.says("подключить")
    await talk.answers("yes")
    await talk.says("ЛС № 12345-678-33")
    await talk.says("482 133")
    await talk.takes_phone()
    await talk.effect_ends("ok")
    text = await talk.says(talk.code())
    assert [step for path in talk.paths for step in path] == [step for path in WAY for step in path]
    assert talk.codes[0][0] == "tel:+79161234567"
    assert "*7833" in text
    assert "310,90" in text


async def test_two_messages_link_by_sms(supplied):
    """Where the contract is the basis: number and code of the bill, then the code; nothing else is asked."""
    desk = lawful_desk(law(linking=Basis.CONTRACT))
    talk = Conversation(supplied, SMS, "tel:+79161234567", desk)
    assert await talk.says("ЛС 1234567833 4821-33") == "", "the code itself is the answer"
    assert talk.codes[0][0] == "tel:+79161234567"
    await talk.effect_ends("ok")
    linked = await talk.says(f"КОД {talk.code()}")
    assert linked == (
        "Готово. *7833 08.11: к оплате 2310,90 руб., просрочено 1250,40 руб."
        " SMS о показаниях и оплате включит слово НАПОМИНАТЬ."
    )
    assert [step for path in talk.paths for step in path if step != "code"] == [
        "link", "link.account", "link.receipt", "link.phone", "link.code",
    ]  # fmt: skip


async def test_the_code_goes_to_another_phone_only_when_that_is_agreed(supplied):
    """Who texts from a phone that billing does not know is asked about the one that it does."""
    talk = Conversation(supplied, SMS, "tel:+79020000000")
    await talk.proves("1234567833")
    assert (talk.path[-1], talk.codes) == ("link.phone", [])
    assert "+7916***4567? Ответьте ДА или НЕТ" in talk.text


async def test_transcript(chat):
    welcome = await chat.says("/start") or chat.text
    assert "Мы не просим данные карты, пароли и коды банка." in welcome
    assert chat.offered == ["link", "no-receipt", "human"]
    assert "согласие" in await chat.presses("link")
    step1 = await chat.presses("yes")
    assert step1.startswith("Согласие записано, версия 2026-11.\nШаг 1 из 4.")
    assert "за сентябрь или октябрь" in await chat.says("1234567833")
    step3 = await chat.says("482133")
    assert "+7 916 ***-45-67" in step3
    assert "1234567833" not in step3
    step4 = await chat.presses("send")
    assert "Шаг 4 из 4" in step4
    assert "Мы не просим данные карты" in step4
    await chat.effect_ends("ok")
    done = await chat.says(chat.code())
    assert done.startswith("Готово: счёт *7833 подключён.")


async def test_nothing_of_the_account_before_the_code_of_the_bill(chat):
    await chat.says("подключить")
    await chat.presses("yes")
    seen = await chat.says("1234567833")
    for secret in ("*7833", "916", "Иванов", "Мира", "231"):
        assert secret not in seen


async def test_number_and_code_in_one_message(home):
    await home.says("ЛС 1234567841 482133")
    assert home.path == ("link", "link.account", "link.receipt", "link.phone")


async def test_what_came_in_one_message_is_used_after_the_consent(talk):
    """The code waits under seal, for nobody to read, while the consent is read."""
    await talk.says("ЛС 1234567833 482133")
    assert talk.path[-1] == "link.consent"
    assert "482133" not in str(await talk.session())
    text = await talk.answers("yes")
    texted = () if talk.can.buttons else ("link.code",)
    assert talk.path == ("link.account", "link.receipt", "link.phone", *texted)
    assert "4567" in text.replace("-", "") or (texted and talk.codes[0][0] == talk.address)
    assert "sealed" not in str(await talk.session())


async def test_a_wrong_code_from_before_the_consent_is_told_after_it(talk):
    await talk.says("ЛС 1234567833 000000")
    text = await talk.answers("yes")
    assert talk.path == ("link.account", "link.receipt")
    assert "не подошли" in text
    await talk.says("482133")
    assert talk.path[0] == "link.phone"


async def test_whoever_declines_left_nothing_behind(talk):
    await talk.says("ЛС 1234567833 482133")
    await talk.answers("no")
    assert (await talk.session()).data == {}


async def test_phone_given_where_billing_knows_none_is_bound_and_not_recorded(chat):
    await chat.links("1234567841", "8 (902) 111-22-33")
    assert chat.codes[0][0] == "tel:+79021112233"
    rows = await chat.database.read(lambda tx: tx.all("SELECT phone FROM account_card WHERE account_id = 2"))
    assert rows == [(None,)]
    assert await chat.database.read(lambda tx: tx.all("SELECT phone FROM link")) == [("+79021112233",)]


async def test_landline_on_record_is_no_phone_for_a_code(chat):
    text = await chat.proves("1234567858")
    assert "Укажите мобильный телефон" in text


async def test_own_contact_is_taken_and_another_one_is_not(chat):
    await chat.proves("1234567841")
    assert "контакт другого человека" in await chat.shares("+79021112233", own=False)
    assert "Шаг 4" in await chat.shares("79021112233")


async def test_foreign_phone_is_refused(chat):
    await chat.proves("1234567841")
    assert "российский мобильный" in await chat.says("+44 7911 123456")
    assert not chat.codes


async def test_phone_on_record_cannot_be_replaced(chat):
    await chat.proves("1234567833")
    assert "только на номер из договора" in await chat.says("89021112233")
    assert "только на номер из договора" in await chat.shares("+79021112233")
    assert "в офисе по паспорту" in await chat.presses("not-mine")
    await chat.presses("back")
    assert chat.path == ("link.phone",)
    assert not chat.codes


async def test_back_and_no_receipt_at_each_step(chat):
    await chat.says("подключить")
    await chat.presses("yes")
    assert "офис" in (await chat.presses("no-receipt")).lower()
    await chat.presses("back")
    assert chat.path == ("link.account",)
    await chat.says("1234567833")
    await chat.presses("no-receipt")
    await chat.presses("back")
    assert chat.path == ("link.receipt",)
    await chat.presses("back")
    assert chat.path == ("link.account",)
    await chat.presses("back")
    assert chat.path == ("menu",)


async def test_consent_declined_writes_nothing(chat):
    await chat.says("подключить")
    assert "ничего не записано" in await chat.presses("no")
    assert await chat.database.read(lambda tx: tx.all("SELECT id FROM subscriber")) == []


async def test_consent_is_kept_with_its_proof_and_asked_once(chat):
    await chat.says("подключить")
    await chat.presses("yes")
    await chat.says("отмена")
    await chat.says("подключить")
    assert chat.path == ("link", "link.account")
    rows = await chat.database.read(
        lambda tx: tx.all(
            "SELECT version, (SELECT count(*) FROM inbox WHERE inbox.id = consent.event_id) FROM consent"
        )
    )
    assert rows == [("2026-11", 1)]


async def test_wrong_code_and_resend(chat):
    await chat.proves("1234567833")
    await chat.presses("send")
    await chat.effect_ends("ok")
    first = chat.code()
    wrong = f"{(int(first) + 1) % 10**6:06d}"
    assert "Осталось попыток: 4" in await chat.says(wrong)
    assert "через 1 минуту" in await chat.presses("resend")
    chat.later(seconds=61)
    await chat.presses("resend")
    assert chat.code() != first
    assert "не подошёл" in await chat.says(first)
    chat.later(seconds=31)
    assert "подключён" in await chat.says(chat.code())


async def test_text_that_is_no_code_is_no_attempt(chat):
    await chat.proves("1234567833")
    await chat.presses("send")
    for text in ("не пришло ничего", "1234", "когда придёт код?"):
        await chat.says(text)
    assert await chat.database.read(lambda tx: tx.one("SELECT tries FROM verification")) == (0,)


async def test_code_expires(chat):
    await chat.proves("1234567833")
    await chat.presses("send")
    await chat.effect_ends("ok")
    chat.later(seconds=301)
    assert "больше не действует" in await chat.says(chat.code())


async def test_code_that_could_not_be_sent_returns_to_the_phone(chat):
    await chat.proves("1234567833")
    await chat.presses("send")
    text = await chat.effect_ends("refused", "invalid number")
    assert text.startswith("SMS с кодом не ушло.")
    assert chat.path == ("link.phone",)


async def test_code_of_another_chat_is_worth_nothing(chat, supplied):
    await chat.proves("1234567833")
    await chat.presses("send")
    thief = Conversation(supplied, chat.can, "telegram:2")
    await thief.proves("1234567841")
    await thief.says("89021112233")
    assert "не подошёл" in await thief.says(chat.code())


async def test_second_chat_is_announced_to_the_first(chat, supplied):
    await chat.links()
    other = Conversation(supplied, chat.can, "telegram:2").later(minutes=5)
    await other.links()
    [(address, news)] = other.others
    assert address == "telegram:1"
    assert news.phrases[0].key == "announce"


async def test_linking_twice_says_so(home):
    await home.says("подключить")
    await home.says("1234567833")
    text = await home.says("482133")
    assert text.startswith("Счёт *7833 уже подключён.")


@pytest.mark.parametrize("word", ["искрит щиток", "нет света", "оборвало провод"])
async def test_emergency_keeps_the_open_step(talk, word):
    await talk.says("подключить")
    await talk.answers("yes")
    text = await talk.says(word)
    assert "112" in text
    assert "2200220" in digits(text)
    await talk.says("1234567833")
    assert talk.path == ("link.receipt",)


async def test_help_human_cancel_in_the_middle(talk):
    await talk.says("подключить")
    await talk.answers("yes")
    messages = 2 if talk.can.buttons else 1
    await talk.says("помощь")
    assert len(talk.replies) == messages
    await talk.says("контакты")
    assert len(talk.replies) == messages
    assert "88001002030" in digits(talk.text)
    await talk.says("отмена")
    assert not (await talk.session()).dialog


async def test_a_short_answer_is_one_sms(talk):
    """Everything said on the way in the short form fits one part; help may take two."""
    if talk.can.buttons:
        return
    seen = [await talk.says("привет"), await talk.says("подключить"), await talk.answers("yes")]
    seen += [await talk.says("123"), await talk.says("1234567833"), await talk.says("000000")]
    seen += [await talk.says("482133")]
    await talk.effect_ends("ok")
    seen += [await talk.says("000000"), await talk.says(talk.code())]
    long = [text for text in "\n---\n".join(seen).split("\n---\n") if len(text) > 70]
    assert not long
