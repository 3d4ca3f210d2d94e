"""The lists that must agree with the tree: packages under the import rules, lock files, make targets."""

from __future__ import annotations

import configparser
import re
import subprocess
import tomllib

import pytest

from tests.house.sources import PRODUCT, ROOT

LOCKS = ("run", "dev", "bench")


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", text, re.MULTILINE))


def project() -> dict[str, list[str]]:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = data["dependency-groups"]
    run = data["project"]["dependencies"]
    return {"run": run, "dev": run + groups["dev"], "bench": run + groups["dev"] + groups["bench"]}


def test_import_rules_cover_every_package_there_is() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    listed = set(config["importlinter"]["root_packages"].split())
    there = {package for package in PRODUCT if (ROOT / package / "__init__.py").exists()}
    assert listed == there, "change root_packages in .importlinter"
    unknown = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {*PRODUCT, "bench", "tests"}
    assert not unknown, (
        "a new package: add it to PRODUCT in tests/house/sources.py, .importlinter, the Makefile"
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8")
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)
    assert len(pins(lock)) > 20


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_what_the_project_asks(lock: str) -> None:
    asked = {
        re.split(r"[\[<>=~!; ]", line, maxsplit=1)[0].lower().replace(".", "-") for line in project()[lock]
    }
    locked = {name.lower().replace(".", "-") for name in pins(lock)}
    assert asked <= locked, "run `make lock`"


def test_larger_locks_hold_the_smaller_ones() -> None:
    """`make test` after `make run` must not change what runs."""
    assert pins("run").items() <= pins("dev").items() <= pins("bench").items()


def test_every_make_target_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    explained = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert phony == explained
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert all(f"make {target} " in shown for target in explained)


def test_scripts_are_executable_and_sound() -> None:
    for script in [*(ROOT / "scripts").iterdir(), ROOT / ".ci" / "run"]:
        assert script.stat().st_mode & 0o111, f"chmod +x {script}"
        shell = "bash" if script.name == "run" else "sh"
        subprocess.run([shell, "-n", str(script)], check=True)
