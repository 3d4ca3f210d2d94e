"""Control of the bot's process, there only under `python -m sandbox`: see it, kill it."""

from __future__ import annotations

from aiohttp import web

from sandbox.launcher.child import OPEN, STRICT, BotProcess
from sandbox.problems import Problem, body_of, reply

MOST_PAUSE_S = 30


class BotRoutes:
    """GET /control/bot tells; POST /control/bot {"kill": true, "pause_s": 2} kills; it comes back.

    POST /control/policy {"mode": "strict"} starts it again with another data policy.
    """

    def __init__(self, bot: BotProcess) -> None:
        self._bot = bot

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/control/bot", self.show)
        app.router.add_post("/control/bot", self.kill)
        app.router.add_post("/control/policy", self.switch)

    async def show(self, _: web.Request) -> web.Response:
        return reply(self._bot.describe())

    async def kill(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        pause = body.get("pause_s", 0)
        if body.get("kill") is not True or not isinstance(pause, int | float):
            raise Problem(400, 'say {"kill": true}, and how long it stays away with "pause_s"')
        if not self._bot.kill(min(max(float(pause), 0.0), MOST_PAUSE_S)):
            raise Problem(409, "the bot is not running at this moment")
        return reply(self._bot.describe())

    async def switch(self, request: web.Request) -> web.Response:
        mode = (await body_of(request)).get("mode")
        if mode not in {OPEN, STRICT}:
            raise Problem(400, f'say {{"mode": "{OPEN}"}} or {{"mode": "{STRICT}"}}')
        self._bot.switch(mode)
        return reply(self._bot.describe())
