"""Texts as the Bot API takes them: cleaned, trimmed, measured in UTF-16 units after entities are parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.jsontext import Json
from sandbox.telegram.errors import bad
from sandbox.telegram.html import TAGS, parse_html

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_RAW_BYTES = 1 << 15
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
_BLANK = re.compile("[\\s\u00ad\u180e\u200b-\u200d\u2060\u2800\ufeff]*")
_FOUND_TYPES = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
_ENTITY_TYPES = frozenset({*TAGS.values(), *_FOUND_TYPES, "expandable_blockquote", "text_mention"})


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and the entities over it (offsets and lengths in UTF-16 units)."""

    text: str
    entities: list[Json] = field(default_factory=list)


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, the unit of every Telegram limit on texts."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Control characters become spaces; carriage returns and direction overrides disappear."""
    if not _CONTROL.search(text):
        return text
    return _CONTROL.sub(lambda found: " " if "\r" != found[0] < "\x20" else "", text)


def formatted(text: str, parse_mode: str, entities: Any) -> Formatted:
    """Parse and trim; raises ApiError 400 in the server's words."""
    if len(text) > MAX_RAW_BYTES // 4 and len(text.encode("utf-8", "surrogatepass")) > MAX_RAW_BYTES:
        raise bad("Text is too long")
    text = clean(text)
    mode = parse_mode.lower()
    if mode in {"", "none"}:
        return trim(text, checked_entities(entities, text))
    if mode != "html":
        raise bad("unsupported parse_mode" if mode not in {"markdown", "markdownv2"} else _NO_MARKDOWN)
    return trim(*parse_html(text))


_NO_MARKDOWN = "the sandbox does not parse Markdown: send HTML or entities"


def trim(text: str, entities: list[Json]) -> Formatted:
    """Cut white space at both ends, but never in front of the first entity."""
    cut = text.rstrip()
    if _BLANK.fullmatch(cut):
        return Formatted("")
    first = entities[0]["offset"] if entities else len(cut)
    lead = 0
    while lead < first and cut[lead] in " \n":
        lead += 1
    if len(cut) == len(text) and not lead:
        return Formatted(text, entities)
    return Formatted(cut[lead:], _shifted(entities, lead, utf16_length(cut)))


def _shifted(entities: list[Json], lead: int, end: int) -> list[Json]:
    kept = []
    for entity in entities:
        length = min(entity["length"], end - entity["offset"])
        if length > 0:
            kept.append({**entity, "offset": entity["offset"] - lead, "length": length})
    return kept


def checked_entities(value: Any, text: str) -> list[Json]:
    """The `entities` parameter, sorted, without empty ones; raises ApiError 400 for malformed ones."""
    if not value:
        return []
    if not isinstance(value, list):
        raise bad("Can't parse entities JSON object")
    end = utf16_length(text)
    for entity in value:
        _check_entity(entity, end)
    order = sorted(value, key=lambda one: (one["offset"], -one["length"]))
    return [entity for entity in order if entity["length"]]


def _check_entity(entity: Any, end: int) -> None:
    if not isinstance(entity, dict):
        raise bad("Can't parse MessageEntity: expected an Object")
    if entity.get("type") not in _ENTITY_TYPES:
        raise bad("Can't parse MessageEntity: Unsupported type specified")
    for name in ("offset", "length"):
        if not isinstance(entity.get(name), int) or entity[name] < 0:
            raise bad(f'Can\'t parse MessageEntity: Field "{name}" must be a Number')
    if entity["offset"] + entity["length"] > end:
        raise bad(
            f"Entity beginning at UTF-16 offset {entity['offset']} ends after the end of the text "
            f"at UTF-16 offset {entity['offset'] + entity['length']}"
        )


def message_text(text: str, parse_mode: str, entities: Any) -> Formatted:
    """The text of a message: 1 to 4096 units."""
    if not text:
        raise bad("message text is empty")
    result = formatted(text, parse_mode, entities)
    if not result.text:
        raise bad("text must be non-empty")
    if utf16_length(result.text) > MAX_TEXT:
        raise bad("message is too long")
    return result


def caption(text: str, parse_mode: str, entities: Any) -> Formatted:
    """The caption of a media message: 0 to 1024 units."""
    result = formatted(text, parse_mode, entities) if text else Formatted("")
    if utf16_length(result.text) > MAX_CAPTION:
        raise bad("message caption is too long")
    return result
