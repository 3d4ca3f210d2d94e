"""Arguments of one Bot API call: JSON, urlencoded or multipart, from the body or the query string."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from sandbox.jsontext import Json, decode
from sandbox.telegram.errors import ApiError, bad
from sandbox.telegram.files import Upload

MAX_FILE = 51 * 1024 * 1024
MAX_FIELD = 1024 * 1024


async def read_arguments(request: web.Request) -> Json:
    """All arguments by name; file parts are Upload values. Raises ApiError 400 or 413."""
    arguments: Json = dict(request.query) if request.query_string else {}
    kind = request.content_type
    if kind == "multipart/form-data":
        arguments.update(await _multipart(request))
        return arguments
    body = await request.read()
    if not body:
        return arguments
    if kind == "application/json":
        arguments.update(_json(body))
    elif kind == "application/x-www-form-urlencoded":
        arguments.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return arguments


def _json(body: bytes) -> Json:
    try:
        value = decode(body)
    except ValueError:
        raise bad("can't parse JSON object in the request body") from None
    if not isinstance(value, dict):
        raise bad("JSON object expected in the request body")
    return value


async def _multipart(request: web.Request) -> Json:
    arguments: dict[str, Any] = {}
    try:
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.name:
                arguments[part.name] = await _part(part)
    except (ValueError, AssertionError, HttpProcessingError) as error:
        raise bad(f"can't parse the multipart body: {error}") from None
    return arguments


async def _part(part: BodyPartReader) -> str | Upload:
    data = bytearray()
    limit = MAX_FIELD if part.filename is None else MAX_FILE
    while chunk := await part.read_chunk(65_536):
        data += chunk
        if len(data) > limit:
            raise ApiError(413, "Request Entity Too Large")
    if part.filename is None:
        return data.decode("utf-8", "replace")
    content_type = part.headers.get("Content-Type", "application/octet-stream")
    return Upload(part.filename, content_type, bytes(data))
