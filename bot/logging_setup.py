"""Structured logs on standard error: one line an event, nothing private in it.

Our own lines (structlog) and those of the libraries (logging) pass the same processors, masking last.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

import structlog

from bot.config import Config, secrets_of
from core.masking import Masker

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

_QUIET_LIBRARIES = (
    "aiogram", "aiohttp.access", "aiosqlite", "apscheduler", "matplotlib", "tzlocal", "urllib3", "yookassa",
)  # fmt: skip


def configure_logging(config: Config, stream: TextIO | None = None) -> None:
    """Send all logs of this process to ``stream`` (standard error) as ``config.log`` says.

    Called once, by the composition root and by the command line.
    """
    out = stream or sys.stderr
    masker = Masker(secrets_of(config))
    level = logging.getLevelNamesMapping()[config.log.level.upper()]
    shared = _processors(masker)
    render = _json if config.log.format == "json" else structlog.dev.ConsoleRenderer(colors=out.isatty())
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, *shared, render],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=out),
        cache_logger_on_first_use=False,
    )
    _configure_libraries(out, level, shared, render)


def mask_event(masker: Masker) -> Processor:
    """Make the processor that masks a whole line; it must be the last one before the renderer."""

    def mask(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {name: value if name in _OURS else masker.named(name, value) for name, value in event.items()}

    return mask


_OURS = frozenset({"timestamp", "level"})


def _processors(masker: Masker) -> list[Processor]:
    return [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.StackInfoRenderer(),
        mask_event(masker),
    ]


def _json(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    return json.dumps(event, default=repr, ensure_ascii=False)


def _configure_libraries(out: TextIO, level: int, shared: Sequence[Processor], render: Processor) -> None:
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[_from_record, *shared, render],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    for name in _QUIET_LIBRARIES:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def _from_record(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event.pop("_record")
    event.pop("_from_structlog", None)
    return {**event, "logger": record.name}
