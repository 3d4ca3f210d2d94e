"""`python -m sandbox.screenshot`: take the README's pictures of the page with Chromium.

Starts a sandbox of its own in a temporary folder, links an account on the page as a person would, and
writes docs/images/chat.png, reading.png, reminder.png, chart.png, sms.png and sandbox.png. Needs the
development requirements and Chromium.
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
# The first answer with these words becomes the last message to be seen; without words the last one of all.
# Returns the height of what is cut off above: the lower part of a message of which one does not see the
# beginning.
TO_THE_MESSAGE = """words => {
    const log = document.getElementById("messages");
    const all = [...log.children], top = (one) => one.offsetTop - log.offsetTop;
    const said = (one) => one.matches(".theirs") && one.innerText.includes(words);
    const found = words ? all.find(said) : all.at(-1);
    log.scrollTop = top(found) + found.offsetHeight - log.clientHeight + 4;
    const whole = all.find((one) => top(one) >= log.scrollTop);
    return Math.max(0, Math.floor(top(whole) - log.scrollTop - 4));
}"""
CARD, RECEIPT, REMINDER = "*2222, на", "Записано", "ждём показание"
CHART = "график"
PICTURES = ((CARD, "chat.png"), (RECEIPT, "reading.png"), (REMINDER, "reminder.png"))


def main() -> int:
    """Write the pictures; 1 where there is no Chromium."""
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
        _down_to(page, "", 1280, 1000)
        _keep(page.screenshot(), folder / "sandbox.png")
        page.set_viewport_size({"width": 420, "height": 980})
        page.locator('[data-tab="chat"]').click()
        for words, name in PICTURES:
            _down_to(page, words, 420, 980)
            _keep(page.locator("#pane-chat").screenshot(), folder / name)
        page.set_viewport_size({"width": 420, "height": 1400})
        _ask(page, CHART)
        _keep(page.locator("#messages .theirs").last.screenshot(), folder / "chart.png")
        page.set_viewport_size({"width": 420, "height": 1105})
        page.locator('[data-tab="sms"]').click()
        page.wait_for_timeout(500)
        _keep(page.locator(".handset").screenshot(), folder / "sms.png")
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


def _ask(page: Page, words: str) -> None:
    """Write to the bot, and wait for a picture."""
    page.locator("#say").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("#messages .theirs img").last).to_have_js_property("naturalWidth", 1280)
    page.wait_for_timeout(500)


def _down_to(page: Page, words: str, width: int, height: int) -> None:
    """The chat down to the answer with these words and up to a whole message, in at most `height`."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(500)
    page.set_viewport_size({"width": width, "height": height - page.evaluate(TO_THE_MESSAGE, words)})
    page.wait_for_timeout(500)
    page.evaluate(TO_THE_MESSAGE, words)
    page.wait_for_timeout(500)


def _keep(picture: bytes, path: Path) -> None:
    """Shades that nobody can tell apart become one: a third of the bytes."""
    rounded = (
        Image.open(io.BytesIO(picture)).convert("RGB").point(lambda value: min(255, (value + 2) // 4 * 4))
    )
    rounded.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
