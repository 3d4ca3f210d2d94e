"""The page can say where every conversation stands."""

from __future__ import annotations

import re
from pathlib import Path

from bot.dialogs.entries import DIALOGS

WORDS = Path(__file__).parents[2] / "sandbox" / "page" / "js" / "words.js"


def keys(table):
    body = re.search(rf"const {table} = {{(.*?)}};", WORDS.read_text("utf-8"), re.DOTALL)[1]
    return set(re.findall(r'^  "?([\w/-]+)"?: "', body, re.MULTILINE))


def test_every_dialog_has_a_name():
    assert keys("DIALOGS") == {dialog.name for dialog in DIALOGS}


def test_every_step_says_what_it_waits_for():
    assert keys("STEPS") == {f"{dialog.name}/{step}" for dialog in DIALOGS for step in dialog.steps}
