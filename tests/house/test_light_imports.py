"""aiogram costs seconds and a hundred megabytes: what does not talk to Telegram never loads it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.sources import ROOT

HEAVY = ("aiogram", "pydantic", "matplotlib", "sqlalchemy")

MEASURE = """
import importlib, pkgutil, sys
for name in {packages!r}:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
print("loaded:", *sorted(set({heavy!r}) & set(sys.modules)))
"""

COMMAND = """
import runpy, sys
sys.argv = ["bot", *{arguments!r}]
try:
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
except SystemExit:
    pass
print()
print("loaded:", *sorted(set({heavy!r}) & set(sys.modules)))
"""


def loaded(code: str) -> str:
    """Run the code in a fresh interpreter; return what it says to have loaded."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.rpartition("loaded:")[2].strip()


@pytest.mark.parametrize("package", ["core", "storage", "billing", "bot.dialogs", "bot.texts", "bot.config"])
def test_package_is_light(package: str) -> None:
    assert loaded(MEASURE.format(packages=[package], heavy=HEAVY)) == ""


def test_the_bot_paints_nothing_itself() -> None:
    heavy = ("numpy", "PIL", "matplotlib")
    code = f"import sys, charts.pool\nprint('loaded:', *set({heavy}) & set(sys.modules))"
    assert loaded(code) == ""


@pytest.mark.parametrize("arguments", [["--help"], ["--config", "config.example.toml", "check-config"]])
def test_command_line_is_light(arguments: list[str]) -> None:
    assert loaded(COMMAND.format(arguments=arguments, heavy=HEAVY)) == ""


def test_a_bot_on_sqlite_loads_no_client_of_others() -> None:
    """The driver of PostgreSQL and the HTTP client of SMS providers: each is a fiftieth of the start."""
    heavy = ("psycopg", "requests", "urllib3", "openpyxl", "python_calamine", "rapidfuzz")
    code = (
        f"import sys, bot.app, storage.sqlite\nprint('loaded:', *sorted(set({heavy!r}) & set(sys.modules)))"
    )
    assert loaded(code) == ""


UPDATE = {"update_id": 1, "message": {"message_id": 2, "date": 3, "chat": {"id": 4, "type": "private"}}}


def test_types_of_aiogram_are_built_when_they_are_used() -> None:
    """All of them at once are four seconds of every start; one is whole when it is asked for."""
    code = (
        "import bot.app\nfrom aiogram import types\n"
        "kinds = [getattr(types, name) for name in types.__all__]\n"
        "whole = sum(getattr(kind, '__pydantic_complete__', False) for kind in kinds)\n"
        f"chat = types.Update.model_validate({UPDATE!r}).message.chat\n"
        "print('loaded:', whole < 200, types.ReplyParameters(message_id=5).message_id, chat.id)"
    )
    assert loaded(code) == "True 5 4"


def test_the_check_itself_bites() -> None:
    assert loaded("import wave" + MEASURE.format(packages=["core"], heavy=("wave", "chess"))) == "wave"
