"""Every kind can be switched off but what the safety of the account asks for, and that one says so."""

from __future__ import annotations

import pytest

from bot.dialogs.notify import GROUPS
from core.notifications.kinds import SWITCHABLE, TRAITS, Kind
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.people import FLAT, another


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


def test_each_kind_is_in_one_group_of_the_settings_but_the_legal_ones():
    offered = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(offered) == sorted(SWITCHABLE)
    assert [kind for kind, traits in TRAITS.items() if traits.legal] == [Kind.LINK]


async def test_a_new_chat_is_announced_to_who_switched_all_off_but_not_after_stop(home):
    """After STOP nothing is promised: we begin nothing at all (docs/people.md)."""

    def off(tx):
        person = TxStore(tx).sessions.load(home.address)[0].subscriber_id
        for kind in SWITCHABLE:
            TxStore(tx).wishes.choose(person, kind, 1, wanted=False)

    await home.database.write(Unit(off))
    assert "сообщим всегда" in await home.says("о чём писать")
    stranger = another(home, 9)
    await stranger.links(FLAT)
    assert [address for address, _ in stranger.others] == [home.address]
    await home.says("стоп")
    assert "сообщим всегда" not in await home.says("о чём писать")
    other = another(home.later(minutes=5), 8)
    await other.links(FLAT)
    assert home.address not in [address for address, _ in other.others]
