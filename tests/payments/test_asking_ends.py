"""What is asked of the shop again and again has an end, and what is held comes right without anybody."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.payments.listing import listed
from core.payments.gateway import OutcomeUnknown, PaymentPage, Rejected
from core.payments.model import IntentState
from tests.payments.money import DAY, MINUTE
from tests.payments.test_bot_faults import HOUR, engine, kept, linked, rig

assert engine
assert rig


async def test_what_is_held_is_looked_at_again_without_anybody_and_booked(rig):
    """Within five minutes of the first hour, within an hour after it."""
    intent = await linked(rig)
    rig.till.pay(SimpleNamespace(provider_id=intent.provider_id))
    rig.till.fault("wrong_amount", method="get", times=2)
    await rig.looks(after_ms=10_000)
    assert (await rig.intent(intent)).state is IntentState.HELD
    await rig.looks(after_ms=5 * MINUTE)  # the fault is still there
    assert (await rig.booked(), rig.told()[-1]) == ([], f"{intent.id}.held.231090.")
    await rig.looks(after_ms=5 * MINUTE)
    assert (await rig.booked(), rig.told()[-1]) == ([231090], f"{intent.id}.paid.231090.")


class _Refusing:
    """A shop that answers 403 to every question."""

    def __getattr__(self, _name):
        def refuse(*_given):
            raise Rejected("forbidden")

        return refuse


async def test_a_notice_that_the_shop_refuses_to_speak_of_is_asked_about_each_hour_and_given_up(rig):
    rig.line._gateway = _Refusing()
    await rig.noticed("2f0c1a11-000f-5000-8000-1aa0bb000001")
    assert rig.line.counts == {"Rejected": 1}
    for _ in range(12):
        await rig.looks(after_ms=5 * MINUTE)
    assert rig.line.counts == {"Rejected": 2}
    for _ in range(30):
        await rig.looks(after_ms=HOUR)
    assert 20 <= rig.line.counts["Rejected"] <= 26
    assert await kept(rig) == ()


async def test_a_notice_without_an_answer_is_given_up_after_a_day_too(rig):
    rig.line._gateway = SimpleNamespace(get=_unanswered)
    await rig.noticed("2f0c1a11-000f-5000-8000-1aa0bb000001")
    await rig.looks(after_ms=DAY - 2 * MINUTE)
    assert len(await kept(rig)) == 1
    await rig.looks(after_ms=5 * MINUTE)
    assert await kept(rig) == ()


def _unanswered(_object_id):
    raise OutcomeUnknown("silence")


class _Endless:
    """A shop whose list comes back to where it was."""

    def made(self, _since_ms, _until_ms, _cursor=""):
        return PaymentPage((), "again")

    captured = made


async def test_a_list_that_does_not_end_is_not_read_for_ever(rig, monkeypatch):
    rig.line._gateway = _Endless()
    with pytest.raises(OutcomeUnknown):
        _ = [one async for one in listed(rig.line.ask, lambda shop, cursor: shop.made(0, 1, cursor))]
    assert rig.line.counts == {"ok": 2}
    monkeypatch.setattr("bot.payments.listing.MOST_PAGES", 5)
    rig.line._gateway = SimpleNamespace(made=lambda at: PaymentPage((), f"{at}x"))
    with pytest.raises(OutcomeUnknown):
        _ = [one async for one in listed(rig.line.ask, lambda shop, cursor: shop.made(cursor))]
    assert rig.line.counts == {"ok": 7}
