"""A configuration without a fault, and the ways to change one key of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bot.config import Config, load_config
from tests.house.sources import ROOT

EXAMPLE = ROOT / "config.example.toml"
TOKEN = "7123456789:AAFakeFakeFakeFakeFakeFakeFakeFake12345"
KEY = "8f14e45fceea167a5a36dedd4bea2543e1671797c52e15f763380b45e841ec32"

GOOD = {
    "telegram.token": TOKEN,
    "sms.provider": "sandbox",
    "sms.sandbox.url": "http://127.0.0.1:8081/sms",
    "telegram.api_base": "http://127.0.0.1:8081",
    "security.secret_key": KEY,
    "supplier.name": "Primer",
    "supplier.phones": '["8 800 555-00-00"]',
    "supplier.call_centre_hours": "8:00-20:00",
    "supplier.dispatcher_phone": "+7 800 220-02-20",
}


def environ(keys: dict[str, str]) -> dict[str, str]:
    return {"ABONENT__" + path.replace(".", "__").upper(): value for path, value in keys.items()}


def config(**changes: str) -> Config:
    """The good configuration with keys changed: ``config(telegram__token="")``."""
    changed = {name.replace("__", "."): value for name, value in changes.items()}
    return load_config(Path("/dev/null"), environ(GOOD | changed))


def flat(table: dict[str, Any], known: set[str], prefix: str = "") -> dict[str, Any]:
    """The keys of a parsed TOML table by dotted path."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        path = f"{prefix}{name}"
        if isinstance(value, dict) and path not in known:
            found |= flat(value, known, f"{path}.")
        else:
            found[path] = value
    return found


def example_keys(known: set[str]) -> dict[str, Any]:
    return flat(tomllib.loads(EXAMPLE.read_text("utf-8")), known)
