"""The order of understanding, expiry, upgrades, groups, late answers."""

from __future__ import annotations

from core.database import Unit
from tests.engine.conftest import HOME


async def test_the_open_step_goes_before_keywords_and_emergency_before_everything(bench):
    await bench.hears("number", "искрит", "12", "echo")
    assert bench.outside.keys == ["toy-ask", "toy-112", "toy-ask", "toy-ask", "toy-echo", "toy-ask"]


async def test_free_text_in_a_step_is_a_hint_not_an_answer(bench):
    await bench.hears("number", "что это?")
    assert bench.outside.keys == ["toy-ask", "notice-not-an-answer"]
    [(dialog, step)] = await bench.all("SELECT dialog, step FROM session")
    assert (dialog, step) == ("toy", "number")


async def test_a_question_expires_by_the_time_of_the_person(bench):
    await bench.hears("number")
    bench.clock.ms += 61 * 60_000
    await bench.hears("5", sent_ms=bench.clock.ms - 30 * 60_000 - 60_000)
    assert bench.outside.keys[-1] == "late-answer"
    [(dialog,)] = await bench.all("SELECT dialog FROM session")
    assert dialog == "toy", "it was answered in time, we were late"
    bench.clock.ms += 61 * 60_000
    await bench.hears("5")
    assert bench.outside.keys[-1] == "notice-expired"
    assert await bench.all("SELECT dialog FROM session") == [("",)]


async def test_a_press_on_an_expired_question_shows_the_present_state(bench):
    await bench.hears("number")
    [(prompt,)] = await bench.all("SELECT prompt FROM session")
    bench.clock.ms += 61 * 60_000
    await bench.hears("", kind="choice", choice="yes", prompt=prompt)
    assert "toy-agreed" not in bench.outside.keys


async def test_a_step_of_another_release_becomes_the_menu(bench):
    await bench.hears("number")
    await bench.database.write(Unit(lambda tx: tx.run("UPDATE session SET version = 99")))
    await bench.hears("5")
    assert bench.outside.keys[-1] == "notice-upgraded"
    assert await bench.all("SELECT dialog FROM session") == [("",)]


async def test_a_request_that_is_too_old_is_asked_about(bench):
    await bench.hears("echo", sent_ms=bench.clock.ms - 31 * 60_000)
    assert bench.outside.keys == ["late-answer"]
    assert "notice-too-late" in bench.outside.rows[0].payload
    await bench.hears("искрит", sent_ms=bench.clock.ms - 31 * 60_000)
    assert "toy-112" in bench.outside.rows[1].payload


async def test_in_a_group_it_says_so_once(bench):
    for _ in range(3):
        await bench.hears("echo", address="telegram:-100", private=False)
    assert bench.outside.keys == ["notice-group"]


async def test_an_album_is_one_message_and_repeated_stickers_get_one_notice(bench):
    for _ in range(3):
        await bench.hears("", kind="photo", album="a1")
    await bench.hears("", kind="other")
    await bench.hears("", kind="other")
    assert bench.outside.keys == ["notice-only-text"]
    bench.clock.ms += 61_000
    await bench.hears("", kind="other")
    assert bench.outside.keys == ["notice-only-text"] * 2


async def test_different_words_each_get_an_answer(bench):
    await bench.hears("раз", "два", "два")
    assert bench.outside.keys == ["notice-toy-unknown"] * 2


async def test_an_entry_button_never_expires(bench):
    await bench.hears("menu")
    bench.clock.ms += 30 * 24 * 3_600_000
    await bench.hears("7", kind="choice", choice="echo")
    assert bench.outside.keys[-1] == "toy-echo"


async def test_a_foreign_contact_or_an_unasked_one_is_explained(bench):
    await bench.hears("", kind="contact")
    assert bench.outside.keys == ["notice-contact-not-asked"]


async def test_addresses_do_not_share_anything(bench):
    await bench.hears("number")
    await bench.hears("5", address="telegram:8")
    assert [row.address for row in bench.outside.rows] == [HOME, "telegram:8"]
    assert bench.outside.keys[1] == "notice-toy-unknown"
