"""The command line that all rivals share."""

from __future__ import annotations

import argparse
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Where the Bot API is, who the bot is, and how it gets its updates."""

    api: str
    token: str
    mode: str
    port: int
    path: str
    secret: str
    database: str
    concurrent: int


def read_options() -> Options:
    """Parse the arguments of the process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--api", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--mode", choices=("webhook", "polling"), default="webhook")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--path", default="/telegram")
    parser.add_argument("--secret", default="")
    parser.add_argument("--database", default="")
    parser.add_argument("--concurrent", type=int, default=0)
    return Options(**vars(parser.parse_args()))
