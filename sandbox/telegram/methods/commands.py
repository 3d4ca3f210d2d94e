"""setMyCommands and its kin."""

from __future__ import annotations

import re
from typing import Any

from sandbox.jsontext import Json
from sandbox.telegram.api import BotApi, Method
from sandbox.telegram.errors import bad
from sandbox.telegram.files import Upload
from sandbox.telegram.schema import Table, string, structure
from sandbox.telegram.text import utf16_length

MAX_COMMANDS = 100
MAX_DESCRIPTION = 256
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
PLAIN_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


def _key(api: BotApi, params: Json) -> list[Any]:
    """The scope and the language a list of commands belongs to; raises ApiError 400."""
    return [_scope(api, params.get("scope")), language(params)]


def language(params: Json) -> str:
    """`language_code`: two letters or nothing; raises ApiError 400."""
    code = str(params.get("language_code", ""))
    if code and not LANGUAGE.fullmatch(code):
        raise bad("LANG_CODE_INVALID")
    return code


def _scope(api: BotApi, scope: Any) -> Json:
    if not scope:
        return {"type": "default"}
    if not isinstance(scope, dict):
        raise bad("Can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in PLAIN_SCOPES:
        return {"type": kind}
    if kind not in CHAT_SCOPES:
        raise bad("Can't parse BotCommandScope: Unsupported type specified")
    target = api.world.chats.get(_number(scope.get("chat_id", "")))
    if target is None or not target.opened:
        raise bad("chat not found")
    member = {"user_id": scope.get("user_id")} if kind == "chat_member" else {}
    return {"type": kind, "chat_id": target.id, **member}


def _number(value: Any) -> int:
    text = str(value)
    if not text:
        raise bad("Can't parse BotCommandScope: Empty chat_id specified")
    return int(text) if text.removeprefix("-").isdecimal() else 0


def _command(value: Any) -> Json:
    if not isinstance(value, dict):
        raise bad("Can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(value.get(name), str):
            raise bad(f"Can't parse BotCommand: Can't find field \"{name}\"")
    name = value["command"].removeprefix("/")
    if not COMMAND.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= utf16_length(value["description"].strip()) <= MAX_DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": value["description"]}


def set_commands(api: BotApi, params: Json, _: dict[str, Upload]) -> bool:
    """Replace the list of one scope and language."""
    given = params.get("commands")
    if not isinstance(given, list):
        raise bad(
            "Expected an Array of BotCommand" if given is not None else "Can't parse commands JSON object"
        )
    if len(given) > MAX_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    api.profile.put("commands", _key(api, params), [_command(value) for value in given])
    return True


def get_commands(api: BotApi, params: Json, _: dict[str, Upload]) -> Any:
    """The list of exactly this scope and language."""
    return api.profile.get("commands", _key(api, params), [])


def delete_commands(api: BotApi, params: Json, _: dict[str, Upload]) -> bool:
    """Empty the list of one scope and language."""
    api.profile.put("commands", _key(api, params), [])
    return True


_WHERE: Table = {"scope": structure, "language_code": string}
METHODS = (
    Method("setMyCommands", {**_WHERE, "commands": structure}, set_commands),
    Method("getMyCommands", _WHERE, get_commands),
    Method("deleteMyCommands", _WHERE, delete_commands),
)
