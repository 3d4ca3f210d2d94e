"""HTML of messages: the few tags the Bot API knows, and its words for everything else."""

from __future__ import annotations

import re

from sandbox.jsontext import Json
from sandbox.telegram.errors import ApiError, bad
from sandbox.telegram.links import checked_link

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = re.compile(r"\s*")
_USER_LINK = re.compile(r"tg:(?://)?user\?id=(\d+)", re.IGNORECASE)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Text without tags and its entities, sorted; raises ApiError "can't parse entities: ..." (400)."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).parse()


def decode_references(text: str) -> str:
    """Replace the character references the Bot API knows; leave others as they are."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else found[0]


class _Open:
    """A start tag that waits for its end."""

    __slots__ = ("at", "attributes", "name", "offset")

    def __init__(self, name: str, attributes: dict[str, str], offset: int, at: int) -> None:
        self.name = name
        self.attributes = attributes
        self.offset = offset
        self.at = at


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pos = 0
        self.parts: list[str] = []
        self.units = 0
        self.stack: list[_Open] = []
        self.entities: list[Json] = []

    def parse(self) -> tuple[str, list[Json]]:
        while (tag := self.source.find("<", self.pos)) >= 0:
            self._text(self.source[self.pos : tag])
            self.pos = tag + 1
            if self.source.startswith("/", self.pos):
                self._end_tag(tag)
            else:
                self._start_tag(tag)
        self._text(self.source[self.pos :])
        if self.stack:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].name}"')
        self.entities.sort(key=lambda one: (one["offset"], -one["length"]))
        return "".join(self.parts), self.entities

    def _text(self, raw: str) -> None:
        if raw:
            text = decode_references(raw)
            self.parts.append(text)
            self.units += len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.pos)
        assert found is not None  # noqa: S101 - every pattern here also matches nothing
        self.pos = found.end()
        return found[0]

    def _peek(self) -> str:
        return self.source[self.pos : self.pos + 1]

    def _start_tag(self, tag: int) -> None:
        name = self._skip(_TAG_NAME).lower()
        if not self._peek():
            raise _wrong(f"Unclosed start tag at byte offset {self._byte(tag)}")
        if name not in TAGS:
            raise _wrong(f'Unsupported start tag "{name}" at byte offset {self._byte(tag)}')
        attributes = self._attributes(name, tag)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(tag)}')
        self.stack.append(_Open(name, attributes, self.units, sum(map(len, self.parts))))

    def _attributes(self, name: str, tag: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip(_SPACE)
            if self._peek() == ">":
                self.pos += 1
                return attributes
            attribute = self._skip(_ATTRIBUTE_NAME)
            if not attribute:
                where = f'in the tag "{name}" at byte offset {self._byte(tag)}'
                raise _wrong(f"Empty attribute name {where}")
            self._skip(_SPACE)
            attributes[attribute.lower()] = self._value(name, tag)

    def _value(self, name: str, tag: int) -> str:
        unclosed = _wrong(f'Unclosed start tag "{name}" at byte offset {self._byte(tag)}')
        if self._peek() != "=":
            if not self._peek():
                raise unclosed
            return ""
        self.pos += 1
        self._skip(_SPACE)
        quote = self._peek()
        if not quote:
            raise unclosed
        if quote not in {'"', "'"}:
            return self._name_token()
        end = self.source.find(quote, self.pos + 1)
        if end < 0 or end + 1 >= len(self.source):
            raise _wrong(f"Unclosed start tag at byte offset {self._byte(tag)}")
        value = decode_references(self.source[self.pos + 1 : end])
        self.pos = end + 1
        return value

    def _name_token(self) -> str:
        begin = self.pos
        token = self._skip(_TOKEN).lower()
        if not self._peek().isspace() and self._peek() != ">":
            raise _wrong(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return token

    def _end_tag(self, tag: int) -> None:
        if not self.stack:
            raise _wrong(f"Unexpected end tag at byte offset {self._byte(tag)}")
        self.pos += 1
        name = self._skip(_TAG_NAME).lower()
        self._skip(_SPACE)
        if self._peek() != ">":
            raise _wrong(f"Unclosed end tag at byte offset {self._byte(tag)}")
        self.pos += 1
        opened = self.stack[-1]
        if name and name != opened.name:
            where = f"at byte offset {self._byte(tag)}"
            raise _wrong(f'Unmatched end tag {where}, expected "</{opened.name}>", found "</{name}>"')
        self.stack.pop()
        if self.units > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Json = {
            "type": TAGS[opened.name],
            "offset": opened.offset,
            "length": self.units - opened.offset,
        }
        if opened.name == "a":
            if not self._link(entity, opened):
                return
        elif opened.name == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.name == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
            if not entity["custom_emoji_id"].isdigit():
                raise _wrong("Invalid custom emoji identifier specified")
        elif opened.name == "tg-time":
            entity["unix_time"] = int(opened.attributes.get("unix", "0") or 0)
        elif opened.name == "pre" and opened.attributes.get("language"):
            entity["language"] = opened.attributes["language"]
        elif opened.name == "code" and self._belongs_to_pre(entity, opened):
            return
        self.entities.append(entity)

    def _link(self, entity: Json, opened: _Open) -> bool:
        url = opened.attributes.get("href") or "".join(self.parts)[opened.at :]
        if found := _USER_LINK.match(url):
            entity["type"] = "text_mention"
            entity["user"] = {"id": int(found[1]), "is_bot": False, "first_name": ""}
            return True
        # A link that is none loses its entity without a word, like on the real server.
        entity["url"] = checked_link(url)
        return bool(entity["url"])

    def _belongs_to_pre(self, entity: Json, opened: _Open) -> bool:
        """`<pre><code class="language-x">`: the language belongs to the `pre` around it."""
        language = opened.attributes.get("class", "")
        outer = self.stack[-1] if self.stack else None
        if outer is None or outer.name != "pre" or outer.offset != entity["offset"]:
            return False
        outer.attributes["language"] = language.removeprefix("language-")
        return True


def _wrong(what: str) -> ApiError:
    return bad(f"can't parse entities: {what}")
