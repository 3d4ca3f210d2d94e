"""For tests that make certificates by `openssl`: on the build machine it has to be there."""

from __future__ import annotations

import os
import shutil

import pytest

NEEDED = pytest.mark.skipif(
    shutil.which("openssl") is None and "CI" not in os.environ,
    reason="there is no openssl command to make keys",
)
