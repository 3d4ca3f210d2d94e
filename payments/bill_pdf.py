"""A bill as PDF/UA: tagged, with text, fonts inside; laid out by Typst from `bill.typ` (docs/adr/0076).

Texts go in as data and are never read as markup; nothing is looked up outside this folder and the fonts.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import typst

from payments.qr_picture import svg

if TYPE_CHECKING:
    from payments.bill_paper import Code, Paper

_HERE = Path(__file__).parent
_LAYOUT = _HERE / "bill.typ"
_FONTS = _HERE.parent / "charts" / "fonts"


class Unprintable(Exception):
    """The bill could not be laid out; the text is the library's, without the values of the bill."""


def pdf(paper: Paper) -> bytes:
    """The file. Raises Unprintable."""
    given = msgspec.to_builtins(paper)
    given["pay"]["code"] = _drawn(paper.pay.code)
    given["chat"] = _drawn(paper.chat)
    made = datetime.fromtimestamp(paper.made_ms // 1000, tz=UTC)
    try:
        found = typst.compile(
            _LAYOUT,
            root=_HERE,
            font_paths=[_FONTS],
            ignore_system_fonts=True,
            sys_inputs={"paper": msgspec.json.encode(given).decode()},
            format="pdf",
            pdf_standards="ua-1",
            timestamp=made,
        )
    except typst.TypstError as error:
        raise Unprintable(error.message) from None
    return found


def _drawn(code: Code | None) -> dict[str, Any] | None:
    """The code as a picture that is sharp at any size."""
    if code is None:
        return None
    drawn = svg(code.payload).decode()
    return {"svg": drawn, "alt": code.alt, "caption": code.caption, "link": code.link}
