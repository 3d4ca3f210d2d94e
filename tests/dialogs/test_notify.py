"""What somebody wants to be told, where and when: chosen in the chat and by SMS."""

from __future__ import annotations

import pytest

from bot.assembly import SMS
from bot.channels.segments import measure
from bot.channels.telegram_capabilities import TELEGRAM
from core.notifications.kinds import Kind
from core.notifications.model import USUAL, Way
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.conversation import Conversation


@pytest.fixture
async def linked(talk):
    await talk.links()
    await talk.allows_sms()
    return talk


async def wishes(talk):
    def read(store):
        person = store.sessions.load(talk.address)[0].subscriber_id
        return store.wishes.choices(person), store.wishes.way(person)

    return await talk.database.read(lambda tx: read(TxStore(tx)))


async def test_a_guest_has_nothing_to_choose(talk):
    await talk.says("/start")
    assert "предел" not in (await talk.says("о чём писать")).lower()


async def test_a_kind_is_switched_off_and_on_again(linked):
    await linked.says("о чём писать")
    assert [one for one in linked.offered if one != "ebill"] == ["readings", "money", "use", "supply", "menu"]
    await linked.answers("supply")
    await linked.answers("news")
    assert (await wishes(linked))[0][Kind.NEWS] is False
    assert (await wishes(linked))[0][Kind.OUTAGE] is True
    await linked.answers("news")
    assert (await wishes(linked))[0][Kind.NEWS] is True
    await linked.answers("back")
    assert "о чем" in linked.text.lower().replace("ё", "е")


GROUPS = ("readings", "money", "use", "supply")


@pytest.mark.parametrize("first", ["off", "on"])
@pytest.mark.parametrize("group", GROUPS)
async def test_by_sms_every_group_names_its_options_in_one_part(supplied, group, first):
    """Whatever is switched: a person without buttons sees what can be answered, and that it was taken."""
    talk = Conversation(supplied, SMS, address="tel:+79161234567")
    await talk.links()
    await talk.allows_sms()
    said = await talk.says("о чём писать")
    assert said == "О чем писать? 1-О ПОКАЗАНИЯХ, 2-О ПЛАТЕЖАХ, 3-О РАСХОДЕ, 4-О РАБОТАХ"
    await talk.says(str(GROUPS.index(group) + 1))
    switches = [one for one in talk.offered if one not in {"notify-limit", "back", "menu"}]
    assert talk.text.startswith("Можно: 1-")
    for number in range(1, len(switches) + 1):
        for _ in range(2 if first == "on" else 1):
            said = await talk.says(str(number))
            head = "Да" if group == "money" else "Записано"  # what has room beside four options
            assert said.startswith(f"{head}. Можно: 1-")
            assert all(f"{one}-" in said for one in range(1, len(switches) + 1)), said
            assert measure(said).parts == 1, said


async def test_what_is_chosen_says_itself_by_sms(supplied):
    talk = Conversation(supplied, SMS, address="tel:+79161234567")
    await talk.links()
    await talk.allows_sms()
    await talk.says("о чём писать")
    assert await talk.says("о показаниях") == (
        "Можно: 1-БЕЗ ПОКАЗАНИЙ, 2-БЕЗ УЧЕТА, 3-С ПОВЕРКОЙ, 4-НАЗАД, 5-МЕНЮ"
    )
    assert "1-С ПОКАЗАНИЯМИ" in await talk.says("без показаний")
    assert (await wishes(talk))[0][Kind.READING] is False


@pytest.mark.parametrize(
    ("group", "word"),
    [("readings", "показания"), ("money", "квитанция"), ("money", "платеж"), ("use", "тариф")],
)
async def test_words_of_the_trade_are_no_switches(linked, group, word):
    """«Показания» within an hour of the settings gives readings; it does not switch reminders off."""
    await linked.says("о чём писать")
    await linked.answers(group)
    await linked.answers({"readings": "reading", "money": "bill", "use": "tariff"}[group])
    before = (await wishes(linked))[0]
    await linked.says(word)
    assert (await wishes(linked))[0] == before
    assert (await linked.session()).dialog != "notify"


