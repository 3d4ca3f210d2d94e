"""Pictures by name: uploaded once, sent again by the id that Telegram gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import structlog
from msgspec import Struct

from bot.channels.telegram_answer import Meaning, Verdict, judge
from bot.channels.telegram_requests import photo_params

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.channels.base import Part
    from bot.channels.telegram_session import TelegramSession

log = structlog.stdlib.get_logger(__name__)


class _Size(Struct):
    file_id: str


class _SentPhoto(Struct):
    photo: list[_Size]


_SENT = msgspec.json.Decoder(_SentPhoto)


def photo_id(result: bytes) -> str:
    """The id Telegram gave to the picture of a message that it took, "" where it names none."""
    try:
        return _SENT.decode(result).photo[-1].file_id
    except (msgspec.MsgspecError, ValueError, IndexError):
        return ""


class Pictures:
    """Pictures that replies name: bytes, or files that are read when first sent (they are small)."""

    def __init__(self, pictures: Mapping[str, bytes | Path]) -> None:
        self._pictures = pictures
        self._ids: dict[str, str] = {}

    async def send(self, session: TelegramSession, chat: int, part: Part) -> Verdict | None:
        """Send a message with its picture; None when the picture cannot be had: the words go alone.

        Raises NotSent or Lost of the session.
        """
        params = photo_params(chat, part)
        known = self._ids.get(part.picture)
        if known is not None:
            verdict = judge(await session.call("sendPhoto", params | {"photo": known}))
            if verdict.meaning is not Meaning.REFUSED:
                return verdict
            # An id lives as long as the bot's token and server: forget it and upload anew.
            del self._ids[part.picture]
        content = self._content(part.picture)
        if content is None:
            return None
        answer = await session.upload("sendPhoto", params, "photo", f"{part.picture}.png", content)
        verdict = judge(answer)
        if verdict.meaning is Meaning.DONE:
            self._learn(part.picture, verdict.result)
        if answer.status == 413 or verdict.meaning is Meaning.REFUSED:
            log.warning("telegram.picture_refused", picture=part.picture, reason=verdict.reason)
            return None
        return verdict

    def _content(self, name: str) -> bytes | None:
        found = self._pictures.get(name)
        try:
            return found if isinstance(found, bytes | None) else found.read_bytes()
        except OSError as error:
            log.warning("telegram.picture_unreadable", picture=name, reason=type(error).__name__)
            return None

    def _learn(self, name: str, result: bytes) -> None:
        if file_id := photo_id(result):
            self._ids[name] = file_id
