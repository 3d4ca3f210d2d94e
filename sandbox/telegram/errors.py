"""Refusals in the words of the Bot API."""

from __future__ import annotations

from sandbox.jsontext import Json, encode


class ApiError(Exception):
    """One unsuccessful answer: HTTP status, description and, rarely, response parameters."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> bytes:
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return encode(answer)


def bad(text: str) -> ApiError:
    """400; like the real server it starts a sentence in lower case but leaves NAMES_OF_ERRORS alone."""
    if len(text) > 1 and not (text[1] == "_" or text[1].isupper()):
        text = text[0].lower() + text[1:]
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    """403: the person does not want the bot, or is gone."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """409: somebody else receives the updates."""
    return ApiError(409, f"Conflict: {text}")


def too_many(retry_after_s: int) -> ApiError:
    """429 with the seconds to wait."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after_s}", {"retry_after": retry_after_s})
