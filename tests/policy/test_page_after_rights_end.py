"""A page of a list that is still open shows nothing once its person has lost the account."""

from __future__ import annotations

import pytest

from storage.database import Unit
from tests.policy.strict import PREFIX

SUM = "руб."


async def test_an_open_list_shows_no_sums_to_who_lost_the_account(home, http):
    await home.says("начисления")
    link = home.urls[-1]
    answer = await http.post(link, allow_redirects=False)
    view = f"{PREFIX}/p/{answer.headers['Location']}"
    assert SUM in await (await http.get(view)).text()
    await home.database.write(
        Unit(lambda tx: tx.run("UPDATE link SET active = 0, suspended_ms = 1, suspended_why = 'disputed'"))
    )
    again = await http.get(view)
    assert (again.status, SUM in await again.text()) == (404, False)


@pytest.mark.parametrize("words", ["начисления", "баланс"])
async def test_a_page_shows_no_sums_to_who_became_a_reader(home, http, words):
    await home.says(words)
    await home.database.write(Unit(lambda tx: tx.run("UPDATE link SET role = 'reader'")))
    answer = await http.post(home.urls[-1], allow_redirects=False)
    assert answer.status == 404
