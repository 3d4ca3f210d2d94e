"""Billing's answers, said and unsaid: each once, whatever crashes, whoever looks."""

from __future__ import annotations

import asyncio

import pytest

from bot.readings_settled import CHUNK, DONE
from core.notifications.kinds import Kind
from core.notifications.model import Way
from core.readings.journal import State
from storage.reading_answers import ReadingAnswersGateway
from tests.dialogs.supplier import put
from tests.readings.watched import ME, moment

# Billing's answers


async def test_answers_become_states_and_a_refusal_is_told(supplier):
    good, bad, lost = [await supplier.exported() for _ in range(3)]
    await supplier.import_(
        "reading_results",
        (good.id, "accepted", None),
        (bad.id, "refused", "Показание меньше прошлого."),
        (lost.id, "unknown", None),
    )
    assert await supplier.watch().run() == 3
    assert await supplier.state(good) == State.CONFIRMED
    assert await supplier.state(bad) == (State.REFUSED, "Показание меньше прошлого.")
    assert await supplier.state(lost) == State.UNKNOWN
    refused = ["readingnews-refused", "readingnews-reason", "readingnews-refused-what"]
    assert await supplier.told() == [(ME, refused, 0)]
    assert await supplier.left() == (0,)


async def test_the_same_answers_again_change_and_tell_nothing(supplier):
    bad = await supplier.exported()
    for _ in range(3):
        await supplier.import_("reading_results", (bad.id, "refused", "Не то"))
        await supplier.watch().run()
    await supplier.import_("reading_results", (bad.id, "refused", "Тоже не то"))
    assert await supplier.watch().run() == 0
    assert len(await supplier.told()) == 1
    await supplier.import_("reading_results", (bad.id, "accepted", None))
    assert await supplier.watch().run() == 1
    assert await supplier.state(bad) == State.CONFIRMED
    # Who heard a refusal hears that it is one no more, though counted ones are not told here.
    assert [keys[0] for _, keys, _ in await supplier.told()] == ["readingnews-refused", "readingnews-counted"]


async def test_counted_is_told_where_the_supplier_wants_it(supplier):
    good = await supplier.exported()
    await supplier.import_("reading_results", (good.id, "accepted", None))
    await supplier.watch(tell_counted=True).run()
    assert [keys for _, keys, _ in await supplier.told()] == [["readingnews-counted"]]


async def test_an_answer_to_what_was_replaced_or_never_sent_changes_nothing(supplier):
    first = await supplier.exported(serial="m")
    second = await supplier.add(15430, serial="m")
    waiting = await supplier.add(state=State.DRAFT)
    rows = [(one, "refused", "x") for one in (first.id, second.id, waiting.id, 999_999)]
    await supplier.import_("reading_results", *rows)
    assert await supplier.watch().run() == 0
    assert await supplier.state(first) == State.REPLACED
    assert await supplier.state(second) == State.ACCEPTED
    assert await supplier.state(waiting) == State.DRAFT
    assert await supplier.told() == []


async def test_many_refusals_of_an_account_are_one_message(supplier):
    many = [await supplier.exported() for _ in range(CHUNK)]
    await supplier.import_("reading_results", *[(one.id, "refused", "Не то") for one in many])
    await supplier.watch().run()
    ((_, keys, _),) = await supplier.told()
    assert keys == [
        "readingnews-refused-many", *["readingnews-row-reason"] * 3, "readingnews-more",
        "readingnews-refused-what",
    ]  # fmt: skip


async def test_at_night_it_waits_for_the_morning(supplier):
    supplier.now_ms = moment(20, 23)
    bad = await supplier.exported()
    await supplier.import_("reading_results", (bad.id, "refused", None))
    await supplier.watch().run()
    assert [at for _, _, at in await supplier.told()] == [moment(21, 9)]


async def test_who_switched_it_off_hears_no_answer(supplier):
    bad, mended = await supplier.exported(), await supplier.exported()
    await supplier.do(lambda s: s.wishes.choose(bad.subscriber_id, Kind.RESULT, 1, wanted=False))
    await supplier.import_("reading_results", (bad.id, "refused", "Не то"), (mended.id, "accepted", None))
    assert await supplier.watch(tell_counted=True).run() == 2
    assert await supplier.told() == []


