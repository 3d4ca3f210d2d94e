"""Questions in everyday words: they open screens, are asked about when in doubt, and steal no answer."""

from __future__ import annotations

import pytest

from bot.dialogs.questions import CHOICES

ISSUE = {
    "скока я должен": "balance",
    "какой долг за свет": "balance",
    "почему так много": "why",
    "когда платить": "info",
    "тариф ночью": "tariffs",
    "скиньте номер диспетчера": "contacts",
    "где счётчик посмотреть срок поверки": "meters",
}


@pytest.mark.parametrize("text", ISSUE)
async def test_the_right_screen_opens(talk, text):
    await talk.links()
    talk.later(hours=2)
    await talk.says(text)
    assert talk.path[0] == ISSUE[text]
    assert talk.replies


async def test_a_long_and_polite_question(home):
    text = await home.says(
        "Здравствуйте, подскажите пожалуйста, сколько я должна за свет за октябрь, спасибо"
    )
    assert "2 310,90" in text


async def test_doubt_between_money_and_something_else_is_asked_about(talk):
    await talk.links()
    talk.later(hours=2)
    await talk.says("скажите долг и когда у меня поверка счетчика")
    assert set(talk.offered) == {"meters", "balance", "menu"}
    await talk.answers("balance")
    assert talk.path[0] == "balance"
    assert (await talk.session()).dialog == ""


async def test_the_choice_is_taken_by_number_and_by_words(home):
    question = "сколько я должен и как передать показания"
    await home.says(question)
    first = home.offered[0]
    await home.says("1")
    assert home.path[0] == first
    home.later(minutes=2)
    await home.says(question)
    await home.says("Передать показания")
    assert home.path[0] == "readings"


async def test_another_question_takes_the_place_of_the_choice(home):
    await home.says("сколько я должен и как передать показания")
    await home.says("почему так много")
    assert home.path[0] == "why"
    assert (await home.session()).dialog != "which"


async def test_talk_within_the_choice_puts_it_again(home):
    await home.says("сколько я должен и как передать показания")
    await home.says("ну и погодка")
    assert set(home.offered) == {"balance", "readings", "menu"}
    await home.says("отмена")
    assert (await home.session()).dialog == ""


async def test_a_forged_choice_opens_nothing(home):
    from bot.dialogs.model import Kind

    for target in ("", "unknown emergency", "x" * 5000, "../balance"):
        await home._happens(Kind.CHOICE, choice="which", text=target)
        assert home.offered == ["balance", *home.offered[1:]] or home.replies
        assert (await home.session()).dialog != "which"


@pytest.mark.parametrize("text", ["светлана пришла", "должен ли я идти на работу", "долг за газ", "ха ха"])
async def test_talk_gets_the_phones(talk, text):
    await talk.says(text)
    assert [phrase.key for phrase in talk.replies[0].phrases] == ["notice-not-understood-guest"]


async def test_an_answer_is_never_stolen(chat):
    """What looks like a question is the answer while a question of that shape is open."""
    await chat.says("подключить")
    await chat.answers("yes")
    before = (await chat.session()).step
    text = await chat.says("где взять код квитанции")
    assert chat.path[0] == "no-receipt"
    assert (await chat.session()).step == before
    assert len(chat.texts) == 2
    assert "паспорт" in text
    await chat.says("1234567833")
    assert (await chat.session()).step != before


async def test_free_text_never_leaves_a_question(chat):
    await chat.says("подключить")
    await chat.answers("yes")
    before = await chat.session()
    for text in (
        "хочу отвязать счет",
        "перестаньте мне писать",
        "отзываю согласие на обработку",
        "скажите долг и поверку",
    ):
        chat.later(minutes=2)
        await chat.says(text)
        after = await chat.session()
        assert (after.dialog, after.step, after.muted) == (before.dialog, before.step, False), text


async def test_a_question_about_money_waits_while_something_is_being_linked(chat):
    await chat.says("подключить")
    await chat.answers("yes")
    await chat.says("скока же я вам должен")
    assert len(chat.replies) == 1
    assert chat.replies[0].phrases[0].key == "link-account-hint"


async def test_the_day_of_a_forecast_gives_way_to_a_question(home):
    await home.says("сколько будет пени если заплачу позже")
    assert (await home.session()).dialog == "penalty"
    await home.says("и почему так много начислили")
    assert home.path[0] == "why"
    assert (await home.session()).dialog == ""


async def test_danger_goes_before_questions(home):
    assert "112" in await home.says("сколько я должен и почему искрит щиток")
    assert home.path[0] == "emergency"


async def test_an_edited_question_is_not_asked_anew(home):
    await home.says("почему же так много начислили", edited=True)
    assert home.replies[0].phrases[0].key == "notice-edited"


async def test_an_old_question_is_asked_about(home):
    from datetime import timedelta

    from bot.dialogs.model import Kind

    await home._happens(
        Kind.TEXT, text="почему же так много начислили", sent_at=home.now - timedelta(hours=2)
    )
    assert [phrase.key for phrase in home.replies[0].phrases if phrase.key.startswith("notice")] == [
        "notice-too-late"
    ]


async def test_every_choice_can_be_said(talk):
    """Its words are in both forms, and choosing it leaves the question."""
    from bot.dialogs.model import Kind

    for name in CHOICES:
        talk.later(minutes=2)
        await talk._happens(Kind.CHOICE, choice="which", text=name)
        assert talk.offered == [name, "menu"]
        assert talk.text
