"""On the build machine a page that nobody opened is not tested: there, browser tests may not be skipped."""

from __future__ import annotations

import os

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Turn a skipped test that is marked `browser` into a failed one if ABONENT_REQUIRE_BROWSER=1."""
    report: pytest.TestReport = yield
    required = os.environ.get("ABONENT_REQUIRE_BROWSER") == "1"
    if required and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but ABONENT_REQUIRE_BROWSER=1: {call.excinfo and call.excinfo.value}"
    return report
