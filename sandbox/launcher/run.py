"""From the command line to a running sandbox, and back to nothing on Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.config import Config, load_config
from core.background import Background
from sandbox.control.desk import Desk
from sandbox.demo.people import PEOPLE
from sandbox.launcher.child import MODE, STRICT, BotProcess
from sandbox.launcher.data import prepare
from sandbox.launcher.folder import CannotStart, Folder
from sandbox.launcher.net import free_port, take_port, wait_until_ready
from sandbox.launcher.options import Options, parse
from sandbox.launcher.routes import BotRoutes
from sandbox.ledger import LedgerBroken
from sandbox.server import DESK, build_app
from sandbox.settings import Settings
from storage.lockfile import AlreadyRunning, LockFile

DONE, FAILED = 0, 1
SHUTDOWN_S = 2.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until interrupted; 0 done, 1 failed, 2 wrong usage."""
    options = parse(arguments)
    try:
        return _start(options)
    except KeyboardInterrupt:
        print("sandbox: stopped before it was ready; start it again to go on", file=sys.stderr)
        return FAILED
    except (CannotStart, LedgerBroken, OSError) as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return FAILED


def _start(options: Options) -> int:
    folder = Folder(options.folder)
    folder.path.mkdir(parents=True, exist_ok=True)
    lock = LockFile(folder.lock)
    try:
        lock.acquire()
    except AlreadyRunning as running:
        raise CannotStart(
            f"a sandbox works with {folder.path} already (process {running.pid}): stop it, "
            "or give another folder with --data"
        ) from running
    try:
        with take_port(options) as taken:
            return _go(options, folder, taken)
    finally:
        lock.release()


def _go(options: Options, folder: Folder, taken: socket.socket) -> int:
    if options.reset:
        folder.reset()
    secret = folder.write_config(options)
    web_port = free_port(options.port + 1)
    environ = bot_environ(os.environ, options, folder, web_port)
    prepare(folder, options, secret, environ)
    folder.bot_log.write_bytes(b"")
    return asyncio.run(serve(options, folder, taken, environ, web_port))


def bot_environ(
    environ: Mapping[str, str], options: Options, folder: Folder, web_port: int
) -> dict[str, str]:
    """Our environment without settings of another bot; addresses as they are in this run."""
    kept = {name: value for name, value in environ.items() if not name.startswith("ABONENT__")}
    if options.strict:
        kept[MODE] = STRICT
    return kept | {
        "ABONENT__TELEGRAM__API_BASE": options.address,
        "ABONENT__SMS__SANDBOX__URL": f"{options.address}/sms",
        "ABONENT__SMS__SMSC__BASE_URL": f"{options.address}/sys/",
        "ABONENT__PAYMENTS__YOOKASSA__API_URL": f"{options.address}/v3",
        "ABONENT__CLOCK__URL": f"{options.address}/clock",
        "ABONENT__WEB__PORT": str(web_port),
        "ABONENT__WEB__PUBLIC_URL": f"http://{options.host}:{web_port}{folder.prefix()}",
        "ABONENT__DATABASE__URL": f"sqlite:///{folder.database.absolute()}",
    }


async def serve(
    options: Options, folder: Folder, taken: socket.socket, environ: Mapping[str, str], web_port: int
) -> int:
    """Emulators and page in this process, the bot beside it, until SIGINT or SIGTERM."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    app = build_app(_settings(options, folder))
    bot = BotProcess(folder, environ, app[DESK].ledger)
    BotRoutes(bot).add_to(app)
    _first_people(app[DESK])
    register_callbacks(app[DESK], load_config(folder.config, environ))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_S)
    await runner.setup()
    await web.SockSite(runner, taken).start()
    background = Background()
    background.spawn(bot.watch(), name="bot")
    background.spawn(_announce(options, folder, web_port), name="announce")
    await stopping.wait()
    print("\nsandbox: stopping", file=sys.stderr)
    await bot.stop()
    await background.close()
    await runner.cleanup()
    return DONE


def _settings(options: Options, folder: Folder) -> Settings:
    return Settings(
        data_dir=folder.emulators,
        host=options.host,
        port=options.port,
        token=folder.token(),
        time_scale=options.time_scale,
        bot_database=folder.database.absolute(),
        demo_months=options.months,
        bills_dir=folder.bills,
        flood=True,
    )


def register_callbacks(desk: Desk, config: Config) -> None:
    """What a supplier does in the cabinets of SMSC and YooKassa: where to tell the bot, or nowhere."""
    base = f"http://127.0.0.1:{config.web.port}{config.web.prefix}"
    sms = f"{base}/sms/smsc?charset=utf-8&sha1" if config.sms.provider == "smsc" else ""
    secret = config.sms.smsc.callback_secret
    desk.sms_store.change_account({"callback_url": sms, "callback_secret": secret})
    shop = config.payments.yookassa
    if shop.shop_id == desk.settings.yookassa_shop_id:
        desk.yookassa.store.change_shop(shop.shop_id, {"notify_url": f"{base}/payments/yookassa"})


def _first_people(desk: Desk) -> None:
    """A few people to begin with, unless there are some."""
    world = desk.telegram.world
    if world.people:
        return
    for person in PEOPLE:
        names = {"first_name": person.first_name, "last_name": person.last_name, "language_code": "ru"}
        world.add_person(names, phone=person.phone, opened=False)


async def _announce(options: Options, folder: Folder, web_port: int) -> None:
    ready = await wait_until_ready(f"http://127.0.0.1:{web_port}/health")
    late = "" if ready else " (the bot is not ready yet, see its log)"
    print(f"\n  Open  {options.address}/{late}\n", flush=True)
    hint = (
        f"Ctrl-C stops, the next start goes on from there, --reset starts afresh. Bot's log: {folder.bot_log}"
    )
    print(hint, file=sys.stderr, flush=True)
