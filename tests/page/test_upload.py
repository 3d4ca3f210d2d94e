"""A photo or a file of one's own: chosen, dropped, with words; the chat shows it and the bot answers."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import expect

from tests.core.files.samples import jpeg, png, workbook
from tests.page.people import add_person, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
PNG = png(64, 48)


def started(page) -> int:
    """A new person who pressed «Запустить»; the chat's identifier."""
    add_person(page)
    page.locator("#start-button").click()
    wait_for(page, "личный кабинет")
    return int(page.url.rpartition("=")[2])


def test_a_photo_is_chosen_and_answered(open_page):
    page = open_page()
    started(page)
    page.locator("#say").fill("вот он")
    with page.expect_file_chooser() as chooser:
        page.locator("#tools-button").click()
        page.locator("#tools").get_by_role("button", name="Фото или файл с диска", exact=True).click()
    chooser.value.set_files({"name": "meter.png", "mimeType": "image/png", "buffer": PNG})
    photo = page.locator("#messages .mine img.photo")
    expect(photo).to_be_visible()
    expect(page.locator("#messages .mine").last).to_contain_text("вот он")
    expect(page.locator("#say")).to_have_value("")
    expect(page.locator("#messages .theirs").last).to_contain_text("Фото получено")
    assert photo.evaluate("(one) => one.naturalWidth") == 64


def test_a_table_is_a_document_that_can_be_taken_back(open_page, sandbox):
    page = open_page()
    chat = started(page)
    sheet = {"name": "ведомость.xlsx", "mimeType": "application/zip", "buffer": workbook()}
    page.locator("#file").set_input_files(sheet)
    expect(page.locator("#messages .mine a[download='ведомость.xlsx']")).to_be_visible()
    last = sandbox.call(f"/control/chats/{chat}")["messages"]
    (media,) = [one["media"] for one in last if one["media"]]
    assert media["file_size"] == len(workbook())


def test_a_file_is_dropped_on_the_chat(open_page):
    page = open_page()
    started(page)
    page.evaluate(
        """(data) => {
            const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], "meter.png", { type: "image/png" }));
            const pane = document.querySelector("#pane-chat");
            const how = { dataTransfer: transfer, bubbles: true, cancelable: true };
            const act = (kind) => pane.dispatchEvent(new DragEvent(kind, how));
            act("dragenter");
            window.seen = !document.querySelector("#drop").hidden;
            act("drop");
        }""",
        base64.b64encode(PNG).decode(),
    )
    assert page.evaluate("window.seen")
    expect(page.locator("#drop")).to_be_hidden()
    expect(page.locator("#messages .mine img.photo")).to_be_visible()
    expect(page.locator("#messages .theirs").last).to_contain_text("Фото получено")


def test_what_is_no_picture_inside_is_refused_in_words(open_page):
    page = open_page()
    started(page)
    broken = {"name": "meter.heic", "mimeType": "image/heic", "buffer": b"\0\0\0\x18ftypheic" + b"\0" * 99}
    page.locator("#file").set_input_files(broken)
    expect(page.locator("#messages .theirs").last).to_contain_text("Фото пришло не целиком")
    huge = {"name": "wide.jpg", "mimeType": "image/jpeg", "buffer": jpeg(12_000, 9)}
    page.locator("#file").set_input_files(huge)
    expect(page.locator("#chat-note")).to_contain_text("10000 dots")
    open_page.complaints.clear()  # the browser itself notes that the sandbox refused
