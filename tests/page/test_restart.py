"""The sandbox stops and starts again under an open page: nothing is lost, the page goes on by itself."""

from __future__ import annotations

import signal

import pytest
from playwright.sync_api import expect

from tests.page.people import add_person, link, say, wait_for
from tests.page.running import Sandbox

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


@pytest.fixture
def running(tmp_path, chromium_path):
    own = Sandbox(tmp_path / "sandbox")
    own.start()
    yield own
    if own.running:
        own.stop(signal.SIGKILL)


def test_a_second_start_goes_on_where_the_first_stopped(open_page, running):
    page = open_page(address=running.address)
    add_person(page)
    link(page)
    page.get_by_role("button", name="+1 день").click()
    expect(page.locator("#clock-day")).to_have_text("21 ноября 2026")
    said = page.locator("#messages .words").all_inner_texts()
    assert running.stop() == 0
    expect(page.locator("#connection")).to_be_visible()
    open_page.complaints.clear()  # the browser reports the refused connections

    running.start()
    assert "first start" not in running.said()
    expect(page.locator("#connection")).to_be_hidden()
    open_page.complaints.clear()
    expect(page.locator("#clock-day")).to_have_text("21 ноября 2026")
    assert page.locator("#messages .words").all_inner_texts() == said
    say(page, "баланс")
    wait_for(page, "Начислено за")
    open_page.complaints.clear()
    assert running.stop() == 0
