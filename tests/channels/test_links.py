"""A choice that leads to an address: a button where there are any, a link on the private page."""

from __future__ import annotations

from bot.assembly import SMS
from bot.channels.page_capabilities import PAGE
from bot.channels.policy import within
from bot.channels.private_html import PageWriter
from bot.channels.private_view import view_of
from bot.channels.render import render
from bot.channels.telegram_capabilities import TELEGRAM
from bot.channels.telegram_requests import message_params
from bot.dialogs.codec import decode_reply, encode_reply
from bot.dialogs.model import Choice, Phrase, Press, Reply, say
from bot.texts.catalogue import Catalogue
from bot.texts.samples import TODAY

CATALOGUE = Catalogue.load()
URL = 'https://pay.example.ru/?orderId=2f0c&x="1"'
SUPPLIER = {"supplier": "Пример"}
PAY = Choice("url", say("button-pay-now", to_pay="2 310,90"), Press.LINK, URL)
REPLY = Reply((say("menu-linked"),), choices=(PAY, Choice("menu", say("button-menu"), Press.ENTRY)))


def drawn(can, reply=REPLY):
    return render(reply, can, CATALOGUE, SUPPLIER, TODAY)


def test_a_link_survives_the_outbox_and_is_a_button_with_an_address():
    (part,) = drawn(TELEGRAM, decode_reply(encode_reply(REPLY))).parts
    keyboard = message_params(1, part)["reply_markup"]["inline_keyboard"]
    links = [button for row in keyboard for button in row if "url" in button]
    assert links == [{"text": "Оплатить 2 310,90", "url": URL}]
    assert sum("callback_data" in button for row in keyboard for button in row) == 1


def test_a_sum_on_a_link_stays_away_where_no_sum_may_go():
    rendered = drawn(within(TELEGRAM, "strict"))
    assert "choice:url" in rendered.dropped
    assert URL not in str(rendered.parts)


def test_without_buttons_a_link_is_no_option():
    rendered = drawn(SMS)
    assert "choice:url" in rendered.dropped
    assert "1-" not in rendered.parts[0].text


def test_the_private_page_leads_there():
    say_ = lambda phrase: CATALOGUE.text("full", phrase.key, {**SUPPLIER, **phrase.values}, TODAY)  # noqa: E731
    view = view_of(REPLY, CATALOGUE, PAGE.allowed, say_)
    page = PageWriter(lambda key, values: say_(Phrase(key, values))).shown(view, "14:20").decode()
    assert view.links == ((URL, "Оплатить 2 310,90"),)
    assert 'href="https://pay.example.ru/?orderId=2f0c&amp;x=&quot;1&quot;" rel="noopener noreferrer"' in page
    assert "Оплатить" not in page.partition("<footer")[2]
