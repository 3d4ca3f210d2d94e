"""What every provider of SMS must do: a second one is a file, and a line in `test_sms_contract.py`.

A test class inherits `SmsContract`; its module gives the fixture `world`.
"""

from __future__ import annotations

import asyncio
import itertools

import pytest
from aiohttp import web

from bot.channels.segments import measure
from bot.channels.sms_http import Patience
from bot.channels.sms_port import (
    Accepted,
    Callback,
    CallbackRefused,
    IncomingSms,
    OutgoingSms,
    SmsError,
    SmsFault,
    SmsState,
    Undelivered,
)
from tests.sandbox.conftest import Emulator

PATIENT = Patience()
HASTY = Patience(connect_s=1, read_s=0.3, answer_s=1)
ONE_LOOP = pytest.mark.asyncio(loop_scope="module")
_numbers = itertools.count(1000)


class World:
    """An emulator that runs, providers for it, and what happens outside of them."""

    def __init__(self, emulator: Emulator, make):
        self.emulator, self._make = emulator, make
        self.provider = make(emulator, PATIENT)

    def hasty(self):
        return self._make(self.emulator, HASTY)

    async def call(self, method, *given, provider=None):
        """As the product does it: in a thread."""
        return await asyncio.to_thread(getattr(provider or self.provider, method), *given)

    async def refused(self, method, *given, provider=None):
        with pytest.raises(SmsError) as caught:
            await self.call(method, *given, provider=provider)
        return caught.value

    async def on_phone(self, phone):
        """Texts that came to the phone."""
        shown = (await self.emulator.get(f"/control/phones/%2B{phone[1:]}"))["messages"]
        return [message["text"] for message in shown if not message.get("own")]

    async def texts(self, phone, words):
        """A person writes to us."""
        path = f"/control/phones/%2B{phone[1:]}/send"
        return str((await self.emulator.post(path, {"text": words}))["id"])

    async def fault(self, kind, method, **more):
        rule = {"target": "sms", "kind": kind, "method": method, **more}
        await self.emulator.post("/control/faults", rule)


def new(text="Код 482913. Никому не сообщайте.", phone=None, own_id=None):
    """A message with an id and a phone that nobody had before; the phone has no magic end."""
    number = next(_numbers)
    return OutgoingSms(own_id or f"outbox-{number}", phone or f"+7916500{number}", text)


