"""Nobody who looks around in the sandbox is stopped by limits that are made for strangers."""

from __future__ import annotations

import tomllib
from pathlib import Path

import sandbox.launcher
from bot.config.keys.limits import Limits
from sandbox.demo.named import NAMED


def test_all_demo_accounts_can_be_linked_from_one_chat_within_an_hour():
    template = Path(sandbox.launcher.__file__).with_name("config.template.toml").read_text("utf-8")
    limits = tomllib.loads(template.replace("$web_port", "1"))["limits"]
    usual = Limits()
    for name, most in limits.items():
        assert most > getattr(usual, name)
        assert most >= len(NAMED)
