"""A dialog says what happened; it knows no channel, markup or library of one."""

from __future__ import annotations

import ast
import re

from tests.house.sources import Source, sources

CHANNEL = re.compile(
    r"telegram|aiogram|smsc|yookassa|parse_mode|html|inline_keyboard|</?(b|i|u|a|code|pre)[ >]", re.IGNORECASE
)


def names(source: Source) -> list[tuple[ast.AST, str]]:
    found: list[tuple[ast.AST, str]] = [(text, str(text.value)) for text in source.texts()]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name):
            found.append((node, node.id))
        elif isinstance(node, ast.Attribute):
            found.append((node, node.attr))
        elif isinstance(node, ast.alias | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.append((node, node.name))
        elif isinstance(node, ast.arg):
            found.append((node, node.arg))
    return found


def test_no_channel_in_dialogs() -> None:
    found = [
        f"{source.at(node)} {name[:60]!r}"
        for source in sources("bot/dialogs")
        for node, name in names(source)
        if CHANNEL.search(name)
    ]
    assert not found, "the channel decides how it looks:\n" + "\n".join(found)


def test_no_channel_library_in_core_rules() -> None:
    found = [
        f"{source.at(node)} {name[:60]!r}"
        for source in sources("core")
        if not source.path.endswith("masking.py")
        for node, name in names(source)
        if re.search(r"aiogram|parse_mode|inline_keyboard", name, re.IGNORECASE)
    ]
    assert not found, "\n".join(found)
