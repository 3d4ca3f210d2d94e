"""The QR code of a demo bill holds exactly the link that the bot issued."""

from __future__ import annotations

import re

from sandbox.demo.links import add_links, file_of, picture

LINK = "https://t.me/abonent_sandbox_bot?start=b_AbCdEfGhIjKlMnOpQrStUv"


def test_bills_get_the_links_of_their_account_and_month(tmp_path):
    file_of(tmp_path, "2026-10").write_text(
        f"account;period;code;link;sms\n1;2026-10;482133;{LINK};x\n2;2026-10;111111;{LINK}2;x\n", "utf-8"
    )
    cards = [
        {"number": "1", "bills": [{"period": "2026-10"}, {"period": "2026-09"}]},
        {"number": "3", "bills": []},
    ]
    add_links(cards, tmp_path)
    newest, older = cards[0]["bills"]
    assert newest["link"] == LINK
    assert newest["qr"] == picture(LINK)
    assert "link" not in older


def test_the_picture_is_a_square_with_its_three_corners():
    drawn = picture(LINK)
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn["path"])}
    size, quiet = drawn["size"], 2
    far = size - quiet - 7
    for left, top in ((quiet, quiet), (far, quiet), (quiet, far)):
        assert {(left + n, top) for n in range(7)} <= dark
        assert {(left, top + n) for n in range(7)} <= dark
        assert (left + 1, top + 1) not in dark
    assert all(quiet <= x < size - quiet and quiet <= y < size - quiet for x, y in dark)
    assert picture(LINK + "2") != drawn
