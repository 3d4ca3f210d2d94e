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


def test_a_second_start_makes_nothing_again_and_keeps_the_configuration(made):
    config = (made.folder / "config.toml").read_bytes()
    made.start()
    assert made.said().split()[0] == "Open"
    assert (made.folder / "config.toml").read_bytes() == config
    assert made.stop() == 0


def test_the_configuration_is_fit_and_its_key_is_its_own(made, tmp_path):
    checked = subprocess.run(
        [made.command()[0], "-m", "bot", "--config", str(made.folder / "config.toml"), "check-config"],
        cwd=ROOT, env=clean(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
    assert "warning" not in checked.stderr
    key = tomllib.loads((made.folder / "config.toml").read_text("utf-8"))["security"]["secret_key"]
    assert len(key) == 64
    assert (made.folder / "config.toml").stat().st_mode & 0o077 == 0


def test_people_chats_and_clock_survive(made):
    made.start()
    made.call("/control/clock", {"advance_s": 3600})
    before = made.call("/control/state")
    made.stop()
    made.start()
    after = made.call("/control/state")
    assert [person["id"] for person in after["users"]] == [person["id"] for person in before["users"]]
    assert after["clock"]["now_ms"] >= before["clock"]["now_ms"]
    made.stop()


def test_a_killed_bot_comes_back_and_answers_what_came_meanwhile(made):
    made.start()
    person = made.call("/control/users", {"first_name": "Проба"})["id"]
    first = made.call("/control/bot")["pid"]
    made.call("/control/bot", {"kill": True, "pause_s": 1})
    made.call(f"/control/chats/{person}/send", {"start": True})
    wait_until(lambda: made.call(f"/control/chats/{person}")["last_message_id"] == 2)
    again = made.call("/control/bot")
    assert again["starts"] == 2
    assert again["pid"] != first
    assert "was killed by SIGKILL; starting it again" in made.said()
    made.stop()
    assert not alive(again["pid"])


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


def test_two_sandboxes_do_not_share_a_folder(made):
    made.start()
    other = Sandbox(made.folder)
    done = run(other)
    assert done.returncode == 1
    assert "works with" in done.stderr
    assert made.stop() == 0


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
