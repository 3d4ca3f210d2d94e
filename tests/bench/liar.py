"""A small webhook bot that answers rightly, or in one of the ways the benchmark must not believe."""

from __future__ import annotations

import asyncio
import sys

import aiohttp
from aiohttp import web

WAYS = ("right", "form", "multipart", "wrong_text", "wrong_chat", "twice", "silent", "refuses")


def body(way, chat, text):
    if way == "multipart":
        form = aiohttp.MultipartWriter("form-data")
        for name, value in (("chat_id", str(chat)), ("text", text)):
            form.append(value).set_content_disposition("form-data", name=name)
        return {"data": form}
    if way == "form":
        return {"data": {"chat_id": str(chat), "text": text}}
    return {"json": {"chat_id": chat, "text": text}}


class Liar:
    def __init__(self, api, token, way):
        self.url = f"{api}/bot{token}/sendMessage"
        self.way = way
        self.tasks = set()

    async def receive(self, request):
        update = await request.json()
        if self.way == "refuses":
            return web.Response(status=500)
        if self.way != "silent":
            task = asyncio.get_running_loop().create_task(self.answer(update["message"]))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        return web.Response()

    async def answer(self, message):
        chat = message["chat"]["id"] + (10**6 if self.way == "wrong_chat" else 0)
        number = message["message_id"] + (1 if self.way == "wrong_text" else 0)
        async with aiohttp.ClientSession() as session:
            for _ in range(2 if self.way == "twice" else 1):
                async with session.post(
                    self.url, **body(self.way, chat, f"Сообщение № {number}")
                ) as response:
                    assert (await response.json())["result"]["text"].startswith("Сообщение")


if __name__ == "__main__":
    api, token, port, way = sys.argv[1:]
    app = web.Application()
    app.router.add_post("/telegram", Liar(api, token, way).receive)
    web.run_app(app, host="127.0.0.1", port=int(port), print=None, access_log=None)
