"""`python -m sandbox.screenshot`: take the README's pictures of the page with Chromium.

Starts a sandbox of its own in a temporary folder, links an account on the page as a person would, and
writes docs/images/chat.png and docs/images/sandbox.png. Needs the development requirements and Chromium.
"""

from __future__ import annotations

import argparse
import io
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from sandbox.launcher.net import free_port

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PATIENCE_MS = 60_000
WALK_MS = 300_000
SPEED = "4"
# The first message of several lines about the first account of the walk becomes the last one to be seen.
TO_THE_CARD = """() => {
    const log = document.getElementById("messages");
    const found = [...log.querySelectorAll(".theirs")].find((one) =>
        one.innerText.includes("*1111") && one.querySelector(".words").innerText.split("\\n").length > 3);
    log.scrollTop = found.offsetTop + found.offsetHeight - log.offsetTop - log.clientHeight + 4;
}"""


def main() -> int:
    """Write both pictures; 1 where there is no Chromium."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.screenshot", description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "images", help="folder (docs/images)")
    folder: Path = parser.parse_args().to
    chromium = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if chromium is None:
        print(f"no Chromium found; install one of {', '.join(BROWSERS)}", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE_MS)
    with _sandbox() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
        page.goto(address)
        _walk(page)
        _keep(page.screenshot(), folder / "sandbox.png")
        _one_chat(page)
        _keep(page.locator("#pane-chat").screenshot(), folder / "chat.png")
        browser.close()
    return 0


@contextmanager
def _sandbox() -> Iterator[str]:
    """A running sandbox; its address."""
    with tempfile.TemporaryDirectory(prefix="abonent-picture-") as folder:
        port = free_port(8190)
        command = [sys.executable, "-m", "sandbox", "--data", f"{folder}/sandbox", "--port", str(port)]
        process = subprocess.Popen([*command, "--accounts", "60"], cwd=ROOT, stdout=subprocess.PIPE)  # noqa: S603
        for line in process.stdout or ():
            if b"Open" in line:
                break
        else:
            raise SystemExit("the sandbox did not start, see above")
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def _walk(page: Page) -> None:
    """Let the page show itself, then put its caption away."""
    page.locator("#walk-start").click()
    page.locator("#walk-speed").select_option(SPEED)
    expect(page.locator("#walk")).not_to_have_attribute("data-state", "running", timeout=WALK_MS)
    page.locator("#walk-end").click()
    page.locator('[data-tab="bill"]').click()
    page.locator("#messages").focus()
    page.mouse.move(0, 0)
    page.wait_for_timeout(1500)


def _one_chat(page: Page) -> None:
    """The linked account and its card, in a window as wide as a phone."""
    page.set_viewport_size({"width": 420, "height": 900})
    page.locator('[data-tab="chat"]').click()
    page.wait_for_timeout(500)
    page.evaluate(TO_THE_CARD)
    page.wait_for_timeout(500)


def _keep(picture: bytes, path: Path) -> None:
    """Shades that nobody can tell apart become one: a third of the bytes."""
    rounded = (
        Image.open(io.BytesIO(picture)).convert("RGB").point(lambda value: min(255, (value + 2) // 4 * 4))
    )
    rounded.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
