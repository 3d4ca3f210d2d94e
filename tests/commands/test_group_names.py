"""Groups of the configuration that billing does not know are told by `check-config`, beside a running bot."""

from __future__ import annotations

import pytest

from bot.commands.checking import check_configuration
from bot.commands.group_names import unknown_groups
from storage.database import Unit
from tests.config.good import config
from tests.dialogs.billed import put, visible

GROUPS = '{ North = { hour = 11 }, "Юг 2" = { zone = "Asia/Omsk" } }'


@pytest.fixture
def given(database_url):
    return config(database__url=database_url, reminders__groups=GROUPS)


async def test_a_name_that_is_not_in_groups_csv_is_told(database, given, capsys):
    assert await unknown_groups(given) == [], "nothing was imported yet"

    def work(tx):
        visible(tx, "groups")
        put(tx, "grp", generation=1, name="North", reading_window="")
        put(tx, "grp", generation=2, name="Юг 2", reading_window="")

    await database.write(Unit(work))
    said = 'reminders.groups."Юг 2" is no group of groups.csv; names are written as there'
    assert [str(one) for one in await unknown_groups(given)] == [f"warning: {said}"]
    assert await check_configuration(given) == 0
    assert said.replace(" is", ": is", 1) in capsys.readouterr().err


async def test_without_a_database_nothing_is_told(tmp_path):
    path = tmp_path / "none.db"
    found = config(database__url=f"sqlite:///{path}", reminders__groups=GROUPS)
    assert await unknown_groups(found) == []
    assert not path.exists()
