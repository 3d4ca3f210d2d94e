"""config.example.toml is the schema in words: the same keys, true defaults, examples that are taken."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.config import Config, check, load_config
from bot.config.example import render
from bot.config.section import Field, fields_of, walk
from bot.config.values import from_file, needed
from core.clock import SystemClock
from tests.config.good import EXAMPLE, environ, example_keys

FIELDS: Mapping[str, Field] = dict(walk(Config))
ENTRY = re.compile(r"((?:^#.*\n)+)^(\w+) = (.*)$", re.MULTILINE)
PROMISED = [
    "telegram.token",
    "telegram.api_base",
    "telegram.mode",
    "telegram.webhook.url",
    "telegram.webhook.secret",
    "telegram.proxy",
    "web.host",
    "web.port",
    "web.prefix",
    "database.url",
    "sms.provider",
    "sms.smsc.base_url",
    "sms.smsc.login",
    "sms.smsc.password",
    "sms.smsc.api_key",
    "sms.smsc.callback_secret",
    "payments.yookassa.api_url",
    "payments.yookassa.shop_id",
    "payments.yookassa.secret_key",
    "security.secret_key",
]


def plain(value: Any) -> Any:
    return json.loads(msgspec.json.encode(value))


def test_it_loads_as_it_is_and_is_all_defaults() -> None:
    assert load_config(EXAMPLE, {}) == Config()


def test_it_has_the_keys_of_the_schema_and_their_defaults() -> None:
    shown = example_keys(set(FIELDS))
    assert shown == {path: plain(field.default) for path, field in FIELDS.items()}
    assert shown["telegram.token"] == ""


def test_keys_that_other_programs_rely_on_are_there() -> None:
    assert set(PROMISED) <= set(FIELDS)


def test_it_is_up_to_date() -> None:
    assert EXAMPLE.read_text("utf-8") == render(), "run `make config-example`"


def test_comments_tell_the_truth() -> None:
    entries = ENTRY.findall(EXAMPLE.read_text("utf-8"))
    fields = [field for field in FIELDS.values() if field.named is None]
    assert len(entries) == len(fields)
    for (comment, name, value), field in zip(entries, fields, strict=True):
        text = " ".join(line.removeprefix("# ") for line in comment.splitlines())
        assert name == field.name
        assert f"Default: {value}." in text
        assert needed(field) in text
        assert field.meta is not None
        assert field.meta.description


@pytest.mark.parametrize("path", [path for path, field in FIELDS.items() if field.named is not None])
def test_tables_that_the_supplier_names_are_told_in_full(path: str) -> None:
    """Their keys, and an example that is taken when it stands below, without its marks."""
    text, field = EXAMPLE.read_text("utf-8"), FIELDS[path]
    about = text[: text.index(f"\n[{path}]\n")].rpartition("\n\n")[2]
    for key in fields_of(field.named):
        assert f"# {key.name}: {key.meta.description} Takes {needed(key)}." in about
    shown = "\n".join(line.removeprefix("# ") for line in about.partition("# Example:\n")[2].splitlines())
    assert from_file(field, tomllib.loads(f"[{path}]\n{shown}")["reminders"]["groups"]) != field.default


@pytest.mark.parametrize("path", FIELDS)
def test_examples_and_defaults_are_taken(path: str) -> None:
    field = FIELDS[path]
    from_file(field, plain(field.default))
    from_file(field, plain(field.example))


@pytest.mark.parametrize("path", [p for p, f in FIELDS.items() if f.secret and p != "database.url"])
def test_no_example_of_a_secret_can_be_used(path: str) -> None:
    """A key copied from the example must be refused, or be no working secret by its form."""
    if path in {"telegram.token", "security.secret_key", "telegram.webhook.secret"}:
        keys = {path: str(FIELDS[path].example), "telegram.mode": "webhook"}
        config = load_config(Path(os.devnull), environ(keys))
        assert any(p.key == path and p.severity == "error" for p in check(config, SystemClock().now()))


def test_the_module_writes_it() -> None:
    done = subprocess.run([sys.executable, "-m", "bot.config.example"], capture_output=True, check=True)
    assert tomllib.loads(done.stdout.decode()) == tomllib.loads(EXAMPLE.read_text("utf-8"))
