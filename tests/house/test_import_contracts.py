"""Each rule of .importlinter is broken in a skeleton of the tree, and must notice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

BOT = ("bot", "bot/dialogs", "bot/texts", "bot/channels", "bot/handlers", "bot/config")
PACKAGES = ("core", *BOT, "storage", "billing", "scheduler", "sandbox", "charts", "payments", "bench")

# Module, what it imports, and the rule that must say so: all broken at once, one run of the linter.
BREAKS = [
    ("core.a", "msgspec", "core imports"),
    ("core.b", "storage", "core imports"),
    ("core.c", "aiogram", "aiogram only"),
    ("storage.a", "bot.texts", "storage: core"),
    ("storage.b", "billing", "storage: core"),
    ("storage.c", "requests", "requests only"),
    ("billing.a", "storage", "billing: core"),
    ("billing.b", "aiosqlite", "the SQLite driver"),
    ("scheduler.a", "bot.dialogs", "scheduler: core"),
    ("charts.a", "aiogram", "charts: core"),
    ("payments.a", "storage", "payments: core"),
    ("payments.shop", "requests", "requests only"),
    ("bot.dialogs.a", "bot.channels", "bot.dialogs: core"),
    ("bot.dialogs.b", "storage", "bot.dialogs: core"),
    ("bot.dialogs.c", "structlog", "bot.dialogs: core"),
    ("bot.channels.sms_a", "aiogram", "aiogram only"),
    ("bot.channels.telegram_a", "requests", "requests only"),
    ("bot.channels.a", "bot.dialogs.engine", "bot.channels: the model"),
    ("bot.channels.b", "storage", "bot.channels: the model"),
    ("bot.handlers.a", "storage", "bot.handlers: dialogs"),
    ("bot.handlers.sms", "aiogram", "aiogram only"),
    ("bot.app", "aiogram", "aiogram only"),
    ("bot.main", "sandbox", "the product does not know"),
    ("bot.other", "bench", "the product does not know"),
    ("bot.texts.a", "bot.dialogs", "bot.texts: core"),
    ("bot.config.a", "bot.app", "bot.config and"),
    ("sandbox.a", "psycopg", "the PostgreSQL driver"),
    ("sandbox.b", "fluent", "the text library"),
    ("storage.d", "sqlalchemy", "storage: core"),
    ("storage.e", "matplotlib", "matplotlib only"),
    ("storage.f", "numpy", "matplotlib only"),
    ("storage.g", "PIL", "Pillow only"),
    ("charts.b", "bot.texts", "charts: core"),
    ("charts.c", "storage", "charts: core"),
    ("bot.jobs", "apscheduler", "APScheduler only"),
    ("bot.sql", "sqlite3", "sqlite3 only"),
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
    rules = rules.replace("    core\n    bot\n", "    core\n    bot\n    payments\n", 1)
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


def sections(printed: str) -> dict[str, str]:
    """What the linter printed about each broken contract, by the last line of its name."""
    parts = re.split(r"^(.+)\n-{5,}\n", printed.partition("Broken contracts")[2], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_forbidden_import_is_noticed_by_its_rule(skeleton: Path) -> None:
    for module, imported, _ in BREAKS:
        path = skeleton / f"{module.replace('.', '/')}.py"
        path.write_text(f"def f():\n    import {imported}\n", "utf-8")
    done = lint(skeleton)
    assert done.returncode == 1, done.stdout + done.stderr
    told = sections(done.stdout)
    for module, imported, rule in BREAKS:
        lines = "".join(text for name, text in told.items() if name.startswith(rule))
        assert f"- {module} -> {imported} (l.2)" in lines, (
            f"{rule}: {module} imports {imported}\n{done.stdout}"
        )


def test_an_indirect_import_is_noticed(skeleton: Path) -> None:
    (skeleton / "bot/channels/telegram_x.py").write_text("import aiogram\n", "utf-8")
    (skeleton / "bot/texts/__init__.py").write_text("import bot.channels.telegram_x\n", "utf-8")
    done = lint(skeleton)
    assert done.returncode == 1
    assert "- bot.texts -> bot.channels.telegram_x (l.1)" in done.stdout
    assert "indirectly BROKEN" in done.stdout


def test_what_is_allowed_is_allowed(skeleton: Path) -> None:
    for path, code in ALLOWED:
        (skeleton / path).write_text(f"{code}\n", "utf-8")
    done = lint(skeleton)
    assert done.returncode == 0, done.stdout + done.stderr
