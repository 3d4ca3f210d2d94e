"""Text with entities as safe HTML, for the page."""

from __future__ import annotations

from html import escape

from sandbox.jsontext import Json

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def to_html(text: str, entities: list[Json]) -> str:
    """HTML with every character of the text escaped; entities of unknown kinds become plain text."""
    units = text.encode("utf-16-le", "surrogatepass")
    marks: dict[int, list[tuple[int, int, str]]] = {}
    for order, entity in enumerate(entities):
        opening, closing = _tag(entity, units)
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if opening and end > start:
            marks.setdefault(start, []).append((1, order, opening))
            marks.setdefault(end, []).append((0, -order, closing))
    parts, last = [], 0
    for position in sorted(marks):
        parts.append(escape(_slice(units, last, position)))
        parts.extend(mark for _, _, mark in sorted(marks[position]))
        last = position
    parts.append(escape(_slice(units, last, len(units) // 2)))
    return "".join(parts)


def _slice(units: bytes, start: int, end: int) -> str:
    return units[start * 2 : end * 2].decode("utf-16-le", "replace")


def _tag(entity: Json, units: bytes) -> tuple[str, str]:
    kind = entity["type"]
    if tag := _TAGS.get(kind):
        return f"<{tag}>", f"</{tag}>"
    if kind == "spoiler":
        return '<span class="spoiler">', "</span>"
    if kind in {"text_link", "url"}:
        covered = _slice(units, entity["offset"], entity["offset"] + entity["length"])
        address = entity.get("url") or covered
        if address.startswith(("http://", "https://", "tg://")):
            return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">', "</a>"
    if kind == "bot_command":
        return '<span class="command">', "</span>"
    return "", ""
