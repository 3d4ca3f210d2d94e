"""Both kinds of loggers, both formats: whole lines, nothing private, exceptions included."""

from __future__ import annotations

import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import aiosqlite
import pytest
import structlog

from bot.config import Config
from bot.config.keys.security import Security
from bot.config.keys.telegram import Telegram
from bot.config.keys.upkeep import Log
from bot.logging_setup import configure_logging

TOKEN = "7123456789:AAFakeFakeFakeFakeFakeFakeFakeFake12345"
KEY = "not a usual looking secret, but configured as one"
PRIVATE = (TOKEN, TOKEN[:10], KEY, "291234567833", "9161234567", "482133")


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield io.StringIO()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def configured(out: io.StringIO, **log: Any) -> None:
    config = Config(telegram=Telegram(token=TOKEN), security=Security(secret_key=KEY), log=Log(**log))
    configure_logging(config, out)


def write_everything_private() -> None:
    log = structlog.get_logger()
    log.info("bound", account="291234567833", phone="+79161234567", nested=[{"otp": "482133"}], text="482133")
    log.warning(
        "odd not a usual looking secret, but configured as one", **{"odd name": {"x": f"/bot{TOKEN}/getMe"}}
    )
    try:
        try:
            raise KeyError("291234567833")
        except KeyError as error:
            raise ConnectionError(f"POST https://api.telegram.org/bot{TOKEN}/sendMessage") from error
    except ConnectionError:
        log.exception("failed")
        logging.getLogger("some.library").exception("code 482133 for %s", "+7 916 123-45-67")
    logging.getLogger("other").error("%s", {"psw": KEY}, extra={"token": TOKEN})


@pytest.mark.parametrize("form", ["json", "console"])
def test_nothing_private_in_any_line(out: io.StringIO, form: str) -> None:
    configured(out, format=form)
    write_everything_private()
    written = out.getvalue()
    for part in PRIVATE:
        assert part not in written
    assert "*7833" in written
    assert "7916***4567" in written
    assert written.count("ConnectionError: POST") == 2, "tracebacks of both loggers are there"


def test_json_is_one_object_a_line(out: io.StringIO) -> None:
    configured(out)
    write_everything_private()
    structlog.get_logger().info("odd\nlines", value=object(), number=10**30, lone="\ud800")
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(lines) == 6
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)
    assert lines[3]["logger"] == "some.library"
    assert lines[3]["level"] == "error"


def test_level_filters_both_kinds(out: io.StringIO) -> None:
    configured(out, level="warning")
    structlog.get_logger().info("no")
    logging.getLogger("x").info("no")
    logging.getLogger("aiogram.event").info("no")
    assert out.getvalue() == ""
    structlog.get_logger().warning("yes")
    logging.getLogger("x").warning("yes")
    assert len(out.getvalue().splitlines()) == 2


async def test_at_debug_questions_to_the_storage_do_not_drown_our_lines(out: io.StringIO) -> None:
    configured(out, level="debug")
    async with aiosqlite.connect(":memory:") as connection:
        await connection.execute("SELECT 1")
    structlog.get_logger().debug("ours")
    assert [json.loads(line)["event"] for line in out.getvalue().splitlines()] == ["ours"]


def test_context_is_written_and_masked(out: io.StringIO) -> None:
    configured(out)
    with structlog.contextvars.bound_contextvars(address="tel:+79161234567", event_id=17):
        structlog.get_logger().info("turn")
    assert json.loads(out.getvalue()) == json.loads(out.getvalue()) | {
        "address": "tel:7916***4567",
        "event_id": 17,
    }


def test_warnings_of_libraries_become_lines(out: io.StringIO) -> None:
    configured(out)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old 291234567833", DeprecationWarning, stacklevel=1)
    assert "*7833" in json.loads(out.getvalue())["event"]
