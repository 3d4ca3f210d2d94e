"""The supplier's billing, which knows nothing but the files: takes each once, in the order of their names."""

from __future__ import annotations

import csv
import hashlib
import json

HEADER = "account;serial;taken_at;t1;t2;t3;period;source;receipt;photo;action;replaces;mark"


def rows_of(path):
    """Rows of a file, after its manifest was compared with it."""
    body = path.read_bytes()
    said = json.loads(path.with_name(path.name + ".json").read_text())
    assert said["sha256"] == hashlib.sha256(body).hexdigest()
    lines = body.decode().splitlines()
    assert lines[0] == HEADER
    rows = list(csv.DictReader(lines, delimiter=";"))
    assert said["rows"] == len(rows)
    assert {name: said[name] for name in ("new", "replace", "withdraw")} == {
        name: sum(row["action"] == name for row in rows) for name in ("new", "replace", "withdraw")
    }
    return rows


def taken(folder):
    """What billing has after all files: rows by receipt. A row that cannot be right fails."""
    known = {}
    for path in sorted(folder.glob("readings-*.csv")):
        for row in rows_of(path):
            receipt = row["receipt"]
            if row["action"] == "new":
                assert receipt not in known, f"{receipt} is new twice"
                known[receipt] = row
            elif row["action"] == "replace":
                assert known.pop(row["replaces"]), f"{receipt} replaces what billing never saw"
                known[receipt] = row
            else:
                assert known.pop(receipt), f"{receipt} is withdrawn, and billing never saw it"
    return known
