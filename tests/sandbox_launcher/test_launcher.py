"""`python -m sandbox`: starts, comes back, stops, and says what is in the way."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
import tomllib

import pytest

from tests.house.sources import ROOT
from tests.page.running import Sandbox, alive, clean

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A sandbox that was started once and stopped."""
    sandbox = Sandbox(tmp_path_factory.mktemp("launcher") / "sandbox")
    sandbox.start()
    assert "first start" in sandbox.said()
    assert sandbox.stop(signal.SIGINT) == 0
    return sandbox


@pytest.fixture
def made(first):
    """The same, stopped whatever the test did."""
    yield first
    if first.running:
        first.stop(signal.SIGKILL)


def wait_until(holds, seconds=60):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def run(sandbox, *more):
    command = sandbox.command(*more)
    return subprocess.run(
        command, cwd=ROOT, env=clean(), capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def again(first):
    """The same sandbox, moved an hour on, stopped, and started once more."""
    config = (first.folder / "config.toml").read_bytes()
    first.start()
    first.call("/control/clock", {"advance_s": 3600})
    before = first.call("/control/state")
    assert first.stop() == 0
    first.start()
    yield first, config, before
    if first.running:
        assert first.stop() == 0


def test_a_second_start_goes_on_where_the_first_stopped(again):
    sandbox, config, before = again
    assert "first start" not in sandbox.said()
    assert (sandbox.folder / "config.toml").read_bytes() == config
    after = sandbox.call("/control/state")
    assert after["users"] == before["users"]
    assert len(after["users"]) == 3
    assert after["clock"]["now_ms"] >= before["clock"]["now_ms"]


def test_a_killed_bot_comes_back_and_answers_what_came_meanwhile(again):
    sandbox = again[0]
    person = sandbox.call("/control/users", {"first_name": "Проба"})["id"]
    pid = sandbox.call("/control/bot")["pid"]
    sandbox.call("/control/bot", {"kill": True, "pause_s": 1})
    sandbox.call(f"/control/chats/{person}/send", {"start": True})
    wait_until(lambda: sandbox.call(f"/control/chats/{person}")["last_message_id"] == 2)
    state = sandbox.call("/control/bot")
    assert state["starts"] == 2
    assert state["pid"] != pid
    assert "was killed by SIGKILL; starting it again in 1 s" in sandbox.said()


def test_two_sandboxes_do_not_share_a_folder(again):
    done = run(Sandbox(again[0].folder))
    assert done.returncode == 1
    assert "works with" in done.stderr


def test_the_configuration_is_fit_and_its_key_is_its_own(first):
    config = first.folder / "config.toml"
    checked = subprocess.run(
        [first.command()[0], "-m", "bot", "--config", str(config), "check-config"],
        cwd=ROOT, env=clean(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
    assert "warning" not in checked.stderr
    assert len(tomllib.loads(config.read_text("utf-8"))["security"]["secret_key"]) == 64
    assert config.stat().st_mode & 0o077 == 0


def test_stopping_the_sandbox_stops_the_bot(again):
    bot = again[0].call("/control/bot")["pid"]
    assert again[0].stop(signal.SIGINT) == 0
    assert not alive(bot)


def test_a_killed_sandbox_leaves_no_bot_behind(made):
    made.start()
    bot = made.call("/control/bot")["pid"]
    assert made.stop(signal.SIGKILL) == -signal.SIGKILL
    wait_until(lambda: not alive(bot))
    made.start()
    assert made.stop() == 0


def test_a_taken_port_is_named_before_anything_is_made(tmp_path):
    sandbox = Sandbox(tmp_path / "sandbox")
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", sandbox.port))
        holder.listen()
        done = run(sandbox)
    assert done.returncode == 1
    assert f"port {sandbox.port} is taken" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (sandbox.folder / "config.toml").exists()


def test_reset_starts_afresh_but_touches_no_strange_folder(made, tmp_path):
    (tmp_path / "letters.txt").write_text("dear", "utf-8")
    strange = run(Sandbox(tmp_path), "--reset")
    assert strange.returncode == 1
    assert "letters.txt" in strange.stderr
    assert (tmp_path / "letters.txt").exists()
    made.start()
    made.call("/control/users", {"first_name": "Забытый"})
    made.stop()
    made.start("--reset")
    assert "first start" in made.said()
    assert "Забытый" not in {person["first_name"] for person in made.call("/control/state")["users"]}
    made.stop()


def test_a_broken_configuration_is_named(made):
    path = made.folder / "config.toml"
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("[clock]", "[clok]"), "utf-8")
    done = run(made)
    path.write_text(whole, "utf-8")
    assert done.returncode == 1
    assert "clok" in done.stderr
    assert "Traceback" not in done.stderr
