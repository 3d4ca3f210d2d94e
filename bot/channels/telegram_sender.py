"""Carries out the messages of the outbox in Telegram: renders, sends or edits, says how it ended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.channels.telegram_answer import Meaning, Verdict, judge, message_id
from bot.channels.telegram_outcome import attempt_of, lost, unsent
from bot.channels.telegram_pace import Floods, Pace
from bot.channels.telegram_requests import edit_params, message_params
from bot.channels.telegram_session import Lost, NotSent
from core.records import Attempt, Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.channels.base import Part
    from bot.channels.render import Rendered
    from bot.channels.telegram_charts import ChatCharts
    from bot.channels.telegram_documents import ChatDocuments
    from bot.channels.telegram_pictures import Pictures
    from bot.channels.telegram_session import TelegramSession
    from core.charting.drawing import Drawing
    from core.records import OutboxRow

_KEPT = 1024

log = structlog.stdlib.get_logger(__name__)


class TelegramSender:
    """The sender of `telegram:` addresses.

    `draw` renders a row (ValueError, LookupError: the row is refused). A reply of several
    messages goes on where it broke off, as long as the process lives: what was sent is not sent again.
    """

    def __init__(
        self,
        session: TelegramSession,
        draw: Callable[[OutboxRow], Rendered],
        pictures: Pictures,
        pace: Pace | None = None,
        floods: Floods | None = None,
        *,
        documents: ChatDocuments | None = None,
        charts: ChatCharts | None = None,
    ) -> None:
        self._session, self._draw, self._pictures = session, draw, pictures
        self._pace, self._floods = pace or Pace(), floods or Floods()
        self._documents, self._charts = documents, charts
        self.chart_counts = charts.counts if charts else {}
        self._ahead = charts.ahead(self._drawing) if charts else None
        self._sent: dict[int, int] = {}  # outbox row → its messages that are out already

    def ready(self, row: OutboxRow) -> bool:
        """Whether a row can leave at once; if not, what it waits for was begun."""
        return self._ahead is None or self._ahead.ready(row)

    def _drawing(self, row: OutboxRow) -> Drawing | None:
        try:
            parts = self._draw(row).parts
        except (ValueError, LookupError, TypeError):
            return None  # refused when it is sent
        return next((part.drawing for part in parts if part.drawing is not None), None)

    async def send(self, row: OutboxRow) -> Attempt:
        """Send or edit the message of a row; never raises for what Telegram answers."""
        scheme, _, number = row.address.partition(":")
        try:
            chat, rendered = int(number), self._draw(row)
        except (ValueError, LookupError, TypeError) as error:
            log.exception("telegram.cannot_render", row=row.id)
            return Attempt(Result.REFUSED, reason=f"cannot render: {type(error).__name__}")
        if scheme != "telegram" or not rendered.parts:
            return Attempt(Result.REFUSED, reason="nothing to send" if not rendered.parts else "not Telegram")
        if rendered.dropped:
            log.info("telegram.dropped", row=row.id, dropped=rendered.dropped)
        parts = rendered.parts
        if self._ahead is not None and self._ahead.without(row.id):
            parts = tuple(_worded(part) if part.drawing is not None else part for part in parts)
        return await self._all(row, chat, parts)

    async def _all(self, row: OutboxRow, chat: int, parts: tuple[Part, ...]) -> Attempt:
        attempt = Attempt(Result.OK)
        for index in range(self._sent.pop(row.id, 0), len(parts)):
            await self._pace.wait(chat)
            try:
                attempt = await self._one(chat, parts[index], row.replaced)
            except NotSent as error:
                attempt = unsent(str(error))
            except Lost as error:
                attempt = lost(str(error))
            except LookupError as error:  # no such document, or no right to it any more
                attempt = Attempt(Result.REFUSED, reason=f"no document: {error}")
            if attempt.result is not Result.OK:
                self._remember(row.id, index, attempt)
                break
        return attempt

    def _remember(self, row: int, sent: int, attempt: Attempt) -> None:
        """Keep how far a row of several messages got, if it will be tried again."""
        if not sent or attempt.result not in {Result.RETRY, Result.UNKNOWN}:
            return
        if len(self._sent) >= _KEPT:
            self._sent.pop(next(iter(self._sent)))
        self._sent[row] = sent

    async def _one(self, chat: int, part: Part, replaced: str) -> Attempt:
        editing = part.edit and replaced.isdecimal() and not part.picture
        verdict = await self._edit(chat, part, int(replaced)) if editing else None
        if verdict is None:
            part = _worded(part) if editing else part
        else:
            if verdict.meaning in {Meaning.DONE, Meaning.SAME}:
                return Attempt(Result.OK, reference=replaced, reason=verdict.reason)
            if verdict.meaning is not Meaning.NO_TARGET:
                return attempt_of(verdict, chat, self._floods)
        verdict = await self._new(chat, part)
        if verdict.meaning is Meaning.DONE:
            return Attempt(Result.OK, reference=message_id(verdict.result))
        return attempt_of(verdict, chat, self._floods)

    async def _edit(self, chat: int, part: Part, message: int) -> Verdict | None:
        """Put the part in the place of a message; None for a chart that there is no picture of."""
        if part.drawing is not None:
            return await self._charts.send(self._session, chat, part, message) if self._charts else None
        return judge(await self._session.call("editMessageText", edit_params(chat, message, part)))

    async def _new(self, chat: int, part: Part) -> Verdict:
        if part.document and self._documents is not None:
            return await self._documents.send(self._session, chat, part)
        if part.picture:
            verdict = await self._pictures.send(self._session, chat, part)
            if verdict is not None:
                return verdict
        if part.drawing is not None:
            verdict = await self._charts.send(self._session, chat, part) if self._charts else None
            if verdict is not None:
                return verdict
            part = _worded(part)
        return judge(await self._session.call("sendMessage", message_params(chat, part)))


def _worded(part: Part) -> Part:
    """A chart without its picture."""
    return replace(part, drawing=None, text="\n".join(filter(None, (part.text, part.sorry))))
