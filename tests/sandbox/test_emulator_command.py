"""`python -m sandbox.emulator`: usage errors in one line, a process that starts, stops and goes on."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from sandbox.emulator import main


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "0.0.0.0"], "--allow-remote"),
        (["--start", "2026-01-01T00:00:00"], "offset"),
        (["--time-scale", "0"], "above 0"),
    ],
)
def test_wrong_usage(tmp_path, capsys, arguments, words):
    assert main(["--data", str(tmp_path), *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line


def test_broken_ledger(tmp_path, capsys):
    (tmp_path / "ledger.jsonl").write_text("rubbish\n{}\n")
    assert main(["--data", str(tmp_path)]) == 1
    assert "line 1" in capsys.readouterr().err


def test_a_killed_emulator_goes_on(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sandbox.emulator", "--data", str(tmp_path), "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    for end in (signal.SIGKILL, signal.SIGTERM):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            try:
                _wait(address)
                body = b'{"first_name": "Anna"}'
                with urllib.request.urlopen(f"{address}/control/users", body) as answer:
                    assert answer.status == 200
            finally:
                process.send_signal(end)
    kinds = (tmp_path / "ledger.jsonl").read_text()
    assert kinds.count('"user.added"') == 2
    assert '"id":700000002' in kinds, "identifiers go on after a kill"
    assert kinds.count('"clock.stopped"') == 1


def _wait(address):
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{address}/clock").close()
        except urllib.error.URLError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("it did not start")
