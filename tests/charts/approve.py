"""`python -m tests.charts.approve`: take today's pictures as the approved ones, after looking at them.

Writes those that changed and lists them; refuses while charts.wire.PAINTING says that pictures are still
painted as before (old ones would be sent on), unless `--unreleased` says that nobody has got any. With
`--show DIR` it writes the pictures at full size to DIR instead, to look at.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from charts import wire
from charts.layout import scene_of
from charts.painter import Painter
from charts.png import png_of
from tests.charts.cases import CASES
from tests.charts.pictures import APPROVED, PAINTING, difference, halved, read, small_png


def main(arguments):
    given = argparse.ArgumentParser(prog="python -m tests.charts.approve", description=__doc__)
    given.add_argument("--unreleased", action="store_true", help="nobody has got a picture yet")
    given.add_argument("--show", type=Path, metavar="DIR", help="write the pictures there, approve nothing")
    chosen = given.parse_args(arguments)
    painter = Painter()
    pages = {name: painter.page(scene_of(case())) for name, case in CASES.items()}
    if chosen.show:
        chosen.show.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            (chosen.show / f"{name}.png").write_bytes(png_of(page))
        return 0
    return approve(pages, unreleased=chosen.unreleased)


def approve(pages, *, unreleased):
    found = {name: halved(page) for name, page in pages.items()}
    changed = [name for name in found if changes(name, found[name])]
    known = PAINTING.read_text().strip() if PAINTING.exists() else ""
    if any(picture(name).exists() for name in changed) and known == str(wire.PAINTING) and not unreleased:
        print(f"error: {', '.join(changed)} changed; raise PAINTING in charts/wire.py first", file=sys.stderr)
        return 1
    for name in changed:
        picture(name).write_bytes(small_png(found[name]))
        print(f"approved {name}, {picture(name).stat().st_size} bytes")
    PAINTING.write_text(f"{wire.PAINTING}\n")
    return 0


def changes(name, colours):
    return not picture(name).exists() or bool(difference(colours, read(picture(name).read_bytes())))


def picture(name):
    return APPROVED / f"{name}.png"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
