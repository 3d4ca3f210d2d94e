"""Random updates made from aiogram's own types (Bot API 10.3): every member, every field, hostile values.

A plain seeded generator: some hundred times faster than composed strategies; Hypothesis supplies the seeds.
"""

from __future__ import annotations

import types
import typing
from enum import Enum
from functools import cache

import aiogram.types
from aiogram.types import Update
from pydantic import BaseModel

TEXTS = [
    "", "x", "/start", "/start " + "A" * 64, "/balance@AbonentBot 1", "\x00", "\ud800", "a\udfffb\x00",
    "\u202eabc\u202c", "\u200f12\u200e", "👩‍👩‍👧‍👦", "я" * 4096, "a" * 9000, "s:p1:yes", "e:balance:",
    "e::", "s:\x00:", "private", "channel", "group", "kicked", "member", "79161234567", "+7 916 123-45-67",
]  # fmt: skip
NUMBERS = [0, 1, 5, 42, -1, -100123, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 10**30, 1_795_000_000]
JUNK = [None, True, 7, 1.5, -1, 10**40, "junk", "\ud800", [], {}, [{}], {"id": 1}, [None], {"": None}]
MEMBERS = sorted(set(Update.model_fields) - {"update_id"})
DEPTH = 3


class _Moment:
    """Stands for both spellings, `datetime` and `datetime.datetime`: seconds on the wire."""

    datetime = timedelta = int


@cache
def fields_of(model):
    """Names on the wire with their types."""
    space = vars(aiogram.types) | vars(typing)
    space |= {"datetime": _Moment, "Bot": object, "Default": object}
    hints = typing.get_type_hints(model, localns=space)
    return [(info.alias or name, hints[name]) for name, info in model.model_fields.items()]


class Updates:
    """Draws updates from `random`; about one value in `junk` is not what the type says."""

    def __init__(self, random, junk: int = 60) -> None:
        self._random, self._junk = random, junk

    def update(self, member: str):
        hint = dict(fields_of(Update))[member]
        content = self.value(hint, DEPTH)
        if isinstance(content, dict):
            content |= {k: v() for k, v in self._frame().items() if self._random.random() < 0.9}
        number = self._random.choice(NUMBERS) if self._random.random() < 0.1 else self._random.getrandbits(31)
        return {"update_id": number, member: content}

    def _frame(self):
        chat_types = ["private", "private", "group", "supergroup", "channel", "", "of 2028"]
        return {
            "chat": lambda: {"id": self._number(), "type": self._random.choice(chat_types)},
            "from": lambda: {"id": self._number(), "is_bot": self._random.random() < 0.1},
            "date": self._number,
        }

    def value(self, hint, depth: int):
        if self._random.randrange(self._junk) == 0:
            return self._random.choice(JUNK)
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin is typing.Annotated:
            return self.value(arguments[0], depth)
        if origin in {typing.Union, types.UnionType}:
            return self.value(self._random.choice(arguments), depth)
        if origin is list:
            return [self.value(arguments[0], depth) for _ in range(self._random.randrange(3))]
        if origin is typing.Literal:
            literal = self._random.choice(arguments)
            return literal.value if isinstance(literal, Enum) else literal
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self.members(hint, depth - 1) if depth else {}
        return self._plain(hint)

    def members(self, model, depth: int):
        fields = fields_of(model)
        few = self._random.sample(fields, min(len(fields), self._random.randrange(1, 9)))
        return {name: self.value(hint, depth) for name, hint in few}

    def _plain(self, hint):
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._random.choice(list(hint)).value
        if hint is str:
            return self._random.choice(TEXTS)
        if hint is bool:
            return self._random.random() < 0.5
        if hint is float:
            return self._random.uniform(-1e9, 1e9)
        return None if hint is type(None) else self._number()

    def _number(self):
        return self._random.choice(NUMBERS)
