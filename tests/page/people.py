"""What a person does on the page, as steps that tests share."""

from __future__ import annotations

import itertools
import re

from playwright.sync_api import Page, expect

_numbers = itertools.count(1)
NUMBER, CODE = "2900001111", "771111"


def add_person(page: Page, name: str | None = None) -> str:
    """By the dialog of the page; returns the name, which nobody else has."""
    name = name or f"Проба {next(_numbers)}"
    page.get_by_role("button", name="Добавить человека").click()
    page.get_by_label("Имя").fill(name)
    page.get_by_role("button", name="Добавить", exact=True).click()
    expect(page.locator(".person[aria-current] .person-name")).to_have_text(name)
    expect(page.locator("#start-button")).to_be_visible()
    return name


def say(page: Page, text: str) -> None:
    page.locator("#say").fill(text)
    page.keyboard.press("Enter")


def wait_for(page: Page, words: str) -> None:
    """Until the newest message of the bot holds these words."""
    expect(page.locator("#messages .theirs").last).to_contain_text(words)


def press(page: Page, label: str) -> None:
    page.locator("#messages .key", has_text=re.compile(f"^{re.escape(label)}$")).last.click()


def link(page: Page, number: str = NUMBER, code: str = CODE) -> None:
    """From the first screen to the card, by mouse; the code is read from the phone on the page."""
    page.locator("#start-button").click()
    wait_for(page, "личный кабинет")
    press(page, "Подключить счёт")
    wait_for(page, "согласие")
    press(page, "Согласен")
    wait_for(page, "Шаг 1")
    say(page, number)
    wait_for(page, "Шаг 2")
    say(page, code)
    wait_for(page, "Шаг 3")
    phone = f"+7900000{number[-4:]}"
    before = 0  # a phone that has got nothing yet is not there to be chosen: another one is shown until then
    if page.locator(f'#sms-number option[value="{phone}"]').count():
        page.locator("#sms-number").select_option(phone)
        before = page.locator(".sms-message").count()
    press(page, "Да, отправить код")
    wait_for(page, "Шаг 4")
    expect(page.locator("#sms-number")).to_have_value(phone)
    expect(page.locator(".sms-message").nth(before)).to_be_attached()
    say(page, page.locator(".sms-message .code").last.inner_text())
    expect(page.locator("#messages")).to_contain_text(f"счёт *{number[-4:]} подключён")
    wait_for(page, "Начислено за")
