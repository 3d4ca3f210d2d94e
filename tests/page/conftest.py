"""Chromium, a running sandbox, and pages that must not complain."""

from __future__ import annotations

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.page.running import Sandbox

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 45_000


@pytest.fixture(scope="session")
def chromium_path():
    """Path of a Chromium; without one the tests skip with a reason, or fail where a browser is required."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        reason = f"no Chromium found (looked for {', '.join(NAMES)}): the page is not tested"
        if os.environ.get("ABONENT_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session", autouse=True)
def patience():
    """The machine that runs tests is often busy with others."""
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def browser(chromium_path):
    """Not for the whole session: while Playwright is open, this process has an event loop running."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sandbox(chromium_path, tmp_path_factory):
    """One sandbox for all tests of a worker; each test adds its own people."""
    running = Sandbox(tmp_path_factory.mktemp("page") / "sandbox")
    running.start()
    yield running
    assert running.stop() == 0, running.said()


@pytest.fixture
def clock_back(sandbox):
    """Sets the clock back afterwards: bills are accepted for two months only, and others need them."""
    before = sandbox.call("/control/clock")["now_ms"]
    yield
    sandbox.call("/control/clock", {"set_ms": before})


@pytest.fixture
def open_page(browser, sandbox):
    """Opens the page in a fresh context; whatever it throws or its console reports fails the test."""
    contexts, complaints = [], []

    def open_(width=1280, height=800, path="/", address=None, ready=".person >> nth=2", **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: line.type in {"error", "warning"} and complaints.append(line.text))
        page.goto((address or sandbox.address) + path)
        expect(page.locator(ready)).to_be_attached(timeout=PATIENCE_MS)
        return page

    open_.complaints = complaints
    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
