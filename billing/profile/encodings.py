"""Code pages of Russian text: which one a file is in, and which one it looks like."""

from __future__ import annotations

import codecs

from billing.v1.lines import BLOCK

PYTHON = {"windows-1251": "cp1251", "cp866": "cp866", "utf-8": "utf-8", "utf-8-sig": "utf-8"}
NAMES = {"cp1251": "windows-1251", "cp866": "cp866", "utf-8": "utf-8"}
_BYTES_ENOUGH = 20
# Small letters of Russian, the ten most frequent ones, as they lie in each code page.
_FREQUENT = (0x043E, 0x0435, 0x0430, 0x0438, 0x043D, 0x0442, 0x0441, 0x0440, 0x0432, 0x043B)
_LETTERS = frozenset(chr(code) for code in range(0x0410, 0x0450)) | {chr(0x0451), chr(0x0401), chr(0x2116)}
_COMMON = frozenset(chr(code + shift) for code in _FREQUENT for shift in (0, -0x20))


def byte_order(head: bytes) -> str:
    """The encoding that a byte order mark names, "" without one."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8"
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""


def is_utf8(sample: bytes) -> bool:
    """Whether the bytes are UTF-8; a character cut off at the end of a long sample does not count."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=len(sample) < BLOCK)
    except UnicodeDecodeError:
        return False
    return True


def _score(high: bytes, encoding: str) -> int:
    """How Russian the text is, in per cent: frequent letters count twice."""
    text = high.decode(encoding, "replace")
    return sum((c in _LETTERS) + (c in _COMMON) for c in text) * 50 // len(text)


def likely(sample: bytes) -> str:
    """cp1251 or cp866, by the letters; "" where too little is there to tell."""
    high = bytes(byte for byte in sample if byte >= 0x80)
    if len(high) < _BYTES_ENOUGH:
        return ""
    scores = {encoding: _score(high, encoding) for encoding in ("cp1251", "cp866")}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= min(scores.values()) + 20 else ""