@pytest.mark.parametrize(
    ("group", "kind", "word"),
    [
        ("readings", Kind.READING, "показания"), ("readings", Kind.RESULT, "учёт"),
        ("money", Kind.BILL, "квитанции"), ("money", Kind.DUE, "срок"), ("money", Kind.DEBT, "просрочка"),
        ("money", Kind.PAYMENT, "платежи"), ("use", Kind.FORECAST, "предел"), ("use", Kind.TARIFF, "тарифы"),
        ("supply", Kind.OUTAGE, "работы"), ("supply", Kind.NEWS, "новости"),
    ],
)  # fmt: skip
async def test_a_switch_works_as_typed_words_and_stops_nothing_else(linked, group, kind, word):
    """«Не писать: учёт» is no STOP, neither at its question nor later, where it opens the settings."""
    await linked.says("о чём писать")
    await linked.answers(group)
    await linked.says(f"не писать: {word}")
    assert (await wishes(linked))[0][kind] is False
    await linked.says(f"Писать {word}")
    assert (await wishes(linked))[0][kind] is True
    await linked.says("меню")
    await linked.says(f"не писать: {word}")
    assert (await linked.session()).dialog == "notify"
    assert (await wishes(linked))[0][kind] is True
    assert not (await linked.session()).muted


async def test_not_to_write_at_all_is_stop_among_the_switches_too(linked):
    """One of two is off: the words began the label of the other."""
    await linked.says("о чём писать")
    await linked.answers("use")
    await linked.answers("tariff")
    await linked.says("не писать")
    assert (await linked.session()).muted
    assert (await wishes(linked))[0][Kind.FORECAST] is True


async def test_the_verification_comes_only_to_those_who_asked(linked):
    assert (await wishes(linked))[0][Kind.VERIFICATION] is False
    await linked.says("о чём писать")
    await linked.answers("readings")
    await linked.answers("verification")
    assert (await wishes(linked))[0][Kind.VERIFICATION] is True


@pytest.mark.parametrize(("typed", "minute"), [("18:30", 1110), ("в 10", 600), ("7 вечера", 1140)])
async def test_the_hour(linked, typed, minute):
    await linked.says("когда и куда")
    await linked.answers("hour")
    await linked.says(typed)
    assert (await wishes(linked))[1] == Way(minute=minute)
    await linked.answers("hour")
    await linked.answers("usual")
    assert (await wishes(linked))[1] == Way()


async def test_an_hour_at_night_is_refused_with_why(linked):
    await linked.says("когда и куда")
    await linked.answers("hour")
    assert "20:00" in await linked.says("23")
    assert (await wishes(linked))[1] == Way()


async def test_quiet_hours_of_ones_own_and_none(linked):
    await linked.says("когда и куда")
    await linked.answers("hour")
    await linked.says("10")
    await linked.answers("quiet")
    await linked.says("с 22 до 11")
    assert (await wishes(linked))[1] == Way(minute=USUAL, quiet_from=1320, quiet_to=660)
    await linked.answers("quiet")
    await linked.answers("none")
    assert (await wishes(linked))[1] == Way(quiet_from=0, quiet_to=0)


@pytest.mark.parametrize("typed", ["с 9 до 9", "0-24", "с 0 до 24"])
async def test_a_whole_day_is_not_taken_for_none(linked, typed):
    await linked.says("когда и куда")
    await linked.answers("quiet")
    assert "сутки" in await linked.says(typed)
    assert (await wishes(linked))[1] == Way()
    await linked.says("с 10 вечера до 8 утра")
    assert (await wishes(linked))[1] == Way(quiet_from=1320, quiet_to=480)


async def test_quiet_hours_over_the_usual_ones_put_it_off(linked):
    await linked.says("когда и куда")
    await linked.answers("quiet")
    said = await linked.says("с 8 до 22")
    assert "22:00" in said
    assert "10:00" not in said


async def test_help_names_what_we_tell_unasked(linked):
    said = (await linked.says("помощь")).lower()
    assert "настройки" in said or "о чем писать" in said
    assert len(said) <= 350


@pytest.mark.parametrize("typed", ["в 25", "поздно", "🌙", "с 9 до 9"])
async def test_what_is_no_hour_changes_nothing(linked, typed):
    await linked.says("когда и куда")
    await linked.answers("hour")
    assert "18:30" in await linked.says(typed)
    assert (await wishes(linked))[1] == Way()
    await linked.says("18:30")
    assert (await wishes(linked))[1] == Way(minute=1110)


async def test_where_and_when_opens_the_same_again(linked):
    """Typed once more within it: the words of the entry were taken for its quiet hours."""
    for said in ("когда и куда", "когда и куда", "тихие часы"):
        await linked.says(said)
        assert (await linked.session()).step == "what"


