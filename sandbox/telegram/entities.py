"""What the server finds in the text of a person by itself: commands, links, addresses."""

from __future__ import annotations

import re

from sandbox.jsontext import Json
from sandbox.telegram.text import utf16_length

_FINDERS = re.compile(
    r"(?P<bot_command>(?<![\w/>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<email>(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
    r"|(?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{2,31})"
    r"|(?P<hashtag>(?<![\w#])#[^\W\d_]\w{0,255})"
    r"|(?P<url>https?://[^\s<>\"]{2,})"
    r"|(?P<phone_number>(?<![\w+])\+7[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d))"
)
_HINT = re.compile(r"[/@#+]")


def find_entities(text: str) -> list[Json]:
    """Entities of a plain text, offsets in UTF-16 units, in order."""
    if not _HINT.search(text):
        return []
    return [
        {
            "type": match.lastgroup,
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match[0]),
        }
        for match in _FINDERS.finditer(text)
    ]
