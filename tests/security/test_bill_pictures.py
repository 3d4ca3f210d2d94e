"""`receipt-codes --qr`: a picture for every link of the printer's file, for paper, of one issue."""

from __future__ import annotations

import csv
import io
import stat
from xml.etree import ElementTree as ET

import pytest
import segno
from PIL import Image

import bot.commands.bill_pictures as drawing
from bot.__main__ import main
from bot.commands.bill_pictures import Pictures
from bot.commands.bill_qr import file_name, picture
from bot.commands.receipt_codes import receipt_codes
from core.values import Period
from storage.database import Unit
from tests.dialogs.supplier import ACCOUNTS

OCTOBER = Period(2026, 10)
OPEN = sorted(account[1] for account in ACCOUNTS if account[6] == "active")
LINK = "https://t.me/primer_bot?start=b_ABCDEFGHIJKLMNOPQRSTUV"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def issue(running, settings, tmp_path):
    """Run the command with pictures in `qr`; its exit status and the lines of the file."""

    async def run(period=OCTOBER, *, folder="qr", kind="svg", name="bills.csv", **flags):
        flags = {"dry_run": False, "replace": False, **flags}
        path = tmp_path / name
        pictures = Pictures(tmp_path / folder, kind, str(period))
        status = await receipt_codes(settings, period, path, pictures=pictures, **flags)
        rows = path.open(encoding="utf-8", newline="") if path.exists() else io.StringIO()
        with rows as file:
            return status, {row["account"]: row["link"] for row in csv.DictReader(file, delimiter=";")}

    return run


def modules_of_svg(data):
    """The dark modules as rows of 0 and 1: what the strokes of the path cover, quiet zone included."""
    root = ET.fromstring(data)
    assert root.get("width") == root.get("height")
    white, black = root.iter(SVG + "path")
    assert (white.get("fill"), black.get("stroke")) == ("#fff", "#000")
    scale = float(root[0].get("transform").removeprefix("scale(").removesuffix(")"))
    size = round(float(root.get("width").removesuffix("mm")) / scale)
    rows = [[0] * size for _ in range(size)]
    x = y = 0.0
    for step in black.get("d").replace("M", " M").replace("m", " m").replace("h", " h").split(" "):
        if step[:1] in ("M", "m"):
            kind, x_step = step[0], float(step[1:])
        elif step[:1] == "h":
            for n in range(int(step[1:])):
                rows[int(y)][int(x) + n] = 1
            x += int(step[1:])
        elif step:
            x, y = (x_step, float(step)) if kind == "M" else (x + x_step, y + float(step))
    return rows


def modules_of_png(data):
    """The same of a PNG, by the middle dot of each module."""
    with Image.open(io.BytesIO(data)) as image:
        grey = image.convert("L")
    wide, high = grey.size
    return [[int(grey.getpixel((x, y)) < 128) for x in range(6, wide, 12)] for y in range(6, high, 12)]


def expected(link):
    return [list(row) for row in segno.make_qr(link, error="m").matrix_iter(border=4)]


@pytest.mark.parametrize(("kind", "modules"), [("svg", modules_of_svg), ("png", modules_of_png)])
def test_a_picture_is_the_code_of_the_link_with_its_quiet_zone(kind, modules):
    assert modules(picture(LINK, kind)) == expected(LINK)
    assert segno.make_qr(LINK, error="m").error in "MQH"


def test_a_picture_has_the_size_of_paper():
    assert 'width="20.5mm"' in picture(LINK, "svg").decode()
    with Image.open(io.BytesIO(picture(LINK, "png"))) as image:
        dots, (density, _) = image.width, image.info["dpi"]
    assert round(dots / density * 25.4, 1) == 20.8


async def test_every_line_of_the_file_has_its_picture(issue, tmp_path, capsys):
    status, links = await issue()
    folder = tmp_path / "qr"
    assert status == 0
    assert sorted(links) == OPEN
    assert {path.name for path in folder.iterdir()} == {f"{n}.svg" for n in OPEN} | {drawing.NOTE}
    for account, link in links.items():
        path = folder / file_name(account, "svg")
        assert modules_of_svg(path.read_bytes()) == expected(link)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert f"drawn: {len(OPEN)} pictures" in capsys.readouterr().out


async def test_processes_draw_the_same(issue, tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "_PAGE", 2)
    _, links = await issue(kind="png")
    for account, link in links.items():
        assert modules_of_png((tmp_path / "qr" / f"{account}.png").read_bytes()) == expected(link)


async def test_no_picture_of_a_replaced_issue_stays(issue, tmp_path):
    _, old = await issue()
    (tmp_path / "qr" / "2900000000.svg").write_text("of an account that was closed since")
    status, new = await issue(replace=True, kind="png")
    assert status == 0
    assert not list((tmp_path / "qr").glob("*.svg"))
    assert old != new
    assert {path.stem for path in (tmp_path / "qr").glob("*.png")} == set(OPEN)


async def test_a_run_that_was_stopped_goes_on_with_the_same_codes(issue, tmp_path, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(drawing, "draw_page", stopped)
    with pytest.raises(KeyboardInterrupt):
        await issue()
    monkeypatch.undo()
    first = tmp_path / "qr" / f"{OPEN[0]}.svg"
    first.write_text("drawn already")
    before = (tmp_path / "bills.csv").read_bytes()
    status, links = await issue(dry_run=True)
    assert (status, len(list((tmp_path / "qr").glob("*.svg")))) == (0, 1)
    status, links = await issue()
    assert status == 0
    assert (tmp_path / "bills.csv").read_bytes() == before
    assert first.read_text() == "drawn already"
    last = (tmp_path / "qr" / f"{OPEN[-1]}.svg").read_bytes()
    assert modules_of_svg(last) == expected(links[OPEN[-1]])


async def test_pictures_of_void_codes_are_not_gone_on_with(issue, running, settings, tmp_path, capsys):
    await issue()
    other = tmp_path / "other.csv"
    await running.write(older_issue())
    assert await receipt_codes(settings, OCTOBER, other, dry_run=False, replace=True) == 0
    status, _ = await issue()
    assert status == 1
    assert "--replace" in capsys.readouterr().err


def older_issue():
    """The clock of these tests stands: the first issue is put a second before the next one."""
    return Unit(lambda tx: tx.run("UPDATE bill_issue SET begun_ms = begun_ms - 1000"))


async def test_a_folder_of_something_else_is_refused_before_any_code_is_issued(issue, tmp_path, capsys):
    await issue(Period(2026, 9), name="september.csv")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("mine")
    capsys.readouterr()
    for folder, said in (
        ("qr", "holds the pictures of 2026-09"),
        ("mine", "is not empty"),
        ("mine/letter.txt", "is not a folder"),
        ("none/qr", "there is no folder"),
    ):
        status, links = await issue(folder=folder)
        assert (status, links) == (1, {})
        assert said in capsys.readouterr().err
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]


async def test_an_empty_folder_will_do_and_a_dry_run_makes_none(issue, tmp_path):
    assert (await issue(dry_run=True))[0] == 0
    assert not (tmp_path / "qr").exists()
    (tmp_path / "qr").mkdir()
    assert (await issue())[0] == 0


def test_a_number_with_a_slash_is_a_file_of_the_folder():
    assert file_name("12/3-А.4", "svg") == "12_3-А.4.svg"


def test_the_command_line_knows_only_these_pictures(capsys):
    with pytest.raises(SystemExit):
        main(["receipt-codes", "2026-10", "--qr", "there", "--qr-as", "gif"])
    assert "svg" in capsys.readouterr().err
