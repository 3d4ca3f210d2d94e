"""answerCallbackQuery."""

from __future__ import annotations

from sandbox.jsontext import Json
from sandbox.telegram.api import BotApi, Method
from sandbox.telegram.errors import bad
from sandbox.telegram.files import Upload
from sandbox.telegram.schema import boolean, integer, string
from sandbox.telegram.text import utf16_length

MAX_ANSWER = 200


def answer(api: BotApi, params: Json, _: dict[str, Upload]) -> bool:
    """Stop the clock on a pressed button, perhaps with a notice of 200 characters at most."""
    text = params.get("text", "")
    if utf16_length(text) > MAX_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    if params.get("url"):
        raise bad("URL_INVALID")
    shown: Json = {name: params[name] for name in ("text", "show_alert", "cache_time") if name in params}
    api.callbacks.answer(params.get("callback_query_id", ""), shown)
    return True


METHODS = (
    Method(
        "answerCallbackQuery",
        {
            "callback_query_id": string,
            "text": string,
            "show_alert": boolean,
            "url": string,
            "cache_time": integer,
        },
        answer,
    ),
)
