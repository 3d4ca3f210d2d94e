"""The process that prints one bill: `python -m payments.bill_child`, a `Paper` on standard input, a PDF out.

What a layout costs ends with it: the library's memory never stays in the bot.
"""

from __future__ import annotations

import os
import resource
import sys

import msgspec

from payments.bill_paper import Paper
from payments.bill_pdf import pdf

MEMORY = 1 << 30
"""Bytes of address space: four times what forty lines take."""
SECONDS = 20
NICE = 10


def main() -> int:
    """Print the bill; a traceback and no file where that fails."""
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(pdf(msgspec.json.decode(sys.stdin.buffer.read(), type=Paper)))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
