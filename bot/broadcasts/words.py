"""The words of a broadcast as people read them, and whether channels take them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.channels.base import Capabilities, Form
from bot.channels.policy import PHONES
from bot.channels.render import render
from bot.channels.segments import measure, utf16
from bot.dialogs.common import MENU
from bot.dialogs.model import Reply, say
from core.broadcasts.model import Channels

if TYPE_CHECKING:
    from bot.assembly import Texts
    from core.broadcasts.model import Draft

LONGEST_WORDS = 4096
"""Characters of one message, as messengers count them: an emoji is two."""
MOST_PARTS = 10
"""Parts of one SMS; providers take no more."""


_GAP = " "


class WordsError(ValueError):
    """Words that cannot be sent; the message says why."""


@dataclass(frozen=True, slots=True)
class Written:
    """A broadcast as it is read; `parts` is what one SMS of it is paid for."""

    full: str
    short: str
    parts: int


class Press:
    """Writes a broadcast out. `sms` is the channel of SMS."""

    def __init__(self, texts: Texts, sms: Capabilities) -> None:
        self._texts, self._sms, self._longest = texts, replace(sms, characters=1 << 20), sms.characters
        self._full = replace(self._sms, form=Form.FULL)

    def __call__(self, draft: Draft) -> Written:
        """Both forms, whole, however long."""
        full, short = (self._text(draft, can) for can in (self._full, self._sms))
        return Written(full, short, measure(short).parts)

    def checked(self, draft: Draft) -> Written:
        """The same of what can be sent. Raises WordsError."""
        for text in {draft.words, draft.words_short}:
            if not any(character.isalnum() for character in text):
                raise WordsError("the file holds no text")
        written = self(draft)
        units = utf16(written.full)
        if draft.channels is not Channels.SMS and units > LONGEST_WORDS:
            raise WordsError(f"the message has {units} characters, {LONGEST_WORDS} fit: make it shorter")
        if draft.channels is not Channels.MESSENGER and written.parts > MOST_PARTS:
            raise WordsError(
                f"an SMS of it has {written.parts} parts, {MOST_PARTS} fit: give shorter words by --short"
            )
        # Ten parts of Latin letters are longer than what leaves as one SMS.
        letters = utf16(written.short)
        if draft.channels is not Channels.MESSENGER and letters > self._longest:
            raise WordsError(
                f"an SMS of it has {letters} characters, {self._longest} fit: give shorter words by --short"
            )
        return written

    def _text(self, draft: Draft, can: Capabilities) -> str:
        reply = replace(reply_of(draft, short=can.form is Form.SHORT), choices=())
        texts = self._texts
        drawn = render(reply, can, texts.catalogue, texts.supplier, texts.today(), PHONES)
        return "".join(part.text for part in drawn.parts)


def reply_of(draft: Draft, *, short: bool) -> Reply:
    """The supplier's own words, as the channel takes them, and how to hear no more.

    A line is a line, an empty one divides paragraphs; an SMS has no lines.
    """
    text = draft.words_short if short else draft.words
    lines = [line.strip() for line in text.strip().splitlines()]
    phrases = [
        say("broadcast-words", words=line or _GAP)
        for line, before in zip(lines, ["", *lines], strict=False)
        if line or (before and not short)
    ]
    end = (say("broadcast-legal") if draft.legal else say("broadcast-end"),)
    gap = () if short else (say("broadcast-words", words=_GAP),)
    return Reply((*phrases, *gap, *end), choices=() if short else (MENU,), lasting=True)
