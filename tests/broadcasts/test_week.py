"""What a week does to a broadcast: what was left lying rests, what was said so lately is not said again."""

from __future__ import annotations

import pytest

from bot.broadcasts.turns import RESUME, START, Typed, unready
from core.broadcasts.model import State, confirmation

WEEK_MS = 7 * 24 * 3_600_000


async def why(hall, made, what, *, again=False, right=True):
    """Why it is not turned so by who typed its number back."""

    def work(store):
        one = store.broadcasts.get(made)
        number = confirmation(one, store.broadcasts.waiting(made)) if right else ""
        return unready(store, one, what, Typed(number, again), hall.now_ms)

    return await hall.do(work)


async def test_what_a_bot_finds_started_a_week_ago_and_left_lying_rests(hall):
    await hall.people(1)
    made = await hall.started()
    hall.now_ms += WEEK_MS + 1
    assert await hall.dispatch().run() == 0
    assert await hall.state(made) == State.PAUSED
    sql = "SELECT kind, address, detail FROM audit_event WHERE kind LIKE 'broadcast%'"
    assert await hall.do(lambda s: s.tx.all(sql)) == [("broadcast-paused", "system", str(made))]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_of_a_message_that_was_under_way_it_rests_as_well(hall):
    """That it ended is noted now, but it is no news of now."""
    await hall.people(1, 2)
    made = await hall.started()
    await hall.dispatch().run()
    (first, _, _), _ = await hall.messages()
    await hall.ends(first)
    hall.now_ms += WEEK_MS + 1
    await hall.dispatch().run()
    assert await hall.state(made) == State.PAUSED


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("since", ["the bot ran", "lately", "somebody ended", "resumed"])
async def test_what_goes_on_goes_on(hall, since):
    await hall.people(1, 2)
    made = await hall.started()
    look = hall.dispatch()
    if since == "the bot ran":
        await look.run()
    hall.now_ms += WEEK_MS + (0 if since == "lately" else 1)
    if since == "somebody ended":
        ((row_id, *_), _) = await hall.do(lambda s: s.broadcasts.planned(made, 0, 9))
        await hall.do(lambda s: s.broadcasts.fail(row_id, "blocked", hall.now_ms - WEEK_MS + 1))
    if since == "resumed":
        assert await hall.turn(made, State.PAUSED, State.RUNNING)
        assert await hall.turn(made, State.RUNNING, State.PAUSED)
    await look.run()
    assert await hall.state(made) == State.RUNNING


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_after_a_week_it_goes_on_by_its_number_only(hall):
    await hall.people(1)
    made = await hall.started()
    assert await hall.turn(made, State.PAUSED, State.RUNNING)
    hall.now_ms += WEEK_MS
    assert await why(hall, made, RESUME, right=False) == ""
    hall.now_ms += 1
    assert f"`broadcast resume {made} --confirm NUMBER`" in await why(hall, made, RESUME, right=False)
    assert await why(hall, made, RESUME) == ""


async def test_the_same_to_the_same_people_is_not_said_twice_within_a_week(hall):
    await hall.people(1)
    given = {"places": "ул. Ленина", "legal": True}
    await hall.do(lambda s: s.tx.run("UPDATE account_card SET address = 'г. Примерск, ул. Ленина, д. 1'"))
    first, second = await hall.ready(**given), await hall.ready(**given)
    elsewhere, nobody = await hall.ready(places="Ленина"), await hall.ready(places="ул. Мира")
    assert await why(hall, second, START) == ""
    assert await hall.turn(first, State.RUNNING, State.READY)
    hall.now_ms += 3 * 3_600_000
    assert await why(hall, second, START) == (
        f"#{first} says the same to the same people, started 3 hours ago, running now:"
        f" see `broadcast show {first}`; to tell them once more, add --again"
    )
    assert await why(hall, second, START, again=True) == ""
    assert "type the number" in await why(hall, second, START, again=True, right=False)
    assert await why(hall, elsewhere, START) == ""
    assert "nobody would get it" in await why(hall, nobody, START)
    hall.now_ms += WEEK_MS - 3 * 3_600_000
    assert await why(hall, second, START) == ""
