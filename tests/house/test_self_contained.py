"""The repository stands alone: no address of a package registry, no path of the machine it lies on."""

from __future__ import annotations

import re
import subprocess

from tests.house.sources import ROOT

# Put together from halves, so that this file does not find itself.
FOREIGN = re.compile(
    "|".join(
        [
            "pypi" + r"\.(?:org|python)",
            "python" + r"hosted\.org",
            "registry" + r"\.(?:npmjs|yarnpkg)",
            "npmjs" + r"\.(?:com|org)",
            "proxy" + r"\.golang\.org",
            "--(?:extra-)?" + "index-url [^\\s]*:",
            "PIP_(?:EXTRA_)?" + "INDEX_URL=",
            # The folder that this checkout happens to lie in.
            re.escape(str(ROOT)) + r"\b",
        ]
    )
)


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return sorted(set(listed.stdout.decode().split("\0")) - {""})


def test_no_foreign_addresses() -> None:
    found = []
    for name in tracked():
        path = ROOT / name
        if path.is_file() and b"\0" not in (raw := path.read_bytes()):
            lines = enumerate(raw.decode("utf-8", "replace").splitlines(), 1)
            found += [
                f"{name}:{number} {line.strip()[:100]}" for number, line in lines if FOREIGN.search(line)
            ]
    assert not found, "\n".join(found)


def test_nothing_private_is_tracked() -> None:
    names = tracked()
    assert not [
        n for n in names if n == "config.toml" or n.startswith(("var/", ".venv/")) or n.endswith(".db")
    ]
