"""What became of our SMS: asked for, called back, told to the chat that waits; over the real engine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import msgspec
import pytest

from bot.assembly import SMS
from bot.channels.sms_line import SmsLine
from bot.channels.sms_port import SmsCapabilities, SmsError, SmsFault, SmsState, Status, Undelivered
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.sms_states import code_lost
from bot.handlers.effects import translate_effect
from bot.handlers.sms_settled import WORTH_TELLING_MS, settle
from bot.sms_watch import DAY_MS, GIVEN_UP_MS, SmsWatch
from core.codes import one_time_code
from core.limits import Limits, Scope
from core.linking import CodeRequest
from core.sms_ports import SentSms, SmsFate
from core.usecases.phone_holds import hold_phone
from core.usecases.reverse import Heard, HearPhone
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.conversation import CATALOGUE, Conversation
from tests.dialogs.supplier import KEYS, filled

PHONE = "+79161234567"
EVERY_MS = 62_000


@pytest.fixture
def engine():
    """One is enough: the statements are tested on both with the journal of SMS."""
    return "sqlite"


@pytest.fixture
async def chat(database):
    """Somebody whose code has left for the phone."""
    talk = Conversation(await filled(database), TELEGRAM)
    talk.engine._translators["effect"] = translate_effect
    await talk.proves("1234567833")
    await talk.presses("send")
    await talk.effect_ends("ok")
    return talk


class Watched:
    """SMS of a database, a provider that says of each what the test wants, and the watch over them."""

    capabilities = SmsCapabilities(inbound=True, callbacks=True, prices=False, longest=1000, most=3)

    def __init__(self, database, now_ms):
        self.database, self.ms, self.says, self.asked, self.fails = database, now_ms, {}, [], []
        self.threads = ThreadPoolExecutor(1)
        line = SmsLine(self, self.threads, database, TxStore, self)
        self.watch = SmsWatch(line, self._take)
        self.told = []

    def now_ms(self):
        return self.ms

    def statuses(self, keys):
        self.asked.append([own_id for own_id, _ in keys])
        if self.fails:
            raise self.fails.pop()
        return tuple(self.says.get(key, Status(*key, SmsState.MISSING)) for key in keys)

    async def _take(self, pick, _addresses):
        def store(tx):
            gateways = TxStore(tx)
            return [gateways.inbox.store(event) for event in pick(gateways)]

        self.told += await self.database.write(Unit(store))

    async def sent(self, own_id="s1", phone=PHONE, *, outbox_id=1, kind="code", notify="telegram:1"):
        sms = SentSms(own_id, phone, outbox_id, kind, "mark", 1, 500, notify)

        def work(tx):
            TxStore(tx).sms.put(sms, self.ms)
            TxStore(tx).sms.accepted(sms, 1, 500, self.ms)

        await self.database.write(Unit(work))

    async def ends(self, state, reason=Undelivered.NONE, own_id="s1", phone=PHONE):
        """A callback; whether anything followed."""
        before = len(self.told)
        statuses = [Status(own_id, phone, state, reason, "20")]
        await self._take(lambda store: settle(store, statuses, self.ms), ())
        return len(self.told) > before

    async def looks(self, after_ms=EVERY_MS):
        self.ms += after_ms
        return await self.watch.look(self.ms)

    async def rows(self):
        sql = "SELECT own_id, state, reason, final FROM sms_sent ORDER BY id"
        return await self.database.read(lambda tx: tx.all(sql))

    async def held(self):
        key = (Scope.SIM_SWAPPED, PHONE)
        counts = await self.database.read(lambda tx: TxStore(tx).attempts.counts((key,), self.ms))
        return counts[key].day


@pytest.fixture
async def watched(chat):
    """The code of the chat, in the journal of SMS."""
    made = Watched(chat.database, int(chat.now.timestamp() * 1000))
    await made.sent(outbox_id=(await chat.session()).waits_for)
    yield made
    made.threads.shutdown()


async def test_the_provider_is_asked_once_a_minute_until_each_sms_has_an_end(watched):
    for n in range(2, 5):
        await watched.sent(f"s{n}", outbox_id=100 + n, kind="message", notify="")
    assert await watched.looks(0) == 0
    assert await watched.looks() == 3
    watched.says = {
        ("s2", PHONE): Status("s2", PHONE, SmsState.DELIVERED),
        ("s3", PHONE): Status("s3", PHONE, SmsState.SENT),
        ("s4", PHONE): Status("s4", PHONE, SmsState.FAILED, Undelivered.EXPIRED, "6"),
    }
    assert await watched.looks(10_000) == 0, "nobody is asked twice in a minute"
    assert [await watched.looks() for _ in range(3)] == [3, 2, 2]
    assert watched.asked == [["s1", "s2", "s3"], ["s4", "s1", "s2"], ["s3", "s1"], ["s1", "s3"]]
    assert await watched.rows() == [
        ("s1", "sent", "", 0), ("s2", "delivered", "", 1), ("s3", "sent", "", 0),
        ("s4", "failed", "expired", 1),
    ]  # fmt: skip
    day = {sample.labels: sample.value for sample in watched.watch.samples()}
    assert day == {
        (("state", "delivered"), ("reason", "")): 1,
        (("state", "failed"), ("reason", "expired")): 1,
        (("state", "sent"), ("reason", "")): 2,
    }


async def test_after_two_days_nobody_will_know(watched):
    watched.fails = [SmsError(SmsFault.TRANSIENT)]
    with pytest.raises(SmsError):
        await watched.looks()
    assert await watched.rows() == [("s1", "sent", "", 0)]
    await watched.looks(GIVEN_UP_MS)
    assert await watched.rows() == [("s1", "unknown", "", 1)]
    assert not await watched.ends(SmsState.FAILED), "and it is too late to tell of a code"
    assert await watched.looks() == 0


DELIVERED, FAILED = (SmsState.DELIVERED, Undelivered.NONE), (SmsState.FAILED, Undelivered.EXPIRED)


@pytest.mark.parametrize("first", [DELIVERED, FAILED])
async def test_statuses_may_come_twice_and_in_any_order(watched, first):
    others = [(SmsState.QUEUED, Undelivered.NONE), (SmsState.SENT, Undelivered.NONE), DELIVERED, FAILED]
    await watched.ends(*first)
    rows = await watched.rows()
    for order in permutations(others, 4):
        assert [await watched.ends(*status) for status in order] == [False] * 4
    assert await watched.rows() == rows
    assert len(watched.told) == (first is FAILED)


async def test_of_an_sms_that_is_not_ours_nothing_is_made(watched):
    assert not await watched.ends(*FAILED, own_id="s9")
    assert not await watched.ends(*FAILED, phone="+79160000000")
    assert len(await watched.rows()) == 1


async def test_the_chat_that_waits_is_told_why_and_asked_what_next(chat, watched):
    assert await watched.ends(*FAILED)
    said = await chat.hears()
    assert said.startswith("Код не дошёл: телефон был выключен или вне сети.")
    assert chat.offered[0] == "send"
    assert len(chat.codes) == 1, "never a second code by itself"
    await chat.later(minutes=2).presses("send")
    assert len(chat.codes) == 2


async def test_a_status_that_is_quicker_than_our_own_mark_is_told_once(database):
    talk = Conversation(await filled(database), TELEGRAM)
    talk.engine._translators["effect"] = translate_effect
    await talk.proves("1234567833")
    await talk.presses("send")
    quick = Watched(database, int(talk.now.timestamp() * 1000))
    await quick.sent(outbox_id=(await talk.session()).waits_for)
    await quick.ends(*FAILED)
    assert "Код не дошёл" in await talk.hears()
    assert (await talk.session()).step == "phone"
    await talk.effect_ends("ok")
    assert talk.replies == []
    assert (await talk.session()).step == "phone"
    quick.threads.shutdown()


async def test_a_failed_code_is_no_news_once_another_is_on_its_way(chat, watched):
    await chat.later(minutes=2).says("отправить ещё раз")
    await chat.effect_ends("ok")
    assert len(chat.codes) == 2
    assert await watched.ends(*FAILED)
    assert await chat.hears() == ""
    assert (await chat.session()).step == "code"
    assert "подключён" in (await chat.says(chat.code())).lower()


async def test_whoever_went_on_gets_a_notice_and_keeps_their_question(chat, watched):
    await chat.says("отмена")
    await watched.ends(*FAILED)
    said = await chat.hears()
    assert said.startswith("Код не дошёл")
    assert "можно заново" in said
    assert chat.offered[0] == "link"
    assert len(chat.codes) == 1


async def test_of_an_old_code_nothing_is_said(watched):
    watched.ms += WORTH_TELLING_MS + 1
    assert not await watched.ends(*FAILED)
    assert (await watched.rows())[0][1] == "failed"


async def test_the_phone_that_asked_for_its_own_code_is_not_texted(watched):
    await watched.sent("s2", outbox_id=77, notify=f"tel:{PHONE}")
    assert not await watched.ends(*FAILED, own_id="s2")


@pytest.mark.parametrize("kind", ["code", "message"])
async def test_a_replaced_sim_holds_the_phone_whatever_met_it(watched, kind):
    await watched.sent("s2", outbox_id=77, kind=kind, notify="")
    await watched.ends(SmsState.FAILED, Undelivered.SIM_REPLACED, "s2")
    await watched.ends(SmsState.FAILED, Undelivered.SIM_REPLACED, "s2")
    assert await watched.held() == 1


async def test_a_replaced_sim_is_told_and_no_code_goes_there_for_a_day(chat, watched):
    await watched.ends(SmsState.FAILED, Undelivered.SIM_REPLACED)
    assert "заменили SIM-карту" in await chat.hears()
    assert await watched.held() == 1
    said = await chat.later(minutes=10).presses("send")
    assert "недавно заменили SIM-карту" in said
    assert "через 24 часа" in said
    assert len(chat.codes) == 1
    await chat.later(hours=24).proves("1234567833")
    await chat.presses("send")
    assert len(chat.codes) == 2


@pytest.mark.parametrize("reason", [*Undelivered, "gave up: HTTP 500"])
@pytest.mark.parametrize("form", ["full", "short"])
def test_every_reason_has_words(reason, form):
    phrase = code_lost("undelivered", str(reason))
    assert CATALOGUE.text(form, phrase.key, {"supplier_phone": "8 800"}, None).startswith("Код не дош")


async def test_a_code_that_was_never_taken_is_told_as_before(database):
    talk = Conversation(await filled(database), TELEGRAM)
    await talk.proves("1234567833")
    await talk.presses("send")
    assert "не ушло" in await talk.effect_ends("refused", "gave up: HTTP 500")


async def test_two_replicas_ask_once(watched):
    other = SmsWatch(watched.watch._line, watched._take)
    assert [await watched.looks(), await other.look(watched.ms)] == [1, 0]


def test_the_event_of_an_end_is_read_like_that_of_an_effect():
    body = msgspec.json.encode({"id": "7", "result": "undelivered", "reason": "spam", "entry": "code-lost"})
    assert translate_effect(body, 7).values["entry"] == "code-lost"


def test_fates_of_statuses_are_ends():
    assert all(SmsFate(state.value).ends for state in SmsState if state.final)


@pytest.fixture
async def phone(chat):
    """The same flat, linked by SMS from its phone."""
    talk = Conversation(chat.database, SMS, address=f"tel:{PHONE}")
    await talk.later(hours=2).links()
    return talk.later(hours=1)


@pytest.mark.parametrize(
    "words", ["отвязать", "пригласить", "кто подключён", "подключить", "удалить мои данные"]
)
async def test_a_phone_with_another_sim_changes_no_rights_and_still_asks(phone, words):
    now_ms = int(phone.now.timestamp() * 1000)
    await phone.database.write(Unit(lambda tx: hold_phone(TxStore(tx), phone.address, PHONE, now_ms)))
    assert (await phone.says(words)).startswith("SIM-карту недавно заменили. Ради безопасности ждем")
    assert "2310,90" in await phone.says("баланс")
    assert "SIM" not in await phone.later(hours=25).says(words)


async def test_texting_a_code_from_a_replaced_sim_proves_nothing(chat):
    limits = Limits()
    hear, request = HearPhone(KEYS, limits), CodeRequest("telegram:5", 1, 1, "1234567833", PHONE)

    def work(tx):
        store = TxStore(tx)
        id_ = store.verifications.open(request, "k1", 0, 10 * DAY_MS)
        hold_phone(store, request.address, PHONE, DAY_MS)
        code = one_time_code(KEYS, "k1", id_, 1)
        return [hear(store, PHONE, code, at_ms, guess=True) for at_ms in (DAY_MS + 1, 2 * DAY_MS + 1)]

    soon, later = await chat.database.write(Unit(work))
    assert soon.replaced
    assert isinstance(later, Heard)