async def test_an_answer_waits_for_the_end_of_a_persons_own_quiet_hours(supplier):
    bad = await supplier.exported()
    await supplier.do(lambda s: s.wishes.go(bad.subscriber_id, Way(quiet_from=600, quiet_to=15 * 60), 1))
    supplier.now_ms = moment(20, 12)
    await supplier.import_("reading_results", (bad.id, "refused", "Не то"))
    await supplier.watch().run()
    assert [at_ms for _, _, at_ms in await supplier.told()] == [moment(20, 15)]


async def test_nobody_is_told_of_an_account_that_is_theirs_no_more(supplier):
    bad = await supplier.exported()
    await supplier.do(lambda s: s.links.end(1, 1, 5))
    await supplier.import_("reading_results", (bad.id, "refused", None))
    assert await supplier.watch().run() == 1
    assert await supplier.told() == []


async def test_after_stop_the_answer_is_told_and_the_nudge_is_not(supplier):
    bad = await supplier.exported()
    await supplier.add(state=State.DRAFT)
    await supplier.do(lambda s: s.subscribers.mute(ME, 1, muted=True, until_ms=0))
    await supplier.import_("reading_results", (bad.id, "refused", None))
    await supplier.watch().run()
    supplier.now_ms = moment(21, 15)
    assert await supplier.watch().look() == 1
    assert [keys[0] for _, keys, _ in await supplier.told()] == ["readingnews-refused"]


async def test_answers_that_follow_each_other_before_anybody_looked(supplier):
    first, second = await supplier.exported(), await supplier.exported()
    await supplier.import_("reading_results", (first.id, "accepted", None))
    await supplier.import_("reading_results", (second.id, "accepted", None))
    await supplier.sink.purge()
    assert await supplier.watch().run() == 2
    assert await supplier.left() == (0,)


async def test_answers_of_an_import_that_failed_are_dropped(supplier):
    bad = await supplier.exported()
    ticket = await supplier.import_("reading_results", (bad.id, "refused", None), switch=False)
    assert await supplier.watch().run() == 0
    assert await supplier.left() == (1,)
    await supplier.sink.abort(ticket, "failed")
    await supplier.sink.purge()
    assert await supplier.watch().run() == 0
    assert await supplier.left() == (0,)
    assert await supplier.state(bad) == State.EXPORTED


async def test_cut_short_and_repeated_by_two(supplier, monkeypatch):
    """Every second chunk fails; then two processes look at once."""
    many = [await supplier.exported(address=ME) for _ in range(3 * CHUNK)]
    await supplier.import_("reading_results", *[(one.id, "refused", None) for one in many])
    real, calls = ReadingAnswersGateway.carry_out, []

    def failing(self, *given):
        done = real(self, *given)
        calls.append(1)
        if len(calls) == 2:
            raise OSError("killed")
        return done

    monkeypatch.setattr(ReadingAnswersGateway, "carry_out", failing)
    with pytest.raises(OSError, match="killed"):
        await supplier.watch().run()
    await asyncio.gather(*(supplier.watch().run() for _ in range(2)))
    assert {await supplier.state(one) for one in many} == {State.REFUSED}
    assert len(await supplier.told()) == 3
    sql = "SELECT count(*) FROM reading_change WHERE state = 'refused'"
    assert await supplier.do(lambda s: s.tx.one(sql)) == (3 * CHUNK,)


# What billing says without an answer


def meter(tx, account_id, serial, ratio=1, generation=1):
    put(
        tx, "meter", account_id=account_id, generation=generation, serial=serial, zones=1, digits=5,
        decimals=0, ratio=ratio, automatic=0,
    )  # fmt: skip


