"""A process that answers like one that paints, or unlike it: `odd_worker.py LOG MODE,MODE,…`.

There is a mode for each start, the last one for all later ones. Starts and drawings leave lines in the log.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

LOG, MODES = sys.argv[1], sys.argv[2].split(",")


def note(word):
    with Path(LOG).open("a+") as log:
        log.write(word + "\n")
        log.flush()
        log.seek(0)
        return log.read().split().count(word)


def read():
    header = sys.stdin.buffer.read(4)
    return sys.stdin.buffer.read(int.from_bytes(header, "big")) if header else None


def say(body, length=None):
    sys.stdout.buffer.write((len(body) if length is None else length).to_bytes(4, "big") + body)
    sys.stdout.buffer.flush()


def picture(body):
    return b"\x89PNG\r\n\x1a\n" + body[:20] + b"IEND\xaeB`\x82"


def main():
    mode = MODES[min(note("start"), len(MODES)) - 1]
    if mode == "deaf":
        os._exit(3)
    say(b"ready")
    while (body := read()) is not None:
        note("drawing")
        if mode == "hang":
            time.sleep(60)
        elif mode == "exit":
            os._exit(9)
        elif mode == "slow":
            time.sleep(0.3)
        if mode == "garbage":
            say(b"<html>")
        elif mode == "long":
            say(b"", 1 << 30)
        elif mode == "fails":
            say(b'{"reason":"ValueError"}')
        else:
            say(picture(body))


main()