class SmsContract:
    """The suite."""

    @ONE_LOOP
    async def test_a_message_is_taken_and_arrives(self, world):
        sms = new("Долг 1 250,40 руб. " * 4)
        taken = await world.call("send", sms)
        assert (taken.parts, taken.provider_id) == (measure(sms.text).parts, sms.own_id)
        assert taken.kopecks == taken.parts * 350
        (now,) = await world.call("statuses", [(sms.own_id, sms.phone)])
        assert now.state in {SmsState.QUEUED, SmsState.SENT}
        await world.emulator.advance(70)
        (later,) = await world.call("statuses", [(sms.own_id, sms.phone)])
        assert (later.own_id, later.phone, later.state) == (sms.own_id, sms.phone, SmsState.DELIVERED)
        assert await world.on_phone(sms.phone) == [sms.text]

    @ONE_LOOP
    @pytest.mark.parametrize("text", ["a:b|c\nd, e; f", "ё № «😀» ₽", "100% & a=b+c #?", "\\n"])
    async def test_a_text_arrives_as_it_is(self, world, text):
        sms = new(text)
        await world.call("send", sms)
        assert await world.on_phone(sms.phone) == [text]

    @ONE_LOOP
    async def test_a_list_is_taken_or_refused_one_by_one(self, world):
        first, second = new("Первый:\nтекст", own_id="list-1"), new("Второй|текст", own_id="list-1")
        bad = OutgoingSms("list-1", "+7916", "Третий")
        done = await world.call("send_list", [first, bad, second])
        assert set(done) == {first.phone, bad.phone, second.phone}
        assert done[bad.phone].fault is SmsFault.BAD_NUMBER
        for sms in (first, second):
            assert isinstance(done[sms.phone], Accepted)
            assert done[sms.phone].kopecks == 350
            assert await world.on_phone(sms.phone) == [sms.text]
        await world.emulator.advance(70)
        keys = [("list-1", second.phone), ("list-1", first.phone), ("list-1", "+79160009999")]
        states = {(s.own_id, s.phone): s.state for s in await world.call("statuses", keys)}
        assert [states[key] for key in keys] == [SmsState.DELIVERED, SmsState.DELIVERED, SmsState.MISSING]

    @ONE_LOOP
    async def test_a_whole_list(self, world):
        most = world.provider.capabilities.most
        messages = [new(f"Напоминание {n}", own_id="list-2") for n in range(most)]
        done = await world.call("send_list", messages)
        assert [isinstance(done[sms.phone], Accepted) for sms in messages] == [True] * most

    @ONE_LOOP
    async def test_what_was_never_sent_is_missing(self, world):
        (status,) = await world.call("statuses", [("outbox-0", "+79161234567")])
        assert (status.own_id, status.state) == ("outbox-0", SmsState.MISSING)
        assert tuple(await world.call("statuses", [])) == ()

    @ONE_LOOP
    async def test_the_price_is_what_it_costs_and_sends_nothing(self, world):
        sms = new("я" * 71)
        before = await world.call("balance")
        assert await world.call("price", sms) == 700
        assert await world.on_phone(sms.phone) == []
        assert (await world.call("send", sms)).kopecks == 700
        assert await world.call("balance") == before - 700

    @ONE_LOOP
    @pytest.mark.parametrize(
        ("end", "reason"),
        [
            ("0003", Undelivered.EXPIRED),
            ("0020", Undelivered.NO_SUBSCRIBER),
            ("0022", Undelivered.BAD_NUMBER),
            ("0023", Undelivered.DENIED),
            ("0025", Undelivered.NO_ROUTE),
            ("0219", Undelivered.SIM_REPLACED),
        ],
    )
    async def test_why_it_did_not_arrive(self, world, end, reason):
        sms = new(phone=f"+7916555{end}")
        await world.call("send", sms)
        await world.emulator.advance(70)
        (status,) = await world.call("statuses", [(sms.own_id, sms.phone)])
        assert (status.state, status.reason) == (SmsState.FAILED, reason)
        assert status.code

    @ONE_LOOP
    async def test_equal_texts_to_one_phone_wait_a_minute(self, world):
        first, again = new(), new()
        again = OutgoingSms(again.own_id, first.phone, first.text)
        await world.call("send", first)
        error = await world.refused("send", again)
        assert error.fault is SmsFault.RATE
        assert 0 < error.retry_after_ms <= 61_000
        await world.emulator.advance(61)
        await world.call("send", again)
        assert await world.on_phone(first.phone) == [first.text] * 2

    @ONE_LOOP
    async def test_an_empty_account_sends_nothing_and_takes_up_again(self, world):
        sms = new()
        before = (await world.emulator.get("/control/sms"))["balance"]
        await world.emulator.post("/control/sms", {"balance": 100})
        error = await world.refused("send", sms)
        assert (error.fault, error.fault.pauses) == (SmsFault.FUNDS, True)
        await world.emulator.post("/control/sms", {"balance": before})
        await world.emulator.advance(error.retry_after_ms // 1000 + 61)
        await world.call("send", sms)

    @ONE_LOOP
    @pytest.mark.parametrize("kind", ["500", "502_html", "html", "timeout_before", "reset"])
    async def test_a_fault_before_it_is_taken(self, world, kind):
        provider, sms = world.hasty(), new()
        await world.fault(kind, "send", delay_s=0.5)
        assert (await world.refused("send", sms, provider=provider)).fault is SmsFault.UNKNOWN
        (status,) = await world.call("statuses", [(sms.own_id, sms.phone)], provider=provider)
        assert status.state is SmsState.MISSING, "so it may be sent again"
        await world.emulator.advance(61)
        await world.call("send", sms, provider=provider)
        assert await world.on_phone(sms.phone) == [sms.text]

    @ONE_LOOP
    @pytest.mark.parametrize("kind", ["timeout_after_accept", "wrong_charset", "huge"])
    async def test_a_fault_after_it_was_taken(self, world, kind):
        provider, sms = world.hasty(), new()
        await world.fault(kind, "send", delay_s=0.5)
        assert (await world.refused("send", sms, provider=provider)).fault is SmsFault.UNKNOWN
        (status,) = await world.call("statuses", [(sms.own_id, sms.phone)], provider=provider)
        assert status.state is not SmsState.MISSING, "so it is not sent again"
        assert await world.on_phone(sms.phone) == [sms.text]

    @ONE_LOOP
    async def test_a_list_whose_answer_was_lost_is_known_by_its_statuses(self, world):
        provider = world.hasty()
        messages = [new("Напоминание", own_id="list-3") for _ in range(3)]
        await world.fault("timeout_after_accept", "list", delay_s=0.5)
        assert (await world.refused("send_list", messages, provider=provider)).fault is SmsFault.UNKNOWN
        keys = [(sms.own_id, sms.phone) for sms in messages]
        states = {status.state for status in await world.call("statuses", keys, provider=provider)}
        assert SmsState.MISSING not in states

    @ONE_LOOP
    async def test_after_a_restart_a_repetition_is_not_sent_twice(self, world):
        """The process that sent it is gone, and with it what it remembered of the last minute."""
        sms = new()
        await world.call("send", sms)
        taken = await world.call("send", sms, provider=world.hasty())
        assert taken.provider_id == sms.own_id
        assert await world.on_phone(sms.phone) == [sms.text]

    @ONE_LOOP
    @pytest.mark.parametrize("kind", ["500", "html", "wrong_charset", "huge", "reset"])
    async def test_questions_may_be_asked_again(self, world, kind):
        provider, sms = world.hasty(), new()
        asked = {"status": ("statuses", [("a", sms.phone)]), "price": ("price", sms), "balance": ("balance",)}
        for method, call in asked.items():
            await world.fault(kind, method)
            assert (await world.refused(*call, provider=provider)).fault is SmsFault.TRANSIENT

    @ONE_LOOP
    async def test_what_people_text_comes_once_and_in_order(self, world):
        phone, cursor = new().phone, ""
        while (page := await world.call("fetch_incoming", cursor)).messages:
            cursor = page.cursor
        first = await world.texts(phone, "П 15420")
        second = await world.texts(phone, "Ёлки 😀 & «№»\nда")
        page = await world.call("fetch_incoming", cursor)
        assert [(sms.provider_id, sms.phone, sms.text) for sms in page.messages] == [
            (first, phone, "П 15420"),
            (second, phone, "Ёлки 😀 & «№»\nда"),
        ]
        now_ms = world.emulator.desk.clock.now_ms()
        assert all(abs(now_ms - sms.received_ms) < 60_000 for sms in page.messages)
        assert all(sms.to.startswith("+79") for sms in page.messages)
        assert (await world.call("fetch_incoming", page.cursor)).messages == ()
        assert (await world.call("fetch_incoming", page.cursor)).cursor == page.cursor
        third = await world.texts(phone, "П 15420")
        page = await world.call("fetch_incoming", page.cursor)
        assert [sms.provider_id for sms in page.messages] == [third], "a second equal one is another one"

    @ONE_LOOP
    async def test_what_it_tells_by_itself(self, world):
        """Events are read as they come; with a changed byte, or by who has no secret, they are refused."""
        provider, sms = world.provider, new()
        if not provider.capabilities.callbacks:
            with pytest.raises(CallbackRefused):
                provider.parse_callback(Callback("POST", "", "", b"phone=79161234567&mes=1&to=&id=1"))
            return
        async with _listening() as (address, got):
            await world.emulator.post(
                "/control/sms", {"callback_url": f"{address}?charset=utf-8&sha1", "callback_secret": "s3cret"}
            )
            await world.texts(sms.phone, "баланс")
            await world.call("send", sms)
            await world.emulator.advance(5)
            async with asyncio.timeout(5):
                while len(got) < 2:
                    await asyncio.sleep(0.02)
            await world.emulator.post("/control/sms", {"callback_url": "", "callback_secret": ""})
        events = [event for callback in got for event in provider.parse_callback(callback)]
        (incoming,) = [event for event in events if isinstance(event, IncomingSms)]
        assert (incoming.phone, incoming.text) == (sms.phone, "баланс")
        told = [event for event in events if not isinstance(event, IncomingSms)]
        assert {(status.own_id, status.phone) for status in told} == {(sms.own_id, sms.phone)}
        assert SmsState.DELIVERED in {status.state for status in told}
        for callback in got:
            changed = callback.body.replace(sms.phone[1:].encode(), b"79990000000")
            with pytest.raises(CallbackRefused) as caught:
                provider.parse_callback(Callback("POST", callback.query, callback.content_type, changed))
            assert caught.value.forged

    @ONE_LOOP
    async def test_an_error_tells_neither_text_nor_phone(self, world):
        sms = new("Секретный код 482913", phone="+7916")
        error = await world.refused("send", sms)
        assert error.fault is SmsFault.BAD_NUMBER
        for part in (sms.text, "482913", sms.phone):
            assert part not in f"{error!r} {error} {error.__cause__} {error.__context__}"


class _listening:  # noqa: N801 - reads as what it does
    """A web server of ours that keeps callbacks as they come."""

    async def __aenter__(self):
        got: list[Callback] = []

        async def take(request: web.Request):
            query = request.url.raw_query_string
            got.append(Callback(request.method, query, request.content_type, await request.read()))
            return web.Response()

        app = web.Application()
        app.router.add_post("/sms", take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/sms", got

    async def __aexit__(self, *_):
        await self._runner.cleanup()
