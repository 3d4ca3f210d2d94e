"""Who blocked us in one chat is told in another, once, before an SMS is thought of."""

from __future__ import annotations

import pytest

from bot.notifications.another_chat import AnotherChat
from core.records import Attempt, OutboxRow, Priority, Result
from tests.readings.watched import ME

OTHER = "telegram:77"


@pytest.fixture
def engine():
    """No statement of its own."""
    return "sqlite"


class Blocked:
    """The chat takes nothing; behind it stands what writes an SMS."""

    def __init__(self, result=Result.BLOCKED):
        self.result, self.texted = result, []

    async def send(self, row):
        def text(store, now_ms, *, final):
            self.texted.append((row.id, final))

        return Attempt(self.result, reason="Forbidden", within=text)


def row_of(id_, address, priority=Priority.NOTICE):
    return OutboxRow(id_, 1, address, "message", b"", 1, 1, 0, "", priority, "")


async def has(office, address):
    await office.do(lambda s: s.tx.run(
        "INSERT INTO address (address, subscriber_id, since_ms) VALUES (:a, 1, 1)", a=address
    ))  # fmt: skip


async def refused(office, sender, row):
    """An attempt and its mark; what was texted."""
    attempt = await AnotherChat(sender).send(row)
    await office.do(lambda s: attempt.within(s, office.now_ms, final=True))
    await office.ends(row.id, "failed", "blocked")
    return sender.texted


async def test_it_is_said_in_the_other_chat_once(office):
    await has(office, OTHER)
    made = await office.plan()
    await office.dispatch().run()
    ((first, at, _),) = await office.messages()
    assert await refused(office, Blocked(), row_of(first, at)) == []
    assert (await office.of(made))[0] == "planned"
    assert await office.dispatch().run() == 1
    told = [(id_, place) for id_, place, _ in await office.messages()]
    assert [place for _, place in told] == [at, {ME: OTHER, OTHER: ME}[at]]
    second = told[1][0]
    sender = Blocked()
    assert await refused(office, sender, row_of(second, told[1][1])) == [(second, True)], "now by SMS, once"
    assert await office.dispatch().run() == 0, "back and forth it does not go"
    assert (await office.of(made))[:2] == ("failed", "blocked")


@pytest.mark.parametrize("other", ["", "tel:+79161234567"])
async def test_without_another_chat_it_is_left_to_sms(office, other):
    if other:
        await has(office, other)
    made = await office.plan()
    await office.dispatch().run()
    id_, at, _ = next(one for one in await office.messages() if one[1] == ME)
    assert await refused(office, Blocked(), row_of(id_, at)) == [(id_, True)]
    assert (await office.of(made))[0] == "queued"


async def test_what_is_no_reminder_and_what_is_refused_for_itself_stay_as_they_were(office):
    await has(office, OTHER)
    assert await refused(office, Blocked(), row_of(999, ME)) == [(999, True)]
    made = await office.plan()
    await office.dispatch().run()
    ((id_, at, _),) = await office.messages()
    assert await refused(office, Blocked(Result.REFUSED), row_of(id_, at)) == [(id_, True)]
    assert (await office.of(made))[0] == "queued"
