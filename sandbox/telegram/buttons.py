"""Buttons: what one of each kind may hold."""

from __future__ import annotations

from typing import Any

from sandbox.jsontext import Json
from sandbox.telegram.errors import ApiError, bad
from sandbox.telegram.links import button_link

MAX_CALLBACK_BYTES = 64
MAX_COPY = 256
STYLES = frozenset({"danger", "success", "primary", "link"})
INLINE_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
REPLY_ACTIONS = {
    "request_contact": "Phone number",
    "request_location": "Location",
    "request_poll": "Poll",
    "request_users": "Users",
    "request_chat": "Chats",
    "request_managed_bot": "Managed bots",
    "web_app": "Web App buttons",
}
_LOOKS = frozenset({"text", "style", "icon_custom_emoji_id", "disabled"})
_INLINE_MEMBERS = _LOOKS | set(INLINE_ACTIONS)
_REPLY_MEMBERS = _LOOKS | set(REPLY_ACTIONS)


def _inline_wrong(what: str) -> ApiError:
    return bad(f"can't parse inline keyboard button: {what}")


def _reply_wrong(what: str) -> ApiError:
    return bad(f"can't parse keyboard button: {what}")


def inline_button(button: Any, *, strict: bool) -> Json:
    """One button of an inline keyboard as the server keeps it; raises ApiError 400."""
    if not isinstance(button, dict):
        raise _inline_wrong("InlineKeyboardButton must be an Object")
    _check_text(button, _inline_wrong, "Inline keyboard button")
    actions = [name for name in INLINE_ACTIONS if _is_given(button, name)]
    if not actions:
        if strict and button.get("disabled") is True:
            return button
        raise _inline_wrong("Text buttons are unallowed in the inline keyboard")
    if strict:
        _check_strict(button, actions, _INLINE_MEMBERS, _inline_wrong)
    return _with_action(button, actions[0])


def _is_given(button: Json, name: str) -> bool:
    """An empty address or an empty callback is none at all; an empty inline query is one."""
    value = button.get(name)
    return value is not None and (value != "" or name.startswith("switch"))


def _check_text(button: Json, wrong: Any, what: str) -> None:
    text = button.get("text")
    if text is None:
        raise wrong('Can\'t find field "text"')
    if not isinstance(text, str):
        raise wrong('Field "text" must be of type String')
    if not text.strip():
        raise bad(f"{what} text must be non-empty")
    style = button.get("style")
    if style is not None and style not in STYLES:
        raise wrong("Invalid button style specified")


def _check_strict(button: Json, actions: list[str], members: frozenset[str], wrong: Any) -> None:
    unknown = set(button) - members
    if unknown:
        raise wrong(f'unknown field "{min(unknown)}" (sandbox)')
    if len(actions) > 1:
        raise wrong(f"exactly one action is expected, found {', '.join(actions)} (sandbox)")


def _with_action(button: Json, action: str) -> Json:
    value = button[action]
    if action == "callback_data":
        _check_callback(value)
    elif action == "url":
        return {**button, "url": button_link(_text_of(value, "url"), "Inline keyboard button")}
    elif action in {"web_app", "login_url"}:
        _check_page(value, action)
    elif action == "copy_text":
        _check_copy(value)
    elif action in {"pay", "callback_game"}:
        raise bad("BUTTON_TYPE_INVALID")
    return button


def _text_of(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise _inline_wrong(f'Field "{name}" must be of type String')
    return value


def _check_callback(value: Any) -> None:
    if len(_text_of(value, "callback_data").encode("utf-8", "surrogatepass")) > MAX_CALLBACK_BYTES:
        raise bad("BUTTON_DATA_INVALID")


def _check_page(value: Any, action: str) -> None:
    if not isinstance(value, dict):
        raise _inline_wrong(f'Field "{action}" must be of type Object')
    what = "Inline keyboard button Web App" if action == "web_app" else "Inline keyboard button login"
    button_link(_text_of(value.get("url", ""), "url"), what, https_only=True)


def _check_copy(value: Any) -> None:
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str):
        raise _inline_wrong('Can\'t find field "text"')
    if not 1 <= len(text) <= MAX_COPY:
        raise bad("BUTTON_COPY_TEXT_INVALID")


def reply_button(button: Any, *, private: bool, strict: bool) -> Json:
    """One button of a reply keyboard as an object; raises ApiError 400."""
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise _reply_wrong("KeyboardButton must be a String or an Object")
    _check_text(button, _reply_wrong, "Keyboard button")
    actions = [name for name in REPLY_ACTIONS if button.get(name)]
    if strict:
        _check_strict(button, actions, _REPLY_MEMBERS, _reply_wrong)
    if actions and not private:
        verb = "can be used" if actions[0] == "web_app" else "can be requested"
        raise bad(f"{REPLY_ACTIONS[actions[0]]} {verb} in private chats only")
    return button
