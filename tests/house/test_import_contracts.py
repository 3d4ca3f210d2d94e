"""Each import rule of .importlinter is broken once in a copy of the tree's skeleton, and must notice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

BOT = ("bot", "bot/dialogs", "bot/texts", "bot/channels", "bot/handlers")
PACKAGES = ("core", *BOT, "storage", "billing", "scheduler", "sandbox", "charts", "payments", "bench")

BREAKS = [
    ("core/a.py", "import msgspec"),
    ("core/a.py", "from storage import x"),
    ("core/a.py", "def f():\n    import aiogram"),
    ("storage/a.py", "import bot.texts"),
    ("storage/a.py", "import billing"),
    ("storage/a.py", "import requests"),
    ("billing/a.py", "import storage"),
    ("billing/a.py", "import aiosqlite"),
    ("scheduler/a.py", "import bot.dialogs"),
    ("charts/a.py", "import aiogram"),
    ("payments/a.py", "import storage"),
    ("payments/shop.py", "import requests"),
    ("bot/dialogs/a.py", "import bot.channels"),
    ("bot/dialogs/a.py", "import storage"),
    ("bot/dialogs/a.py", "import structlog"),
    ("bot/channels/sms_x.py", "import aiogram"),
    ("bot/channels/telegram_x.py", "import requests"),
    ("bot/channels/a.py", "import bot.dialogs.engine"),
    ("bot/channels/a.py", "import storage"),
    ("bot/handlers/a.py", "import storage"),
    ("bot/handlers/sms.py", "import aiogram"),
    ("bot/app.py", "import aiogram"),
    ("bot/app.py", "import sandbox"),
    ("bot/app.py", "import bench"),
    ("bot/texts/a.py", "import bot.dialogs"),
    ("sandbox/a.py", "import psycopg"),
]

ALLOWED = [
    ("bot/channels/telegram_x.py", "import aiogram\nimport bot.dialogs.model"),
    ("bot/handlers/telegram_x.py", "import aiogram\nimport bot.dialogs\nimport bot.channels"),
    ("bot/channels/sms_x.py", "import requests"),
    ("bot/app.py", "import bot.channels\nimport storage\nimport billing"),
    ("sandbox/a.py", "import bot.app\nimport sqlite3"),
    ("payments/yookassa_x.py", "import requests"),
]


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    for package in PACKAGES:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    for module in ("bot/app.py", "bot/dialogs/model.py", "bot/dialogs/engine.py"):
        (tmp_path / module).touch()
    rules = (ROOT / ".importlinter").read_text("utf-8")
    rules = rules.replace("    core\n    bot\n", "    core\n    bot\n    charts\n    payments\n", 1)
    (tmp_path / ".importlinter").write_text(rules, "utf-8")
    (tmp_path / "tests/house").mkdir(parents=True)
    shutil.copy(ROOT / "tests/house/import_contracts.py", tmp_path / "tests/house")
    return tmp_path


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=root, env=clean, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(("path", "code"), BREAKS)
def test_a_forbidden_import_is_noticed(skeleton: Path, path: str, code: str) -> None:
    (skeleton / path).write_text(f"{code}\n", "utf-8")
    done = lint(skeleton)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout


def test_an_indirect_import_is_noticed(skeleton: Path) -> None:
    (skeleton / "bot/channels/telegram_x.py").write_text("import aiogram\n", "utf-8")
    (skeleton / "bot/texts/__init__.py").write_text("import bot.channels.telegram_x\n", "utf-8")
    done = lint(skeleton)
    assert "even \nindirectly BROKEN" in done.stdout or "even indirectly BROKEN" in done.stdout


def test_what_is_allowed_is_allowed(skeleton: Path) -> None:
    for path, code in ALLOWED:
        (skeleton / path).write_text(f"{code}\n", "utf-8")
    done = lint(skeleton)
    assert done.returncode == 0, done.stdout + done.stderr
