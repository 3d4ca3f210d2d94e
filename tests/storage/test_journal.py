"""The journal of readings on both engines: what the port promises."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from core.readings.journal import Draft, State
from core.readings.reasons import Reason
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.supplier import filled

NOW = 1_800_000_000_000
ME, NEIGHBOUR = "telegram:1", "tel:+79160000002"
MONTH = Period(2026, 11)


def draft(event_id, *shown, **other):
    """A reading of the one-zone meter of account 1."""
    given = {
        "account_id": 1, "serial": "123", "period": MONTH, "taken_ms": NOW, "shown": shown or (15420,),
        "decimals": 0, "state": State.ACCEPTED, "channel": "telegram", "address": ME, "subscriber_id": 1,
        "event_id": event_id, "created_ms": NOW + event_id,
    }  # fmt: skip
    return Draft(**{**given, **other})


@pytest.fixture
async def use(database):
    """Run a function over the journal in one transaction."""
    await filled(database)

    async def use(work):
        return await database.write(Unit(lambda tx: work(TxStore(tx).journal)))

    return use


async def test_what_is_written_is_read_back(use):
    given = draft(
        1, 15420, 733, 12, state=State.DRAFT, decimals=1, doubts=(Reason.TOO_LARGE, Reason.SWAPPED),
        previous=(15000, 700, 10), flag="meter-replaced", photo="a.jpg", message="77",
    )  # fmt: skip
    made = await use(lambda j: j.add(given))
    assert made.id > 0
    assert made.receipt
    for name in Draft.__slots__:
        assert getattr(made, name) == getattr(given, name), name
    for found in (
        await use(lambda j: j.get(made.id)),
        await use(lambda j: j.by_receipt(made.receipt)),
        await use(lambda j: j.by_receipt(f"№ {made.receipt.replace('-', ' ')}")),
        *await use(lambda j: j.by_event(1)),
        *await use(lambda j: j.by_message(ME, "77")),
        *await use(lambda j: j.of_period(1, MONTH)),
        *await use(lambda j: j.of_meter(1, "123", 5)),
        *await use(lambda j: j.drafts_of(1)),
    ):
        assert found == made


async def changes(use, entry_id):
    sql = "SELECT state, address, detail FROM reading_change WHERE entry_id = :id ORDER BY id"
    return await use(lambda j: j._tx.all(sql, id=entry_id))


async def column(use, name, entry_id):
    return (await use(lambda j: j._tx.one(f"SELECT {name} FROM reading_entry WHERE id = :id", id=entry_id)))[
        0
    ]


async def test_a_repeated_event_changes_nothing(use):
    first = await use(lambda j: j.add(draft(1)))
    assert await use(lambda j: j.add(draft(1))) == first
    assert await use(lambda j: j.add(draft(1, 99999))) == first
    assert await use(lambda j: j.of_period(1, MONTH)) == (first,)
    assert await changes(use, first.id) == []


async def test_a_repeated_event_of_a_replaced_reading_revives_nothing(use):
    first = await use(lambda j: j.add(draft(1)))
    second = await use(lambda j: j.add(draft(2, 15430, replaces=first.id)))
    again = await use(lambda j: j.add(draft(1)))
    assert (again.id, again.state) == (first.id, State.REPLACED)
    assert await use(lambda j: j.add(draft(2, 15430, replaces=first.id))) == second
    assert await use(lambda j: j.of_period(1, MONTH)) == (second,)


async def test_a_repeated_event_of_a_withdrawn_reading_revives_nothing(use):
    first = await use(lambda j: j.add(draft(1)))
    await use(lambda j: j.withdraw(first.id, NOW))
    again = await use(lambda j: j.add(draft(1)))
    assert (again.id, again.state) == (first.id, State.WITHDRAWN)
    assert await use(lambda j: j.of_period(1, MONTH)) == ()


async def test_one_message_brings_a_reading_of_each_meter(use):
    made = [await use(lambda j, s=s: j.add(draft(1, serial=s))) for s in ("123", "124")]
    elsewhere = await use(lambda j: j.add(draft(1, account_id=2)))
    assert await use(lambda j: j.by_event(1)) == (*made, elsewhere)
    assert await use(lambda j: j.of_period(1, MONTH)) == tuple(reversed(made))
    assert await use(lambda j: j.of_meter(1, "124", 5)) == (made[1],)


@pytest.mark.parametrize("named", [True, False])
async def test_another_value_takes_the_place_of_the_earlier_one(use, named):
    first = await use(lambda j: j.add(draft(1)))
    second = await use(lambda j: j.add(draft(2, 15430, replaces=first.id if named else 0, address=NEIGHBOUR)))
    assert second.replaces == first.id
    assert await use(lambda j: j.of_meter(1, "123", 5)) == (second,)
    assert (await use(lambda j: j.get(first.id))).state is State.REPLACED
    assert (await use(lambda j: j.get(first.id))).shown == (15420,)
    assert await changes(use, first.id) == [("replaced", NEIGHBOUR, "")]


async def test_months_stand_beside_each_other_newest_first(use):
    first = await use(lambda j: j.add(draft(1)))
    second = await use(lambda j: j.add(draft(2, 15500, period=Period(2026, 12))))
    assert await use(lambda j: j.of_meter(1, "123", 5)) == (second, first)
    assert await use(lambda j: j.of_meter(1, "123", 1)) == (second,)
    assert await use(lambda j: j.of_period(1, MONTH)) == (first,)


async def test_a_doubted_reading_ends_nothing_until_it_is_confirmed(use):
    good = await use(lambda j: j.add(draft(1)))
    doubted = await use(lambda j: j.add(draft(2, 154200, state=State.DRAFT, replaces=good.id)))
    assert await use(lambda j: j.of_period(1, MONTH)) == (doubted, good)
    assert await column(use, "due", doubted.id) == 0
    confirmed = await use(lambda j: j.confirm(doubted.id, NOW + 9, NEIGHBOUR))
    assert confirmed.state is State.ACCEPTED
    assert await use(lambda j: j.of_period(1, MONTH)) == (confirmed,)
    assert await changes(use, doubted.id) == [("accepted", NEIGHBOUR, "confirmed")]
    assert await changes(use, good.id) == [("replaced", NEIGHBOUR, "")]
    assert await column(use, "due", doubted.id) == 1
    assert await use(lambda j: j.confirm(doubted.id, NOW + 9)) is None


async def test_a_doubted_reading_takes_the_place_of_a_doubted_one(use):
    first = await use(lambda j: j.add(draft(1, 1, state=State.DRAFT)))
    second = await use(lambda j: j.add(draft(2, 2, state=State.DRAFT)))
    assert await use(lambda j: j.drafts_of(1)) == (second,)
    assert await use(lambda j: j.confirm(first.id, NOW)) is None
    good = await use(lambda j: j.add(draft(3, 15420)))
    assert await use(lambda j: j.drafts_of(1)) == ()
    assert good.replaces == second.id
    assert await use(lambda j: j.confirm(second.id, NOW)) is None


async def test_a_stranger_takes_nobodys_place(use):
    mine = await use(lambda j: j.add(draft(1, 15420, state=State.DRAFT)))
    theirs = await use(lambda j: j.add(draft(2, 1, subscriber_id=0, address=NEIGHBOUR, state=State.DRAFT)))
    assert {one.id for one in await use(lambda j: j.of_period(1, MONTH))} == {mine.id, theirs.id}
    own = await use(lambda j: j.add(draft(3, 15421)))
    assert await use(lambda j: j.of_period(1, MONTH)) == (own,)


async def test_late_yes_counts_if_nothing_newer_came(use):
    held = await use(lambda j: j.add(draft(1, state=State.DRAFT)))
    await use(lambda j: j._tx.run("UPDATE reading_entry SET state = 'held' WHERE id = :id", id=held.id))
    assert await use(lambda j: j.of_period(1, MONTH)) == ()
    late = await use(lambda j: j.confirm(held.id, NOW))
    assert (late.state, await column(use, "due", held.id)) == (State.ACCEPTED, 1)
    other = await use(lambda j: j.add(draft(2, serial="124", state=State.DRAFT)))
    newer = await use(lambda j: j.add(draft(3, serial="124", period=Period(2026, 12))))
    assert await use(lambda j: j.confirm(other.id, NOW)) is None
    assert await use(lambda j: j.of_meter(1, "124", 5)) == (newer, other)


async def test_withdrawal(use):
    first = await use(lambda j: j.add(draft(1)))
    taken_back = await use(lambda j: j.withdraw(first.id, NOW))
    assert taken_back.state is State.WITHDRAWN
    assert await use(lambda j: j.of_period(1, MONTH)) == ()
    assert await use(lambda j: j.withdraw(first.id, NOW)) is None
    assert await column(use, "due", first.id) == 0
    assert await changes(use, first.id) == [("withdrawn", ME, "")]
    counted = await use(lambda j: j.add(draft(2)))
    await use(
        lambda j: j._tx.run("UPDATE reading_entry SET state = 'confirmed' WHERE id = :id", id=counted.id)
    )
    assert await use(lambda j: j.withdraw(counted.id, NOW)) is None
    assert await use(lambda j: j.withdraw(10**9, NOW)) is None


async def test_flag_and_photo(use):
    made = await use(lambda j: j.add(draft(1)))
    await use(lambda j: j.flag(made.id, "previous-wrong", "a.jpg", now_ms=NOW))
    await use(lambda j: j.flag(made.id, "meter-replaced", now_ms=NOW))
    found = await use(lambda j: j.get(made.id))
    assert (found.flag, found.photo, found.state) == ("meter-replaced", "a.jpg", State.ACCEPTED)
    assert [row[2] for row in await changes(use, made.id)] == [
        "flag previous-wrong a.jpg",
        "flag meter-replaced",
    ]
    await use(lambda j: j.flag(10**9, "previous-wrong"))


async def test_what_is_not_there(use):
    assert await use(lambda j: j.get(7)) is None
    assert await use(lambda j: j.confirm(7, NOW)) is None
    assert await use(lambda j: j.by_event(7)) == ()
    assert await use(lambda j: j.by_message(ME, "")) == ()
    assert await use(lambda j: j.by_receipt("12345678")) is None
    with pytest.raises(ValueError, match="one to three"):
        await use(lambda j: j.add(draft(1, 1, 2, 3, 4)))


async def test_several_people_send_for_one_account_at_once(use, database):
    """Lanes of PostgreSQL are other connections: without the lock both would be living."""

    def unit(number):
        return Unit(
            lambda tx: TxStore(tx).journal.add(draft(number, 15000 + number, address=f"telegram:{number}")),
            key=f"telegram:{number}",
        )

    for start in range(100, 200, 10):
        await asyncio.gather(*(database.write(unit(start + n)) for n in range(10)))
        living = await use(lambda j: j.of_meter(1, "123", 50))
        assert len(living) == 1


async def test_whoever_holds_the_account_writes_first(use, database):
    """What somebody judged by stays true until they have written."""
    looked = threading.Event()

    def first(tx):
        journal = TxStore(tx).journal
        journal.hold(1)
        seen = journal.of_period(1, MONTH)
        looked.set()
        time.sleep(0.1)
        journal.add(draft(1, 15420))
        return seen

    async def second():
        await asyncio.to_thread(looked.wait, 1)
        write = Unit(lambda tx: TxStore(tx).journal.add(draft(2, 15430)), key="telegram:2")
        return await database.write(write)

    seen, quick = await asyncio.gather(database.write(Unit(first, key="telegram:1")), second())
    assert seen == ()
    assert quick.replaces == (await use(lambda j: j.by_event(1)))[0].id
