"""Widths, names that want to be scripts, what a reader of the screen is told."""

from __future__ import annotations

import urllib.request

import pytest
from playwright.sync_api import expect

from tests.page.people import add_person, say, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
HOSTILE = "<img src=x onerror='window.hacked=1'><script>window.hacked=2</script>"
WIDTHS = (360, 480, 759, 760, 1024, 1179, 1180, 1280, 1920)
PANES = {
    "people": "Люди",
    "chat": "Чат",
    "sms": "SMS",
    "bill": "Счета",
    "money": "Деньги",
    "inside": "Внутри",
}


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def outside(page) -> list[str]:
    """Visible controls that stick out of the window or out of their part of it."""
    return page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea, summary")]
            .filter((one) => one.getClientRects().length)
            .filter((one) => { const box = one.getBoundingClientRect();
                return box.left < -0.5 || box.right > innerWidth + 0.5; })
            .map((one) => one.outerHTML.slice(0, 120))"""
    )


@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_shows_one_part_at_a_time_and_never_scrolls_sideways(open_page, dark):
    page = open_page(360, 740, color_scheme="dark" if dark else "light", has_touch=True)
    page.locator('[data-tab="people"]').click()
    add_person(page)
    page.locator("#start-button").click()
    wait_for(page, "личный кабинет")
    for view, label in PANES.items():
        page.locator(f'[data-tab="{view}"]').click()
        shown = page.locator(".pane:visible")
        expect(shown).to_have_count(1)
        expect(shown).to_have_attribute("data-pane", view)
        expect(page.locator(".tabs [aria-current]")).to_contain_text(label)
        assert fits(page), view
        assert outside(page) == [], view


def test_nothing_sticks_out_at_any_width(open_page):
    page = open_page()
    for walking in (False, True):
        page.evaluate("(on) => { document.getElementById('walk').hidden = !on; }", walking)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            assert fits(page), (width, walking)
            assert outside(page) == [], (width, walking)


def test_a_name_that_is_a_script_stays_a_name(open_page):
    page = open_page()
    add_person(page, HOSTILE[:64])
    page.locator("#start-button").click()
    wait_for(page, "личный кабинет")
    say(page, HOSTILE)
    expect(page.locator("#messages .mine .words").last).to_have_text(HOSTILE)
    expect(page.locator(".person[aria-current] .person-name")).to_have_text(HOSTILE[:64])
    page.locator("#tools-button").click()
    page.get_by_role("button", name="Группа с ботом", exact=True).click()
    expect(page.locator("#chat-title")).to_have_text("Соседи по подъезду")
    page.locator('[data-tab="inside"]').click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("#messages img, #people img, #inside-list img").count() == 0


def test_the_page_may_run_and_call_nothing_but_its_own(open_page, sandbox):
    with urllib.request.urlopen(sandbox.address + "/", timeout=10) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = open_page()
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked = 1\" hidden>')"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    blocked = [line for line in open_page.complaints if "Content Security Policy" in line]
    assert blocked
    open_page.complaints.clear()


def test_files_outside_the_page_are_not_served(sandbox):
    for path in ("/page/../settings.py", "/page/%2e%2e/settings.py", "/page/js/../../server.py", "/page/js"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(sandbox.address + path, timeout=10)


def test_what_a_screen_reader_is_told(open_page):
    page = open_page()
    expect(page.locator("#messages")).to_have_attribute("aria-live", "polite")
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea")]
            .filter((one) => one.getClientRects().length)
            .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length))
            .map((one) => one.outerHTML.slice(0, 100))"""
    )
    assert nameless == []
    paper = page.locator(".paper-svg")
    expect(paper).to_have_attribute(
        "aria-label", "Квитанция за октябрь 2026, лицевой счёт 2900001111, код справа вверху 771111"
    )
