"""The way of a subscriber: first message, consent, bill, SMS, card; by mouse, by keyboard, over a reload."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.page.people import add_person, link, press, say, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_by_mouse_and_over_a_reload(open_page):
    page = open_page()
    name = add_person(page)
    link(page)
    expect(page.locator("#messages .theirs").last).to_contain_text("Начислено за")
    keys = ["К оплате", "Показания", "Оплатить", "Ещё"]
    expect(page.locator("#bottom-keyboard .key")).to_have_text(keys)
    said = page.locator("#messages .words").all_inner_texts()

    page.reload()
    expect(page.locator(".person[aria-current] .person-name")).to_have_text(name)
    expect(page.locator("#messages .words")).to_have_count(len(said))
    assert page.locator("#messages .words").all_inner_texts() == said
    expect(page.locator("#bottom-keyboard .key")).to_have_text(keys)


def test_a_wrong_code_is_answered_neutrally_and_the_right_one_still_works(open_page):
    page = open_page()
    add_person(page)
    page.locator("#start-button").click()
    wait_for(page, "личный кабинет")
    press(page, "Подключить счёт")
    press(page, "Согласен")
    wait_for(page, "Шаг 1")
    say(page, "2900002222 111111")
    wait_for(page, "не подошли")
    say(page, "772222")
    wait_for(page, "Шаг 3")


def test_the_own_phone_by_the_contact_button_where_billing_knows_none(open_page, sandbox):
    person = sandbox.call("/control/users", {"first_name": "С телефоном", "phone": "+79165550011"})["id"]
    page = open_page(path=f"/#chat={person}")
    page.locator("#start-button").click()
    wait_for(page, "личный кабинет")
    press(page, "Подключить счёт")
    wait_for(page, "согласие")
    press(page, "Согласен")
    wait_for(page, "Шаг 1")
    say(page, "2900001007 771007")
    wait_for(page, "Шаг 3")
    page.locator("#bottom-keyboard .contact").click()
    expect(page.locator("#messages .mine .attachment")).to_contain_text("79165550011")
    expect(page.locator("#sms-number")).to_have_value("+79165550011")
    expect(page.locator(".sms-message .code")).to_have_count(1)
    say(page, page.locator(".sms-message .code").inner_text())
    expect(page.locator("#messages")).to_contain_text("счёт *1007 подключён")
    expect(page.locator("#bottom-keyboard .contact")).to_have_count(0)


def tab_to(page, selector: str, most: int = 120) -> None:
    """Press Tab until the focus is on what the selector names."""
    for _ in range(most):
        if page.evaluate("s => Boolean(document.activeElement?.matches(s))", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {selector}")


def key_with(page, label: str) -> str:
    """Selector of the newest button with this label."""
    button = page.locator("#messages .key", has_text=re.compile(f"^{label}$")).last
    button.evaluate("(b, label) => { b.dataset.probe = label; }", label)
    return f'[data-probe="{label}"]'


def enter_on(page, selector: str) -> None:
    tab_to(page, selector)
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", f"{selector} shows no focus"
    page.keyboard.press("Enter")


def type_in(page, text: str) -> None:
    tab_to(page, "#say")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_by_keyboard_only(open_page):
    page = open_page()
    enter_on(page, "#add-person")
    page.keyboard.type("Клавиша Первая")
    page.keyboard.press("Enter")
    expect(page.locator(".person[aria-current] .person-name")).to_have_text("Клавиша Первая")
    enter_on(page, "#start-button")
    wait_for(page, "личный кабинет")
    enter_on(page, key_with(page, "Подключить счёт"))
    wait_for(page, "согласие")
    enter_on(page, key_with(page, "Согласен"))
    wait_for(page, "Шаг 1")
    type_in(page, "2900005555")
    wait_for(page, "Шаг 2")
    type_in(page, "775555")
    wait_for(page, "Шаг 3")
    enter_on(page, key_with(page, "Да, отправить код"))
    expect(page.locator("#sms-number")).to_have_value("+79000005555")
    expect(page.locator(".sms-message .code")).to_have_count(1)
    # A code on the phone is a button that writes itself into the field.
    enter_on(page, ".sms-message .code")
    expect(page.locator("#say")).to_be_focused()
    expect(page.locator("#say")).to_have_value(re.compile(r"^\d{6}$"))
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("счёт *5555 подключён")


def test_arrows_walk_the_list_of_people(open_page):
    page = open_page()
    tab_to(page, ".person")
    first = page.evaluate("document.activeElement.dataset.chat")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    second = page.locator(".person").nth(1).get_attribute("data-chat")
    expect(page.locator(".person[aria-current]")).to_have_attribute("data-chat", second)
    assert page.url.endswith(f"#chat={second}")
    assert first
