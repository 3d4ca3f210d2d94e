"""Charts to a chat: by the id that Telegram gave to the same picture, else painted and uploaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import structlog

from bot.channels.telegram_ahead import Ahead
from bot.channels.telegram_answer import Meaning, Verdict, judge
from bot.channels.telegram_pictures import photo_id
from bot.channels.telegram_requests import media_params, photo_params
from bot.channels.telegram_session import Lost, NotSent
from core.charting.ports import NoPicture

if TYPE_CHECKING:
    from asyncio import Task
    from collections.abc import Callable

    from bot.channels.base import Part
    from bot.channels.telegram_requests import Params
    from bot.channels.telegram_session import Answer, TelegramSession
    from core.background import Background
    from core.charting.drawing import Drawing
    from core.charting.ports import Charts
    from core.records import OutboxRow

MOST_AT_ONCE = 50
"""Chats that are told at a time that a photo is coming; others just get it."""

log = structlog.stdlib.get_logger(__name__)


class FileIds(Protocol):
    """Which id a picture has at Telegram."""

    async def get(self, digest: str) -> str:
        """The id, "" for a picture that was never sent."""

    def learn(self, digest: str, file_id: str) -> None: ...

    def forget(self, digest: str, file_id: str) -> None: ...


class ChatCharts:
    """Sends a part with its chart, as a new message or in the place of the chart of an old one."""

    def __init__(
        self,
        charts: Charts,
        ids: FileIds,
        background: Background,
        charted: Callable[[str], bool] = lambda _payload: True,
    ) -> None:
        """`charted` tells whether the payload of a row may have a chart, without decoding it."""
        self._charts, self._ids, self._background = charts, ids, background
        self._charted = charted
        self._telling = 0
        self.counts = dict.fromkeys(("again", "painted", "missing"), 0)
        """Charts by what became of them: sent by their id, painted for it, sent without a picture."""

    async def send(
        self, session: TelegramSession, chat: int, part: Part, replaced: int = 0
    ) -> Verdict | None:
        """Send it, or edit the message `replaced`; None when there is no picture: the words go alone.

        Raises NotSent or Lost of the session.
        """
        drawing = part.drawing
        if drawing is None:
            return None
        digest = self._charts.digest(drawing)
        known = await self._ids.get(digest)
        if known:
            verdict = judge(await _by_id(session, chat, part, replaced, known))
            if verdict.meaning is not Meaning.REFUSED:
                self.counts["again"] += 1
                return verdict
            self._ids.forget(digest, known)  # of another bot, or too old: upload it anew
        return await self._upload(session, chat, part, replaced, digest, drawing)

    def ahead(self, drawing: Callable[[OutboxRow], Drawing | None]) -> Ahead:
        """Who paints the pictures of rows before their moments; `drawing` tells what is to be painted."""
        return Ahead(drawing, self.prepare, self._background, self._charted)

    async def prepare(self, drawing: Drawing) -> bool:
        """Have a picture there before it is sent; False when it cannot be had now."""
        if await self._ids.get(self._charts.digest(drawing)):
            return True
        try:
            await self._charts.image(drawing)
        except NoPicture:
            return False
        return True

    async def _upload(
        self, session: TelegramSession, chat: int, part: Part, replaced: int, digest: str, drawing: Drawing
    ) -> Verdict | None:
        if not self._charts.kept(digest):
            self._tell(session, chat)
        try:
            image = await self._charts.image(drawing)
        except NoPicture as error:
            self.counts["missing"] += 1
            log.warning("telegram.no_chart", reason=str(error))
            return None
        self.counts["painted"] += 1
        method, field, params = _call(chat, part, replaced, "")
        answer = await session.upload(method, params, field, "chart.png", image)
        verdict = judge(answer)
        if verdict.meaning is Meaning.DONE:
            self._learn(digest, verdict.result)
        if answer.status == 413 or verdict.meaning is Meaning.REFUSED:
            log.warning("telegram.chart_refused", reason=verdict.reason)
            return None
        return verdict

    def _learn(self, digest: str, result: bytes) -> None:
        if file_id := photo_id(result):
            self._ids.learn(digest, file_id)

    def _tell(self, session: TelegramSession, chat: int) -> None:
        """Say that a photo is coming, without waiting for it: Telegram shows that for five seconds."""
        if self._telling >= MOST_AT_ONCE:
            return
        try:
            task = self._background.spawn(_coming(session, chat), name="telegram-action")
        except RuntimeError:  # closing
            return
        self._telling += 1
        task.add_done_callback(self._told)

    def _told(self, _: Task[None]) -> None:
        self._telling -= 1


async def _coming(session: TelegramSession, chat: int) -> None:
    try:
        await session.call("sendChatAction", {"chat_id": chat, "action": "upload_photo"})
    except (NotSent, Lost) as error:
        log.debug("telegram.action_unsent", reason=str(error))


async def _by_id(session: TelegramSession, chat: int, part: Part, replaced: int, file_id: str) -> Answer:
    method, _, params = _call(chat, part, replaced, file_id)
    return await session.call(method, params)


def _call(chat: int, part: Part, replaced: int, file_id: str) -> tuple[str, str, Params]:
    """The method, the field of an upload, and the parameters; without a `file_id` the picture goes along."""
    if replaced:
        return "editMessageMedia", "chart", media_params(chat, replaced, part, file_id or "attach://chart")
    params = photo_params(chat, part)
    return "sendPhoto", "photo", params | {"photo": file_id} if file_id else params
