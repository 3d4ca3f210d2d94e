"""What a reply becomes on each channel, and what is said to have been dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.base import Button, Form, Markup, Part
from bot.channels.policy import Elsewhere
from bot.channels.render import render
from bot.channels.segments import utf16
from bot.dialogs.model import Choice, Menu, Press, Reply, Sensitivity, say
from bot.texts.patterns import TextError
from core.values import Masked, Money
from tests.channels.conftest import SMS, TELEGRAM

TODAY = date(2026, 11, 8)
SUPPLIER = {"supplier_phone": "8 800 100-20-30"}
HEAD = say("head", label="Квартира", account=Masked("1234567833"))
DUE = say("due", day=date(2026, 11, 15), sum=Money(231090))
YES, AGAIN, BACK = (Choice(key, say(key)) for key in ("yes", "again", "back"))
SHARE = Choice("share", say("share"), Press.CONTACT)
PAY = Choice("pay", say("pay", sum=Money(231090)), Press.ENTRY, "12")
PLAIN = replace(TELEGRAM, name="plain", markup=Markup.PLAIN, buttons=0, menu=False, contact=False)
MENU_ROWS = (("К оплате", "Показания"), ("Оплатить", "Ещё"))


@pytest.fixture
def rendered(catalogue):
    return lambda reply, can=TELEGRAM: render(reply, can, catalogue, SUPPLIER, TODAY)


def only(result) -> Part:
    assert len(result.parts) == 1
    return result.parts[0]


def test_card_in_both_forms(rendered):
    reply = Reply((HEAD, DUE, say("full-only")), choices=(PAY,))
    telegram, sms = rendered(reply), rendered(reply, SMS)
    assert only(telegram) == Part(
        "Квартира, счёт *7833\nК оплате до 15 ноября: 2\u00a0310,90\u00a0руб.\nТолько полная",
        rows=((Button("Оплатить 2 310,90 руб.", "e:pay:12"),),),
    )
    assert telegram.dropped == ()
    assert only(sms) == Part("*7833: к оплате до 15.11 2310,90 руб. 1-ОПЛАТА")


def test_values_and_words_are_escaped_for_html_only(rendered):
    reply = Reply((say("free", text='<b>"Tom" & Jerry</b>'), say("hint")))
    escaped = '&lt;b&gt;"Tom" &amp; Jerry&lt;/b&gt;\nПодробности: 5 &lt; 6 &amp; 7 &gt; 2'
    assert only(rendered(reply)).text == escaped
    assert only(rendered(reply, PLAIN)).text == '<b>"Tom" & Jerry</b>\nПодробности: 5 < 6 & 7 > 2'


def test_titles_of_buttons_are_no_html(rendered):
    reply = Reply((HEAD,), choices=(Choice("a", say("free", text="A & B")),), prompt="p")
    assert only(rendered(reply)).rows[0][0].title == "A & B"


def test_values_of_the_supplier_are_known_to_every_text_and_a_phrase_may_change_them(rendered):
    assert only(rendered(Reply((say("call"),)))).text == "Звоните 8 800 100-20-30"
    assert only(rendered(Reply((say("call"),)), SMS)).text == "Тел. 88001002030"
    assert only(rendered(Reply((say("call", supplier_phone="112"),)))).text == "Звоните 112"


def test_unknown_keys_and_missing_values_are_loud(rendered):
    with pytest.raises(TextError):
        rendered(Reply((say("nothing"),)))
    with pytest.raises(TextError):
        rendered(Reply((say("head", label="x"),)))


class TestButtons:
    def test_order_tokens_and_rows(self, rendered):
        part = only(rendered(Reply((HEAD,), choices=(YES, AGAIN, BACK), prompt="2f.0")))
        assert part.rows == (
            (Button("Да, верно", "s:2f.0:yes"), Button("Ввести заново", "s:2f.0:again")),
            (Button("Назад", "s:2f.0:back"),),
        )

    def test_three_short_ones_stand_in_a_row_a_fourth_below(self, rendered):
        short = tuple(Choice(str(index), say("back")) for index in range(4))
        assert [len(row) for row in only(rendered(Reply((HEAD,), choices=short, prompt="p"))).rows] == [3, 1]

    def test_more_than_the_channel_takes(self, rendered):
        result = rendered(
            Reply((HEAD,), choices=(YES, AGAIN, BACK), prompt="p"), replace(TELEGRAM, buttons=2)
        )
        assert [b.title for row in only(result).rows for b in row] == ["Да, верно", "Ввести заново"]
        assert result.dropped == ("choice:back",)

    def test_long_title_is_cut(self, rendered):
        part = only(rendered(Reply((HEAD,), choices=(Choice("all", say("long-label")),), prompt="p")))
        assert part.rows[0][0].title == "Оплатить все счета сраз…"
        assert len(part.rows[0][0].title) == TELEGRAM.button_title

    def test_what_no_button_can_carry_is_dropped_by_name_without_its_target(self, rendered):
        wild = Choice("pay", say("yes"), Press.ENTRY, "secret target!")
        result = rendered(Reply((HEAD,), choices=(wild, AGAIN), prompt="p"))
        assert [b.title for row in only(result).rows for b in row] == ["Ввести заново"]
        assert result.dropped == ("choice:pay",)

    def test_without_buttons_the_choices_are_numbered_words(self, rendered):
        reply = Reply((HEAD,), choices=(YES, AGAIN, BACK), prompt="p")
        assert only(rendered(reply, PLAIN)).text == (
            "Квартира, счёт *7833\n1. Да, верно\n2. Ввести заново\n3. Назад"
        )
        sms = rendered(reply, SMS)
        assert only(sms).text == "*7833: 1-ДА, 2-НЕТ"
        assert sms.dropped == ("choice:back",)

    def test_numbers_are_places_in_the_reply_even_with_a_gap(self, rendered):
        assert only(rendered(Reply((HEAD,), choices=(BACK, YES), prompt="p"), SMS)).text == "*7833: 2-ДА"

    def test_numbered_words_never_cost_another_part(self, rendered):
        reply = Reply((say("free", text="я" * 60),), choices=(YES, AGAIN), prompt="p")
        result = rendered(reply, SMS)
        assert only(result).text == "я" * 60
        assert result.dropped == ("choice:yes", "choice:again")
        shorter = Reply((say("free", text="я" * 57),), choices=(YES, AGAIN), prompt="p")
        assert only(rendered(shorter, SMS)).text == "я" * 57 + " 1-ДА, 2-НЕТ"

    def test_answers_that_the_sms_names_itself_are_not_told_twice(self, rendered):
        asks = Reply((say("free", text="Отозвать? ДА или НЕТ."),), choices=(YES, AGAIN), prompt="p")
        result = rendered(asks, SMS)
        assert only(result).text == "Отозвать? ДА или НЕТ."
        assert result.dropped == ("choice:yes", "choice:again")
        told = replace(asks, phrases=(say("free", text="ДА, записано."),), prompt="")
        assert only(rendered(told, SMS)).text == "ДА, записано. 1-ДА, 2-НЕТ"
        half = replace(asks, phrases=(say("free", text="Верно? ДА или новое число."),))
        assert only(rendered(half, SMS)).text == "Верно? ДА или новое число. 1-ДА, 2-НЕТ"

    def test_an_open_question_is_not_put_again_in_a_third_part(self, rendered):
        answer, question = say("free", text="а" * 120), say("free", text="Код?")
        long = Reply((answer, replace(question, values={"text": "к" * 60})), prompt="p", again=1)
        result = rendered(long, SMS)
        assert only(result).text == "а" * 120
        assert result.dropped == ("question",)
        assert only(rendered(replace(long, phrases=(answer, question)), SMS)).text == "а" * 120 + " Код?"
        assert only(rendered(replace(long, again=0), SMS)).text.endswith("к" * 60), "asked for the first time"
        assert only(rendered(long)).text.endswith("к" * 60)


class TestMenu:
    def test_menu_hangs_on_a_message_without_buttons(self, rendered):
        part = only(rendered(Reply((HEAD,), menu=Menu.MAIN)))
        assert (part.menu, part.menu_rows, part.rows) == (Menu.MAIN, MENU_ROWS, ())

    def test_with_buttons_it_goes_with_a_message_of_its_own_before(self, rendered):
        first, second = rendered(Reply((HEAD, DUE), choices=(YES,), prompt="p", menu=Menu.MAIN)).parts
        assert (first.text, first.menu, first.menu_rows, first.rows) == (
            "Меню внизу.",
            Menu.MAIN,
            MENU_ROWS,
            (),
        )
        assert (second.menu, second.rows) == (Menu.KEEP, ((Button("Да, верно", "s:p:yes"),),))
        assert second.text.startswith("Квартира")

    def test_taking_it_away_is_not_worth_a_message(self, rendered):
        result = rendered(Reply((HEAD,), choices=(YES,), prompt="p", menu=Menu.NONE))
        assert only(result).menu is Menu.KEEP
        assert result.dropped == ("menu",)
        assert only(rendered(Reply((HEAD,), menu=Menu.NONE))).menu is Menu.NONE

    def test_no_menu_where_the_channel_has_none(self, rendered):
        result = rendered(Reply((HEAD,), menu=Menu.MAIN), SMS)
        assert (only(result).menu, only(result).menu_rows, result.dropped) == (Menu.KEEP, (), ("menu",))


class TestContact:
    def test_other_choices_become_words_of_the_same_keyboard(self, rendered):
        part = only(
            rendered(Reply((HEAD,), choices=(SHARE, BACK, YES), prompt="p", menu=Menu.MAIN, edit=True))
        )
        assert (part.contact, part.menu_rows, part.rows) == (
            "Поделиться номером",
            (("Назад", "Да, верно"),),
            (),
        )
        assert not part.edit

    def test_without_the_ability_it_is_dropped_and_the_rest_are_buttons(self, rendered):
        result = rendered(Reply((HEAD,), choices=(SHARE, BACK), prompt="p"), replace(TELEGRAM, contact=False))
        assert only(result).rows == ((Button("Назад", "s:p:back"),),)
        assert result.dropped == ("choice:share",)


class TestPolicy:
    STRICT = replace(TELEGRAM, allowed=Sensitivity.ACCOUNT)

    def test_what_may_not_leave_is_replaced_once(self, rendered):
        result = rendered(
            Reply((HEAD, DUE, say("who", name="Иванов"), DUE), choices=(PAY, BACK), prompt="p"), self.STRICT
        )
        part = only(result)
        assert part.text == "Счёт *7833\nЗдесь не показываем. Телефон 8 800 100-20-30."
        assert part.rows == ((Button("Назад", "s:p:back"),),)
        assert result.dropped == (
            *("policy:head", "policy:due", "policy:who", "policy:due"),
            *("policy:pay", "choice:pay"),
        )

    def test_personal_leaves_on_neither(self, rendered):
        for can in (TELEGRAM, SMS):
            assert "Иванов" not in only(rendered(Reply((say("who", name="Иванов"),)), can)).text

    def test_a_picture_of_what_is_kept_back_stays_too(self, rendered):
        result = rendered(Reply((HEAD, DUE), picture="consumption"), self.STRICT)
        assert only(result).picture == ""
        assert "picture:consumption" in result.dropped

    def test_nothing_is_dropped_where_all_is_allowed(self, rendered):
        assert rendered(Reply((HEAD, DUE))).dropped == ()


class TestPictures:
    def test_picture_with_its_words(self, rendered):
        assert only(rendered(Reply((HEAD,), picture="bill"))).picture == "bill"
        result = rendered(Reply((HEAD,), picture="bill"), SMS)
        assert (only(result).picture, result.dropped) == ("", ("picture:bill",))

    def test_long_words_under_a_picture_go_on_below(self, rendered):
        text = "Слово. " * 300
        first, second = rendered(
            Reply((say("free", text=text),), picture="bill", choices=(YES,), prompt="p")
        ).parts
        assert first.picture == "bill"
        assert len(first.text) <= 1024
        assert (first.rows, second.picture) == ((), "")
        assert second.rows


class TestEdit:
    def test_granted_where_it_can_be(self, rendered):
        assert only(rendered(Reply((HEAD,), choices=(YES,), prompt="p", edit=True))).edit

    @pytest.mark.parametrize(
        "reply",
        [Reply((HEAD,), edit=True, lasting=True), Reply((HEAD,), edit=True, menu=Menu.MAIN),
         Reply((HEAD,), choices=(YES,), prompt="p", edit=True, menu=Menu.MAIN),
         Reply((say("free", text="я " * 3000),), edit=True)],
    )  # fmt: skip
    def test_given_up_where_a_message_cannot_be_replaced(self, rendered, reply):
        result = rendered(reply)
        assert not any(part.edit for part in result.parts)
        assert "edit" in result.dropped

    def test_no_edit_on_sms(self, rendered):
        assert not only(rendered(Reply((HEAD,), edit=True), SMS)).edit


class TestLength:
    def test_text_of_4096_emoji_is_cut_by_utf16_units(self, rendered):
        result = rendered(Reply((say("free", text="😀" * 4096),), choices=(YES,), prompt="p", protect=True))
        assert [utf16(part.text) for part in result.parts] == [4096, 4096]
        assert [bool(part.rows) for part in result.parts] == [False, True]
        assert all(part.protect for part in result.parts)

    def test_entities_are_never_cut(self, rendered):
        result = rendered(Reply((say("free", text="&" * 5000),)))
        assert [part.text for part in result.parts] == ["&amp;" * 4096, "&amp;" * 904]

    def test_sms_is_cut_by_its_own_units(self, rendered):
        result = rendered(Reply((say("free", text="слово " * 40),)), replace(SMS, characters=134))
        assert len(result.parts) == 2
        assert all(len(part.text) <= 134 for part in result.parts)

    def test_nothing_to_say_is_no_message(self, rendered):
        result = rendered(Reply((say("full-only"),)), SMS)
        assert (result.parts, result.dropped) == ((), ("text",))


PHRASES = st.sampled_from(
    [HEAD, DUE, say("full-only"), say("who", name="И" * 300), say("free", text="<😀&> " * 900)]
)
CHOICES = st.sampled_from([YES, AGAIN, BACK, SHARE, PAY, Choice("all", say("long-label"))])
REPLIES = st.builds(
    Reply,
    phrases=st.lists(PHRASES, max_size=4).map(tuple),
    choices=st.lists(CHOICES, max_size=6, unique_by=lambda choice: choice.id).map(tuple),
    menu=st.sampled_from(Menu),
    prompt=st.just("p"),
    edit=st.booleans(),
    picture=st.sampled_from(["", "bill"]),
    lasting=st.booleans(),
    protect=st.booleans(),
)
CHANNELS = st.sampled_from([TELEGRAM, SMS, PLAIN, replace(TELEGRAM, allowed=Sensitivity.PUBLIC, buttons=3)])


@settings(max_examples=100, deadline=None)
@given(reply=REPLIES, can=CHANNELS)
def test_whatever_is_rendered_keeps_the_channels_limits(catalogue, reply, can):
    import html

    result = render(reply, can, catalogue, SUPPLIER, TODAY)
    for part in result.parts:
        shown = html.unescape(part.text) if can.markup is Markup.HTML else part.text
        buttons = [button for row in part.rows for button in row]
        assert 0 < utf16(shown) <= (1024 if part.picture else can.characters)
        assert len(buttons) <= can.buttons
        assert all(0 < len(b.title) <= can.button_title and 0 < len(b.data.encode()) <= 64 for b in buttons)
        assert sum((bool(part.rows), part.menu is not Menu.KEEP, bool(part.contact))) <= 1
        assert not part.edit or (can.edit and len(result.parts) == 1)
        assert can.pictures or not part.picture
        assert can.form is Form.FULL or not (part.rows or part.menu_rows or part.contact)
    assert sum(bool(part.picture) for part in result.parts) <= 1


STRICT = replace(TELEGRAM, allowed=Sensitivity.ACCOUNT)
PAGE = Elsewhere("https://example.ru/p/x", 900)
COST = say("plain-due", day=date(2026, 11, 15), sum=Money(231090))


def test_a_text_that_lost_only_its_sum_says_that_the_sum_is_on_the_page(catalogue):
    """Without a word a button «Открыть страницу» would lead nobody knows where."""
    text = only(render(Reply((COST,)), STRICT, catalogue, SUPPLIER, TODAY, PAGE)).text
    assert text == "К оплате до 15 ноября\nСумма на странице, она открыта 15 минут."


def test_where_the_rest_is_stands_once(catalogue):
    text = only(render(Reply((COST, DUE)), STRICT, catalogue, SUPPLIER, TODAY, PAGE)).text
    assert text == "К оплате до 15 ноября\nЭто на странице, она открыта 15 минут."


def test_no_page_is_named_where_there_is_none(catalogue):
    assert only(render(Reply((COST,)), STRICT, catalogue, SUPPLIER, TODAY)).text == "К оплате до 15 ноября"


def test_a_label_that_was_kept_back_is_no_sum(catalogue):
    text = only(render(Reply((HEAD,)), STRICT, catalogue, SUPPLIER, TODAY, PAGE)).text
    assert "странице" not in text
