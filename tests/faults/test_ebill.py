"""The real `export ebill` under SIGKILL at each point it shares with other exports: each change told once."""

from __future__ import annotations

import csv
import subprocess
import sys

import pytest

from core.ebill.model import Way
from storage.database import connect
from tests.house.sources import ROOT
from tests.storage.test_ebill import Kept

POINTS = ("export-unnamed", "export-complete")
"""What this export shares with that of payments, which is killed at all of them (test_payments)."""
pytestmark = [
    pytest.mark.fault,
    pytest.mark.timeout(120),
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
]


START = "import sys; from tests.faults.mortal import run; sys.exit(run(*sys.argv[1:3], 1, *sys.argv[3:]))"


def run(folder, point):
    """The command, killed at a point; with "" it comes to its end."""
    config = str(folder / "config.toml")
    program = ("-c", START, config, point) if point else ("-m", "bot", "--config", config)
    given = (sys.executable, *program, "export", "ebill", "--to", str(folder / "out"))
    done = subprocess.run(given, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == (-9 if point else 0), done.stderr


async def switches(url, background, way):
    """Somebody decides, while no command holds the database."""
    database = connect(url, background=background)
    await database.open()
    try:
        assert await Kept(database).switches(way)
    finally:
        await database.close()


async def test_each_change_is_in_one_line_of_one_file_wherever_the_command_is_killed(
    database_url, background, tmp_path
):
    (tmp_path / "out").mkdir()
    (tmp_path / "config.toml").write_text(f'[database]\nurl = "{database_url}"\n')
    ways = []
    for at, point in enumerate((*POINTS, "")):
        ways.append(Way.PAPER if at % 2 else Way.ELECTRONIC)
        await switches(database_url, background, ways[-1])
        run(tmp_path, point)
    files = sorted((tmp_path / "out").glob("ebill-*.csv"))
    assert len(files) == len(list((tmp_path / "out").glob("ebill-*.csv.json")))
    rows = [row for path in files for row in csv.DictReader(path.read_text().splitlines(), delimiter=";")]
    assert [row["change"] for row in rows] == [str(at) for at in range(1, len(ways) + 1)]
    assert [row["way"] for row in rows] == ways
