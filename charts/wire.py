"""What the bot and a process that paints say to each other: frames on pipes, a length before each.

To the process: a drawing. From it: READY once, then an answer to each drawing, in their order.
"""

from __future__ import annotations

import hashlib

import msgspec

from core.charting.drawing import Drawing

PAINTING = 1
"""Raised whenever the same drawing gets another picture: what was made before is then not used again."""
HEADER = 4
"""Bytes of the length before a frame, the largest first."""
LONGEST = 1 << 20
READY = b"ready"
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


class Failed(msgspec.Struct, frozen=True):
    """The picture could not be painted; `reason` is the kind of error, nothing of the drawing."""

    reason: str


class WireError(Exception):
    """The other side says what no sound one would."""


def encode(drawing: Drawing) -> bytes:
    """A drawing as bytes."""
    return msgspec.msgpack.encode(drawing)


def decode(body: bytes) -> Drawing:
    """The drawing of `encode`. Raises msgspec.MsgspecError."""
    return msgspec.msgpack.decode(body, type=Drawing)


def digest(drawing: Drawing) -> str:
    """What tells pictures apart: the same for the same picture, in every process and after a restart."""
    return digest_of(encode(drawing))


def digest_of(body: bytes) -> str:
    """The digest of an encoded drawing."""
    return hashlib.sha256(b"%d:%b" % (PAINTING, body)).hexdigest()


def frame(body: bytes) -> bytes:
    """A body with its length before it."""
    return len(body).to_bytes(HEADER, "big") + body


def length_of(header: bytes) -> int:
    """The length of the body that follows. Raises WireError above LONGEST."""
    length = int.from_bytes(header, "big")
    if length > LONGEST:
        raise WireError(f"a frame of {length} bytes")
    return length


def answer(result: bytes | Failed) -> bytes:
    """A picture, or why there is none, as a body."""
    return result if isinstance(result, bytes) else msgspec.json.encode(result)


def read_answer(body: bytes) -> bytes | Failed:
    """What `answer` made. Raises WireError for anything else."""
    if body.startswith(_PNG) and body.endswith(_PNG_END):
        return body
    try:
        return msgspec.json.decode(body, type=Failed)
    except msgspec.MsgspecError as error:
        raise WireError("neither a picture nor a reason") from error