@pytest.mark.parametrize(
    ("typed", "days"), [("4", 4), ("за 2 дня", 2), ("5 дней", 5), ("1", 1), ("3", USUAL), ("за 3 дня", USUAL)]
)
async def test_days_before_the_end_of_the_window(linked, typed, days):
    """A number is itself, not the option at that place; the supplier's own stays the supplier's."""
    await linked.says("когда и куда")
    await linked.answers("days")
    await linked.says(typed)
    assert (await wishes(linked))[1] == Way(days_before=days)


async def test_by_sms_where_and_when_names_its_options_in_one_part(supplied):
    talk = Conversation(supplied, SMS, address="tel:+79161234567")
    await talk.links()
    assert await talk.says("когда и куда") == (
        "1-КУДА как обычно, 2-ЧАС 10:00-14:00, 3-ТИХО 20:00-9:00, 4-ДЕНЬ за 3"
    )
    for number, question in enumerate(("place", "hour", "quiet", "days"), 1):
        await talk.says(str(number))
        assert (await talk.session()).step == question
        assert measure(talk.text).parts == 1, talk.text
        await talk.says("назад")
    await talk.says("тихо")
    assert await talk.says("21-10") == "1-КУДА как обычно, 2-ЧАС 10:00-14:00, 3-ТИХО 21:00-10:00, 4-ДЕНЬ за 3"
    await talk.says("час")
    assert (
        await talk.says("18:30")
        == ("Записано. 1-КУДА как обычно, 2-ЧАС 18:30, 3-ТИХО 21:00-10:00, 4-ДЕНЬ за 3"[10:])
    )


async def test_who_wants_sms_is_told_of_the_consent_that_they_need(supplied):
    """A phone without it gets nothing unasked, whatever is chosen: that was not said."""
    talk = Conversation(supplied, SMS, address="tel:+79161234567")
    await talk.links()
    await talk.says("когда и куда")
    await talk.says("куда")
    assert talk.text == "Куда писать? 1-КАК ОБЫЧНО, 2-SMS 4567, 3-НАЗАД"
    assert "нужно согласие: РАЗРЕШИТЬ SMS" in await talk.says("2")
    await talk.says("разрешить sms")
    await talk.says("да")
    assert (await talk.says("когда и куда")).startswith("1-КУДА SMS *4567, 2-ЧАС")


async def test_the_place(linked):
    await linked.says("когда и куда")
    await linked.answers("place")
    await linked.answers("p0")
    assert (await wishes(linked))[1].address == linked.address
    await linked.answers("place")
    await linked.answers("last")
    assert (await wishes(linked))[1].address == ""


async def test_who_said_stop_is_told_that_nothing_comes(linked):
    await linked.says("стоп")
    assert "не пишем" in await linked.says("о чём писать")
    await linked.says("снова")
    assert "не пишем" not in await linked.says("о чём писать")


async def test_a_phone_without_the_consent_is_told_what_switches_sms_on(supplied):
    """Choices of kinds would promise SMS that the law does not let us send."""
    talk = Conversation(supplied, SMS, address="tel:+79161234567")
    assert "НАПОМИНАТЬ" in await talk.links()
    said = await talk.says("о чём писать")
    assert "НАПОМИНАТЬ" in said
    assert measure(said).parts == 2
    assert "1-БЕЗ ПОКАЗАНИЙ" in await talk.says("о показаниях")
    assert "Сообщения: нет" in await talk.says("настройки")
    await talk.says("уведомления")
    await talk.answers("sms-allow")
    await talk.answers("no")
    own = "UPDATE account_card SET phone = '89161234567' WHERE account_id = 2"
    await supplied.write(Unit(lambda tx: tx.run(own)))
    assert "*7841" in (said := await talk.later(minutes=5).links("1234567841"))
    assert "НАПОМИНАТЬ" not in said, "no was said to these words"
    await talk.allows_sms()
    assert "НАПОМИНАТЬ" not in await talk.says("о чём писать")
    assert "Сообщения: да" in await talk.says("настройки")


async def test_a_phone_whose_person_is_told_in_a_chat_chooses_kinds_for_it(supplied):
    chat = Conversation(supplied, TELEGRAM)
    await chat.links()
    phone = Conversation(supplied, SMS, address="tel:+79021112233")
    await phone.links("1234567841")
    person = (await chat.session()).subscriber_id

    def same(tx):
        tx.run("UPDATE address SET subscriber_id = :id WHERE address = 'tel:+79021112233'", id=person)
        tx.run("UPDATE link SET subscriber_id = :id", id=person)

    await supplied.write(Unit(same))
    assert (await phone.says("о чём писать")).startswith("О чем писать? 1-")
