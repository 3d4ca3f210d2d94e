"""`make run`: with a token the real bot, without one the sandbox, with a broken file neither."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.config.has_token import BROKEN, REAL, SANDBOX, decide
from tests.config.good import EXAMPLE, TOKEN
from tests.house.sources import ROOT

RECORDER = f"""#!/bin/sh
case "$2" in bot.config.*) exec {sys.executable} "$@";; esac
echo "$@"
"""


def start(tmp_path: Path, text: str | None, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run scripts/start with an interpreter that only says what it was asked to run."""
    recorder = tmp_path / "python"
    recorder.write_text(RECORDER, "utf-8")
    recorder.chmod(0o755)
    if text is not None:
        (tmp_path / "config.toml").write_text(text, "utf-8")
    command = ["scripts/start", str(recorder), str(tmp_path / "config.toml"), "--port", "1"]
    return subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=30, check=False
    )


@pytest.mark.parametrize("text", [None, "", EXAMPLE.read_text("utf-8")])
def test_without_a_token_the_sandbox(tmp_path: Path, text: str | None) -> None:
    done = start(tmp_path, text, PATH="/bin:/usr/bin")
    assert done.stdout == "-m sandbox --port 1\n"
    assert "starting the sandbox" in done.stderr


def test_with_a_token_the_bot(tmp_path: Path) -> None:
    done = start(tmp_path, f'[telegram]\ntoken = "{TOKEN}"', PATH="/bin:/usr/bin")
    assert done.stdout == f"-m bot --config {tmp_path}/config.toml run --port 1\n"


def test_a_token_in_the_environment_needs_no_file(tmp_path: Path) -> None:
    done = start(tmp_path, None, PATH="/bin:/usr/bin", ABONENT__TELEGRAM__TOKEN=TOKEN)
    assert done.stdout == "-m bot --config /dev/null run --port 1\n"


def test_a_broken_file_starts_nothing(tmp_path: Path) -> None:
    done = start(tmp_path, "[telegram]\ntokn = 1", PATH="/bin:/usr/bin")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "config.toml: unknown key telegram.tokn; did you mean telegram.token?\n"


def test_decisions(tmp_path: Path) -> None:
    assert decide(EXAMPLE, {})[0] == SANDBOX
    assert decide(EXAMPLE, {"ABONENT__TELEGRAM__TOKEN": "x"}) == (REAL, "")
    assert decide(tmp_path, {})[0] == BROKEN
