"""HTTP side of the control API, but for the streams."""

from __future__ import annotations

from aiohttp import web

from sandbox.control import people, views
from sandbox.control.desk import Desk
from sandbox.problems import Problem, body_of, number_of, reply


class ControlRoutes:
    """Handlers bound to one Desk; every body and answer is a JSON object, refusals are {"error"}."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/clock", self.bot_clock)
        app.router.add_get("/control/state", self.state)
        app.router.add_get("/control/commands", self.commands)
        app.router.add_get("/control/clock", self.clock)
        app.router.add_post("/control/clock", self.move_clock)
        app.router.add_post("/control/users", self.add_users)
        app.router.add_post("/control/groups", self.add_group)
        app.router.add_get("/control/chats/{chat}", self.chat)
        app.router.add_post("/control/chats/{chat}/upload", self.upload)
        app.router.add_post("/control/chats/{chat}/{action}", self.act)
        app.router.add_post("/control/updates", self.inject)
        app.router.add_get("/control/faults", self.faults)
        app.router.add_post("/control/faults", self.add_fault)
        app.router.add_delete("/control/faults", self.clear_faults)
        app.router.add_post("/control/duplicates", self.duplicates)
        app.router.add_post("/control/reorder", self.reorder)
        app.router.add_get("/control/files/{path:.+}", self.file)

    async def bot_clock(self, _: web.Request) -> web.Response:
        return reply({"now_ms": self._desk.clock.now_ms()})

    async def state(self, _: web.Request) -> web.Response:
        return reply(views.state(self._desk))

    async def commands(self, _: web.Request) -> web.Response:
        return reply(views.commands(self._desk))

    async def clock(self, _: web.Request) -> web.Response:
        return reply(views.clock(self._desk))

    async def move_clock(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        if ("advance_s" in body) == ("set_ms" in body):
            raise Problem(400, "give advance_s or set_ms")
        now_ms = self._desk.clock.now_ms()
        try:
            target = (
                int(body["set_ms"]) if "set_ms" in body else now_ms + int(float(body["advance_s"]) * 1000)
            )
        except (TypeError, ValueError, OverflowError):
            raise Problem(400, "advance_s and set_ms are numbers") from None
        if not 0 < target < 253_402_300_800_000:
            raise Problem(400, "that instant is beyond the years 1970 to 9999")
        return reply(self._desk.move_clock(target))

    async def add_users(self, request: web.Request) -> web.Response:
        return reply(people.add_users(self._desk, await body_of(request)))

    async def add_group(self, request: web.Request) -> web.Response:
        return reply(people.add_group(self._desk, await body_of(request)))

    async def chat(self, request: web.Request) -> web.Response:
        after = number_of(request.query.get("after", "0"), "after")
        return reply(views.whole_chat(self._desk, self._desk.actions.chat(_chat_id(request)), after))

    async def act(self, request: web.Request) -> web.Response:
        """What a person does in a chat: send, press, block, unblock, deactivate."""
        chat_id, desk, body = _chat_id(request), self._desk, await body_of(request)
        action = request.match_info["action"]
        if action == "send":
            return reply(desk.actions.send(chat_id, body))
        if action == "press":
            return reply(desk.presses.press(chat_id, body))
        if action in {"block", "unblock"}:
            return reply(desk.actions.set_blocked(chat_id, blocked=action == "block"))
        if action == "deactivate":
            desk.actions.deactivate(chat_id)
            return reply({})
        raise Problem(404, "a chat has send, press, block, unblock and deactivate")

    async def upload(self, request: web.Request) -> web.Response:
        """A person sends the body of the request; kind, name, caption and from are in the query."""
        query, kind = request.query, request.query.get("kind", "")
        if kind not in {"photo", "document"}:
            raise Problem(400, "kind must be photo or document")
        content = {"data": await request.read(), "mime_type": request.content_type}
        content |= {"file_name": query["name"]} if query.get("name") else {}
        content |= {"caption": query["caption"]} if query.get("caption") else {}
        who = {"from": number_of(query["from"], "from")} if "from" in query else {}
        return reply(self._desk.actions.send(_chat_id(request), {kind: content, **who}))

    async def inject(self, request: web.Request) -> web.Response:
        return reply(people.inject(self._desk, await body_of(request)))

    async def faults(self, _: web.Request) -> web.Response:
        return reply(self._desk.faults.describe())

    async def add_fault(self, request: web.Request) -> web.Response:
        return reply({"id": self._desk.faults.add(await body_of(request))})

    async def clear_faults(self, _: web.Request) -> web.Response:
        self._desk.faults.clear()
        return reply({})

    async def duplicates(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        self._desk.dispatch.set_duplicates(
            _number(body, "min", 1), _number(body, "max", 4), _number(body, "seed", 1)
        )
        return reply(self._desk.dispatch.describe())

    async def reorder(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        self._desk.dispatch.set_reorder(_number(body, "window", 50), _number(body, "seed", 1))
        return reply(self._desk.dispatch.describe())

    async def file(self, request: web.Request) -> web.StreamResponse:
        found = self._desk.telegram.files.locate(request.match_info["path"])
        if found is None or not found[0].is_file():
            raise Problem(404, "there is no such file")
        # A sheet or a page of somebody's is saved, never run here; a bill is opened as messengers do.
        shown = found[1]["kind"] == "photo" or found[0].suffix == ".pdf"
        kind = "inline" if shown else "attachment"
        headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": kind}
        return web.FileResponse(found[0], headers=headers)


def _chat_id(request: web.Request) -> int:
    return number_of(request.match_info["chat"], "the chat's identifier")


def _number(body: dict[str, object], name: str, default: int) -> int:
    value = body.get(name, default)
    if not isinstance(value, int):
        raise Problem(400, f"{name} must be a whole number")
    return value
