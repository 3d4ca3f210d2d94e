"""A process that has imported the program and becomes, forked, what it is asked for: `python -m` at once.

Imports are three of the five seconds of CPU that a start of the bot takes, and the tests start it more than a
hundred times. The child runs the module as `python -m` does, to the end of the interpreter; its standard
streams, arguments and environment are those it was asked with.

Standard input is a socket. Each message is `[environment, module, argument…]` with two files: where to write,
and whom to tell the process id and, in another line, the exit status. It ends when the other side does.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import select
import socket
import sys

import bot.app
import bot.commands.exporting
import bot.commands.importing
import bot.commands.running
import bot.texts.catalogue
import payments.yookassa_gateway
import sandbox.emulator
import storage.postgres
import storage.sqlite
from tests import parsed_once

HEAVY = (
    *(bot.app, bot.commands.exporting, bot.commands.importing, bot.commands.running),
    *(payments.yookassa_gateway, sandbox.emulator, storage.postgres, storage.sqlite),
)
LONGEST = 1 << 18
Living = dict[int, tuple[int, socket.socket]]
"""By a file of the process: its id, and who is told of its end."""


def _gone(pid_file: int, living: Living) -> None:
    """Tell of an end."""
    pid, told = living.pop(pid_file)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(pid_file)
    with told:
        told.send(b"%d\n" % status, socket.MSG_NOSIGNAL | socket.MSG_DONTWAIT)


def _become(line: bytes, out: int) -> None:
    """Run a module in this process as `python -m` does."""
    environment, module, *arguments = json.loads(line)
    for number in (1, 2):
        os.dup2(out, number)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def main() -> None:
    """Give birth until nobody asks any more."""
    parsed_once.install()
    bot.texts.catalogue.Catalogue.load()
    gc.collect()
    gc.freeze()
    asked, living = socket.socket(fileno=os.dup(0)), Living()
    while True:
        ready = select.select([asked, *living], [], [])[0]
        for one in ready:
            if one is not asked:
                _gone(one, living)
        if asked not in ready:
            continue
        line, files, *_ = socket.recv_fds(asked, LONGEST, 2)
        if not line:
            return
        out, tell = files
        pid = os.fork()
        if not pid:
            break
        os.close(out)
        told = socket.socket(fileno=tell)
        told.sendall(b"%d\n" % pid)
        living[os.pidfd_open(pid)] = pid, told
    for one in (asked, *(told for _, told in living.values())):
        one.close()
    for number in (*living, tell):
        os.close(number)
    os.dup2(nothing := os.open(os.devnull, os.O_RDONLY), 0)
    os.close(nothing)
    _become(line, out)


if __name__ == "__main__":
    main()
