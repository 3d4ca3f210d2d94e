"""A notice that Telegram will not deliver goes by SMS, once, to who agreed; over the real delivery."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.assembly import SMS
from bot.channels.delivery import Delivery
from bot.channels.delivery import Limits as Pace
from bot.channels.render import render
from bot.channels.telegram_capabilities import TELEGRAM
from bot.config import Config
from bot.dialogs.codec import decode_reply
from bot.dialogs.engine import message
from bot.dialogs.people_news import of_changes
from bot.sms_fallback import FallbackRules, SmsFallback, with_fallback
from core.clock import from_ms
from core.consents import SMS_NOTICES, Given, Proof, Terms, Untexted
from core.limits import Limits
from core.linking import NewLink
from core.notifications.groups import Calendar, Calendars
from core.records import Attempt, Priority, RawEvent, Result
from core.usecases.notices import STARTED, MayStart
from core.usecases.people_changes import Changes, Renumbered
from core.usecases.phone_holds import hold_phone
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.conversation import CATALOGUE, VALUES, Conversation
from tests.dialogs.supplier import filled

PHONE = "+79161234567"
NEWS = next(of_changes(Changes((), (Renumbered(1, "1234567833", "9999990033"),))))
HOUR = 3_600_000
CALENDARS = Calendars(Calendar(ZoneInfo("Europe/Moscow")))


@pytest.fixture
def engine():
    return "sqlite"


class Outside:
    """Telegram and the SMS provider: what they answer, what they were given."""

    def __init__(self):
        self.answers, self.rows = [], []

    async def send(self, row):
        self.rows.append(row)
        return self.answers.pop(0) if self.answers else Attempt(Result.OK, "1")


class Post:
    """The delivery over a database in which one flat is linked by `telegram:1`."""

    def __init__(self, talk, background, *, consent=True, calendars=CALENDARS):
        self.talk, self.database = talk, talk.database
        self.ms = int(talk.now.timestamp() * 1000)
        self.telegram, self.sms = Outside(), Outside()
        rules = FallbackRules(MayStart(consent), Limits(), calendars)
        fallback = SmsFallback(self.telegram, lambda row: decode_reply(row.payload), rules)
        self.delivery = Delivery(
            self.database, TxStore, {"message@telegram": fallback, "message@tel": self.sms},
            clock=self, background=background, tell=self._tell,
            limits=Pace(bulk_per_second=1000, may_start=MayStart(consent)),
        )  # fmt: skip

    def now_ms(self):
        return self.ms

    def now(self):
        return from_ms(self.ms)

    async def _tell(self, *_):
        """Nobody waits for these."""

    async def write(self, work):
        return await self.database.write(Unit(lambda tx: work(TxStore(tx))))

    async def agrees(self):
        def keep(store):
            who = store.sessions.load("telegram:1")[0].subscriber_id
            proof = Proof("telegram:1", 1, "да", Untexted().shown("", ""))
            store.consents.keep(Given(who, SMS_NOTICES, Terms("2026-11"), self.ms, proof))

        await self.write(keep)

    async def tells(self, reply=NEWS, priority=Priority.NOTICE):
        """Something happened that the person is to be told."""

        def put(store):
            event = store.inbox.store(RawEvent("people", str(self.ms), "system", b"", self.ms))
            store.inbox.done(event)
            words = message("telegram:1", reply)
            effect = replace(words, priority=priority, topic=STARTED + words.topic)
            store.outbox.put(event, 0, effect, self.ms)

        await self.write(put)
        await self.goes()

    async def goes(self):
        for _ in range(4):
            await self.delivery._send_due()
            while self.delivery._flying:
                await asyncio.sleep(0.002)

    @property
    def texts(self):
        return [
            (row.address, part.text)
            for row in self.sms.rows
            for part in render(decode_reply(row.payload), SMS, CATALOGUE, VALUES, self.talk.today()).parts
        ]


@pytest.fixture
async def post(database, background):
    talk = Conversation(await filled(database), TELEGRAM)
    await talk.links()
    made = Post(talk.later(hours=3), background)
    await made.database.write(Unit(lambda tx: tx.run("DELETE FROM outbox")))
    await made.agrees()
    return made


BLOCKED, REFUSED = Attempt(Result.BLOCKED, reason="blocked"), Attempt(Result.REFUSED, reason="no such chat")


@pytest.mark.parametrize("answer", [BLOCKED, REFUSED])
@pytest.mark.parametrize("priority", [Priority.NOTICE, Priority.BULK])
async def test_what_telegram_does_not_deliver_is_texted_once(post, answer, priority):
    post.telegram.answers = [answer]
    await post.tells(priority=priority)
    assert len(post.texts) == 1
    assert post.texts[0][0] == f"tel:{PHONE}"
    assert "*7833" in post.texts[0][1]
    assert len(post.texts[0][1]) <= 70
    assert post.sms.rows[0].priority is priority
    await post.goes()
    assert (len(post.telegram.rows), len(post.sms.rows)) == (1, 1)


async def test_the_reminders_of_a_message_become_those_of_its_sms(post):
    """Else nobody asks in the morning whether the SMS is of use still, and they count as failed."""

    def remind(store):
        values = {"kind": "'reading'", "stage": "'last'", "period": "'2026-11'", "state": "'queued'"}
        names = ("link_id", "subscriber_id", "account_id", "due_ms", "planned_ms")
        values |= dict.fromkeys(names, "1") | {"until_ms": "9000000000000", "outbox_id": "max(id)"}
        store.tx.run(
            f"INSERT INTO reminder ({', '.join(values)}) SELECT {', '.join(values.values())} FROM outbox"
        )

    async def reminders():
        sql = "SELECT reminder.state, outbox.address FROM reminder JOIN outbox ON outbox.id = outbox_id"
        return await post.database.read(lambda tx: tx.all(sql))

    post.ms += 12 * HOUR
    post.telegram.answers = [Attempt(Result.RETRY, reason="HTTP 500", retry_after_ms=1), BLOCKED]
    await post.tells()
    await post.write(remind)
    post.ms += 1
    await post.goes()
    assert await reminders() == [("queued", f"tel:{PHONE}")]
    await post.write(lambda store: store.reminders.settle(post.ms, 9))
    assert await reminders() == [("queued", f"tel:{PHONE}")], "the message failed, the reminder did not"
    post.ms += 9 * HOUR
    await post.goes()
    await post.write(lambda store: store.reminders.settle(post.ms, 9))
    assert await reminders() == [("sent", f"tel:{PHONE}")]


async def test_a_notice_that_is_given_up_is_texted_and_not_before(post):
    post.telegram.answers = [Attempt(Result.RETRY, reason="HTTP 500", retry_after_ms=20 * HOUR)] * 2
    await post.tells()
    assert post.texts == []
    post.ms += 20 * HOUR
    await post.goes()
    assert len(post.telegram.rows) == 2
    post.ms += 12 * HOUR
    await post.goes()
    assert len(post.texts) == 1, "in the morning"


async def test_it_is_texted_by_the_day_of_the_group(post, background):
    groups = Calendars(CALENDARS.usual, {"A": Calendar(ZoneInfo("Asia/Kamchatka"))})
    east = Post(post.talk, background, calendars=groups)  # it is 15 o'clock in Moscow, midnight there
    east.telegram.answers = [BLOCKED]
    await east.tells()
    assert east.texts == []
    east.ms += 8 * HOUR
    await east.goes()
    assert east.texts == []
    east.ms += HOUR
    await east.goes()
    assert len(east.texts) == 1


async def test_it_is_texted_by_the_day_of_the_account_it_names(post, background):
    """The account that was linked first is where it is night; the news are of another one."""
    groups = Calendars(CALENDARS.usual, {"A": Calendar(ZoneInfo("Asia/Kamchatka"))})
    link = NewLink(1, 2, "telegram:1", PHONE)
    await post.write(lambda store: store.links.add(link, 5))
    await post.write(lambda store: store.tx.run("UPDATE account_card SET grp = NULL WHERE account_id = 2"))
    east = Post(post.talk, background, calendars=groups)  # it is 15 o'clock in Moscow, midnight there
    east.telegram.answers = [BLOCKED]
    await east.tells(next(iter(of_changes(Changes((), (Renumbered(2, "1234567841", "9999990041"),))))))
    assert len(east.texts) == 1


async def test_what_is_delivered_is_not_texted(post):
    await post.tells()
    assert (len(post.telegram.rows), post.texts) == (1, [])


async def test_an_answer_is_never_texted(post):
    post.telegram.answers = [REFUSED]
    await post.tells(priority=Priority.REPLY)
    assert post.texts == []


async def test_at_night_nobody_is_woken(post):
    post.ms += 12 * HOUR
    post.telegram.answers = [BLOCKED]
    await post.tells()
    assert post.texts == []
    post.ms += 9 * HOUR
    await post.goes()
    assert len(post.texts) == 1


def _no_consent(post, store):
    store.consents.revoke(store.sessions.load("telegram:1")[0].subscriber_id, SMS_NOTICES, post.ms)


def _stop(post, store):
    store.subscribers.mute("telegram:1", post.ms, muted=True)


def _stop_by_sms(post, store):
    store.subscribers.mute(f"tel:{PHONE}", post.ms, muted=True)


def _somebody_else(post, store):
    store.subscribers.create(f"tel:{PHONE}", post.ms)


def _other_sim(post, store):
    hold_phone(store, "telegram:1", PHONE, post.ms)


def _unlinked(post, store):
    store.links.end(store.sessions.load("telegram:1")[0].subscriber_id, 1, post.ms)


@pytest.mark.parametrize(
    "why", [_no_consent, _stop, _stop_by_sms, _somebody_else, _other_sim, _unlinked], ids=lambda f: f.__name__
)
async def test_nobody_is_texted_who_must_not_be(post, why):
    post.telegram.answers = [REFUSED]
    await post.write(lambda store: why(post, store))
    await post.tells()
    assert post.texts == []


@pytest.mark.parametrize(
    "why", [_no_consent, _stop_by_sms, _somebody_else, _other_sim, _unlinked], ids=lambda f: f.__name__
)
async def test_what_changes_in_the_night_counts_in_the_morning(post, why):
    post.ms += 12 * HOUR
    post.telegram.answers = [BLOCKED]
    await post.tells()
    await post.write(lambda store: why(post, store))
    post.ms += 9 * HOUR
    await post.goes()
    assert post.texts == []
    rows = await post.database.read(lambda tx: tx.all("SELECT state, error FROM outbox ORDER BY id DESC"))
    assert rows[0] == ("failed", "unwanted")


async def test_where_the_contract_is_the_basis_nobody_has_to_agree(post, background):
    lawful = Post(post.talk, background, consent=False)
    await lawful.write(lambda store: _no_consent(lawful, store))
    lawful.telegram.answers = [REFUSED]
    await lawful.tells()
    assert len(lawful.texts) == 1


@pytest.mark.parametrize(
    ("sms", "stands"),
    [({"provider": "none"}, False), ({"provider": "sandbox", "fallback": False}, False),
     ({"provider": "sandbox"}, True)],
)  # fmt: skip
def test_it_can_be_switched_off(sms, stands):
    sender = Outside()
    config = msgspec.convert({"sms": sms}, Config)
    assert (with_fallback(config, sender, None) is not sender) == stands
