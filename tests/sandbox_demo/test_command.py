"""`python -m sandbox.demo`."""

from __future__ import annotations

import sys

import pytest

from sandbox.demo.__main__ import main
from sandbox.demo.named import NAMED


def run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["sandbox.demo", *map(str, arguments)])
    return main()


def test_only_the_files_asked_for(tmp_path, monkeypatch, capsys):
    status = run(
        monkeypatch, tmp_path / "new", "--accounts", 50, "--months", 2, "--files", "accounts", "meters"
    )
    assert status == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == {"accounts.csv", "meters.csv"}
    lines = (tmp_path / "new" / "accounts.csv").read_text().splitlines()
    assert len(lines) == 51
    assert lines[len(NAMED) + 1].startswith("2901000001;")
    assert "50 accounts" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--accounts", 0], ["--today", "20.11.2026"], ["--files", "debts"]])
def test_wrong_usage(tmp_path, monkeypatch, capsys, wrong):
    with pytest.raises(SystemExit) as stop:
        run(monkeypatch, tmp_path, *wrong)
    assert stop.value.code == 2
    assert wrong[0] in capsys.readouterr().err
