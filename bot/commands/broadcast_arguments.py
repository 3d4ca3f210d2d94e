"""Arguments of `broadcast`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name

_DIGITS = 18
_TURNS = {
    "pause": "send no more of it for now",
    "resume": "go on with a paused one",
    "stop": "send no more of it for ever",
}


def add_broadcasts(commands: Commands) -> None:
    """What the supplier tells many at once."""
    top = commands.add_parser("broadcast", help="tell many people something")
    which = top.add_subparsers(dest="broadcast", required=True, metavar="new|show|test|start|...")
    _new(which)
    which.add_parser("list", help="the newest broadcasts")
    which.add_parser("show", help="its words, recipients, cost, and how far it has come").add_argument(
        "id", type=_number
    )
    for name, what in _TURNS.items():
        turning = which.add_parser(name, help=what)
        turning.add_argument("id", type=_number)
        _by(turning)
        if name == "resume":
            turning.add_argument(
                "--confirm", default="", metavar="NUMBER", help="its number, a week after it was made"
            )
    testing = which.add_parser("test", help="send it to yourself first")
    testing.add_argument("id", type=_number)
    _by(testing)
    testing.add_argument(
        "--to",
        required=True,
        help="your phone for an SMS (+79161234567), or your chat: telegram: and the phone by which it"
        " linked an account, or the Telegram id (telegram:+79161234567, telegram:123456789)",
    )
    starting = which.add_parser("start", help="send it to its recipients")
    starting.add_argument("id", type=_number)
    _by(starting)
    starting.add_argument("--confirm", required=True, metavar="NUMBER", help="the number of the preview")
    starting.add_argument(
        "--again", action="store_true", help="though the same was said to the same people within a week"
    )
    report = which.add_parser("report", help="what became of each recipient")
    report.add_argument("id", type=_number)
    report.add_argument("--to", type=Path, required=True, help="a .csv file")


def _number(text: str) -> int:
    """The number of a broadcast."""
    if not text.isdecimal() or len(text) > _DIGITS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of a broadcast: see `broadcast list`")
    return int(text)


def _by(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", default="", metavar="NAME", help="who does it, for the records (your login)")


def _new(which: Commands) -> None:
    making = which.add_parser("new", help="make one: it is previewed, nothing is sent")
    making.add_argument("--words", type=Path, required=True, help="a UTF-8 file with the text")
    making.add_argument("--short", type=Path, help="a UTF-8 file with the text of the SMS (--words)")
    making.add_argument("--by", required=True, help="who makes it, for the records")
    making.add_argument(
        "--places",
        action="append",
        default=[],
        help="only there, as docs/broadcasts.md says: 'STREET, 1-15, 22, 5a; VILLAGE'; may be named again",
    )
    making.add_argument(
        "--tariff", action="append", default=[], help="only accounts of this tariff of billing"
    )
    making.add_argument("--window", action="append", default=[], help="only with this reading window: 15-25")
    making.add_argument("--holder", choices=("", "person", "organisation"), default="", help="only of such")
    making.add_argument("--debt-from", type=int, default=0, metavar="RUB", help="only who owe so much")
    making.add_argument("--overdue-from", type=int, default=0, metavar="RUB", help="only so much overdue")
    making.add_argument(
        "--channels", choices=("all", "messenger", "sms"), default="all", help="where it may go (all)"
    )
    making.add_argument("--legal", action="store_true", help="the law asks for it: cannot be switched off")
