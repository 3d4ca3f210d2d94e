"""Small files of every kind, made of bytes: nothing here is drawn."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg(width, height):
    """The segments of a JPEG, with dots that nobody unpacks."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56" * 9
    tables = segment(0xDB, b"\0" * 65)
    jfif = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
    return b"\xff\xd8" + jfif + tables + frame + scan + b"\xff\xd9"


JPEG = jpeg(1200, 900)


def exif(orientation, more=b""):
    """What a phone writes: which way is up, and whatever else."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)
    return segment(0xE1, b"Exif\0\0" + tiff + more)


def png(width, height, rows=None):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    dots = zlib.compress((b"\0" + b"\xb0" * width) * (height if rows is None else rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def webp(width, height, more=b""):
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    flags = b"\x08" if more else b"\0"
    chunks = b"VP8X" + struct.pack("<I", 10) + flags + b"\0\0\0" + size + more
    chunks += b"VP8L" + struct.pack("<I", 6) + b"\x2f" + b"\0" * 5
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def heic(width, height):
    box = struct.pack(">I4sIII", 20, b"ispe", 0, width, height)
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + struct.pack(">I4s", 8 + len(box), b"meta") + box


def workbook(names=("[Content_Types].xml", "xl/workbook.xml"), more=()):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (*names, *more):
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 0, 0, 0)), "<x/>")
    return made.getvalue()
