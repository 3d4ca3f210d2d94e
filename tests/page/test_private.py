"""The strict mode of the sandbox, seen by a person: the chat keeps still, a page without script shows it."""

from __future__ import annotations

import json
import re
import time
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.page.people import say, wait_for
from tests.page.running import Sandbox
from tests.page.sheets import given, taken, used
from tests.policy.test_walks import bare

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
NUMBER, CODE, PHONE = "2900001111", "771111", "+79000001111"
WAIT_S = 30


@pytest.fixture(scope="module")
def strict(chromium_path, tmp_path_factory):
    """A sandbox that was started with --strict."""
    running = Sandbox(tmp_path_factory.mktemp("strict") / "sandbox")
    running.start("--strict")
    yield running
    assert running.stop() == 0, running.said()


class Person:
    """Somebody in the sandbox, by its control API."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.id = sandbox.call("/control/users", {"first_name": "Проба"})["id"]
        self.seen = 0
        self.opened = set()

    def says(self, text):
        self.sandbox.call(f"/control/chats/{self.id}/send", {"text": text})
        return self.hears()

    def presses(self, label):
        message, button = next(
            (m, b) for m in reversed(self.messages()) for b in buttons(m) if b["text"] == label
        )
        body = {"message_id": message["id"], "data": button["callback_data"]}
        self.sandbox.call(f"/control/chats/{self.id}/press", body)
        return self.hears()

    def messages(self):
        return self.sandbox.call(f"/control/chats/{self.id}")["messages"]

    def hears(self):
        """The text of the newest message of the bot, once there is a new one."""
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            new = [m for m in self.messages() if m["from"] != "user" and m["id"] > self.seen]
            if new:
                self.seen = new[-1]["id"]
                return new[-1]["text"]
            time.sleep(0.1)
        raise AssertionError("the bot does not answer")

    def link(self):
        """The newest private link, once there is one that was not opened yet."""
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            urls = [b["url"] for m in reversed(self.messages()) for b in buttons(m) if b.get("url")]
            if urls and urls[0] not in self.opened:
                self.opened.add(urls[0])
                return urls[0]
            time.sleep(0.1)
        raise AssertionError("the bot gives no new link")

    def code(self):
        texts = [sms["text"] for sms in self.sandbox.call(f"/control/phones/{quote(PHONE)}")["messages"]]
        return re.search(r"\d{6}", texts[-1])[0]


def buttons(message):
    return [button for row in message.get("inline_keyboard") or [] for button in row]


@pytest.fixture(scope="module")
def person(strict):
    """Somebody whose linking waits for the phone on record to be confirmed."""
    one = Person(strict)
    one.says("/start")
    one.presses("Подключить счёт")
    one.presses("Согласен")
    one.says(NUMBER)
    assert "В этом чате его не показываем" in one.says(CODE)
    return one


@pytest.fixture
def page(browser):
    """A telephone of 360 pixels whose browser runs no script; what its console reports fails the test."""
    opened, complaints = [], []

    def open_(url, scheme="light", width=360, height=740):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=False
        )
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda line: line.type in {"error", "warning"} and complaints.append(line.text))
        page.goto(url)
        return page

    yield open_
    for context in opened:
        context.close()
    assert [line for line in complaints if "404 (Not Found)" not in line] == []


def test_the_phone_is_confirmed_by_keyboard_on_a_page_without_script(person, page):
    shown = page(person.link())
    expect(shown.get_by_role("heading", level=1)).to_have_text("Закрытая страница")
    shown.keyboard.press("Tab")
    expect(shown.get_by_role("button", name="Показать")).to_be_focused()
    shown.keyboard.press("Enter")
    expect(shown.locator("main")).to_contain_text("+7 900 ***-11-11")
    shown.reload()
    expect(shown.locator("main")).to_contain_text("+7 900 ***-11-11")
    shown.keyboard.press("Tab")
    expect(shown.get_by_role("button", name="Да, отправить код")).to_be_focused()
    shown.keyboard.press("Enter")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Ответ принят")
    assert "В этом чате его не показываем" in person.hears()
    card = person.says(person.code())
    if "подключён" in card:
        card = person.hears()
    assert "они на закрытой странице" in card


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
def test_the_page_is_readable(person, page, scheme, width, height):
    person.says("баланс")
    shown = page(person.link(), scheme, width, height)
    for part in ("landing", "view"):
        assert wide(shown) <= width, part
        for button in shown.get_by_role("button").all():
            box = button.bounding_box()
            assert box["height"] >= 44
            assert box["width"] >= 120
        assert contrast(shown.locator(".card p").first) >= 4.5
        if part == "landing":
            assert "руб" not in shown.content().partition("</style>")[2]
            shown.get_by_role("button", name="Показать").click()
    expect(shown.locator(".card strong").first).to_contain_text(re.compile(r"\d,\d\d руб\."))
    assert shown.title() == "Закрытая страница"
    assert (
        "Кнопки в чате: «Передать показания», «Почему столько», «История», «График», «Меню»."
        in shown.locator("footer").inner_text()
    )


def wide(page):
    """How wide the widest thing on the page is; the page runs no script, its boxes are asked."""
    boxes = [each.bounding_box() for each in page.locator("main, main *").all()]
    return max(box["x"] + box["width"] for box in boxes if box)


def contrast(element):
    """The contrast of a text to its card, as WCAG counts it."""
    ink, ground = element.evaluate("""(node) => [getComputedStyle(node).color,
        getComputedStyle(node.closest(".card")).backgroundColor]""")
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_a_spent_link_says_what_to_do(person, page):
    person.says("баланс")
    link = person.link()
    page(link).get_by_role("button", name="Показать").click()
    again = page(f"{link}")
    expect(again.get_by_role("heading", level=1)).to_have_text("Ссылка не действует")
    expect(again.locator("main")).to_contain_text("спросите ещё раз")


def test_a_sheet_is_filled_and_given_back(strict, person, open_page):
    shown = open_page(address=strict.address, path=f"/#chat={person.id}")
    say(shown, "ведомость")
    wait_for(shown, "строк: 1.")
    rows = taken(shown)
    given(shown, rows, used(rows, 10))
    wait_for(shown, "Ведомость записана: 1 из 1")
    wait_for(shown, "Номер ведомости В-")
    person.seen = person.messages()[-1]["id"]


def test_the_ledger_of_telegram_holds_nothing_private(strict, person):
    """Everything the bot ever sent to Telegram in this sandbox, against what the demo account holds."""
    for text in ("баланс", "почему столько", "история", "платежи", "настройки", "если оплатить", "мои данные",
                 "кто подключён", "счета", "8 900 000-11-11"):  # fmt: skip
        person.says(text)
    account = next(a for a in strict.call("/control/demo")["accounts"] if a["number"] == NUMBER)
    sums = {line["amount"] for bill in account["bills"] for line in bill["lines"]}
    sums |= {bill["charge"][name] for bill in account["bills"] for name in ("charged", "opening", "closing")}
    marks = {one.replace(" ", "") for one in sums if len(one) > 5}
    marks |= {account["holder"].replace(" ", ""), "Лампочная,д", "9000001111", "900***", "+79000001111"}
    lines = (strict.folder / "emulators" / "ledger.jsonl").read_text("utf-8").splitlines()
    calls = [bare(json.dumps(fact)) for fact in map(json.loads, lines) if fact["kind"] == "api.call"]
    assert len(calls) > 20
    assert len(marks) > 8
    assert {mark for mark in marks for call in calls if mark in call} == set()
    assert not re.search(r"/p/(?!\*)[\w-]{20}", (strict.folder / "bot.log").read_text("utf-8"))


def test_a_director_switches_the_mode_on_the_page(open_page, sandbox):
    page = open_page()
    page.locator('[data-tab="inside"]').click()
    box = page.get_by_label("строгий режим")
    expect(box).not_to_be_checked()
    starts = sandbox.call("/control/bot")["starts"]
    for mode in ("strict", "open"):
        box.click()
        expect(box).to_be_checked(checked=mode == "strict")
        deadline = time.monotonic() + WAIT_S
        while sandbox.call("/control/bot")["starts"] == starts and time.monotonic() < deadline:
            time.sleep(0.1)
        told = sandbox.call("/control/bot")
        assert (told["policy"], told["starts"] > starts) == (mode, True)
        starts = told["starts"]
