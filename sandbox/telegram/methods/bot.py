"""getMe, descriptions, menu button, logOut, close."""

from __future__ import annotations

from typing import Any

from sandbox.jsontext import Json
from sandbox.telegram.api import BotApi, Method, Run
from sandbox.telegram.errors import bad
from sandbox.telegram.files import Upload
from sandbox.telegram.links import button_link
from sandbox.telegram.methods.commands import language
from sandbox.telegram.methods.targets import chat_of
from sandbox.telegram.schema import chat, string, structure
from sandbox.telegram.text import utf16_length

# What can be said about the bot: member of the answer, longest text, word of the refusal.
TEXTS = {
    "Name": ("name", 64, "BOT_TITLE_INVALID"),
    "Description": ("description", 512, "BOT_DESCRIPTION_INVALID"),
    "ShortDescription": ("short_description", 120, "BOT_SHORT_DESCRIPTION_INVALID"),
}


def get_me(api: BotApi, _params: Json, _: dict[str, Upload]) -> Json:
    """Who the bot is."""
    return api.profile.me()


def _setter(member: str, longest: int, wrong: str) -> Run:
    def run(api: BotApi, params: Json, _: dict[str, Upload]) -> bool:
        text = params.get(member, "")
        if utf16_length(text) > longest:
            raise bad(wrong)
        api.profile.put(member, language(params), text)
        return True

    return run


def _getter(member: str) -> Run:
    def run(api: BotApi, params: Json, _: dict[str, Upload]) -> Json:
        default = api.settings.bot_name if member == "name" else ""
        return {member: api.profile.get(member, language(params), default)}

    return run


def _menu_key(api: BotApi, params: Json) -> int:
    if "chat_id" not in params:
        return 0
    target = chat_of(api, params)
    if not target.private:
        raise bad("chat not found")
    return target.id


def set_menu(api: BotApi, params: Json, _: dict[str, Upload]) -> bool:
    """The button beside the input field, for everybody or one private chat."""
    button: Any = params.get("menu_button", {"type": "default"})
    if not isinstance(button, dict):
        raise bad("Can't parse menu button: MenuButton must be an Object")
    kind = button.get("type")
    if kind not in {"default", "commands", "web_app"}:
        raise bad("Can't parse menu button: MenuButton has unsupported type")
    if kind == "web_app":
        page = button.get("web_app")
        if not isinstance(page, dict) or not isinstance(button.get("text"), str):
            raise bad("Can't parse menu button: Can't find field \"web_app\"")
        button_link(str(page.get("url", "")), "Menu button Web App", https_only=True)
    api.profile.put("menu_button", _menu_key(api, params), button)
    return True


def get_menu(api: BotApi, params: Json, _: dict[str, Upload]) -> Any:
    """The chat's own button, else the common one."""
    own = api.profile.get("menu_button", _menu_key(api, params), None)
    return own or api.profile.get("menu_button", 0, None) or {"type": "commands"}


def yes(_api: BotApi, _params: Json, _: dict[str, Upload]) -> bool:
    """Nothing to do here for logOut and close."""
    return True


METHODS = (
    Method("getMe", {}, get_me),
    Method("logOut", {}, yes),
    Method("close", {}, yes),
    *(
        Method(f"setMy{name}", {member: string, "language_code": string}, _setter(member, longest, wrong))
        for name, (member, longest, wrong) in TEXTS.items()
    ),
    *(
        Method(f"getMy{name}", {"language_code": string}, _getter(member))
        for name, (member, _longest, _wrong) in TEXTS.items()
    ),
    Method("setChatMenuButton", {"chat_id": chat, "menu_button": structure}, set_menu),
    Method("getChatMenuButton", {"chat_id": chat}, get_menu),
)
