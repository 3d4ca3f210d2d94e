"""`python -m tests.intents [--failures]`: precision and recall of free questions on both measured lists."""

from __future__ import annotations

import sys

from tests.intents.measuring import FRESH, HELD_BACK, as_the_bot, phrases, report, table

for path in (HELD_BACK, FRESH):
    found = report(as_the_bot(), phrases(path))
    print(f"{path.name}\n{table(found)}\n")
    if "--failures" in sys.argv[1:]:
        for phrase, got in found.failures:
            print(f"{' '.join(phrase.right):<18} {' or '.join(got) or '-':<22} {phrase.text}")
