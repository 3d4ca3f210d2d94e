"""A key that nothing reads is a promise that nobody keeps."""

from __future__ import annotations

import ast

from bot.config import Config
from bot.config.section import walk
from tests.house.sources import sources

# Keys that other programs rely on from the first release; YooKassa is spoken to in a later step.
LATER = ("payments.yookassa.",)


def read_attributes() -> set[str]:
    readers = [s for s in sources("bot") if not s.path.startswith(("bot/config/keys/", "bot/config/checks/"))]
    return {
        node.attr
        for source in readers
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    }


def test_every_key_is_read_by_something() -> None:
    read = read_attributes()
    unread = [
        path for path, field in walk(Config) if field.attribute not in read and not path.startswith(LATER)
    ]
    assert unread == []