async def test_a_row_of_the_window_before_confirms_no_reading_of_an_empty_flat(supplier):
    """The window is 28-3: on 2 November the meter showed October's reading, on 2 December the same."""
    sent = {"taken_ms": moment(2, month=12), "previous": (15420,)}
    old = await supplier.exported(15420, serial="m1", **sent)
    new = await supplier.exported(15420, serial="m2", **sent)
    number = "1234567833"
    await supplier.import_(
        "readings",
        (number, "m1", "2026-11", "2026-11-02", 15420, None, None, "subscriber", "counted"),
        (number, "m2", "2026-11", "2026-12-02", 15420, None, None, "subscriber", "counted"),
        period="2026-11",
    )
    assert await supplier.watch().run() == 1
    assert await supplier.state(old) == State.EXPORTED
    assert await supplier.state(new) == State.CONFIRMED


async def test_a_matching_row_of_readings_confirms(supplier):
    same = await supplier.exported(15420, serial="m1")
    other = await supplier.exported(15420, serial="m2")
    theirs = await supplier.exported(15420, serial="m3")
    refused = await supplier.exported(15420, serial="m4")
    late = await supplier.exported(15420, serial="m5", taken_ms=moment(2, month=12))
    number = "1234567833"
    await supplier.import_(
        "readings",
        (number, "m1", "2026-11", "2026-11-25", 15420, None, None, "subscriber", "counted"),
        (number, "m2", "2026-11", "2026-11-20", 15421, None, None, "subscriber", "counted"),
        (number, "m3", "2026-11", "2026-11-20", 15420, None, None, "inspector", "counted"),
        (number, "m4", "2026-11", "2026-11-20", 15420, None, None, "subscriber", "refused"),
        period="2026-11",
    )
    assert await supplier.watch().run() == 2
    states = [await supplier.state(one) for one in (same, other, theirs, refused, late)]
    assert states == [State.CONFIRMED, State.EXPORTED, State.EXPORTED, State.REFUSED, State.EXPORTED]
    assert await supplier.watch().run() == 0
    await supplier.import_(
        "readings",
        (number, "m5", "2026-12", "2026-12-02", 15420, None, None, "subscriber", "counted"),
        period="2026-12",
    )
    assert await supplier.watch().run() == 1
    assert await supplier.state(late) == State.CONFIRMED


async def test_rows_of_an_import_that_is_not_switched_confirm_nothing(supplier):
    made = await supplier.exported(15420, serial="m1")
    row = ("1234567833", "m1", "2026-11", "2026-11-25", 15420, None, None, "subscriber", "counted")
    other = ("1234567833", "m2", "2026-11", "2026-11-25", 15420, None, None, "subscriber", "counted")
    await supplier.import_("readings", other, period="2026-11")
    await supplier.import_("readings", row, period="2026-11", switch=False)
    assert await supplier.watch().run() == 0
    assert await supplier.state(made) == State.EXPORTED


@pytest.mark.parametrize(
    ("wh", "day", "meters", "settled"),
    [(2_760_000, 5, 1, 1), (2_760_001, 5, 1, 0), (2_760_000, 5, 2, 0), (2_760_000, -1, 1, 0)],
)
async def test_a_closed_bill_with_our_energy_confirms(supplier, wh, day, meters, settled):
    """138 on the display with the ratio 20; an open month and an account with two meters prove nothing."""
    made = await supplier.exported(15420, serial="m1", previous=(15282,))

    def shape(store):
        put(store.tx, "dataset_generation", dataset="meters", period="", generation=1)
        for number in range(meters):
            meter(store.tx, 1, f"m{number + 1}", 20)

    await supplier.do(shape)
    supplier.now_ms = moment(day, month=12) if day > 0 else moment(28)
    bill = ("1234567833", "2026-11", wh, None, None, 0, 0, 0, 0, 0, 0)
    await supplier.import_("charges", bill, period="2026-11")
    assert await supplier.watch().run() == settled
    assert (await supplier.state(made) == State.CONFIRMED) == bool(settled)


async def test_a_comparison_that_was_cut_short_is_repeated(supplier):
    await supplier.exported(15420, serial="m1")
    row = ("1234567833", "m1", "2026-11", "2026-11-20", 15420, None, None, "subscriber", "counted")
    await supplier.import_("readings", row, period="2026-11")
    assert await supplier.watch(tell_counted=True).run() == 1
    await supplier.do(lambda s: s.settings.drop(DONE))
    assert await supplier.watch(tell_counted=True).run() == 0
    assert len(await supplier.told()) == 1
