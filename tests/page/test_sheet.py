"""A sheet out of the chat, filled in, given back by the page, its receipt read (strict: test_private)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.page.people import add_person, link, press, say, wait_for
from tests.page.sheets import given, taken, used

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
NUMBER, CODE, METERS = "2900001031", "771031", 24
IN_WINDOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.usefixtures("clock_back")
def test_a_sheet_is_filled_and_given_back_by_the_page(open_page, sandbox):
    page = open_page()
    add_person(page)
    link(page, NUMBER, CODE)
    sandbox.call("/control/clock", {"set_ms": int(IN_WINDOW.timestamp() * 1000)})
    say(page, "ведомость")
    wait_for(page, f"строк: {METERS}")
    rows = taken(page)
    values = used(rows, 10)
    assert len(values) == METERS
    slip = next(iter(values))
    given(page, rows, {**values, slip: values[slip] - 100})
    wait_for(page, f"Ведомость записана: {METERS - 1} из {METERS}")
    wait_for(page, "Меньше прошлого показания")
    press(page, "Всё верно")
    wait_for(page, f"Ведомость записана: {METERS} из {METERS}")
