"""`python -m sandbox.emulator`: only the emulators, without the bot."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from pathlib import Path

from aiohttp import web

from sandbox.ledger import LedgerBroken
from sandbox.server import build_app
from sandbox.settings import DEFAULT_START, LOOPBACK, Settings, start_ms
from sandbox.tls import serve_both

log = logging.getLogger(__name__)


def parser() -> argparse.ArgumentParser:
    """Every option, with its default."""
    options = argparse.ArgumentParser(prog="python -m sandbox.emulator", description=__doc__)
    options.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    options.add_argument("--port", type=int, default=8090, help="port to listen on (default 8090)")
    options.add_argument("--tls-port", type=int, default=0, help="https here too (DIR/tls/ca.pem)")
    options.add_argument("--data", type=Path, required=True, help="folder of the ledger and the files")
    options.add_argument("--token", help="the bot's token; without it the first one seen is taken")
    options.add_argument(
        "--start", default=DEFAULT_START, help=f"instant a new clock starts at ({DEFAULT_START})"
    )
    options.add_argument("--time-scale", type=float, default=1.0, help="sandbox seconds in one real second")
    options.add_argument("--retry-scale", type=float, default=1.0, help="how much faster webhook retries are")
    options.add_argument("--callback-answer", type=int, default=15, help="seconds a press may be answered in")
    options.add_argument("--flood", action="store_true", help="answer 429 above Telegram's rates")
    options.add_argument("--lax", action="store_true", help="ignore unknown parameters as Telegram does")
    options.add_argument(
        "--group-privacy", action="store_true", help="in groups show the bot only what is meant for it"
    )
    options.add_argument("--allow-remote", action="store_true", help="listen on an address others can reach")
    return options


def settings_from(arguments: argparse.Namespace) -> Settings:
    """Raises ValueError with a sentence for the person at the keyboard."""
    if arguments.host not in LOOPBACK and not arguments.allow_remote:
        raise ValueError(f"{arguments.host} can be reached by others; add --allow-remote if that is meant")
    if arguments.time_scale <= 0 or arguments.retry_scale <= 0:
        raise ValueError("--time-scale and --retry-scale must be above 0")
    return Settings(
        data_dir=arguments.data,
        host=arguments.host,
        port=arguments.port,
        tls_port=arguments.tls_port,
        token=arguments.token,
        start_ms=start_ms(arguments.start),
        time_scale=arguments.time_scale,
        retry_scale=arguments.retry_scale,
        callback_answer_s=arguments.callback_answer,
        flood=arguments.flood,
        strict=not arguments.lax,
        group_privacy=arguments.group_privacy,
        allow_remote=arguments.allow_remote,
    )


def serve(settings: Settings) -> None:
    """Serve until interrupted; raises LedgerBroken, or OSError when the port or the folder cannot be had."""
    app = build_app(settings)
    if settings.tls_port:
        asyncio.run(serve_both(app, settings))
        return
    web.run_app(app, host=settings.host, port=settings.port, access_log=None, print=None, shutdown_timeout=2)


def main(argv: list[str] | None = None) -> int:
    """Run until interrupted; 0 done, 1 failed, 2 wrong usage."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    try:
        settings = settings_from(parser().parse_args(argv))
        serve(settings)
    except ValueError as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 2
    except (LedgerBroken, OSError) as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
