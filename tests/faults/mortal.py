"""The real program with a tripwire: it dies at the nth crossing of a point.

`mortal SOCKET` is a nursery: it has imported the program and gives birth to a process for each line it is
sent, `[config, point, nth, command…]`: of a start the imports cost most, and here there are dozens. Lines for
billing are marked and read in small pieces, so that a short run crosses from one to the next.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import sys

import bot.app
import bot.commands.exporting
import bot.commands.running
import bot.notifications.build
import payments.yookassa_gateway
import storage.payment_exports
import storage.sqlite
from bot.__main__ import main
from tests.faults.points import BEGUN, arm

HEAVY = (bot.app, bot.commands.exporting, bot.commands.running, payments.yookassa_gateway, storage.sqlite)
CHUNK, PAGE = 7, 5
PLAN_S = 1
"""Lives that end within reminders are short: the planner looks at once, not after half a minute."""


def run(config: str, point: str, nth: int, *command: str) -> int:
    """A command of the program."""
    storage.payment_exports.CHUNK, storage.payment_exports.PAGE = CHUNK, PAGE
    if point in BEGUN:
        bot.notifications.build.PLAN_S = PLAN_S
    arm(point, nth)
    return main(["--config", config, *command])


def _born(asked: socket.socket) -> int:
    """A child that does what is asked; its number is told at once, its end by the nursery."""
    line, files, *_ = socket.recv_fds(asked, 65536, 1)
    pid = os.fork()
    if pid:
        os.close(files[0])
        asked.sendall(b"%d\n" % pid)
        return pid
    status = 1
    try:
        for number in (1, 2):
            os.dup2(files[0], number)
        config, point, nth, *command = json.loads(line)
        status = run(config, point, nth, *command)
    finally:
        sys.stderr.flush()
        os._exit(status)


def nurse(path: str) -> None:
    """Give birth, and tell of ends, for ever."""
    door = socket.socket(socket.AF_UNIX)
    door.bind(path)
    door.listen()
    children: dict[int, socket.socket] = {}
    while True:
        if select.select([door], [], [], 0.02)[0]:
            asked, _ = door.accept()
            children[_born(asked)] = asked
        with contextlib.suppress(ChildProcessError):
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid:
                with contextlib.suppress(OSError), children.pop(pid) as told:
                    told.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    nurse(sys.argv[1])
