"""A JPEG without what its camera wrote beside the picture: place, time, owner, serial number, thumbnail.

The picture itself is copied byte for byte; which way is up stays (ITU-T T.81; CIPA DC-008 for Exif). What
follows the end of the picture is dropped: that is where other files hide.
"""

from __future__ import annotations

import struct

from core.files.model import Fault
from core.files.refused import Refused

Size = tuple[int, int]

_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SOS, _EOI, _COMMENT = 0xDA, 0xD9, 0xFE
_APPS = range(0xE0, 0xF0)
_BARE = frozenset({*range(0xD0, 0xD8), 0x01})
_MOST_SEGMENTS = 2_000
_ORIENTATION = 0x0112


def clean_jpeg(data: bytes) -> tuple[bytes, Size]:
    """The picture and its width and height in dots. Raises Refused (broken), IndexError or struct.error."""
    kept, at, size, turned = [b"\xff\xd8"], 2, (0, 0), 1
    for _ in range(_MOST_SEGMENTS):
        at, marker = _marker(data, at)
        if marker == _EOI:
            return b"".join([kept[0], _upright(turned), *kept[1:], b"\xff\xd9"]), size
        if marker in _BARE:
            continue
        length = int(struct.unpack(">H", data[at : at + 2])[0])
        body = data[at + 2 : at + length]
        if length < 2 or len(body) != length - 2:
            raise Refused(Fault.BROKEN)
        end = at + length
        if marker in _SOF:
            height, width = struct.unpack(">HH", body[1:5])
            size = (int(width), int(height))
        if marker == _SOS:
            end = _scan_end(data, end)
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            turned = _orientation(body[6:])
        if _picture(marker, body):
            kept.append(data[at - 2 : end])
        at = end
    raise Refused(Fault.BROKEN)


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The place behind the next marker, and the marker; fill bytes are skipped."""
    if data[at] != 0xFF:
        raise Refused(Fault.BROKEN)
    while data[at] == 0xFF:
        at += 1
    return at + 1, data[at]


def _scan_end(data: bytes, at: int) -> int:
    """Where the packed dots of a scan end: at a marker that is neither stuffing nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise Refused(Fault.BROKEN)
        if data[at + 1] not in {0x00, 0xFF} and data[at + 1] not in _BARE:
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def _picture(marker: int, body: bytes) -> bool:
    """Whether a segment belongs to the picture: colours do, notes do not."""
    if marker == _COMMENT:
        return False
    if marker not in _APPS:
        return True
    return (
        (marker == 0xE0 and body.startswith(b"JFIF\0"))
        or (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"))
        or (marker == 0xEE and body.startswith(b"Adobe"))
    )


def _orientation(tiff: bytes) -> int:
    """Which way is up, 1 to 8; 1 where that cannot be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 1
        first = int(struct.unpack(f"{order}I", tiff[4:8])[0])
        count = int(struct.unpack(f"{order}H", tiff[first : first + 2])[0])
        for entry in range(first + 2, first + 2 + 12 * min(count, 64), 12):
            tag, _, _, value = struct.unpack(f"{order}HHIH", tiff[entry : entry + 10])
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _upright(turned: int) -> bytes:
    """An Exif segment that says nothing but which way is up; none where it is up already."""
    if turned == 1:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
