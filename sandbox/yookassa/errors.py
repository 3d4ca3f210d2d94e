"""What the API refuses, in the shape of its error object."""

from __future__ import annotations

import uuid

from aiohttp import web

from sandbox.jsontext import Json
from sandbox.problems import reply

CODES = {
    400: "invalid_request",
    401: "invalid_credentials",
    403: "forbidden",
    404: "not_found",
    410: "gone",
    429: "too_many_requests",
    500: "internal_server_error",
}
WORDS = {
    400: "The request cannot be processed",
    401: "Error in shopId or secret key. Check their validity",
    403: "The shop has no right to do this",
    404: "Payment doesn't exist or access denied",
    410: "The resource is gone",
    429: "Too many requests",
    500: "Internal server error",
}


class Refusal(Exception):
    """An error answer. `parameter`: the field meant or ""; `retry_after`: milliseconds, 0 for none."""

    def __init__(self, status: int, why: str = "", parameter: str = "", retry_after: int = 0) -> None:
        super().__init__(why or WORDS[status])
        self.status = status
        self.parameter = parameter
        self.retry_after = retry_after

    @property
    def code(self) -> str:
        return CODES[self.status]

    def body(self) -> Json:
        told: Json = {"type": "error", "id": str(uuid.uuid4()), "code": self.code, "description": str(self)}
        if self.parameter:
            told["parameter"] = self.parameter
        if self.retry_after:
            told["retry_after"] = self.retry_after
        return told

    def response(self) -> web.Response:
        return reply(self.body(), self.status)


def invalid(parameter: str, why: str) -> Refusal:
    """400 about one field."""
    return Refusal(400, why, parameter)
