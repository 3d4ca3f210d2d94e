"""The command `import` with billing's answers in a file: states and what is told, in one go."""

from __future__ import annotations

import asyncio

from bot.__main__ import main
from core.readings.journal import State
from storage.store import TxStore
from tests.commands.test_export_readings import opened, place, prepare, rows_of

__all__ = ["place"]


def test_out_and_back(place, capsys):
    config, path, folder = place
    prepare(path, 1, 2)
    line = ["--config", str(config)]
    assert main([*line, "export", "readings", "--to", str(folder / "a.csv")]) == 0
    first, second = (row["receipt"] for row in rows_of(folder / "a.csv"))
    answers = folder / "answers"
    answers.mkdir()
    text = f"receipt;result;reason\n{first};accepted;\n{second.replace('-', '')};refused;Меньше прошлого\n"
    (answers / "reading_results.csv").write_text(text)
    assert main([*line, "import", str(answers)]) == 0
    assert "2 rows are in force" in capsys.readouterr().out

    async def states():
        async with opened(path) as database:
            return await database.read(
                lambda tx: [TxStore(tx).journal.by_receipt(r) for r in (first, second)]
            )

    counted, refused = asyncio.run(states())
    assert counted.state is State.CONFIRMED
    assert (refused.state, refused.reason) == (State.REFUSED, "Меньше прошлого")
