"""Photos and documents that people send: out of a control request, or uploaded by the page."""

from __future__ import annotations

import base64
import binascii
from pathlib import PurePath
from typing import Any

from sandbox.jsontext import Json
from sandbox.problems import Problem
from sandbox.telegram.files import MAX_PHOTO, MAX_RATIO, MAX_SIDES, Upload
from sandbox.telegram.images import dimensions
from sandbox.telegram.samples import Samples

LONGEST_NAME = 120
MAX_DECLARED = 2_000_000_000
"""What an app of Telegram sends at most; the bytes themselves are limited by the sandbox's own server."""


def photo(samples: Samples, options: Json) -> list[Json]:
    """The sizes of a photo: the sample, or the bytes of the request. Raises Problem 400."""
    data = bytes_of(options)
    if data is None:
        return samples.photo()
    size = dimensions(data)
    if size is None:
        raise Problem(400, "a photo is a PNG, JPEG, GIF or WebP; send anything else as a document")
    if len(data) > MAX_PHOTO:
        raise Problem(
            400, "a photo has 10 MB at most; an app would make it smaller, or send it as a document"
        )
    if sum(size) > MAX_SIDES or max(size) > MAX_RATIO * max(1, min(size)):
        raise Problem(400, "such a photo no app would send: 10000 dots for both sides, 20 to 1 at most")
    return samples.photo(data, size)


def document(samples: Samples, options: Json) -> Json:
    """A document: the sample, or the bytes of the request; `size` claims another size. Raises Problem 400."""
    data, name = bytes_of(options), options.get("file_name")
    if name is not None and not isinstance(name, str):
        raise Problem(400, "file_name must be a string")
    claimed = options.get("size")
    if claimed is not None and not (type(claimed) is int and 0 <= claimed <= MAX_DECLARED):
        raise Problem(400, "size is a number of bytes up to 2000000000")
    if data is None and claimed is None:
        return samples.document(name)
    safe = PurePath((name or "file.bin").replace("\\", "/")).name[-LONGEST_NAME:] or "file.bin"
    mime = options.get("mime_type")
    upload = Upload(safe, mime if isinstance(mime, str) else "application/octet-stream", data or b"")
    return samples.upload(upload, claimed)


def bytes_of(options: Json) -> bytes | None:
    """The bytes of `data` (the page's upload) or `base64`; None for neither."""
    given: Any = options.get("data")
    if isinstance(given, bytes):
        return given
    if "base64" not in options:
        return None
    try:
        return base64.b64decode(options["base64"], validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise Problem(400, "base64 is not base64") from None
