"""Small files for what people send: a picture, a voice message, a sticker, a document."""

from __future__ import annotations

import struct
import zlib

from sandbox.jsontext import Json
from sandbox.telegram.files import FileStore, Upload, document, photo_sizes

SIDES = (320, 240)


def png(width: int, height: int) -> bytes:
    """A grey picture of that size."""
    rows = (b"\0" + b"\xb0" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


class Samples:
    """One stored file per kind, made when first needed."""

    def __init__(self, files: FileStore) -> None:
        self._files = files
        self._made: dict[str, Json] = {}

    def _file(self, kind: str, name: str, data: bytes, size: tuple[int, int] = (0, 0)) -> Json:
        if kind not in self._made:
            self._made[kind] = self._files.store(kind, Upload(name, "", data), size)
        return self._made[kind]

    def photo(self, data: bytes | None = None, size: tuple[int, int] = SIDES) -> list[Json]:
        if data is not None:
            return photo_sizes(self._files.store("photo", Upload("photo.png", "", data), size))
        return photo_sizes(self._file("photo", "photo.png", png(*SIDES), SIDES))

    def document(self, name: str | None = None) -> Json:
        kept = document(self._file("document", "document.pdf", b"%PDF-1.4\n%%EOF\n"))
        return {**kept, "file_name": name} if name else kept

    def upload(self, given: Upload, claimed: int | None = None) -> Json:
        """A person's own document, of the size it has or claims to have."""
        return document(self._files.store("document", given, claimed=claimed))

    def voice(self) -> Json:
        kept = self._file("voice", "voice.ogg", b"OggS")
        return {"duration": 3, "mime_type": "audio/ogg", **_identity(kept)}

    def sticker(self) -> Json:
        kept = self._file("sticker", "sticker.webp", b"RIFF\x04\0\0\0WEBP")
        look = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
        return {**look, "emoji": "👍", **_identity(kept)}


def _identity(kept: Json) -> Json:
    return {"file_id": kept["file_id"], "file_unique_id": kept["file_unique_id"], "file_size": kept["size"]}
