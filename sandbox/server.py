"""The emulators as one web application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from sandbox.control.desk import Desk
from sandbox.control.payments import PaymentRoutes
from sandbox.control.phones import PhoneRoutes
from sandbox.control.routes import ControlRoutes
from sandbox.control.streams import StreamRoutes
from sandbox.guard import guard
from sandbox.inside.pages import PageRoutes
from sandbox.problems import problems
from sandbox.settings import Settings
from sandbox.sms.routes import SmsRoutes
from sandbox.smsc.routes import SmscRoutes
from sandbox.telegram.routes import TelegramRoutes
from sandbox.yookassa.page_routes import PayPageRoutes
from sandbox.yookassa.routes import YooKassaRoutes

MAX_BODY = 60 * 1024 * 1024
DESK = web.AppKey("desk", Desk)


def build_app(settings: Settings) -> web.Application:
    """All routes on one application; replays the ledger, so a broken one raises LedgerBroken here."""
    desk = Desk(settings)
    desk.open()
    app = web.Application(client_max_size=MAX_BODY, middlewares=[guard(settings), problems])
    app[DESK] = desk
    TelegramRoutes(desk.telegram).add_to(app)
    SmsRoutes(desk.sms, desk.faults).add_to(app)
    SmscRoutes(desk.smsc, desk.ledger, desk.faults).add_to(app)
    YooKassaRoutes(desk.yookassa, desk.ledger, desk.faults).add_to(app)
    PayPageRoutes(desk.yookassa, settings.supplier).add_to(app)
    ControlRoutes(desk).add_to(app)
    PhoneRoutes(desk).add_to(app)
    PaymentRoutes(desk).add_to(app)
    StreamRoutes(desk).add_to(app)
    _add_folder(app, "/demo", settings.demo_dir)
    PageRoutes(desk).add_to(app)

    async def life(_: web.Application) -> AsyncIterator[None]:
        desk.start()
        yield
        await desk.close()

    async def quiet(_: web.Application) -> None:
        desk.quiet()

    app.cleanup_ctx.append(life)
    app.on_shutdown.append(quiet)
    return app


def _add_folder(app: web.Application, prefix: str, folder: Path | None) -> None:
    if folder is not None and folder.is_dir():
        app.router.add_static(prefix, folder, append_version=False)
