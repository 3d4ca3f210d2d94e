"""PNG and WebP without notes, the size of a HEIC. Pictures are never decoded, only their boxes are read."""

from __future__ import annotations

import struct

from core.files.model import Fault
from core.files.refused import Refused

Size = tuple[int, int]

_PNG_SIGN = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"iCCP"})
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
_MOST_BOXES = 20_000
_EXIF_AND_XMP = 0b1100
_ISPE_WITHIN = 1_000_000


def clean_png(data: bytes) -> tuple[bytes, Size]:
    """The picture chunks and the size. Raises Refused (broken) or struct.error."""
    width, height = struct.unpack(">II", data[16:24])
    kept, at = [_PNG_SIGN], len(_PNG_SIGN)
    for _ in range(_MOST_BOXES):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + length
        if end > len(data):
            break
        if name in _PNG_KEPT:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept), (int(width), int(height))
        at = end
    raise Refused(Fault.BROKEN)


def clean_webp(data: bytes) -> tuple[bytes, Size]:
    """The picture chunks and the size; animations are no photos. Raises Refused (broken) or struct.error."""
    total = min(len(data), 8 + int(struct.unpack("<I", data[4:8])[0]))
    kept: list[bytes] = []
    at, size = 12, (0, 0)
    for _ in range(_MOST_BOXES):
        if at + 8 > total:
            break
        name, length = struct.unpack("<4sI", data[at : at + 8])
        end = at + 8 + length + (length & 1)
        if at + 8 + length > len(data):
            raise Refused(Fault.BROKEN)
        if name in _WEBP_KEPT:
            size = size if all(size) else _webp_size(name, data[at + 8 : at + 24])
            kept.append(_unflagged(name, data[at:end]))
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body, size


def _unflagged(name: bytes, chunk: bytes) -> bytes:
    """A chunk that no longer says that notes follow."""
    if name != b"VP8X":
        return chunk
    return chunk[:8] + bytes([chunk[8] & ~_EXIF_AND_XMP]) + chunk[9:]


def _webp_size(name: bytes, head: bytes) -> Size:
    if name == b"VP8X":
        return 1 + int.from_bytes(head[4:7], "little"), 1 + int.from_bytes(head[7:10], "little")
    if name == b"VP8 ":
        width, height = struct.unpack("<HH", head[6:10])
        return int(width) & 0x3FFF, int(height) & 0x3FFF
    if name == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return 0, 0


def heic_size(data: bytes) -> Size:
    """The largest size that a HEIC names (ISO/IEC 23008-12, `ispe`). Raises Refused (broken) for none."""
    largest, at = (0, 0), data.find(b"ispe", 0, _ISPE_WITHIN)
    while at >= 0:
        width, height = struct.unpack(">II", data[at + 8 : at + 16])
        largest = max(largest, (int(width), int(height)), key=lambda size: size[0] * size[1])
        at = data.find(b"ispe", at + 16, _ISPE_WITHIN)
    if not all(largest):
        raise Refused(Fault.BROKEN)
    return largest
