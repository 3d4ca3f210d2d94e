"""A skipped browser test is a failure where browsers are required, and only there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

TESTS = """
import pytest
pytestmark = pytest.mark.browser

def test_skips():
    pytest.skip("no Chromium")

@pytest.mark.skipif(True, reason="no Chromium")
def test_is_skipped():
    pass

def test_passes():
    pass
"""


@pytest.mark.parametrize(
    ("required", "counts"), [("1", "1 failed, 1 passed, 1 error"), ("", "1 passed, 2 skipped")]
)
def test_browser_tests_may_not_be_skipped_where_required(tmp_path: Path, required: str, counts: str) -> None:
    (tmp_path / "test_page.py").write_text(TESTS, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser: x\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.house.strictness",
        "--rootdir",
        str(tmp_path),
        str(tmp_path),
    ]
    done = subprocess.run(
        [*command, "-c", str(tmp_path / "pytest.ini")],
        cwd=ROOT,
        env=os.environ | {"ABONENT_REQUIRE_BROWSER": required},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert counts in done.stdout, done.stdout + done.stderr


def test_it_is_switched_on() -> None:
    assert "import pytest_runtest_makereport" in (ROOT / "tests/conftest.py").read_text("utf-8")
