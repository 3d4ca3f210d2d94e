"""What the documents name is there: files, commands with their options, targets of make, keys, events."""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import subprocess
from functools import cache
from pathlib import Path

from bench.suites.registry import NAMES
from bot.commands.arguments import parser
from bot.config.section import fields_of
from bot.config.tree import Config
from tests.house.sources import ROOT

DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted(path for path in ROOT.glob("docs/**/*.md") if "adr" not in path.parts),
    ROOT / "config.example.toml",
]
LINES = [
    (f"{path.relative_to(ROOT)}:{n}", path, line)
    for path in DOCUMENTS
    for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
]
FOLDERS = "core|bot|storage|billing|scheduler|sandbox|bench|tests|docs|examples|scripts|requirements"
FILE = re.compile(
    r"`([\w./-]+\.(?:py|md|toml|ftl|js))`|\]\(([^)#\s]+)\)"
    rf"|(?<![\w/])((?:{FOLDERS})/[\w./-]*\w\b)(?!\.?[*<{{])"
)
ELSEWHERE = {
    "config.toml": "the supplier's own",
    "bot/dialogs/hours.py": "the dialog that docs/engine.md has the reader write",
    "tests/dialogs/test_hours.py": "and its test",
    "var/sandbox/config.toml": "made by the sandbox",
}
COMMAND = re.compile(r"python -m ((?:bot|sandbox|bench|tests)[\w.]*)((?: [^`|\]\s]+|\s*\[[^\]]*\])*)")
KEY = re.compile(r"`([a-z]+\.[a-z_]+)`")


@cache
def there() -> set[str]:
    """Every tracked file and its folders, each by its whole path and by every end of it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = set(listed.stdout.split("\n")) - {""}
    names |= {str(folder) for name in names for folder in Path(name).parents}
    return {"/".join(parts[n:]) for name in names for parts in [name.split("/")] for n in range(len(parts))}


@cache
def product() -> str:
    """The code of the product in one piece."""
    packages = ("bot", "core", "storage", "billing", "scheduler", "sandbox")
    return "\n".join(path.read_text("utf-8") for name in packages for path in (ROOT / name).rglob("*.py"))


def is_there(path: Path, name: str) -> bool:
    if re.fullmatch(r"docs/adr/\d{4}", name):
        return any(found.startswith(f"{name}-") for found in there())
    beside = os.path.relpath(path.parent / name, ROOT)
    return name.removesuffix("/") in there() or beside in there() or f"{name}.py" in there()


def test_files_are_there() -> None:
    missing = [
        f"{where} {name}"
        for where, path, line in LINES
        for found in FILE.finditer(line)
        if (name := next(filter(None, found.groups()))) not in ELSEWHERE
        and not name.startswith("http")
        and not is_there(path, name)
    ]
    assert not missing, "\n".join(missing)


def commands() -> dict[str, argparse.ArgumentParser]:
    return next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)).choices


def options(command: argparse.ArgumentParser) -> set[str]:
    """Its options, and those of the commands below it."""
    below = [action for action in command._actions if isinstance(action, argparse._SubParsersAction)]
    mine = {flag for flag in command._option_string_actions if flag.startswith("--")} - {"--help"}
    return mine.union(*(options(other) for action in below for other in action.choices.values()))


def test_commands_are_understood() -> None:
    wrong = []
    for where, _, line in LINES:
        for module, rest in COMMAND.findall(line):
            if importlib.util.find_spec(module) is None:
                wrong.append(f"{where} python -m {module}")
            if module == "bot" and (named := re.search(rf"\b({'|'.join(commands())})\b", rest)):
                strange = (
                    set(re.findall(r"--[a-z][a-z-]*", rest)) - options(commands()[named[1]]) - {"--config"}
                )
                wrong += [f"{where} {named[1]} {flag}" for flag in strange]
            elif module == "bot" and rest:
                wrong.append(f"{where} python -m bot{rest}")
    assert not wrong, "\n".join(wrong)


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    english, _, russian = readme.partition("# Для сотрудников поставщика")
    missing = []
    for name, command in commands().items():
        line = "".join(re.findall(rf"^    python -m bot .*\b{name}\b.*$", english, re.MULTILINE))
        missing += [f"{name}: not among the commands"] * (not line)
        missing += [f"{name} {flag}" for flag in options(command) if flag not in line]
        missing += [f"{name}: not in the Russian part"] * (name not in russian)
    assert not missing, "\n".join(missing)


def test_targets_of_make_are_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {(where, target) for where, _, line in LINES for target in re.findall(r"`make ([a-z-]+)", line)}
    assert not {pair for pair in named if pair[1] not in targets}


def test_keys_and_events_are_there() -> None:
    sections = {field.name: field.section for field in fields_of(Config) if field.section}
    keys = {f"{name}.{field.name}" for name, section in sections.items() for field in fields_of(section)}
    missing = [
        f"{where} {key}"
        for where, _, line in LINES
        for key in KEY.findall(line)
        if key.partition(".")[0] in sections
        and not key.endswith((".py", ".csv", ".toml", ".ftl"))
        and key not in keys
        and f'"{key}"' not in product()
    ]
    assert not missing, "\n".join(missing)


def test_every_table_is_in_the_model() -> None:
    sql = "\n".join(path.read_text("utf-8") for path in (ROOT / "storage/migrations").glob("*.sql"))
    model = (ROOT / "docs/model.md").read_text("utf-8")
    missing = {table for table in re.findall(r"CREATE TABLE (\w+)", sql) if f"`{table}`" not in model}
    assert missing <= {"schema_version"}


def test_every_figure_is_explained() -> None:
    explained = (ROOT / "docs/bench.md").read_text("utf-8")
    assert not [name for name in NAMES if f"`{name}`" not in explained]
